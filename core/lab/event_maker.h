// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/read_event.h"
#include "core/lab/burst_plan.h"
#include "core/model/event_type.h"

#include <cstddef>
#include <cstdint>

namespace sluice {

/// Makes a burst's events: which kind, how large and with what in it is decided by the plan's seed and the
/// event's number alone, whoever asks. Actions carry their number and padding; LLM calls, tools and errors
/// look like an agent's. Ids, triggers and times are left for who records them. thread: any.
class EventMaker
{
public:
    /// The plan must be valid and outlive this.
    explicit EventMaker(const BurstPlan &plan);

    /// `event` counts from 0.
    EventType kindOf(std::uint64_t event) const;

    /// What the event carries as JSON, in bytes: from `payload` to the largest.
    std::size_t payloadOf(std::uint64_t event) const;

    /// params, or prompt and completion, or params and returns, or details and logs, are payloadOf() bytes
    /// together, or what a value of its kind takes at least (under 120 bytes).
    RecordableEvent make(std::uint64_t event) const;

    /// How long the work took that the event tells of: none for an action and an error, 20 to 400 ms for a
    /// tool, 200 to 3,000 ms for an LLM call.
    Micros lengthOf(std::uint64_t event) const;

private:
    const BurstPlan &m_plan;
    const std::uint64_t m_weights;
};

} // namespace sluice
