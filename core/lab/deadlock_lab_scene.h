// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// How far the threads of a deadlock run have come, so that each waits for the others and none of them
/// sleeps. thread: any.
class DeadlockScene
{
public:
    enum class Actor : std::uint8_t { Program, Flusher, Other };

    void flushes(); ///< a record() has begun a POST
    void isStuck(); ///< a thread has stopped for ever, with the lock in its hands
    void isDone(Actor actor); ///< it does nothing more
    void isOver(); ///< who is stuck lets go and leaves
    void stop(); ///< nobody waits from now on

    bool stopped() const;
    bool stuck() const;
    bool over() const; ///< or stopped

    void awaitFlush() const; ///< or that a thread is stuck
    void awaitOther() const;
    /// Until somebody is stuck or the run is over. True: `until` came first.
    bool awaitTimer(SteadyTime until) const;
    /// False: `until` came first.
    bool awaitFlusher(SteadyTime until) const;
    void awaitOver() const;
    /// The program is done, or everybody else has seen that it is stuck.
    void awaitOutcome() const;

private:
    struct State
    {
        bool flushing = false;
        bool stuck = false;
        bool programDone = false;
        bool flusherDone = false;
        bool otherDone = false;
        bool over = false;
        bool stopped = false;
    };
    using Condition = bool (*)(const State &);

    State state() const EXCLUDES(m_mutex);
    void change(bool State::*flag) EXCLUDES(m_mutex);
    bool await(Condition condition, std::optional<SteadyTime> until = {}) const EXCLUDES(m_mutex);

    mutable Mutex m_mutex;
    mutable CondVar m_changed;
    State m_state GUARDED_BY(m_mutex);
};

} // namespace sluice
