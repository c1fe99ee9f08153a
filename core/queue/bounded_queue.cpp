// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/bounded_queue.h"

#include "core/base/deadline.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sluice {

namespace {

/// How long the flusher naps between two looks while events come: a notify for each event would cost the
/// producers 5 to 7 microseconds at p99.9 (docs/design/queue.md).
constexpr Millis napTime{1};

} // namespace

BoundedQueue::BoundedQueue(const QueueLimits &limits, const Clock &clock)
    : m_limits(limits)
    , m_flushDepth(limits.flushDepth())
    , m_clock(clock)
    , m_pending(limits.maxQueueSize)
    , m_depths(limits.maxQueueSize)
{ }

RecordOutcome BoundedQueue::push(Event &&event, std::size_t bytes, Timestamp now)
{
    std::optional<QueuedEvent> victim; // freed after the unlock, as the others are
    std::vector<QueuedEvent> moreVictims; // used only when bytes are short
    RecordOutcome outcome = RecordOutcome::Accepted;
    MutexLock lock(m_mutex);
    if (m_closed)
        return reject();
    if (!hasRoom(bytes)) {
        m_pressed = true;
        switch (m_limits.policy) {
        case OverflowPolicy::Spill:
        case OverflowPolicy::DropNewest:
            return drop(DropReason::QueueFull, now);
        case OverflowPolicy::Block:
            if (!waitForRoom(bytes))
                return m_closed ? reject() : drop(DropReason::BlockTimeout, m_clock.wallNow());
            now = m_clock.wallNow();
            break;
        case OverflowPolicy::DropOldest:
            victim = dropOldest(now);
            while (!hasRoom(bytes))
                moreVictims.push_back(dropOldest(now));
            outcome = RecordOutcome::AcceptedDroppedOldest;
            break;
        }
    }
    admit({std::move(event), bytes}, now);
    const bool kick = mustKick();
    lock.unlock();
    if (kick)
        m_work.notifyOne();
    return outcome;
}

RecordOutcome BoundedQueue::countDrop(DropReason reason, Timestamp now)
{
    MutexLock lock(m_mutex);
    return m_closed ? reject() : drop(reason, now);
}

void BoundedQueue::close()
{
    MutexLock lock(m_mutex);
    m_closed = true;
    m_woken = true;
    lock.unlock();
    m_room.notifyAll();
    m_work.notifyOne();
}

void BoundedQueue::ask()
{
    MutexLock lock(m_mutex);
    m_asked = true;
    m_woken = true;
    lock.unlock();
    m_work.notifyOne();
}

void BoundedQueue::wake()
{
    MutexLock lock(m_mutex);
    m_woken = true;
    lock.unlock();
    m_work.notifyOne();
}

QueueSnapshot BoundedQueue::snapshot() const
{
    QueueSnapshot shot;
    shot.time = m_clock.wallNow();
    shot.capacity = m_limits.maxQueueSize;
    shot.policy = m_limits.policy;
    MutexLock lock(m_mutex);
    shot.depth = m_pending.size();
    shot.bytes = m_bytes;
    shot.highWater = m_highWater;
    shot.waiting = m_waiting;
    shot.ledger = m_ledger;
    return shot;
}

Ledger BoundedQueue::ledger() const
{
    MutexLock lock(m_mutex);
    return m_ledger;
}

std::optional<FlushCause> BoundedQueue::due() const
{
    const SteadyTime now = m_clock.steadyNow();
    MutexLock lock(m_mutex);
    return dueAt(now);
}

void BoundedQueue::takeAll(EventRing &into)
{
    assert(into.isEmpty() && into.capacity() == m_limits.maxQueueSize && "the ring of makeRing(), cleared");
    const Timestamp now = m_clock.wallNow();
    MutexLock lock(m_mutex);
    m_pending.swap(into);
    m_ledger.queued -= into.size();
    m_ledger.inFlight += into.size();
    m_bytes = 0;
    m_asked = false;
    m_pressed = false;
    m_depths.moved(0, now);
    const bool waiters = m_waiting > 0;
    lock.unlock();
    if (waiters)
        m_room.notifyAll();
}

void BoundedQueue::settle(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to)
{
    MutexLock lock(m_mutex);
    assert(m_ledger.*from >= count && "only what is there can move");
    m_ledger.*from -= count;
    m_ledger.*to += count;
}

void BoundedQueue::settleAsDropped(
    std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now)
{
    MutexLock lock(m_mutex);
    assert(m_ledger.*from >= count && "only what is there can be dropped");
    m_ledger.*from -= count;
    m_ledger.dropsFor(reason) += count;
    m_drops.add(reason, now, count);
}

std::vector<DropRun> BoundedQueue::takeDrops(DropRuns::Take what, Timestamp now)
{
    MutexLock lock(m_mutex);
    return m_drops.take(what, now);
}

std::vector<DepthSample> BoundedQueue::takeDepths(DepthTrack::Take what, Timestamp now)
{
    MutexLock lock(m_mutex);
    return m_depths.take(what, now);
}

void BoundedQueue::releaseRoom()
{
    EventRing none(0); // its memory goes after the unlock
    MutexLock lock(m_mutex);
    if (m_closed && m_pending.isEmpty())
        m_pending.swap(none);
    lock.unlock();
}

