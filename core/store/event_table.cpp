// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/event_table.h"

#include "core/store/event_row.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace sluice {

namespace {

// What a head's columns are, in a SELECT of `events` and in one of `event_facts`.
const std::string headColumns = "events.row, type, started, ended, name, agent";
const std::string factColumns = "parent_row, thread, prompt_tokens, completion_tokens, cost, open";
constexpr int headColumnCount = 6;

/// Reads heads without allocating for each.
class HeadReader
{
public:
    /// Without the facts, which then are as those of an event that has none. Lives until the next row.
    const EventHeadView &head(const Rows &row)
    {
        m_head = {};
        m_head.row = row.number(0);
        m_head.type = row.enumerator(1, EventType::Api, EventType::Action);
        m_head.start = row.time(2);
        m_head.end = row.time(3);
        m_head.name = row.text(4);
        m_head.agent = row.idView(5, m_agent);
        return m_head;
    }

    /// The last head with the facts whose columns begin with `first`.
    const EventHeadView &withFacts(const Rows &row, int first)
    {
        m_head.parent = row.number(first);
        m_head.thread = row.text(first + 1);
        m_head.promptTokens = row.countOrNull(first + 2);
        m_head.completionTokens = row.countOrNull(first + 3);
        if (!row.isNull(first + 4))
            m_head.cost = Money::fromPico(row.number(first + 4));
        m_head.isOpen = row.number(first + 5) != 0;
        return m_head;
    }

private:
    EventHeadView m_head;
    IdSpelling m_agent;
};

/// The facts of a range of rows, beside its heads: both are in the order of their rows.
class FactsAlong
{
public:
    explicit FactsAlong(Rows &rows)
        : m_rows(rows)
    {
        advance();
    }

    /// Moves on to `row`, which never falls; null: it has none.
    const Rows *at(std::int64_t row)
    {
        while (m_row < row)
            advance();
        return m_row == row ? &m_rows : nullptr;
    }

private:
    void advance()
    {
        m_row = m_rows.next() ? m_rows.number(headColumnCount) : std::numeric_limits<std::int64_t>::max();
    }

    Rows &m_rows;
    std::int64_t m_row = 0;
};

Error stopped()
{
    return {ErrorKind::Cancelled, "reading events was stopped"};
}

constexpr std::int64_t sqlLimit(std::size_t limit)
{
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(std::min(limit, most));
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
    event.facts.parent = row.id<EventId>(8);
    event.facts.thread = row.text(9);
    event.facts.promptTokens = row.countOrNull(10);
    event.facts.completionTokens = row.countOrNull(11);
    if (!row.isNull(12))
        event.facts.cost = Money::fromPico(row.number(12));
    event.facts.isOpen = row.number(13) != 0;
    return event;
}

} // namespace

EventTable::EventTable(Connection &connection)
    : m_heads(
        connection, "SELECT " + headColumns + " FROM events WHERE row > ? AND row < ? ORDER BY row LIMIT ?")
    , m_facts(connection,
          "SELECT " + factColumns + ", row FROM event_facts WHERE row > ? AND row < ? ORDER BY row")
    , m_changedHeads(connection,
          "SELECT " + headColumns + ", " + factColumns
              + ", changed FROM event_facts JOIN events ON events.row = event_facts.row"
                " WHERE event_facts.session = ? AND changed >= ? AND (changed, event_facts.row) > (?, ?)"
                " ORDER BY changed, event_facts.row LIMIT ?")
    , m_replacedRows(connection,
          "SELECT row, replaced FROM event_facts WHERE session = ? AND replaced >= ?"
          " AND (replaced, row) > (?, ?) ORDER BY replaced, row LIMIT ?")
    , m_headOf(connection,
          "SELECT " + headColumns + ", " + factColumns
              + " FROM events LEFT JOIN event_facts ON event_facts.row = events.row"
                " WHERE events.session = ? AND id = ?")
    , m_rowOf(connection, "SELECT row FROM events WHERE session = ? AND id = ?")
    , m_birth(connection, "SELECT id, started FROM events WHERE row = ?")
    , m_events(connection,
          "SELECT id, type, started, ended, name, agent, trigger_event, body, parent_id, thread,"
          " prompt_tokens, completion_tokens, cost, open FROM events JOIN bodies USING (row)"
          " LEFT JOIN event_facts USING (row) WHERE events.row > ? AND events.row < ? ORDER BY events.row")
    , m_ids(connection, "SELECT id FROM events WHERE row > ? AND row < ? ORDER BY row")
{ }

Result<std::size_t> EventTable::eachHead(
    std::int64_t key, std::int64_t afterRow, std::size_t limit, const TakeHead &take)
{
    const std::int64_t first = std::max(afterRow, eventRow(key, 0));
    const std::int64_t end = eventRow(key + 1, 0);
    std::size_t count = 0;
    HeadReader reader;
    // The second is begun within the first: both see one commit.
    Rows heads = m_heads.query(first, end, sqlLimit(limit));
    if (!heads.next())
        return heads.with(count);
    Rows factRows = m_facts.query(first, end);
    FactsAlong facts(factRows);
    do {
        const EventHeadView &head = reader.head(heads);
        if (const Rows *of = facts.at(head.row))
            reader.withFacts(*of, 0);
        if (!take(head))
            return stopped();
        ++count;
    } while (heads.next());
    if (const Result<void> read = factRows.result(); !read)
        return read.error();
    return heads.with(count);
}

Result<std::size_t> EventTable::eachHeadChangedSince(
    std::int64_t key, ChangeMark &mark, std::size_t limit, const TakeHead &take)
{
    std::size_t count = 0;
    HeadReader reader;
    Rows rows = m_changedHeads.query(key, mark.revision, mark.revision, mark.row, sqlLimit(limit));
    while (rows.next()) {
        reader.head(rows);
        const EventHeadView &head = reader.withFacts(rows, headColumnCount);
        if (!take(head))
            return stopped();
        mark = {rows.count(2 * headColumnCount), head.row};
        ++count;
    }
    return rows.with(count);
}

Result<std::size_t> EventTable::eachRowReplacedSince(
    std::int64_t key, ChangeMark &mark, std::size_t limit, const std::function<void(std::int64_t row)> &take)
{
    std::size_t count = 0;
    Rows rows = m_replacedRows.query(key, mark.revision, mark.revision, mark.row, sqlLimit(limit));
    while (rows.next()) {
        mark = {rows.count(1), rows.number(0)};
        take(mark.row);
        ++count;
    }
    return rows.with(count);
}

Result<std::vector<EventHead>> EventTable::heads(std::int64_t key, std::int64_t afterRow, std::size_t limit)
{
    std::vector<EventHead> heads;
    const Result<std::size_t> read = eachHead(key, afterRow, limit, [&heads](const EventHeadView &head) {
        heads.push_back(head.toHead());
        return true;
    });
    return read ? Result<std::vector<EventHead>>(std::move(heads)) : read.error();
}

Result<std::vector<EventHead>> EventTable::headsOf(
    std::int64_t key, const std::vector<EventId> &ids, std::size_t limit)
{
    std::vector<EventHead> heads;
    HeadReader reader;
    for (const EventId &id : ids) {
        if (heads.size() >= limit)
            break;
        Rows rows = m_headOf.query(key, id);
        if (rows.next()) {
            reader.head(rows);
            heads.push_back(reader.withFacts(rows, headColumnCount).toHead());
        }
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
    Rows rows = m_rowOf.query(key, id);
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
