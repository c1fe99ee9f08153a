// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/flush_table.h"

#include "core/store/contents_row.h"
#include "core/store/json_text.h"

#include <algorithm>
#include <span>
#include <utility>

namespace sluice {

namespace {

std::string selectFlush(const char *condition)
{
    return "SELECT sequence, cause, outcome, started, ended, events, bytes, attempts, http_status, message,"
           " tries FROM flushes WHERE "
        + std::string(condition);
}

std::string selectContents(const char *condition)
{
    return "SELECT flush, taken, ids, enqueued FROM flush_contents WHERE " + std::string(condition);
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
    if (!row.isNull(10))
        flush.tries = triesFromText(row.text(10));
    return flush;
}

FlushContents contentsFrom(const Rows &row, const SessionId &session)
{
    return {session, row.count(0), row.time(1), unpack(row.bytes(2), row.bytes(3))};
}

/// Of an event's way, what one flush that carried it knows: the first that knows stands.
void tell(std::optional<Timestamp> &known, Timestamp told)
{
    if (!known && told != Timestamp{})
        known = told;
}

} // namespace

FlushTable::FlushTable(Connection &connection)
    : m_all(connection, selectFlush("session = ? ORDER BY sequence"))
    , m_one(connection, selectFlush("session = ? AND sequence = ?"))
    , m_contents(connection, selectContents("session = ? ORDER BY flush"))
    , m_contentsOf(connection, selectContents("session = ? AND flush = ?"))
    , m_carriers(connection, selectContents("session = ? AND lowest <= ? AND highest >= ?"))
{ }

Result<std::vector<FlushRecord>> FlushTable::all(const SessionId &session, std::int64_t key)
{
    std::vector<FlushRecord> flushes;
    Rows rows = m_all.query(key);
    while (rows.next())
        flushes.push_back(flushFrom(rows, session));
    return rows.with(std::move(flushes));
}

Result<std::vector<FlushContents>> FlushTable::contents(const SessionId &session, std::int64_t key)
{
    std::vector<FlushContents> contents;
    Rows rows = m_contents.query(key);
    while (rows.next())
        contents.push_back(contentsFrom(rows, session));
    return rows.with(std::move(contents));
}

Result<std::optional<FlushContents>> FlushTable::contentsOf(
    const SessionId &session, std::int64_t key, std::uint64_t flush)
{
    std::optional<FlushContents> contents;
    Rows rows = m_contentsOf.query(key, flush);
    if (rows.next())
        contents = contentsFrom(rows, session);
    return rows.with(std::move(contents));
}

Result<LifeLine> FlushTable::lifeLine(const SessionId &session, std::int64_t key, const EventId &event)
{
    LifeLine life;
    life.event = event;
    Result<std::vector<std::uint64_t>> carriers = carriersOf(life, key);
    if (!carriers)
        return carriers.error();
    std::ranges::sort(*carriers);
    for (const std::uint64_t flush : *carriers) {
        Rows rows = m_one.query(key, flush);
        if (rows.next())
            life.flushes.push_back(flushFrom(rows, session));
        if (const Result<void> read = rows.result(); !read)
            return read.error();
    }
    return life;
}

Result<std::vector<std::uint64_t>> FlushTable::carriersOf(LifeLine &life, std::int64_t key)
{
    std::vector<std::uint64_t> carriers;
    const std::optional<Uuid> id = Uuid::parse(life.event.text());
    if (!id || id->toText() != life.event.text())
        return carriers; // another spelling is another event
    const std::span<const std::uint8_t> bytes(id->bytes);
    Rows rows = m_carriers.query(key, bytes, bytes);
    while (rows.next()) {
        const std::optional<std::size_t> place = placeOf(*id, rows.bytes(2));
        if (!place)
            continue;
        carriers.push_back(rows.count(0));
        tell(life.taken, rows.time(1));
        tell(life.enqueued, enqueuedAt(*place, rows.bytes(3)));
    }
    return rows.with(std::move(carriers));
}

} // namespace sluice
