// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_rescue.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/salvage.h"
#include "core/store/schema.h"

#include <fcntl.h>

#include <array>
#include <string>

namespace sluice {

namespace {

namespace fs = std::filesystem;

fs::path noteOf(const DataDir &dir)
{
    return dir.path / "damaged";
}

/// The new store while it is made. It is complete once the old one has been renamed.
fs::path draftOf(const DataDir &dir)
{
    return dir.path / "sluice.db.rescued";
}

fs::path beside(const fs::path &file, const char *suffix)
{
    return file.string() + suffix;
}

bool isThere(const fs::path &file)
{
    std::error_code ignored;
    return fs::exists(file, ignored);
}

void dropFile(const fs::path &file)
{
    std::error_code ignored;
    fs::remove(file, ignored);
}

Result<void> moveFile(const fs::path &from, const fs::path &to)
{
    std::error_code failed;
    fs::rename(from, to, failed);
    return failed ? systemError("cannot rename " + from.string() + " to " + to.string(), failed.value())
                  : Result<void>();
}

/// "sluice.db.corrupt-20260102T030405Z", with a number when that is taken.
fs::path freeName(const DataDir &dir, Timestamp now)
{
    std::string time = toIsoText(std::chrono::floor<std::chrono::seconds>(now)).substr(0, 19);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    const std::string wanted = dir.database().string() + ".corrupt-" + time + 'Z';
    fs::path name = wanted;
    for (int number = 2; isThere(name); ++number)
        name = wanted + '-' + std::to_string(number);
    return name;
}

/// The log goes with its database: it would be replayed into another one.
Result<void> moveLogs(const DataDir &dir, const fs::path &kept)
{
    for (const char *suffix : {"-wal", "-shm"}) {
        const fs::path log = beside(dir.database(), suffix);
        if (!isThere(log))
            continue;
        if (const Result<void> moved = moveFile(log, beside(kept, suffix)); !moved)
            return moved;
    }
    return {};
}

Result<void> putInPlace(const DataDir &dir, const fs::path &kept)
{
    if (const Result<void> moved = moveLogs(dir, kept); !moved)
        return moved;
    if (const Result<void> placed = moveFile(draftOf(dir), dir.database()); !placed)
        return placed;
    dropFile(noteOf(dir));
    return {};
}

/// A rescue that was interrupted after the damaged file was renamed.
Result<void> finishRescue(const DataDir &dir, Timestamp now)
{
    if (isThere(dir.database()) || !isThere(draftOf(dir)))
        return {};
    return putInPlace(dir, freeName(dir, now));
}

bool isDamaged(const DataDir &dir)
{
    const auto connection = Connection::open(dir.database(), Connection::Mode::Read);
    if (!connection)
        return false;
    const auto recognised = recogniseStore(**connection);
    if (!recognised)
        return (*connection)->foundDamage();
    // One row: "ok", or the first damage; it is read as a number only to have it run.
    static_cast<void>((*connection)->number("SELECT count(*) FROM pragma_quick_check(1)"));
    const auto findings
        = (*connection)->number("SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'");
    return (*connection)->foundDamage() || (findings && *findings > 0);
}

/// What a row says of others that may be gone: events without a session get one, and no row number is given
/// out twice.
Result<void> mend(Connection &connection)
{
    std::string sql;
    for (const char *table : {"events", "agents", "flushes", "drops", "depths"}) {
        sql += std::string("INSERT OR IGNORE INTO sessions (key, id) SELECT DISTINCT session,"
                           " 'rescued-' || session FROM ")
            + table + ';';
    }
    sql += "UPDATE sessions SET next_event = max(next_event, 1 + coalesce((SELECT max(row) FROM events"
           " WHERE row >= key << 32 AND row < (key + 1) << 32), 0) - (key << 32))"
           " WHERE EXISTS (SELECT 1 FROM events WHERE row >= key << 32 AND row < (key + 1) << 32);";
    sql += "INSERT OR IGNORE INTO bodies (row, body) SELECT row, '{}' FROM events;";
    sql += "INSERT OR IGNORE INTO store (one, revision) SELECT 1, coalesce(max(revision), 0) FROM sessions;";
    int type = 0;
    for (const char *count : {"actions", "llms", "tools", "errors", "apis"}) {
        sql += std::string("UPDATE sessions SET ") + count
            + " = (SELECT count(*) FROM events WHERE row >= key << 32 AND row < (key + 1) << 32 AND type = "
            + std::to_string(type++) + ");";
    }
    return connection.execute(sql.c_str());
}

Result<Salvaged> copyInto(const DataDir &dir, Connection &draft)
{
    // One transaction, on disk once it is committed; a draft that is interrupted is thrown away.
    if (const auto set = draft.execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=FULL;"); !set)
        return set.error();
    auto damaged = Connection::open(dir.database(), Connection::Mode::Read);
    if (!damaged)
        return damaged.error();
    Result<Transaction> transaction = Transaction::begin(draft, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    Result<Salvaged> salvaged = salvage(**damaged, draft);
    if (!salvaged)
        return salvaged;
    if (const Result<void> mended = mend(draft); !mended)
        return mended.error();
    if (const Result<void> committed = transaction->commit(); !committed)
        return committed.error();
    return salvaged;
}

Result<void> makeDraft(const DataDir &dir)
{
    for (const char *suffix : {"", "-journal", "-wal", "-shm"})
        dropFile(beside(draftOf(dir), suffix));
    const auto made = FileDescriptor::open(draftOf(dir), O_RDWR | O_CREAT | O_EXCL);
    return made.isValid() ? Result<void>() : systemError("cannot make " + draftOf(dir).string());
}

/// Nothing, also no table, when even the damaged store's list of tables cannot be read.
Result<StoreRescue> fillDraft(const DataDir &dir)
{
    if (const Result<void> made = makeDraft(dir); !made)
        return made.error();
    auto draft = Connection::open(draftOf(dir), Connection::Mode::Write);
    if (!draft)
        return draft.error();
    const Result<Salvaged> salvaged = copyInto(dir, **draft);
    if (salvaged)
        return StoreRescue{{}, true, salvaged->rows, salvaged->gaps};
    if ((*draft)->foundDamage())
        return salvaged.error();
    draft->reset();
    if (const Result<void> again = makeDraft(dir); !again)
        return again.error();
    return StoreRescue{};
}

Result<StoreRescue> rescue(const DataDir &dir, Timestamp now)
{
    Result<StoreRescue> rescued = fillDraft(dir);
    if (!rescued)
        return rescued;
    rescued->kept = freeName(dir, now);
    if (const Result<void> moved = moveFile(dir.database(), rescued->kept); !moved)
        return moved.error();
    if (const Result<void> placed = putInPlace(dir, rescued->kept); !placed)
        return placed.error();
    return rescued;
}

Result<OpenedStore> rescueAndOpen(const DataDir &dir, Timestamp now)
{
    Result<StoreRescue> rescued = rescue(dir, now);
    if (!rescued)
        return rescued.error();
    auto store = SqliteStore::open(dir);
    if (!store)
        return store.error();
    return OpenedStore{std::move(*store), std::move(*rescued)};
}

} // namespace

Result<OpenedStore> openOrRescue(const DataDir &dir, Timestamp now)
{
    if (const Result<void> finished = finishRescue(dir, now); !finished)
        return finished.error();
    if (isThere(noteOf(dir)) && isThere(dir.database()) && isDamaged(dir))
        return rescueAndOpen(dir, now);
    auto store = SqliteStore::open(dir);
    if (store) {
        dropFile(noteOf(dir));
        return OpenedStore{std::move(*store), {}};
    }
    if (!isDamaged(dir))
        return store.error();
    return rescueAndOpen(dir, now);
}

void noteDamage(const DataDir &dir)
{
    static_cast<void>(FileDescriptor::open(noteOf(dir), O_WRONLY | O_CREAT));
}

bool isDamageNoted(const DataDir &dir)
{
    return isThere(noteOf(dir));
}

} // namespace sluice
