// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_axis.h"

#include "ui/theme/metrics.h"

#include <algorithm>
#include <utility>

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
    const bool wasBeyond = m_scale.toX(m_bounds.end) > m_scale.width();
    m_scale = held(m_scale.pannedBy(pixels));
    m_whole = false;
    m_follows = pixels > 0 && wasBeyond && m_scale.toX(m_bounds.end) <= m_scale.width();
    keepUp();
}

void TimelineAxis::fit(const TimeRange &range)
{
    showFitted(range, range.duration() / fitMarginPart);
}

void TimelineAxis::fitCloser(const TimeRange &range)
{
    const TimeScale before = m_scale;
    showFitted(range, range.duration() / 2);
    if (m_scale == before)
        showFitted(range, Micros{0});
}

void TimelineAxis::show(const TimeRange &range)
{
    showFitted(range, Micros{0});
}

void TimelineAxis::showFitted(const TimeRange &range, Micros margin)
{
    const TimeRange shown = widened({range.begin - margin, range.end + margin}, leastFitted);
    m_scale = held(TimeScale::fitting(shown, m_scale.width(), 0, m_scale.fold()));
    m_whole = false;
    m_follows = false;
}

void TimelineAxis::fitWhole()
{
    m_whole = true;
    m_scale = TimeScale::fitting(m_bounds, m_scale.width(), metrics::viewPadding, m_scale.fold());
}

void TimelineAxis::setFold(std::shared_ptr<const GapFold> fold, Hold hold)
{
    const double middle = m_scale.width() / 2;
    const ViewTime held = m_scale.toTime(middle);
    m_scale = m_scale.folded(std::move(fold));
    if (m_whole)
        return fitWhole();
    if (hold == Hold::Middle)
        m_scale = this->held(m_scale.pannedBy(m_scale.toX(held) - middle));
    keepUp();
}

ViewState TimelineAxis::state() const
{
    ViewState state;
    state.follows = m_follows;
    state.whole = m_whole;
    if (!m_whole)
        state.nanosPerPixel = m_scale.nanosPerPixel();
    if (!m_whole && !m_follows)
        state.begin = m_scale.begin();
    return state;
}

void TimelineAxis::restore(const ViewState &state)
{
    m_follows = state.follows;
    m_whole = state.whole;
    if (m_whole)
        return fitWhole();
    const ViewTime begin = m_follows ? m_scale.begin() : state.begin;
    m_scale = held(TimeScale(begin, state.nanosPerPixel, m_scale.width()).folded(m_scale.fold()));
    keepUp();
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
    m_scale = held(m_scale.pannedBy(by));
    m_whole = false;
    m_follows = false;
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
