// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_reader.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/store/event_row.h"
#include "core/store/schema.h"
#include "core/store/session_search.h"
#include "core/store/summary_row.h"

#include <algorithm>
#include <limits>
#include <system_error>
#include <utility>

namespace sluice {

namespace {

EventHead headFrom(const Rows &row)
{
    EventHead head;
    head.row = row.number(0);
    head.type = row.enumerator(1, EventType::Api, EventType::Action);
    head.start = row.time(2);
    head.end = row.time(3);
    head.name = row.text(4);
    head.agent = row.id<AgentId>(5);
    return head;
}

StoredEvent eventFrom(const Rows &row, const SessionId &session)
{
    StoredEvent event;
    event.session = session;
    event.id = row.id<EventId>(0);
    event.type = row.enumerator(1, EventType::Api, EventType::Action);
    event.start = row.time(2);
    event.end = row.time(3);
    event.name = row.text(4);
    event.agent = row.id<AgentId>(5);
    event.trigger = row.id<EventId>(6);
    event.body = row.text(7);
    return event;
}

FlushRecord flushFrom(const Rows &row, const SessionId &session)
{
    FlushRecord flush;
    flush.session = session;
    flush.sequence = row.count(0);
    flush.cause = row.enumerator(1, FlushCause::End, FlushCause::Size);
    flush.outcome = row.enumerator(2, FlushOutcome::Abandoned, FlushOutcome::InDoubt);
    flush.started = row.time(3);
    flush.ended = row.time(4);
    flush.events = row.count(5);
    flush.bytes = row.count(6);
    flush.attempts = static_cast<std::uint32_t>(row.number(7));
    flush.httpStatus = static_cast<int>(row.number(8));
    flush.message = row.text(9);
    return flush;
}

DropRun dropsFrom(const Rows &row, const SessionId &session)
{
    return {session, row.enumerator(0, DropReason::Reentrant, DropReason::QueueFull), row.time(1),
        row.time(2), row.count(3)};
}

DepthSample depthFrom(const Rows &row, const SessionId &session)
{
    const auto events = [&row](int column) { return static_cast<std::uint32_t>(row.number(column)); };
    return {session, row.time(0), events(1), events(2), events(3)};
}

Error noStoreIn(const DataDir &dir)
{
    return {ErrorKind::NotFound, "there is no store in " + dir.path.string() + " yet"};
}

std::string ofSession(const char *select, const char *order)
{
    return std::string(select) + " WHERE session = (SELECT key FROM sessions WHERE id = ?) ORDER BY " + order;
}

} // namespace

class StoreReader::Impl
{
public:
    explicit Impl(std::unique_ptr<Connection> opened)
        : connection(std::move(opened))
    { }

    /// Every row of a statement that asks for one session's.
    template <typename FromRow>
    auto all(Statement &statement, const SessionId &session, FromRow fromRow)
        -> Result<std::vector<decltype(fromRow(std::declval<Rows &>(), session))>>
    {
        std::vector<decltype(fromRow(std::declval<Rows &>(), session))> list;
        Rows rows = statement.query(session);
        while (rows.next())
            list.push_back(fromRow(rows, session));
        return rows.with(std::move(list));
    }

