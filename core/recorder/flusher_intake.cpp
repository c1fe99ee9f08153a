// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Events on their way from the queue into bodies, in memory or on disk.

#include "core/agentops/encode.h"
#include "core/recorder/flusher.h"
#include "core/spool/write_ahead.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// How long a session that spills waits for the answers under way before it does: most come sooner.
constexpr Millis patience{2};

} // namespace

// Events leave the queue before the desk is read, so that an agent made before an event is told before it.
void Flusher::collect()
{
    m_delivery.reconcileShelf();
    const bool endSeen = m_news.session().endState.has_value() || m_leftOver;
    const bool spills = !mayTake() && maySpill();
    if (mayTake() || spills) {
        std::optional<FlushCause> cause = m_parts.queue.due();
        if (!cause && endSeen && !m_endTaken)
            cause = FlushCause::End;
        if (!cause && m_askSeen > m_askTaken)
            cause = FlushCause::Asked;
        if (cause)
            takeEvents(*cause);
        if (cause && spills)
            m_delivery.putAside();
        m_endTaken = endSeen;
        if (m_askSeen > m_askTaken)
            m_asks.push_back({m_askSeen, m_takes});
        m_askTaken = m_askSeen;
    }
    serveAsks();
    readDesk();
}

bool Flusher::mayTake() const
{
    if (!m_shelf.isEmpty())
        return false;
    // One take may wait in memory: it reaches the tap, and the queue has room again.
    if (m_delivery.isEmpty())
        return true;
    return m_backOff.failures() == 0 && !m_talk.holdsEvents() && !m_delivery.hasWaiting()
        && m_delivery.mayBegin() && m_delivery.bytes() < m_parts.queue.limits().maxQueueBytes;
}

bool Flusher::spills() const
{
    return m_shelf.isThere() && m_parts.queue.limits().policy == OverflowPolicy::Spill;
}

bool Flusher::maySpill()
{
    if (!spills() || !m_shelf.isUsable())
        return false;
    const std::optional<SteadyTime> patient = patientUntil();
    if (patient && m_parts.clock.steadyNow() < *patient)
        return false;
    // What waits in memory is older. When the disk does not take it, nothing more comes into memory.
    m_delivery.putAside();
    return !m_delivery.hasWaiting();
}

std::optional<SteadyTime> Flusher::patientUntil() const
{
    const std::optional<SteadyTime> begun = m_delivery.oldestBegun();
    const bool healthy = m_shelf.isEmpty() && m_backOff.failures() == 0;
    return begun && healthy ? std::optional(*begun + patience) : std::nullopt;
}

void Flusher::serveAsks()
{
    while (!m_asks.empty() && m_shelf.isEmpty()
        && (m_delivery.isEmpty() || m_delivery.oldestTake() > m_asks.front().take)) {
        m_parts.desk.tellServed(m_asks.front().ask);
        m_asks.pop_front();
    }
}

void Flusher::takeEvents(FlushCause cause)
{
    if (m_ring.capacity() != m_parts.queue.limits().maxQueueSize)
        m_ring = m_parts.queue.makeRing();
    m_parts.queue.takeAll(m_ring);
    if (m_ring.isEmpty())
        return;
    ++m_takes;
    m_taken = m_parts.clock.wallNow();
    const FlusherStatus before = m_news.status();
    m_news.setStatus(FlusherState::Encoding);
    BodyBuilder bodies;
    for (std::size_t i = 0; i < m_ring.size(); ++i)
        encode(m_ring[i], bodies, cause);
    putOut(bodies.finish(), cause);
    m_ring.clear();
    if (before.state == FlusherState::Sending && m_parts.wire.underWay() > 0)
        m_news.setStatus(before.state, before.attempt); // it still waits for that answer
}

void Flusher::encode(QueuedEvent &item, BodyBuilder &bodies, FlushCause cause)
{
    bodies.begin();
    const Result<void> encoded = appendEvent(bodies.text(), item.event);
    const bool tooLarge = encoded.ok() && bodies.pendingBytes() > mostEventBytes;
    if (encoded.ok() && !tooLarge) {
        putOut(bodies.commit({item.event.id, item.enqueued}, item.place), cause);
        return;
    }
    bodies.rollback();
    m_accounts.letGo(item.place);
    m_parts.queue.settleAsDropped(1, &Ledger::inFlight,
        tooLarge ? DropReason::TooLarge : DropReason::EncodeError, m_parts.clock.wallNow());
    m_parts.desk.tellTrouble(tooLarge ? "an event over 16 MiB was dropped" : encoded.error().message);
}

void Flusher::putOut(std::optional<OutgoingBody> body, FlushCause cause)
{
    if (!body)
        return;
    body->record.session = m_news.session().id;
    body->record.cause = cause;
    body->take = m_takes;
    body->taken = m_taken;
    m_news.taken(*body);
    m_delivery.add(std::move(*body));
}

void Flusher::careForDisk()
{
    if (!m_parts.writeAhead || !m_parts.writeAhead->wantsRoom()
        || m_parts.clock.steadyNow() < m_roomNotBefore)
        return;
    if (const Result<void> made = m_parts.writeAhead->makeRoom(); !made) {
        m_parts.desk.tellTrouble("write-ahead: " + made.error().message);
        m_roomNotBefore = m_parts.clock.steadyNow() + std::chrono::seconds(1);
        return;
    }
    m_parts.queue.settle(0, &Ledger::inFlight, &Ledger::inFlight); // producers that wait for it look again
}

void Flusher::keepSession()
{
    if (m_shelf.isThere() && (m_shelf.keepsSession() || m_parts.writeAhead))
        m_shelf.keepSession();
}

SpooledSession Flusher::describe() const
{
    const RecordedSession &session = m_news.session();
    SpooledSession spooled;
    spooled.id = session.id;
    spooled.endpoint = m_endpoint;
    spooled.started = session.started;
    spooled.tags = session.tags;
    spooled.agents = session.agents;
    spooled.hostEnv = m_talk.hostEnv();
    spooled.eventCounts = m_parts.tally.read();
    spooled.known = m_talk.isKnown();
    spooled.ended = session.ended;
    spooled.endState = session.endState;
    spooled.endReason = session.endReason;
    return spooled;
}

} // namespace sluice
