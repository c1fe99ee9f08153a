// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/gap_fold.h"
#include "core/timeline/view_time.h"

#include <memory>

namespace sluice {

/// Which stretch of time a view of some width shows: opposites are toX() and toTime(). A value; a pixel is
/// logical, x grows with time, x = 0 is the left edge. Zoom is limited to nearest and farthest below.
///
/// Idle gaps may be folded: then all goes through the fold, and whoever asks toX() and toTime() need not
/// know. A nanosecond "a pixel" is one outside of the folded gaps.
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
    static TimeScale fitting(const TimeRange &range, double width, double padding = 0,
        std::shared_ptr<const GapFold> fold = nullptr);

    /// Same begin and zoom, through this fold; nullptr = none.
    TimeScale folded(std::shared_ptr<const GapFold> fold) const;

    /// nullptr when nothing is folded.
    const std::shared_ptr<const GapFold> &fold() const { return m_fold; }

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
    double axisNanos(ViewTime from, ViewTime to) const;
    ViewTime moved(ViewTime from, double axisNanos) const;
    TimeScale with(ViewTime begin, double nanosPerPixel) const;

    ViewTime m_begin{};
    double m_nanosPerPixel = 1e9;
    double m_width = 0;
    std::shared_ptr<const GapFold> m_fold;
};

} // namespace sluice
