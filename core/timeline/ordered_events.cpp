// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/ordered_events.h"

#include <algorithm>
#include <bit>

namespace sluice {

namespace {

/// Bits [from, to) of 16.
std::uint32_t bitsBetween(std::uint32_t from, std::uint32_t to)
{
    return ((1U << to) - 1) & ~((1U << from) - 1);
}

} // namespace

std::uint32_t OrderedEvents::Summary::leafEnd(std::uint32_t leaf) const
{
    return std::min<std::uint32_t>(size, (leaf + 1) * leafSize);
}

/// As starts are kept; held at the greatest, which is behind all of them.
std::uint32_t OrderedEvents::Summary::offsetOf(Timestamp time) const
{
    const std::int64_t offset = time <= base ? 0 : (time - base).count();
    return static_cast<std::uint32_t>(std::min<std::int64_t>(offset, EventBlock::freeStart));
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

OrderedEvents::Place OrderedEvents::firstFrom(Timestamp time, Place from) const
{
    if (from == end())
        return from;
    const std::uint32_t block = blockFrom(time, from.block);
    const std::uint32_t slot = slotFrom(block, time);
    return normalised({block, block == from.block ? std::max(slot, from.slot) : slot});
}

OrderedEvents::Place OrderedEvents::looselyFrom(Timestamp time, Timestamp limit, Place from) const
{
    const std::uint32_t block = blockFrom(time, from.block);
    const std::uint32_t leaves = m_summaries[block].isWide ? 0 : leavesBefore(block, time);
    if (leaves == 0 || m_summaries[block].errors[leaves - 1] != 0)
        return firstFrom(time, from);
    const Place behind = leafBehind({block, (leaves - 1) * leafSize});
    return behind == end() || behind <= from || start(behind) >= limit ? firstFrom(time, from) : behind;
}

bool OrderedEvents::isDense(Place place, Timestamp start, Micros span) const
{
    const Place behind = leafBehind(place);
    return behind != end() && this->start(behind) - start < span
        && longestAround(place).durationLimit() <= span;
}

/// The last block that begins before `time`, but `from` or one behind it. Gallops.
std::uint32_t OrderedEvents::blockFrom(Timestamp time, std::uint32_t from) const
{
    const auto firstAfter = m_firstStarts.begin() + from + 1;
    auto bound = firstAfter;
    for (std::ptrdiff_t step = 1; bound != m_firstStarts.end() && *bound < time; step *= 2)
        bound += std::min(step, m_firstStarts.end() - bound);
    const auto behind = std::lower_bound(firstAfter, bound, time);
    return static_cast<std::uint32_t>(behind - m_firstStarts.begin()) - 1;
}

/// Leaves that begin before `time`, counted without a branch. Not of a block with wide starts.
std::uint32_t OrderedEvents::leavesBefore(std::uint32_t block, Timestamp time) const
{
    const Summary &summary = m_summaries[block];
    const std::uint32_t offset = summary.offsetOf(time);
    std::uint32_t leaves = 0;
    for (const std::uint32_t start : summary.starts)
        leaves += start < offset ? 1 : 0;
    return leaves;
}

/// The first slot whose event starts at `time` or later; the block's size when there is none.
std::uint32_t OrderedEvents::slotFrom(std::uint32_t blockIndex, Timestamp time) const
{
    const Summary &summary = m_summaries[blockIndex];
    const EventBlock &block = *m_blocks[blockIndex];
    if (summary.isWide) {
        std::uint32_t slot = 0;
        for (std::uint32_t step = EventBlock::capacity; step > 0; step /= 2) {
            if (slot + step <= block.size() && block.start(slot + step - 1) < time)
                slot += step;
        }
        return slot;
    }
    const std::uint32_t leaves = leavesBefore(blockIndex, time);
    if (leaves == 0)
        return 0;
    const std::uint32_t offset = summary.offsetOf(time);
    const std::uint32_t *leaf = block.starts().data() + (leaves - 1) * leafSize;
    std::uint32_t before = 0;
    for (std::uint32_t slot = 0; slot < leafSize; ++slot)
        before += leaf[slot] < offset ? 1 : 0;
    return (leaves - 1) * leafSize + before;
}

OrderedEvents::Place OrderedEvents::leafBehind(Place place) const
{
    return normalised({place.block, (place.slot / leafSize + 1) * leafSize});
}

OrderedEvents::Place OrderedEvents::errorFrom(Place from) const
{
    while (from.block < m_blocks.size()) {
        const std::uint32_t slot = firstErrorSlot(from.block, from.slot);
        if (slot < m_summaries[from.block].size)
            return {from.block, slot};
        from = {from.block + 1, 0};
    }
    return end();
}

std::optional<OrderedEvents::Place> OrderedEvents::errorBefore(Place to) const
{
    while (true) {
        if (to.block < m_blocks.size() && m_summaries[to.block].errorCount > 0) {
            for (std::uint32_t slot = to.slot; slot > 0; --slot) {
                if (m_blocks[to.block]->weight(slot - 1).isError())
                    return Place{to.block, slot - 1};
            }
        }
        if (to.block == 0)
            return std::nullopt;
        to = {to.block - 1, m_summaries[to.block - 1].size};
    }
}

OrderedEvents::Stretch OrderedEvents::stretch(Place from, Place to) const
{
    Stretch result;
    EventWeight longest;
    Place longestIn; // the block, leaf or events that hold it
    std::uint32_t longestEnd = 0;
    const auto consider = [&](EventWeight weight, Place place, std::uint32_t end) {
        if (longestEnd == 0 || weight.isLongerThan(longest)) {
            longest = weight;
            longestIn = place;
            longestEnd = end;
        }
    };
    Place firstError = end();
    for (std::uint32_t i = from.block; i <= to.block && i < m_blocks.size(); ++i) {
        const Summary &summary = m_summaries[i];
        std::uint32_t slot = i == from.block ? from.slot : 0;
        const std::uint32_t last = i == to.block ? to.slot : summary.size;
        const std::uint32_t errorsBefore = result.errors;
        const std::uint32_t first = slot;
        result.count += last - slot;
        if (slot == 0 && last == summary.size && last > 0) {
            consider(summary.longestOfAll, {i, 0}, last);
            result.errors += summary.errorCount;
            slot = last;
        }
        while (slot < last) {
            const std::uint32_t leaf = slot / leafSize;
            const std::uint32_t leafEnd = summary.leafEnd(leaf);
            const std::uint32_t partEnd = std::min(leafEnd, last);
            if (slot % leafSize == 0 && partEnd == leafEnd) {
                consider(summary.longest[leaf], {i, slot}, leafEnd);
            } else if (longestEnd == 0 || summary.longest[leaf].isLongerThan(longest)) {
                for (std::uint32_t one = slot; one < partEnd; ++one)
                    consider(m_blocks[i]->weight(one), {i, one}, one + 1);
            }
            if (summary.errors[leaf] != 0) {
                const std::uint32_t part = bitsBetween(slot % leafSize, partEnd - leaf * leafSize);
                result.errors += static_cast<std::uint32_t>(std::popcount(summary.errors[leaf] & part));
            }
            slot = partEnd;
        }
        if (errorsBefore == 0 && result.errors > 0)
            firstError = {i, firstErrorSlot(i, first)};
    }
    if (longestEnd > 0) {
        result.type = longest.type();
        result.longest = at({longestIn.block, slotOfLongest(longestIn, longestEnd, longest)});
    }
    if (firstError != end())
        result.firstError = at(firstError);
    return result;
}

EventSums OrderedEvents::sums(const EventColumns &columns, Place from, Place to) const
{
    EventSums all;
    for (std::uint32_t i = from.block; i <= to.block && i < m_blocks.size(); ++i) {
        std::uint32_t slot = i == from.block ? from.slot : 0;
        const std::uint32_t last = i == to.block ? to.slot : m_summaries[i].size;
        if (slot == 0 && last == m_summaries[i].size) {
            all += m_sums[i];
            continue;
        }
        for (; slot < last; ++slot)
            all.add(columns, m_blocks[i]->event(slot));
    }
    return all;
}

Timestamp OrderedEvents::latestEnd(Place from, Place to) const
{
    Timestamp latest = Timestamp::min();
    for (std::uint32_t i = from.block; i <= to.block && i < m_blocks.size(); ++i) {
        const EventBlock &block = *m_blocks[i];
        std::uint32_t slot = i == from.block ? from.slot : 0;
        const std::uint32_t last = i == to.block ? to.slot : block.size();
        if (slot == 0 && last == m_summaries[i].size) {
            latest = std::max(latest, m_summaries[i].latestEnd);
            continue;
        }
        for (; slot < last; ++slot)
            latest = std::max(latest, block.start(slot) + block.weight(slot).duration());
    }
    return latest;
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

std::uint32_t OrderedEvents::slotOfLongest(Place from, std::uint32_t end, EventWeight weight) const
{
    const EventBlock &block = *m_blocks[from.block];
    std::uint32_t slot = from.slot;
    if (slot == 0 && end > leafSize) { // the whole block: find the leaf first
        const Summary &summary = m_summaries[from.block];
        while (summary.longest[slot / leafSize].rank() != weight.rank())
            slot += leafSize;
    }
    while (slot + 1 < end && block.weight(slot).rank() != weight.rank())
        ++slot;
    return slot;
}

/// The block's size when there is none.
std::uint32_t OrderedEvents::firstErrorSlot(std::uint32_t block, std::uint32_t from) const
{
    const Summary &summary = m_summaries[block];
    if (summary.errorCount == 0)
        return summary.size;
    for (std::uint32_t leaf = from / leafSize; leaf * leafSize < summary.size; ++leaf) {
        const std::uint32_t before = leaf == from / leafSize ? from % leafSize : 0;
        const std::uint32_t errors = summary.errors[leaf] & ~((1U << before) - 1);
        if (errors != 0)
            return leaf * leafSize + static_cast<std::uint32_t>(std::countr_zero(errors));
    }
    return summary.size;
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
