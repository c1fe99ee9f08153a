// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/queue/flusher_rest.h"
#include "core/queue/waker.h"
#include "core/queue/watched_mutex.h"

#include <optional>

namespace sluice {

/// What ends the flusher's rest: a condition variable while it rests here, the waker while it rests
/// elsewhere. thread: ring(): any, with no lock held. rest(): the flusher's. setWaker(): before the flusher
/// starts.
class FlusherBell
{
public:
    /// Borrowed.
    void setWaker(Waker *waker) { m_waker = waker; }

    /// What FlusherRest decided under the lock.
    void ring(FlusherRest::Call call)
    {
        if (call == FlusherRest::Call::Notify)
            m_bell.notifyOne();
        else if (call == FlusherRest::Call::Waker)
            m_waker->wake();
    }

    /// Rests until rung, or until then. It may end early for no reason.
    void rest(WatchedMutex &mutex, std::optional<SteadyTime> until) REQUIRES(mutex)
    {
        if (until)
            mutex.waitUntil(m_bell, WatchedMutex::Holder::Flusher, *until);
        else
            mutex.wait(m_bell, WatchedMutex::Holder::Flusher);
    }

private:
    CondVar m_bell;
    Waker *m_waker = nullptr;
};

} // namespace sluice
