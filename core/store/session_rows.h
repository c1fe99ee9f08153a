// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace sluice {

class Connection;

/// A session's row while a batch changes it. What was told stands; what had to be guessed - the start of a
/// session that is only known by an event of it - gives way to what is told later.
class SessionRow
{
public:
    /// Merges what is told: the earliest start, united or replaced tags, the weightier origin.
    void tell(const SessionChange &change);

    /// Something of the session happened at `time`: the start, as long as none was told. 1970 means unknown.
    void happenedAt(Timestamp time);

    std::int64_t key = 0;
    std::int64_t nextEvent = 1; ///< number of the next new event
    EventCounts counts;
    std::uint64_t drops = 0;
    Usage usage; ///< of its LLM calls
    std::int64_t waiting = 0; ///< events that wait for their parent

private:
    friend class SessionRows;
    void tellEnd(const SessionChange &change);
    void tellLedger(const Ledger &ledger);

    std::optional<Origin> m_origin;
    std::vector<std::string> m_tags;
    std::optional<Timestamp> m_started;
    bool m_startTold = false;
    std::optional<Timestamp> m_ended;
    std::optional<EndState> m_endState;
    std::string m_endStateText;
    std::string m_endReason;
    std::optional<Ledger> m_ledger; ///< of the recorder that told last
    std::optional<Ledger> m_ledgerBefore; ///< what others before it decided
    std::optional<std::string> m_hostEnv; ///< absent: as stored
    std::optional<std::string> m_sdkCounts; ///< absent: as stored
    std::optional<std::uint64_t> m_sdkEvents; ///< the sum of m_sdkCounts
    std::optional<std::string> m_lab; ///< absent: as stored
};

/// The sessions that one batch touches: each is read once, and written once at the end.
/// thread: the writer's, within a transaction.
class SessionRows
{
public:
    explicit SessionRows(Connection &connection);

    /// The row of `id`, made when there is none; valid until forgetAll(). Error (Invalid): the id is empty.
    Result<SessionRow *> rowOf(const SessionId &id);

    /// Writes every row that was asked for, as changed by commit `revision` at `now`; absent: the sessions
    /// have no news, Sluice only learned more of what it had.
    Result<void> writeAll(std::uint64_t revision, std::optional<Timestamp> now);

    /// Before each batch: what another one left behind may have been rolled back.
    void forgetAll();

private:
    Result<SessionRow> load(const SessionId &id);

    Connection &m_connection;
    Statement m_find;
    Statement m_insert;
    Statement m_update;
    std::unordered_map<SessionId, SessionRow> m_rows;
    const SessionId *m_lastId = nullptr; ///< a key of m_rows: most batches are of one session
    SessionRow *m_lastRow = nullptr;
};

} // namespace sluice
