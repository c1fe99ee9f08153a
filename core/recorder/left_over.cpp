// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/left_over.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

QueueLimits noRoom()
{
    QueueLimits limits;
    limits.maxQueueSize = 1;
    return limits;
}

Flusher::Start startOf(const RecorderConfig &config, const SpooledSession &session, Timestamp now,
    std::uint64_t events, std::uint64_t seed)
{
    Flusher::Start start;
    start.session.id = session.id;
    start.session.tags = session.tags;
    start.session.agents = session.agents;
    start.session.started = session.started;
    start.session.ended = session.ended;
    start.session.endState = session.endState;
    start.session.endReason = session.endReason;
    start.endpoint = session.endpoint;
    start.hostEnv = session.hostEnv;
    start.tapEvents = !config.endpointStoresEvents;
    start.seed = seed;
    start.leftOver = true;
    start.known = session.known;
    start.spooledBefore = events;
    // No flush is quicker than a microsecond, so no earlier one has such a number.
    start.flushesBefore
        = static_cast<std::uint64_t>(std::max<Micros::rep>((now - session.started).count(), 0));
    return start;
}

} // namespace

LeftOver::LeftOver(
    const RecorderConfig &config, const SpooledSession &session, Parts parts, std::uint64_t seed)
    : m_id(session.id)
    , m_tally(session.eventCounts)
    , m_queue(noRoom(), parts.clock)
    , m_desk(session.tags)
    , m_transport(std::move(parts.transport))
    , m_wire(config, m_id, *m_transport)
    , m_waker(m_wire)
    , m_flusher({m_queue, m_desk, m_tally, m_wire, parts.sink, parts.clock, &parts.spool},
          startOf(config, session, parts.clock.wallNow(), parts.spool.events(m_id), seed))
{
    m_queue.adoptSpooled(parts.spool.events(m_id));
    m_queue.close();
    m_queue.setWaker(&m_waker);
}

void LeftOver::run()
{
    m_flusher.run();
}

void LeftOver::abandon()
{
    m_desk.abort();
    m_transport->abort();
    m_queue.wake();
}

} // namespace sluice
