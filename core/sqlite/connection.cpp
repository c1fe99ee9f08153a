// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/connection.h"

#include <sqlite3.h>

#include <system_error>
#include <utility>

namespace sluice {

namespace {

/// How long a connection waits for another that recovers or truncates the write-ahead log.
constexpr int busyTimeoutMs = 5000;

Error describe(sqlite3 *handle, int code, const std::string &name)
{
    std::string words = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    const int primary = code & 0xff;
    // A commit that fails does not set the system's error: only for opening is it known to be this one's.
    const int systemError
        = primary == SQLITE_CANTOPEN && handle != nullptr ? sqlite3_system_errno(handle) : 0;
    if (systemError != 0)
        words += " (" + std::generic_category().message(systemError) + ")";
    const bool foreign = primary == SQLITE_NOTADB;
    return {foreign ? ErrorKind::Invalid : ErrorKind::Io, name + ": " + words};
}

DiskFault faultOf(int primaryCode)
{
    switch (primaryCode) {
    case SQLITE_FULL:
        return DiskFault::Full;
    case SQLITE_IOERR:
        return DiskFault::Failed;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DiskFault::Damaged;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return DiskFault::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DiskFault::Locked;
    default:
        return DiskFault::Other;
    }
}

} // namespace

Connection::Connection(sqlite3 *handle, std::string name)
    : m_handle(handle)
    , m_name(std::move(name))
{ }

Connection::~Connection()
{
    sqlite3_close_v2(m_handle);
}

Result<std::unique_ptr<Connection>> Connection::open(
    const std::filesystem::path &file, Mode mode, const std::string &vfs)
{
    const bool writes = mode == Mode::Write;
    const int flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX
        | SQLITE_OPEN_EXRESCODE;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    std::unique_ptr<Connection> connection(new Connection(handle, file.string()));
    if (code != SQLITE_OK)
        return connection->failure(code);

    sqlite3_busy_timeout(handle, busyTimeoutMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (!writes)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_autocheckpoint(handle, 0);
    // The second is off by default; a build of SQLite may have changed that.
    const Result<void> set = connection->execute("PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0;");
    if (!set)
        return set.error();
    return connection;
}

Result<void> Connection::execute(const char *sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : failure(code);
}

Result<std::int64_t> Connection::number(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    int code = sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
    std::int64_t value = 0;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    }
    Result<std::int64_t> result
        = code == SQLITE_ROW ? Result<std::int64_t>(value) : Result<std::int64_t>(failure(code));
    sqlite3_finalize(statement);
    return result;
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

int Connection::changes() const
{
    return sqlite3_changes(m_handle);
}

std::int64_t Connection::lastInsertedRow() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

Error Connection::failure(int code)
{
    const int primary = code & 0xff;
    m_lastFault = faultOf(primary);
    m_foundDamage = m_foundDamage || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
    return describe(m_handle, code, m_name);
}

void Connection::notePrepareFailure(Error error)
{
    if (!m_prepareFailure)
        m_prepareFailure = std::move(error);
}

Result<void> Connection::preparedAll() const
{
    return m_prepareFailure ? Result<void>(*m_prepareFailure) : Result<void>();
}

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{ }

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{ }

Transaction::~Transaction()
{
    // A failed roll-back leaves SQLite outside the transaction all the same.
    if (m_connection != nullptr && m_connection->inTransaction())
        static_cast<void>(m_connection->execute("ROLLBACK"));
}

Result<Transaction> Transaction::begin(Connection &connection, Kind kind)
{
    const Result<void> begun = connection.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
    if (!begun)
        return begun.error();
    return Transaction(connection);
}

Result<void> Transaction::commit()
{
    const Result<void> committed = m_connection->execute("COMMIT");
    if (committed)
        m_connection = nullptr;
    return committed;
}

} // namespace sluice
