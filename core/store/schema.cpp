// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/schema.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/store/json_text.h"
#include "core/store/schema_sql.h"

#include <string>
#include <utility>
#include <vector>

namespace sluice {

namespace {

// FULL: a commit survives power loss. MEMORY: what SQLite keeps for itself stays off the disk. 32 MiB of
// cache: the index of ids of some hundred thousand events.
const char *const writerSettings = "PRAGMA journal_mode=WAL;"
                                   "PRAGMA synchronous=FULL;"
                                   "PRAGMA temp_store=MEMORY;"
                                   "PRAGMA cache_size=-32768;";

Error refuse(const Connection &connection, const std::string &why)
{
    return {ErrorKind::Invalid, connection.name() + " " + why};
}

/// Sums up what the SDKs counted in the sessions of version 1.
Result<void> sumUpSdkCounts(Connection &connection)
{
    std::vector<std::pair<std::int64_t, std::uint64_t>> sums;
    Statement counts(connection, "SELECT key, sdk_counts FROM sessions WHERE sdk_counts IS NOT NULL");
    Statement keep(connection, "UPDATE sessions SET sdk_events = ? WHERE key = ?");
    {
        Rows rows = counts.query();
        while (rows.next()) {
            if (const std::optional<std::uint64_t> sum = sumOfCounts(rows.text(1)))
                sums.emplace_back(rows.number(0), *sum);
        }
        if (const Result<void> read = rows.result(); !read)
            return read;
    }
    for (const auto &[key, sum] : sums) {
        if (const Result<void> kept = keep.run(sum, key); !kept)
            return kept;
    }
    return {};
}

Result<void> bringUp(Connection &connection, std::int64_t version)
{
    Result<void> done;
    if (version < 1)
        done = connection.execute(schemaSql::version1);
    if (done && version < 2)
        done = connection.execute(schemaSql::version2);
    if (done && version == 1)
        done = sumUpSdkCounts(connection);
    if (done && version < 3)
        done = connection.execute(schemaSql::version3);
    if (done && version > 0)
        done = connection.execute(
            "UPDATE store SET facts_below = (SELECT ifnull(max(row), -1) + 1 FROM events)");
    return done;
}

Result<void> bringUpToDate(Connection &connection)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const Result<std::int64_t> version = connection.number("PRAGMA user_version");
    if (!version)
        return version.error();
    const std::string marks = "PRAGMA application_id=" + std::to_string(storeApplicationId)
        + ";PRAGMA user_version=" + std::to_string(schemaVersion);
    Result<void> done = bringUp(connection, *version);
    if (done)
        done = connection.execute(marks.c_str());
    return done ? transaction->commit() : done;
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
    return *version < schemaVersion ? StoreFile::Older : StoreFile::Ours;
}

Result<void> prepareForWriting(Connection &connection, StoreFile file)
{
    const Result<void> set = connection.execute(writerSettings);
    if (!set || file == StoreFile::Ours)
        return set;
    return bringUpToDate(connection);
}

Result<void> prepareForReading(Connection &connection, StoreFile file)
{
    if (file != StoreFile::Older)
        return {};
    const Result<std::int64_t> version = connection.number("PRAGMA user_version");
    if (!version)
        return version.error();
    Result<void> done = connection.execute(schemaSql::version3InEarlier);
    if (done && *version < 2)
        done = connection.execute(schemaSql::version2InVersion1);
    return done;
}

} // namespace sluice
