// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"

#include <cstddef>
#include <vector>

namespace sluice {

/// Where the pixels of a time scale begin, reckoned once for all sub-rows: an event's pixel is then found by
/// comparing whole microseconds.
class PixelGrid
{
public:
    explicit PixelGrid(const TimeScale &scale);

    const TimeScale &scale() const { return m_scale; }

    bool has(int x) const { return x >= 0 && static_cast<std::size_t>(x) < m_begins.size(); }

    /// The first microsecond in pixel `x`; x from 0 up to the width, rounded up. A pixel without one begins
    /// where the next does.
    Timestamp begin(int x) const { return m_begins[static_cast<std::size_t>(x)]; }
    Timestamp begin() const { return m_begins.front(); }

    /// Of the view: an event that starts here lies outside.
    Timestamp end() const { return m_begins.back(); }

    /// Whether `time` lies left of pixel `x`, which the view has.
    bool isBefore(Timestamp time, int x) const { return has(x) && time < begin(x); }

    /// The pixel of a time in the view. Gallops from pixel `from`, which must not be behind it.
    int pixelOf(Timestamp time, int from) const;

    /// No shorter duration is `pixels` wide anywhere in the view.
    Micros leastDuration(int pixels) const;

private:
    TimeScale m_scale;
    std::vector<Timestamp> m_begins;
};

} // namespace sluice
