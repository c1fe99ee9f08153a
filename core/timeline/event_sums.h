// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_facts.h"
#include "core/model/session.h"
#include "core/timeline/event_columns.h"

namespace sluice {

/// What a stretch of events comes to. An event belongs to where it starts.
struct EventSums
{
    EventCounts counts;
    Usage usage; ///< of the LLM calls

    std::uint64_t errors() const { return counts.of(EventType::Error); }

    void add(const EventColumns &columns, EventIndex event)
    {
        ++counts.of(columns.type(event));
        if (columns.type(event) == EventType::Llm)
            usage.add(factsOf(columns, event));
    }
    void remove(const EventColumns &columns, EventIndex event)
    {
        --counts.of(columns.type(event));
        if (columns.type(event) == EventType::Llm)
            usage.remove(factsOf(columns, event));
    }
    EventSums &operator+=(const EventSums &other)
    {
        for (std::size_t type = 0; type < counts.byType.size(); ++type)
            counts.byType[type] += other.counts.byType[type];
        usage += other.usage;
        return *this;
    }
    bool operator==(const EventSums &) const = default;

private:
    static EventFacts factsOf(const EventColumns &columns, EventIndex event)
    {
        const CallFacts calls = columns.calls(event);
        EventFacts facts;
        facts.promptTokens = calls.promptTokens;
        facts.completionTokens = calls.completionTokens;
        facts.cost = calls.cost;
        return facts;
    }
};

} // namespace sluice
