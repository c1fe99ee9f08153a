// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/bounded_queue.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace sluice {

namespace {

/// The flusher's processor had the slot last: fetched now, it is there when the next event comes.
void prefetchSlot(const void *slot)
{
    constexpr std::size_t line = 64;
    const auto *bytes = static_cast<const char *>(slot);
    for (std::size_t at = 0; slot && at < sizeof(QueuedEvent); at += line)
        __builtin_prefetch(bytes + at, 1);
}

} // namespace

BoundedQueue::BoundedQueue(const QueueLimits &limits, const Clock &clock, Journal *journal)
    : m_clock(clock)
    , m_journal(journal)
    , m_limits(limits)
    , m_pending(limits.maxQueueSize)
    , m_capacity(limits.maxQueueSize)
    , m_flushDepth(limits.flushDepth())
    , m_book(limits.maxQueueSize)
    , m_types(limits.maxQueueSize)
{ }

RecordOutcome BoundedQueue::push(Event &&event, std::size_t bytes, Timestamp now, JournalPlace *place)
{
    const bool journaled = m_journal && place;
    Newcomer newcomer{event, m_producers.mine(), bytes, now, journaled ? place->bytes : 0};
    newcomer.producer.began(now);
    const RecordOutcome outcome
        = m_gate.refuses(now) ? RecordOutcome::DroppedQueueFull : pushLocked(newcomer);
    if (journaled)
        *place = wasAccepted(outcome) ? newcomer.place : JournalPlace{};
    return outcome;
}

RecordOutcome BoundedQueue::pushLocked(Newcomer &newcomer)
{
    GivenUp givenUp(m_journal); // goes after the unlock
    RecordOutcome outcome = RecordOutcome::Accepted;
    WatchedLock lock(m_mutex, Holder::Producer);
    if (!takeIn(newcomer)) {
        outcome = makeWay(newcomer, givenUp);
        if (newcomer.waitsSince)
            newcomer.producer.waited(*newcomer.waitsSince, std::chrono::steady_clock::now());
    }
    const FlusherRest::Call call
        = wasAccepted(outcome) ? m_rest.arrived(isHalfFull()) : FlusherRest::Call::None;
    const void *next = m_pending.nextSlot();
    lock.unlock();
    prefetchSlot(next);
    m_bell.ring(call);
    return outcome;
}

RecordOutcome BoundedQueue::countDrop(DropReason reason, Timestamp now)
{
    WatchedLock lock(m_mutex, Holder::Producer);
    return m_closed ? m_book.rejected() : m_book.dropped(reason, now);
}

void BoundedQueue::close()
{
    WatchedLock lock(m_mutex, Holder::Other);
    m_closed = true;
    openGate();
    const FlusherRest::Call call = m_rest.wake();
    lock.unlock();
    m_room.notifyAll();
    m_bell.ring(call);
}

void BoundedQueue::ask()
{
    WatchedLock lock(m_mutex, Holder::Other);
    m_asked = true;
    const FlusherRest::Call call = m_rest.wake();
    lock.unlock();
    m_bell.ring(call);
}

void BoundedQueue::wake()
{
    WatchedLock lock(m_mutex, Holder::Other);
    const FlusherRest::Call call = m_rest.wake();
    lock.unlock();
    m_bell.ring(call);
}

void BoundedQueue::setLimits(const QueueLimits &limits)
{
    EventRing larger(limits.maxQueueSize); // its memory comes before the lock and goes after it
    TypeHistory::Room moreTypes = TypeHistory::roomFor(limits.maxQueueSize); // so does this
    const Timestamp now = m_clock.wallNow();
    WatchedLock lock(m_mutex, Holder::Other);
    m_limits = limits;
    if (!m_closed) {
        if (m_pending.capacity() < limits.maxQueueSize && m_pending.isEmpty())
            m_pending.swap(larger);
        m_outgrown = m_pending.capacity() < limits.maxQueueSize;
        m_types.growInto(moreTypes);
        fitCapacity(now);
        openGate();
    }
    const FlusherRest::Call call = m_rest.wake();
    lock.unlock();
    m_room.notifyAll();
    m_bell.ring(call);
}

QueueLimits BoundedQueue::limits() const
{
    WatchedLock lock(m_mutex, Holder::Other);
    return m_limits;
}

