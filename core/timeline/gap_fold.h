// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/view_time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// Idle stretches that an axis draws shorter than they are. Outside of them a nanosecond of time is a
/// nanosecond of the axis; within one, time runs evenly and faster, so every time has its place, every place
/// its time, and what does happen in a folded gap is drawn and never hidden. A value that does not change:
/// shared by the scales that go through it. thread: any
class GapFold
{
public:
    struct Gap
    {
        ViewTime begin;
        ViewTime end;
        Nanos shown{}; ///< what the axis gives it: at least 1 ns, less than it lasts

        Nanos duration() const { return end - begin; }
        bool operator==(const Gap &) const = default;
    };

    /// `gaps` are in order and do not touch each other; one that is not longer than `shownEach` is left as it
    /// is.
    GapFold(std::span<const TimeRange> gaps, Nanos shownEach);

    const std::vector<Gap> &gaps() const { return m_gaps; }

    /// The time that the axis leaves out.
    Nanos leftOut() const;

    /// The gap that `time` lies in; nullptr outside of all.
    const Gap *at(ViewTime time) const;

    /// How long the axis is from `from` to `to`, in nanoseconds; negative when `to` is earlier.
    double between(ViewTime from, ViewTime to) const;

    /// The opposite: `from` moved by so much of the axis, held on the axis. Exact to the nanosecond outside
    /// of gaps; within one, where a nanosecond of the axis is many of time, to the microsecond that events
    /// have.
    ViewTime moved(ViewTime from, double axisNanos) const;

    bool operator==(const GapFold &other) const { return m_gaps == other.m_gaps; }

private:
    /// A place on the axis: whole nanoseconds, and a part of one in [0, 1).
    struct Place
    {
        std::int64_t whole = 0;
        double part = 0;
    };

    Place placeOf(ViewTime time) const;
    ViewTime timeAt(const Place &place) const;

    std::vector<Gap> m_gaps;
    std::vector<std::int64_t> m_places; ///< of each gap's begin
};

} // namespace sluice
