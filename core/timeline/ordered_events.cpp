// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/ordered_events.h"

#include <algorithm>

namespace sluice {

void OrderedEvents::Leaf::add(const EventColumns &columns, EventIndex event)
{
    Leaf one;
    one.firstStart = columns.start(event);
    one.latestEnd = columns.end(event);
    one.longestDuration = columns.duration(event);
    one.longest = event;
    if (columns.isError(event)) {
        one.firstError = event;
        one.errors = 1;
    }
    add(one);
}

void OrderedEvents::Leaf::add(const Leaf &leaf)
{
    firstStart = std::min(firstStart, leaf.firstStart);
    latestEnd = std::max(latestEnd, leaf.latestEnd);
    if (leaf.longestDuration > longestDuration) {
        longestDuration = leaf.longestDuration;
        longest = leaf.longest;
    }
    if (firstError == noEvent)
        firstError = leaf.firstError;
    errors += leaf.errors;
}

void OrderedEvents::Chunk::openSlot(std::uint32_t slot)
{
    const auto open = [this, slot](auto &values) {
        std::copy_backward(values.begin() + slot, values.begin() + size, values.begin() + size + 1);
    };
    open(starts);
    open(durations);
    open(events);
    ++size;
}

void OrderedEvents::Chunk::closeSlot(std::uint32_t slot)
{
    const auto close = [this, slot](auto &values) {
        std::copy(values.begin() + slot + 1, values.begin() + size, values.begin() + slot);
    };
    close(starts);
    close(durations);
    close(events);
    --size;
}

void OrderedEvents::Chunk::moveUpperHalfTo(Chunk &right)
{
    constexpr std::uint32_t half = chunkSize / 2;
    std::copy(starts.begin() + half, starts.end(), right.starts.begin());
    std::copy(durations.begin() + half, durations.end(), right.durations.begin());
    std::copy(events.begin() + half, events.end(), right.events.begin());
    size = right.size = half;
}

void OrderedEvents::clear()
{
    m_chunks.clear();
    m_firstStarts.clear();
    m_size = 0;
}

bool OrderedEvents::fits(const EventColumns &columns, Timestamp start, Timestamp end) const
{
    if (isEmpty())
        return true;
    const auto occupiedEnd
        = [&](Place place) { return std::max(this->end(columns, place), this->start(place) + Micros{1}); };
    const Place last = previous(this->end());
    if (start >= this->start(last))
        return start >= occupiedEnd(last);
    const Place behind = firstFrom(start);
    if (this->start(behind) < end)
        return false;
    return behind == begin() || occupiedEnd(previous(behind)) <= start;
}

void OrderedEvents::insert(const EventColumns &columns, EventIndex event)
{
    const Timestamp start = columns.start(event);
    const Place place = makeRoom(columns, placeFor(start));
    Chunk &chunk = *m_chunks[place.chunk];
    const bool atEnd = place.slot == chunk.size;
    chunk.openSlot(place.slot);
    chunk.starts[place.slot] = start;
    chunk.durations[place.slot]
        = static_cast<std::uint32_t>(std::min<Micros>(columns.duration(event), Micros{longDuration}).count());
    chunk.events[place.slot] = event;
    ++m_size;
    if (place.slot == 0)
        m_firstStarts[place.chunk] = start;
    if (atEnd) {
        chunk.leaves[place.slot / leafSize].add(columns, event);
        chunk.all.add(columns, event);
    } else {
        sumUp(columns, place.chunk, place.slot);
    }
}

bool OrderedEvents::remove(const EventColumns &columns, EventIndex event)
{
    const auto place = placeOf(columns, event);
    if (!place)
        return false;
    Chunk &chunk = *m_chunks[place->chunk];
    chunk.closeSlot(place->slot);
    --m_size;
    if (chunk.size == 0) {
        m_chunks.erase(m_chunks.begin() + place->chunk);
        m_firstStarts.erase(m_firstStarts.begin() + place->chunk);
        return true;
    }
    m_firstStarts[place->chunk] = chunk.starts[0];
    sumUp(columns, place->chunk, place->slot);
    return true;
}

bool OrderedEvents::contains(const EventColumns &columns, EventIndex event) const
{
    return placeOf(columns, event).has_value();
}

OrderedEvents::Place OrderedEvents::next(Place place) const
{
    return normalised({place.chunk, place.slot + 1});
}

OrderedEvents::Place OrderedEvents::previous(Place place) const
{
    if (place.slot > 0)
        return {place.chunk, place.slot - 1};
    return {place.chunk - 1, m_chunks[place.chunk - 1]->size - 1};
}

Timestamp OrderedEvents::end(const EventColumns &columns, Place place) const
{
    return start(place) + durationAt(columns, *m_chunks[place.chunk], place.slot);
}

OrderedEvents::Place OrderedEvents::firstFrom(Timestamp time, Place from) const
{
    if (from == end())
        return from;
    const auto firstAfter = m_firstStarts.begin() + from.chunk + 1;
    auto bound = firstAfter;
    for (std::ptrdiff_t step = 1; bound != m_firstStarts.end() && *bound < time; step *= 2)
        bound += std::min(step, m_firstStarts.end() - bound);
    const auto behind = std::lower_bound(firstAfter, bound, time);
    const auto chunkIndex = static_cast<std::uint32_t>(behind - m_firstStarts.begin()) - 1;
    const std::uint32_t slot = chunkIndex == from.chunk ? from.slot : 0;
    return normalised({chunkIndex, slotFrom(*m_chunks[chunkIndex], time, slot)});
}

/// The first slot from `slot` on whose event starts at `time` or later; the chunk's size when there is none.
std::uint32_t OrderedEvents::slotFrom(const Chunk &chunk, Timestamp time, std::uint32_t slot)
{
    std::uint32_t bound = slot;
    for (std::uint32_t step = 1; bound < chunk.size && chunk.starts[bound] < time; step *= 2)
        bound += std::min(step, chunk.size - bound);
    const auto found = std::lower_bound(chunk.starts.begin() + slot, chunk.starts.begin() + bound, time);
    return static_cast<std::uint32_t>(found - chunk.starts.begin());
}

template <typename OnLeaf, typename OnEvents>
void OrderedEvents::forParts(Place from, Place to, OnLeaf onLeaf, OnEvents onEvents) const
{
    for (std::uint32_t i = from.chunk; i <= to.chunk && i < m_chunks.size(); ++i) {
        const Chunk &chunk = *m_chunks[i];
        std::uint32_t slot = i == from.chunk ? from.slot : 0;
        const std::uint32_t last = i == to.chunk ? to.slot : chunk.size;
        if (slot == 0 && last == chunk.size) {
            onLeaf(chunk.all, chunk.size);
            continue;
        }
        while (slot < last) {
            const Leaf &leaf = chunk.leaves[slot / leafSize];
            const std::uint32_t leafEnd = std::min(slot - slot % leafSize + leafSize, chunk.size);
            if (slot % leafSize == 0 && leafEnd <= last)
                onLeaf(leaf, leafEnd - slot);
            else
                onEvents(chunk, leaf, slot, std::min(leafEnd, last));
            slot = leafEnd;
        }
    }
}

OrderedEvents::Sums OrderedEvents::sums(const EventColumns &columns, Place from, Place to) const
{
    Leaf all;
    std::uint32_t count = 0;
    const auto addLeaf = [&](const Leaf &leaf, std::uint32_t size) {
        all.add(leaf);
        count += size;
    };
    const auto addEvents
        = [&](const Chunk &chunk, const Leaf &leaf, std::uint32_t first, std::uint32_t last) {
              for (std::uint32_t slot = first; slot < last; ++slot) {
                  Leaf one;
                  one.longestDuration = durationAt(columns, chunk, slot);
                  one.longest = chunk.events[slot];
                  if (leaf.errors > 0 && columns.isError(one.longest)) {
                      one.firstError = one.longest;
                      one.errors = 1;
                  }
                  all.add(one);
              }
              count += last - first;
          };
    forParts(from, to, addLeaf, addEvents);
    return {count, all.errors, all.longest, all.firstError};
}

Timestamp OrderedEvents::latestEnd(const EventColumns &columns, Place from, Place to) const
{
    Timestamp latest = Timestamp::min();
    const auto addLeaf = [&](const Leaf &leaf, std::uint32_t) { latest = std::max(latest, leaf.latestEnd); };
    const auto addEvents = [&](const Chunk &chunk, const Leaf &, std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t slot = first; slot < last; ++slot)
            latest = std::max(latest, chunk.starts[slot] + durationAt(columns, chunk, slot));
    };
    forParts(from, to, addLeaf, addEvents);
    return latest;
}

