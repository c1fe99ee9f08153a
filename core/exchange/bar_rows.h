// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// A bar that wants a row within its group.
struct GroupedBar
{
    Timestamp start;
    Timestamp end;
    std::uint32_t group = 0;
};

/// Gives each bar a row of its group, counted from 0, so that the bars of a row are disjoint or lie wholly
/// within one another, as Chrome traces want it: a row that is half covered is not drawn right. The order of
/// `bars` does not matter; the answer has theirs. 12 bytes a bar beside the answer.
std::vector<std::uint32_t> rowsOf(std::span<const GroupedBar> bars);

} // namespace sluice
