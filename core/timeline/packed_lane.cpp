// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/packed_lane.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

std::pair<Timestamp, EventIndex> rankOf(const EventColumns &columns, EventIndex event)
{
    return {columns.start(event), event};
}

} // namespace

void PackedLane::insert(const EventColumns &columns, EventIndex event)
{
    ++m_eventCount;
    const Timestamp start = columns.start(event);
    const Timestamp end = columns.occupiedEnd(event);
    for (OrderedEvents &subRow : m_subRows) {
        if (subRow.fits(columns, start, end)) {
            subRow.insert(columns, event);
            return;
        }
    }
    OrderedEvents &target = m_subRows.size() < mostSubRows ? m_subRows.emplace_back() : m_rest;
    target.insert(columns, event);
}

void PackedLane::remove(const EventColumns &columns, EventIndex event)
{
    const bool inSubRow = std::any_of(m_subRows.begin(), m_subRows.end(),
        [&](OrderedEvents &subRow) { return subRow.remove(columns, event); });
    if (inSubRow || m_rest.remove(columns, event))
        --m_eventCount;
    while (!m_subRows.empty() && m_subRows.back().isEmpty())
        m_subRows.pop_back();
}

std::size_t PackedLane::rowOf(const EventColumns &columns, EventIndex event) const
{
    std::size_t index = 0;
    while (index < shownRows() && !shownRow(index).contains(columns, event))
        ++index;
    return index;
}

EventIndex PackedLane::next(const EventColumns &columns, EventIndex event) const
{
    EventIndex best = noEvent;
    for (std::size_t i = 0; i < shownRows(); ++i) {
        const EventIndex found = eventBehind(shownRow(i), columns, event);
        if (found != noEvent && (best == noEvent || rankOf(columns, found) < rankOf(columns, best)))
            best = found;
    }
    return best;
}

EventIndex PackedLane::previous(const EventColumns &columns, EventIndex event) const
{
    EventIndex best = noEvent;
    for (std::size_t i = 0; i < shownRows(); ++i) {
        const EventIndex found = eventInFrontOf(shownRow(i), columns, event);
        if (found != noEvent && (best == noEvent || rankOf(columns, found) > rankOf(columns, best)))
            best = found;
    }
    return best;
}

EventIndex eventBehind(const OrderedEvents &events, const EventColumns &columns, EventIndex event)
{
    auto place = events.firstFrom(columns.start(event));
    while (place != events.end() && rankOf(columns, events.at(place)) <= rankOf(columns, event))
        place = events.next(place);
    return place == events.end() ? noEvent : events.at(place);
}

EventIndex eventInFrontOf(const OrderedEvents &events, const EventColumns &columns, EventIndex event)
{
    auto place = events.firstFrom(columns.start(event) + Micros{1});
    while (place != events.begin()) {
        place = events.previous(place);
        if (rankOf(columns, events.at(place)) < rankOf(columns, event))
            return events.at(place);
    }
    return noEvent;
}

} // namespace sluice
