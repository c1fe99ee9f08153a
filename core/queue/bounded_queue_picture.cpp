// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the window draws: little is copied under the lock, the rest is read beside it.

#include "core/queue/bounded_queue.h"
#include "core/queue/picture_cells.h"

#include <chrono>

namespace sluice {

namespace {

/// Longer than any turn of the lock but one whose holder the system has put aside.
constexpr Micros patience{1'000};

} // namespace

QueuePicture BoundedQueue::picture(std::size_t mostCells) const
{
    const Seen seen = look();
    const Ledger &ledger = seen.queue.ledger;
    QueuePicture picture;
    picture.queue = seen.queue;
    picture.late = seen.late;
    picture.cells = pictureCells(seen.types, seen.queue.depth, seen.queue.capacity, mostCells);
    picture.inFlight = typesInFlight(seen.types, ledger.inFlight + ledger.inDoubt);
    picture.lock = m_mutex.picture();
    picture.flusher.hasWork = seen.isDue;
    picture.producers = m_producers.pictures(m_clock.wallNow(), std::chrono::steady_clock::now());
    return picture;
}

BoundedQueue::Seen BoundedQueue::look() const
{
    Seen seen;
    const Timestamp wall = m_clock.wallNow();
    const SteadyTime steady = m_clock.steadyNow();
    if (m_mutex.tryLockWithin(Holder::Other, patience)) {
        seen.queue = shotAt(wall);
        seen.types = m_types.view();
        seen.isDue = dueAt(steady).has_value();
        m_mutex.unlock();
        MutexLock lock(m_lastSeenMutex);
        m_lastSeen = seen;
    } else {
        MutexLock lock(m_lastSeenMutex);
        seen = m_lastSeen;
        seen.late = true;
    }
    return seen;
}

} // namespace sluice
