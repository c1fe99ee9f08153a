// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

namespace sluice {

/// A place on the timeline's axis: nanoseconds since 1970, so that a microsecond can be many pixels wide.
using ViewTime = std::chrono::sys_time<Nanos>;

/// The axis ends here, in 2116: the difference of any two places fits 64 bits.
inline constexpr ViewTime lastViewTime{Nanos{std::int64_t{1} << 62}};

/// `time` on the axis. Held within 1970 and lastViewTime: an event with a wild clock is shown at the edge.
ViewTime toViewTime(Timestamp time);

/// The microsecond that `time` lies in.
Timestamp toTimestamp(ViewTime time);

/// A stretch of time, from `begin` up to and without `end`. `end` is never before `begin`.
struct TimeRange
{
    Timestamp begin;
    Timestamp end;

    Micros duration() const { return end - begin; }
    bool operator==(const TimeRange &) const = default;
};

/// The smallest range that holds both.
TimeRange united(const TimeRange &a, const TimeRange &b);

/// Which stretch of time a view of some width shows: opposites are toX() and toTime(). A value; a pixel is
/// logical, x grows with time, x = 0 is the left edge. Zoom is limited to nearest and farthest below.
class TimeScale
{
public:
    /// 100 px a microsecond: events carry microseconds, so there is nothing to see closer.
    static constexpr double nearestNanosPerPixel = 10;
    /// The whole axis on a few pixels.
    static constexpr double farthestNanosPerPixel = 1e18;

    /// One second wide, at 1970; width 0.
    TimeScale() = default;
    TimeScale(ViewTime begin, double nanosPerPixel, double width);

    /// Shows `range` with `padding` pixels free on both sides. A range shorter than nearestNanosPerPixel
    /// allows is centred; an empty width shows the range's begin.
    static TimeScale fitting(const TimeRange &range, double width, double padding = 0);

    ViewTime begin() const { return m_begin; }
    ViewTime end() const { return toTime(m_width); }
    double width() const { return m_width; }
    double nanosPerPixel() const { return m_nanosPerPixel; }

    /// No clamping: values outside [0, width] are valid.
    double toX(ViewTime time) const;
    double toX(Timestamp time) const { return toX(toViewTime(time)); }

    /// Rounded to the nanosecond and held on the axis; x outside [0, width] is valid.
    ViewTime toTime(double x) const;

    /// `factor` > 1 comes closer. The time under `x` stays there, unless the axis' end or a limit forbids.
    /// A factor that is not a positive number changes nothing.
    TimeScale zoomedAt(double x, double factor) const;

    /// Positive = towards later times.
    TimeScale pannedBy(double pixels) const;

    /// Same begin and zoom.
    TimeScale resized(double width) const;

    /// Same zoom, `time` at `padding` pixels before the right edge.
    TimeScale endingAt(Timestamp time, double padding) const;

    /// Not farther than `range` filling `leastShare` of the width, and with at least half of the view's width
    /// (or of the range, if that is shorter) on `range`. So a pan cannot lose the session.
    TimeScale clampedTo(const TimeRange &range, double leastShare) const;

    bool operator==(const TimeScale &) const = default;

private:
    ViewTime m_begin{};
    double m_nanosPerPixel = 1e9;
    double m_width = 0;
};

} // namespace sluice
