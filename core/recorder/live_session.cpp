// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/live_session.h"

#include "core/agentops/encode.h"
#include "core/base/thread_name.h"
#include "core/recorder/agent_scope.h"
#include "core/recorder/event_bounds.h"
#include "core/recorder/host_env.h"
#include "core/recorder/inside_flusher.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr const char *childWords = "this is a fork's child: the session is its parent's";

/// A larger buffer is not kept by a thread that recorded one large event.
constexpr std::size_t mostKeptText = 1U << 20U;

Flusher::Start startOf(
    const RecorderConfig &config, const SessionOptions &options, Timestamp now, std::uint64_t seed)
{
    Flusher::Start start;
    start.session.id = options.inherited;
    start.session.tags = options.tags;
    start.session.started = now;
    start.endpoint = config.endpoint;
    start.hostEnv = options.hostEnv.empty() ? hostEnvironment(config.envDataOptOut) : options.hostEnv;
    start.tapEvents = !config.endpointStoresEvents;
    start.seed = seed;
    return start;
}

SessionOptions withId(SessionOptions options, std::uint64_t seed, const Clock &clock)
{
    if (options.inherited.isEmpty())
        options.inherited = LiveSession::newId(seed, clock);
    return options;
}

} // namespace

LiveSession::LiveSession(
    const RecorderConfig &config, SessionOptions options, Parts parts, std::uint64_t seed, Drive drive)
    : m_clock(parts.clock)
    , m_endDeadline(config.endDeadline)
    , m_hasSpool(parts.spool != nullptr)
    , m_durable(parts.writeAhead != nullptr)
    , m_options(withId(std::move(options), seed, parts.clock))
    , m_id(m_options.inherited)
    , m_ids(seed + 1)
    , m_journal(std::move(parts.writeAhead))
    , m_queue(config.queue, parts.clock, m_durable ? &m_journal : nullptr)
    , m_desk(m_options.tags)
    , m_transport(std::move(parts.transport))
    , m_wire(config, m_id, *m_transport)
    , m_waker(m_wire)
    , m_flusher({m_queue, m_desk, m_tally, m_wire, parts.sink, parts.clock, parts.spool,
                    m_journal.writeAhead(), m_durable ? &m_journal : nullptr},
          startOf(config, m_options, parts.clock.wallNow(), seed + 2))
{
    m_queue.setWaker(&m_waker);
    if (drive == Drive::Thread)
        m_thread = std::jthread([this] {
            nameThisThread("flusher");
            m_flusher.run();
        });
}

LiveSession::~LiveSession()
{
    stop();
}

void LiveSession::destroy(LiveSession *session)
{
    if (!session->m_fork.isForeign())
        delete session;
}

SessionId LiveSession::newId(std::uint64_t seed, const Clock &clock)
{
    return SessionId(UuidV7Source(seed).make(clock.wallNow()).toText());
}

void LiveSession::addTags(const std::vector<std::string> &tags)
{
    if (m_fork.isForeign())
        return;
    m_desk.addTags(tags);
    m_queue.wake();
}

void LiveSession::setTags(std::vector<std::string> tags)
{
    if (m_fork.isForeign())
        return;
    m_desk.setTags(std::move(tags));
    m_queue.wake();
}

Uuid LiveSession::createAgent(std::string name, Uuid id)
{
    const Uuid agent = id.isNil() ? m_ids.make(m_clock.wallNow()) : id;
    if (m_fork.isForeign())
        return agent;
    m_desk.addAgent({AgentId(agent.toText()), std::move(name)});
    m_queue.wake();
    return agent;
}

Result<void> LiveSession::setLimits(const QueueLimits &limits)
{
    if (m_fork.isForeign())
        return Error{ErrorKind::Usage, childWords};
    if (Result<void> valid = limits.validate(); !valid)
        return valid;
    if (limits.policy == OverflowPolicy::Spill && !m_hasSpool)
        return Error{ErrorKind::Usage, "policy is spill; it needs spool_dir, which is not set"};
    m_queue.setLimits(limits);
    return {};
}

DrainReport LiveSession::flush(Millis deadline)
{
    if (m_fork.isForeign())
        return childReport();
    const std::uint64_t ask = m_desk.askFlush();
    m_queue.ask();
    // The flusher cannot wait for itself.
    const bool served = m_desk.waitServed(ask, isInsideFlusher() ? Millis(0) : deadline);
    const Ledger left = ledger();
    const bool gaveUp = m_desk.isFinished() && left.undecided() + left.spooled > 0;
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
    return m_fork.isForeign() || m_desk.isEndAsked();
}

Ledger LiveSession::ledger() const
{
    return m_fork.isForeign() ? Ledger{} : m_queue.ledger();
}

void LiveSession::beginEnd(EndState state, const std::string &reason)
{
    if (m_fork.isForeign())
        return;
    // Closed first: every event is then before the end or rejected.
    m_queue.close();
    const Timestamp last{Micros(m_lastStamp.load(std::memory_order_relaxed))};
    m_desk.askEnd({state, reason, std::max(m_clock.wallNow(), last)});
    m_queue.wake();
}

DrainReport LiveSession::awaitEnd(Millis deadline)
{
    if (m_fork.isForeign())
        return childReport();
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
    for (std::uint32_t filling = m_filling; filling != 0; filling = m_filling)
        m_filling.wait(filling);
    m_journal.close();
}

RecordOutcome LiveSession::take(Event &&event)
{
    if (m_fork.isForeign())
        return RecordOutcome::RejectedClosed;
    const Timestamp now = m_clock.wallNow();
    if (isInsideFlusher())
        return m_queue.countDrop(DropReason::Reentrant, now);
    const std::size_t bytes = event.approximateBytes();
    // A value's size as JSON is known only when it is encoded, and judged there; a text's is known now.
    if (bytes > mostEventBytes && isCertainlyTooLarge(event))
        return m_queue.countDrop(DropReason::TooLarge, now);
    stamp(event, now);
    const EventType type = event.type;
    const RecordOutcome outcome
        = m_durable ? pushDurably(std::move(event), bytes, now) : m_queue.push(std::move(event), bytes, now);
    if (wasAccepted(outcome))
        m_tally.count(type);
    return outcome;
}

RecordOutcome LiveSession::pushDurably(Event &&event, std::size_t bytes, Timestamp now)
{
    thread_local std::string text;
    text.clear();
    if (!appendEvent(text, event))
        return m_queue.countDrop(DropReason::EncodeError, now);
    if (text.size() > mostEventBytes)
        return m_queue.countDrop(DropReason::TooLarge, now);
    JournalPlace place;
    place.bytes = static_cast<std::uint32_t>(text.size());
    ++m_filling; // until then the write-ahead stays
    const RecordOutcome outcome = m_queue.push(std::move(event), bytes, now, &place);
    if (place)
        m_journal.fill(place, text);
    if (--m_filling == 0)
        m_filling.notify_all();
    if (text.capacity() > mostKeptText)
        std::string().swap(text);
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
    if (isInsideFlusher())
        report.message = "asked from inside a callback, which cannot wait; ";
    const Ledger &left = report.ledger;
    report.message += std::to_string(left.queued) + " queued, " + std::to_string(left.inFlight)
        + " in flight, " + std::to_string(left.inDoubt) + " in doubt";
    if (left.spooled > 0)
        report.message += ", " + std::to_string(left.spooled) + " in the spool";
    const std::string trouble = m_desk.trouble();
    if (!trouble.empty())
        report.message += "; " + trouble;
    return report;
}

DrainReport LiveSession::childReport() const
{
    DrainReport report;
    report.message = childWords;
    return report;
}

} // namespace sluice
