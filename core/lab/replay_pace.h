// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

namespace sluice {

/// Where a replay stands in the recorded session's time, and when it will be where. Reads no clock: each
/// function is told what time it is. thread: one at a time.
class ReplayPace
{
public:
    ReplayPace(double speed, bool running, SteadyTime now);

    void run(SteadyTime now);
    void hold(SteadyTime now);
    void setSpeed(double speed, SteadyTime now);
    /// On to there; never back.
    void jumpTo(Micros position, SteadyTime now);

    bool isRunning() const { return m_running; }
    double speed() const { return m_speed; }
    Micros position(SteadyTime now) const;
    /// When it is there, if it goes on running.
    SteadyTime when(Micros position) const;

private:
    void anchor(SteadyTime now);

    double m_speed;
    bool m_running;
    Micros m_position{0}; ///< at m_since
    SteadyTime m_since;
};

} // namespace sluice
