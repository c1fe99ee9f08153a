// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/queue_book.h"

#include <cassert>

namespace sluice {

namespace {

RecordOutcome outcomeOf(DropReason reason)
{
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

} // namespace

void QueueBook::taken(std::uint64_t count, Timestamp now)
{
    move(count, &Ledger::queued, &Ledger::inFlight);
    depths.moved(0, now);
}

void QueueBook::gaveWay(Timestamp now)
{
    drop(1, &Ledger::queued, DropReason::QueueFull, now);
}

RecordOutcome QueueBook::rejected()
{
    ++m_ledger.recorded;
    ++m_ledger.rejected;
    return RecordOutcome::RejectedClosed;
}

RecordOutcome QueueBook::dropped(DropReason reason, Timestamp now, std::uint64_t count)
{
    m_ledger.recorded += count;
    m_ledger.dropsFor(reason) += count;
    drops.add(reason, now, count);
    return outcomeOf(reason);
}

void QueueBook::move(std::uint64_t count, std::uint64_t Ledger::*from, std::uint64_t Ledger::*to)
{
    assert(m_ledger.*from >= count && "only what is there can move");
    m_ledger.*from -= count;
    m_ledger.*to += count;
}

void QueueBook::drop(std::uint64_t count, std::uint64_t Ledger::*from, DropReason reason, Timestamp now)
{
    assert(m_ledger.*from >= count && "only what is there can be dropped");
    m_ledger.*from -= count;
    m_ledger.dropsFor(reason) += count;
    drops.add(reason, now, count);
}

} // namespace sluice
