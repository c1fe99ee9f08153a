// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What is asked of OrderedEvents: places in the order, and what lies between two of them.

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

/// As starts are kept; held at the greatest, which is behind all of them.
std::uint32_t OrderedEvents::Summary::offsetOf(Timestamp time) const
{
    const std::int64_t offset = time <= base ? 0 : (time - base).count();
    return static_cast<std::uint32_t>(std::min<std::int64_t>(offset, EventBlock::freeStart));
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
    const auto consider = [&result](EventWeight weight, Place place, std::uint32_t end) {
        if (result.longestEnd == 0 || weight.isLongerThan(result.longest)) {
            result.longest = weight;
            result.longestIn = place;
            result.longestEnd = end;
        }
    };
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
            } else if (result.longestEnd == 0 || summary.longest[leaf].isLongerThan(result.longest)) {
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
            result.firstError = {i, firstErrorSlot(i, first)};
    }
    return result;
}

EventIndex OrderedEvents::chosen(const Stretch &stretch) const
{
    if (stretch.errors > 0)
        return at(stretch.firstError);
    if (stretch.longestEnd == 0)
        return noEvent;
    const std::uint32_t slot = slotOfLongest(stretch.longestIn, stretch.longestEnd, stretch.longest);
    return at({stretch.longestIn.block, slot});
}

OrderedEvents::Place OrderedEvents::advanced(Place from, std::size_t count) const
{
    while (from.block < m_blocks.size()) {
        const std::size_t here = m_summaries[from.block].size - from.slot;
        if (count < here)
            return {from.block, from.slot + static_cast<std::uint32_t>(count)};
        count -= here;
        from = {from.block + 1, 0};
    }
    return end();
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

} // namespace sluice
