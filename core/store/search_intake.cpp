// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_intake.h"

#include "core/sqlite/connection.h"
#include "core/store/event_row.h"
#include "core/store/search_file.h"
#include "core/store/search_intake_parts.h"
#include "core/store/store_connection.h"

#include <optional>
#include <system_error>
#include <utility>

namespace sluice {

namespace {

/// A docid that finds nothing any more costs room: beyond as many as there are events (and some), the index
/// is made anew.
constexpr std::uint64_t renewalsForFree = 10'000;

} // namespace

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
