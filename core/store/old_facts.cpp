// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/old_facts.h"

#include "core/sqlite/connection.h"

namespace sluice {

OldFacts::OldFacts(Connection &connection)
    : m_sessions(connection)
    , m_events(connection)
    , m_rows(connection,
          "SELECT events.row, events.id, type, name, trigger_event, body, sessions.id FROM events"
          " JOIN bodies ON bodies.row = events.row JOIN sessions ON key = session"
          " WHERE events.row < ? ORDER BY events.row DESC LIMIT ?")
    , m_keepBelow(connection, "UPDATE store SET facts_below = ?")
{ }

Result<std::int64_t> OldFacts::readPortion(std::int64_t below, std::uint64_t revision)
{
    m_sessions.forgetAll();
    m_events.begin(revision, below);
    const Result<std::int64_t> rest = readRows(below);
    if (!rest)
        return rest;
    Result<void> written = m_events.writeSums();
    if (written)
        written = m_sessions.writeAll(revision, std::nullopt);
    if (written)
        written = m_keepBelow.run(*rest);
    return written ? rest : written.error();
}

Result<std::int64_t> OldFacts::readRows(std::int64_t below)
{
    std::size_t events = 0;
    std::size_t bytes = 0;
    Rows rows = m_rows.query(below, mostEvents);
    while (bytes < mostBytes && rows.next()) {
        StoredEvent event;
        event.type = rows.enumerator(2, EventType::Api, EventType::Action);
        event.trigger = rows.id<EventId>(4);
        event.body = rows.text(5);
        const Result<SessionRow *> session = m_sessions.rowOf(rows.id<SessionId>(6));
        if (!session)
            return session.error();
        below = rows.number(0);
        const Result<void> put
            = m_events.putOldFacts({below, rows.id<EventId>(1), event.type, std::string(rows.text(3))},
                m_reader.of(event), **session);
        if (!put)
            return put.error();
        ++events;
        bytes += event.body.size();
    }
    const bool isLast = events < mostEvents && bytes < mostBytes;
    return rows.with(isLast ? std::int64_t{0} : below);
}

} // namespace sluice
