// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/duration_histogram.h"

#include <algorithm>
#include <numeric>

namespace sluice {

namespace {

using Bounds = std::array<std::int64_t, DurationHistogram::bucketCount>;

/// 0, 1, 2, 5, 10, 20, 50, ... microseconds: round numbers, so that a bucket can be named.
constexpr Bounds makeBounds()
{
    Bounds bounds{};
    std::int64_t power = 1;
    constexpr std::array<std::int64_t, 3> steps{1, 2, 5};
    for (std::size_t i = 1; i < bounds.size(); ++i) {
        bounds[i] = steps[(i - 1) % steps.size()] * power;
        if (i % steps.size() == 0)
            power *= 10;
    }
    return bounds;
}

constexpr Bounds bounds = makeBounds();

} // namespace

Micros DurationHistogram::leastOf(std::size_t bucket)
{
    return Micros(bounds[bucket]);
}

std::size_t DurationHistogram::bucketOf(Micros duration)
{
    const auto above = std::ranges::upper_bound(bounds, std::max<std::int64_t>(duration.count(), 0));
    return static_cast<std::size_t>(above - bounds.begin()) - 1;
}

std::uint64_t DurationHistogram::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t{0});
}

std::size_t DurationHistogram::first() const
{
    const auto found = std::ranges::find_if(m_counts, [](std::uint64_t count) { return count > 0; });
    return found == m_counts.end() ? 0 : static_cast<std::size_t>(found - m_counts.begin());
}

std::size_t DurationHistogram::end() const
{
    std::size_t end = bucketCount;
    while (end > 0 && m_counts[end - 1] == 0)
        --end;
    return end;
}

} // namespace sluice
