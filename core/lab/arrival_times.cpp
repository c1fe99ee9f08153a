// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/arrival_times.h"

#include "core/lab/numbered_random.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sluice {

namespace {

Nanos seconds(double count)
{
    return Nanos(std::llround(count * 1e9));
}

/// From rate 0 up, `expected` events within `length` seconds, evenly faster: after the share x of the time
/// there were x squared of the events.
double onRamp(double event, double expected, double length)
{
    return std::sqrt(event / expected) * length;
}

} // namespace

ArrivalTimes::ArrivalTimes(const BurstPlan &plan)
    : m_plan(plan)
    , m_perPeriod(plan.rate * static_cast<double>(plan.period.count()) / 1e3)
{ }

bool ArrivalTimes::isPaced() const
{
    return m_plan.shape != BurstShape::Steady || m_plan.rate > 0;
}

Nanos ArrivalTimes::due(std::uint64_t event)
{
    const auto number = static_cast<double>(event);
    const double period = static_cast<double>(m_plan.period.count()) / 1e3;
    switch (m_plan.shape) {
    case BurstShape::Steady:
        return m_plan.rate > 0 ? seconds(number / m_plan.rate) : Nanos(0);
    case BurstShape::Spike:
        return seconds(std::floor(number / m_perPeriod) * period);
    case BurstShape::Ramp: {
        const auto all = static_cast<double>(m_plan.events);
        return seconds(onRamp(number, all, all / m_plan.rate));
    }
    case BurstShape::Sawtooth: {
        const double before = std::floor(number / m_perPeriod);
        const double within = number - before * m_perPeriod;
        return seconds(before * period + onRamp(std::max(within, 0.0), m_perPeriod, period));
    }
    case BurstShape::Poisson:
        return duePoisson(event);
    case BurstShape::Recorded:
        break;
    }
    return m_plan.arrivals[event];
}

Nanos ArrivalTimes::duePoisson(std::uint64_t event)
{
    assert(event >= m_walked && "producers go through their events in order");
    while (m_walked < event) {
        ++m_walked;
        const std::uint64_t bits = numberedRandom(m_plan.seed, Chance::Arrivals, m_walked).next();
        const double share = static_cast<double>(bits >> 11U) * 0x1p-53; // in [0, 1)
        m_walkedTo += seconds(-std::log1p(-share) / m_plan.rate);
    }
    return m_walkedTo;
}

} // namespace sluice
