// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/spool_tables.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/spool/session_text.h"
#include "core/spool/spool_schema.h"

#include <fcntl.h>

#include <span>
#include <utility>

namespace sluice {

namespace {

#define BODY_COLUMNS "row, session, cause, in_doubt, events, bytes, crc, starts, body"

/// So far apart, a body can be cut into halves 32 times, and each half stands in its place.
constexpr std::int64_t rowDistance = std::int64_t{1} << 32;

/// A damaged file is no failure of the disk.
Error classified(const Connection &connection, Error error)
{
    if (connection.foundDamage())
        error.kind = ErrorKind::Invalid;
    return error;
}

Error damagedRow(const Connection &connection)
{
    return {ErrorKind::Invalid, connection.name() + ": a row of it is damaged"};
}

} // namespace

Result<std::unique_ptr<SpoolTables>> SpoolTables::open(
    const std::filesystem::path &file, const std::string &vfs)
{
    // SQLite's own files get the mode of this one.
    if (!FileDescriptor::open(file, O_RDWR | O_CREAT).isValid())
        return systemError("cannot open the spool " + file.string());
    Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::Write, vfs);
    if (!connection)
        return connection.error();
    if (const Result<void> prepared = prepareSpool(**connection); !prepared)
        return classified(**connection, prepared.error());
    std::unique_ptr<SpoolTables> tables(new SpoolTables(std::move(*connection)));
    if (const Result<void> prepared = tables->m_connection->preparedAll(); !prepared)
        return Error{ErrorKind::Invalid, prepared.error().message};
    if (const Result<void> found = tables->findNextRow(); !found)
        return classified(*tables->m_connection, found.error());
    return tables;
}

