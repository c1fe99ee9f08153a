// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/shelf.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// How long a disk that failed is left alone.
constexpr Millis diskPause{1'000};

/// 2.4 MB of times; the life lines of more spooled events begin with their sending.
constexpr std::uint64_t mostTimed = 100'000;

SpooledBody spooledOf(const SessionId &session, const OutgoingBody &body)
{
    return {0, session, body.text, body.starts, body.record.cause, body.inDoubt};
}

} // namespace

Shelf::Shelf(Parts parts, bool kept, std::uint64_t before)
    : m_parts(std::move(parts))
    , m_events(before)
    , m_keepsSession(kept)
{ }

bool Shelf::keepSession()
{
    if (!isUsable() || !succeeded(m_parts.spool->putSession(m_parts.describe())))
        return false;
    m_keepsSession = true;
    return true;
}

void Shelf::forgetSession()
{
    if (m_keepsSession && succeeded(m_parts.spool->removeSession(m_parts.news.session().id))) {
        m_keepsSession = false;
        m_done.clear();
    }
}

bool Shelf::put(OutgoingBody &body)
{
    if (!isUsable() || (!m_keepsSession && !keepSession()))
        return false;
    const Result<std::int64_t> row = m_parts.spool->put(spooledOf(m_parts.news.session().id, body));
    if (!row)
        return failed(row.error());
    m_trouble.clear();
    if (body.record.attempts > 0)
        m_begun[*row] = body.record;
    remember(*row, body);
    m_events += body.events();
    m_parts.accounts.move(body, &Ledger::spooled);
    return true;
}

std::optional<OutgoingBody> Shelf::takeUp()
{
    while (isUsable()) {
        Result<std::optional<SpooledBody>> oldest = m_parts.spool->oldest(m_parts.news.session().id);
        if (!oldest) {
            failed(oldest.error());
            break;
        }
        if (!*oldest)
            break;
        SpooledBody &spooled = **oldest;
        if (m_done.contains(spooled.row)) {
            if (!retryDone(spooled.row))
                break;
            continue;
        }
        OutgoingBody body;
        body.record = recordOf(spooled);
        body.row = spooled.row;
        body.text = std::move(spooled.text);
        body.starts = std::move(spooled.starts);
        body.inDoubt = spooled.inDoubt;
        body.term = &Ledger::spooled;
        recall(body);
        return body;
    }
    return std::nullopt;
}

void Shelf::done(const OutgoingBody &body)
{
    m_events -= body.events();
    if (!succeeded(m_parts.spool->remove(body.row)))
        m_done[body.row] = body.events();
}

void Shelf::markInDoubt(const OutgoingBody &body)
{
    succeeded(m_parts.spool->markInDoubt(body.row));
}

bool Shelf::replace(const OutgoingBody &body, const std::vector<OutgoingBody> &parts)
{
    std::vector<SpooledBody> spooled;
    for (const OutgoingBody &part : parts)
        spooled.push_back(spooledOf(m_parts.news.session().id, part));
    return succeeded(m_parts.spool->replace(body.row, spooled));
}

void Shelf::keepRefused(const OutgoingBody &body, const std::string &words)
{
    if (isUsable())
        succeeded(m_parts.spool->keepRefused(spooledOf(m_parts.news.session().id, body), words));
}

// Only this session's flusher adds and removes, so what is missing went because the spool was full: its
// oldest bodies first, as they are here.
void Shelf::reconcile(OutgoingBody *taken)
{
    if (isEmpty())
        return;
    std::uint64_t expected = m_events;
    for (const auto &[row, events] : m_done)
        expected += events;
    const std::uint64_t there = m_parts.spool->events(m_parts.news.session().id);
    std::uint64_t gone = expected > there ? expected - there : 0;
    gone -= forgetDone(gone);
    if (gone > 0 && taken) {
        taken->row = 0;
        m_events -= taken->events();
        gone -= std::min(gone, taken->events());
        m_parts.accounts.move(*taken, taken->inDoubt ? &Ledger::inDoubt : &Ledger::inFlight);
    }
    if (gone == 0)
        return;
    m_events -= gone;
    m_parts.queue.settleAsDropped(gone, &Ledger::spooled, DropReason::SpoolFull, m_parts.clock.wallNow());
}

bool Shelf::succeeded(const Result<void> &result)
{
    if (!result)
        return failed(result.error());
    m_trouble.clear();
    return true;
}

bool Shelf::failed(const Error &error)
{
    m_trouble = "spool: " + error.message;
    m_notBefore = m_parts.clock.steadyNow() + diskPause;
    return false;
}

std::uint64_t Shelf::forgetDone(std::uint64_t gone)
{
    std::uint64_t forgotten = 0;
    while (!m_done.empty() && gone - forgotten >= m_done.begin()->second) {
        forgotten += m_done.begin()->second;
        m_done.erase(m_done.begin());
    }
    return forgotten;
}

bool Shelf::retryDone(std::int64_t row)
{
    if (!succeeded(m_parts.spool->remove(row)))
        return false;
    m_done.erase(row);
    return true;
}

void Shelf::remember(std::int64_t row, OutgoingBody &body)
{
    if (body.carried.empty() || m_timed + body.events() > mostTimed)
        return;
    m_timed += body.events();
    m_times[row] = {body.taken, std::move(body.carried)};
}

// Those of rows before it went with the rows, as the spool was full.
void Shelf::recall(OutgoingBody &body)
{
    while (!m_times.empty() && m_times.begin()->first <= body.row) {
        Times &times = m_times.begin()->second;
        m_timed -= times.carried.size();
        if (m_times.begin()->first == body.row) {
            body.taken = times.taken;
            body.carried = std::move(times.carried);
        }
        m_times.erase(m_times.begin());
    }
}

FlushRecord Shelf::recordOf(const SpooledBody &body)
{
    while (!m_begun.empty() && m_begun.begin()->first < body.row) {
        OutgoingBody gone;
        gone.record = m_begun.begin()->second;
        gone.record.message = "dropped: the spool was full";
        m_parts.news.finished(gone, FlushOutcome::Abandoned);
        m_begun.erase(m_begun.begin());
    }
    FlushRecord record;
    record.session = body.session;
    record.cause = body.cause;
    if (auto begun = m_begun.extract(body.row))
        record = std::move(begun.mapped());
    return record;
}

} // namespace sluice
