// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/spool_contents.h"

#include <utility>

namespace sluice {

namespace {

SpooledHead headOf(std::int64_t row, const SpooledBody &body)
{
    return {row, body.session, body.starts.size(), body.text.size()};
}

} // namespace

SpoolContents::SpoolContents(
    std::unique_ptr<SpoolTables> tables, std::uint64_t mostBytes, Quarantine quarantine)
    : m_tables(std::move(tables))
    , m_checkpoints(m_tables->connection())
    , m_mostBytes(mostBytes)
    , m_quarantine(std::move(quarantine))
{ }

Result<std::vector<SpooledSession>> SpoolContents::load()
{
    std::uint64_t damaged = 0;
    Result<std::vector<SpooledSession>> sessions = m_tables->sessions(damaged);
    if (!sessions)
        return sessions;
    const Result<std::vector<SpooledHead>> heads = m_tables->heads();
    if (!heads)
        return heads.error();
    for (const SpooledHead &head : *heads)
        count(Change::Added, head);
    if (const Result<void> dropped = change([this] { return makeFit(0); }); !dropped)
        return dropped.error();
    return sessions;
}

Result<void> SpoolContents::change(const std::function<Result<void>()> &steps)
{
    m_changes.clear();
    Result<Transaction> transaction = Transaction::begin(m_tables->connection(), Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (Result<void> done = steps(); !done)
        return done;
    if (Result<void> committed = transaction->commit(); !committed)
        return committed;
    for (const auto &[what, head] : m_changes)
        count(what, head);
    m_checkpoints.afterCommit();
    shrinkWhenEmpty();
    return {};
}

void SpoolContents::count(Change what, const SpooledHead &head)
{
    Counts &counts = m_counts[head.session];
    if (what == Change::Added) {
        counts.events += head.events;
        m_bytes += head.bytes;
        m_bytesSinceShrunk += head.bytes;
        return;
    }
    counts.events -= head.events;
    m_bytes -= head.bytes;
    if (what == Change::Dropped)
        counts.dropped += head.events;
}

/// That it cannot be done now is no failure of the change: the file stays as large as it is.
void SpoolContents::shrinkWhenEmpty()
{
    if (m_bytes != 0 || m_bytesSinceShrunk <= mostFreeBytes)
        return;
    m_bytesSinceShrunk = 0;
    if (m_tables->connection().execute("VACUUM"))
        m_checkpoints.truncate();
}

/// Drops the oldest bodies until `bytes` more fit.
Result<void> SpoolContents::makeFit(std::uint64_t bytes)
{
    std::uint64_t held = m_bytes;
    std::int64_t last = 0;
    while (held + bytes > m_mostBytes) {
        const Result<std::optional<SpooledHead>> oldest = m_tables->oldestAfter(last);
        if (!oldest)
            return oldest.error();
        if (!*oldest)
            return Error{ErrorKind::Io, m_tables->connection().name() + ": bodies are missing"};
        last = (*oldest)->row;
        if (Result<void> removed = m_tables->removeBody(last); !removed)
            return removed;
        held -= (*oldest)->bytes;
        note(Change::Dropped, **oldest);
    }
    return {};
}

/// False: the row is not there any more.
Result<bool> SpoolContents::take(std::int64_t row)
{
    const Result<std::optional<SpooledHead>> head = m_tables->head(row);
    if (!head)
        return head.error();
    if (!*head)
        return false;
    if (const Result<void> removed = m_tables->removeBody(row); !removed)
        return removed.error();
    note(Change::Removed, **head);
    return true;
}

Result<void> SpoolContents::putSession(const SpooledSession &session)
{
    return change([&] { return m_tables->putSession(session); });
}

Result<void> SpoolContents::removeSession(const SessionId &id)
{
    const Result<std::uint64_t> bytes = m_tables->bytesOf(id);
    if (!bytes)
        return bytes.error();
    Result<void> removed = change([&] { return m_tables->removeSession(id); });
    if (removed) {
        m_counts.erase(id);
        m_bytes -= *bytes;
    }
    return removed;
}

Result<std::int64_t> SpoolContents::put(const SpooledBody &body)
{
    if (body.text.size() > m_mostBytes) {
        return Error{ErrorKind::Limit,
            "a body of " + std::to_string(body.text.size()) + " bytes does not fit in a spool of "
                + std::to_string(m_mostBytes)};
    }
    std::int64_t row = 0;
    const Result<void> put = change([&]() -> Result<void> {
        if (Result<void> fits = makeFit(body.text.size()); !fits)
            return fits;
        const Result<std::int64_t> added = m_tables->appendBody(body);
        if (!added)
            return added.error();
        row = *added;
        note(Change::Added, headOf(row, body));
        return {};
    });
    if (!put)
        return put.error();
    return row;
}

Result<std::optional<SpooledBody>> SpoolContents::oldest(const SessionId &id)
{
    for (;;) {
        Result<std::optional<StoredBody>> oldest = m_tables->oldest(id);
        if (!oldest)
            return oldest.error();
        if (!*oldest)
            return std::optional<SpooledBody>();
        if ((*oldest)->isSound)
            return std::optional<SpooledBody>(std::move((*oldest)->body));
        if (const Result<void> aside = setAside((*oldest)->body); !aside)
            return aside.error();
    }
}

Result<void> SpoolContents::setAside(const SpooledBody &body)
{
    const std::string name = "body-" + std::to_string(body.row);
    if (Result<void> kept
        = m_quarantine.keep(name, body.text, "of session " + body.session.text() + " is damaged");
        !kept)
        return kept;
    return change([&]() -> Result<void> {
        const Result<std::optional<SpooledHead>> head = m_tables->head(body.row);
        if (!head)
            return head.error();
        if (*head)
            note(Change::Dropped, **head);
        return m_tables->removeBody(body.row);
    });
}

Result<void> SpoolContents::markInDoubt(std::int64_t row)
{
    return change([&] { return m_tables->markInDoubt(row); });
}

Result<void> SpoolContents::remove(std::int64_t row)
{
    return change([&]() -> Result<void> {
        const Result<bool> taken = take(row);
        return taken ? Result<void>() : taken.error();
    });
}

Result<void> SpoolContents::replace(std::int64_t row, const std::vector<SpooledBody> &parts)
{
    return change([&]() -> Result<void> {
        const Result<bool> taken = take(row);
        if (!taken)
            return taken.error();
        if (!*taken || parts.empty())
            return {};
        for (const SpooledBody &part : parts)
            note(Change::Added, headOf(0, part));
        return m_tables->putParts(row, parts);
    });
}

std::uint64_t SpoolContents::takeDropped(const SessionId &id)
{
    const auto found = m_counts.find(id);
    return found != m_counts.end() ? std::exchange(found->second.dropped, 0) : 0;
}

std::uint64_t SpoolContents::events(const SessionId &id) const
{
    const auto found = m_counts.find(id);
    return found != m_counts.end() ? found->second.events : 0;
}

void SpoolContents::hurry()
{
    // The checkpoint of finish() syncs then. Where it cannot be set, each commit syncs as before.
    static_cast<void>(m_tables->connection().execute("PRAGMA synchronous=NORMAL"));
}

bool SpoolContents::finish()
{
    const Result<bool> empty = m_tables->isEmpty();
    if (empty && *empty)
        return true;
    m_checkpoints.atClose();
    return false;
}

} // namespace sluice
