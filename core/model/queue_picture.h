// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/queue_snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// Events by type, in the order of EventType's numbers.
using TypeCounts = std::array<std::uint32_t, 5>;

/// One cell of the picture: a place of the queue, or a stretch of neighbouring ones.
struct QueueCell
{
    std::uint32_t places = 0;
    std::uint32_t filled = 0;
    TypeCounts byType{}; ///< of the events that were looked at: all of a small cell, some of a large one
};

/// The lock that record() takes, at one instant.
struct LockPicture
{
    enum class Holder : std::uint8_t { Nobody, Producer, Flusher, Other };
    Holder holder = Holder::Nobody;
    std::uint64_t turn = 0; ///< grows each time the lock is taken: the same turn twice = held all the while
    std::uint32_t waiters = 0; ///< threads that the system has put to sleep for it, or is about to
    std::uint64_t contended = 0; ///< how often a thread found it held and could not get it by trying on
    Nanos longestWait{0}; ///< of those
};

/// One thread that records.
struct ProducerPicture
{
    /// 1, 2, 3 ... in the order in which they first recorded; 0 = all together that came after the 64th
    std::uint32_t number = 0;
    std::uint64_t recorded = 0; ///< record() calls that came to the queue
    bool waitsForRoom = false;
    Nanos waitingFor{0}; ///< for room, now
    Nanos longestWait{0}; ///< for room, so far
    Nanos idleFor{0}; ///< since it last began to record()
};

/// The thread that empties the queue; `queue.flusher` says more of what it does.
struct FlusherPicture
{
    std::string doing; ///< its Pulse's words
    std::uint64_t turns = 0; ///< grows with each taking, request begun and answer heard
    /// Something is due (see FlushCause) or in flight, and it does not back off.
    bool hasWork = false;
};

/// What the window draws of one session's queue. Sampled: the counters are of one instant, under one lock;
/// cells, producers and lock are read beside it, without, and may be of an instant later.
struct QueuePicture
{
    QueueSnapshot queue;
    /// The lock could not be had within a millisecond: `queue`, `cells` and `inFlight` are as last seen, at
    /// queue.time; producers and lock are of now.
    bool late = false;
    std::vector<QueueCell>
        cells; ///< from the oldest place to the newest; all of them together are the capacity
    /// Of the ledger's in_flight and in_doubt, those taken last: of the last 8 takings, 4,096 at most.
    TypeCounts inFlight{};
    LockPicture lock;
    FlusherPicture flusher;
    std::vector<ProducerPicture> producers;
};

} // namespace sluice
