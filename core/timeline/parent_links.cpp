// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/parent_links.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

using Missing = EventColumns::Missing;

/// Whether `event` is `candidate` or one of its ancestors, as far up as depths are counted.
bool isAbove(const EventColumns &columns, EventIndex event, EventIndex candidate)
{
    for (int step = 0; candidate != noEvent && step <= ParentLinks::mostDepth; ++step) {
        if (candidate == event)
            return true;
        candidate = columns.parent(candidate);
    }
    return false;
}

EventIndex topmost(const EventColumns &columns, EventIndex event)
{
    for (int step = 0; step < ParentLinks::mostDepth && columns.parent(event) != noEvent; ++step)
        event = columns.parent(event);
    return event;
}

} // namespace

void ParentLinks::clear()
{
    *this = {};
}

void ParentLinks::link(EventColumns &columns, EventIndex event, std::int64_t parentRow)
{
    const Missing missing = columns.missingParent(event);
    if (missing == Missing::NotHere && isWaitingFor(event, parentRow))
        return;
    stopWaiting(columns, event);
    if (parentRow == 0)
        return columns.setParent(event, noEvent);
    if (parentRow < 0) {
        auto [orphans, isNew] = m_orphans.try_emplace(columns.track(event));
        if (isNew)
            count(columns.track(event), 1);
        widen(orphans->second, columns, event);
        return columns.setParent(event, noEvent, Missing::NotStored);
    }
    const EventIndex parent = columns.find(parentRow);
    if (parent != noEvent)
        return columns.setParent(event, isAbove(columns, event, parent) ? noEvent : parent);
    wait(columns, event, parentRow);
    columns.setParent(event, noEvent, Missing::NotHere);
}

std::optional<std::uint16_t> ParentLinks::arrive(
    const EventColumns &columns, EventIndex event, std::int64_t parentRow)
{
    const auto known = m_waiting.find(columns.row(event));
    if (known == m_waiting.end())
        return std::nullopt;
    Waiting waiting = std::move(known->second);
    m_waiting.erase(known);
    count(waiting.place.track, -1);
    waiting.first = std::min(waiting.first, m_firstBelow);
    if (m_waiting.empty())
        m_firstBelow = noEvent;
    // While it waits itself, or one above it, all that lies below may have to move once more.
    if (const auto above = m_waiting.find(parentRow); above != m_waiting.end())
        above->second.first = std::min(above->second.first, waiting.first);
    else if (columns.missingParent(topmost(columns, event)) != Missing::No)
        m_firstBelow = std::min(m_firstBelow, waiting.first);
    m_due.push_back({event, std::move(waiting.children), waiting.first});
    return waiting.place.track;
}

std::uint8_t ParentLinks::depthOf(const EventColumns &columns, EventIndex event)
{
    const std::uint16_t track = columns.track(event);
    std::uint8_t depth = 0;
    for (int step = 0; step < mostDepth; ++step) {
        const EventIndex parent = columns.parent(event);
        if (parent == noEvent) {
            const bool isUnderPlaceholder
                = columns.missingParent(event) != Missing::No && columns.track(event) == track;
            return static_cast<std::uint8_t>(depth + (isUnderPlaceholder ? 1 : 0));
        }
        event = parent;
        if (columns.track(event) == track)
            ++depth;
    }
    return depth;
}

void ParentLinks::sweepFrom(EventIndex first)
{
    m_sweepFrom = std::min(m_sweepFrom, first);
}

std::size_t ParentLinks::settle(EventColumns &columns, std::size_t steps, const Move &move)
{
    for (; steps > 0 && !m_due.empty(); --steps) {
        Due &due = m_due.front();
        if (due.next < due.children.size())
            adopt(columns, due, due.children[due.next++], move);
        if (due.next >= due.children.size())
            m_due.pop_front();
    }
    for (; steps > 0 && m_sweepFrom != noEvent; --steps) {
        const std::uint8_t depth = depthOf(columns, m_sweepFrom);
        if (depth != columns.depth(m_sweepFrom))
            move(m_sweepFrom, depth);
        if (++m_sweepFrom >= columns.size())
            m_sweepFrom = noEvent;
    }
    return steps;
}

std::vector<Placeholder> ParentLinks::placeholders() const
{
    std::vector<Placeholder> all;
    all.reserve(m_waiting.size() + m_orphans.size());
    for (const auto &[row, waiting] : m_waiting)
        all.push_back(waiting.place);
    for (const auto &[track, place] : m_orphans)
        all.push_back(place);
    return all;
}

bool ParentLinks::hasPlaceholder(std::uint16_t track) const
{
    return track < m_placeholders.size() && m_placeholders[track] > 0;
}

void ParentLinks::wait(const EventColumns &columns, EventIndex event, std::int64_t parentRow)
{
    auto [waiting, isNew] = m_waiting.try_emplace(parentRow);
    Waiting &entry = waiting->second;
    if (isNew)
        count(columns.track(event), 1);
    widen(entry.place, columns, event);
    entry.children.insert(std::ranges::upper_bound(entry.children, event), event);
    entry.first = std::min(entry.first, event);
}

void ParentLinks::stopWaiting(const EventColumns &columns, EventIndex event)
{
    const Missing missing = columns.missingParent(event);
    if (missing == Missing::NotStored) {
        const auto orphans = m_orphans.find(columns.track(event));
        if (orphans != m_orphans.end() && --orphans->second.children == 0) {
            m_orphans.erase(orphans);
            count(columns.track(event), -1);
        }
    }
    if (missing != Missing::NotHere)
        return;
    for (auto entry = m_waiting.begin(); entry != m_waiting.end(); ++entry) {
        std::vector<EventIndex> &children = entry->second.children;
        const auto place = std::ranges::lower_bound(children, event);
        if (place == children.end() || *place != event)
            continue;
        children.erase(place);
        if (--entry->second.place.children == 0) {
            count(entry->second.place.track, -1);
            m_waiting.erase(entry);
        }
        return;
    }
}

bool ParentLinks::isWaitingFor(EventIndex event, std::int64_t parentRow) const
{
    const auto known = m_waiting.find(parentRow);
    return known != m_waiting.end() && std::ranges::binary_search(known->second.children, event);
}

/// The placeholder's depth was a guess: a parent on the same track, with none above it. Where it holds,
/// nothing below the child moves.
void ParentLinks::adopt(EventColumns &columns, const Due &due, EventIndex child, const Move &move)
{
    if (columns.missingParent(child) != Missing::NotHere)
        return; // it was told again meanwhile, with another parent
    const EventIndex parent = isAbove(columns, child, due.parent) ? noEvent : due.parent;
    columns.setParent(child, parent);
    const std::uint8_t depth = depthOf(columns, child);
    if (depth != columns.depth(child))
        move(child, depth);
    const bool asGuessed = parent != noEvent && columns.track(parent) == columns.track(child)
        && columns.parent(parent) == noEvent && columns.missingParent(parent) == Missing::No;
    if (!asGuessed && columns.isParent(child))
        sweepFrom(std::min(due.first, m_firstBelow));
}

void ParentLinks::widen(Placeholder &place, const EventColumns &columns, EventIndex event)
{
    const TimeRange range{columns.start(event), columns.end(event)};
    if (place.children++ == 0) {
        place.track = columns.track(event);
        place.range = range;
    }
    place.range = united(place.range, range);
}

void ParentLinks::count(std::uint16_t track, int by)
{
    if (track >= m_placeholders.size())
        m_placeholders.resize(track + std::size_t{1});
    m_placeholders[track] += static_cast<std::uint32_t>(by);
}

} // namespace sluice
