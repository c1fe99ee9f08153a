// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/view_time.h"

#include <algorithm>
#include <cmath>

namespace sluice {

ViewTime toViewTime(Timestamp time)
{
    constexpr auto last = std::chrono::floor<Micros>(lastViewTime);
    return std::chrono::time_point_cast<Nanos>(std::clamp(time, Timestamp{}, last));
}

Timestamp toTimestamp(ViewTime time)
{
    return std::chrono::floor<Micros>(time);
}

ViewTime movedBy(ViewTime time, double nanos)
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

TimeRange united(const TimeRange &a, const TimeRange &b)
{
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

} // namespace sluice
