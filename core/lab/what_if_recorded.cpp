// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_recorded.h"

#include "core/lab/burst_plan_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace sluice {

namespace {

std::optional<BurstPlan> planIn(const std::string &lab)
{
    const auto object = nlohmann::json::parse(lab, nullptr, false);
    if (!object.is_object() || !object.contains("plan"))
        return std::nullopt;
    Result<BurstPlan> plan = burstPlanFromJson(object["plan"].dump(), "the stored plan");
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

bool hasDrops(std::span<const DropRun> drops, DropReason reason)
{
    return std::ranges::any_of(drops, [reason](const DropRun &run) { return run.reason == reason; });
}

} // namespace

RecordedSettings recordedSettings(const std::optional<std::string> &lab, std::span<const DepthSample> depths,
    std::span<const DropRun> drops)
{
    if (const std::optional<BurstPlan> plan = lab ? planIn(*lab) : std::nullopt)
        return {plan->queue, plan->producers, true};
    RecordedSettings settings;
    if (!depths.empty() && depths.back().capacity > 0)
        settings.queue.maxQueueSize = depths.back().capacity;
    if (hasDrops(drops, DropReason::QueueFull) && !hasDrops(drops, DropReason::BlockTimeout))
        settings.queue.policy = OverflowPolicy::DropNewest;
    return settings;
}

MeasuredOutcome measuredOutcome(const SessionSummary &session, std::span<const FlushContents> contents,
    std::span<const FlushRecord> flushes, std::span<const DepthSample> depths)
{
    MeasuredOutcome measured;
    measured.recorded = session.ledger ? session.ledger->recorded : session.counts.total();
    measured.delivered = session.ledger ? session.ledger->delivered : 0;
    measured.dropped = session.drops;
    std::map<std::uint64_t, Timestamp> acknowledged;
    for (const FlushRecord &flush : flushes) {
        const bool delivered = flush.outcome == FlushOutcome::Delivered;
        measured.flushes += delivered || flush.outcome == FlushOutcome::Refused ? 1 : 0;
        if (delivered)
            acknowledged[flush.sequence] = flush.ended;
    }
    std::vector<Micros> delays;
    for (const FlushContents &carried : contents) {
        const auto answer = acknowledged.find(carried.flush);
        if (answer == acknowledged.end())
            continue;
        for (const CarriedEvent &event : carried.events) {
            if (event.enqueued != Timestamp{})
                delays.push_back(std::max(answer->second - event.enqueued, Micros(0)));
        }
    }
    if (!delays.empty()) {
        measured.delayP50 = quantileOf(delays, 0.5);
        measured.delayP99 = quantileOf(delays, 0.99);
    }
    if (!depths.empty())
        measured.highWater = std::ranges::max(depths, {}, &DepthSample::highest).highest;
    return measured;
}

} // namespace sluice