bool BoundedQueue::hasUntoldNews() const
{
    MutexLock lock(m_mutex);
    return m_drops.hasAny() || m_depths.hasAny();
}

void BoundedQueue::waitForWork(Watch watch, std::optional<SteadyTime> until)
{
    MutexLock lock(m_mutex);
    for (;;) {
        const SteadyTime now = m_clock.steadyNow();
        const bool reached = until && now >= *until;
        if (m_woken || reached || (watch == Watch::Arrivals && dueAt(now)))
            break;
        sleepOnce(watch, now, until);
    }
    m_woken = false;
}

bool BoundedQueue::hasRoom(std::size_t bytes) const
{
    // An event alone always fits, however few bytes are allowed: it could never be recorded otherwise.
    const bool bytesFit = m_pending.isEmpty() || m_bytes + bytes <= m_limits.maxQueueBytes;
    return !m_pending.isFull() && bytesFit;
}

bool BoundedQueue::waitForRoom(std::size_t bytes)
{
    ++m_waiting;
    if (m_sleeper != Sleeper::Awake) {
        m_sleeper = Sleeper::Awake;
        m_work.notifyOne();
    }
    const SteadyTime until = deadlineIn(m_limits.blockDeadline.value_or(Millis(0)));
    while (!m_closed && !hasRoom(bytes)) {
        if (!m_limits.blockDeadline)
            m_room.wait(m_mutex);
        else if (!m_room.waitUntil(m_mutex, until))
            break;
    }
    --m_waiting;
    return !m_closed && hasRoom(bytes);
}

void BoundedQueue::admit(QueuedEvent &&item, Timestamp now)
{
    if (m_pending.isEmpty())
        m_oldestSince = m_clock.steadyNow();
    m_bytes += item.bytes;
    m_pending.push(std::move(item));
    ++m_arrivals;
    ++m_ledger.recorded;
    ++m_ledger.queued;
    m_highWater = std::max(m_highWater, m_pending.size());
    m_depths.moved(m_pending.size(), now);
}

QueuedEvent BoundedQueue::dropOldest(Timestamp now)
{
    QueuedEvent oldest = m_pending.popOldest();
    m_bytes -= oldest.bytes;
    --m_ledger.queued;
    ++m_ledger.dropsFor(DropReason::QueueFull);
    m_drops.add(DropReason::QueueFull, now);
    return oldest;
}

RecordOutcome BoundedQueue::reject()
{
    ++m_ledger.recorded;
    ++m_ledger.rejected;
    return RecordOutcome::RejectedClosed;
}

RecordOutcome BoundedQueue::drop(DropReason reason, Timestamp now)
{
    ++m_ledger.recorded;
    ++m_ledger.dropsFor(reason);
    m_drops.add(reason, now);
    switch (reason) {
    case DropReason::BlockTimeout:
        return RecordOutcome::DroppedBlockTimeout;
    case DropReason::TooLarge:
        return RecordOutcome::DroppedTooLarge;
    case DropReason::Reentrant:
        return RecordOutcome::DroppedReentrant;
    default:
        return RecordOutcome::DroppedQueueFull;
    }
}

bool BoundedQueue::mustKick()
{
    // One notify for each sleep, and one for each nap: when the depth reaches the point of flushing.
    const bool asleep = m_sleeper == Sleeper::Asleep;
    const bool napping = m_sleeper == Sleeper::Napping && m_pending.size() >= m_flushDepth;
    if (asleep || napping)
        m_sleeper = Sleeper::Awake;
    return asleep || napping;
}

std::optional<FlushCause> BoundedQueue::dueAt(SteadyTime now) const
{
    if (m_pending.isEmpty())
        return std::nullopt;
    if (m_pending.size() >= m_flushDepth || m_bytes >= m_limits.maxQueueBytes / 2 || m_pressed
        || m_waiting > 0)
        return FlushCause::Size;
    if (m_closed)
        return FlushCause::End;
    if (m_asked)
        return FlushCause::Asked;
    if (now - m_oldestSince >= m_limits.maxWaitTime)
        return FlushCause::Time;
    return std::nullopt;
}

void BoundedQueue::sleepOnce(Watch watch, SteadyTime now, std::optional<SteadyTime> until)
{
    if (watch == Watch::Arrivals && !m_pending.isEmpty()) {
        const SteadyTime oldestDue = m_oldestSince + m_limits.maxWaitTime;
        until = until ? std::min(*until, oldestDue) : oldestDue;
    }
    const bool nap = watch == Watch::Arrivals && m_arrivals != m_arrivalsSeen;
    m_arrivalsSeen = m_arrivals;
    if (nap)
        until = until ? std::min(*until, now + napTime) : now + napTime;
    // While it backs off, no producer has a reason to wake it.
    if (watch == Watch::Arrivals)
        m_sleeper = nap ? Sleeper::Napping : Sleeper::Asleep;
    if (until)
        m_work.waitUntil(m_mutex, *until);
    else
        m_work.wait(m_mutex);
    m_sleeper = Sleeper::Awake;
}

} // namespace sluice
