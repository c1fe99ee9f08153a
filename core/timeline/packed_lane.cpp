// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/packed_lane.h"

#include <algorithm>

namespace sluice {

void PackedLane::insert(const EventColumns &columns, EventIndex event)
{
    ++m_eventCount;
    auto target = std::ranges::find_if(
        m_subRows, [&](const SubRow &subRow) { return takes(subRow, columns, event); });
    if (target == m_subRows.end() && m_subRows.size() < mostSubRows)
        target = m_subRows.emplace(m_subRows.end());
    if (target == m_subRows.end())
        return m_rest.insert(columns, event);
    target->events.insert(columns, event);
    if (columns.isOpen(event))
        target->open = event;
}

void PackedLane::remove(const EventColumns &columns, EventIndex event)
{
    const auto holder = std::ranges::find_if(
        m_subRows, [&](SubRow &subRow) { return subRow.events.remove(columns, event); });
    if (holder == m_subRows.end()) {
        m_eventCount -= m_rest.remove(columns, event) ? 1 : 0;
        return;
    }
    --m_eventCount;
    if (holder->open == event)
        holder->open = noEvent;
    if (holder->events.isEmpty())
        m_subRows.erase(holder);
}

std::size_t PackedLane::rowOf(const EventColumns &columns, EventIndex event) const
{
    std::size_t index = 0;
    while (index < shownRows() && !shownRow(index).contains(columns, event))
        ++index;
    return index;
}

std::size_t PackedLane::bytes() const
{
    std::size_t sum = m_rest.bytes() + m_subRows.capacity() * sizeof(SubRow);
    for (const SubRow &subRow : m_subRows)
        sum += subRow.events.bytes();
    return sum;
}

bool PackedLane::takes(const SubRow &subRow, const EventColumns &columns, EventIndex event)
{
    const Timestamp end = columns.isOpen(event) ? Timestamp::max() : columns.occupiedEnd(event);
    return (subRow.open == noEvent || end <= columns.start(subRow.open))
        && subRow.events.fits(columns, columns.start(event), end);
}

} // namespace sluice
