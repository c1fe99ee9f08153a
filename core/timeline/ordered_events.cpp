// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/ordered_events.h"

#include <algorithm>

namespace sluice {

void OrderedEvents::Leaf::add(const EventColumns &columns, EventIndex event)
{
    latestEnd = std::max(latestEnd, columns.end(event));
    if (longest == noEvent || columns.duration(event) > columns.duration(longest))
        longest = event;
    if (columns.isError(event)) {
        if (firstError == noEvent)
            firstError = event;
        ++errors;
    }
}

void OrderedEvents::Leaf::add(const EventColumns &columns, const Leaf &leaf)
{
    latestEnd = std::max(latestEnd, leaf.latestEnd);
    if (longest == noEvent
        || (leaf.longest != noEvent && columns.duration(leaf.longest) > columns.duration(longest)))
        longest = leaf.longest;
    if (firstError == noEvent)
        firstError = leaf.firstError;
    errors += leaf.errors;
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
    const EventIndex last = at(previous(this->end()));
    if (start >= columns.start(last))
        return start >= columns.occupiedEnd(last);
    const Place behind = firstFrom(columns, start);
    if (columns.start(at(behind)) < end)
        return false;
    return behind == begin() || columns.occupiedEnd(at(previous(behind))) <= start;
}

void OrderedEvents::insert(const EventColumns &columns, EventIndex event)
{
    const Place place = makeRoom(columns, placeFor(columns, columns.start(event)));
    Chunk &chunk = *m_chunks[place.chunk];
    const bool atEnd = place.slot == chunk.size;
    std::copy_backward(chunk.events.begin() + place.slot, chunk.events.begin() + chunk.size,
        chunk.events.begin() + chunk.size + 1);
    chunk.events[place.slot] = event;
    ++chunk.size;
    ++m_size;
    if (place.slot == 0)
        m_firstStarts[place.chunk] = columns.start(event);
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
    std::copy(chunk.events.begin() + place->slot + 1, chunk.events.begin() + chunk.size,
        chunk.events.begin() + place->slot);
    --chunk.size;
    --m_size;
    if (chunk.size == 0) {
        m_chunks.erase(m_chunks.begin() + place->chunk);
        m_firstStarts.erase(m_firstStarts.begin() + place->chunk);
        return true;
    }
    m_firstStarts[place->chunk] = columns.start(chunk.events[0]);
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

OrderedEvents::Place OrderedEvents::firstFrom(const EventColumns &columns, Timestamp time, Place from) const
{
    if (from == end())
        return from;
    const auto firstAfter = m_firstStarts.begin() + from.chunk + 1;
    auto bound = firstAfter;
    for (std::ptrdiff_t step = 1; bound != m_firstStarts.end() && *bound < time; step *= 2)
        bound += std::min(step, m_firstStarts.end() - bound);
    const auto behind = std::lower_bound(firstAfter, bound, time);
    const auto chunkIndex = static_cast<std::uint32_t>(behind - m_firstStarts.begin()) - 1;
    const Chunk &chunk = *m_chunks[chunkIndex];
    const auto first = chunk.events.begin() + (chunkIndex == from.chunk ? from.slot : 0);
    const auto found = std::lower_bound(first, chunk.events.begin() + chunk.size, time,
        [&columns](EventIndex event, Timestamp wanted) { return columns.start(event) < wanted; });
    return normalised({chunkIndex, static_cast<std::uint32_t>(found - chunk.events.begin())});
}

OrderedEvents::Sums OrderedEvents::sums(const EventColumns &columns, Place from, Place to) const
{
    Sums sums;
    if (from.chunk == to.chunk) {
        if (from.slot < to.slot)
            addSlots(columns, *m_chunks[from.chunk], from.slot, to.slot, sums);
        return sums;
    }
    addSlots(columns, *m_chunks[from.chunk], from.slot, m_chunks[from.chunk]->size, sums);
    for (std::uint32_t i = from.chunk + 1; i < to.chunk; ++i)
        addSlots(columns, *m_chunks[i], 0, m_chunks[i]->size, sums);
    if (to.slot > 0)
        addSlots(columns, *m_chunks[to.chunk], 0, to.slot, sums);
    return sums;
}

Timestamp OrderedEvents::latestEndBefore(const EventColumns &columns, Place place) const
{
    Timestamp latest = Timestamp::min();
    for (std::uint32_t i = 0; i < place.chunk; ++i)
        latest = std::max(latest, m_chunks[i]->all.latestEnd);
    for (std::uint32_t slot = 0; slot < place.slot; ++slot)
        latest = std::max(latest, columns.end(m_chunks[place.chunk]->events[slot]));
    return latest;
}

OrderedEvents::Place OrderedEvents::placeFor(const EventColumns &columns, Timestamp start) const
{
    if (m_chunks.empty())
        return {0, 0};
    const auto after = std::upper_bound(m_firstStarts.begin(), m_firstStarts.end(), start);
    const auto chunkIndex
        = static_cast<std::uint32_t>(after == m_firstStarts.begin() ? 0 : after - m_firstStarts.begin() - 1);
    const Chunk &chunk = *m_chunks[chunkIndex];
    if (columns.start(chunk.events[chunk.size - 1]) <= start)
        return {chunkIndex, chunk.size};
    const auto slot = std::upper_bound(chunk.events.begin(), chunk.events.begin() + chunk.size, start,
        [&columns](Timestamp wanted, EventIndex event) { return wanted < columns.start(event); });
    return {chunkIndex, static_cast<std::uint32_t>(slot - chunk.events.begin())};
}

std::optional<OrderedEvents::Place> OrderedEvents::placeOf(
    const EventColumns &columns, EventIndex event) const
{
    const Timestamp start = columns.start(event);
    for (Place place = firstFrom(columns, start); place != end(); place = next(place)) {
        if (at(place) == event)
            return place;
        if (columns.start(at(place)) != start)
            break;
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
    Chunk &left = *m_chunks[place.chunk];
    Chunk &right = *m_chunks[place.chunk + 1];
    std::copy(left.events.begin() + half, left.events.end(), right.events.begin());
    left.size = half;
    right.size = half;
    m_firstStarts[place.chunk + 1] = columns.start(right.events[0]);
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
        chunk.all.add(columns, chunk.leaves[leaf]);
}

void OrderedEvents::addSlots(
    const EventColumns &columns, const Chunk &chunk, std::uint32_t from, std::uint32_t to, Sums &sums) const
{
    Leaf sum{sums.latestEnd, sums.longest, sums.firstError, sums.errors};
    sums.count += to - from;
    if (from == 0 && to == chunk.size) {
        sum.add(columns, chunk.all);
        from = to;
    }
    while (from < to) {
        const std::uint32_t leafEnd = std::min(from + leafSize, chunk.size);
        if (from % leafSize == 0 && leafEnd <= to) {
            sum.add(columns, chunk.leaves[from / leafSize]);
            from = leafEnd;
        } else {
            sum.add(columns, chunk.events[from++]);
        }
    }
    sums.latestEnd = sum.latestEnd;
    sums.longest = sum.longest;
    sums.firstError = sum.firstError;
    sums.errors = sum.errors;
}

} // namespace sluice
