// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/burst_form.h"

#include "ui/bridge/convert.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

int toField(Millis time)
{
    return static_cast<int>(std::clamp<Millis::rep>(time.count(), 0, BurstForm::mostMillis));
}

} // namespace

BurstForm BurstForm::fromPlan(const BurstPlan &plan)
{
    BurstForm form;
    form.events = static_cast<int>(std::min(plan.events, BurstPlan::mostEvents));
    form.producers = static_cast<int>(std::min(plan.producers, BurstPlan::mostProducers));
    form.rate = static_cast<int>(std::clamp(std::round(plan.rate), 0.0, double{mostRate}));
    form.payloadBytes = static_cast<int>(std::min(plan.payloadBytes, BurstPlan::mostPayloadBytes));
    form.capacity = static_cast<int>(std::min(plan.queue.maxQueueSize, QueueLimits::mostEvents));
    form.maxWaitMs = toField(plan.queue.maxWaitTime);
    form.policy = plan.queue.policy;
    form.blockDeadlineMs = plan.queue.blockDeadline ? toField(*plan.queue.blockDeadline) : 0;
    form.endpointDelayMs = toField(plan.endpointDelay);
    form.endState = plan.endState;
    form.endDeadlineMs = toField(plan.endDeadline);
    form.tags = plan.tags;
    return form;
}

BurstPlan BurstForm::toPlan() const
{
    BurstPlan plan;
    plan.events = static_cast<std::uint64_t>(std::max(events, 0));
    plan.producers = static_cast<unsigned>(std::max(producers, 0));
    plan.rate = rate;
    plan.payloadBytes = static_cast<std::size_t>(std::max(payloadBytes, 0));
    plan.queue.maxQueueSize = static_cast<std::size_t>(std::max(capacity, 0));
    plan.queue.maxWaitTime = Millis(maxWaitMs);
    plan.queue.policy = policy;
    plan.queue.blockDeadline = blockDeadlineMs > 0 ? std::optional(Millis(blockDeadlineMs)) : std::nullopt;
    plan.endpointDelay = Millis(endpointDelayMs);
    plan.endState = endState;
    plan.endDeadline = Millis(endDeadlineMs);
    plan.tags = tags.empty() ? std::vector<std::string>{"burst", std::to_string(events)} : tags;
    return plan;
}

QString BurstForm::problem() const
{
    const Result<void> valid = toPlan().validate();
    return valid ? QString() : toQt(valid.error().message);
}

} // namespace sluice::ui
