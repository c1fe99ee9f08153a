// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"

#include <string>
#include <vector>

namespace sluice {

/// A line of the ruler.
struct TickMark
{
    double x = 0;
    Nanos offset{}; ///< from the ruler's zero
    std::string label; ///< empty on a minor tick

    bool isMajor() const { return !label.empty(); }
    bool operator==(const TickMark &) const = default;
};

/// The smallest step of a ruler that is at least `least`: 1, 2, 5 times a power of ten up to 5 s, then
/// 10, 15, 30 s, 1, 2, 5, 10, 15, 30 min, 1, 2, 3, 6, 12 h, 1 d, then 1, 2, 5 times a power of ten days.
Nanos rulerStep(Nanos least);

/// The ticks from one before the left edge to one after the right one, so that a label may hang over.
/// Labels are at least `labelSpacing` pixels apart and say the time since `zero`; between two of them lie up
/// to four minor ticks. Empty when `scale` has no width.
std::vector<TickMark> tickMarks(const TimeScale &scale, Timestamp zero, double labelSpacing);

} // namespace sluice
