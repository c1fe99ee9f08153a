// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/sqlite_spool.h"

#include "core/spool/mapped_file.h"
#include "core/spool/segmented_write_ahead.h"
#include "core/spool/session_text.h"

#include <unistd.h>

#include <utility>

namespace sluice {

namespace {

SpooledHead headOf(const SpooledBody &body)
{
    return {0, body.session, body.starts.size(), body.text.size()};
}

} // namespace

Result<std::unique_ptr<Spool>> Spool::open(const std::filesystem::path &root, SpoolOptions options)
{
    return SqliteSpool::open(root, std::move(options));
}

Result<std::unique_ptr<Spool>> SqliteSpool::open(const std::filesystem::path &root, SpoolOptions options)
{
    if (const Result<void> made = makePrivateDirectory(root, "spool"); !made)
        return made.error();
    Result<SpoolFolder> folder = SpoolFolder::make(root);
    if (!folder)
        return folder.error();
    Result<std::unique_ptr<SpoolTables>> tables = SpoolTables::open(folder->database(), options.vfs);
    if (!tables) {
        folder->removeWithDatabase();
        return tables.error();
    }
    std::unique_ptr<SqliteSpool> spool(
        new SqliteSpool(std::move(options), std::move(*folder), std::move(*tables)));
    if (const Result<void> filled = spool->fill(root); !filled)
        return filled.error();
    return std::unique_ptr<Spool>(std::move(spool));
}

SqliteSpool::SqliteSpool(SpoolOptions options, SpoolFolder folder, std::unique_ptr<SpoolTables> tables)
    : m_options(std::move(options))
    , m_process(::getpid())
    , m_budget(std::make_shared<WriteAheadBudget>(m_options.mostWriteAheadBytes))
    , m_folder(std::move(folder))
    , m_tables(std::move(tables))
{
    const MutexLock lock(m_mutex);
    m_checkpoints = std::make_unique<Checkpoints>(m_tables->connection());
}

SqliteSpool::~SqliteSpool()
{
    const MutexLock lock(m_mutex);
    if (m_process != ::getpid()) {
        // To close the database would write to the parent's.
        static_cast<void>(m_checkpoints.release());
        static_cast<void>(m_tables.release());
        return;
    }
    const Result<bool> empty = m_tables->isEmpty();
    const bool isEmpty = empty && *empty;
    if (!isEmpty)
        m_checkpoints->atClose();
    m_checkpoints.reset();
    m_tables.reset();
    if (isEmpty)
        m_folder.removeWithDatabase();
}

Result<void> SqliteSpool::fill(const std::filesystem::path &root)
{
    const MutexLock lock(m_mutex);
    Adoption adoption = adoptOthers(root, m_folder, *m_tables, m_options.vfs);
    m_findings = std::move(adoption.findings);
    m_kept = std::move(adoption.kept);
    std::uint64_t damaged = 0;
    Result<std::vector<SpooledSession>> sessions = m_tables->sessions(damaged);
    if (!sessions)
        return sessions.error();
    m_adopted = std::move(*sessions);
    const Result<std::vector<Head>> heads = m_tables->heads();
    if (!heads)
        return heads.error();
    for (const Head &head : *heads)
        add(head);
    Result<void> dropped = change([this] { return makeFit(0); });
    m_checkpoints->afterCommit();
    return dropped;
}

Result<void> SqliteSpool::change(const std::function<Result<void>()> &steps)
{
    m_changed.clear();
    Result<Transaction> transaction = Transaction::begin(m_tables->connection(), Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (Result<void> done = steps(); !done)
        return done;
    if (Result<void> committed = transaction->commit(); !committed)
        return committed;
    for (const auto &[what, head] : m_changed) {
        if (what == Change::Added) {
            add(head);
            continue;
        }
        Counts &counts = m_counts[head.session];
        counts.events -= head.events;
        counts.dropped += what == Change::Dropped ? head.events : 0;
        m_bytes.fetch_sub(head.bytes, std::memory_order_relaxed);
    }
    m_checkpoints->afterCommit();
    return {};
}

void SqliteSpool::add(const Head &head)
{
    m_counts[head.session].events += head.events;
    m_bytes.fetch_add(head.bytes, std::memory_order_relaxed);
}

/// Part of a change(): drops the oldest bodies until `bytes` more fit.
Result<void> SqliteSpool::makeFit(std::uint64_t bytes)
{
    std::uint64_t held = m_bytes.load(std::memory_order_relaxed);
    std::int64_t last = 0;
    while (held + bytes > m_options.mostBytes) {
        const Result<std::optional<Head>> oldest = m_tables->oldestAfter(last);
        if (!oldest)
            return oldest.error();
        if (!*oldest)
            return Error{ErrorKind::Io, m_tables->connection().name() + ": bodies are missing"};
        if (Result<void> removed = m_tables->removeBody((*oldest)->row); !removed)
            return removed;
        last = (*oldest)->row;
        held -= (*oldest)->bytes;
        m_changed.emplace_back(Change::Dropped, **oldest);
    }
    return {};
}

Result<void> SqliteSpool::putSession(const SpooledSession &session)
{
    const MutexLock lock(m_mutex);
    return change([&] { return m_tables->putSession(session); });
}

Result<std::optional<SpooledSession>> SqliteSpool::session(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_tables->session(id);
}

Result<void> SqliteSpool::removeSession(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    Result<std::uint64_t> bytes = m_tables->bytesOf(id);
    if (!bytes)
        return bytes.error();
    Result<void> removed = change([&] { return m_tables->removeSession(id); });
    if (removed) {
        m_counts.erase(id);
        m_bytes.fetch_sub(*bytes, std::memory_order_relaxed);
    }
    return removed;
}

Result<std::int64_t> SqliteSpool::put(const SpooledBody &body)
{
    const MutexLock lock(m_mutex);
    if (body.text.size() > m_options.mostBytes) {
        return Error{ErrorKind::Limit,
            "a body of " + std::to_string(body.text.size()) + " bytes does not fit in a spool of "
                + std::to_string(m_options.mostBytes)};
    }
    std::int64_t row = 0;
    const Result<void> put = change([&]() -> Result<void> {
        if (Result<void> fits = makeFit(body.text.size()); !fits)
            return fits;
        const Result<std::int64_t> added = m_tables->appendBody(body);
        if (!added)
            return added.error();
        row = *added;
        m_changed.emplace_back(Change::Added, headOf(body));
        return {};
    });
    if (!put)
        return put.error();
    return row;
}

Result<std::optional<SpooledBody>> SqliteSpool::oldest(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    return m_tables->oldest(id);
}

Result<void> SqliteSpool::markInDoubt(std::int64_t row)
{
    const MutexLock lock(m_mutex);
    return change([&] { return m_tables->markInDoubt(row); });
}

Result<void> SqliteSpool::remove(std::int64_t row)
{
    const MutexLock lock(m_mutex);
    return change([&] { return take(row); });
}

/// Part of a change(). A row that is not there any more was dropped: nothing to do.
Result<void> SqliteSpool::take(std::int64_t row)
{
    const Result<std::optional<Head>> head = m_tables->head(row);
    if (!head)
        return head.error();
    if (!*head)
        return {};
    m_changed.emplace_back(Change::Removed, **head);
    return m_tables->removeBody(row);
}

Result<void> SqliteSpool::replace(std::int64_t row, const std::vector<SpooledBody> &parts)
{
    const MutexLock lock(m_mutex);
    return change([&]() -> Result<void> {
        if (Result<void> taken = take(row); !taken || m_changed.empty() || parts.empty())
            return taken;
        Result<void> replaced = m_tables->putParts(row, parts);
        for (const SpooledBody &part : parts)
            m_changed.emplace_back(Change::Added, headOf(part));
        return replaced;
    });
}

std::uint64_t SqliteSpool::takeDropped(const SessionId &id)
{
    const MutexLock lock(m_mutex);
    const auto found = m_counts.find(id);
    return found != m_counts.end() ? std::exchange(found->second.dropped, 0) : 0;
}

std::uint64_t SqliteSpool::events(const SessionId &id) const
{
    const MutexLock lock(m_mutex);
    const auto found = m_counts.find(id);
    return found != m_counts.end() ? found->second.events : 0;
}

std::vector<SpooledSession> SqliteSpool::adopted() const
{
    return m_adopted;
}

std::vector<SpoolFinding> SqliteSpool::findings() const
{
    return m_findings;
}

Result<std::unique_ptr<WriteAhead>> SqliteSpool::writeAhead(const SpooledSession &session)
{
    WriteAheadHome home;
    home.folder = m_folder.path();
    home.number = m_writeAheads.fetch_add(1, std::memory_order_relaxed) + 1;
    home.session = toSessionText(session);
    home.budget = m_budget;
    home.calls = m_options.calls != nullptr ? m_options.calls : &SegmentCalls::system();
    return SegmentedWriteAhead::open(std::move(home));
}

} // namespace sluice
