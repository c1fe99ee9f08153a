// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/sqlite/statement.h"
#include "core/store/event_writer.h"
#include "core/store/session_rows.h"

#include <cstdint>

namespace sluice {

class Connection;

/// Writes a batch into the tables. An error leaves it half written: the caller rolls back.
/// thread: the writer's, within a transaction.
class BatchTables
{
public:
    explicit BatchTables(Connection &connection);

    /// Below `row`, events without facts are of an earlier version (OldFacts).
    void setFactsBelow(std::int64_t row) { m_factsBelow = row; }

    /// `revision` is the number of the commit that this becomes part of.
    Result<void> write(const StoreBatch &batch, std::uint64_t revision, Timestamp now);

private:
    Result<void> writeParts(const StoreBatch &batch);
    Result<void> put(const SessionChange &change);
    Result<void> put(const StoredAgent &agent);
    Result<void> put(const StoredEvent &event);
    Result<void> put(const AgentOfEvents &given);
    Result<void> put(const FlushRecord &flush);
    Result<void> put(const DropRun &drops);
    Result<void> put(const DepthSample &depth);
    Result<void> put(const TokenGrant &token);
    Result<void> put(const FlushContents &contents);

    template <typename Part>
    Result<void> putAll(const std::vector<Part> &parts);

    Connection &m_connection;
    SessionRows m_sessions;
    EventWriter m_events;
    std::int64_t m_factsBelow = 0;
    Statement m_agent;
    Statement m_flush;
    Statement m_drops;
    Statement m_depth;
    Statement m_token;
    Statement m_contents;
};

} // namespace sluice
