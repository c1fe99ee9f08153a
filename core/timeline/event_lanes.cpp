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

/// As many events are packed anew in some ten milliseconds.
constexpr std::size_t packedAtOnce = 100'000;

/// What one event may add to the work that is left, so that it does not pile up.
constexpr std::size_t stepsAnEvent = 8;

constexpr std::uint32_t unknownName = HeadWord::mostNames;

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
    m_links.clear();
    m_lanes.clear();
    m_placed = 0;
    m_errorCount = m_openCount = 0;
    m_range.reset();
    m_piece = nullptr;
}

void EventLanes::add(const EventHead &head)
{
    add(head.row, head.parent, m_columns.valuesOf(head));
}

std::size_t EventLanes::add(const ReadyHeads &heads, std::size_t from, std::size_t most)
{
    if (from == 0 || m_piece != &heads)
        useNamesOf(heads);
    auto calls
        = std::ranges::lower_bound(heads.calls(), from, {}, &std::pair<std::uint32_t, CallFacts>::first);
    const std::size_t end = from + std::min(most, heads.size() - from);
    for (; from < end; ++from) {
        const ReadyHeads::Head &head = heads.at(from);
        EventColumns::Values values;
        values.setTimes(head.start, head.end);
        values.name = nameOf(head.name);
        values.track = m_pieceTracks[head.source];
        values.type = head.type;
        values.isOpen = head.isOpen;
        if (calls != heads.calls().end() && calls->first == from)
            values.calls = (calls++)->second;
        add(head.row, head.parent, values);
    }
    return from;
}

void EventLanes::add(std::int64_t row, std::int64_t parentRow, const EventColumns::Values &values)
{
    const EventIndex known = m_columns.find(row);
    if (known != noEvent)
        return replace(known, parentRow, values);
    const EventIndex event = m_columns.append(row, values);
    if (parentRow != 0)
        m_links.link(m_columns, event, parentRow);
    m_columns.setDepth(event, ParentLinks::depthOf(m_columns, event));
    const auto replaced = m_links.arrive(m_columns, event, parentRow);
    note(event);
    if (m_placed == event) {
        ++m_placed;
        place(event);
        showPlaceholders(values.track);
    }
    if (replaced)
        showPlaceholders(*replaced);
    if (!m_links.isSettled())
        settle(stepsAnEvent);
}

void EventLanes::replace(EventIndex event, std::int64_t parentRow, const EventColumns::Values &values)
{
    const bool linksStay = m_columns.missingParent(event) == EventColumns::Missing::No
        && (parentRow == 0
                ? m_columns.parent(event) == noEvent
                : m_columns.parent(event) != noEvent && m_columns.find(parentRow) == m_columns.parent(event));
    if (linksStay && values == m_columns.values(event))
        return;
    const std::uint16_t track = m_columns.track(event);
    const std::uint8_t depth = m_columns.depth(event);
    takeOut(event);
    if (!linksStay || values.track != track)
        m_links.link(m_columns, event, 0); // leaves its placeholder by its old track
    m_columns.assign(event, values);
    if (parentRow != 0)
        m_links.link(m_columns, event, parentRow);
    m_columns.setDepth(event, ParentLinks::depthOf(m_columns, event));
    if (m_columns.isParent(event) && (m_columns.depth(event) != depth || values.track != track))
        m_links.sweepFrom(0);
    note(event);
    if (event < m_placed)
        place(event);
    showPlaceholders(track);
    showPlaceholders(values.track);
}

void EventLanes::useNamesOf(const ReadyHeads &heads)
{
    m_piece = &heads;
    m_pieceNames.clear();
    for (std::uint32_t name = 0; name < heads.names().size(); ++name)
        m_pieceNames.push_back(unknownName);
    m_pieceTracks.clear();
    for (const auto &[agent, thread] : heads.sources())
        m_pieceTracks.push_back(m_columns.internTrack(heads.names().text(agent), heads.names().text(thread)));
}

