// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_intake.h"

#include "core/sqlite/checkpoints.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/store/event_row.h"
#include "core/store/search_file.h"
#include "core/store/store_connection.h"

#include <deque>
#include <optional>
#include <system_error>
#include <utility>

namespace sluice {

namespace {

/// A docid that finds nothing any more costs room: beyond as many as there are events (and some), the index
/// is made anew.
constexpr std::uint64_t renewalsForFree = 10'000;

/// A session of which there is something to take in this round.
struct Todo
{
    std::int64_t key = 0;
    std::string id;
    std::int64_t through = 0; ///< row up to which its new events are in
    std::int64_t oldThrough = 0; ///< the same when the round began: replaced events beyond it are new ones
    bool newIsDone = false;
    std::int64_t replacedAt = 0; ///< of the last replaced event that was taken
    std::int64_t replacedRow = 0;
};

} // namespace

/// An event as it goes into the index.
struct SearchIntake::Document
{
    std::int64_t row = 0;
    bool isReplaced = false;
    StoredEvent event; ///< type, name and body alone
};

struct SearchIntake::Portion
{
    std::vector<Document> documents;
    std::size_t bytes = 0;
    std::map<std::int64_t, std::pair<std::string, std::int64_t>> through; ///< by session

    bool isFull() const { return documents.size() >= mostEvents || bytes >= mostBytes; }
    void add(Document document)
    {
        bytes += document.event.body.size();
        documents.push_back(std::move(document));
    }
};

struct SearchIntake::Open
{
    Open(std::unique_ptr<Connection> storeFile, std::unique_ptr<Connection> indexFile)
        : store(std::move(storeFile))
        , index(std::move(indexFile))
    { }

    std::unique_ptr<Connection> store;
    std::unique_ptr<Connection> index;
    Checkpoints checkpoints{*index};

    // Of the store
    Statement storeRevision{*store, "SELECT revision FROM store"};
    Statement changedSessions{*store, "SELECT key, id FROM sessions WHERE revision > ? ORDER BY key"};
    Statement sessionAt{*store, "SELECT id, next_event FROM sessions WHERE key = ?"};
    Statement newEvents{*store,
        "SELECT events.row, type, name, body FROM events JOIN bodies ON bodies.row = events.row"
        " WHERE events.row > ? AND events.row < ? ORDER BY events.row"};
    Statement replacedEvents{*store,
        "SELECT events.row, type, name, body, replaced FROM event_facts"
        " JOIN events ON events.row = event_facts.row JOIN bodies ON bodies.row = event_facts.row"
        " WHERE event_facts.session = ? AND replaced >= ? AND (replaced, event_facts.row) > (?, ?)"
        " AND event_facts.row <= ? ORDER BY replaced, event_facts.row"};

