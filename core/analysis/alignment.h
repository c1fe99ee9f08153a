// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/still_wanted.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// One place in each of two sequences that belong together.
struct AlignedPlaces
{
    std::size_t first = 0;
    std::size_t second = 0;

    bool operator==(const AlignedPlaces &) const = default;
};

struct Alignment
{
    std::vector<AlignedPlaces> pairs{}; ///< both sides rise
    /// True: no alignment has more pairs. False: somewhere two stretches differed in more than
    /// `mostDifferences` symbols, and there the search took the best way that it had found.
    bool isLongest = true;
};

/// In one stretch the search for the longest common part looks at so many symbols that differ before it
/// settles for what it has: bounds the time at (length of both) times this.
inline constexpr std::size_t mostDifferences = 1'024;

/// A longest common subsequence of two sequences of symbols, by Myers' search from both ends ("An O(ND)
/// difference algorithm and its variations", 1986) in linear memory. Error (Cancelled).
Result<Alignment> align(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second,
    const StillWanted &wanted, std::size_t most = mostDifferences);

} // namespace sluice
