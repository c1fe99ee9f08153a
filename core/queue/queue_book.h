// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ledger.h"
#include "core/queue/depth_track.h"
#include "core/queue/drop_runs.h"
#include "core/queue/record_outcome.h"

#include <cstddef>
#include <cstdint>

namespace sluice {

/// What became of every event of one queue: the ledger, the drop runs and the depths. Each call leaves the
/// ledger in balance. thread: none of its own; the queue's lock guards it.
class QueueBook
{
public:
    explicit QueueBook(std::size_t capacity)
        : depths(capacity)
    { }

    const Ledger &ledger() const { return m_ledger; }
    std::size_t highWater() const { return m_highWater; }

    /// An event is in the queue, which has `depth` now.
    void queued(std::size_t depth, Timestamp now)
    {
        ++m_ledger.recorded;
        ++m_ledger.queued;
        if (depth > m_highWater)
            m_highWater = depth;
        depths.moved(depth, now);
    }

    /// An earlier run recorded `count` events and spooled them.
    void adopted(std::uint64_t count)
    {
        m_ledger.recorded += count;
        m_ledger.spooled += count;
    }

    /// The flusher took everything, `count` events.
    void taken(std::uint64_t count, Timestamp now);

    /// A queued event gave its place.
    void gaveWay(Timestamp now);

    RecordOutcome rejected();
    RecordOutcome dropped(DropReason reason, Timestamp now, std::uint64_t count = 1);

    /// `count` events, of those under `from`.
    void move(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to);
    void drop(std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now);

    DropRuns drops;
    DepthTrack depths;

private:
    Ledger m_ledger;
    std::size_t m_highWater = 0;
};

} // namespace sluice
