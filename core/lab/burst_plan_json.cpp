// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_plan_json.h"

#include "core/lab/plan_fields.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice {

namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t planVersion = 1;

// Outwards

ordered_json orNull(const std::optional<Millis> &time)
{
    return time ? ordered_json(time->count()) : ordered_json(nullptr);
}

ordered_json phaseToJson(const FaultPhase &phase)
{
    return {{"begin_ms", phase.begin.count()},
        {"length_ms",
            orNull(phase.length < FaultPhase::forEver ? std::optional(phase.length) : std::nullopt)},
        {"kind", wireName(phase.fault.kind)}, {"delay_ms", phase.fault.delay.count()},
        {"bytes_per_second", phase.fault.bytesPerSecond}, {"retry_after_s", phase.fault.retryAfter},
        {"body_limit", phase.fault.bodyLimit}};
}

ordered_json faultsToJson(const FaultPlan &faults)
{
    ordered_json phases = ordered_json::array();
    for (const FaultPhase &phase : faults.phases)
        phases.push_back(phaseToJson(phase));
    return {{"name", faults.name}, {"meaning", faults.meaning},
        {"repeats_after_ms", orNull(faults.repeatsAfter)}, {"phases", std::move(phases)}};
}

ordered_json mixToJson(const EventMix &mix)
{
    return {{"actions", mix.actions}, {"llms", mix.llms}, {"tools", mix.tools}, {"errors", mix.errors}};
}

ordered_json arrivalsToJson(const std::vector<Micros> &arrivals)
{
    ordered_json times = ordered_json::array();
    for (const Micros arrival : arrivals)
        times.push_back(arrival.count());
    return times;
}

ordered_json toJson(const BurstPlan &plan)
{
    return {
        {"sluice_plan", planVersion},
        {"name", plan.name},
        {"events", plan.events},
        {"producers", plan.producers},
        {"rate", plan.rate},
        {"shape", wireName(plan.shape)},
        {"period_ms", plan.period.count()},
        {"mix", mixToJson(plan.mix)},
        {"payload", plan.payloadBytes},
        {"payload_most", plan.payloadMost},
        {"seed", plan.seed},
        {"arrivals_us", arrivalsToJson(plan.arrivals)},
        {"capacity", plan.queue.maxQueueSize},
        {"capacity_bytes", plan.queue.maxQueueBytes},
        {"max_wait_ms", plan.queue.maxWaitTime.count()},
        {"policy", wireName(plan.queue.policy)},
        {"block_deadline_ms", orNull(plan.queue.blockDeadline)},
        {"end_state", wireName(plan.endState)},
        {"end_deadline_ms", plan.endDeadline.count()},
        {"endpoint_delay_ms", plan.endpointDelay.count()},
        {"faults", faultsToJson(plan.faults)},
        {"proxied", plan.proxied},
        {"tags", plan.tags},
    };
}

// Inwards: each of them reads what its counterpart above wrote

FaultPhase readPhase(PlanFields fields)
{
    FaultPhase phase;
    phase.begin = fields.millis("begin_ms", phase.begin, Millis(0), FaultPhase::forEver - Millis(1));
    phase.length = fields.millisOrNull("length_ms", std::nullopt, Millis(1), FaultPhase::forEver)
                       .value_or(FaultPhase::forEver);
    Fault &fault = phase.fault;
    fault.kind = fields.oneOf("kind", fault.kind, allFaultKinds);
    fault.delay = fields.millis("delay_ms", fault.delay, Millis(0), Fault::mostDelay);
    fault.bytesPerSecond
        = fields.whole("bytes_per_second", fault.bytesPerSecond, 1, Fault::mostBytesPerSecond);
    fault.retryAfter = static_cast<std::uint32_t>(
        fields.whole("retry_after_s", fault.retryAfter, 0, Fault::mostRetryAfter));
    fault.bodyLimit = fields.whole("body_limit", fault.bodyLimit, 0, Fault::mostBodyLimit);
    fields.refuseTheRest();
    return phase;
}

FaultPlan readFaults(PlanFields fields)
{
    FaultPlan faults;
    faults.name = fields.text("name", {}, BurstPlan::mostNameBytes);
    faults.meaning = fields.text("meaning", {}, BurstPlan::mostMeaningBytes);
    faults.repeatsAfter
        = fields.millisOrNull("repeats_after_ms", std::nullopt, Millis(1), FaultPhase::forEver);
    fields.eachObject("phases", BurstPlan::mostFaultPhases,
        [&faults](PlanFields phase) { faults.phases.push_back(readPhase(std::move(phase))); });
    fields.refuseTheRest();
    return faults;
}

EventMix readMix(PlanFields fields)
{
    // A mix that is given is given whole: {"llms": 1} is LLM events only.
    const auto weight = [&fields](const char *name) {
        return static_cast<std::uint32_t>(fields.whole(name, 0, 0, EventMix::mostWeight));
    };
    const EventMix mix{weight("actions"), weight("llms"), weight("tools"), weight("errors")};
    fields.refuseTheRest();
    return mix;
}

