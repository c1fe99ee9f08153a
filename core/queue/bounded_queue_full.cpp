// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What becomes of an event that finds no room: the policies.

#include "core/queue/bounded_queue.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace sluice {

namespace {

/// How long a producer waits in all; nullopt = without an end.
std::optional<Millis> longestWait(const QueueLimits &limits)
{
    if (limits.policy == OverflowPolicy::Spill)
        return QueueLimits::spillWait;
    if (!limits.blockDeadline)
        return std::nullopt;
    return std::clamp<Millis>(*limits.blockDeadline, Millis(0), std::chrono::hours(24 * 365));
}

} // namespace

// The limits may change while a producer waits: each round looks at everything again.
RecordOutcome BoundedQueue::makeWay(Newcomer &newcomer, GivenUp &givenUp)
{
    for (;;) {
        if (m_closed)
            return m_book.rejected();
        if (takeIn(newcomer))
            return givenUp.isEmpty() ? RecordOutcome::Accepted : RecordOutcome::AcceptedDroppedOldest;
        m_pressed = true;
        switch (m_limits.policy) {
        case OverflowPolicy::DropNewest:
            return refuse(newcomer);
        case OverflowPolicy::DropOldest:
            if (const auto outcome = replaceOldest(newcomer, givenUp))
                return *outcome;
            break;
        case OverflowPolicy::Block:
            if (!waitForRoom(newcomer))
                return m_book.dropped(DropReason::BlockTimeout, newcomer.now);
            break;
        case OverflowPolicy::Spill:
            if (!waitForRoom(newcomer))
                return m_book.dropped(DropReason::QueueFull, newcomer.now);
            break;
        }
    }
}

RecordOutcome BoundedQueue::refuse(const Newcomer &newcomer)
{
    openGate();
    // Only for want of places: a smaller event may still fit into the bytes that are left.
    if (m_pending.size() >= m_capacity)
        m_gate.shut(newcomer.now);
    return m_book.dropped(DropReason::QueueFull, newcomer.now);
}

// One round; nullopt: look at everything again.
std::optional<RecordOutcome> BoundedQueue::replaceOldest(Newcomer &newcomer, GivenUp &givenUp)
{
    const std::size_t victims = victimsFor(newcomer);
    if (victims > givenUp.room()) {
        m_mutex.unlock();
        const bool enough = givenUp.makeRoom(victims);
        m_mutex.lock(Holder::Producer);
        return enough ? std::nullopt : std::optional(m_book.dropped(DropReason::QueueFull, newcomer.now));
    }
    for (std::size_t i = 0; i < victims; ++i)
        giveUpOldest(givenUp, newcomer.now);

    switch (newcomer.journal) {
    case JournalRoom::Unknown:
        if (!reserve(newcomer)) {
            newcomer.journal = JournalRoom::Full;
            return std::nullopt;
        }
        break;
    case JournalRoom::Full:
        m_mutex.unlock();
        givenUp.letGo();
        m_mutex.lock(Holder::Producer);
        newcomer.journal = JournalRoom::Settled;
        return std::nullopt;
    case JournalRoom::Settled:
        if (!reserve(newcomer))
            return m_book.dropped(DropReason::QueueFull, newcomer.now);
        break;
    }
    admit(newcomer);
    return RecordOutcome::AcceptedDroppedOldest;
}

// How many of the oldest must go. After the limits shrank the queue need not: the new one takes the place of
// an old one.
std::size_t BoundedQueue::victimsFor(const Newcomer &newcomer) const
{
    const std::size_t depth = m_pending.size();
    const std::size_t mostBytes = std::max(m_limits.maxQueueBytes, m_bytes);
    const std::size_t textBytes = newcomer.journal == JournalRoom::Full ? newcomer.textBytes : 0;
    std::size_t victims = 0;
    std::size_t freedBytes = 0;
    std::size_t freedText = 0;
    while (victims < depth) {
        const bool place = victims > 0 || depth < m_capacity;
        const bool bytes = m_bytes - freedBytes + newcomer.bytes <= mostBytes;
        if (place && bytes && freedText >= textBytes)
            break;
        const QueuedEvent &victim = m_pending[victims];
        freedBytes += victim.bytes;
        freedText += victim.place.bytes;
        ++victims;
    }
    return victims;
}

void BoundedQueue::giveUpOldest(GivenUp &givenUp, Timestamp now)
{
    QueuedEvent &oldest = m_pending[0];
    m_bytes -= oldest.bytes;
    m_book.gaveWay(now);
    givenUp.add(std::move(oldest)); // one move: the lock is held
    m_pending.dropOldest();
}

// One wait, for room or for other limits; false: it has waited long enough.
bool BoundedQueue::waitForRoom(Newcomer &newcomer)
{
    const std::optional<Millis> longest = longestWait(m_limits);
    const SteadyTime began = std::chrono::steady_clock::now();
    if (!newcomer.waitsSince) {
        newcomer.waitsSince = began;
        newcomer.producer.waits(began);
    }
    newcomer.now = m_clock.wallNow();
    if (longest && began - *newcomer.waitsSince >= *longest)
        return false;
    const FlusherRest::Call call = m_rest.needed();
    // Nothing is due in an empty queue: it is the journal that the flusher must look at.
    if (m_journal && m_pending.isEmpty())
        static_cast<void>(m_rest.wake());
    if (call != FlusherRest::Call::None) {
        m_mutex.unlock();
        m_bell.ring(call);
        m_mutex.lock(Holder::Producer);
        return true;
    }
    ++m_waiting;
    if (longest)
        m_mutex.waitUntil(m_room, Holder::Producer, *newcomer.waitsSince + *longest);
    else
        m_mutex.wait(m_room, Holder::Producer);
    --m_waiting;
    return true;
}

} // namespace sluice
