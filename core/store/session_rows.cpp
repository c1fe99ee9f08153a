// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/session_rows.h"

#include "core/sqlite/connection.h"
#include "core/store/json_text.h"
#include "core/store/summary_row.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// As they come back from the table, so that a tag is recognised when it is told again.
std::vector<std::string> asStored(const std::vector<std::string> &tags)
{
    return tagsFromText(tagsToText(tags));
}

void unite(std::vector<std::string> &tags, std::vector<std::string> &&more)
{
    for (std::string &tag : more) {
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(std::move(tag));
    }
}

std::optional<std::string> ledgerText(const std::optional<Ledger> &ledger)
{
    return ledger ? std::optional(ledgerToText(*ledger)) : std::nullopt;
}

/// Without what is undecided. One that does not balance stays so.
Ledger decidedOf(Ledger ledger)
{
    const std::uint64_t open = ledger.undecided() + ledger.spooled;
    ledger.recorded -= std::min(ledger.recorded, open);
    ledger.queued = ledger.inFlight = ledger.inDoubt = ledger.spooled = 0;
    return ledger;
}

std::optional<Ledger> ledgerAt(const Rows &row, int column)
{
    return row.isNull(column) ? std::nullopt : ledgerFromText(row.text(column));
}

} // namespace

void SessionRow::tell(const SessionChange &change)
{
    // The enumerators stand in the order of their weight.
    m_origin = m_origin ? std::min(*m_origin, change.origin) : change.origin;
    if (change.started) {
        m_started = m_started ? std::min(*m_started, *change.started) : *change.started;
        m_startTold = true;
    }
    if (change.tags) {
        if (change.tagsMode == SessionChange::Tags::Replace)
            m_tags.clear();
        unite(m_tags, asStored(*change.tags));
    }
    tellEnd(change);
    if (change.hostEnv)
        m_hostEnv = change.hostEnv;
    if (change.sdkCounts) {
        m_sdkCounts = change.sdkCounts;
        m_sdkEvents = sumOfCounts(*change.sdkCounts);
    }
    if (change.lab)
        m_lab = change.lab;
    if (change.ledger)
        tellLedger(*change.ledger);
}

// What a recorder has recorded never becomes less: so it is another one, which sends what the last left in
// the spool, or joined the session. What was undecided there is its to tell.
void SessionRow::tellLedger(const Ledger &ledger)
{
    if (m_ledger && ledger.recorded < m_ledger->recorded) {
        Ledger before = decidedOf(*m_ledger);
        if (m_ledgerBefore)
            before += *m_ledgerBefore;
        m_ledgerBefore = before;
    }
    m_ledger = ledger;
}

void SessionRow::tellEnd(const SessionChange &change)
{
    if (change.ended) {
        m_ended = change.ended;
        happenedAt(*change.ended);
    }
    // The state and its text are two spellings of one thing: the newer word takes the place of both.
    if (change.endState || change.endStateText) {
        m_endState = change.endState;
        m_endStateText = change.endStateText.value_or("");
    }
    if (change.endReason)
        m_endReason = *change.endReason;
}

void SessionRow::happenedAt(Timestamp time)
{
    if (m_startTold || time == Timestamp{})
        return;
    m_started = m_started ? std::min(*m_started, time) : time;
}

SessionRows::SessionRows(Connection &connection)
    : m_connection(connection)
    , m_find(connection,
          "SELECT " + std::string(summaryColumns)
              + ", key, start_told, next_event, ledger, ledger_before, waiting FROM sessions WHERE id = ?")
    , m_insert(connection, "INSERT INTO sessions (id) VALUES (?)")
    , m_update(connection,
          "UPDATE sessions SET revision = ?, origin = ?, tags = ?, started = ?, start_told = ?, ended = ?,"
          " last_news = coalesce(?, last_news), end_state = ?, end_state_text = ?, end_reason = ?,"
          " host_env = coalesce(?, host_env), sdk_events = iif(?, ?, sdk_events),"
          " sdk_counts = coalesce(?, sdk_counts), lab = coalesce(?, lab), ledger = ?, ledger_before = ?,"
          " next_event = ?,"
          " actions = ?, llms = ?, tools = ?, errors = ?, apis = ?, drops = ?, waiting = ?, calls = ?,"
          " prompt_tokens = ?, completion_tokens = ?, calls_without_tokens = ?, given_cost = ?,"
          " unpriced_calls = ?, unpriced_prompt_tokens = ?, unpriced_completion_tokens = ? WHERE key = ?")
{ }

