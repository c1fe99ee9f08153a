// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

// Names for clang's thread-safety analysis (-Wthread-safety); nothing under other compilers.
#if defined(__clang__)
#define SLUICE_ANNOTATE(x) __attribute__((x))
#else
#define SLUICE_ANNOTATE(x)
#endif

#define CAPABILITY(name) SLUICE_ANNOTATE(capability(name))
#define SCOPED_CAPABILITY SLUICE_ANNOTATE(scoped_lockable)
#define GUARDED_BY(x) SLUICE_ANNOTATE(guarded_by(x))
#define PT_GUARDED_BY(x) SLUICE_ANNOTATE(pt_guarded_by(x))
#define REQUIRES(...) SLUICE_ANNOTATE(requires_capability(__VA_ARGS__))
#define EXCLUDES(...) SLUICE_ANNOTATE(locks_excluded(__VA_ARGS__))
#define ACQUIRE(...) SLUICE_ANNOTATE(acquire_capability(__VA_ARGS__))
#define RELEASE(...) SLUICE_ANNOTATE(release_capability(__VA_ARGS__))
#define TRY_ACQUIRE(...) SLUICE_ANNOTATE(try_acquire_capability(__VA_ARGS__))
#define ASSERT_CAPABILITY(x) SLUICE_ANNOTATE(assert_capability(x))
#define NO_THREAD_SAFETY_ANALYSIS SLUICE_ANNOTATE(no_thread_safety_analysis)
