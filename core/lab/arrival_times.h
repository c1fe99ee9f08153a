// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/lab/burst_plan.h"

#include <cstdint>

namespace sluice {

/// When each event of a plan is due, counted from the first. Decided by the plan alone: every producer has
/// one of its own, and all of them agree. Takes no memory that grows with the number of events.
/// thread: one at a time.
class ArrivalTimes
{
public:
    /// The plan must be valid and outlive this.
    explicit ArrivalTimes(const BurstPlan &plan);

    /// False: all events are due at once, which is as fast as possible.
    bool isPaced() const;

    /// `event` counts from 0 and never falls from call to call; what is due never falls either.
    Nanos due(std::uint64_t event);

private:
    Nanos duePoisson(std::uint64_t event);

    const BurstPlan &m_plan;
    const double m_perPeriod; ///< events
    std::uint64_t m_walked = 0; ///< Poisson: the event that is due at m_walkedTo
    Nanos m_walkedTo{0};
};

} // namespace sluice
