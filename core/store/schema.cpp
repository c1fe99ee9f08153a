// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/schema.h"

#include "core/sqlite/connection.h"

#include <string>

namespace sluice {

namespace {

// FULL: a commit survives power loss. MEMORY: savepoints keep their journal off the disk. 32 MiB of cache:
// the index of ids of some hundred thousand events.
const char *const writerSettings = "PRAGMA journal_mode=WAL;"
                                   "PRAGMA synchronous=FULL;"
                                   "PRAGMA temp_store=MEMORY;"
                                   "PRAGMA cache_size=-32768;";

// An event's row is its session's key and its number there (event_row.h): a session's events lie together, in
// their order, without an index for it. Bodies lie apart, so that reading heads reads only heads. An id is a
// BLOB of 16 bytes (a UUID) or a TEXT. Times are microseconds since 1970.
const char *const tables = R"(
CREATE TABLE store (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO store VALUES (1, 0);

CREATE TABLE sessions (
    key INTEGER PRIMARY KEY,
    id ANY NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 0,
    origin INTEGER,
    tags TEXT NOT NULL DEFAULT '[]',
    started INTEGER NOT NULL DEFAULT 0,
    start_told INTEGER NOT NULL DEFAULT 0,
    ended INTEGER,
    last_news INTEGER NOT NULL DEFAULT 0,
    end_state INTEGER,
    end_state_text TEXT NOT NULL DEFAULT '',
    end_reason TEXT NOT NULL DEFAULT '',
    host_env TEXT,
    sdk_counts TEXT,
    ledger TEXT,
    next_event INTEGER NOT NULL DEFAULT 1,
    actions INTEGER NOT NULL DEFAULT 0,
    llms INTEGER NOT NULL DEFAULT 0,
    tools INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    apis INTEGER NOT NULL DEFAULT 0,
    drops INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sessions_by_revision ON sessions (revision);

CREATE TABLE agents (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    id ANY NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (session, id)
) STRICT;

CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    id ANY NOT NULL,
    type INTEGER NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    name TEXT NOT NULL,
    agent ANY,
    trigger_event ANY,
    UNIQUE (session, id)
) STRICT;
CREATE TABLE bodies (
    row INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE flushes (
    session INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE drops (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;
CREATE INDEX drops_by_session ON drops (session);

CREATE TABLE depths (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    time INTEGER NOT NULL,
    lowest INTEGER NOT NULL,
    highest INTEGER NOT NULL,
    capacity INTEGER NOT NULL
) STRICT;
CREATE INDEX depths_by_session ON depths (session);

CREATE TABLE tokens (
    hash BLOB PRIMARY KEY,
    session ANY NOT NULL,
    granted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

Error refuse(const Connection &connection, const std::string &why)
{
    return {ErrorKind::Invalid, connection.name() + " " + why};
}

Result<void> createTables(Connection &connection)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const std::string marks = "PRAGMA application_id=" + std::to_string(storeApplicationId)
        + ";PRAGMA user_version=" + std::to_string(schemaVersion);
    Result<void> made = connection.execute(tables);
    if (made)
        made = connection.execute(marks.c_str());
    return made ? transaction->commit() : made;
}

} // namespace

Result<StoreFile> recogniseStore(Connection &connection)
{
    // One instant: a writer may be making the tables just now.
    const Result<Transaction> instant = Transaction::begin(connection, Transaction::Kind::Read);
    if (!instant)
        return instant.error();
    const Result<std::int64_t> application = connection.number("PRAGMA application_id");
    const Result<std::int64_t> version = connection.number("PRAGMA user_version");
    const Result<std::int64_t> objects = connection.number("SELECT count(*) FROM sqlite_schema");
    for (const Result<std::int64_t> *read : {&application, &version, &objects}) {
        if (!*read)
            return read->error();
    }
    if (*application == 0 && *version == 0 && *objects == 0)
        return StoreFile::Empty;
    if (*application != storeApplicationId)
        return refuse(connection, "is a database of another program, not a store of Sluice");
    if (*version > schemaVersion) {
        return refuse(connection,
            "was written by a newer Sluice (its tables have version " + std::to_string(*version)
                + ", this one knows " + std::to_string(schemaVersion)
                + "); use that Sluice, or another data directory");
    }
    return StoreFile::Ours;
}

Result<void> prepareForWriting(Connection &connection, StoreFile file)
{
    const Result<void> set = connection.execute(writerSettings);
    if (!set || file == StoreFile::Ours)
        return set;
    return createTables(connection);
}

} // namespace sluice