Result<SessionRow *> SessionRows::rowOf(const SessionId &id)
{
    if (m_lastId != nullptr && *m_lastId == id)
        return m_lastRow;
    auto found = m_rows.find(id);
    if (found == m_rows.end()) {
        Result<SessionRow> row = load(id);
        if (!row)
            return row.error();
        found = m_rows.emplace(id, std::move(row).value()).first;
    }
    m_lastId = &found->first;
    m_lastRow = &found->second;
    return m_lastRow;
}

Result<SessionRow> SessionRows::load(const SessionId &id)
{
    if (id.isEmpty())
        return Error{ErrorKind::Invalid, "a session without an id cannot be stored"};
    SessionRow row;
    {
        Rows rows = m_find.query(id);
        if (rows.next()) {
            SessionSummary known = summaryFrom(rows);
            row.key = rows.number(summaryColumnCount);
            row.nextEvent = rows.number(summaryColumnCount + 2);
            row.counts = known.counts;
            row.drops = known.drops;
            row.usage = known.usage;
            row.waiting = rows.number(summaryColumnCount + 5);
            row.m_origin = rows.isNull(1) ? std::nullopt : std::optional(known.origin);
            row.m_tags = std::move(known.tags);
            row.m_started = known.started;
            row.m_startTold = rows.number(summaryColumnCount + 1) != 0;
            row.m_ended = known.ended;
            row.m_endState = known.endState;
            row.m_endStateText = std::move(known.endStateText);
            row.m_endReason = std::move(known.endReason);
            row.m_ledger = ledgerAt(rows, summaryColumnCount + 3);
            row.m_ledgerBefore = ledgerAt(rows, summaryColumnCount + 4);
            return row;
        }
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    if (const Result<void> made = m_insert.run(id); !made)
        return made.error();
    row.key = m_connection.lastInsertedRow();
    return row;
}

Result<void> SessionRows::writeAll(std::uint64_t revision, std::optional<Timestamp> now)
{
    for (const auto &[id, row] : m_rows) {
        const EventCounts &counts = row.counts;
        const Usage &usage = row.usage;
        const Result<void> written = m_update.run(revision, row.m_origin, tagsToText(row.m_tags),
            row.m_started.value_or(now.value_or(Timestamp())), row.m_startTold, row.m_ended, now,
            row.m_endState, row.m_endStateText, row.m_endReason, row.m_hostEnv, row.m_sdkCounts.has_value(),
            row.m_sdkEvents, row.m_sdkCounts, row.m_lab, ledgerText(row.m_ledger),
            ledgerText(row.m_ledgerBefore), row.nextEvent, counts.of(EventType::Action),
            counts.of(EventType::Llm), counts.of(EventType::Tool), counts.of(EventType::Error),
            counts.of(EventType::Api), row.drops, row.waiting, usage.calls, usage.promptTokens,
            usage.completionTokens, usage.callsWithoutTokens, usage.givenCost.pico(), usage.unpricedCalls,
            usage.unpricedPromptTokens, usage.unpricedCompletionTokens, row.key);
        if (!written)
            return written;
    }
    return {};
}

void SessionRows::forgetAll()
{
    m_rows.clear();
    m_lastId = nullptr;
    m_lastRow = nullptr;
}

} // namespace sluice
