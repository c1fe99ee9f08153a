// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/cost_sum.h"
#include "core/analysis/duration_histogram.h"
#include "core/analysis/event_costs.h"
#include "core/analysis/still_wanted.h"
#include "core/base/result.h"
#include "core/timeline/event_snapshot.h"
#include "core/timeline/time_scale.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// How long a number of events took. A percentile is a duration that occurred: the smallest one that so many
/// of all are not above (nearest rank).
struct DurationFigures
{
    std::uint64_t count = 0;
    Micros total{};
    Micros p50{};
    Micros p90{};
    Micros p99{};
    Micros longest{};
    DurationHistogram histogram{};

    bool operator==(const DurationFigures &) const = default;
};

/// Sums over a number of events.
struct EventFigures
{
    std::uint64_t count = 0;
    /// Errors, and events that an error names as what failed.
    std::uint64_t errors = 0;
    /// Of those that have ended: what is still open has no duration yet.
    DurationFigures durations{};
    std::uint64_t open = 0;
    std::uint64_t promptTokens = 0;
    std::uint64_t completionTokens = 0;
    std::uint64_t callsWithoutTokens = 0; ///< LLM calls of which neither number is known
    CostSum cost{};

    bool operator==(const EventFigures &) const = default;
};

enum class Grouping : std::uint8_t { Type, Name, Model, Agent };
inline constexpr std::size_t groupingCount = 4;

struct EventGroup
{
    std::uint32_t key = 0; ///< a type, or a number of the snapshot's names or agents
    std::string text; ///< the name as it is stored; empty for types and for "none"
    EventFigures figures{};
    std::optional<PriceMatch> price{}; ///< of a model
};

/// All there is to say of a session or of a stretch of it.
struct EventStatistics
{
    EventFigures all{};
    std::optional<Timestamp> first{}; ///< the earliest start
    std::optional<Timestamp> last{}; ///< the latest end
    /// By Grouping; the group with the largest total time first.
    std::array<std::vector<EventGroup>, groupingCount> groups{};
    std::string pricesDate{}; ///< of the price table that was asked
};

/// Of `events`, or of all when there are none given, as far as they touch `range`. Error (Cancelled).
Result<EventStatistics> statisticsOf(const EventSnapshot &snapshot, const std::vector<EventIndex> *events,
    const std::optional<TimeRange> &range, const EventCosts &costs, const StillWanted &wanted);

/// Sorts `durations` as far as it has to.
DurationFigures durationFigures(std::vector<Micros> &durations);

} // namespace sluice
