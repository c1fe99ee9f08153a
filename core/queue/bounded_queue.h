// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/model/event.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/queue/depth_track.h"
#include "core/queue/drop_runs.h"
#include "core/queue/event_ring.h"
#include "core/queue/queue_limits.h"
#include "core/queue/record_outcome.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// One session's events between record() and the flusher, and the ledger that says where each one is.
///
/// One short lock around moves and counters; the flusher empties it by one swap. Nothing that can wait, fail,
/// allocate without bound or call out happens under the lock: that is the whole answer to AgentOps issue
/// #439, where record() flushed while it held the lock that the flush needed. The ledger lives here, under
/// the same lock, so that every copy of it balances.
///
/// Every event that the queue itself drops is freed after the unlock.
///
/// thread: push, close, ask, wake, snapshot, ledger: any. What is marked "flusher" below: the flusher's only.
class BoundedQueue
{
public:
    /// `limits` are valid; `clock` must outlive the queue.
    BoundedQueue(const QueueLimits &limits, const Clock &clock);
    BoundedQueue(const BoundedQueue &) = delete;
    BoundedQueue &operator=(const BoundedQueue &) = delete;

    /// Takes the event or counts what became of it. Waits only under `block`, at most the block deadline (by
    /// the machine's steady clock, also when `clock` is a test's). `now` stamps a drop.
    RecordOutcome push(Event &&event, std::size_t bytes, Timestamp now) EXCLUDES(m_mutex);

    /// Counts an event that never came near the queue: too large, or recorded from the flusher's own thread.
    /// After close() it is rejected{closed} like any other.
    RecordOutcome countDrop(DropReason reason, Timestamp now) EXCLUDES(m_mutex);

    /// From now on everything is rejected{closed}; producers that wait for room wake and are rejected. What
    /// is queued is due at once, as the end's flush.
    void close() EXCLUDES(m_mutex);

    /// Makes what is queued due at once, as an asked flush.
    void ask() EXCLUDES(m_mutex);

    /// Makes waitForWork() return.
    void wake() EXCLUDES(m_mutex);

    /// Depth, counters and ledger of one instant. The caller fills in the session and the flusher's state.
    QueueSnapshot snapshot() const EXCLUDES(m_mutex);
    Ledger ledger() const EXCLUDES(m_mutex);
    const QueueLimits &limits() const { return m_limits; }

    /// Flusher: why what is queued should be taken now; nullopt: it should not, or there is nothing.
    std::optional<FlushCause> due() const EXCLUDES(m_mutex);

    /// Flusher: takes everything queued, by one swap with `into`, which is empty. The ledger has it in
    /// flight.
    void takeAll(EventRing &into) EXCLUDES(m_mutex);

    /// Flusher: an empty ring of the right size for takeAll().
    EventRing makeRing() const { return EventRing(m_limits.maxQueueSize); }

    /// Flusher: moves `count` events from one term of the ledger to another.
    void settle(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to)
        EXCLUDES(m_mutex);
    void settleAsDropped(std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now)
        EXCLUDES(m_mutex);

    /// Flusher: drops and depths since the last call. The caller fills in the session.
    std::vector<DropRun> takeDrops(DropRuns::Take what, Timestamp now) EXCLUDES(m_mutex);
    std::vector<DepthSample> takeDepths(DepthTrack::Take what, Timestamp now) EXCLUDES(m_mutex);

    /// Flusher: a closed and empty queue lets its memory go.
    void releaseRoom() EXCLUDES(m_mutex);

    /// Flusher: there are drops or depths that takeDrops() or takeDepths() will give, now or soon.
    bool hasUntoldNews() const EXCLUDES(m_mutex);

    /// What ends a wait of the flusher besides wake() and its time.
    enum class Watch {
        Arrivals, ///< something is due
        Nothing, ///< it may not send anyway: it is backing off
    };
    /// Flusher: waits until something is due, wake(), or `until` (nullopt = no end). While events come it
    /// looks again each millisecond, so that producers need not wake it for each event; a whole nap without
    /// one sends it to sleep until a producer's notify.
    void waitForWork(Watch watch, std::optional<SteadyTime> until) EXCLUDES(m_mutex);

private:
    /// What the flusher does in waitForWork(); read by producers under the lock.
    enum class Sleeper { Awake, Napping, Asleep };

    bool hasRoom(std::size_t bytes) const REQUIRES(m_mutex);
    bool waitForRoom(std::size_t bytes) REQUIRES(m_mutex);
    void admit(QueuedEvent &&item, Timestamp now) REQUIRES(m_mutex);
    QueuedEvent dropOldest(Timestamp now) REQUIRES(m_mutex);
    RecordOutcome reject() REQUIRES(m_mutex);
    RecordOutcome drop(DropReason reason, Timestamp now) REQUIRES(m_mutex);
    /// True when the flusher must be notified after the unlock.
    bool mustKick() REQUIRES(m_mutex);
    std::optional<FlushCause> dueAt(SteadyTime now) const REQUIRES(m_mutex);
    void sleepOnce(Watch watch, SteadyTime now, std::optional<SteadyTime> until) REQUIRES(m_mutex);

    // Constant after construction.
    const QueueLimits m_limits;
    const std::size_t m_flushDepth;
    const Clock &m_clock;

    mutable Mutex m_mutex;
    CondVar m_work; ///< for the flusher
    CondVar m_room; ///< for producers under `block`
    EventRing m_pending GUARDED_BY(m_mutex);
    std::size_t m_bytes GUARDED_BY(m_mutex) = 0;
    std::size_t m_highWater GUARDED_BY(m_mutex) = 0;
    std::size_t m_waiting GUARDED_BY(m_mutex) = 0;
    SteadyTime m_oldestSince GUARDED_BY(m_mutex); ///< when the queue last became not empty
    Ledger m_ledger GUARDED_BY(m_mutex);
    DropRuns m_drops GUARDED_BY(m_mutex);
    DepthTrack m_depths GUARDED_BY(m_mutex);
    std::uint64_t m_arrivals GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_arrivalsSeen GUARDED_BY(m_mutex) = 0; ///< by the flusher, at its last look
    Sleeper m_sleeper GUARDED_BY(m_mutex) = Sleeper::Awake;
    bool m_closed GUARDED_BY(m_mutex) = false;
    bool m_asked GUARDED_BY(m_mutex) = false;
    bool m_pressed GUARDED_BY(m_mutex) = false; ///< an event found no room since the last takeAll()
    bool m_woken GUARDED_BY(m_mutex) = false;
};

} // namespace sluice
