// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_sums.h"
#include "core/timeline/nested_lane.h"
#include "core/timeline/parent_links.h"
#include "core/timeline/ready_heads.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// What a lane stands for. By agent, a lane also nests its events by their parents.
enum class LaneBy : std::uint8_t { Type, Agent };

struct Lane
{
    /// By type: its place in the order LLM, tool, action, API, error; by agent: its track, which is an agent
    /// or, where none is told, a thread.
    std::uint16_t key = 0;
    NestedLane events;
};

/// All events of one session in lanes: columns, lanes and what is asked of them. A value of the GUI thread;
/// not for more than one thread, but for snapshots of its columns.
///
/// An event is added for the price of its place; where it makes many others move (a root that comes after
/// its children, other lanes), that is done by settle(), as the caller has time.
class EventLanes
{
public:
    void clear();

    /// A row that is known already is replaced where it stands: it keeps its index.
    void add(const EventHead &head);

    /// Takes heads [from, ...) of a piece, at most `most`; returns where it stopped. Pieces are taken one
    /// after the other, each in order.
    std::size_t add(const ReadyHeads &heads, std::size_t from, std::size_t most);

    /// Whether all events lie where they belong.
    bool isSettled() const;

    /// Does up to about `steps` steps of what is left, each some hundred nanoseconds.
    void settle(std::size_t steps);

    /// Packs all events anew: the first 100,000 at once, the others with settle().
    void setLaneBy(LaneBy laneBy);
    LaneBy laneBy() const { return m_laneBy; }

    const EventColumns &columns() const { return m_columns; }

    /// Those that hold events, in order of key: by type in a fixed order, by agent in order of appearance.
    const std::vector<Lane> &lanes() const { return m_lanes; }

    /// An empty one while the event is not settled.
    const Lane &laneOf(EventIndex event) const;

    /// The type that a lane stands for when laneBy() is Type.
    static EventType typeOfKey(std::uint16_t key);

    /// Parents that are not there yet, in order of begin; those of a lane lie in its first row. None when
    /// laneBy() is Type.
    std::vector<Placeholder> placeholders() const;

    std::size_t eventCount() const { return m_columns.size(); }
    std::size_t errorCount() const { return m_errorCount; }

    /// From the first start to the latest end; nullopt without events. It does not shrink when an event is
    /// replaced by a shorter one. Open events end with their last news.
    std::optional<TimeRange> range() const { return m_range; }

    /// Whether an event is open.
    bool hasOpen() const { return m_openCount > 0; }

    /// What the settled events that start in [begin, end) come to. Reads one sum for each 256 of them.
    EventSums sums(const TimeRange &range) const;

    /// Neighbours in the same lane by start; noEvent at either end.
    EventIndex next(EventIndex event) const { return laneOf(event).events.next(m_columns, event); }
    EventIndex previous(EventIndex event) const { return laneOf(event).events.previous(m_columns, event); }

    /// The error behind (in front of) `event` in all lanes; from noEvent the first (the last) of all.
    EventIndex nextError(EventIndex event) const;
    EventIndex previousError(EventIndex event) const;

    /// The event whose start is nearest to `time`, over all lanes; noEvent without events.
    EventIndex nearest(Timestamp time) const;

    /// Heap memory of columns, order and level of detail; without names and the facts of LLM calls.
    std::size_t bytes() const;

private:
    void add(std::int64_t row, std::int64_t parentRow, const EventColumns::Values &values);
    void replace(EventIndex event, std::int64_t parentRow, const EventColumns::Values &values);
    void useNamesOf(const ReadyHeads &heads);
    std::uint32_t nameOf(std::uint32_t pieceName);
    std::uint16_t keyOf(EventIndex event) const;
    std::uint8_t depthOf(EventIndex event) const;
    Lane *laneForKey(std::uint16_t key);
    void showPlaceholders(std::uint16_t track);
    void note(EventIndex event);
    void place(EventIndex event);
    void takeOut(EventIndex event);

    EventColumns m_columns;
    ParentLinks m_links;
    std::vector<Lane> m_lanes;
    EventIndex m_placed = 0; ///< so many events have been put into lanes
    std::size_t m_errorCount = 0;
    std::size_t m_openCount = 0;
    std::optional<TimeRange> m_range;
    LaneBy m_laneBy = LaneBy::Type;

    // What the names and sources of the piece in hand are here.
    const ReadyHeads *m_piece = nullptr;
    std::vector<std::uint32_t> m_pieceNames;
    std::vector<std::uint16_t> m_pieceTracks;
};

} // namespace sluice
