// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/time_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice {

TimeScale::TimeScale(ViewTime begin, double nanosPerPixel, double width)
    : m_begin(std::clamp(begin, ViewTime{}, lastViewTime))
    , m_nanosPerPixel(std::clamp(nanosPerPixel, nearestNanosPerPixel, farthestNanosPerPixel))
    , m_width(std::max(0.0, width))
{ }

TimeScale TimeScale::fitting(
    const TimeRange &range, double width, double padding, std::shared_ptr<const GapFold> fold)
{
    TimeScale scale(toViewTime(range.begin), 1, width);
    scale.m_fold = std::move(fold);
    const double span = scale.axisNanos(scale.m_begin, toViewTime(range.end));
    const double room = std::max(1.0, width - 2 * padding);
    scale = scale.with(scale.m_begin, span / room);
    const double spare = width - span / scale.m_nanosPerPixel;
    return scale.pannedBy(-std::max(0.0, spare) / 2);
}

TimeScale TimeScale::folded(std::shared_ptr<const GapFold> fold) const
{
    TimeScale result = *this;
    result.m_fold = std::move(fold);
    return result;
}

double TimeScale::toX(ViewTime time) const
{
    return axisNanos(m_begin, time) / m_nanosPerPixel;
}

ViewTime TimeScale::toTime(double x) const
{
    return moved(m_begin, x * m_nanosPerPixel);
}

TimeScale TimeScale::zoomedAt(double x, double factor) const
{
    if (!(factor > 0) || !std::isfinite(factor))
        return *this;
    const TimeScale zoomed = with(m_begin, m_nanosPerPixel / factor);
    const double held = x * m_nanosPerPixel - x * zoomed.m_nanosPerPixel;
    return with(moved(m_begin, held), zoomed.m_nanosPerPixel);
}

TimeScale TimeScale::pannedBy(double pixels) const
{
    return with(moved(m_begin, pixels * m_nanosPerPixel), m_nanosPerPixel);
}

TimeScale TimeScale::resized(double width) const
{
    TimeScale result = *this;
    result.m_width = std::max(0.0, width);
    return result;
}

TimeScale TimeScale::endingAt(Timestamp time, double padding) const
{
    const double before = (m_width - padding) * m_nanosPerPixel;
    return with(moved(toViewTime(time), -before), m_nanosPerPixel);
}

TimeScale TimeScale::clampedTo(const TimeRange &range, double leastShare) const
{
    const ViewTime first = toViewTime(range.begin);
    const double span = axisNanos(first, toViewTime(range.end));
    const double farthest = std::max(nearestNanosPerPixel, span / std::max(1.0, m_width * leastShare));
    const double nanosPerPixel = std::min(m_nanosPerPixel, farthest);
    const double zoomedBy = m_width / 2 * (m_nanosPerPixel - nanosPerPixel);
    const TimeScale zoomed = with(moved(m_begin, zoomedBy), nanosPerPixel);

    const double viewSpan = m_width * nanosPerPixel;
    const double kept = std::min(span, viewSpan / 2);
    const double offset = axisNanos(first, zoomed.m_begin);
    const double heldOffset = std::clamp(offset, kept - viewSpan, span - kept);
    return heldOffset == offset ? zoomed : with(moved(first, heldOffset), nanosPerPixel);
}

double TimeScale::axisNanos(ViewTime from, ViewTime to) const
{
    return m_fold ? m_fold->between(from, to) : static_cast<double>((to - from).count());
}

ViewTime TimeScale::moved(ViewTime from, double axisNanos) const
{
    return m_fold ? m_fold->moved(from, axisNanos) : movedBy(from, axisNanos);
}

TimeScale TimeScale::with(ViewTime begin, double nanosPerPixel) const
{
    TimeScale result(begin, nanosPerPixel, m_width);
    result.m_fold = m_fold;
    return result;
}

} // namespace sluice
