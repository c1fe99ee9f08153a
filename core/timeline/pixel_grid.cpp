// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/pixel_grid.h"

#include <algorithm>
#include <cmath>

namespace sluice {

PixelGrid::PixelGrid(const TimeScale &scale)
    : m_scale(scale)
{
    const auto pixels = static_cast<int>(std::ceil(scale.width()));
    m_begins.reserve(static_cast<std::size_t>(pixels) + 1);
    for (int x = 0; x <= pixels; ++x)
        m_begins.push_back(std::chrono::ceil<Micros>(scale.toTime(std::min<double>(x, scale.width()))));
}

int PixelGrid::pixelOf(Timestamp time, int from) const
{
    const auto first = m_begins.begin() + from + 1;
    auto bound = first;
    for (std::ptrdiff_t step = 1; bound != m_begins.end() && *bound <= time; step *= 2)
        bound += std::min(step, m_begins.end() - bound);
    return static_cast<int>(std::upper_bound(first, bound, time) - m_begins.begin()) - 1;
}

Micros PixelGrid::leastDuration(int pixels) const
{
    return Micros{static_cast<std::int64_t>(pixels * m_scale.nanosPerPixel() / 1000)};
}

} // namespace sluice