    // Of the index
    Statement state{*index, "SELECT revision, events, renewals FROM state"};
    Statement keepState{*index, "UPDATE state SET revision = ?, events = ?, renewals = ?"};
    Statement progress{*index, "SELECT session, id, through FROM progress"};
    Statement throughOf{*index, "SELECT through FROM progress WHERE session = ?"};
    Statement keepProgress{*index, "INSERT OR REPLACE INTO progress (session, id, through) VALUES (?, ?, ?)"};
    Statement renew{*index, "INSERT OR REPLACE INTO renewed (row, docid) VALUES (?, ?)"};
    Statement add{*index,
        "INSERT INTO texts (rowid, name, prompt, completion, params, returns, logs, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};

    std::uint64_t revision = 0;
    std::uint64_t events = 0;
    std::uint64_t renewals = 0;

    // The round in hand: everything up to commit `target`
    std::uint64_t target = 0;
    std::deque<Todo> todo;
};

SearchIntake::SearchIntake(DataDir dir)
    : m_dir(std::move(dir))
{ }

SearchIntake::~SearchIntake() = default;

Result<SearchIntake::Progress> SearchIntake::step()
{
    Progress opened;
    std::error_code failed;
    if (m_open && !std::filesystem::exists(m_dir.searchIndex(), failed))
        m_open.reset(); // somebody took the file away
    if (!m_open) {
        if (const Result<void> done = open(opened); !done)
            return done.error();
    }
    Result<Progress> progress = stepOpen(*m_open);
    if (!progress) {
        const bool isDamaged = m_open->index->foundDamage();
        m_open.reset();
        if (isDamaged) {
            if (const Result<void> aside = quarantineSearchFile(m_dir.searchIndex()); !aside)
                return aside.error();
        }
        return progress;
    }
    progress->wasMadeAnew = opened.wasMadeAnew;
    return progress;
}

Result<void> SearchIntake::open(Progress &progress)
{
    Result<std::unique_ptr<Connection>> store = openStoreForReading(m_dir);
    if (!store)
        return store.error();
    Result<SearchFile> file = openSearchFile(m_dir.searchIndex());
    if (!file)
        return file.error();
    progress.wasMadeAnew = file->wasMadeAnew;
    auto files = std::make_unique<Open>(std::move(*store), std::move(file->connection));
    for (const Connection *connection : {files->store.get(), files->index.get()}) {
        if (const Result<void> prepared = connection->preparedAll(); !prepared)
            return prepared;
    }
    const Result<bool> fits = isOfThisStore(*files);
    if (!fits)
        return fits.error();
    if (!*fits) {
        files.reset();
        if (const Result<void> removed = removeSearchFile(m_dir.searchIndex()); !removed)
            return removed;
        const Result<void> again = open(progress);
        progress.wasMadeAnew = true;
        return again;
    }
    m_open = std::move(files);
    return {};
}

/// Also reads where the index stands. A store that was taken away, or one of another machine put in its
/// place, has other sessions under the same keys, or fewer events.
Result<bool> SearchIntake::isOfThisStore(Open &files)
{
    {
        Rows rows = files.state.query();
        if (rows.next()) {
            files.revision = rows.count(0);
            files.events = rows.count(1);
            files.renewals = rows.count(2);
        }
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    Rows known = files.progress.query();
    while (known.next()) {
        Rows session = files.sessionAt.query(known.number(0));
        const bool fits = session.next() && session.id<SessionId>(0) == known.id<SessionId>(1)
            && known.number(2) < eventRow(known.number(0), session.number(1));
        if (const Result<void> read = session.result(); !read)
            return read.error();
        if (!fits)
            return false;
    }
    return known.with(files.renewals <= files.events + renewalsForFree);
}

Result<SearchIntake::Progress> SearchIntake::stepOpen(Open &files)
{
    if (files.todo.empty()) {
        if (const Result<void> begun = beginRound(files); !begun)
            return begun.error();
    }
    if (files.target != files.revision) {
        const Result<Portion> portion = readPortion(files);
        if (!portion)
            return portion.error();
        if (const Result<void> kept = keep(files, *portion); !kept)
            return kept.error();
        files.checkpoints.afterCommit();
    }
    return Progress{files.revision, files.events, !files.todo.empty(), false};
}

Result<void> SearchIntake::beginRound(Open &files)
{
    const Result<Transaction> instant = Transaction::begin(*files.store, Transaction::Kind::Read);
    if (!instant)
        return instant.error();
    {
        Rows rows = files.storeRevision.query();
        if (rows.next())
            files.target = rows.count(0);
        if (const Result<void> read = rows.result(); !read)
            return read;
    }
    if (files.target == files.revision)
        return {};
    Rows rows = files.changedSessions.query(files.revision);
    while (rows.next()) {
        Todo todo;
        todo.key = rows.number(0);
        todo.id = rows.id<SessionId>(1).text();
        Rows known = files.throughOf.query(todo.key);
        todo.oldThrough = known.next() ? known.number(0) : eventRow(todo.key, 0);
        if (const Result<void> read = known.result(); !read)
            return read;
        todo.through = todo.oldThrough;
        todo.replacedAt = static_cast<std::int64_t>(files.revision);
        todo.replacedRow = eventRow(todo.key + 1, 0);
        files.todo.push_back(std::move(todo));
    }
    return rows.result();
}

Result<SearchIntake::Portion> SearchIntake::readPortion(Open &files)
{
    Portion portion;
    while (!portion.isFull() && !files.todo.empty()) {
        if (!files.todo.front().newIsDone) {
            if (const Result<void> read = readNew(files, portion); !read)
                return read.error();
            continue;
        }
        if (const Result<void> read = readReplaced(files, portion); !read)
            return read.error();
        if (!portion.isFull())
            files.todo.pop_front();
    }
    return portion;
}

Result<void> SearchIntake::readNew(Open &files, Portion &portion)
{
    Todo &todo = files.todo.front();
    Rows rows = files.newEvents.query(todo.through, eventRow(todo.key + 1, 0));
    bool isMore = true;
    while (!portion.isFull() && (isMore = rows.next())) {
        Document document;
        document.row = todo.through = rows.number(0);
        document.event.type = rows.enumerator(1, EventType::Api, EventType::Action);
        document.event.name = rows.text(2);
        document.event.body = rows.text(3);
        portion.add(std::move(document));
    }
    todo.newIsDone = !isMore;
    if (todo.through > todo.oldThrough)
        portion.through[todo.key] = {todo.id, todo.through};
    return rows.result();
}

Result<void> SearchIntake::readReplaced(Open &files, Portion &portion)
{
    Todo &todo = files.todo.front();
    Rows rows = files.replacedEvents.query(
        todo.key, todo.replacedAt, todo.replacedAt, todo.replacedRow, todo.oldThrough);
    while (!portion.isFull() && rows.next()) {
        Document document;
        document.row = todo.replacedRow = rows.number(0);
        document.isReplaced = true;
        document.event.type = rows.enumerator(1, EventType::Api, EventType::Action);
        document.event.name = rows.text(2);
        document.event.body = rows.text(3);
        todo.replacedAt = rows.number(4);
        portion.add(std::move(document));
    }
    return rows.result();
}

Result<void> SearchIntake::keep(Open &files, const Portion &portion)
{
    Result<Transaction> transaction = Transaction::begin(*files.index, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    for (const Document &document : portion.documents) {
        if (const Result<void> kept = keepDocument(files, document); !kept)
            return kept;
    }
    for (const auto &[session, through] : portion.through) {
        const Result<void> kept = files.keepProgress.run(session, SessionId(through.first), through.second);
        if (!kept)
            return kept;
    }
    if (files.todo.empty())
        files.revision = files.target;
    const Result<void> kept = files.keepState.run(files.revision, files.events, files.renewals);
    return kept ? transaction->commit() : kept;
}

Result<void> SearchIntake::keepDocument(Open &files, const Document &document)
{
    std::int64_t docid = document.row;
    if (document.isReplaced) {
        docid = firstRenewedDocid + static_cast<std::int64_t>(++files.renewals);
        if (const Result<void> renewed = files.renew.run(document.row, docid); !renewed)
            return renewed;
    } else {
        ++files.events;
    }
    const EventTexts texts = m_reader.of(document.event);
    return files.add.run(docid, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6]);
}

} // namespace sluice
