// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_axis.h"

#include "ui/theme/metrics.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// A session may be made as narrow as a quarter of the view.
constexpr double leastShare = 0.25;

/// An instant is fitted with this much around it: its neighbours of a burst can be seen.
constexpr Micros leastFitted{100};

constexpr Micros leastWhole{1000};

/// The room around a fitted event, as a part of its duration.
constexpr int fitMarginPart = 8;

TimeRange widened(const TimeRange &range, Micros least)
{
    const Micros missing = std::max(Micros{0}, least - range.duration());
    return {range.begin - missing / 2, range.end + missing / 2};
}

} // namespace

void TimelineAxis::reset(const TimeRange &bounds)
{
    m_follows = true;
    m_whole = true;
    setBounds(bounds);
}

void TimelineAxis::setBounds(const TimeRange &bounds)
{
    m_bounds = bounds;
    if (m_bounds.duration() < leastWhole)
        m_bounds.end = m_bounds.begin + leastWhole;
    keepUp();
}

void TimelineAxis::setWidth(double width)
{
    m_scale = m_scale.resized(width);
    if (m_whole)
        fitWhole();
    else
        keepUp();
}

void TimelineAxis::zoomAt(double x, double factor)
{
    m_scale = held(m_scale.zoomedAt(x, factor));
    m_whole = false;
    if (m_scale.toX(m_bounds.end) > m_scale.width())
        m_follows = false;
}

void TimelineAxis::panBy(double pixels)
{
    m_scale = held(m_scale.pannedBy(pixels));
    m_whole = false;
    m_follows = false;
}

void TimelineAxis::fit(const TimeRange &range)
{
    const Micros margin = range.duration() / fitMarginPart;
    const TimeRange shown = widened({range.begin - margin, range.end + margin}, leastFitted);
    m_scale = held(TimeScale::fitting(shown, m_scale.width()));
    m_whole = false;
    m_follows = false;
}

void TimelineAxis::fitWhole()
{
    m_whole = true;
    m_scale = TimeScale::fitting(m_bounds, m_scale.width(), metrics::viewPadding);
}

void TimelineAxis::setFollowing(bool follows)
{
    m_follows = follows;
    keepUp();
}

bool TimelineAxis::reveal(const TimeRange &range)
{
    const double left = m_scale.toX(range.begin);
    const double right = m_scale.toX(range.end);
    const double width = m_scale.width();
    if ((left >= 0 && right <= width) || (left <= 0 && right >= width))
        return false;
    const double by = right - left >= width ? left : (left + right) / 2 - width / 2;
    panBy(by);
    return true;
}

void TimelineAxis::keepUp()
{
    if (!m_follows)
        return;
    if (m_whole)
        fitWhole();
    else
        m_scale = m_scale.endingAt(m_bounds.end, metrics::viewPadding);
}

TimeScale TimelineAxis::held(const TimeScale &scale) const
{
    return scale.clampedTo(m_bounds, leastShare);
}

} // namespace sluice::ui
