// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "core/model/stored.h"
#include "core/timeline/interned_names.h"
#include "core/timeline/time_scale.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

/// An event's place in EventColumns: the order of arrival.
using EventIndex = std::uint32_t;
inline constexpr EventIndex noEvent = std::numeric_limits<EventIndex>::max();

/// The heads of one session's events as a structure of arrays, 32 bytes an event. Names and agents are
/// interned. At most 2^32 - 1 events.
class EventColumns
{
public:
    /// What one event is, apart from its row.
    struct Values
    {
        Timestamp start;
        Micros duration{};
        std::uint32_t name = 0;
        std::uint16_t agent = 0;
        EventType type = EventType::Action;

        bool operator==(const Values &) const = default;
    };

    void clear();

    std::size_t size() const { return m_rows.size(); }

    /// Appends an event whose row is not yet known. An end before the start counts as the start.
    EventIndex append(const EventHead &head);

    /// What `head` is in these columns; interns its name and agent.
    Values valuesOf(const EventHead &head);

    /// Changes an event in place: its row stays.
    void assign(EventIndex event, const Values &values);

    /// The event of this row, or noEvent.
    EventIndex find(std::int64_t row) const;

    Timestamp start(EventIndex event) const { return m_starts[event]; }
    Micros duration(EventIndex event) const { return m_durations[event]; }
    Timestamp end(EventIndex event) const { return m_starts[event] + m_durations[event]; }
    std::int64_t row(EventIndex event) const { return m_rows[event]; }
    EventType type(EventIndex event) const { return static_cast<EventType>(m_types[event]); }
    bool isError(EventIndex event) const { return (m_flags[event] & errorFlag) != 0; }
    std::uint16_t agent(EventIndex event) const { return m_agents[event]; }
    std::uint32_t nameId(EventIndex event) const { return m_names[event]; }
    std::string_view name(EventIndex event) const { return m_nameTable.text(m_names[event]); }
    Values values(EventIndex event) const;

    /// The end of the time that the event takes from its neighbours in a sub-row: at least one microsecond,
    /// so that two events of one instant lie side by side.
    Timestamp occupiedEnd(EventIndex event) const
    {
        return m_starts[event] + std::max(m_durations[event], Micros{1});
    }

    /// Agents in order of first appearance; 0 is "no agent". When 65,535 are known, later ones share the
    /// last.
    std::size_t agentCount() const { return m_agentTable.size(); }
    std::string_view agentId(std::uint16_t agent) const { return m_agentTable.text(agent); }

private:
    static constexpr std::uint8_t errorFlag = 1;

    void rememberRow(std::int64_t row);

    std::vector<Timestamp> m_starts;
    std::vector<Micros> m_durations;
    std::vector<std::int64_t> m_rows;
    std::vector<std::uint32_t> m_names;
    std::vector<std::uint16_t> m_agents;
    std::vector<std::uint8_t> m_types;
    std::vector<std::uint8_t> m_flags;

    InternedNames m_nameTable;
    InternedNames m_agentTable;
    /// Filled from the first row on that comes out of order; until then m_rows is its own index.
    std::unordered_map<std::int64_t, EventIndex> m_eventOfRow;
};

} // namespace sluice
