// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/batch_tables.h"

#include "core/sqlite/connection.h"
#include "core/store/contents_row.h"
#include "core/store/event_row.h"
#include "core/store/json_text.h"

namespace sluice {

namespace {

Error withoutId(const char *what, const SessionId &session)
{
    return {ErrorKind::Invalid,
        std::string(what) + " of session " + session.text() + " has no id and cannot be stored"};
}

} // namespace

BatchTables::BatchTables(Connection &connection)
    : m_connection(connection)
    , m_sessions(connection)
    , m_events(connection)
    , m_agent(connection,
          "INSERT INTO agents (session, id, name) VALUES (?, ?, ?)"
          " ON CONFLICT (session, id) DO UPDATE SET name = excluded.name")
    , m_flush(connection,
          "INSERT OR REPLACE INTO flushes (session, sequence, cause, outcome, started, ended, events, bytes,"
          " attempts, http_status, message, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_drops(connection, "INSERT INTO drops (session, reason, first, last, count) VALUES (?, ?, ?, ?, ?)")
    , m_depth(
          connection, "INSERT INTO depths (session, time, lowest, highest, capacity) VALUES (?, ?, ?, ?, ?)")
    , m_token(connection, "INSERT OR REPLACE INTO tokens (hash, session, granted) VALUES (?, ?, ?)")
    , m_contents(connection,
          "INSERT OR REPLACE INTO flush_contents (session, flush, taken, lowest, highest, ids, enqueued)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)")
{ }

Result<void> BatchTables::write(const StoreBatch &batch, std::uint64_t revision, Timestamp now)
{
    m_sessions.forgetAll();
    m_events.begin(revision, m_factsBelow);
    Result<void> written = writeParts(batch);
    if (written && batch.pieces)
        written = batch.pieces([this](const StoreBatch &piece) { return writeParts(piece); });
    if (written)
        written = m_events.writeSums();
    return written ? m_sessions.writeAll(revision, now) : written;
}

template <typename Part>
Result<void> BatchTables::putAll(const std::vector<Part> &parts)
{
    for (const Part &part : parts) {
        if (Result<void> written = put(part); !written)
            return written;
    }
    return {};
}

Result<void> BatchTables::writeParts(const StoreBatch &batch)
{
    Result<void> written = putAll(batch.sessions);
    if (written)
        written = putAll(batch.agents);
    if (written)
        written = putAll(batch.events);
    if (written)
        written = putAll(batch.agentsOfEvents);
    if (written)
        written = putAll(batch.flushes);
    if (written)
        written = putAll(batch.drops);
    if (written)
        written = putAll(batch.depths);
    if (written)
        written = putAll(batch.tokens);
    if (written)
        written = putAll(batch.contents);
    return written;
}

Result<void> BatchTables::put(const SessionChange &change)
{
    const Result<SessionRow *> session = m_sessions.rowOf(change.id);
    if (!session)
        return session.error();
    (*session)->tell(change);
    return {};
}

Result<void> BatchTables::put(const StoredAgent &agent)
{
    const Result<SessionRow *> session = m_sessions.rowOf(agent.session);
    if (!session)
        return session.error();
    if (agent.agent.id.isEmpty())
        return withoutId("an agent", agent.session);
    return m_agent.run((*session)->key, agent.agent.id, agent.agent.name);
}

Result<void> BatchTables::put(const StoredEvent &event)
{
    const Result<SessionRow *> found = m_sessions.rowOf(event.session);
    if (!found)
        return found.error();
    if (event.id.isEmpty())
        return withoutId("an event", event.session);
    SessionRow &session = **found;
    if (session.nextEvent >= eventsPerSession)
        return Error{
            ErrorKind::Limit, "session " + event.session.text() + " has 4294967295 events: no more fit"};
    session.happenedAt(event.start);

    return m_events.put(event, session);
}

Result<void> BatchTables::put(const AgentOfEvents &given)
{
    const Result<SessionRow *> session = m_sessions.rowOf(given.session);
    if (!session)
        return session.error();
    for (const EventId &event : given.events) {
        if (const Result<void> put = m_events.putAgent(event, given.agent, **session); !put)
            return put;
    }
    return {};
}

Result<void> BatchTables::put(const FlushRecord &flush)
{
    const Result<SessionRow *> session = m_sessions.rowOf(flush.session);
    if (!session)
        return session.error();
    (*session)->happenedAt(flush.started);
    const std::optional<std::string> tries
        = flush.tries.empty() ? std::nullopt : std::optional(triesToText(flush.tries));
    return m_flush.run((*session)->key, flush.sequence, flush.cause, flush.outcome, flush.started,
        flush.ended, flush.events, flush.bytes, flush.attempts, flush.httpStatus, flush.message, tries);
}

Result<void> BatchTables::put(const FlushContents &contents)
{
    const Result<SessionRow *> session = m_sessions.rowOf(contents.session);
    if (!session)
        return session.error();
    (*session)->happenedAt(contents.taken);
    if (contents.events.empty())
        return {};
    using Bytes = std::span<const std::uint8_t>;
    const PackedContents packed = pack(contents.events);
    const auto enqueued = packed.enqueued.empty() ? std::nullopt : std::optional<Bytes>(packed.enqueued);
    return m_contents.run((*session)->key, contents.flush, contents.taken, Bytes(packed.lowest.bytes),
        Bytes(packed.highest.bytes), Bytes(packed.ids), enqueued);
}

Result<void> BatchTables::put(const DropRun &drops)
{
    const Result<SessionRow *> session = m_sessions.rowOf(drops.session);
    if (!session)
        return session.error();
    (*session)->happenedAt(drops.first);
    (*session)->drops += drops.count;
    return m_drops.run((*session)->key, drops.reason, drops.first, drops.last, drops.count);
}

Result<void> BatchTables::put(const DepthSample &depth)
{
    const Result<SessionRow *> session = m_sessions.rowOf(depth.session);
    if (!session)
        return session.error();
    (*session)->happenedAt(depth.time);
    return m_depth.run((*session)->key, depth.time, depth.lowest, depth.highest, depth.capacity);
}

Result<void> BatchTables::put(const TokenGrant &token)
{
    if (token.session.isEmpty())
        return Error{ErrorKind::Invalid, "a token without a session cannot be stored"};
    return m_token.run(std::span<const std::uint8_t>(token.hash), token.session, token.granted);
}

} // namespace sluice
