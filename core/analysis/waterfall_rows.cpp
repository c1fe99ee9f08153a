// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/waterfall_rows.h"

#include <algorithm>
#include <utility>

namespace sluice {

WaterfallRows packWaterfall(const EventSnapshot &events, std::vector<EventIndex> byStart, std::size_t most)
{
    WaterfallRows result;
    result.order = std::move(byStart);
    result.rows.resize(events.size());
    std::vector<Timestamp> ends; // of each row
    for (const EventIndex event : result.order) {
        const auto isFree = [&](Timestamp end) { return end <= events.start(event); };
        auto row = static_cast<std::size_t>(std::ranges::find_if(ends, isFree) - ends.begin());
        if (row == ends.size() && row < most)
            ends.emplace_back();
        row = std::min(row, ends.size() - 1);
        ends[row] = std::max(ends[row], events.end(event));
        result.rows[event] = static_cast<std::uint8_t>(row);
    }
    result.count = ends.size();
    return result;
}

} // namespace sluice
