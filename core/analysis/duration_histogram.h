// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace sluice {

/// How many durations lie between which bounds, on a logarithmic scale: three buckets to a power of ten, from
/// a microsecond to some 28 hours; the first holds what is shorter, the last what is longer.
class DurationHistogram
{
public:
    static constexpr std::size_t bucketCount = 34;

    /// Buckets hold durations from their least on, up to and without the next one's.
    static Micros leastOf(std::size_t bucket);
    static std::size_t bucketOf(Micros duration);

    void add(Micros duration) { ++m_counts[bucketOf(duration)]; }
    const std::array<std::uint64_t, bucketCount> &counts() const { return m_counts; }
    std::uint64_t total() const;

    /// The buckets from the first to behind the last that hold something; both 0 when none does.
    std::size_t first() const;
    std::size_t end() const;

    bool operator==(const DurationHistogram &) const = default;

private:
    std::array<std::uint64_t, bucketCount> m_counts{};
};

} // namespace sluice
