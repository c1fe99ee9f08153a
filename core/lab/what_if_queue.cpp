// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_queue.h"

#include <algorithm>
#include <utility>

namespace sluice {

SimulatedProducers::SimulatedProducers(const Workload &workload)
    : m_workload(workload)
    , m_producers(
          std::min<std::size_t>(workload.producers, std::max<std::size_t>(workload.arrivals.size(), 1)))
    , m_left(workload.arrivals.size())
{
    for (std::size_t i = 0; i < m_producers.size(); ++i)
        m_producers[i].nextEvent = i;
    findFirst();
}

std::optional<Micros> SimulatedProducers::next() const
{
    return m_first ? std::optional(callOf(m_producers[*m_first])) : std::nullopt;
}

SimulatedEvent SimulatedProducers::take()
{
    Producer &producer = m_producers[*m_first];
    const std::size_t event = std::exchange(producer.nextEvent, producer.nextEvent + m_producers.size());
    const std::uint32_t bytes = m_workload.bytes.empty() ? m_workload.eventBytes : m_workload.bytes[event];
    const SimulatedEvent taken{std::max(m_workload.arrivals[event], producer.freeFrom), bytes, *m_first};
    --m_left;
    findFirst();
    return taken;
}

void SimulatedProducers::isBlocked(std::uint32_t producer)
{
    m_producers[producer].blocked = true;
    findFirst();
}

void SimulatedProducers::isBack(std::uint32_t producer, Micros now)
{
    m_producers[producer].blocked = false;
    m_producers[producer].freeFrom = now;
    findFirst();
}

void SimulatedProducers::findFirst()
{
    m_first.reset();
    for (std::uint32_t i = 0; i < m_producers.size(); ++i) {
        const Producer &producer = m_producers[i];
        if (producer.blocked || producer.nextEvent >= m_workload.arrivals.size())
            continue;
        const bool sooner = !m_first
            || std::pair(callOf(producer), producer.nextEvent)
                < std::pair(callOf(m_producers[*m_first]), m_producers[*m_first].nextEvent);
        if (sooner)
            m_first = i;
    }
}

Micros SimulatedProducers::callOf(const Producer &producer) const
{
    return std::max(m_workload.arrivals[producer.nextEvent], producer.freeFrom);
}

namespace {

std::optional<Micros> longestWaitOf(const QueueLimits &limits)
{
    if (limits.policy == OverflowPolicy::Spill)
        return QueueLimits::spillWait;
    return limits.blockDeadline ? std::optional<Micros>(*limits.blockDeadline) : std::nullopt;
}

} // namespace

SimulatedQueue::SimulatedQueue(const WhatIf &tried, SimulatedProducers &producers, WhatIfOutcome &outcome)
    : m_limits(tried.queue)
    , m_flushDepth(tried.batchDepth > 0 ? tried.batchDepth : tried.queue.flushDepth())
    , m_longestWait(longestWaitOf(tried.queue))
    , m_producers(producers)
    , m_outcome(outcome)
{ }

void SimulatedQueue::offer(const SimulatedEvent &event, Micros now)
{
    ++m_outcome.recorded;
    if (hasRoom(event.bytes)) {
        admit(event, now);
        return;
    }
    m_pressed = true;
    switch (m_limits.policy) {
    case OverflowPolicy::DropNewest:
        return drop(now);
    case OverflowPolicy::DropOldest:
        return replaceOldest(event, now);
    case OverflowPolicy::Block:
    case OverflowPolicy::Spill:
        break;
    }
    wait(event, now);
}

bool SimulatedQueue::hasRoom(std::uint32_t bytes) const
{
    return m_pending.empty()
        || (m_pending.size() < m_limits.maxQueueSize && m_bytes + bytes <= m_limits.maxQueueBytes);
}

void SimulatedQueue::admit(const SimulatedEvent &event, Micros now)
{
    if (m_pending.empty())
        m_oldestSince = now;
    m_pending.push_back(event);
    m_bytes += event.bytes;
    m_outcome.highWater = std::max(m_outcome.highWater, m_pending.size());
    m_curve.note(now, m_pending.size(), m_outcome.dropped);
}

void SimulatedQueue::drop(Micros now)
{
    ++m_outcome.dropped;
    m_curve.note(now, m_pending.size(), m_outcome.dropped);
}

void SimulatedQueue::replaceOldest(const SimulatedEvent &event, Micros now)
{
    while (!hasRoom(event.bytes)) {
        m_bytes -= m_pending.front().bytes;
        m_pending.pop_front();
        drop(now);
    }
    admit(event, now);
}

void SimulatedQueue::wait(const SimulatedEvent &event, Micros now)
{
    if (m_longestWait && *m_longestWait <= Micros(0))
        return drop(now);
    m_waiters.push_back({event, now});
    m_producers.isBlocked(event.producer);
}

std::optional<Micros> SimulatedQueue::nextDeadline() const
{
    if (m_waiters.empty() || !m_longestWait)
        return std::nullopt;
    return m_waiters.front().since + *m_longestWait;
}

void SimulatedQueue::expire(Micros now)
{
    endWait(now);
    drop(now);
}

void SimulatedQueue::endWait(Micros now)
{
    const Waiter waiter = m_waiters.front();
    m_waiters.pop_front();
    const Micros waited = now - waiter.since;
    m_outcome.blocked += waited;
    m_outcome.longestBlock = std::max(m_outcome.longestBlock, waited);
    m_producers.isBack(waiter.event.producer, now);
}

bool SimulatedQueue::isDue(Micros now) const
{
    if (m_pending.empty())
        return false;
    return m_pending.size() >= m_flushDepth || m_bytes >= m_limits.maxQueueBytes / 2 || m_pressed
        || hasWaiters() || m_closed || now >= oldestDue();
}

bool SimulatedQueue::isUrgent() const
{
    return m_pending.size() >= std::max<std::size_t>(m_limits.maxQueueSize / 2, 1)
        || m_bytes >= m_limits.maxQueueBytes / 2 || hasWaiters();
}

std::deque<SimulatedEvent> SimulatedQueue::takeAll(Micros now)
{
    std::deque<SimulatedEvent> taken = std::exchange(m_pending, {});
    m_bytes = 0;
    m_pressed = false;
    m_curve.note(now, 0, m_outcome.dropped);
    while (!m_waiters.empty() && hasRoom(m_waiters.front().event.bytes)) {
        const SimulatedEvent event = m_waiters.front().event;
        endWait(now);
        admit(event, now);
    }
    return taken;
}

} // namespace sluice
