// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <pthread.h>

#include <atomic>

namespace sluice {

/// The lock of the deadlock lab: the system's own, of the kind that finds out when a thread asks for what it
/// holds, where an ordinary one would let it wait for ever. The re-entrant kind lets its holder in again.
/// thread: any; who took it lets it go.
class CheckedLock
{
public:
    enum class Kind { ErrorChecking, ReEntrant };
    explicit CheckedLock(Kind kind);
    ~CheckedLock();
    CheckedLock(const CheckedLock &) = delete;
    CheckedLock &operator=(const CheckedLock &) = delete;

    enum class Asked {
        Taken,
        SelfDeadlock, ///< EDEADLK: the thread that asks is the one that holds it
        NotInTime, ///< somebody else holds it
    };
    /// Waits for it at most so long, by the wall clock, as POSIX has it: a clock that is set back makes one
    /// wait longer. `who` is a literal.
    Asked ask(const char *who, Millis patience);
    void letGo();

    /// Who took it last and has not let it go; null: nobody.
    const char *holder() const { return m_holder.load(); }
    /// How often its holder has taken it. thread: the holder's.
    int depth() const { return m_depth; }

private:
    pthread_mutex_t m_mutex{};
    std::atomic<const char *> m_holder{nullptr};
    int m_depth = 0;
};

} // namespace sluice
