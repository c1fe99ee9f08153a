// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/time_scale.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

/// `time` moved by `nanos`. The sum is made of integers, so that nothing is lost far from 1970.
ViewTime moved(ViewTime time, double nanos)
{
    const auto from = time.time_since_epoch().count();
    const auto last = lastViewTime.time_since_epoch().count();
    if (!(std::abs(nanos) < static_cast<double>(last)))
        return nanos > 0 ? lastViewTime : ViewTime{};
    const std::int64_t by = std::llround(nanos);
    if (by > 0 && from > last - by)
        return lastViewTime;
    return ViewTime{Nanos{std::max<std::int64_t>(0, from + by)}};
}

double nanosBetween(ViewTime from, ViewTime to)
{
    return static_cast<double>((to - from).count());
}

} // namespace

ViewTime toViewTime(Timestamp time)
{
    constexpr auto last = std::chrono::floor<Micros>(lastViewTime);
    return std::chrono::time_point_cast<Nanos>(std::clamp(time, Timestamp{}, last));
}

Timestamp toTimestamp(ViewTime time)
{
    return std::chrono::floor<Micros>(time);
}

TimeRange united(const TimeRange &a, const TimeRange &b)
{
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

TimeScale::TimeScale(ViewTime begin, double nanosPerPixel, double width)
    : m_begin(std::clamp(begin, ViewTime{}, lastViewTime))
    , m_nanosPerPixel(std::clamp(nanosPerPixel, nearestNanosPerPixel, farthestNanosPerPixel))
    , m_width(std::max(0.0, width))
{ }

TimeScale TimeScale::fitting(const TimeRange &range, double width, double padding)
{
    const ViewTime begin = toViewTime(range.begin);
    const double span = nanosBetween(begin, toViewTime(range.end));
    const double room = std::max(1.0, width - 2 * padding);
    const TimeScale scale(begin, span / room, width);
    const double spare = width - span / scale.m_nanosPerPixel;
    return scale.pannedBy(-std::max(0.0, spare) / 2);
}

double TimeScale::toX(ViewTime time) const
{
    return nanosBetween(m_begin, time) / m_nanosPerPixel;
}

ViewTime TimeScale::toTime(double x) const
{
    return moved(m_begin, x * m_nanosPerPixel);
}

TimeScale TimeScale::zoomedAt(double x, double factor) const
{
    if (!(factor > 0) || !std::isfinite(factor))
        return *this;
    const TimeScale zoomed(m_begin, m_nanosPerPixel / factor, m_width);
    const double held = x * m_nanosPerPixel - x * zoomed.m_nanosPerPixel;
    return TimeScale(moved(m_begin, held), zoomed.m_nanosPerPixel, m_width);
}

TimeScale TimeScale::pannedBy(double pixels) const
{
    return TimeScale(moved(m_begin, pixels * m_nanosPerPixel), m_nanosPerPixel, m_width);
}

TimeScale TimeScale::resized(double width) const
{
    return TimeScale(m_begin, m_nanosPerPixel, width);
}

TimeScale TimeScale::endingAt(Timestamp time, double padding) const
{
    const double before = (m_width - padding) * m_nanosPerPixel;
    return TimeScale(moved(toViewTime(time), -before), m_nanosPerPixel, m_width);
}

TimeScale TimeScale::clampedTo(const TimeRange &range, double leastShare) const
{
    const ViewTime first = toViewTime(range.begin);
    const double span = nanosBetween(first, toViewTime(range.end));
    const double farthest = std::max(nearestNanosPerPixel, span / std::max(1.0, m_width * leastShare));
    const double nanosPerPixel = std::min(m_nanosPerPixel, farthest);
    const double zoomedBy = m_width / 2 * (m_nanosPerPixel - nanosPerPixel);
    const TimeScale zoomed(moved(m_begin, zoomedBy), nanosPerPixel, m_width);

    const double viewSpan = m_width * nanosPerPixel;
    const double kept = std::min(span, viewSpan / 2);
    const double offset = nanosBetween(first, zoomed.m_begin);
    const double heldOffset = std::clamp(offset, kept - viewSpan, span - kept);
    return heldOffset == offset ? zoomed : TimeScale(moved(first, heldOffset), nanosPerPixel, m_width);
}

} // namespace sluice
