// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/fact_rows.h"

#include "core/sqlite/connection.h"

namespace sluice {

namespace {

std::optional<std::int64_t> picoOf(const EventFacts &facts)
{
    return facts.cost ? std::optional(facts.cost->pico()) : std::nullopt;
}

} // namespace

FactRows::FactRows(Connection &connection)
    : m_at(connection,
        "SELECT parent_row, errors, prompt_tokens, completion_tokens, cost, open"
        " FROM event_facts WHERE row = ?")
    , m_add(connection,
          "INSERT INTO event_facts (row, session, parent_id, parent_row, thread, prompt_tokens,"
          " completion_tokens, cost, open, errors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_put(connection,
          "INSERT INTO event_facts (row, session, changed, replaced, parent_id, parent_row, thread, "
          "prompt_tokens,"
          " completion_tokens, cost, open, errors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
          " ON CONFLICT (row) DO UPDATE SET changed = excluded.changed, replaced = "
          "coalesce(excluded.replaced, replaced),"
          " parent_id = excluded.parent_id, parent_row = excluded.parent_row, thread = excluded.thread,"
          " prompt_tokens = excluded.prompt_tokens, completion_tokens = excluded.completion_tokens,"
          " cost = excluded.cost, open = excluded.open")
    , m_countErrors(connection,
          "INSERT INTO event_facts (row, session, parent_row, thread, open, errors)"
          " VALUES (?, ?, ?, '', 0, ?) ON CONFLICT (row) DO UPDATE SET errors = errors + excluded.errors")
    , m_tellAgain(connection,
          "INSERT INTO event_facts (row, session, changed, replaced, parent_row, thread, open, errors)"
          " VALUES (?, ?, ?, ?, ?, '', 0, 0) ON CONFLICT (row) DO UPDATE SET changed = excluded.changed,"
          " replaced = excluded.replaced")
    , m_waiting(connection,
          "SELECT type FROM event_facts JOIN events USING (row)"
          " WHERE event_facts.session = ? AND parent_id = ? AND parent_row = -1")
    , m_adopt(connection,
          "UPDATE event_facts SET parent_row = ?, changed = ?"
          " WHERE session = ? AND parent_id = ? AND parent_row = -1")
{ }

Result<std::optional<FactRow>> FactRows::at(std::int64_t row)
{
    std::optional<FactRow> found;
    Rows rows = m_at.query(row);
    if (rows.next()) {
        found.emplace();
        found->parent = rows.isNull(0) ? std::nullopt : std::optional(rows.number(0));
        found->errors = rows.count(1);
        found->facts.promptTokens = rows.countOrNull(2);
        found->facts.completionTokens = rows.countOrNull(3);
        if (!rows.isNull(4))
            found->facts.cost = Money::fromPico(rows.number(4));
        found->facts.isOpen = rows.number(5) != 0;
    }
    return rows.with(std::move(found));
}

Result<void> FactRows::add(std::int64_t row, std::int64_t session, const EventFacts &facts,
    std::int64_t parent, std::uint64_t errors)
{
    return m_add.run(row, session, facts.parent, parent, facts.thread, facts.promptTokens,
        facts.completionTokens, picoOf(facts), facts.isOpen, errors);
}

Result<void> FactRows::put(std::int64_t row, std::int64_t session, const EventFacts &facts,
    std::int64_t parent, std::uint64_t revision, Body body)
{
    const std::optional<std::uint64_t> replaced
        = body == Body::Other ? std::optional(revision) : std::nullopt;
    return m_put.run(row, session, revision, replaced, facts.parent, parent, facts.thread, facts.promptTokens,
        facts.completionTokens, picoOf(facts), facts.isOpen);
}

Result<void> FactRows::countErrors(std::int64_t row, std::int64_t session, std::int64_t more, Facts facts)
{
    const std::optional<std::int64_t> parent = facts == Facts::AreRead ? std::optional(0) : std::nullopt;
    return m_countErrors.run(row, session, parent, more);
}

Result<void> FactRows::tellAgain(std::int64_t row, std::int64_t session, std::uint64_t revision, Facts facts)
{
    const std::optional<std::int64_t> parent = facts == Facts::AreRead ? std::optional(0) : std::nullopt;
    return m_tellAgain.run(row, session, revision, revision, parent);
}

Result<FactRows::Adopted> FactRows::adopt(
    std::int64_t session, const EventId &parent, std::int64_t row, std::uint64_t revision)
{
    Adopted adopted;
    {
        Rows rows = m_waiting.query(session, parent);
        while (rows.next()) {
            ++adopted.children;
            const bool isError = rows.enumerator(0, EventType::Api, EventType::Action) == EventType::Error;
            adopted.errors += isError ? 1 : 0;
        }
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    if (adopted.children == 0)
        return adopted;
    const Result<void> done = m_adopt.run(row, revision, session, parent);
    return done ? Result<Adopted>(adopted) : done.error();
}

} // namespace sluice
