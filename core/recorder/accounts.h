// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/queue/bounded_queue.h"
#include "core/queue/journal.h"
#include "core/recorder/outbox.h"

namespace sluice {

/// Moves a body's events in the ledger, and lets go of their places in the write-ahead when they need them no
/// more. thread: flusher.
class Accounts
{
public:
    /// Borrowed; `journal` may be null.
    Accounts(BoundedQueue &queue, Journal *journal)
        : m_queue(queue)
        , m_journal(journal)
    { }

    void move(OutgoingBody &body, std::uint64_t Ledger::*to)
    {
        if (to != &Ledger::inFlight && to != &Ledger::inDoubt)
            letGo(body); // first: the queue's producers that wait for its room look again
        if (body.term != to)
            m_queue.settle(body.events(), body.term, to);
        body.term = to;
    }

    void letGo(const JournalPlace &place)
    {
        if (m_journal && place)
            m_journal->settle(place);
    }

private:
    void letGo(OutgoingBody &body)
    {
        for (const JournalPlace &place : body.places)
            letGo(place);
        body.places.clear();
    }

    BoundedQueue &m_queue;
    Journal *const m_journal;
};

} // namespace sluice
