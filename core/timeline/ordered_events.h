// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_columns.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace sluice {

/// Events in order of start, with sums that make a level of detail cheap. The index of one sub-row.
///
/// The events lie in chunks of 256; a chunk keeps sums for itself and for each 16 of its events. So an event
/// can come in anywhere (late, out of order) for the price of one chunk, and a stretch of any length is
/// summed up from whole chunks, some leaves and at most 30 single events. About 7 bytes an event. Events of
/// one start stay in the order of insertion.
///
/// Whether events may overlap is the owner's choice: see fits().
class OrderedEvents
{
public:
    /// A place in the order. `at == end()` is behind the last event. Any change makes places invalid.
    struct Place
    {
        std::uint32_t chunk = 0;
        std::uint32_t slot = 0;

        auto operator<=>(const Place &) const = default;
    };

    /// What lies in a stretch of the order.
    struct Sums
    {
        std::uint32_t count = 0;
        std::uint32_t errors = 0;
        EventIndex longest = noEvent; ///< the first of the longest
        EventIndex firstError = noEvent;
    };

    void clear();
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Whether no event of these overlaps [start, end). Only for events that do not overlap each other.
    bool fits(const EventColumns &columns, Timestamp start, Timestamp end) const;

    void insert(const EventColumns &columns, EventIndex event);

    /// Removes the event, which must still have the start it was inserted with. False when it is not here.
    bool remove(const EventColumns &columns, EventIndex event);

    bool contains(const EventColumns &columns, EventIndex event) const;

    Place begin() const { return {0, 0}; }
    Place end() const { return {static_cast<std::uint32_t>(m_chunks.size()), 0}; }
    EventIndex at(Place place) const { return m_chunks[place.chunk]->events[place.slot]; }
    Timestamp start(Place place) const { return m_chunks[place.chunk]->starts[place.slot]; }
    Timestamp end(const EventColumns &columns, Place place) const;
    Place next(Place place) const;
    Place previous(Place place) const; ///< of any place but begin()

    /// The first event that starts at `time` or later. Gallops from `from`, which must not be behind it.
    Place firstFrom(Timestamp time, Place from) const;
    Place firstFrom(Timestamp time) const { return firstFrom(time, begin()); }

    /// Sums over [from, to).
    Sums sums(const EventColumns &columns, Place from, Place to) const;

    /// The latest end of the events in [from, to); Timestamp::min() when there are none.
    Timestamp latestEnd(const EventColumns &columns, Place from, Place to) const;

private:
    static constexpr std::uint32_t leafSize = 16;
    static constexpr std::uint32_t leafCount = 16;
    static constexpr std::uint32_t chunkSize = leafSize * leafCount;

    /// The sums of 16 events, or of a chunk.
    struct Leaf
    {
        Timestamp firstStart = Timestamp::max();
        Timestamp latestEnd = Timestamp::min();
        Micros longestDuration{-1};
        EventIndex longest = noEvent;
        EventIndex firstError = noEvent;
        std::uint32_t errors = 0;

        void add(const EventColumns &columns, EventIndex event);
        void add(const Leaf &leaf);
    };

    struct Chunk
    {
        std::uint32_t size = 0;
        Leaf all;
        std::array<Leaf, leafCount> leaves;
        std::array<Timestamp, chunkSize> starts;
        std::array<std::uint32_t, chunkSize> durations; ///< in microseconds; longDuration = see the columns
        std::array<EventIndex, chunkSize> events;

        void openSlot(std::uint32_t slot);
        void closeSlot(std::uint32_t slot);
        void moveUpperHalfTo(Chunk &right);
    };

    /// More than 71 minutes.
    static constexpr std::uint32_t longDuration = std::numeric_limits<std::uint32_t>::max();

    static Micros durationAt(const EventColumns &columns, const Chunk &chunk, std::uint32_t slot)
    {
        const std::uint32_t duration = chunk.durations[slot];
        return duration == longDuration ? columns.duration(chunk.events[slot]) : Micros{duration};
    }

    /// Where an event with this start would come: behind those that start with it or before. The slot may be
    /// one behind the chunk's last.
    Place placeFor(Timestamp start) const;
    std::optional<Place> placeOf(const EventColumns &columns, EventIndex event) const;
    Place normalised(Place place) const;
    Place makeRoom(const EventColumns &columns, Place place);
    void insertChunk(std::uint32_t at);
    void sumUp(const EventColumns &columns, std::uint32_t chunk, std::uint32_t fromSlot);
    static std::uint32_t slotFrom(const Chunk &chunk, Timestamp time, std::uint32_t slot);

    /// Calls onLeaf(leaf, size) for whole chunks and leaves, and onEvents(chunk, leaf, from slot, to slot)
    /// for what is left of [from, to).
    template <typename OnLeaf, typename OnEvents>
    void forParts(Place from, Place to, OnLeaf onLeaf, OnEvents onEvents) const;

    std::vector<std::unique_ptr<Chunk>> m_chunks; ///< none is empty
    std::vector<Timestamp> m_firstStarts; ///< of each chunk, apart, so that a search touches 8 bytes a step
    std::size_t m_size = 0;
};

} // namespace sluice