SpoolTables::SpoolTables(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_putSession(*m_connection,
          "INSERT OR REPLACE INTO sessions (id, started, crc, description) VALUES (?, ?, ?, ?)")
    , m_addSession(
          *m_connection, "INSERT OR IGNORE INTO sessions (id, started, crc, description) VALUES (?, ?, ?, ?)")
    , m_session(*m_connection, "SELECT crc, description FROM sessions WHERE id = ?")
    , m_removeSession(*m_connection, "DELETE FROM sessions WHERE id = ?")
    , m_removeBodies(*m_connection, "DELETE FROM bodies WHERE session = ?")
    , m_sessions(*m_connection, "SELECT crc, description FROM sessions ORDER BY started, id")
    , m_putBody(*m_connection,
          "INSERT OR REPLACE INTO bodies (" BODY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_oldest(*m_connection, "SELECT " BODY_COLUMNS " FROM bodies WHERE session = ? ORDER BY row LIMIT 1")
    , m_oldestAfter(
          *m_connection, "SELECT row, session, events, bytes FROM bodies WHERE row > ? ORDER BY row LIMIT 1")
    , m_bytesOf(*m_connection, "SELECT coalesce(sum(bytes), 0) FROM bodies WHERE session = ?")
    , m_head(*m_connection, "SELECT row, session, events, bytes FROM bodies WHERE row = ?")
    , m_heads(*m_connection, "SELECT row, session, events, bytes FROM bodies ORDER BY row")
    , m_markInDoubt(*m_connection, "UPDATE bodies SET in_doubt = 1 WHERE row = ?")
    , m_removeBody(*m_connection, "DELETE FROM bodies WHERE row = ?")
    , m_bodies(*m_connection, "SELECT " BODY_COLUMNS " FROM bodies ORDER BY row")
    , m_addTakenOver(*m_connection, "INSERT OR REPLACE INTO taken_over (folder) VALUES (?)")
    , m_removeTakenOver(*m_connection, "DELETE FROM taken_over WHERE folder = ?")
    , m_takenOver(*m_connection, "SELECT folder FROM taken_over")
{ }

Result<void> SpoolTables::findNextRow()
{
    const Result<std::int64_t> last = m_connection->number("SELECT coalesce(max(row), 0) FROM bodies");
    if (!last)
        return last.error();
    m_nextRow = (*last / rowDistance + 1) * rowDistance;
    return {};
}

Result<void> SpoolTables::putSession(const SpooledSession &session)
{
    const std::string description = toSessionText(session);
    return m_putSession.run(session.id, session.started, checkOf(description), description);
}

Result<void> SpoolTables::addSession(const SpooledSession &session)
{
    const std::string description = toSessionText(session);
    return m_addSession.run(session.id, session.started, checkOf(description), description);
}

Result<std::optional<SpooledSession>> SpoolTables::session(const SessionId &id)
{
    Rows rows = m_session.query(id);
    if (!rows.next())
        return rows.with(std::optional<SpooledSession>());
    std::optional<SpooledSession> session = readSession(rows);
    if (!session)
        return damagedRow(*m_connection);
    return session;
}

Result<void> SpoolTables::removeSession(const SessionId &id)
{
    if (Result<void> removed = m_removeBodies.run(id); !removed)
        return removed;
    return m_removeSession.run(id);
}

Result<std::vector<SpooledSession>> SpoolTables::sessions(std::uint64_t &damaged)
{
    std::vector<SpooledSession> sessions;
    Rows rows = m_sessions.query();
    while (rows.next()) {
        if (std::optional<SpooledSession> session = readSession(rows))
            sessions.push_back(std::move(*session));
        else
            ++damaged;
    }
    const Result<void> read = rows.result();
    if (!read)
        return classified(*m_connection, read.error());
    return sessions;
}

Result<std::int64_t> SpoolTables::appendBody(const SpooledBody &body)
{
    const std::int64_t row = m_nextRow;
    m_nextRow += rowDistance;
    const Result<void> put = putBody(row, body);
    if (!put)
        return put.error();
    return row;
}

Result<void> SpoolTables::putParts(std::int64_t row, const std::vector<SpooledBody> &parts)
{
    const Result<std::optional<SpooledHead>> next = oldestAfter(row);
    if (!next)
        return next.error();
    const std::int64_t end = *next ? (*next)->row : m_nextRow;
    const std::int64_t distance = (end - row) / static_cast<std::int64_t>(parts.size());
    if (distance == 0)
        return Error{ErrorKind::Limit, m_connection->name() + ": a body was cut into too many parts"};
    for (const SpooledBody &part : parts) {
        if (Result<void> put = putBody(row, part); !put)
            return put;
        row += distance;
    }
    return {};
}

Result<void> SpoolTables::putBody(std::int64_t row, const SpooledBody &body)
{
    const std::vector<std::uint8_t> starts = packed(body.starts);
    return m_putBody.run(row, body.session, body.cause, body.inDoubt, body.starts.size(), body.text.size(),
        checkOf(row, body, starts), std::span<const std::uint8_t>(starts), body.text);
}

Result<std::optional<StoredBody>> SpoolTables::oldest(const SessionId &id)
{
    Rows rows = m_oldest.query(id);
    return rows.next() ? std::optional<StoredBody>(readBody(rows)) : rows.with(std::optional<StoredBody>());
}

Result<std::optional<SpooledHead>> SpoolTables::oldestAfter(std::int64_t row)
{
    Rows rows = m_oldestAfter.query(row);
    return rows.next() ? std::optional<SpooledHead>(readHead(rows)) : rows.with(std::optional<SpooledHead>());
}

Result<std::optional<SpooledHead>> SpoolTables::head(std::int64_t row)
{
    Rows rows = m_head.query(row);
    return rows.next() ? std::optional<SpooledHead>(readHead(rows)) : rows.with(std::optional<SpooledHead>());
}

Result<std::uint64_t> SpoolTables::bytesOf(const SessionId &id)
{
    Rows rows = m_bytesOf.query(id);
    return rows.next() ? rows.count(0) : rows.with(std::uint64_t{0});
}

Result<bool> SpoolTables::isEmpty()
{
    const Result<std::int64_t> rows
        = m_connection->number("SELECT EXISTS (SELECT 1 FROM bodies) + EXISTS (SELECT 1 FROM sessions)"
                               " + EXISTS (SELECT 1 FROM taken_over)");
    if (!rows)
        return rows.error();
    return *rows == 0;
}

Result<std::vector<SpooledHead>> SpoolTables::heads()
{
    std::vector<SpooledHead> heads;
    Rows rows = m_heads.query();
    while (rows.next())
        heads.push_back(readHead(rows));
    return rows.with(std::move(heads));
}

Result<void> SpoolTables::markInDoubt(std::int64_t row)
{
    return m_markInDoubt.run(row);
}

Result<void> SpoolTables::removeBody(std::int64_t row)
{
    return m_removeBody.run(row);
}

Result<void> SpoolTables::eachBody(
    const std::function<Result<void>(SpooledBody &&)> &take, std::uint64_t &damaged)
{
    Rows rows = m_bodies.query();
    while (rows.next()) {
        StoredBody next = readBody(rows);
        if (!next.isSound) {
            ++damaged;
            continue;
        }
        if (Result<void> taken = take(std::move(next.body)); !taken)
            return taken;
    }
    const Result<void> read = rows.result();
    return read ? read : classified(*m_connection, read.error());
}

Result<void> SpoolTables::addTakenOver(const std::string &folder)
{
    return m_addTakenOver.run(folder);
}

Result<void> SpoolTables::removeTakenOver(const std::string &folder)
{
    return m_removeTakenOver.run(folder);
}

Result<std::vector<std::string>> SpoolTables::takenOver()
{
    std::vector<std::string> folders;
    Rows rows = m_takenOver.query();
    while (rows.next())
        folders.emplace_back(rows.text(0));
    const Result<void> read = rows.result();
    if (!read)
        return classified(*m_connection, read.error());
    return folders;
}

} // namespace sluice
