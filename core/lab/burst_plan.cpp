// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_plan.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace sluice {

namespace {

constexpr std::pair<BurstShape, std::string_view> shapeNames[] = {
    {BurstShape::Steady, "steady"},
    {BurstShape::Spike, "spike"},
    {BurstShape::Ramp, "ramp"},
    {BurstShape::Sawtooth, "sawtooth"},
    {BurstShape::Poisson, "poisson"},
    {BurstShape::Recorded, "recorded"},
};

Error outOfRange(const std::string &setting, const std::string &value, const std::string &expected)
{
    return {ErrorKind::Usage, setting + " is " + value + "; expected " + expected};
}

std::string inMillis(Millis time)
{
    return std::to_string(time.count()) + " ms";
}

Result<void> checkTime(const std::string &setting, Millis value, Millis least, Millis most)
{
    if (value >= least && value <= most)
        return {};
    return outOfRange(setting, inMillis(value), std::to_string(least.count()) + " to " + inMillis(most));
}

Result<void> checkBytes(const std::string &setting, std::size_t value, std::size_t least, std::size_t most)
{
    if (value >= least && value <= most)
        return {};
    return outOfRange(setting, std::to_string(value) + " bytes",
        std::to_string(least) + " to " + std::to_string(most) + " bytes");
}

/// Steady and Recorded alone know what to do without one.
Result<void> checkRate(double rate, BurstShape shape)
{
    const bool inBounds = std::isfinite(rate) && rate >= BurstPlan::leastRate && rate <= BurstPlan::mostRate;
    if (inBounds)
        return {};
    const bool mayBeNone = shape == BurstShape::Steady || shape == BurstShape::Recorded;
    if (rate == 0 && mayBeNone)
        return {};
    if (!mayBeNone)
        return outOfRange("rate", std::to_string(rate),
            "0.01 to 1000000000 events a second for the shape " + std::string(wireName(shape)));
    return outOfRange(
        "rate", std::to_string(rate), "0 (as fast as possible) or 0.01 to 1000000000 events a second");
}

Result<void> checkMix(const EventMix &mix)
{
    const std::string all = std::to_string(mix.actions) + " : " + std::to_string(mix.llms) + " : "
        + std::to_string(mix.tools) + " : " + std::to_string(mix.errors);
    if (mix.total() == 0)
        return outOfRange("mix", all, "a weight for at least one kind of event");
    if (std::max({mix.actions, mix.llms, mix.tools, mix.errors}) > EventMix::mostWeight)
        return outOfRange("mix", all, "weights of 0 to 1000000");
    return {};
}

Result<void> checkPayload(std::size_t least, std::size_t most)
{
    if (Result<void> checked = checkBytes("payload", least, 0, BurstPlan::mostPayloadBytes); !checked)
        return checked;
    if (most == 0)
        return {};
    return checkBytes("largest payload", most, least, BurstPlan::mostPayloadBytes);
}

Result<void> checkArrivals(const std::vector<Micros> &arrivals, std::uint64_t events)
{
    if (arrivals.empty())
        return Error{ErrorKind::Usage,
            "arrivals are missing; the shape recorded needs the time of each of its " + std::to_string(events)
                + " events"};
    if (arrivals.size() != events)
        return outOfRange("events", std::to_string(events),
            std::to_string(arrivals.size()) + ", as many as there are arrivals");
    if (arrivals.front() != Micros(0))
        return outOfRange("arrival 0", std::to_string(arrivals.front().count()) + " us", "0 us");
    for (std::size_t i = 1; i < arrivals.size(); ++i) {
        if (arrivals[i] < arrivals[i - 1] || arrivals[i] > BurstPlan::latestArrival)
            return outOfRange("arrival " + std::to_string(i), std::to_string(arrivals[i].count()) + " us",
                std::to_string(arrivals[i - 1].count()) + " (as the one before) to "
                    + std::to_string(BurstPlan::latestArrival.count()) + " us");
    }
    return {};
}

Result<void> checkLength(
    const std::string &setting, std::string_view text, std::size_t least, std::size_t most)
{
    if (text.size() >= least && text.size() <= most)
        return {};
    return outOfRange(setting, std::to_string(text.size()) + " bytes long",
        std::to_string(least) + " to " + std::to_string(most) + " bytes");
}

Result<void> checkTags(const std::vector<std::string> &tags)
{
    if (tags.size() > BurstPlan::mostTags)
        return outOfRange("the number of tags", std::to_string(tags.size()), "at most 64");
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (Result<void> tag = checkLength("tag " + std::to_string(i), tags[i], 1, BurstPlan::mostTagBytes);
            !tag)
            return tag;
    }
    return {};
}

Result<void> checkFaults(const FaultPlan &faults)
{
    if (faults.phases.size() > BurstPlan::mostFaultPhases)
        return outOfRange("the number of faults", std::to_string(faults.phases.size()), "at most 1000");
    if (Result<void> name = checkLength("the faults' name", faults.name, 0, BurstPlan::mostNameBytes); !name)
        return name;
    if (Result<void> meaning
        = checkLength("the faults' meaning", faults.meaning, 0, BurstPlan::mostMeaningBytes);
        !meaning)
        return meaning;
    if (Result<void> valid = faults.validate(); !valid)
        return Error{valid.error().kind, "faults: " + valid.error().message};
    return {};
}

Result<void> checkCounts(const BurstPlan &plan)
{
    if (plan.events < 1 || plan.events > BurstPlan::mostEvents)
        return outOfRange("events", std::to_string(plan.events), "1 to 1000000");
    if (plan.producers < 1 || plan.producers > BurstPlan::mostProducers)
        return outOfRange("producers", std::to_string(plan.producers), "1 to 16");
    return {};
}

Result<void> firstWrong(std::initializer_list<Result<void>> checked)
{
    const auto *wrong = std::ranges::find_if(checked, [](const Result<void> &one) { return !one.ok(); });
    return wrong == checked.end() ? Result<void>() : *wrong;
}

} // namespace

std::string_view wireName(BurstShape shape)
{
    return std::ranges::find(shapeNames, shape, &std::pair<BurstShape, std::string_view>::first)->second;
}

std::optional<BurstShape> burstShapeFromText(std::string_view text)
{
    const auto *found = std::ranges::find(shapeNames, text, &std::pair<BurstShape, std::string_view>::second);
    return found == std::end(shapeNames) ? std::nullopt : std::optional(found->first);
}

QueueLimits BurstPlan::burstQueue()
{
    QueueLimits queue;
    queue.maxWaitTime = Millis(100);
    queue.blockDeadline.reset();
    return queue;
}

Result<void> BurstPlan::validate() const
{
    if (Result<void> counts = checkCounts(*this); !counts)
        return counts;
    return firstWrong({checkRate(rate, shape), checkTime("period", period, Millis(1), mostPeriod),
        checkMix(mix), checkPayload(payloadBytes, payloadMost),
        shape == BurstShape::Recorded ? checkArrivals(arrivals, events) : Result<void>(),
        checkTime("block deadline", queue.blockDeadline.value_or(Millis(0)), Millis(0), mostEndDeadline),
        checkTime("end deadline", endDeadline, Millis(0), mostEndDeadline),
        checkTime("endpoint delay", endpointDelay, Millis(0), mostEndpointDelay),
        checkLength("name", name, 0, mostNameBytes), checkTags(tags), queue.validate(), checkFaults(faults)});
}

} // namespace sluice
