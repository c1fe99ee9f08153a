// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sluice {

void LatencyHistogram::add(std::uint64_t nanos)
{
    ++m_buckets[bucketOf(nanos)];
    ++m_count;
    m_max = std::max(m_max, nanos);
}

void LatencyHistogram::merge(const LatencyHistogram &other)
{
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

std::uint64_t LatencyHistogram::quantile(double q) const
{
    if (m_count == 0)
        return 0;
    const double share = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    const auto wanted = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= wanted)
            return std::min(upperBound(i), m_max);
    }
    return m_max;
}

std::size_t LatencyHistogram::bucketOf(std::uint64_t nanos)
{
    if (nanos < stepsPerPower)
        return static_cast<std::size_t>(nanos);
    const auto power = static_cast<std::uint64_t>(std::bit_width(nanos)) - 5; // 16 to 31 are power 0
    return static_cast<std::size_t>(power * stepsPerPower + (nanos >> power));
}

std::uint64_t LatencyHistogram::upperBound(std::size_t bucket)
{
    if (bucket < 2 * stepsPerPower)
        return bucket;
    const std::uint64_t power = bucket / stepsPerPower - 1;
    const std::uint64_t step = bucket % stepsPerPower + stepsPerPower;
    return ((step + 1) << power) - 1;
}

} // namespace sluice
