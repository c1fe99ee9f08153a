// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"
#include "core/spool/spool_rows.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// The tables of a spool's database: sessions, bodies, and the folders whose contents were taken over.
/// thread: its connection's
class SpoolTables
{
public:
    /// Makes the file (mode 0600) and its tables when they are not there. Error (Invalid): another program's
    /// database or a damaged one; Error (Limit): of a newer Sluice; Error (Io) otherwise.
    static Result<std::unique_ptr<SpoolTables>> open(
        const std::filesystem::path &file, const std::string &vfs);

    Connection &connection() { return *m_connection; }

    Result<void> putSession(const SpooledSession &session);
    Result<void> addSession(const SpooledSession &session); ///< unless it is there
    Result<std::optional<SpooledSession>> session(const SessionId &id);
    Result<void> removeSession(const SessionId &id); ///< and its bodies

    /// Oldest first. Rows that are damaged are left out; `damaged` counts them.
    Result<std::vector<SpooledSession>> sessions(std::uint64_t &damaged);

    /// Its row: above all others, and never given again.
    Result<std::int64_t> appendBody(const SpooledBody &body);
    /// At least one part into the place of the row; the parts' rows lie before every later one.
    Result<void> putParts(std::int64_t row, const std::vector<SpooledBody> &parts);
    Result<std::optional<StoredBody>> oldest(const SessionId &id);
    Result<std::optional<SpooledHead>> oldestAfter(std::int64_t row);
    Result<std::optional<SpooledHead>> head(std::int64_t row);
    Result<std::uint64_t> bytesOf(const SessionId &id);
    Result<bool> isEmpty();
    Result<std::vector<SpooledHead>> heads(); ///< of all bodies, oldest first
    Result<void> markInDoubt(std::int64_t row);
    Result<void> removeBody(std::int64_t row);

    /// Calls `take` for each body in order until it fails. Error (Invalid): something could not be read; then
    /// `damaged` says how many rows were passed over.
    Result<void> eachBody(const std::function<Result<void>(SpooledBody &&)> &take, std::uint64_t &damaged);

    Result<void> addTakenOver(const std::string &folder);
    Result<void> removeTakenOver(const std::string &folder);
    Result<std::vector<std::string>> takenOver();

private:
    explicit SpoolTables(std::unique_ptr<Connection> connection);

    Result<void> findNextRow();
    Result<void> putBody(std::int64_t row, const SpooledBody &body);

    std::unique_ptr<Connection> m_connection;
    std::int64_t m_nextRow = 0;
    Statement m_putSession;
    Statement m_addSession;
    Statement m_session;
    Statement m_removeSession;
    Statement m_removeBodies;
    Statement m_sessions;
    Statement m_putBody;
    Statement m_oldest;
    Statement m_oldestAfter;
    Statement m_bytesOf;
    Statement m_head;
    Statement m_heads;
    Statement m_markInDoubt;
    Statement m_removeBody;
    Statement m_bodies;
    Statement m_addTakenOver;
    Statement m_removeTakenOver;
    Statement m_takenOver;
};

} // namespace sluice
