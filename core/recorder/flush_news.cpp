// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/flush_news.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// How often the sink hears of a session's ledger while it runs.
constexpr Millis tellEvery{200};

} // namespace

FlushNews::FlushNews(Parts parts, RecordedSession session)
    : m_parts(parts)
    , m_session(std::move(session))
    , m_lastNumber(parts.flushesBefore)
{ }

void FlushNews::introduce()
{
    if (!std::exchange(m_introduced, true))
        tellSession();
}

void FlushNews::tellSession()
{
    m_lastTold = m_parts.clock.steadyNow();
    m_untold = false;
    if (!m_parts.sink)
        return;
    m_session.ledger = m_parts.queue.ledger();
    m_parts.sink->sessionChanged(m_session);
}

void FlushNews::tellSessionSometimes()
{
    m_untold = true;
    if (m_parts.clock.steadyNow() - m_lastTold >= tellEvery)
        tellSession();
}

void FlushNews::tellQueue(DropRuns::Take drops, DepthTrack::Take depths)
{
    const Timestamp now = m_parts.clock.wallNow();
    std::vector<DropRun> runs = m_parts.queue.takeDrops(drops, now);
    std::vector<DepthSample> samples = m_parts.queue.takeDepths(depths, now);
    if (!m_parts.sink)
        return;
    for (DropRun &run : runs)
        run.session = m_session.id;
    for (DepthSample &sample : samples)
        sample.session = m_session.id;
    if (!runs.empty())
        m_parts.sink->eventsDropped(runs);
    if (!samples.empty())
        m_parts.sink->depthSampled(samples);
}

std::optional<SteadyTime> FlushNews::nextTelling()
{
    std::optional<SteadyTime> next;
    if (m_parts.queue.hasUntoldNews())
        next = m_parts.clock.steadyNow() + DepthTrack::stretch;
    if (m_untold) {
        tellSessionSometimes();
        if (m_untold)
            next = std::min(next.value_or(m_lastTold + tellEvery), m_lastTold + tellEvery);
    }
    return next;
}

void FlushNews::taken(const OutgoingBody &body)
{
    if (tapsEvents())
        m_parts.sink->eventsTaken(m_session.id, body.text);
}

void FlushNews::number(OutgoingBody &body)
{
    FlushRecord &record = body.record;
    ++m_flushes;
    record.session = m_session.id;
    record.sequence = ++m_lastNumber;
    record.started = m_parts.clock.wallNow();
    record.ended = record.started;
    record.events = body.events();
    record.bytes = body.text.size();
}

void FlushNews::begun(OutgoingBody &body)
{
    if (body.record.attempts == 0) {
        number(body);
        if (m_parts.sink)
            m_parts.sink->flushStarted(body.record);
    }
    ++body.record.attempts;
    setStatus(FlusherState::Sending, body.record.attempts);
}

void FlushNews::answered(OutgoingBody &body, const WireReply &reply)
{
    body.record.ended = std::max(body.record.started, m_parts.clock.wallNow());
    body.record.httpStatus = reply.answer.status;
    body.record.message = reply.words;
    if (body.errorsTwice)
        body.record.message += reply.words.empty() ? "possibly sent twice" : " (possibly sent twice)";
}

void FlushNews::delayed(OutgoingBody &body)
{
    body.record.outcome = body.inDoubt ? FlushOutcome::InDoubt : FlushOutcome::Retrying;
    if (m_parts.sink)
        m_parts.sink->flushDelayed(body.record);
}

void FlushNews::finished(OutgoingBody &body, FlushOutcome outcome)
{
    body.record.outcome = outcome;
    if (m_parts.sink)
        m_parts.sink->flushFinished(body.record);
}

void FlushNews::refused(OutgoingBody &body, const std::string &words)
{
    if (body.record.attempts == 0)
        number(body);
    body.record.message = words;
    finished(body, FlushOutcome::Refused);
}

void FlushNews::setStatus(FlusherState state, std::uint32_t attempt, std::optional<Timestamp> until)
{
    MutexLock lock(m_statusMutex);
    m_status = {state, attempt, until, m_flushes};
}

FlusherStatus FlushNews::status() const
{
    MutexLock lock(m_statusMutex);
    return m_status;
}

} // namespace sluice
