// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The flusher's side: what is due, taking it, and waiting for it.

#include "core/queue/bounded_queue.h"

#include <algorithm>
#include <cassert>

namespace sluice {

std::optional<FlushCause> BoundedQueue::due() const
{
    const SteadyTime now = m_clock.steadyNow();
    WatchedLock lock(m_mutex, Holder::Flusher);
    return dueAt(now);
}

bool BoundedQueue::isPressed() const
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    return m_pressed || m_waiting > 0;
}

void BoundedQueue::takeAll(EventRing &into)
{
    assert(into.isEmpty() && "the ring of makeRing(), cleared");
    const Timestamp now = m_clock.wallNow();
    WatchedLock lock(m_mutex, Holder::Flusher);
    m_pending.swap(into);
    m_book.taken(into.size(), now);
    m_types.taken(into.size());
    m_bytes = 0;
    m_asked = false;
    m_pressed = false;
    m_outgrown = false;
    fitCapacity(now);
    openGate();
    const bool waiters = m_waiting > 0;
    lock.unlock();
    if (waiters)
        m_room.notifyAll();
}

EventRing BoundedQueue::makeRing() const
{
    return EventRing(limits().maxQueueSize);
}

void BoundedQueue::releaseRoom()
{
    EventRing none(0); // its memory goes after the unlock
    TypeHistory::Room types; // so does this
    WatchedLock lock(m_mutex, Holder::Flusher);
    if (m_closed && m_pending.isEmpty()) {
        m_pending.swap(none);
        types = m_types.release();
    }
    lock.unlock();
}

void BoundedQueue::waitForWork(Watch watch, std::optional<SteadyTime> until)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    for (SteadyTime now = m_clock.steadyNow(); !mustLook(watch, now, until); now = m_clock.steadyNow()) {
        m_bell.rest(m_mutex, beginRest(watch, now, until));
        m_rest.paused();
    }
    m_rest.end();
}

void BoundedQueue::waitElsewhere(
    Watch watch, std::optional<SteadyTime> until, const std::function<void(std::optional<SteadyTime>)> &wait)
{
    WatchedLock lock(m_mutex, Holder::Flusher);
    const SteadyTime now = m_clock.steadyNow();
    if (!mustLook(watch, now, until)) {
        const std::optional<SteadyTime> end = beginRest(watch, now, until);
        m_rest.elsewhere();
        lock.unlock();
        wait(end);
        lock.lock();
    }
    m_rest.end();
}

std::optional<FlushCause> BoundedQueue::dueAt(SteadyTime now) const
{
    if (m_pending.isEmpty())
        return std::nullopt;
    if (m_pending.size() >= m_flushDepth || m_bytes >= m_limits.maxQueueBytes / 2 || m_pressed
        || m_waiting > 0 || m_outgrown)
        return FlushCause::Size;
    if (m_closed)
        return FlushCause::End;
    if (m_asked)
        return FlushCause::Asked;
    if (now - m_oldestSince >= m_limits.maxWaitTime)
        return FlushCause::Time;
    return std::nullopt;
}

bool BoundedQueue::mustLook(Watch watch, SteadyTime now, std::optional<SteadyTime> until) const
{
    const bool reached = until && now >= *until;
    return m_rest.isWoken() || reached || (watch == Watch::Arrivals && dueAt(now));
}

std::optional<SteadyTime> BoundedQueue::beginRest(
    Watch watch, SteadyTime now, std::optional<SteadyTime> until)
{
    const bool forArrivals = watch == Watch::Arrivals;
    if (forArrivals && !m_pending.isEmpty()) {
        const SteadyTime oldestDue = m_oldestSince + m_limits.maxWaitTime;
        until = until ? std::min(*until, oldestDue) : oldestDue;
    }
    return m_rest.begin(forArrivals, now, until, m_limits.maxWaitTime);
}

} // namespace sluice
