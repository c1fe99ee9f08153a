// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay_pace.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

template <typename To, typename From>
To times(From time, double factor)
{
    using Exact = std::chrono::duration<double, typename To::period>;
    return To(std::llround((Exact(time) * factor).count()));
}

} // namespace

ReplayPace::ReplayPace(double speed, bool running, SteadyTime now)
    : m_speed(speed)
    , m_running(running)
    , m_since(now)
{ }

void ReplayPace::run(SteadyTime now)
{
    anchor(now);
    m_running = true;
}

void ReplayPace::hold(SteadyTime now)
{
    anchor(now);
    m_running = false;
}

void ReplayPace::setSpeed(double speed, SteadyTime now)
{
    anchor(now);
    m_speed = speed;
}

void ReplayPace::jumpTo(Micros position, SteadyTime now)
{
    anchor(now);
    m_position = std::max(m_position, position);
}

Micros ReplayPace::position(SteadyTime now) const
{
    return m_running ? m_position + times<Micros>(now - m_since, m_speed) : m_position;
}

SteadyTime ReplayPace::when(Micros position) const
{
    return m_since + times<Nanos>(position - m_position, 1 / m_speed);
}

void ReplayPace::anchor(SteadyTime now)
{
    m_position = position(now);
    m_since = now;
}

} // namespace sluice
