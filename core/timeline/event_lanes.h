// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/packed_lane.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// What a lane stands for.
enum class LaneBy : std::uint8_t { Type, Agent };

struct Lane
{
    std::uint16_t key
        = 0; ///< by type: its place in the order LLM, tool, action, API, error; by agent: its number
    PackedLane events;
};

/// All events of one session in lanes: columns, lanes and what is asked of them. A value of the GUI thread;
/// not for more than one thread.
class EventLanes
{
public:
    void clear();

    /// A row that is known already is replaced where it stands: it keeps its index.
    void add(const EventHead &head);

    /// Packs all events anew, in order of arrival: O(n log n).
    void setLaneBy(LaneBy laneBy);
    LaneBy laneBy() const { return m_laneBy; }

    const EventColumns &columns() const { return m_columns; }

    /// Those that hold events, in order of key: by type in a fixed order, by agent in order of appearance.
    const std::vector<Lane> &lanes() const { return m_lanes; }
    const Lane &laneOf(EventIndex event) const;

    /// The type that a lane stands for when laneBy() is Type.
    static EventType typeOfKey(std::uint16_t key);

    std::size_t eventCount() const { return m_columns.size(); }
    std::size_t errorCount() const { return m_errors.size(); }

    /// From the first start to the latest end; nullopt without events. It does not shrink when an event is
    /// replaced by a shorter one.
    std::optional<TimeRange> range() const { return m_range; }

    /// Neighbours in the same lane by start; noEvent at either end.
    EventIndex next(EventIndex event) const { return laneOf(event).events.next(m_columns, event); }
    EventIndex previous(EventIndex event) const { return laneOf(event).events.previous(m_columns, event); }

    /// The error behind (in front of) `event` in all lanes; from noEvent the first (the last) of all.
    EventIndex nextError(EventIndex event) const;
    EventIndex previousError(EventIndex event) const;

    /// The event whose start is nearest to `time`, over all lanes; noEvent without events.
    EventIndex nearest(Timestamp time) const;

private:
    std::uint16_t keyOf(EventIndex event) const;
    Lane &laneForKey(std::uint16_t key);
    void place(EventIndex event);
    void takeOut(EventIndex event);

    EventColumns m_columns;
    std::vector<Lane> m_lanes;
    OrderedEvents m_errors;
    std::optional<TimeRange> m_range;
    LaneBy m_laneBy = LaneBy::Type;
};

} // namespace sluice
