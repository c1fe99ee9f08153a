// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/gap_fold.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

std::int64_t nanosOf(ViewTime time)
{
    return time.time_since_epoch().count();
}

} // namespace

GapFold::GapFold(std::span<const TimeRange> gaps, Nanos shownEach)
{
    const Nanos shown = std::max(Nanos{1}, shownEach);
    std::int64_t leftOutSoFar = 0;
    for (const TimeRange &range : gaps) {
        const Gap gap{toViewTime(range.begin), toViewTime(range.end), shown};
        if (gap.duration() <= shown)
            continue;
        m_gaps.push_back(gap);
        m_places.push_back(nanosOf(gap.begin) - leftOutSoFar);
        leftOutSoFar += (gap.duration() - shown).count();
    }
}

Nanos GapFold::leftOut() const
{
    Nanos sum{};
    for (const Gap &gap : m_gaps)
        sum += gap.duration() - gap.shown;
    return sum;
}

const GapFold::Gap *GapFold::at(ViewTime time) const
{
    const auto behind = std::upper_bound(
        m_gaps.begin(), m_gaps.end(), time, [](ViewTime t, const Gap &gap) { return t < gap.begin; });
    if (behind == m_gaps.begin())
        return nullptr;
    const Gap &gap = *std::prev(behind);
    return time < gap.end ? &gap : nullptr;
}

GapFold::Place GapFold::placeOf(ViewTime time) const
{
    const auto behind = std::upper_bound(
        m_gaps.begin(), m_gaps.end(), time, [](ViewTime t, const Gap &gap) { return t < gap.begin; });
    if (behind == m_gaps.begin())
        return {nanosOf(time), 0};
    const Gap &gap = *std::prev(behind);
    const std::int64_t begin = m_places[static_cast<std::size_t>(std::prev(behind) - m_gaps.begin())];
    if (time >= gap.end)
        return {begin + gap.shown.count() + (time - gap.end).count(), 0};
    const double within = static_cast<double>((time - gap.begin).count())
        * static_cast<double>(gap.shown.count()) / static_cast<double>(gap.duration().count());
    const double whole = std::floor(within);
    return {begin + static_cast<std::int64_t>(whole), within - whole};
}

ViewTime GapFold::timeAt(const Place &place) const
{
    const auto behind = std::upper_bound(m_places.begin(), m_places.end(), place.whole);
    if (behind == m_places.begin())
        return movedBy(ViewTime{Nanos{std::max<std::int64_t>(0, place.whole)}}, place.part);
    const auto index = static_cast<std::size_t>(std::prev(behind) - m_places.begin());
    const Gap &gap = m_gaps[index];
    const std::int64_t within = place.whole - m_places[index];
    if (within >= gap.shown.count()) {
        const Nanos beyond{within - gap.shown.count()};
        return beyond >= lastViewTime - gap.end ? lastViewTime : movedBy(gap.end + beyond, place.part);
    }
    const double nanos = (static_cast<double>(within) + place.part)
        * (static_cast<double>(gap.duration().count()) / static_cast<double>(gap.shown.count()));
    return movedBy(gap.begin, nanos);
}

double GapFold::between(ViewTime from, ViewTime to) const
{
    const Place a = placeOf(from);
    const Place b = placeOf(to);
    return static_cast<double>(b.whole - a.whole) + (b.part - a.part);
}

ViewTime GapFold::moved(ViewTime from, double axisNanos) const
{
    constexpr auto farthest = static_cast<double>(std::int64_t{1} << 61);
    if (!(std::abs(axisNanos) < farthest))
        return axisNanos > 0 ? lastViewTime : ViewTime{};
    const Place start = placeOf(from);
    const double by = start.part + axisNanos;
    const double whole = std::floor(by);
    return timeAt({start.whole + static_cast<std::int64_t>(whole), by - whole});
}

} // namespace sluice
