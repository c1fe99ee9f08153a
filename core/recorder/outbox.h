// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/life_line.h"
#include "core/queue/journal.h"
#include "core/transport/transport.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// One POST body of create_events on its way: its text, where each event begins, and its flush record.
struct OutgoingBody
{
    std::string text; ///< {"events":[...]}
    std::vector<std::size_t> starts; ///< offset of each event in `text`
    std::vector<JournalPlace> places; ///< of each event in the write-ahead; empty: there is none
    std::vector<CarriedEvent> carried; ///< each event; empty: they are known by `text` only
    Timestamp taken; ///< from the queue; epoch 0: not known
    FlushRecord record;
    std::uint64_t Ledger::*term = &Ledger::inFlight; ///< where the ledger has its events now
    std::int64_t row = 0; ///< of the spool, which has it too; 0 = it is in memory only
    std::uint64_t take = 0; ///< which taking from the queue it came with
    bool inDoubt = false; ///< it may have been delivered already
    bool errorsTwice = false; ///< it was sent again with errors that the server may have already

    // Of the attempt that is under way.
    std::optional<Transport::Ticket> ticket;
    std::uint64_t round = 0; ///< of the back-off
    SteadyTime begun;

    std::uint64_t events() const { return starts.size(); }
};

/// Cuts encoded events into bodies of at most mostBodyBytes; an event over that travels alone.
class BodyBuilder
{
public:
    /// The text to append an event to; commit() or rollback() follows.
    std::string &text() { return m_text; }
    /// Room for the event that is about to be appended.
    void begin();
    /// The event that was appended since begin(). A body that is full before it comes out.
    std::optional<OutgoingBody> commit(const CarriedEvent &event, const JournalPlace &place);
    void rollback();
    std::size_t pendingBytes() const { return m_text.size() - m_eventStart; }
    /// The last body; nullopt: there is none.
    std::optional<OutgoingBody> finish();

private:
    OutgoingBody close(std::size_t length);

    std::string m_text;
    std::vector<std::size_t> m_starts;
    std::vector<JournalPlace> m_places;
    std::vector<CarriedEvent> m_carried;
    std::size_t m_bodyEnd = 0; ///< before the comma and the event under way
    std::size_t m_eventStart = 0;
};

/// The ids in the body's text, of times that are not known; a nil id for an event without one.
std::vector<CarriedEvent> eventsIn(const OutgoingBody &body);

/// True when an event of the body is an error: the hosted server has no id for one, so that it keeps each
/// sending (reliability.md 2.4).
bool holdsErrors(const OutgoingBody &body);

/// A body in two, about half of the events each; it has at least two. Flush records are begun anew.
std::vector<OutgoingBody> halves(const OutgoingBody &body);

/// What to send instead of a body that a server may have taken in part, so that every event with an id ends
/// up alone at last and no error is sent more often than it must: the errors apart, else halves. Empty: it
/// goes again as it is, being one event, or errors only.
std::vector<OutgoingBody> partsForResending(const OutgoingBody &body);

} // namespace sluice
