// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_plan.h"

#include <cmath>

namespace sluice {

namespace {

Error outOfRange(const std::string &setting, const std::string &value, const std::string &expected)
{
    return {ErrorKind::Usage, setting + " is " + value + "; expected " + expected};
}

/// Keeps the time of the last of a million events within a clock's range.
constexpr double leastRate = 0.01;

BurstPlan planOf(std::uint64_t events)
{
    BurstPlan plan;
    plan.events = events;
    plan.queue.blockDeadline.reset();
    plan.queue.maxWaitTime = Millis(100);
    plan.tags = {"burst", std::to_string(events)};
    return plan;
}

BurstPlan overflowPlan()
{
    BurstPlan plan = planOf(2'000);
    plan.producers = 4;
    plan.rate = 1'000;
    plan.queue.policy = OverflowPolicy::DropNewest;
    plan.endpointDelay = Millis(400);
    plan.endDeadline = Millis(10'000);
    plan.tags = {"burst", "overflow"};
    return plan;
}

} // namespace

Result<void> BurstPlan::validate() const
{
    if (events < 1 || events > mostEvents)
        return outOfRange("events", std::to_string(events), "1 to 1000000");
    if (producers < 1 || producers > mostProducers)
        return outOfRange("producers", std::to_string(producers), "1 to 16");
    if (!std::isfinite(rate) || rate < 0 || (rate > 0 && rate < leastRate))
        return outOfRange(
            "rate", std::to_string(rate), "0 (as fast as possible) or at least 0.01 events a second");
    if (payloadBytes > mostPayloadBytes)
        return outOfRange("payload", std::to_string(payloadBytes) + " bytes", "0 to 1048576 bytes");
    if (endDeadline < Millis(0))
        return outOfRange("end deadline", std::to_string(endDeadline.count()) + " ms", "0 ms or more");
    if (endpointDelay < Millis(0) || endpointDelay > std::chrono::minutes(5))
        return outOfRange("endpoint delay", std::to_string(endpointDelay.count()) + " ms", "0 to 300000 ms");
    return queue.validate();
}

const std::vector<BurstPreset> &burstPresets()
{
    static const std::vector<BurstPreset> presets = {
        {"99", "One event below the original's cliff: AgentOps 0.3.13 sends all 99", planOf(99)},
        {"100", "The original's cliff: AgentOps 0.3.13 hangs at event 100 for ever and loses all of them",
            planOf(100)},
        {"101", "One event past the cliff that the original never reaches", planOf(101)},
        {"Overflow",
            "1,000 events a second against an endpoint that takes 400 ms: the queue is full, drops are "
            "counted",
            overflowPlan()},
    };
    return presets;
}

} // namespace sluice
