// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/event_lanes.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace sluice {

namespace {

/// From what costs most to what must be seen last: errors lie next to the delivery lanes.
constexpr std::array shownOrder
    = {EventType::Llm, EventType::Tool, EventType::Action, EventType::Api, EventType::Error};

std::uint16_t keyOfType(EventType type)
{
    const auto place = std::find(shownOrder.begin(), shownOrder.end(), type);
    assert(place != shownOrder.end() && "every type has a lane");
    return static_cast<std::uint16_t>(place - shownOrder.begin());
}

bool keyIsLess(const Lane &lane, std::uint16_t key)
{
    return lane.key < key;
}

} // namespace

void EventLanes::clear()
{
    m_columns.clear();
    m_lanes.clear();
    m_errors.clear();
    m_range.reset();
}

void EventLanes::add(const EventHead &head)
{
    EventIndex event = m_columns.find(head.row);
    if (event == noEvent) {
        event = m_columns.append(head);
        place(event);
        return;
    }
    const auto values = m_columns.valuesOf(head);
    if (values == m_columns.values(event))
        return;
    takeOut(event);
    m_columns.assign(event, values);
    place(event);
}

void EventLanes::setLaneBy(LaneBy laneBy)
{
    if (laneBy == m_laneBy)
        return;
    m_laneBy = laneBy;
    m_lanes.clear();
    for (EventIndex event = 0; event < m_columns.size(); ++event)
        laneForKey(keyOf(event)).events.insert(m_columns, event);
}

const Lane &EventLanes::laneOf(EventIndex event) const
{
    return *std::lower_bound(m_lanes.begin(), m_lanes.end(), keyOf(event), keyIsLess);
}

EventType EventLanes::typeOfKey(std::uint16_t key)
{
    return shownOrder.at(key);
}

EventIndex EventLanes::nextError(EventIndex event) const
{
    if (event != noEvent)
        return eventBehind(m_errors, m_columns, event);
    return m_errors.isEmpty() ? noEvent : m_errors.at(m_errors.begin());
}

EventIndex EventLanes::previousError(EventIndex event) const
{
    if (event != noEvent)
        return eventInFrontOf(m_errors, m_columns, event);
    return m_errors.isEmpty() ? noEvent : m_errors.at(m_errors.previous(m_errors.end()));
}

EventIndex EventLanes::nearest(Timestamp time) const
{
    EventIndex best = noEvent;
    auto consider = [&](EventIndex event) {
        const auto distance = [&](EventIndex e) { return std::chrono::abs(m_columns.start(e) - time); };
        if (best == noEvent || distance(event) < distance(best))
            best = event;
    };
    for (const Lane &lane : m_lanes) {
        for (std::size_t i = 0; i < lane.events.shownRows(); ++i) {
            const OrderedEvents &row = lane.events.shownRow(i);
            const auto place = row.firstFrom(time);
            if (place != row.end())
                consider(row.at(place));
            if (place != row.begin())
                consider(row.at(row.previous(place)));
        }
    }
    return best;
}

std::uint16_t EventLanes::keyOf(EventIndex event) const
{
    return m_laneBy == LaneBy::Type ? keyOfType(m_columns.type(event)) : m_columns.track(event);
}

Lane &EventLanes::laneForKey(std::uint16_t key)
{
    auto place = std::lower_bound(m_lanes.begin(), m_lanes.end(), key, keyIsLess);
    if (place == m_lanes.end() || place->key != key)
        place = m_lanes.insert(place, Lane{key, {}});
    return *place;
}

void EventLanes::place(EventIndex event)
{
    laneForKey(keyOf(event)).events.insert(m_columns, event);
    if (m_columns.isError(event))
        m_errors.insert(m_columns, event);
    const TimeRange range{m_columns.start(event), m_columns.end(event)};
    m_range = m_range ? united(*m_range, range) : range;
}

void EventLanes::takeOut(EventIndex event)
{
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), keyOf(event), keyIsLess);
    lane->events.remove(m_columns, event);
    if (lane->events.eventCount() == 0)
        m_lanes.erase(lane);
    m_errors.remove(m_columns, event);
}

} // namespace sluice
