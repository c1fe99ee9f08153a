// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/busy_time.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr std::size_t mostStretches = 4096;
constexpr int leastGapPart = 200;
constexpr std::size_t fewestParts = 20;
constexpr Nanos leastShown{1000};

} // namespace

void BusyTime::clear()
{
    *this = BusyTime();
}

void BusyTime::add(TimeRange range)
{
    range.begin = toTimestamp(toViewTime(range.begin));
    range.end = std::max(toTimestamp(toViewTime(range.end)), range.begin + Micros{1});
    if (m_stretches.empty() || range.begin > m_stretches.back().end + m_least) {
        m_stretches.push_back(range);
    } else if (range.begin >= m_stretches.back().begin) {
        m_stretches.back().end = std::max(m_stretches.back().end, range.end);
    } else {
        const auto place = std::lower_bound(m_stretches.begin(), m_stretches.end(), range.begin,
            [](const TimeRange &stretch, Timestamp begin) { return stretch.begin < begin; });
        const auto at = static_cast<std::size_t>(place - m_stretches.begin());
        m_stretches.insert(place, range);
        joinAround(at);
    }
    if (m_stretches.size() > mostStretches)
        blur();
}

/// Joins the stretch at `at` with those that it touches or nearly touches.
void BusyTime::joinAround(std::size_t at)
{
    std::size_t first = at;
    if (first > 0 && m_stretches[first - 1].end + m_least >= m_stretches[at].begin)
        --first;
    TimeRange joined = united(m_stretches[first], m_stretches[at]);
    std::size_t behind = at + 1;
    for (; behind < m_stretches.size() && m_stretches[behind].begin <= joined.end + m_least; ++behind)
        joined = united(joined, m_stretches[behind]);
    m_stretches[first] = joined;
    const auto from = m_stretches.begin() + static_cast<std::ptrdiff_t>(first) + 1;
    m_stretches.erase(from, m_stretches.begin() + static_cast<std::ptrdiff_t>(behind));
}

void BusyTime::blur()
{
    while (m_stretches.size() > mostStretches / 2) {
        m_least *= 2;
        std::vector<TimeRange> fewer;
        fewer.reserve(mostStretches);
        for (const TimeRange &stretch : m_stretches) {
            if (!fewer.empty() && stretch.begin <= fewer.back().end + m_least)
                fewer.back() = united(fewer.back(), stretch);
            else
                fewer.push_back(stretch);
        }
        m_stretches = std::move(fewer);
    }
}

std::vector<TimeRange> BusyTime::gapsIn(const TimeRange &whole, Micros least) const
{
    std::vector<TimeRange> gaps;
    Timestamp from = whole.begin;
    const auto consider = [&](Timestamp until) {
        const Timestamp end = std::min(until, whole.end);
        if (end > from && end - from >= least)
            gaps.push_back({from, end});
    };
    for (const TimeRange &stretch : m_stretches) {
        consider(stretch.begin);
        from = std::max(from, stretch.end);
    }
    consider(whole.end);
    return gaps;
}

double IdleTime::share() const
{
    return whole <= Micros{0} ? 0 : static_cast<double>(idle.count()) / static_cast<double>(whole.count());
}

IdleTime idleTimeOf(const BusyTime &busy, const TimeRange &whole)
{
    IdleTime idle;
    if (busy.isEmpty())
        return idle;
    // An event with a wild clock may lie outside the axis.
    const TimeRange held{toTimestamp(toViewTime(whole.begin)), toTimestamp(toViewTime(whole.end))};
    idle.whole = held.duration();
    idle.gaps = busy.gapsIn(held, std::max(Micros{1}, idle.whole / leastGapPart));
    for (const TimeRange &gap : idle.gaps)
        idle.idle += gap.duration();
    return idle;
}

std::shared_ptr<const GapFold> foldOf(const IdleTime &idle)
{
    if (idle.gaps.empty())
        return nullptr;
    const auto parts = static_cast<std::int64_t>(std::max(fewestParts, 2 * idle.gaps.size()));
    const Nanos shown = std::max(leastShown, Nanos(idle.whole - idle.idle) / parts);
    auto fold = std::make_shared<const GapFold>(idle.gaps, shown);
    return fold->gaps().empty() ? nullptr : fold;
}

} // namespace sluice
