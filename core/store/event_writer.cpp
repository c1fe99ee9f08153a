// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/event_writer.h"

#include "core/sqlite/connection.h"
#include "core/store/event_row.h"

#include <utility>

namespace sluice {

namespace {

constexpr std::int64_t none = 0;
constexpr std::int64_t notStoredYet = -1;

} // namespace

/// An event that is about to be replaced.
struct EventWriter::Before
{
    std::int64_t row = 0;
    EventType type = EventType::Action;
    std::string name;
    FactRow facts;
};

EventWriter::EventWriter(Connection &connection)
    : m_connection(connection)
    , m_facts(connection)
    , m_models(connection)
    , m_newEvent(connection,
          "INSERT INTO events (row, session, id, type, started, ended, name, agent, trigger_event)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, id) DO NOTHING")
    , m_newBody(connection, "INSERT INTO bodies (row, body) VALUES (?, ?)")
    , m_knownEvent(connection, "SELECT row, type, name FROM events WHERE session = ? AND id = ?")
    , m_rowOf(connection, "SELECT row FROM events WHERE session = ? AND id = ?")
    , m_typeOf(connection, "SELECT type, name FROM events WHERE row = ?")
    , m_changeEvent(connection,
          "UPDATE events SET type = ?, started = ?, ended = ?, name = ?, agent = ifnull(?, agent),"
          " trigger_event = ? WHERE row = ?")
    , m_changeBody(connection, "UPDATE bodies SET body = ? WHERE row = ? AND body IS NOT ?")
    , m_changeAgent(connection, "UPDATE events SET agent = ? WHERE row = ? AND agent IS NOT ?")
{ }

void EventWriter::begin(std::uint64_t revision, std::int64_t factsBelow)
{
    m_revision = revision;
    m_factsBelow = factsBelow;
    m_models.forgetAll();
    m_foundParent = {};
}

Result<void> EventWriter::put(const StoredEvent &event, SessionRow &session)
{
    const std::int64_t row = eventRow(session.key, session.nextEvent);
    const Result<void> inserted = m_newEvent.run(row, session.key, event.id, event.type, event.start,
        event.end, event.name, event.agent, event.trigger);
    if (!inserted)
        return inserted;
    return m_connection.changes() == 1 ? add(event, session, row) : replace(event, session);
}

Result<void> EventWriter::add(const StoredEvent &event, SessionRow &session, std::int64_t row)
{
    ++session.nextEvent;
    ++session.counts.of(event.type);
    if (m_foundParent.session == session.key && m_foundParent.id == event.id)
        m_foundParent.row = row;
    if (const Result<void> written = m_newBody.run(row, event.body); !written)
        return written;
    const Result<std::int64_t> parent = parentOf(event.facts, event.id, session);
    if (!parent)
        return parent.error();
    FactRows::Adopted adopted;
    if (session.waiting > 0) {
        const Result<FactRows::Adopted> done = m_facts.adopt(session.key, event.id, row, m_revision);
        if (!done)
            return done.error();
        adopted = *done;
        session.waiting -= adopted.children;
    }
    session.waiting += *parent == notStoredYet ? 1 : 0;
    if (adopted.errors > 0 || isFromEarlierVersion(row) || event.facts != EventFacts{}) {
        const Result<void> kept = m_facts.add(row, session.key, event.facts, *parent, adopted.errors);
        if (!kept)
            return kept;
    }
    return count({event.type, event.name, event.facts, *parent, adopted.errors}, session, Sign::Add);
}

Result<void> EventWriter::putAgent(const EventId &id, const AgentId &agent, const SessionRow &session)
{
    std::int64_t row = none;
    {
        Rows rows = m_rowOf.query(session.key, id);
        if (rows.next())
            row = rows.number(0);
        if (const Result<void> read = rows.result(); !read)
            return read;
    }
    if (row == none)
        return {};
    const Result<void> changed = m_changeAgent.run(agent, row, agent);
    if (!changed || m_connection.changes() == 0)
        return changed;
    return m_facts.tellAgain(row, session.key, m_revision,
        isFromEarlierVersion(row) ? FactRows::Facts::AreNotRead : FactRows::Facts::AreRead);
}

Result<void> EventWriter::replace(const StoredEvent &event, SessionRow &session)
{
    const Result<std::optional<Before>> known = before(session, event.id);
    if (!known)
        return known.error();
    if (!*known)
        return Error{ErrorKind::Io, m_connection.name() + ": the index of event ids is damaged"};
    const Before &before = **known;
    if (event.facts.isOpen && before.facts.parent && !before.facts.facts.isOpen)
        return {}; // announced once more, or late: its end is known
    if (const Result<void> taken = takeBack(before, session); !taken)
        return taken;
    const Result<void> changed = m_changeEvent.run(
        event.type, event.start, event.end, event.name, event.agent, event.trigger, before.row);
    if (!changed)
        return changed;
    --session.counts.of(before.type);
    ++session.counts.of(event.type);
    if (const Result<void> written = m_changeBody.run(event.body, before.row, event.body); !written)
        return written;
    const FactRows::Body body = m_connection.changes() == 1 ? FactRows::Body::Other : FactRows::Body::Same;
    const Result<std::int64_t> parent = parentOf(event.facts, event.id, session);
    if (!parent)
        return parent.error();
    session.waiting += *parent == notStoredYet ? 1 : 0;
    const Result<void> kept = m_facts.put(before.row, session.key, event.facts, *parent, m_revision, body);
    if (!kept)
        return kept;
    return count({event.type, event.name, event.facts, *parent, before.facts.errors}, session, Sign::Add);
}

Result<std::optional<EventWriter::Before>> EventWriter::before(const SessionRow &session, const EventId &id)
{
    std::optional<Before> before;
    {
        Rows rows = m_knownEvent.query(session.key, id);
        if (rows.next())
            before = Before{rows.number(0), rows.enumerator(1, EventType::Api, EventType::Action),
                std::string(rows.text(2)), {}};
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    if (!before)
        return before;
    const Result<std::optional<FactRow>> facts = m_facts.at(before->row);
    if (!facts)
        return facts.error();
    if (*facts)
        before->facts = **facts;
    else if (!isFromEarlierVersion(before->row))
        before->facts.parent = none;
    return before;
}

Result<void> EventWriter::takeBack(const Before &before, SessionRow &session)
{
    if (!before.facts.parent)
        return {};
    session.waiting -= *before.facts.parent == notStoredYet ? 1 : 0;
    return count({before.type, before.name, before.facts.facts, *before.facts.parent, before.facts.errors},
        session, Sign::Remove);
}

Result<void> EventWriter::putOldFacts(const OldEvent &event, const EventFacts &facts, SessionRow &session)
{
    m_factsBelow = event.row;
    m_foundParent = {}; // the last batch may have been taken back
    const Result<std::optional<FactRow>> known = m_facts.at(event.row);
    if (!known)
        return known.error();
    if (*known && (*known)->parent)
        return {};
    const std::uint64_t errors = *known ? (*known)->errors : 0;
    const Result<std::int64_t> parent = parentOf(facts, event.id, session);
    if (!parent)
        return parent.error();
    session.waiting += *parent == notStoredYet ? 1 : 0;
    if (*known || facts != EventFacts{}) {
        const Result<void> kept
            = m_facts.put(event.row, session.key, facts, *parent, m_revision, FactRows::Body::Same);
        if (!kept)
            return kept;
    }
    return count({event.type, event.name, facts, *parent, errors}, session, Sign::Add);
}

Result<std::int64_t> EventWriter::parentOf(
    const EventFacts &facts, const EventId &self, const SessionRow &session)
{
    if (facts.parent.isEmpty() || facts.parent == self)
        return none;
    if (m_foundParent.row != none && m_foundParent.session == session.key && m_foundParent.id == facts.parent)
        return m_foundParent.row;
    Rows rows = m_rowOf.query(session.key, facts.parent);
    const std::int64_t row = rows.next() ? rows.number(0) : notStoredYet;
    m_foundParent = {session.key, facts.parent, row};
    return rows.with(row);
}

Result<void> EventWriter::count(const Counted &event, SessionRow &session, Sign sign)
{
    if (event.type == EventType::Error && event.parent > none)
        return countErrorUnder(event.parent, session, sign);
    if (event.type != EventType::Llm)
        return {};
    const Result<ModelUse *> found = m_models.rowOf(session.key, event.model);
    if (!found)
        return found.error();
    ModelUse &model = **found;
    if (sign == Sign::Add) {
        session.usage.add(event.facts);
        model.usage.add(event.facts);
        model.errors += event.errors;
    } else {
        session.usage.remove(event.facts);
        model.usage.remove(event.facts);
        model.errors -= event.errors;
    }
    return {};
}

Result<void> EventWriter::countErrorUnder(std::int64_t parent, const SessionRow &session, Sign sign)
{
    const bool isRead = !isFromEarlierVersion(parent);
    const Result<void> counted = m_facts.countErrors(parent, session.key, sign == Sign::Add ? 1 : -1,
        isRead ? FactRows::Facts::AreRead : FactRows::Facts::AreNotRead);
    if (!counted)
        return counted;
    std::optional<std::string> model;
    {
        Rows rows = m_typeOf.query(parent);
        if (rows.next() && rows.enumerator(0, EventType::Api, EventType::Action) == EventType::Llm)
            model = rows.text(1);
        if (const Result<void> read = rows.result(); !read)
            return read;
    }
    if (!model)
        return {};
    if (!isRead) {
        // Its errors are counted with it, when its facts are read.
        const Result<std::optional<FactRow>> known = m_facts.at(parent);
        if (!known)
            return known.error();
        if (!*known || !(*known)->parent)
            return {};
    }
    const Result<ModelUse *> use = m_models.rowOf(session.key, *model);
    if (!use)
        return use.error();
    (*use)->errors += sign == Sign::Add ? 1 : std::uint64_t(-1);
    return {};
}

} // namespace sluice
