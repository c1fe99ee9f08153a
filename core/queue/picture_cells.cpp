// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/picture_cells.h"

#include <algorithm>

namespace sluice {

namespace {

/// Neighbours share a cache line: a large cell is looked at in a few short runs.
constexpr std::size_t runsPerCell = 4;

void lookAt(const TypeHistory::View &types, std::uint64_t oldest, std::size_t count, TypeCounts &into)
{
    if (count <= mostLookedAtPerCell) {
        types.count({oldest, oldest + count}, into);
        return;
    }
    for (std::size_t run = 0; run < runsPerCell; ++run) {
        const std::uint64_t begin = oldest + run * count / runsPerCell;
        types.count({begin, begin + mostLookedAtPerCell / runsPerCell}, into);
    }
}

} // namespace

std::vector<QueueCell> pictureCells(
    const TypeHistory::View &types, std::size_t depth, std::size_t capacity, std::size_t mostCells)
{
    const std::size_t count = std::min(capacity, mostCells);
    const std::uint64_t oldest = types.end() - std::min<std::uint64_t>(depth, types.end());
    std::vector<QueueCell> cells(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = i * capacity / count;
        const std::size_t end = (i + 1) * capacity / count;
        const std::size_t filled = std::clamp(depth, begin, end) - begin;
        cells[i].places = static_cast<std::uint32_t>(end - begin);
        cells[i].filled = static_cast<std::uint32_t>(filled);
        lookAt(types, oldest + begin, filled, cells[i].byType);
    }
    return cells;
}

TypeCounts typesInFlight(const TypeHistory::View &types, std::uint64_t count)
{
    TypeCounts counts{};
    std::uint64_t left = std::min<std::uint64_t>(count, mostLookedAtInFlight);
    for (const TypeHistory::Stretch &taking : types.takings()) {
        const std::uint64_t of = std::min(left, taking.end - taking.begin);
        types.count({taking.end - of, taking.end}, counts);
        left -= of;
    }
    return counts;
}

} // namespace sluice
