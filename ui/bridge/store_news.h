// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/timeline/ready_heads.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sluice {
class StoreReader;
}

namespace sluice::ui {

/// Where a reader stands: what it has seen, and which session it follows.
struct NewsQuery
{
    /// Event heads in one answer: read in some ten milliseconds, so that the first are soon to be seen and a
    /// reading that nobody wants any more ends soon.
    static constexpr std::size_t mostHeads = 32'768;

    std::uint64_t revision = 0; ///< sessions are read if the store is past it; 0 = all of them
    SessionId session; ///< the followed one; empty = none
    bool wantHeads = true; ///< of the session, if the store is past headsRevision
    std::int64_t afterRow = 0; ///< heads are read from here on
    std::uint64_t headsRevision = 0; ///< the revision at which all heads had been read
    std::optional<ChangeMark> changes{}; ///< heads that changed are read from here on; unset before the first
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
    std::shared_ptr<const ReadyHeads> heads; ///< new ones, then those that changed; null: none
    std::int64_t afterRow = 0; ///< the query's, moved on behind the new ones
    std::optional<ChangeMark> changes; ///< the same of those that changed
    bool moreHeads = false; ///< ask again at once
    std::optional<std::vector<Agent>> agents; ///< when heads were looked for
    std::optional<SessionRecords> records;

    bool isEmpty() const { return sessions.empty() && !heads && !agents && !records; }
};

/// One look into the store. Reads nothing but the revision when nothing was committed since the last look.
/// Error (Cancelled): it is not `wanted` any more. thread: the reader's.
Result<StoreNews> readNews(
    StoreReader &reader, const NewsQuery &query, const std::function<bool()> &wanted = [] { return true; });

} // namespace sluice::ui
