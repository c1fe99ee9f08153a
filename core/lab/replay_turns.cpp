// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay_turns.h"

#include <algorithm>

namespace sluice {

using Steady = std::chrono::steady_clock;

ReplayTurns::ReplayTurns(double speed, bool running)
    : m_pace(speed, running, Steady::now())
{ }

void ReplayTurns::pause()
{
    const MutexLock lock(m_mutex);
    m_pace.hold(Steady::now());
    m_changed.notifyAll();
}

void ReplayTurns::resume()
{
    const MutexLock lock(m_mutex);
    m_pace.run(Steady::now());
    m_changed.notifyAll();
}

void ReplayTurns::step()
{
    const MutexLock lock(m_mutex);
    m_pace.hold(Steady::now());
    ++m_steps;
    m_changed.notifyAll();
}

void ReplayTurns::setSpeed(double speed)
{
    const MutexLock lock(m_mutex);
    m_pace.setSpeed(speed, Steady::now());
    m_changed.notifyAll();
}

void ReplayTurns::stop()
{
    const MutexLock lock(m_mutex);
    m_stopped = true;
    m_changed.notifyAll();
}

ReplayTurns::Standing ReplayTurns::standing() const
{
    const MutexLock lock(m_mutex);
    return {m_pace.isRunning(), std::min(m_pace.position(Steady::now()), m_next)};
}

std::optional<double> ReplayTurns::waitFor(Micros position)
{
    const MutexLock lock(m_mutex);
    m_next = position;
    while (!m_stopped) {
        const SteadyTime now = Steady::now();
        if (m_steps > 0) {
            --m_steps;
            m_pace.jumpTo(position, now);
            return m_pace.speed();
        }
        if (!m_pace.isRunning())
            m_changed.wait(m_mutex);
        else if (m_pace.when(position) > now)
            m_changed.waitUntil(m_mutex, m_pace.when(position));
        else
            return m_pace.speed();
    }
    return std::nullopt;
}

} // namespace sluice
