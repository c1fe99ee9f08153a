// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/waterfall_index.h"

#include <algorithm>

namespace sluice {

namespace {

/// The place of the first that starts at `time` or later, from `from` on.
std::size_t placeFrom(
    const std::vector<EventIndex> &list, const EventSnapshot &events, Timestamp time, std::size_t from)
{
    const auto begin = list.begin() + static_cast<std::ptrdiff_t>(from);
    const auto found = std::ranges::lower_bound(
        begin, list.end(), time, {}, [&](EventIndex event) { return events.start(event); });
    return static_cast<std::size_t>(found - list.begin());
}

} // namespace

WaterfallIndex::WaterfallIndex(const EventSnapshot &events, const WaterfallRows &waterfall)
    : m_rows(waterfall.count)
{
    for (const EventIndex event : waterfall.order) {
        Row &row = m_rows[waterfall.rows[event]];
        const Timestamp end = events.end(event);
        row.reach.push_back(row.reach.empty() ? end : std::max(row.reach.back(), end));
        row.events.push_back(event);
        if (events.isError(event))
            row.errors.push_back(event);
    }
}

std::vector<EventIndex> WaterfallIndex::shown(
    const EventSnapshot &events, const TimeRange &range, Micros pixel) const
{
    std::vector<EventIndex> shown;
    for (const Row &row : m_rows)
        show(shown, row, events, range, std::max(pixel, Micros{1}));
    return shown;
}

void WaterfallIndex::show(std::vector<EventIndex> &shown, const Row &row, const EventSnapshot &events,
    const TimeRange &range, Micros pixel)
{
    const auto first = std::ranges::lower_bound(row.reach, range.begin);
    auto at = static_cast<std::size_t>(first - row.reach.begin());
    Timestamp latest = range.begin; // of those that are shown
    while (at < row.events.size() && events.start(row.events[at]) <= range.end) {
        const EventIndex event = row.events[at];
        shown.push_back(event);
        // All of the pixel in which it ends is taken.
        const Micros into = std::max(events.end(event), range.begin) - range.begin;
        const Timestamp full = range.begin + (into / pixel + 1) * pixel;
        std::size_t next = placeFrom(row.events, events, full, at + 1);
        latest = std::max(latest, events.end(event));
        // In a row with overlaps the one that goes on may stand further in front.
        while (next > at + 1 && row.reach[next - 1] > std::max(full, latest)
            && events.end(row.events[next - 1]) <= full)
            --next;
        if (next > at + 1 && events.end(row.events[next - 1]) > full)
            --next;
        const std::size_t error = placeFrom(row.errors, events, events.start(event), 0);
        for (std::size_t i = error; i < row.errors.size() && events.start(row.errors[i]) < full; ++i) {
            const bool isLater
                = row.errors[i] != event && (next >= row.events.size() || row.errors[i] != row.events[next]);
            if (!isLater)
                continue;
            shown.push_back(row.errors[i]);
            break;
        }
        at = next;
    }
}

} // namespace sluice
