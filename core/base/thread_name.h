// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <pthread.h>

#include <cassert>
#include <cstring>

namespace sluice {

/// What debuggers, `top -H` and the diagnostic bundle call this thread. At most 15 characters: the system
/// keeps no more.
inline void nameThisThread(const char *name)
{
    assert(std::strlen(name) < 16 && "the system would refuse a longer name");
    ::pthread_setname_np(::pthread_self(), name);
}

} // namespace sluice
