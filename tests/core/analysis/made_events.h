// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_columns.h"
#include "core/timeline/event_snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace sluice {

struct MadeCall
{
    std::optional<std::uint64_t> prompt{};
    std::optional<std::uint64_t> completion{};
    std::optional<Money> cost{};
};

/// Events put together in a line each; times are milliseconds after `zero`.
class MadeEvents
{
public:
    static constexpr Timestamp zero{std::chrono::seconds{1'800'000'000}};

    /// Returns the row: 1, 2, 3, ... unless told.
    std::int64_t add(EventType type, std::string name, int start, int length, std::string agent = {},
        const MadeCall &call = {}, std::int64_t parent = 0, bool isOpen = false)
    {
        EventHead head;
        head.row = ++m_row;
        head.type = type;
        head.name = std::move(name);
        head.start = zero + Millis(start);
        head.end = head.start + Millis(length);
        head.agent = AgentId(std::move(agent));
        head.promptTokens = call.prompt;
        head.completionTokens = call.completion;
        head.cost = call.cost;
        head.isOpen = isOpen;
        const EventIndex event = m_columns.append(head);
        if (parent > 0)
            m_columns.setParent(event, m_columns.find(parent));
        return m_row;
    }

    EventSnapshot snapshot() const { return m_columns.snapshot(); }

private:
    EventColumns m_columns;
    std::int64_t m_row = 0;
};

/// Many events as a session has them: eleven names, four agents, every 500th an error, every third an LLM
/// call with tokens, some with a cost. Always the same for the same count.
inline EventSnapshot manyEvents(std::size_t count)
{
    EventColumns columns;
    std::uint64_t state = 88172645463325252ULL;
    const auto random = [&state](std::uint64_t below) {
        state ^= state << 13U;
        state ^= state >> 7U;
        state ^= state << 17U;
        return state % below;
    };
    EventHead head;
    for (std::size_t i = 0; i < count; ++i) {
        head = {};
        head.row = static_cast<std::int64_t>(i) + 1;
        head.start = MadeEvents::zero + Micros(static_cast<std::int64_t>(i * 900 + random(2'000)));
        head.end = head.start + Micros(static_cast<std::int64_t>(random(5'000'000)));
        head.agent = AgentId("agent-" + std::to_string(random(4)));
        if (i % 500 == 499) {
            head.type = EventType::Error;
            head.name = "TimeoutError";
        } else if (i % 3 == 0) {
            head.type = EventType::Llm;
            head.name = i % 2 == 0 ? "gpt-4o" : "claude-3-5-sonnet-20241022";
            head.promptTokens = random(4'000);
            head.completionTokens = random(900);
            if (i % 4 == 0)
                head.cost = Money::fromPico(static_cast<std::int64_t>(random(50'000'000'000)));
        } else {
            head.type = i % 3 == 1 ? EventType::Tool : EventType::Action;
            head.name = "step " + std::to_string(random(8));
        }
        const EventIndex event = columns.append(head);
        if (head.type == EventType::Error)
            columns.setParent(event, event - 1);
    }
    return columns.snapshot();
}

} // namespace sluice
