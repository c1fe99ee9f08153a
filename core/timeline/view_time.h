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

/// `time` moved by `nanos`, held on the axis. The sum is made of integers, so that nothing is lost far from
/// 1970.
ViewTime movedBy(ViewTime time, double nanos);

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

} // namespace sluice
