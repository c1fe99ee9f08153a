// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/waterfall_rows.h"
#include "core/timeline/event_snapshot.h"
#include "core/timeline/time_scale.h"

#include <cstddef>
#include <vector>

namespace sluice {

/// A waterfall by its rows, so that what a view shows of it is found without looking at the rest: a search
/// for each bar that is drawn. 20 bytes an event. thread: any, when made.
class WaterfallIndex
{
public:
    WaterfallIndex() = default;
    WaterfallIndex(const EventSnapshot &events, const WaterfallRows &waterfall);

    /// Of each row, from the top one down, the events that lie in `range` by start, as far as they can be
    /// told apart: of those that begin and end within the same `pixel` of time behind another one, none but
    /// the first error.
    std::vector<EventIndex> shown(const EventSnapshot &events, const TimeRange &range, Micros pixel) const;

private:
    struct Row
    {
        std::vector<EventIndex> events; ///< by start
        std::vector<Timestamp> reach; ///< the latest end so far: only the last row's may overlap
        std::vector<EventIndex> errors; ///< by start
    };

    static void show(std::vector<EventIndex> &shown, const Row &row, const EventSnapshot &events,
        const TimeRange &range, Micros pixel);

    std::vector<Row> m_rows;
};

} // namespace sluice
