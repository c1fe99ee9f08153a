// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/ordered_events.h"

#include <algorithm>
#include <bit>

namespace sluice {

std::uint32_t OrderedEvents::Summary::leafEnd(std::uint32_t leaf) const
{
    return std::min<std::uint32_t>(size, (leaf + 1) * leafSize);
}

void OrderedEvents::clear()
{
    *this = {};
}

bool OrderedEvents::fits(const EventColumns &columns, Timestamp start, Timestamp end) const
{
    if (isEmpty() || (start >= m_lastStart && start >= m_lastEnd))
        return true;
    if (start >= m_lastStart)
        return false;
    const Place behind = firstFrom(start);
    if (this->start(behind) < end)
        return false;
    return behind == begin() || columns.occupiedEnd(at(previous(behind))) <= start;
}

void OrderedEvents::insert(const EventColumns &columns, EventIndex event)
{
    const Timestamp start = columns.start(event);
    const EventWeight weight(columns.duration(event), columns.type(event));
    const Place place = makeRoom(columns, placeFor(start));
    const bool atEnd = place.slot == m_blocks[place.block]->size();
    m_blocks[place.block]->insert(place.slot, start, weight, event);
    ++m_size;
    m_sums[place.block].add(columns, event);
    Summary &summary = m_summaries[place.block];
    summary.latestEnd = std::max(summary.latestEnd, start + weight.duration());
    if (place.slot == 0)
        m_firstStarts[place.block] = start;
    if (atEnd && place.block + 1 == m_blocks.size()) {
        m_lastStart = start;
        m_lastEnd = columns.occupiedEnd(event);
    }
    sumUp(place.block, place.slot);
}

bool OrderedEvents::remove(const EventColumns &columns, EventIndex event)
{
    const auto place = placeOf(columns, event);
    if (!place)
        return false;
    m_blocks[place->block]->remove(place->slot);
    m_sums[place->block].remove(columns, event);
    --m_size;
    if (m_blocks[place->block]->size() == 0) {
        eraseBlock(place->block);
    } else {
        m_firstStarts[place->block] = m_blocks[place->block]->start(0);
        m_summaries[place->block].latestEnd = latestEnd({place->block, 0}, {place->block + 1, 0});
        sumUp(place->block, place->slot);
    }
    keepLastEnd(columns);
    return true;
}

bool OrderedEvents::contains(const EventColumns &columns, EventIndex event) const
{
    return placeOf(columns, event).has_value();
}

OrderedEvents::Place OrderedEvents::previous(Place place) const
{
    if (place.slot > 0)
        return {place.block, place.slot - 1};
    return {place.block - 1, m_summaries[place.block - 1].size - 1U};
}

std::size_t OrderedEvents::bytes() const
{
    constexpr std::size_t beside
        = sizeof(Timestamp) + sizeof(Summary) + sizeof(EventSums) + sizeof(std::unique_ptr<EventBlock>);
    std::size_t sum = m_blocks.size() * (sizeof(EventBlock) + beside);
    for (const auto &block : m_blocks)
        sum += block->heapBytes();
    return sum;
}

OrderedEvents::Place OrderedEvents::placeFor(Timestamp start) const
{
    if (m_blocks.empty())
        return {0, 0};
    if (start >= m_lastStart)
        return {static_cast<std::uint32_t>(m_blocks.size() - 1), m_summaries.back().size};
    const auto after = std::upper_bound(m_firstStarts.begin(), m_firstStarts.end(), start);
    const auto block
        = static_cast<std::uint32_t>(after == m_firstStarts.begin() ? 0 : after - m_firstStarts.begin() - 1);
    return {block, slotFrom(block, start + Micros{1})};
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

OrderedEvents::Place OrderedEvents::makeRoom(const EventColumns &columns, Place place)
{
    if (m_blocks.empty()) {
        insertBlock(0);
        return place;
    }
    if (m_summaries[place.block].size < EventBlock::capacity)
        return place;
    insertBlock(place.block + 1);
    if (place.slot == EventBlock::capacity && place.block + 2 == m_blocks.size())
        return {place.block + 1, 0}; // the usual case, time goes on: blocks stay full

    constexpr std::uint32_t half = EventBlock::capacity / 2;
    m_blocks[place.block]->moveTo(*m_blocks[place.block + 1], half);
    m_firstStarts[place.block + 1] = m_blocks[place.block + 1]->start(0);
    sumUpAll(columns, place.block);
    sumUpAll(columns, place.block + 1);
    return place.slot <= half ? place : Place{place.block + 1, place.slot - half};
}

void OrderedEvents::insertBlock(std::uint32_t at)
{
    m_blocks.insert(m_blocks.begin() + at, std::make_unique<EventBlock>());
    m_firstStarts.insert(m_firstStarts.begin() + at, Timestamp::max());
    m_summaries.insert(m_summaries.begin() + at, Summary());
    m_sums.insert(m_sums.begin() + at, EventSums());
}

void OrderedEvents::eraseBlock(std::uint32_t at)
{
    m_blocks.erase(m_blocks.begin() + at);
    m_firstStarts.erase(m_firstStarts.begin() + at);
    m_summaries.erase(m_summaries.begin() + at);
    m_sums.erase(m_sums.begin() + at);
}

/// Makes the summary anew for the leaves from that of `fromSlot` on.
void OrderedEvents::sumUp(std::uint32_t blockIndex, std::uint32_t fromSlot)
{
    const EventBlock &block = *m_blocks[blockIndex];
    Summary &summary = m_summaries[blockIndex];
    if (summary.base != block.base() || summary.isWide != block.hasWideStarts())
        fromSlot = 0; // it was made anew for a start that did not fit
    summary.base = block.base();
    summary.isWide = block.hasWideStarts();
    summary.size = static_cast<std::uint16_t>(block.size());
    for (std::uint32_t leaf = fromSlot / leafSize; leaf < leafCount; ++leaf) {
        const std::uint32_t first = leaf * leafSize;
        if (first >= block.size() && first > fromSlot && summary.starts[leaf] == EventBlock::freeStart)
            break; // was free, and is
        summary.starts[leaf] = block.starts()[first];
        summary.longest[leaf] = {};
        summary.errors[leaf] = 0;
        for (std::uint32_t slot = first; slot < summary.leafEnd(leaf); ++slot) {
            const EventWeight weight = block.weight(slot);
            if (slot == first || weight.isLongerThan(summary.longest[leaf]))
                summary.longest[leaf] = weight;
            summary.errors[leaf] = static_cast<std::uint16_t>(
                summary.errors[leaf] | (weight.isError() ? 1U << (slot - first) : 0U));
        }
    }
    summary.longestOfAll = summary.longest[0];
    summary.errorCount = 0;
    for (std::uint32_t leaf = 0; leaf * leafSize < block.size(); ++leaf) {
        if (summary.longest[leaf].isLongerThan(summary.longestOfAll))
            summary.longestOfAll = summary.longest[leaf];
        if (summary.errors[leaf] != 0)
            summary.errorCount = static_cast<std::uint16_t>(
                summary.errorCount + std::popcount(static_cast<std::uint32_t>(summary.errors[leaf])));
    }
}

void OrderedEvents::sumUpAll(const EventColumns &columns, std::uint32_t blockIndex)
{
    const EventBlock &block = *m_blocks[blockIndex];
    m_summaries[blockIndex] = {};
    sumUp(blockIndex, 0);
    m_sums[blockIndex] = {};
    Timestamp latest = Timestamp::min();
    for (std::uint32_t slot = 0; slot < block.size(); ++slot) {
        m_sums[blockIndex].add(columns, block.event(slot));
        latest = std::max(latest, block.start(slot) + block.weight(slot).duration());
    }
    m_summaries[blockIndex].latestEnd = latest;
}

void OrderedEvents::keepLastEnd(const EventColumns &columns)
{
    if (isEmpty())
        return;
    const EventIndex last = at(previous(end()));
    m_lastStart = columns.start(last);
    m_lastEnd = columns.occupiedEnd(last);
}

} // namespace sluice