OrderedEvents::Place OrderedEvents::placeFor(Timestamp start) const
{
    if (m_chunks.empty())
        return {0, 0};
    const auto after = std::upper_bound(m_firstStarts.begin(), m_firstStarts.end(), start);
    const auto chunkIndex
        = static_cast<std::uint32_t>(after == m_firstStarts.begin() ? 0 : after - m_firstStarts.begin() - 1);
    const Chunk &chunk = *m_chunks[chunkIndex];
    const auto slot = std::upper_bound(chunk.starts.begin(), chunk.starts.begin() + chunk.size, start);
    return {chunkIndex, static_cast<std::uint32_t>(slot - chunk.starts.begin())};
}

std::optional<OrderedEvents::Place> OrderedEvents::placeOf(
    const EventColumns &columns, EventIndex event) const
{
    const Timestamp start = columns.start(event);
    for (Place place = firstFrom(start); place != end() && this->start(place) == start; place = next(place)) {
        if (at(place) == event)
            return place;
    }
    return std::nullopt;
}

OrderedEvents::Place OrderedEvents::normalised(Place place) const
{
    if (place.slot < m_chunks[place.chunk]->size)
        return place;
    return {place.chunk + 1, 0};
}

OrderedEvents::Place OrderedEvents::makeRoom(const EventColumns &columns, Place place)
{
    if (m_chunks.empty()) {
        insertChunk(0);
        return place;
    }
    if (m_chunks[place.chunk]->size < chunkSize)
        return place;
    insertChunk(place.chunk + 1);
    if (place.slot == chunkSize && place.chunk + 2 == m_chunks.size())
        return {place.chunk + 1, 0}; // the usual case, time goes on: chunks stay full

    constexpr std::uint32_t half = chunkSize / 2;
    Chunk &right = *m_chunks[place.chunk + 1];
    m_chunks[place.chunk]->moveUpperHalfTo(right);
    m_firstStarts[place.chunk + 1] = right.starts[0];
    sumUp(columns, place.chunk, half);
    sumUp(columns, place.chunk + 1, 0);
    return place.slot <= half ? place : Place{place.chunk + 1, place.slot - half};
}

void OrderedEvents::insertChunk(std::uint32_t at)
{
    m_chunks.insert(m_chunks.begin() + at, std::make_unique<Chunk>());
    m_firstStarts.insert(m_firstStarts.begin() + at, Timestamp::max());
}

void OrderedEvents::sumUp(const EventColumns &columns, std::uint32_t chunkIndex, std::uint32_t fromSlot)
{
    Chunk &chunk = *m_chunks[chunkIndex];
    for (std::uint32_t leaf = fromSlot / leafSize; leaf < leafCount; ++leaf) {
        chunk.leaves[leaf] = {};
        const std::uint32_t last = std::min(chunk.size, (leaf + 1) * leafSize);
        for (std::uint32_t slot = leaf * leafSize; slot < last; ++slot)
            chunk.leaves[leaf].add(columns, chunk.events[slot]);
    }
    chunk.all = {};
    for (std::uint32_t leaf = 0; leaf * leafSize < chunk.size; ++leaf)
        chunk.all.add(chunk.leaves[leaf]);
}

} // namespace sluice
