// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"
#include "core/lab/what_if_curve.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace sluice {

/// One event on its way through a simulation.
struct SimulatedEvent
{
    Micros called{0}; ///< when record() was called
    std::uint32_t bytes = 0;
    std::uint32_t producer = 0;
};

/// When record() is called next, and by whom: an arrival is its producer's turn, and waits until the
/// producer is back from the last one. thread: one at a time.
class SimulatedProducers
{
public:
    explicit SimulatedProducers(const Workload &workload);

    /// The next call; nullopt: everybody who has something left waits for room, or nothing is left.
    std::optional<Micros> next() const;
    SimulatedEvent take();
    void isBlocked(std::uint32_t producer);
    void isBack(std::uint32_t producer, Micros now);
    bool areDone() const { return m_left == 0; }

private:
    struct Producer
    {
        std::size_t nextEvent = 0;
        Micros freeFrom{0};
        bool blocked = false;
    };
    void findFirst();
    Micros callOf(const Producer &producer) const;

    const Workload &m_workload;
    std::vector<Producer> m_producers;
    std::size_t m_left;
    std::optional<std::uint32_t> m_first; ///< who calls next
};

/// The bounded queue of a simulation: what BoundedQueue does to events, without events. thread: one at a
/// time.
class SimulatedQueue
{
public:
    /// Borrowed; all outlive it.
    SimulatedQueue(const WhatIf &tried, SimulatedProducers &producers, WhatIfOutcome &outcome);

    /// record(): takes it, drops one, or lets its producer wait.
    void offer(const SimulatedEvent &event, Micros now);

    /// When the first of those that wait has waited long enough.
    std::optional<Micros> nextDeadline() const;
    void expire(Micros now);

    /// The session is ended: the rest is due.
    void close() { m_closed = true; }
    bool isClosed() const { return m_closed; }

    bool isDue(Micros now) const;
    /// A producer wakes a napping flusher.
    bool isUrgent() const;
    bool hasWaiters() const { return !m_waiters.empty(); }
    bool isEmpty() const { return m_pending.empty(); }
    /// isEmpty() is false.
    Micros oldestDue() const { return m_oldestSince + m_limits.maxWaitTime; }
    std::size_t bytes() const { return m_bytes; }

    /// Everything; who waits gets in.
    std::deque<SimulatedEvent> takeAll(Micros now);

    const WhatIfCurve &curve() const { return m_curve; }

private:
    struct Waiter
    {
        SimulatedEvent event;
        Micros since{0};
    };
    bool hasRoom(std::uint32_t bytes) const;
    void admit(const SimulatedEvent &event, Micros now);
    void drop(Micros now);
    void replaceOldest(const SimulatedEvent &event, Micros now);
    void wait(const SimulatedEvent &event, Micros now);
    void endWait(Micros now);

    const QueueLimits m_limits;
    const std::size_t m_flushDepth;
    const std::optional<Micros> m_longestWait; ///< of one record(); nullopt = without an end
    SimulatedProducers &m_producers;
    WhatIfOutcome &m_outcome;
    WhatIfCurve m_curve;
    std::deque<SimulatedEvent> m_pending;
    std::deque<Waiter> m_waiters; ///< who waits longest first
    std::size_t m_bytes = 0;
    Micros m_oldestSince{0};
    bool m_pressed = false; ///< an event found no room since the last takeAll()
    bool m_closed = false;
};

} // namespace sluice
