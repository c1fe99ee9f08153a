// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/still_wanted.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

struct DiffLine
{
    enum class Kind : std::uint8_t { Same, Removed, Added };

    Kind kind = Kind::Same;
    std::string text{}; ///< without its line break

    bool operator==(const DiffLine &) const = default;
};

struct LineDiff
{
    std::vector<DiffLine> lines{}; ///< where texts differ, what was removed stands in front of what was added
    std::size_t removed = 0;
    std::size_t added = 0;
    bool isShortest = true; ///< as Alignment::isLongest
};

/// Line by line from `before` to `after`. Error (Cancelled).
Result<LineDiff> diffLines(std::string_view before, std::string_view after, const StillWanted &wanted);

} // namespace sluice
