// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_book.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/sqlite/checkpoints.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"

#include <fcntl.h>

#include <system_error>
#include <utility>

namespace sluice {

namespace {

constexpr std::int64_t applicationId = 0x534c4657; // "SLFW"
constexpr std::int64_t version = 1;

// NORMAL: no sync for each commit. See the class.
const char *const settings = "PRAGMA journal_mode=WAL;"
                             "PRAGMA synchronous=NORMAL;";

const char *const newTables = R"(
CREATE TABLE book (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seen INTEGER NOT NULL
) STRICT;
CREATE TABLE marks (
    session ANY PRIMARY KEY NOT NULL,
    row INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    replaced_row INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    told TEXT NOT NULL,
    pending INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_pending ON marks (pending) WHERE pending = 1;
)";

Result<void> makeTables(Connection &connection, std::uint64_t now)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const std::string sql = newTables + ("INSERT INTO book VALUES (1, " + std::to_string(now))
        + ");PRAGMA application_id=" + std::to_string(applicationId)
        + ";PRAGMA user_version=" + std::to_string(version);
    const Result<void> made = connection.execute(sql.c_str());
    return made ? transaction->commit() : made;
}

Result<void> prepare(Connection &connection, std::uint64_t now)
{
    const Result<std::int64_t> application = connection.number("PRAGMA application_id");
    const Result<std::int64_t> found = connection.number("PRAGMA user_version");
    if (!application || !found)
        return !application ? application.error() : found.error();
    if (*found > version)
        return Error{ErrorKind::Invalid, connection.name() + " was written by a newer Sluice; use that one"};
    if (const Result<void> set = connection.execute(settings); !set)
        return set;
    return *application == applicationId ? Result<void>() : makeTables(connection, now);
}

Result<std::unique_ptr<Connection>> openFile(
    const std::filesystem::path &file, std::uint64_t now, bool &isDamaged)
{
    if (Result<void> made = makePrivateDirectory(file.parent_path(), "folder"); !made)
        return made.error();
    if (!FileDescriptor::open(file, O_RDWR | O_CREAT).isValid())
        return systemError("cannot make " + file.string());
    auto connection = Connection::open(file, Connection::Mode::Write);
    if (!connection)
        return connection;
    const Result<void> ready = prepare(**connection, now);
    isDamaged = (*connection)->foundDamage();
    if (!ready)
        return ready.error();
    return connection;
}

Result<void> putAside(const std::filesystem::path &file)
{
    std::error_code failed;
    std::filesystem::rename(file, file.string() + ".damaged", failed);
    for (const char *part : {"-wal", "-shm"})
        std::filesystem::remove(file.string() + part, failed);
    return failed ? Result<void>(Error{ErrorKind::Io, "cannot put " + file.string() + " aside"})
                  : Result<void>();
}

ForwardMark markFrom(const Rows &row)
{
    ForwardMark mark;
    mark.session = row.id<SessionId>(0);
    mark.row = row.number(1);
    mark.replaced = {row.count(2), row.number(3)};
    mark.passed = row.count(4);
    mark.told = row.text(5);
    mark.isPending = row.number(6) != 0;
    return mark;
}

} // namespace

class ForwardBook::Tables
{
public:
    explicit Tables(std::unique_ptr<Connection> connection)
        : m_connection(std::move(connection))
        , m_checkpoints(*m_connection)
        , m_put(*m_connection, "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)")
        , m_see(*m_connection, "UPDATE book SET seen = ?")
        , m_seen(*m_connection, "SELECT seen FROM book")
        , m_find(*m_connection, "SELECT * FROM marks WHERE session = ?")
        , m_pending(*m_connection, "SELECT * FROM marks WHERE pending = 1")
    { }

    Result<void> ready() const { return m_connection->preparedAll(); }

    Result<std::uint64_t> seen()
    {
        Rows rows = m_seen.query();
        const std::uint64_t seen = rows.next() ? rows.count(0) : 0;
        return rows.with(seen);
    }

    /// A store that is another one than it was: rows are not what they were.
    Result<void> forgetRows(std::uint64_t now)
    {
        const std::string sql = "UPDATE marks SET row = 0, replaced = 0, replaced_row = 0, passed = 0,"
                                " pending = 1; UPDATE book SET seen = "
            + std::to_string(now);
        return m_connection->execute(sql.c_str());
    }

    std::vector<ForwardMark> pending()
    {
        std::vector<ForwardMark> marks;
        Rows rows = m_pending.query();
        while (rows.next())
            marks.push_back(markFrom(rows));
        return marks;
    }

    Result<std::optional<ForwardMark>> find(const SessionId &session)
    {
        std::optional<ForwardMark> mark;
        Rows rows = m_find.query(session);
        if (rows.next())
            mark = markFrom(rows);
        return rows.with(std::move(mark));
    }

    Result<void> keep(const std::vector<ForwardMark> &marks, std::uint64_t seen)
    {
        Result<Transaction> transaction = Transaction::begin(*m_connection, Transaction::Kind::Write);
        if (!transaction)
            return transaction.error();
        for (const ForwardMark &mark : marks) {
            const Result<void> put = m_put.run(mark.session, mark.row, mark.replaced.revision,
                mark.replaced.row, mark.passed, mark.told, mark.isPending ? 1 : 0);
            if (!put)
                return put;
        }
        if (const Result<void> put = m_see.run(seen); !put)
            return put;
        const Result<void> done = transaction->commit();
        m_checkpoints.afterCommit();
        return done;
    }

private:
    const std::unique_ptr<Connection> m_connection;
    Checkpoints m_checkpoints;
    Statement m_put;
    Statement m_see;
    Statement m_seen;
    Statement m_find;
    Statement m_pending;
};

ForwardBook::ForwardBook(std::unique_ptr<Tables> tables)
    : m_tables(std::move(tables))
{ }

ForwardBook::~ForwardBook() = default;

Result<std::unique_ptr<ForwardBook>> ForwardBook::open(const std::filesystem::path &file, std::uint64_t now)
{
    bool isDamaged = false;
    auto connection = openFile(file, now, isDamaged);
    if (!connection && isDamaged) {
        if (const Result<void> aside = putAside(file); !aside)
            return aside.error();
        connection = openFile(file, now, isDamaged);
    }
    if (!connection)
        return connection.error();
    auto tables = std::make_unique<Tables>(std::move(*connection));
    if (const Result<void> ready = tables->ready(); !ready)
        return ready.error();
    const Result<std::uint64_t> seen = tables->seen();
    if (!seen)
        return seen.error();
    const bool isOtherStore = *seen > now;
    if (isOtherStore) {
        if (const Result<void> forgot = tables->forgetRows(now); !forgot)
            return forgot.error();
    }
    std::unique_ptr<ForwardBook> book(new ForwardBook(std::move(tables)));
    book->m_seen = isOtherStore ? now : *seen;
    return book;
}

std::vector<ForwardMark> ForwardBook::pending()
{
    return m_tables->pending();
}

Result<std::optional<ForwardMark>> ForwardBook::find(const SessionId &session)
{
    return m_tables->find(session);
}

Result<void> ForwardBook::keep(const std::vector<ForwardMark> &marks, std::uint64_t seen)
{
    const Result<void> kept = m_tables->keep(marks, seen);
    if (kept)
        m_seen = seen;
    return kept;
}

} // namespace sluice
