// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_columns.h"

#include <algorithm>
#include <cassert>

namespace sluice {

void EventColumns::clear()
{
    m_starts.clear();
    m_durations.clear();
    m_rows.clear();
    m_names.clear();
    m_agents.clear();
    m_types.clear();
    m_flags.clear();
    m_nameTable.clear();
    m_agentTable.clear();
    m_eventOfRow.clear();
}

EventIndex EventColumns::append(const EventHead &head)
{
    assert(m_rows.size() < noEvent && "the timeline holds at most 2^32 - 1 events");
    const auto event = static_cast<EventIndex>(m_rows.size());
    rememberRow(head.row);
    m_rows.push_back(head.row);
    m_starts.emplace_back();
    m_durations.emplace_back();
    m_names.emplace_back();
    m_agents.emplace_back();
    m_types.emplace_back();
    m_flags.emplace_back();
    assign(event, valuesOf(head));
    return event;
}

EventColumns::Values EventColumns::valuesOf(const EventHead &head)
{
    constexpr std::size_t mostAgents = std::numeric_limits<std::uint16_t>::max();
    constexpr auto lastTime = std::chrono::floor<Micros>(lastViewTime);
    Values values;
    values.start = std::clamp(head.start, Timestamp{}, lastTime);
    values.duration = std::max(Micros{0}, std::clamp(head.end, Timestamp{}, lastTime) - values.start);
    values.name = m_nameTable.intern(head.name);
    const bool agentsLeft = m_agentTable.size() < mostAgents;
    values.agent = agentsLeft ? static_cast<std::uint16_t>(m_agentTable.intern(head.agent.text()))
                              : static_cast<std::uint16_t>(mostAgents - 1);
    values.type = head.type;
    return values;
}

void EventColumns::assign(EventIndex event, const Values &values)
{
    m_starts[event] = values.start;
    m_durations[event] = values.duration;
    m_names[event] = values.name;
    m_agents[event] = values.agent;
    m_types[event] = static_cast<std::uint8_t>(values.type);
    m_flags[event] = values.type == EventType::Error ? errorFlag : 0;
}

EventColumns::Values EventColumns::values(EventIndex event) const
{
    return {m_starts[event], m_durations[event], m_names[event], m_agents[event], type(event)};
}

EventIndex EventColumns::find(std::int64_t row) const
{
    if (!m_eventOfRow.empty()) {
        const auto known = m_eventOfRow.find(row);
        return known == m_eventOfRow.end() ? noEvent : known->second;
    }
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), row);
    return place != m_rows.end() && *place == row ? static_cast<EventIndex>(place - m_rows.begin()) : noEvent;
}

void EventColumns::rememberRow(std::int64_t row)
{
    const bool inOrder = m_rows.empty() || row > m_rows.back();
    if (m_eventOfRow.empty() && inOrder)
        return;
    if (m_eventOfRow.empty()) {
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_eventOfRow.emplace(m_rows[i], static_cast<EventIndex>(i));
    }
    m_eventOfRow.emplace(row, static_cast<EventIndex>(m_rows.size()));
}

} // namespace sluice
