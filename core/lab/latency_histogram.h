// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstdint>

namespace sluice {

/// Durations in nanoseconds, counted in buckets of 1/16 of a power of two: a quantile is right to 6 %.
/// thread: one at a time; each producer has its own, merged at the end.
class LatencyHistogram
{
public:
    void add(std::uint64_t nanos);
    void merge(const LatencyHistogram &other);

    std::uint64_t count() const { return m_count; }
    std::uint64_t max() const { return m_max; }

    /// The upper bound of the bucket in which the q-th part (0 to 1) of the durations ends, at most max().
    /// 0 when there are none.
    std::uint64_t quantile(double q) const;

private:
    static constexpr std::uint64_t stepsPerPower = 16;

    static std::size_t bucketOf(std::uint64_t nanos);
    static std::uint64_t upperBound(std::size_t bucket);

    std::array<std::uint64_t, 64 * stepsPerPower> m_buckets{};
    std::uint64_t m_count = 0;
    std::uint64_t m_max = 0;
};

} // namespace sluice
