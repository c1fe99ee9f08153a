// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// A session's events in rows of a waterfall: in each row one after another, the row nearest to the top that
/// is free. When `most` rows are in use, what finds no free one shares the last.
struct WaterfallRows
{
    std::vector<EventIndex> order{}; ///< by start
    std::vector<std::uint8_t> rows{}; ///< by event
    std::size_t count = 0; ///< rows in use
};

WaterfallRows packWaterfall(const EventSnapshot &events, std::vector<EventIndex> byStart, std::size_t most);

} // namespace sluice
