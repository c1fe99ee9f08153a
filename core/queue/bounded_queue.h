// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/model/event.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/queue_picture.h"
#include "core/queue/event_ring.h"
#include "core/queue/flusher_bell.h"
#include "core/queue/flusher_rest.h"
#include "core/queue/full_gate.h"
#include "core/queue/given_up.h"
#include "core/queue/journal.h"
#include "core/queue/producer_board.h"
#include "core/queue/queue_book.h"
#include "core/queue/queue_limits.h"
#include "core/queue/record_outcome.h"
#include "core/queue/type_history.h"
#include "core/queue/waker.h"
#include "core/queue/watched_mutex.h"

#include <cstddef>
#include <cstdint>
#include <functional>
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
/// Every event that the queue itself drops is settled in the journal and freed after the unlock.
///
/// thread: push, countDrop, close, ask, wake, setLimits, limits, snapshot, ledger, picture: any. What is
/// marked "flusher" below: the flusher's only.
class BoundedQueue
{
public:
    /// `limits` are valid; `clock` and `journal` (null: nothing is kept on disk) must outlive the queue.
    BoundedQueue(const QueueLimits &limits, const Clock &clock, Journal *journal = nullptr);
    BoundedQueue(const BoundedQueue &) = delete;
    BoundedQueue &operator=(const BoundedQueue &) = delete;

    /// Takes the event or counts what became of it. Waits only under `block`, at most the block deadline, and
    /// under `spill`, at most QueueLimits::spillWait (by the machine's steady clock, also when `clock` is a
    /// test's). `now` stamps a drop. An event that is not accepted is left as it was.
    ///
    /// `place`, when there is a journal: in, the bytes of the event's text to reserve; out, its place, or
    /// bytes = 0 when it was not accepted. A full journal is no room, and the policy applies; `drop_oldest`
    /// gives up the oldest events of as many bytes, and if that is not enough drops the new one.
    RecordOutcome push(Event &&event, std::size_t bytes, Timestamp now, JournalPlace *place = nullptr)
        EXCLUDES(m_mutex);

    /// Counts an event that never came near the queue: too large, or recorded from the flusher's own thread.
    /// After close() it is rejected{closed} like any other.
    RecordOutcome countDrop(DropReason reason, Timestamp now) EXCLUDES(m_mutex);

    /// From now on everything is rejected{closed}; producers that wait for room wake and are rejected. What
    /// is queued is due at once, as the end's flush.
    void close() EXCLUDES(m_mutex);

    /// Makes what is queued due at once, as an asked flush.
    void ask() EXCLUDES(m_mutex);

    /// Ends the flusher's wait.
    void wake() EXCLUDES(m_mutex);

    /// `limits` are valid. Policy, times, bytes and a smaller capacity hold at once: what is queued stays,
    /// nothing comes on top of it, and producers that wait for room look again under the new ones. A larger
    /// capacity holds at once when the queue is empty, and else from the next takeAll(), which is due.
    void setLimits(const QueueLimits &limits) EXCLUDES(m_mutex);
    QueueLimits limits() const EXCLUDES(m_mutex);

    /// Depth, counters and ledger of one instant; `capacity` is the one that holds. The caller fills in the
    /// session and the flusher's state.
    QueueSnapshot snapshot() const EXCLUDES(m_mutex);
    Ledger ledger() const EXCLUDES(m_mutex);

    /// The snapshot, and what is seen beside it without the lock. It tries for the lock for a millisecond
    /// and never sleeps for it, so that it can tell of a lock that nobody lets go. The caller fills in the
    /// session and the flusher, of whom it says only whether something is due.
    QueuePicture picture(std::size_t mostCells) const EXCLUDES(m_mutex, m_lastSeenMutex);

    /// Before the flusher starts. Borrowed; must outlive the queue's users.
    void setWaker(Waker *waker) { m_bell.setWaker(waker); }

    /// Flusher: why what is queued should be taken now; nullopt: it should not, or there is nothing.
    std::optional<FlushCause> due() const EXCLUDES(m_mutex);

    /// Flusher: somebody found no room since the last takeAll(), or waits for some.
    bool isPressed() const EXCLUDES(m_mutex);

    /// Flusher: takes everything queued, by one swap with `into`, which is empty. The ledger has it in
    /// flight. The queue goes on with the ring that `into` was: make it with makeRing(), and anew when
    /// limits() has another capacity than it.
    void takeAll(EventRing &into) EXCLUDES(m_mutex);

    /// Flusher: an empty ring of the capacity that is wanted now.
    EventRing makeRing() const EXCLUDES(m_mutex);

    /// Flusher: moves `count` events from one term of the ledger to another. What it gave room to in the
    /// journal is settled there first: producers that wait for it look again.
    void settle(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to)
        EXCLUDES(m_mutex);
    void settleAsDropped(std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now)
        EXCLUDES(m_mutex);

    /// Counts events that an earlier run recorded and left in the spool.
    void adoptSpooled(std::uint64_t count) EXCLUDES(m_mutex);

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
    /// looks again each millisecond, so that producers need not wake it for each event; some naps without one
    /// send it to sleep until a producer's notify.
    void waitForWork(Watch watch, std::optional<SteadyTime> until) EXCLUDES(m_mutex);

