// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_statistics.h"
#include "core/analysis/price_table.h"
#include "core/analysis/still_wanted.h"
#include "core/analysis/waterfall_rows.h"
#include "core/base/result.h"
#include "core/timeline/event_snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// An event of the first session and the one of the second that belongs to it; one of them may be noEvent.
struct EventPair
{
    EventIndex first = noEvent;
    EventIndex second = noEvent;

    bool isWhole() const { return first != noEvent && second != noEvent; }
    bool operator==(const EventPair &) const = default;
};

/// So many rows has each waterfall at most.
inline constexpr std::size_t mostWaterfallRows = 12;

/// Two sessions side by side.
struct SessionComparison
{
    std::array<EventSnapshot, 2> events{};
    std::array<EventCosts, 2> costs{};
    std::array<EventStatistics, 2> statistics{};
    std::array<WaterfallRows, 2> waterfalls{};
    /// Every event of both once: by start, where they are aligned; between two whole pairs first what only
    /// the first session has, then what only the second has.
    std::vector<EventPair> pairs{};
    std::size_t whole = 0; ///< of `pairs`
    bool isLongest = true; ///< as Alignment::isLongest
};

/// Aligns the events by type and name, each session in order of start. Error (Cancelled).
Result<SessionComparison> compareSessions(const EventSnapshot &first, const EventSnapshot &second,
    const PriceTable &prices, const StillWanted &wanted);

} // namespace sluice
