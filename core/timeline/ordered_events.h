// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_block.h"
#include "core/timeline/event_sums.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace sluice {

/// Events in order of start, with sums that make a level of detail cheap. The index of one sub-row.
///
/// The events lie in blocks of 256. For each block, and for each 16 of its events, it is kept beside them
/// when they begin, which is the longest and which are errors; these summaries lie side by side, so that a
/// walk over millions of events reads memory in order. An event can come in anywhere (late, out of order)
/// for the price of one block. 10 bytes an event. Events of one start stay in the order of insertion.
///
/// Whether events may overlap is the owner's choice: see fits().
class OrderedEvents
{
public:
    /// A place in the order. `at == end()` is behind the last event. Any change makes places invalid.
    struct Place
    {
        std::uint32_t block = 0;
        std::uint32_t slot = 0;

        auto operator<=>(const Place &) const = default;
    };

    /// What lies in a stretch of the order.
    struct Stretch
    {
        std::uint32_t count = 0;
        std::uint32_t errors = 0;
        EventWeight longest;
        Place longestIn; ///< the block, leaf or event, up to slot longestEnd, whose longest it is
        std::uint32_t longestEnd = 0; ///< 0: there is none
        Place firstError; ///< when there are errors
    };

    void clear();
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Whether no event of these overlaps [start, end). Only for events that do not overlap each other.
    bool fits(const EventColumns &columns, Timestamp start, Timestamp end) const;

    void insert(const EventColumns &columns, EventIndex event);

    /// Removes the event, which must still be as it was inserted. False when it is not here.
    bool remove(const EventColumns &columns, EventIndex event);

    bool contains(const EventColumns &columns, EventIndex event) const;

    Place begin() const { return {0, 0}; }
    Place end() const { return {static_cast<std::uint32_t>(m_blocks.size()), 0}; }
    EventIndex at(Place place) const { return m_blocks[place.block]->event(place.slot); }
    Timestamp start(Place place) const
    {
        const Summary &summary = m_summaries[place.block];
        if (summary.isWide)
            return m_blocks[place.block]->start(place.slot);
        const bool isFirst = place.slot % leafSize == 0;
        return summary.base
            + Micros{isFirst ? summary.starts[place.slot / leafSize]
                             : m_blocks[place.block]->starts()[place.slot]};
    }
    EventWeight weight(Place place) const { return m_blocks[place.block]->weight(place.slot); }
    Timestamp end(const EventColumns &columns, Place place) const { return columns.end(at(place)); }
    Place next(Place place) const { return normalised({place.block, place.slot + 1}); }
    Place previous(Place place) const; ///< of any place but begin()

    /// The first event that starts at `time` or later. Gallops from `from`, which must not be behind it.
    Place firstFrom(Timestamp time, Place from) const;
    Place firstFrom(Timestamp time) const { return firstFrom(time, begin()); }

    /// Where a walk may go on that does not need to know to the event what starts before `time`: a place in
    /// front of `limit`, of which at most 15 events in front start at `time` or later, none of them an error.
    /// Looks into no block where events are dense.
    Place looselyFrom(Timestamp time, Timestamp limit, Place from) const;

    /// Whether it is known, without looking into a block, that the event at `place` (which starts at `start`)
    /// and its follower start less than `span` apart and that it is shorter.
    bool isDense(Place place, Timestamp start, Micros span) const;

    /// No event around `place` is longer.
    EventWeight longestAround(Place place) const
    {
        return m_summaries[place.block].longest[place.slot / leafSize];
    }

    /// The first error at `from` or behind it; end() when there is none. And the last one in front of `to`.
    Place errorFrom(Place from) const;
    std::optional<Place> errorBefore(Place to) const;

    /// Of [from, to). Reads one summary for each block in it and 16 events at either end.
    Stretch stretch(Place from, Place to) const;

    /// The event that stands for a stretch: its first error, else the first of its longest, as EventWeight
    /// sees them; noEvent when the stretch is empty. Looks into a block, which stretch() mostly does without.
    EventIndex chosen(const Stretch &stretch) const;

    /// `count` events further on, at most end().
    Place advanced(Place from, std::size_t count) const;

    /// Of [from, to). Reads one sum for each block in it and the columns of up to 255 events at either end.
    EventSums sums(const EventColumns &columns, Place from, Place to) const;

    /// The latest end of the events in [from, to), as exact as EventWeight is; Timestamp::min() when there
    /// are none.
    Timestamp latestEnd(Place from, Place to) const;

    std::size_t bytes() const;

private:
    static constexpr std::uint32_t leafSize = 16;
    static constexpr std::uint32_t leafCount = EventBlock::capacity / leafSize;

    /// What is known of a block without looking into it.
    struct Summary
    {
        std::array<std::uint32_t, leafCount> starts; ///< of each leaf's first event; as EventBlock::starts()
        std::array<EventWeight, leafCount> longest{};
        std::array<std::uint16_t, leafCount> errors{}; ///< a bit for each event
        Timestamp base;
        Timestamp latestEnd = Timestamp::min();
        EventWeight longestOfAll;
        std::uint16_t size = 0;
        std::uint16_t errorCount = 0;
        bool isWide = false; ///< no `starts`

        Summary() { starts.fill(EventBlock::freeStart); }
        std::uint32_t leafEnd(std::uint32_t leaf) const;
        std::uint32_t offsetOf(Timestamp time) const;
    };

    /// Where an event with this start would come: behind those that start with it or before. The slot may be
    /// one behind the block's last.
    Place placeFor(Timestamp start) const;
    std::optional<Place> placeOf(const EventColumns &columns, EventIndex event) const;
    Place normalised(Place place) const
    {
        return place.slot < m_summaries[place.block].size ? place : Place{place.block + 1, 0};
    }
    Place makeRoom(const EventColumns &columns, Place place);
    void insertBlock(std::uint32_t at);
    void eraseBlock(std::uint32_t at);
    void sumUp(std::uint32_t block, std::uint32_t fromSlot);
    void sumUpAll(const EventColumns &columns, std::uint32_t block);
    std::uint32_t blockFrom(Timestamp time, std::uint32_t from) const;
    std::uint32_t leavesBefore(std::uint32_t block, Timestamp time) const;
    std::uint32_t slotFrom(std::uint32_t block, Timestamp time) const;
    Place leafBehind(Place place) const;
    std::uint32_t slotOfLongest(Place from, std::uint32_t end, EventWeight weight) const;
    std::uint32_t firstErrorSlot(std::uint32_t block, std::uint32_t from) const;
    void keepLastEnd(const EventColumns &columns);

    std::vector<std::unique_ptr<EventBlock>> m_blocks; ///< none is empty
    std::vector<Timestamp> m_firstStarts; ///< of each block, apart, so that a search touches 8 bytes a step
    std::vector<Summary> m_summaries; ///< of each block
    std::vector<EventSums> m_sums; ///< of each block
    std::size_t m_size = 0;
    Timestamp m_lastStart; ///< of the last event; and where it leaves room for another
    Timestamp m_lastEnd;
};

} // namespace sluice
