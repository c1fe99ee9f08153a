// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/spool_schema.h"

#include "core/sqlite/connection.h"

#include <string>

namespace sluice {

namespace {

// EXCLUSIVE: the folder's lock keeps others out already, and so SQLite needs no file for shared memory.
// FULL: a commit survives power loss.
const char *const settings = "PRAGMA locking_mode=EXCLUSIVE;"
                             "PRAGMA journal_mode=WAL;"
                             "PRAGMA synchronous=FULL;"
                             "PRAGMA temp_store=MEMORY;"
                             "PRAGMA cache_size=-2048;";

// What is counted stands before the texts, so that counting does not read them. Times are microseconds since
// 1970; a session's id is a BLOB of 16 bytes (a UUID) or a TEXT.
const char *const tables = R"(
CREATE TABLE sessions (
    id ANY PRIMARY KEY,
    started INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    description TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bodies (
    row INTEGER PRIMARY KEY,
    session ANY NOT NULL,
    cause INTEGER NOT NULL,
    in_doubt INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    starts BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX bodies_by_session ON bodies (session);

CREATE TABLE taken_over (folder TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
)";

Result<void> createTables(Connection &connection)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const std::string marks = "PRAGMA application_id=" + std::to_string(spoolApplicationId)
        + ";PRAGMA user_version=" + std::to_string(spoolVersion) + ";";
    for (const char *sql : {tables, marks.c_str()}) {
        if (Result<void> done = connection.execute(sql); !done)
            return done;
    }
    return transaction->commit();
}

Error refuse(const Connection &connection, ErrorKind kind, const std::string &why)
{
    return {kind, connection.name() + ": " + why};
}

} // namespace

Result<void> prepareSpool(Connection &connection)
{
    const Result<std::int64_t> application = connection.number("PRAGMA application_id");
    const Result<std::int64_t> version = connection.number("PRAGMA user_version");
    const Result<std::int64_t> objects = connection.number("SELECT count(*) FROM sqlite_schema");
    for (const Result<std::int64_t> *read : {&application, &version, &objects}) {
        if (!*read)
            return read->error();
    }
    const bool isEmpty = *application == 0 && *version == 0 && *objects == 0;
    if (!isEmpty && *application != spoolApplicationId)
        return refuse(
            connection, ErrorKind::Invalid, "is a database of another program, not a spool of Sluice");
    if (*version > spoolVersion) {
        return refuse(connection, ErrorKind::Limit,
            "was written by a newer Sluice (its tables have version " + std::to_string(*version)
                + ", this one knows " + std::to_string(spoolVersion) + ")");
    }
    const Result<void> set = connection.execute(settings);
    if (!set || !isEmpty)
        return set;
    return createTables(connection);
}

} // namespace sluice
