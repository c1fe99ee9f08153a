// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What is asked of EventLanes over all lanes.

#include "core/timeline/event_lanes.h"

#include <chrono>
#include <utility>

namespace sluice {

namespace {

template <typename Visit>
void forEachRow(const std::vector<Lane> &lanes, Visit visit)
{
    for (const Lane &lane : lanes) {
        for (const NestedLane::Row &row : lane.events.rows()) {
            if (row.events != nullptr)
                visit(*row.events);
        }
    }
}

} // namespace

EventSums EventLanes::sums(const TimeRange &range) const
{
    EventSums all;
    forEachRow(m_lanes, [&](const OrderedEvents &row) {
        const auto from = row.firstFrom(range.begin);
        all += row.sums(m_columns, from, row.firstFrom(range.end, from));
    });
    return all;
}

EventIndex EventLanes::nextError(EventIndex event) const
{
    const auto rank = [this](EventIndex e) { return std::pair(m_columns.start(e), e); };
    EventIndex best = noEvent;
    forEachRow(m_lanes, [&](const OrderedEvents &row) {
        auto place = row.errorFrom(event == noEvent ? row.begin() : row.firstFrom(m_columns.start(event)));
        while (place != row.end() && event != noEvent && rank(row.at(place)) <= rank(event))
            place = row.errorFrom(row.next(place));
        if (place != row.end() && (best == noEvent || rank(row.at(place)) < rank(best)))
            best = row.at(place);
    });
    return best;
}

EventIndex EventLanes::previousError(EventIndex event) const
{
    const auto rank = [this](EventIndex e) { return std::pair(m_columns.start(e), e); };
    EventIndex best = noEvent;
    forEachRow(m_lanes, [&](const OrderedEvents &row) {
        auto place = row.errorBefore(
            event == noEvent ? row.end() : row.firstFrom(m_columns.start(event) + Micros{1}));
        while (place && event != noEvent && rank(row.at(*place)) >= rank(event))
            place = row.errorBefore(*place);
        if (place && (best == noEvent || rank(row.at(*place)) > rank(best)))
            best = row.at(*place);
    });
    return best;
}

EventIndex EventLanes::nearest(Timestamp time) const
{
    EventIndex best = noEvent;
    const auto distance = [&](EventIndex event) { return std::chrono::abs(m_columns.start(event) - time); };
    const auto consider = [&](EventIndex event) {
        if (best == noEvent || distance(event) < distance(best))
            best = event;
    };
    forEachRow(m_lanes, [&](const OrderedEvents &row) {
        const auto place = row.firstFrom(time);
        if (place != row.end())
            consider(row.at(place));
        if (place != row.begin())
            consider(row.at(row.previous(place)));
    });
    return best;
}

} // namespace sluice
