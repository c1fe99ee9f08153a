// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/sessions_overview.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr std::size_t mostDays = 60; ///< more are put together, so that each can be seen

std::vector<double> roundBounds(double least, double most)
{
    std::vector<double> bounds;
    double power = std::pow(10.0, std::floor(std::log10(least)));
    for (int guard = 0; guard < 400; ++guard, power *= 10) {
        for (const double step : {1.0, 2.0, 5.0}) {
            bounds.push_back(step * power);
            if (bounds.back() > most)
                return bounds;
        }
    }
    return bounds;
}

class Reckoning
{
public:
    Reckoning(
        const std::vector<SessionFigures> &sessions, const PriceTable &prices, const StillWanted &wanted)
        : m_sessions(sessions)
        , m_prices(prices)
        , m_wanted(wanted)
    { }

    bool choose(std::optional<Timestamp> from, std::optional<Timestamp> to)
    {
        for (std::size_t i = 0; i < m_sessions.size(); ++i) {
            if (i % eventsAChunk == 0 && !isWanted(m_wanted))
                return false;
            const Timestamp started = m_sessions[i].session.started;
            if ((!from || started >= *from) && (!to || started < *to))
                take(i);
        }
        m_result.costHistogram = logBuckets(m_costs, m_costPlaces);
        m_result.durationHistogram = logBuckets(m_durations, m_durationPlaces);
        m_result.eventHistogram = logBuckets(m_events, m_result.sessions);
        return true;
    }

    bool countDays(const DayOf &dayOf)
    {
        if (m_result.sessions.empty())
            return true;
        std::vector<Timestamp> begins;
        for (const std::size_t place : m_result.sessions) {
            if (begins.size() % eventsAChunk == 0 && !isWanted(m_wanted))
                return false;
            begins.push_back(dayOf(m_sessions[place].session.started));
        }
        const auto [first, last] = std::ranges::minmax(begins);
        // Round: a day on which the clocks change is not 24 hours long.
        const auto count
            = static_cast<std::size_t>(std::chrono::round<std::chrono::days>(last - first).count()) + 1;
        const std::size_t length = (count + mostDays - 1) / mostDays;
        m_result.dayLength = std::chrono::days(length);
        m_result.days.resize((count + length - 1) / length);
        for (std::size_t i = 0; i < m_result.days.size(); ++i)
            m_result.days[i].begin = first + std::chrono::days(i * length);
        for (std::size_t i = 0; i < begins.size(); ++i) {
            const auto day
                = static_cast<std::size_t>(std::chrono::round<std::chrono::days>(begins[i] - first).count());
            const std::size_t place = m_result.sessions[i];
            const auto outcome = static_cast<std::size_t>(outcomeOf(m_sessions[place].session));
            m_result.days[day / length].sessions[outcome].push_back(place);
        }
        return true;
    }

    SessionsOverview result() { return std::move(m_result); }

private:
    void take(std::size_t place)
    {
        const SessionSummary &session = m_sessions[place].session;
        const auto outcome = static_cast<std::size_t>(outcomeOf(session));
        m_result.sessions.push_back(place);
        m_result.byOutcome[outcome].push_back(place);
        m_result.events += session.counts.total();
        m_result.errors += session.counts.of(EventType::Error);
        m_result.drops += session.drops;
        if (session.counts.of(EventType::Error) > 0)
            m_result.withErrors.push_back(place);
        if (session.drops > 0)
            m_result.withDrops.push_back(place);
        m_events.push_back(static_cast<double>(session.counts.total()));
        if (session.ended) {
            const Micros duration = std::max(Micros{}, Micros(*session.ended - session.started));
            m_durations.push_back(std::chrono::duration<double>(duration).count());
            m_durationPlaces.push_back(place);
        }
        takeUsage(place, outcome);
    }

    void takeUsage(std::size_t place, std::size_t outcome)
    {
        const Usage &usage = m_sessions[place].session.usage;
        m_result.promptTokens += usage.promptTokens;
        m_result.completionTokens += usage.completionTokens;
        m_result.callsWithoutTokens += usage.callsWithoutTokens;
        m_result.tokens[outcome].sum += usage.promptTokens + usage.completionTokens;
        ++m_result.tokens[outcome].sessions;
        const CostSum cost = costOf(m_sessions[place], m_prices);
        m_result.costs.push_back(cost);
        m_result.cost += cost;
        if (const std::optional<Money> total = cost.total()) {
            m_costs.push_back(static_cast<double>(total->pico()) / 1e12);
            m_costPlaces.push_back(place);
        } else {
            m_result.withoutCost.push_back(place);
        }
    }

    const std::vector<SessionFigures> &m_sessions;
    const PriceTable &m_prices;
    const StillWanted &m_wanted;
    SessionsOverview m_result;
    std::vector<double> m_costs;
    SessionPlaces m_costPlaces;
    std::vector<double> m_durations;
    SessionPlaces m_durationPlaces;
    std::vector<double> m_events;
};

} // namespace

Outcome outcomeOf(const SessionSummary &session)
{
    if (!session.ended)
        return Outcome::Running;
    if (!session.endState)
        return Outcome::NotSaid;
    switch (*session.endState) {
    case EndState::Success:
        return Outcome::Success;
    case EndState::Fail:
        return Outcome::Fail;
    case EndState::Indeterminate:
        return Outcome::Indeterminate;
    }
    return Outcome::NotSaid;
}

SessionPlaces OverviewDay::all() const
{
    SessionPlaces places;
    for (const SessionPlaces &some : sessions)
        places.insert(places.end(), some.begin(), some.end());
    return places;
}

CostSum costOf(const SessionFigures &session, const PriceTable &prices)
{
    CostSum sum;
    std::uint64_t calls = 0;
    for (const ModelUse &model : session.models) {
        sum += costOf(model.usage, prices.find(model.model));
        calls += model.usage.calls;
    }
    // Without the models' own sums only what was given is known.
    if (calls < session.session.usage.calls)
        return costOf(session.session.usage, std::nullopt);
    return sum;
}

std::vector<OverviewBucket> logBuckets(const std::vector<double> &values, const SessionPlaces &places)
{
    double least = 0;
    double most = 0;
    bool hasZero = false;
    for (const double value : values) {
        most = std::max(most, value);
        hasZero = hasZero || value <= 0;
        if (value > 0)
            least = least > 0 ? std::min(least, value) : value;
    }
    std::vector<OverviewBucket> buckets;
    if (values.empty())
        return buckets;
    if (least <= 0)
        return {{0, 1, places}};
    std::vector<double> bounds = roundBounds(least, most);
    while (bounds.size() > 2 && bounds[1] <= least)
        bounds.erase(bounds.begin());
    if (hasZero)
        bounds.insert(bounds.begin(), 0);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
        buckets.push_back({bounds[i], bounds[i + 1], {}});
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto above = std::ranges::upper_bound(bounds, std::max(values[i], bounds.front()));
        const auto bucket = static_cast<std::size_t>(above - bounds.begin()) - 1;
        buckets[std::min(bucket, buckets.size() - 1)].sessions.push_back(places[i]);
    }
    return buckets;
}

Result<SessionsOverview> overviewOf(const std::vector<SessionFigures> &sessions,
    std::optional<Timestamp> from, std::optional<Timestamp> to, const PriceTable &prices, const DayOf &dayOf,
    const StillWanted &wanted)
{
    Reckoning reckoning(sessions, prices, wanted);
    if (!reckoning.choose(from, to) || !reckoning.countDays(dayOf))
        return notWanted();
    return reckoning.result();
}

} // namespace sluice
