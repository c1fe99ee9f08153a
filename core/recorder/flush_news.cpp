// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/flush_news.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// How often the sink hears of a session's ledger while it runs.
constexpr Millis tellEvery{200};

/// No time of a flush is before this one, whatever the wall clock does.
Timestamp lastTime(const FlushRecord &record)
{
    return record.tries.empty() ? record.started : record.tries.back().ended;
}

void beginTry(FlushRecord &record, Timestamp now)
{
    const Timestamp began = record.tries.empty() ? record.started : std::max(lastTime(record), now);
    if (record.tries.size() == FlushRecord::mostTries)
        record.tries.erase(record.tries.begin());
    record.tries.push_back({began, began, 0, FlushOutcome::Sending, {}});
}

/// What became of the last attempt, once: its flush may end otherwise, without another one.
void judgeTry(FlushRecord &record)
{
    if (!record.tries.empty() && record.tries.back().outcome == FlushOutcome::Sending)
        record.tries.back().outcome = record.outcome;
}

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
    record.started = std::max(body.taken, m_parts.clock.wallNow());
    record.ended = record.started;
    record.events = body.events();
    record.bytes = body.text.size();
    tellContents(body);
}

void FlushNews::tellContents(OutgoingBody &body)
{
    if (!m_parts.sink)
        return;
    FlushContents contents{m_session.id, body.record.sequence, body.taken, std::move(body.carried)};
    if (contents.events.empty())
        contents.events = eventsIn(body);
    m_parts.sink->flushCarries(contents);
    body.carried = std::move(contents.events);
}

void FlushNews::begun(OutgoingBody &body)
{
    if (body.record.attempts == 0) {
        number(body);
        if (m_parts.sink)
            m_parts.sink->flushStarted(body.record);
    }
    ++body.record.attempts;
    beginTry(body.record, m_parts.clock.wallNow());
    setStatus(FlusherState::Sending, body.record.attempts);
}

void FlushNews::answered(OutgoingBody &body, const WireReply &reply)
{
    FlushRecord &record = body.record;
    record.ended = std::max(lastTime(record), m_parts.clock.wallNow());
    record.httpStatus = reply.answer.status;
    record.message = reply.words;
    if (body.errorsTwice)
        record.message += reply.words.empty() ? "possibly sent twice" : " (possibly sent twice)";
    FlushAttempt &attempt = record.tries.back();
    attempt.ended = record.ended;
    attempt.httpStatus = record.httpStatus;
    attempt.message = record.message;
}

void FlushNews::delayed(OutgoingBody &body)
{
    body.record.outcome = body.inDoubt ? FlushOutcome::InDoubt : FlushOutcome::Retrying;
    judgeTry(body.record);
    if (m_parts.sink)
        m_parts.sink->flushDelayed(body.record);
}

void FlushNews::finished(OutgoingBody &body, FlushOutcome outcome)
{
    body.record.outcome = outcome;
    judgeTry(body.record);
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
