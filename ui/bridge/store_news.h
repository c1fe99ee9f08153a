// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {
class StoreReader;
}

namespace sluice::ui {

/// Where a reader stands: what it has seen, and which session it follows.
struct NewsQuery
{
    /// Event heads in one answer: so many are put into the timeline in some milliseconds, between two frames.
    static constexpr std::size_t mostHeads = 1'500;

    std::uint64_t revision = 0; ///< sessions are read if the store is past it; 0 = all of them
    SessionId session; ///< the followed one; empty = none
    std::int64_t afterRow = 0; ///< heads are read from here on
    std::uint64_t headsRevision = 0; ///< the revision at which all heads had been read
    bool wantRecords = false; ///< flushes, drops and depths too, all of them
};

/// All of one session that is not an event.
struct SessionRecords
{
    std::vector<FlushRecord> flushes;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;
};

struct StoreNews
{
    std::uint64_t revision = 0;
    std::vector<SessionSummary> sessions;
    std::vector<EventHead> heads;
    bool moreHeads = false; ///< ask again at once
    std::optional<std::vector<Agent>> agents; ///< when heads were looked for
    std::optional<SessionRecords> records;

    bool isEmpty() const { return sessions.empty() && heads.empty() && !agents && !records; }
};

/// One look into the store. Reads nothing but the revision when nothing was committed since the last look.
/// thread: the reader's.
Result<StoreNews> readNews(StoreReader &reader, const NewsQuery &query);

} // namespace sluice::ui
