// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <string>

namespace sluice {

/// How much of a log is gathered before it is written. SQLite's own files take less than 128 KiB at once.
inline constexpr std::size_t gatheredLogBytes = std::size_t{64} << 10U;

/// The name of files (a VFS) under which a write-ahead log is written in large parts: SQLite writes each page
/// of it with two calls, which is a quarter of the time of a commit that touches many
/// (docs/design/collector.md). All else goes to the files named `base`; empty: those that are the default
/// now.
///
/// Only for a connection with synchronous=FULL: there SQLite syncs the log before it tells others of a
/// commit, and with that the part that is still here is written. A write that fails late fails the sync, and
/// so the commit. What other SQLite features ask of a log in the meantime is answered after writing it out.
/// `base` itself when there is no such VFS. thread: any; made once for each base, for the life of the
/// process.
std::string gatheredLog(const std::string &base = {});

} // namespace sluice