QueueSnapshot BoundedQueue::snapshot() const
{
    const Timestamp now = m_clock.wallNow();
    WatchedLock lock(m_mutex, Holder::Other);
    return shotAt(now);
}

Ledger BoundedQueue::ledger() const
{
    WatchedLock lock(m_mutex, Holder::Other);
    return wholeLedger();
}

void BoundedQueue::settle(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    m_book.move(count, from, to);
    const bool waiters = m_journal && m_waiting > 0;
    lock.unlock();
    if (waiters)
        m_room.notifyAll();
}

void BoundedQueue::adoptSpooled(std::uint64_t count)
{
    WatchedLock lock(m_mutex, Holder::Other);
    m_book.adopted(count);
}

void BoundedQueue::settleAsDropped(
    std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    m_book.drop(count, from, reason, now);
    const bool waiters = m_journal && m_waiting > 0;
    lock.unlock();
    if (waiters)
        m_room.notifyAll();
}

std::vector<DropRun> BoundedQueue::takeDrops(DropRuns::Take what, Timestamp now)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    openGate();
    return m_book.drops.take(what, now);
}

std::vector<DepthSample> BoundedQueue::takeDepths(DepthTrack::Take what, Timestamp now)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    return m_book.depths.take(what, now);
}

bool BoundedQueue::hasUntoldNews() const
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    return m_book.drops.hasAny() || m_book.depths.hasAny() || m_gate.refused() > 0;
}

bool BoundedQueue::hasRoom(std::size_t bytes) const
{
    // An event alone always fits, however few bytes are allowed: it could never be recorded otherwise.
    const bool bytesFit = m_pending.isEmpty() || m_bytes + bytes <= m_limits.maxQueueBytes;
    return m_pending.size() < m_capacity && bytesFit;
}

bool BoundedQueue::reserve(Newcomer &newcomer) const
{
    return newcomer.textBytes == 0 || m_journal->reserve(newcomer.textBytes, newcomer.place);
}

bool BoundedQueue::takeIn(Newcomer &newcomer)
{
    if (m_closed || !hasRoom(newcomer.bytes) || !reserve(newcomer))
        return false;
    admit(newcomer);
    return true;
}

void BoundedQueue::admit(Newcomer &newcomer)
{
    if (m_pending.isEmpty())
        m_oldestSince = m_clock.steadyNow();
    m_bytes += newcomer.bytes;
    m_types.admitted(newcomer.event.type);
    // One that waited has a time from before its wait.
    const Timestamp enqueued = newcomer.waitsSince ? m_clock.wallNow() : newcomer.now;
    m_pending.push(std::move(newcomer.event), newcomer.bytes, newcomer.place, enqueued);
    m_book.queued(m_pending.size(), newcomer.now);
}

bool BoundedQueue::isHalfFull() const
{
    return m_pending.size() >= std::max<std::size_t>(m_capacity / 2, 1)
        || m_bytes >= m_limits.maxQueueBytes / 2;
}

// What the gate refused and nobody has taken in yet is recorded and dropped.
Ledger BoundedQueue::wholeLedger() const
{
    Ledger ledger = m_book.ledger();
    const std::uint64_t refused = m_gate.refused();
    ledger.recorded += refused;
    ledger.dropsFor(DropReason::QueueFull) += refused;
    return ledger;
}

QueueSnapshot BoundedQueue::shotAt(Timestamp now) const
{
    QueueSnapshot shot;
    shot.time = now;
    shot.capacity = m_capacity;
    shot.policy = m_limits.policy;
    shot.depth = m_pending.size();
    shot.bytes = m_bytes;
    shot.highWater = m_book.highWater();
    shot.waiting = m_waiting;
    shot.ledger = wholeLedger();
    return shot;
}

void BoundedQueue::openGate()
{
    if (const std::uint64_t refused = m_gate.open())
        m_book.dropped(DropReason::QueueFull, m_gate.since(), refused);
}

void BoundedQueue::fitCapacity(Timestamp now)
{
    const std::size_t capacity = std::min(m_limits.maxQueueSize, m_pending.capacity());
    if (capacity == m_capacity)
        return;
    m_capacity = capacity;
    m_flushDepth = QueueLimits::flushDepthOf(capacity);
    m_book.depths.resized(capacity, now);
}

} // namespace sluice
