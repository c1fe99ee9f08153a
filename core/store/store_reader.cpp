// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_reader.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/store/event_table.h"
#include "core/store/flush_table.h"
#include "core/store/session_search.h"
#include "core/store/store_connection.h"
#include "core/store/summary_row.h"
#include "core/store/usage_table.h"

#include <utility>

namespace sluice {

namespace {

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

std::vector<EventId> idsOf(const FlushContents &contents)
{
    std::vector<EventId> ids;
    ids.reserve(contents.events.size());
    for (const CarriedEvent &event : contents.events)
        ids.emplace_back(event.id.toText());
    return ids;
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
    /// What `read` reads of the session with this key; Value{} when there is no such session.
    template <typename Value, typename Read>
    Result<Value> withKey(const SessionId &session, Read read)
    {
        const Result<std::optional<std::int64_t>> key = search.keyOf(session);
        if (!key)
            return key.error();
        return *key ? read(**key) : Result<Value>(Value{});
    }

    SessionSearch search{*connection};
    EventTable events{*connection};
    FlushTable flushes{*connection};
    UsageTable usage{*connection};
    Statement revision{*connection, "SELECT revision FROM store"};
    Statement changed{*connection,
        "SELECT " + std::string(summaryColumns)
            + " FROM sessions WHERE revision > ? ORDER BY started DESC, key DESC"};
    Statement extras{*connection, "SELECT host_env, sdk_counts FROM sessions WHERE id = ?"};
    Statement lab{*connection, "SELECT lab FROM sessions WHERE id = ? AND lab IS NOT NULL"};
    Statement agents{*connection, ofSession("SELECT id, name FROM agents", "row")};
    Statement drops{*connection, ofSession("SELECT reason, first, last, count FROM drops", "row")};
    Statement depths{*connection, ofSession("SELECT time, lowest, highest, capacity FROM depths", "row")};
};

StoreReader::StoreReader(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

StoreReader::~StoreReader() = default;

Result<std::unique_ptr<StoreReader>> StoreReader::open(const DataDir &dir)
{
    Result<std::unique_ptr<Connection>> connection = openStoreForReading(dir);
    if (!connection)
        return connection.error();
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

Result<std::optional<std::string>> StoreReader::lab(const SessionId &session)
{
    std::optional<std::string> lab;
    Rows rows = m_impl->lab.query(session);
    if (rows.next())
        lab = rows.text(0);
    return rows.with(std::move(lab));
}

Result<std::vector<EventHead>> StoreReader::eventHeads(
    const SessionId &session, std::int64_t afterRow, std::size_t limit)
{
    return m_impl->withKey<std::vector<EventHead>>(
        session, [&](std::int64_t key) { return m_impl->events.heads(key, afterRow, limit); });
}

Result<std::size_t> StoreReader::eachHead(const SessionId &session, std::int64_t afterRow, std::size_t limit,
    const std::function<bool(const EventHeadView &)> &take)
{
    return m_impl->withKey<std::size_t>(
        session, [&](std::int64_t key) { return m_impl->events.eachHead(key, afterRow, limit, take); });
}

Result<std::size_t> StoreReader::eachHeadChangedSince(const SessionId &session, ChangeMark &mark,
    std::size_t limit, const std::function<bool(const EventHeadView &)> &take)
{
    return m_impl->withKey<std::size_t>(session,
        [&](std::int64_t key) { return m_impl->events.eachHeadChangedSince(key, mark, limit, take); });
}

Result<std::size_t> StoreReader::eachRowReplacedSince(const SessionId &session, ChangeMark &mark,
    std::size_t limit, const std::function<void(std::int64_t row)> &take)
{
    return m_impl->withKey<std::size_t>(session,
        [&](std::int64_t key) { return m_impl->events.eachRowReplacedSince(key, mark, limit, take); });
}

Result<std::optional<StoredEvent>> StoreReader::event(const SessionId &session, std::int64_t row)
{
    return m_impl->withKey<std::optional<StoredEvent>>(
        session, [&](std::int64_t key) { return m_impl->events.at(session, key, row); });
}

Result<std::optional<std::int64_t>> StoreReader::rowOf(const SessionId &session, const EventId &event)
{
    return m_impl->withKey<std::optional<std::int64_t>>(
        session, [&](std::int64_t key) { return m_impl->events.rowOf(key, event); });
}

Result<void> StoreReader::eachEvent(
    const SessionId &session, const std::function<bool(const StoredEvent &)> &take)
{
    const Result<std::optional<std::int64_t>> key = m_impl->search.keyOf(session);
    if (!key)
        return key.error();
    return *key ? m_impl->events.each(session, **key, take) : Result<void>();
}

Result<std::vector<EventId>> StoreReader::eventIds(const SessionId &session)
{
    return m_impl->withKey<std::vector<EventId>>(
        session, [&](std::int64_t key) { return m_impl->events.ids(key); });
}

Result<std::vector<FlushRecord>> StoreReader::flushes(const SessionId &session)
{
    return m_impl->withKey<std::vector<FlushRecord>>(
        session, [&](std::int64_t key) { return m_impl->flushes.all(session, key); });
}

Result<std::vector<FlushContents>> StoreReader::flushContents(const SessionId &session)
{
    return m_impl->withKey<std::vector<FlushContents>>(
        session, [&](std::int64_t key) { return m_impl->flushes.contents(session, key); });
}

Result<std::optional<FlushContents>> StoreReader::contentsOf(const SessionId &session, std::uint64_t sequence)
{
    return m_impl->withKey<std::optional<FlushContents>>(
        session, [&](std::int64_t key) { return m_impl->flushes.contentsOf(session, key, sequence); });
}

Result<std::vector<EventHead>> StoreReader::eventsOfFlush(
    const SessionId &session, std::uint64_t sequence, std::size_t limit)
{
    return m_impl->withKey<std::vector<EventHead>>(
        session, [&](std::int64_t key) -> Result<std::vector<EventHead>> {
            const auto contents = m_impl->flushes.contentsOf(session, key, sequence);
            if (!contents)
                return contents.error();
            return m_impl->events.headsOf(key, *contents ? idsOf(**contents) : std::vector<EventId>(), limit);
        });
}

Result<LifeLine> StoreReader::lifeLine(const SessionId &session, std::int64_t row)
{
    using Found = std::optional<LifeLine>;
    Result<Found> life = m_impl->withKey<Found>(session, [&](std::int64_t key) -> Result<Found> {
        const auto event = m_impl->events.birthOf(key, row);
        if (!event)
            return event.error();
        if (!*event)
            return Found();
        Result<LifeLine> line = m_impl->flushes.lifeLine(session, key, (*event)->id);
        if (!line)
            return line.error();
        line->created = (*event)->start;
        return Found(std::move(line).value());
    });
    if (!life)
        return life.error();
    if (!*life)
        return Error{
            ErrorKind::NotFound, "session " + session.text() + " has no event in row " + std::to_string(row)};
    return std::move(**life);
}

Result<std::vector<Agent>> StoreReader::agents(const SessionId &session)
{
    return m_impl->all(m_impl->agents, session, [](const Rows &row, const SessionId &) {
        return Agent{row.id<AgentId>(0), std::string(row.text(1))};
    });
}

Result<std::vector<ModelUse>> StoreReader::modelUse(const SessionId &session)
{
    return m_impl->withKey<std::vector<ModelUse>>(
        session, [&](std::int64_t key) { return m_impl->usage.modelUse(key); });
}

Result<std::vector<SessionFigures>> StoreReader::overview(Timestamp from, Timestamp to)
{
    return m_impl->usage.overview(from, to);
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
