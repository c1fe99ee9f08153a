// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/nested_lane.h"

#include <utility>

namespace sluice {

namespace {

std::pair<Timestamp, EventIndex> rankOf(const EventColumns &columns, EventIndex event)
{
    return {columns.start(event), event};
}

} // namespace

void NestedLane::insert(const EventColumns &columns, EventIndex event, std::uint8_t depth)
{
    if (depth >= m_bands.size())
        m_bands.resize(depth + std::size_t{1});
    m_bands[depth].insert(columns, event);
    ++m_eventCount;
}

void NestedLane::remove(const EventColumns &columns, EventIndex event, std::uint8_t depth)
{
    if (depth >= m_bands.size())
        return;
    const std::size_t before = m_bands[depth].eventCount();
    m_bands[depth].remove(columns, event);
    m_eventCount -= before - m_bands[depth].eventCount();
}

std::size_t NestedLane::shownRows() const
{
    std::size_t rows = m_hasPlaceholders ? 1 : 0;
    for (const PackedLane &band : m_bands)
        rows += band.shownRows();
    return rows;
}

std::vector<NestedLane::Row> NestedLane::rows() const
{
    std::vector<Row> rows;
    rows.reserve(shownRows());
    if (m_hasPlaceholders)
        rows.emplace_back();
    for (std::size_t depth = 0; depth < m_bands.size(); ++depth) {
        const PackedLane &band = m_bands[depth];
        for (std::size_t i = 0; i < band.shownRows(); ++i)
            rows.push_back(
                {&band.shownRow(i), static_cast<std::uint8_t>(depth), band.isRest(i), band.openIn(i)});
    }
    return rows;
}

std::size_t NestedLane::rowOf(const EventColumns &columns, EventIndex event) const
{
    std::size_t rows = m_hasPlaceholders ? 1 : 0;
    for (const PackedLane &band : m_bands) {
        const std::size_t row = band.rowOf(columns, event);
        rows += row;
        if (row < band.shownRows())
            break;
    }
    return rows;
}

std::size_t NestedLane::restCount() const
{
    std::size_t count = 0;
    for (const PackedLane &band : m_bands)
        count += band.restCount();
    return count;
}

EventIndex NestedLane::next(const EventColumns &columns, EventIndex event) const
{
    EventIndex best = noEvent;
    for (const Row &row : rows()) {
        const EventIndex found = row.events ? eventBehind(*row.events, columns, event) : noEvent;
        if (found != noEvent && (best == noEvent || rankOf(columns, found) < rankOf(columns, best)))
            best = found;
    }
    return best;
}

EventIndex NestedLane::previous(const EventColumns &columns, EventIndex event) const
{
    EventIndex best = noEvent;
    for (const Row &row : rows()) {
        const EventIndex found = row.events ? eventInFrontOf(*row.events, columns, event) : noEvent;
        if (found != noEvent && (best == noEvent || rankOf(columns, found) > rankOf(columns, best)))
            best = found;
    }
    return best;
}

std::size_t NestedLane::bytes() const
{
    std::size_t sum = m_bands.capacity() * sizeof(PackedLane);
    for (const PackedLane &band : m_bands)
        sum += band.bytes();
    return sum;
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
