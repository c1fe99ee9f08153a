// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/cost_sum.h"
#include "core/analysis/price_table.h"
#include "core/analysis/still_wanted.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/overview.h"
#include "core/model/session.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// How a session stands in the overview. Failed is what its recorder said at its end, never a count of
/// errors.
enum class Outcome : std::uint8_t { Success, Fail, Indeterminate, NotSaid, Running };
inline constexpr std::size_t outcomeCount = 5;

Outcome outcomeOf(const SessionSummary &session);

/// Sessions by their place in the list that was given.
using SessionPlaces = std::vector<std::size_t>;

/// One day (or several) and how the sessions that started in it stand.
struct OverviewDay
{
    Timestamp begin;
    std::array<SessionPlaces, outcomeCount> sessions{};
    SessionPlaces all() const;
};

/// A bar of a histogram: sessions whose value lies from `least` on, up to and without `end`.
struct OverviewBucket
{
    double least = 0;
    double end = 0;
    SessionPlaces sessions{};
};

/// What is known of all sessions that started within a stretch of time.
struct SessionsOverview
{
    SessionPlaces sessions{};
    std::array<SessionPlaces, outcomeCount> byOutcome{};
    std::vector<OverviewDay> days{}; ///< without gaps, the first one first
    std::chrono::days dayLength{1}; ///< of each of `days`

    std::vector<CostSum> costs{}; ///< of each of `sessions`
    CostSum cost{};
    SessionPlaces withoutCost{}; ///< of none of its calls is the cost known
    std::uint64_t promptTokens = 0;
    std::uint64_t completionTokens = 0;
    std::uint64_t callsWithoutTokens = 0;
    std::uint64_t events = 0;
    std::uint64_t errors = 0;
    std::uint64_t drops = 0;
    SessionPlaces withErrors{};
    SessionPlaces withDrops{};

    std::vector<OverviewBucket> costHistogram{}; ///< dollars a session, of those whose cost is known
    std::vector<OverviewBucket> durationHistogram{}; ///< seconds a session, of those that have ended
    std::vector<OverviewBucket> eventHistogram{}; ///< events a session

    /// Sum of tokens over the sessions with this outcome and their number.
    struct Tokens
    {
        std::uint64_t sum = 0;
        std::uint64_t sessions = 0;
    };
    std::array<Tokens, outcomeCount> tokens{};
};

/// Where a day begins, for people: the start of the day that `time` lies in, in their time zone.
using DayOf = std::function<Timestamp(Timestamp)>;

/// Of the sessions that started from `from` on and before `to`. Error (Cancelled).
Result<SessionsOverview> overviewOf(const std::vector<SessionFigures> &sessions,
    std::optional<Timestamp> from, std::optional<Timestamp> to, const PriceTable &prices, const DayOf &dayOf,
    const StillWanted &wanted);

/// Buckets of 1, 2, 5, 10, ... from a little below the smallest value to above the largest; the first begins
/// at 0 when something is 0. `values` beside the places of their sessions.
std::vector<OverviewBucket> logBuckets(const std::vector<double> &values, const SessionPlaces &places);

/// What a session cost, from its models.
CostSum costOf(const SessionFigures &session, const PriceTable &prices);

} // namespace sluice