/// Names are interned when an event has them: those of agents stand in the same list.
std::uint32_t EventLanes::nameOf(std::uint32_t pieceName)
{
    std::uint32_t &name = m_pieceNames[pieceName];
    if (name == unknownName)
        name = m_columns.internName(m_piece->names().text(pieceName));
    return name;
}

bool EventLanes::isSettled() const
{
    return m_placed == m_columns.size() && m_links.isSettled();
}

void EventLanes::settle(std::size_t steps)
{
    for (; steps > 0 && m_placed < m_columns.size(); --steps) {
        place(m_placed);
        showPlaceholders(m_columns.track(m_placed));
        ++m_placed;
    }
    m_links.settle(m_columns, steps, [this](EventIndex event, std::uint8_t depth) {
        const bool isNested = m_laneBy == LaneBy::Agent && event < m_placed;
        Lane *lane = isNested ? laneForKey(m_columns.track(event)) : nullptr;
        if (isNested)
            lane->events.remove(m_columns, event, m_columns.depth(event));
        m_columns.setDepth(event, depth);
        if (isNested)
            lane->events.insert(m_columns, event, depth);
    });
}

void EventLanes::setLaneBy(LaneBy laneBy)
{
    if (laneBy == m_laneBy)
        return;
    m_laneBy = laneBy;
    m_lanes.clear();
    m_placed = 0;
    settle(packedAtOnce);
}

const Lane &EventLanes::laneOf(EventIndex event) const
{
    static const Lane none;
    const std::uint16_t key = keyOf(event);
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), key, keyIsLess);
    return lane != m_lanes.end() && lane->key == key ? *lane : none;
}

EventType EventLanes::typeOfKey(std::uint16_t key)
{
    return shownOrder.at(key);
}

std::vector<Placeholder> EventLanes::placeholders() const
{
    if (m_laneBy == LaneBy::Type)
        return {};
    std::vector<Placeholder> all = m_links.placeholders();
    std::ranges::sort(all, {}, [](const Placeholder &one) { return one.range.begin; });
    return all;
}

std::size_t EventLanes::bytes() const
{
    std::size_t sum = m_columns.bytes() + m_lanes.capacity() * sizeof(Lane);
    for (const Lane &lane : m_lanes)
        sum += lane.events.bytes();
    return sum;
}

std::uint16_t EventLanes::keyOf(EventIndex event) const
{
    return m_laneBy == LaneBy::Type ? keyOfType(m_columns.type(event)) : m_columns.track(event);
}

std::uint8_t EventLanes::depthOf(EventIndex event) const
{
    return m_laneBy == LaneBy::Type ? std::uint8_t{0} : m_columns.depth(event);
}

Lane *EventLanes::laneForKey(std::uint16_t key)
{
    auto place = std::lower_bound(m_lanes.begin(), m_lanes.end(), key, keyIsLess);
    if (place == m_lanes.end() || place->key != key)
        place = m_lanes.insert(place, Lane{key, {}});
    return &*place;
}

void EventLanes::showPlaceholders(std::uint16_t track)
{
    if (m_laneBy == LaneBy::Type)
        return;
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), track, keyIsLess);
    if (lane != m_lanes.end() && lane->key == track)
        lane->events.setPlaceholderRow(m_links.hasPlaceholder(track));
}

void EventLanes::note(EventIndex event)
{
    m_errorCount += m_columns.isError(event) ? 1 : 0;
    m_openCount += m_columns.isOpen(event) ? 1 : 0;
    const TimeRange range{m_columns.start(event), m_columns.end(event)};
    m_range = m_range ? united(*m_range, range) : range;
}

void EventLanes::place(EventIndex event)
{
    laneForKey(keyOf(event))->events.insert(m_columns, event, depthOf(event));
}

/// The opposite of note() and place().
void EventLanes::takeOut(EventIndex event)
{
    m_errorCount -= m_columns.isError(event) ? 1 : 0;
    m_openCount -= m_columns.isOpen(event) ? 1 : 0;
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), keyOf(event), keyIsLess);
    if (event >= m_placed)
        return;
    lane->events.remove(m_columns, event, depthOf(event));
    if (lane->events.eventCount() == 0)
        m_lanes.erase(lane);
}

} // namespace sluice
