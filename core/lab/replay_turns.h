// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/lab/replay_pace.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// Whose turn it is in a replay: the player waits here for each event, and whoever watches says how the time
/// goes. By the steady clock. thread: any; waitFor(): the player's.
class ReplayTurns
{
public:
    ReplayTurns(double speed, bool running);

    void pause() EXCLUDES(m_mutex);
    void resume() EXCLUDES(m_mutex);
    /// The event that is waited for, or else the next one, goes now; holds the time.
    void step() EXCLUDES(m_mutex);
    void setSpeed(double speed) EXCLUDES(m_mutex);
    /// For good.
    void stop() EXCLUDES(m_mutex);

    struct Standing
    {
        bool running = false;
        Micros position{0}; ///< at most that of the event that is waited for
    };
    Standing standing() const EXCLUDES(m_mutex);

    /// Waits until the time of an event has come; positions never fall. The speed at which it goes; nullopt:
    /// stopped.
    std::optional<double> waitFor(Micros position) EXCLUDES(m_mutex);

private:
    mutable Mutex m_mutex;
    CondVar m_changed;
    ReplayPace m_pace GUARDED_BY(m_mutex);
    Micros m_next GUARDED_BY(m_mutex){0}; ///< of the event that is waited for
    std::uint64_t m_steps GUARDED_BY(m_mutex) = 0;
    bool m_stopped GUARDED_BY(m_mutex) = false;
};

} // namespace sluice