    std::unique_ptr<Connection> connection;
    SessionSearch search{*connection};
    Statement revision{*connection, "SELECT revision FROM store"};
    Statement changed{*connection,
        "SELECT " + std::string(summaryColumns)
            + " FROM sessions WHERE revision > ? ORDER BY started DESC, key DESC"};
    Statement extras{*connection, "SELECT host_env, sdk_counts FROM sessions WHERE id = ?"};
    Statement heads{*connection,
        "SELECT row, type, started, ended, name, agent FROM events WHERE row > ? AND row < ?"
        " ORDER BY row LIMIT ?"};
    Statement events{*connection,
        "SELECT id, type, started, ended, name, agent, trigger_event, body FROM events JOIN bodies USING "
        "(row)"
        " WHERE row > ? AND row < ? ORDER BY row"};
    Statement ids{*connection, "SELECT id FROM events WHERE row > ? AND row < ? ORDER BY row"};
    Statement agents{*connection, ofSession("SELECT id, name FROM agents", "row")};
    Statement flushes{*connection,
        ofSession(
            "SELECT sequence, cause, outcome, started, ended, events, bytes, attempts, http_status, message"
            " FROM flushes",
            "sequence")};
    Statement drops{*connection, ofSession("SELECT reason, first, last, count FROM drops", "row")};
    Statement depths{*connection, ofSession("SELECT time, lowest, highest, capacity FROM depths", "row")};
};

StoreReader::StoreReader(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

StoreReader::~StoreReader() = default;

Result<std::unique_ptr<StoreReader>> StoreReader::open(const DataDir &dir)
{
    std::error_code failed;
    if (!std::filesystem::exists(dir.database(), failed) && !failed)
        return noStoreIn(dir);
    Result<std::unique_ptr<Connection>> connection = Connection::open(dir.database(), Connection::Mode::Read);
    if (!connection)
        return connection.error();
    const Result<StoreFile> file = recogniseStore(**connection);
    if (!file)
        return file.error();
    if (*file == StoreFile::Empty)
        return noStoreIn(dir);
    auto impl = std::make_unique<Impl>(std::move(connection).value());
    if (const Result<void> prepared = impl->connection->preparedAll(); !prepared)
        return prepared.error();
    return std::unique_ptr<StoreReader>(new StoreReader(std::move(impl)));
}

Result<void> StoreReader::atOneInstant(const std::function<Result<void>()> &reads)
{
    Result<Transaction> transaction = Transaction::begin(*m_impl->connection, Transaction::Kind::Read);
    return transaction ? reads() : transaction.error();
}

Result<std::uint64_t> StoreReader::revision()
{
    Rows rows = m_impl->revision.query();
    return rows.next() ? rows.count(0) : rows.with(std::uint64_t{0});
}

Result<std::vector<SessionSummary>> StoreReader::sessionsChangedSince(std::uint64_t revision)
{
    std::vector<SessionSummary> sessions;
    Rows rows = m_impl->changed.query(revision);
    while (rows.next())
        sessions.push_back(summaryFrom(rows));
    return rows.with(std::move(sessions));
}

Result<std::optional<SessionSummary>> StoreReader::session(const SessionId &id)
{
    return m_impl->search.find(id);
}

Result<SessionExtras> StoreReader::extras(const SessionId &session)
{
    SessionExtras extras;
    Rows rows = m_impl->extras.query(session);
    if (rows.next()) {
        extras.hostEnv = rows.text(0);
        extras.sdkCounts = rows.text(1);
    }
    return rows.with(std::move(extras));
}

Result<std::vector<EventHead>> StoreReader::eventHeads(
    const SessionId &session, std::int64_t afterRow, std::size_t limit)
{
    const Result<std::optional<std::int64_t>> key = m_impl->search.keyOf(session);
    std::vector<EventHead> heads;
    if (!key)
        return key.error();
    if (!*key)
        return heads;
    constexpr auto mostRows = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    Rows rows = m_impl->heads.query(
        std::max(afterRow, eventRow(**key, 0)), eventRow(**key + 1, 0), std::min(limit, mostRows));
    while (rows.next())
        heads.push_back(headFrom(rows));
    return rows.with(std::move(heads));
}

Result<std::optional<StoredEvent>> StoreReader::event(const SessionId &session, std::int64_t row)
{
    const Result<std::optional<std::int64_t>> key = m_impl->search.keyOf(session);
    if (!key)
        return key.error();
    std::optional<StoredEvent> event;
    if (!*key || sessionOfRow(row) != **key)
        return event;
    Rows rows = m_impl->events.query(row - 1, row + 1);
    if (rows.next())
        event = eventFrom(rows, session);
    return rows.with(std::move(event));
}

Result<void> StoreReader::eachEvent(
    const SessionId &session, const std::function<bool(const StoredEvent &)> &take)
{
    const Result<std::optional<std::int64_t>> key = m_impl->search.keyOf(session);
    if (!key)
        return key.error();
    if (!*key)
        return {};
    Rows rows = m_impl->events.query(eventRow(**key, 0), eventRow(**key + 1, 0));
    while (rows.next()) {
        if (!take(eventFrom(rows, session)))
            return Error{ErrorKind::Cancelled, "reading the events of " + session.text() + " was stopped"};
    }
    return rows.result();
}

Result<std::vector<EventId>> StoreReader::eventIds(const SessionId &session)
{
    const Result<std::optional<std::int64_t>> key = m_impl->search.keyOf(session);
    std::vector<EventId> ids;
    if (!key)
        return key.error();
    if (!*key)
        return ids;
    Rows rows = m_impl->ids.query(eventRow(**key, 0), eventRow(**key + 1, 0));
    while (rows.next())
        ids.push_back(rows.id<EventId>(0));
    return rows.with(std::move(ids));
}

Result<std::vector<Agent>> StoreReader::agents(const SessionId &session)
{
    return m_impl->all(m_impl->agents, session, [](const Rows &row, const SessionId &) {
        return Agent{row.id<AgentId>(0), std::string(row.text(1))};
    });
}

Result<std::vector<FlushRecord>> StoreReader::flushes(const SessionId &session)
{
    return m_impl->all(m_impl->flushes, session, flushFrom);
}

Result<std::vector<DropRun>> StoreReader::drops(const SessionId &session)
{
    return m_impl->all(m_impl->drops, session, dropsFrom);
}

Result<std::vector<DepthSample>> StoreReader::depths(const SessionId &session)
{
    return m_impl->all(m_impl->depths, session, depthFrom);
}

} // namespace sluice