QueueLimits readQueue(PlanFields &fields)
{
    QueueLimits queue = BurstPlan::burstQueue();
    queue.maxQueueSize = fields.whole("capacity", queue.maxQueueSize, 1, QueueLimits::mostEvents);
    queue.maxQueueBytes = fields.whole("capacity_bytes", queue.maxQueueBytes, 1, PlanFields::mostWhole);
    queue.maxWaitTime = fields.millis("max_wait_ms", queue.maxWaitTime, Millis(1), std::chrono::hours(1));
    queue.policy = fields.oneOf("policy", queue.policy,
        std::array{OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest,
            OverflowPolicy::Spill},
        overflowPolicyFromText);
    queue.blockDeadline = fields.millisOrNull(
        "block_deadline_ms", queue.blockDeadline, Millis(0), BurstPlan::mostEndDeadline);
    return queue;
}

void readArrivals(PlanFields &fields, BurstPlan &plan)
{
    fields.eachWhole("arrivals_us", 0, static_cast<std::uint64_t>(BurstPlan::latestArrival.count()),
        BurstPlan::mostEvents,
        [&plan](std::uint64_t time) { plan.arrivals.emplace_back(static_cast<Micros::rep>(time)); });
    if (plan.shape == BurstShape::Recorded && !fields.has("events") && !plan.arrivals.empty())
        plan.events = plan.arrivals.size();
}

/// When the events come, and how many of them.
void readTimes(PlanFields &fields, BurstPlan &plan)
{
    plan.events = fields.whole("events", plan.events, 1, BurstPlan::mostEvents);
    plan.producers
        = static_cast<unsigned>(fields.whole("producers", plan.producers, 1, BurstPlan::mostProducers));
    plan.rate = fields.decimal("rate", plan.rate, 0, BurstPlan::mostRate);
    plan.shape = fields.oneOf("shape", plan.shape, allBurstShapes);
    plan.period = fields.millis("period_ms", plan.period, Millis(1), BurstPlan::mostPeriod);
    plan.seed = fields.whole("seed", plan.seed, 0, PlanFields::mostWhole);
    readArrivals(fields, plan);
}

BurstPlan readPlan(PlanFields &fields)
{
    BurstPlan plan;
    fields.require("sluice_plan", planVersion);
    plan.name = fields.text("name", plan.name, BurstPlan::mostNameBytes);
    readTimes(fields, plan);
    if (fields.has("mix"))
        plan.mix = readMix(fields.object("mix"));
    plan.payloadBytes = fields.whole("payload", plan.payloadBytes, 0, BurstPlan::mostPayloadBytes);
    plan.payloadMost = fields.whole("payload_most", plan.payloadMost, 0, BurstPlan::mostPayloadBytes);
    plan.queue = readQueue(fields);
    plan.endState = fields.oneOf(
        "end_state", plan.endState, std::array{EndState::Success, EndState::Fail, EndState::Indeterminate});
    plan.endDeadline
        = fields.millis("end_deadline_ms", plan.endDeadline, Millis(0), BurstPlan::mostEndDeadline);
    plan.endpointDelay
        = fields.millis("endpoint_delay_ms", plan.endpointDelay, Millis(0), BurstPlan::mostEndpointDelay);
    plan.proxied = fields.yesOrNo("proxied", plan.proxied);
    if (fields.has("faults"))
        plan.faults = readFaults(fields.object("faults"));
    plan.tags = fields.texts("tags", plan.tags, BurstPlan::mostTags, BurstPlan::mostTagBytes);
    fields.refuseTheRest();
    return plan;
}

/// nlohmann's words without its number: "parse error at line 3, column 5: ...".
std::string plainWords(std::string_view words)
{
    const std::size_t end = words.starts_with('[') ? words.find("] ") : std::string_view::npos;
    return std::string(end == std::string_view::npos ? words : words.substr(end + 2));
}

Error invalid(std::string_view source, const std::string &message)
{
    return {ErrorKind::Invalid, std::string(source) + ": " + message};
}

} // namespace

std::string burstPlanToJson(const BurstPlan &plan)
{
    return toJson(plan).dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string burstPlanToJsonLine(const BurstPlan &plan)
{
    return toJson(plan).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Result<BurstPlan> burstPlanFromJson(std::string_view json, std::string_view source)
{
    if (json.size() > mostPlanFileBytes)
        return invalid(source,
            "is " + std::to_string(json.size()) + " bytes; expected at most "
                + std::to_string(mostPlanFileBytes));
    ordered_json document;
    try {
        document = ordered_json::parse(json);
    } catch (const ordered_json::parse_error &error) {
        return invalid(source, "not JSON: " + plainWords(error.what()));
    }
    std::optional<std::string> wrong;
    PlanFields fields(document, "", wrong);
    BurstPlan plan = readPlan(fields);
    if (wrong)
        return invalid(source, *wrong);
    if (Result<void> valid = plan.validate(); !valid)
        return invalid(source, valid.error().message);
    return plan;
}

} // namespace sluice
