// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_file.h"

#include "core/agentops/event_texts.h"
#include "core/base/system_error.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/text_tokens.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace sluice {

namespace {

// Grows with the tables and with what is read out of an event.
constexpr std::int64_t searchVersion = 1'000 + EventTextReader::version;

// NORMAL: after a power loss the index is whole, and at most a little behind; the store fills it up again.
const char *const settings = "PRAGMA journal_mode=WAL;"
                             "PRAGMA synchronous=NORMAL;"
                             "PRAGMA temp_store=MEMORY;"
                             "PRAGMA cache_size=-8192;";

// The index keeps no text (content=''): snippets come from the store. So what was indexed cannot be taken out
// again; an event that is replaced is indexed under a new docid, which `renewed` tells, and what the old one
// finds is left out.
std::string tables()
{
    return std::string(R"(
CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    events INTEGER NOT NULL,
    renewals INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0, 0, 0);
CREATE TABLE progress (
    session INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    through INTEGER NOT NULL
) STRICT;
CREATE TABLE renewed (
    row INTEGER PRIMARY KEY,
    docid INTEGER NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE texts USING fts5(name, prompt, completion, params, returns, logs, error,
    content='', columnsize=0, tokenize=')")
        + TextTokens::tokenizer + "');";
}

Result<bool> isOurs(Connection &connection)
{
    const Result<std::int64_t> application = connection.number("PRAGMA application_id");
    const Result<std::int64_t> version = connection.number("PRAGMA user_version");
    for (const Result<std::int64_t> *read : {&application, &version}) {
        if (!*read)
            return read->error();
    }
    return *application == searchApplicationId && *version == searchVersion;
}

Result<void> makeTables(Connection &connection)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const std::string sql = tables() + "PRAGMA application_id=" + std::to_string(searchApplicationId)
        + ";PRAGMA user_version=" + std::to_string(searchVersion);
    const Result<void> made = connection.execute(sql.c_str());
    return made ? transaction->commit() : made;
}

/// With mode 0600, before SQLite opens it.
Result<void> makeFile(const std::filesystem::path &file)
{
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return systemError("cannot make " + file.string());
    ::close(fd);
    return {};
}

Result<SearchFile> makeAnew(const std::filesystem::path &file, bool inPlaceOfAnother)
{
    if (const Result<void> removed = removeSearchFile(file); !removed)
        return removed.error();
    if (const Result<void> made = makeFile(file); !made)
        return made.error();
    Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::Write);
    if (!connection)
        return connection.error();
    Result<void> ready = (*connection)->execute(settings);
    if (ready)
        ready = makeTables(**connection);
    if (!ready)
        return ready.error();
    return SearchFile{std::move(*connection), inPlaceOfAnother};
}

/// nullptr: it cannot be used. `isDamaged` says whether it is worth keeping for a look.
std::unique_ptr<Connection> openExisting(const std::filesystem::path &file, bool &isDamaged)
{
    Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::Write);
    if (!connection) {
        isDamaged = true;
        return nullptr;
    }
    const Result<bool> ours = isOurs(**connection);
    const bool isGood = ours && *ours && (*connection)->execute(settings)
        && (*connection)->number("SELECT count(*) FROM texts WHERE texts MATCH '\"a\"'");
    isDamaged = !ours || (*ours && !isGood);
    return isGood ? std::move(*connection) : nullptr;
}

} // namespace

Result<SearchFile> openSearchFile(const std::filesystem::path &file)
{
    std::error_code failed;
    if (!std::filesystem::exists(file, failed))
        return makeAnew(file, false);
    bool isDamaged = false;
    if (std::unique_ptr<Connection> connection = openExisting(file, isDamaged))
        return SearchFile{std::move(connection), false};
    if (isDamaged) {
        if (const Result<void> aside = quarantineSearchFile(file); !aside)
            return aside.error();
    }
    return makeAnew(file, true);
}

Result<void> quarantineSearchFile(const std::filesystem::path &file)
{
    std::error_code failed;
    std::filesystem::rename(file, file.string() + ".damaged", failed);
    if (failed)
        return Error{ErrorKind::Io, "cannot put " + file.string() + " aside: " + failed.message()};
    return removeSearchFile(file);
}

Result<void> removeSearchFile(const std::filesystem::path &file)
{
    for (const char *part : {"", "-wal", "-shm"}) {
        std::error_code failed;
        std::filesystem::remove(file.string() + part, failed);
        if (failed)
            return Error{ErrorKind::Io, "cannot remove " + file.string() + part + ": " + failed.message()};
    }
    return {};
}

Result<std::unique_ptr<Connection>> openSearchFileForReading(const std::filesystem::path &file)
{
    std::error_code failed;
    if (!std::filesystem::exists(file, failed) && !failed)
        return Error{ErrorKind::NotFound,
            "there is no search index in " + file.parent_path().string()
                + " yet: the Sluice that holds the store makes it"};
    Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::Read);
    if (!connection)
        return connection;
    const Result<bool> ours = isOurs(**connection);
    if (!ours)
        return ours.error();
    if (!*ours)
        return Error{ErrorKind::Invalid,
            file.string() + " is no search index of this Sluice; the one that holds the store makes it anew"};
    return connection;
}

} // namespace sluice
