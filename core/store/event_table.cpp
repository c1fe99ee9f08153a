// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/event_table.h"

#include "core/store/event_row.h"

#include <algorithm>
#include <limits>
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

} // namespace

EventTable::EventTable(Connection &connection)
    : m_heads(connection,
        "SELECT row, type, started, ended, name, agent FROM events WHERE row > ? AND row < ?"
        " ORDER BY row LIMIT ?")
    , m_headOf(connection,
          "SELECT row, type, started, ended, name, agent FROM events WHERE session = ? AND id = ?")
    , m_birth(connection, "SELECT id, started FROM events WHERE row = ?")
    , m_events(connection,
          "SELECT id, type, started, ended, name, agent, trigger_event, body FROM events"
          " JOIN bodies USING (row) WHERE row > ? AND row < ? ORDER BY row")
    , m_ids(connection, "SELECT id FROM events WHERE row > ? AND row < ? ORDER BY row")
{ }

Result<std::vector<EventHead>> EventTable::heads(std::int64_t key, std::int64_t afterRow, std::size_t limit)
{
    constexpr auto mostRows = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    std::vector<EventHead> heads;
    Rows rows = m_heads.query(
        std::max(afterRow, eventRow(key, 0)), eventRow(key + 1, 0), std::min(limit, mostRows));
    while (rows.next())
        heads.push_back(headFrom(rows));
    return rows.with(std::move(heads));
}

Result<std::vector<EventHead>> EventTable::headsOf(
    std::int64_t key, const std::vector<EventId> &ids, std::size_t limit)
{
    std::vector<EventHead> heads;
    for (const EventId &id : ids) {
        if (heads.size() >= limit)
            break;
        Rows rows = m_headOf.query(key, id);
        if (rows.next())
            heads.push_back(headFrom(rows));
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    return heads;
}

Result<std::optional<StoredEvent>> EventTable::at(
    const SessionId &session, std::int64_t key, std::int64_t row)
{
    std::optional<StoredEvent> event;
    if (sessionOfRow(row) != key)
        return event;
    Rows rows = m_events.query(row - 1, row + 1);
    if (rows.next())
        event = eventFrom(rows, session);
    return rows.with(std::move(event));
}

Result<std::optional<EventTable::Birth>> EventTable::birthOf(std::int64_t key, std::int64_t row)
{
    std::optional<Birth> birth;
    if (sessionOfRow(row) != key)
        return birth;
    Rows rows = m_birth.query(row);
    if (rows.next())
        birth = Birth{rows.id<EventId>(0), rows.time(1)};
    return rows.with(std::move(birth));
}

Result<std::optional<std::int64_t>> EventTable::rowOf(std::int64_t key, const EventId &id)
{
    std::optional<std::int64_t> row;
    Rows rows = m_headOf.query(key, id);
    if (rows.next())
        row = rows.number(0);
    return rows.with(row);
}

Result<void> EventTable::each(
    const SessionId &session, std::int64_t key, const std::function<bool(const StoredEvent &)> &take)
{
    Rows rows = m_events.query(eventRow(key, 0), eventRow(key + 1, 0));
    while (rows.next()) {
        if (!take(eventFrom(rows, session)))
            return Error{ErrorKind::Cancelled, "reading the events of " + session.text() + " was stopped"};
    }
    return rows.result();
}

Result<std::vector<EventId>> EventTable::ids(std::int64_t key)
{
    std::vector<EventId> ids;
    Rows rows = m_ids.query(eventRow(key, 0), eventRow(key + 1, 0));
    while (rows.next())
        ids.push_back(rows.id<EventId>(0));
    return rows.with(std::move(ids));
}

} // namespace sluice
