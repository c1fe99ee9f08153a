// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/life_line.h"

#include <algorithm>

namespace sluice {

std::optional<Timestamp> LifeLine::acknowledged() const
{
    const auto delivering = std::ranges::find(flushes, FlushOutcome::Delivered, &FlushRecord::outcome);
    return delivering == flushes.end() ? std::nullopt : std::optional(delivering->ended);
}

} // namespace sluice
