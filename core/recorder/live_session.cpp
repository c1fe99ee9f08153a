// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/live_session.h"

#include "core/recorder/agent_scope.h"
#include "core/recorder/host_env.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

SessionId newOrInherited(const SessionOptions &options, UuidV7Source &ids, Timestamp now)
{
    return options.inherited.isEmpty() ? SessionId(ids.make(now).toText()) : options.inherited;
}

RecordedSession introduction(const SessionId &id, const std::vector<std::string> &tags, Timestamp now)
{
    RecordedSession session;
    session.id = id;
    session.tags = tags;
    session.started = now;
    return session;
}

} // namespace

LiveSession::LiveSession(const RecorderConfig &config, SessionOptions options,
    std::unique_ptr<Transport> transport, const Clock &clock, RecorderSink *sink, std::uint64_t seed,
    Drive drive)
    : m_clock(clock)
    , m_endDeadline(config.endDeadline)
    , m_id([&] {
        UuidV7Source ids(seed);
        return newOrInherited(options, ids, clock.wallNow());
    }())
    , m_ids(seed + 1)
    , m_queue(config.queue, clock)
    , m_desk(options.tags)
    , m_transport(std::move(transport))
    , m_wire(config, m_id, *m_transport)
    , m_flusher({m_queue, m_desk, m_tally, m_wire, sink, clock},
          introduction(m_id, options.tags, clock.wallNow()),
          options.hostEnv.empty() ? hostEnvironment(config.envDataOptOut) : options.hostEnv,
          !config.endpointStoresEvents, seed + 2)
{
    if (drive == Drive::Thread)
        m_thread = std::jthread([this] { run(); });
}

LiveSession::~LiveSession()
{
    stop();
}

RecordOutcome LiveSession::record(ActionEvent event)
{
    return take(Event(std::move(event)));
}

RecordOutcome LiveSession::record(LlmEvent event)
{
    return take(Event(std::move(event)));
}

RecordOutcome LiveSession::record(ToolEvent event)
{
    return take(Event(std::move(event)));
}

RecordOutcome LiveSession::record(ErrorEvent event)
{
    return take(Event(std::move(event)));
}

void LiveSession::addTags(const std::vector<std::string> &tags)
{
    m_desk.addTags(tags);
    m_queue.wake();
}

void LiveSession::setTags(std::vector<std::string> tags)
{
    m_desk.setTags(std::move(tags));
    m_queue.wake();
}

Uuid LiveSession::createAgent(std::string name)
{
    const Uuid agent = m_ids.make(m_clock.wallNow());
    m_desk.addAgent({AgentId(agent.toText()), std::move(name)});
    m_queue.wake();
    return agent;
}

DrainReport LiveSession::flush(Millis deadline)
{
    const std::uint64_t ask = m_desk.askFlush();
    m_queue.ask();
    // The flusher cannot wait for itself.
    const bool served = m_desk.waitServed(ask, isInsideFlusher() ? Millis(0) : deadline);
    const bool gaveUp = m_desk.isFinished() && ledger().undecided() > 0;
    return report(served && !gaveUp);
}

DrainReport LiveSession::end(EndState state, const std::string &reason, Millis deadline)
{
    beginEnd(state, reason);
    return awaitEnd(deadline);
}

DrainReport LiveSession::end(EndState state, const std::string &reason)
{
    return end(state, reason, m_endDeadline);
}

bool LiveSession::isEnded() const
{
    return m_desk.isEndAsked();
}

QueueSnapshot LiveSession::snapshot() const
{
    QueueSnapshot shot = m_queue.snapshot();
    const FlusherStatus status = m_flusher.status();
    shot.session = m_id;
    shot.flusher = status.state;
    shot.attempt = status.attempt;
    shot.backOffUntil = status.backOffUntil;
    shot.flushes = status.flushes;
    return shot;
}

Ledger LiveSession::ledger() const
{
    return m_queue.ledger();
}

void LiveSession::beginEnd(EndState state, const std::string &reason)
{
    // Closed first: every event is then before the end or rejected.
    m_queue.close();
    m_desk.askEnd({state, reason, m_clock.wallNow()});
    m_queue.wake();
}

DrainReport LiveSession::awaitEnd(Millis deadline)
{
    const bool finished = m_desk.waitFinished(isInsideFlusher() ? Millis(0) : deadline);
    return report(finished && m_desk.isComplete());
}

void LiveSession::abandon()
{
    m_desk.abort();
    m_transport->abort();
    m_queue.wake();
}

void LiveSession::stop()
{
    m_queue.close();
    abandon();
    if (m_thread.joinable())
        m_thread.join();
}

RecordOutcome LiveSession::take(Event &&event)
{
    const Timestamp now = m_clock.wallNow();
    if (isInsideFlusher())
        return m_queue.countDrop(DropReason::Reentrant, now);
    const std::size_t bytes = event.approximateBytes();
    // A value's size as JSON is known only when it is encoded, and judged there; a text's is known now.
    const JsonText *params = event.params.asText();
    if (params && params->text.size() > mostEventBytes)
        return m_queue.countDrop(DropReason::TooLarge, now);
    stamp(event, now);
    const EventType type = event.type;
    const RecordOutcome outcome = m_queue.push(std::move(event), bytes, now);
    if (wasAccepted(outcome))
        m_tally.count(type);
    return outcome;
}

void LiveSession::stamp(Event &event, Timestamp now)
{
    const std::int64_t mine = now.time_since_epoch().count();
    std::int64_t last = m_lastStamp.load(std::memory_order_relaxed);
    while (last < mine && !m_lastStamp.compare_exchange_weak(last, mine, std::memory_order_relaxed)) { }
    const Timestamp steady{Micros(std::max(last, mine))};
    if (event.start == Timestamp{})
        event.start = event.end == Timestamp{} ? steady : event.end;
    if (event.end == Timestamp{})
        event.end = std::max(event.start, steady);
    if (event.id.isNil())
        event.id = m_ids.make(steady);
    if (event.agent.isNil())
        event.agent = AgentScope::agentFor(*this);
}

DrainReport LiveSession::report(bool complete) const
{
    DrainReport report;
    report.ledger = ledger();
    report.complete = complete;
    if (complete)
        return report;
    const Ledger &left = report.ledger;
    report.message = std::to_string(left.queued) + " queued, " + std::to_string(left.inFlight)
        + " in flight, " + std::to_string(left.inDoubt) + " in doubt";
    const std::string trouble = m_desk.trouble();
    if (!trouble.empty())
        report.message += "; " + trouble;
    return report;
}

void LiveSession::run()
{
    for (;;) {
        const Flusher::Next next = m_flusher.step();
        if (next.kind == Flusher::Next::Kind::Finished)
            return;
        if (next.kind == Flusher::Next::Kind::Wait)
            m_queue.waitForWork(next.watch, next.until);
    }
}

} // namespace sluice