    /// Flusher: one wait by `wait`, with no lock held, unless there is something to do already. `wait` gets
    /// the time at which it ends (nullopt = no end), reckoned as in waitForWork(), and returns then or when
    /// the waker is called, which now does what the notify does there. It must not throw. Afterwards the
    /// flusher looks at everything again.
    void waitElsewhere(Watch watch, std::optional<SteadyTime> until,
        const std::function<void(std::optional<SteadyTime>)> &wait) EXCLUDES(m_mutex);

private:
    using Holder = WatchedMutex::Holder;

    /// What `drop_oldest` has found out about the journal.
    enum class JournalRoom { Unknown, Full, Settled };

    /// One push() under way.
    struct Newcomer
    {
        Event &event;
        ProducerPlace &producer;
        std::size_t bytes;
        Timestamp now;
        std::size_t textBytes; ///< to reserve in the journal; 0 = none
        JournalPlace place{};
        std::optional<SteadyTime> waitsSince{};
        JournalRoom journal = JournalRoom::Unknown;
    };

    /// What picture() copies under the lock.
    struct Seen
    {
        QueueSnapshot queue;
        TypeHistory::View types;
        bool isDue = false;
        bool late = false;
    };

    // bounded_queue.cpp
    RecordOutcome pushLocked(Newcomer &newcomer) EXCLUDES(m_mutex);

    bool hasRoom(std::size_t bytes) const REQUIRES(m_mutex);
    bool reserve(Newcomer &newcomer) const REQUIRES(m_mutex);
    bool takeIn(Newcomer &newcomer) REQUIRES(m_mutex);
    void admit(Newcomer &newcomer) REQUIRES(m_mutex);
    void openGate() REQUIRES(m_mutex);
    bool isHalfFull() const REQUIRES(m_mutex);
    Ledger wholeLedger() const REQUIRES(m_mutex);
    QueueSnapshot shotAt(Timestamp now) const REQUIRES(m_mutex);
    void fitCapacity(Timestamp now) REQUIRES(m_mutex);

    // bounded_queue_full.cpp: there is no room. They may let the lock go in between.
    RecordOutcome makeWay(Newcomer &newcomer, GivenUp &givenUp) REQUIRES(m_mutex);
    RecordOutcome refuse(const Newcomer &newcomer) REQUIRES(m_mutex);
    std::optional<RecordOutcome> replaceOldest(Newcomer &newcomer, GivenUp &givenUp) REQUIRES(m_mutex);
    bool waitForRoom(Newcomer &newcomer) REQUIRES(m_mutex);
    std::size_t victimsFor(const Newcomer &newcomer) const REQUIRES(m_mutex);
    void giveUpOldest(GivenUp &givenUp, Timestamp now) REQUIRES(m_mutex);

    // bounded_queue_picture.cpp
    Seen look() const EXCLUDES(m_mutex, m_lastSeenMutex);

    // bounded_queue_flusher.cpp
    std::optional<FlushCause> dueAt(SteadyTime now) const REQUIRES(m_mutex);
    bool mustLook(Watch watch, SteadyTime now, std::optional<SteadyTime> until) const REQUIRES(m_mutex);
    std::optional<SteadyTime> beginRest(Watch watch, SteadyTime now, std::optional<SteadyTime> until)
        REQUIRES(m_mutex);

    // Constant after construction.
    const Clock &m_clock;
    Journal *const m_journal;

    FullGate m_gate;

    mutable WatchedMutex m_mutex;
    CondVar m_room; ///< for producers that wait
    FlusherBell m_bell; ///< rung after the unlock
    FlusherRest m_rest GUARDED_BY(m_mutex);
    QueueLimits m_limits GUARDED_BY(m_mutex);
    EventRing m_pending GUARDED_BY(m_mutex);
    std::size_t m_capacity GUARDED_BY(m_mutex); ///< that holds: of the ring and the limits, the smaller
    std::size_t m_flushDepth GUARDED_BY(m_mutex);
    std::size_t m_bytes GUARDED_BY(m_mutex) = 0;
    std::size_t m_waiting GUARDED_BY(m_mutex) = 0;
    SteadyTime m_oldestSince GUARDED_BY(m_mutex); ///< when the queue last became not empty
    QueueBook m_book GUARDED_BY(m_mutex);
    TypeHistory m_types GUARDED_BY(m_mutex);
    bool m_closed GUARDED_BY(m_mutex) = false;
    bool m_asked GUARDED_BY(m_mutex) = false;
    bool m_pressed GUARDED_BY(m_mutex) = false; ///< an event found no room since the last takeAll()
    bool m_outgrown GUARDED_BY(m_mutex) = false; ///< a larger capacity waits for takeAll()

    ProducerBoard m_producers;

    mutable Mutex m_lastSeenMutex; ///< of those who draw, among themselves
    mutable Seen m_lastSeen GUARDED_BY(m_lastSeenMutex);
};

} // namespace sluice
