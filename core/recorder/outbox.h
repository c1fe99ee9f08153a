// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/flush_record.h"
#include "core/model/ledger.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// One POST body of create_events on its way: its text, where each event begins, and its flush record.
struct OutgoingBody
{
    std::string text; ///< {"events":[...]}
    std::vector<std::size_t> starts; ///< offset of each event in `text`
    FlushRecord record;
    std::uint64_t Ledger::*term = &Ledger::inFlight; ///< where the ledger has its events now

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
    /// The event that was appended since begin(), `bytes` of it. A body that is full before it comes out.
    std::optional<OutgoingBody> commit();
    void rollback();
    std::size_t pendingBytes() const { return m_text.size() - m_eventStart; }
    /// The last body; nullopt: there is none.
    std::optional<OutgoingBody> finish();

private:
    OutgoingBody close(std::size_t length);

    std::string m_text;
    std::vector<std::size_t> m_starts;
    std::size_t m_bodyEnd = 0; ///< before the comma and the event under way
    std::size_t m_eventStart = 0;
};

/// A body in two, about half of the events each; it has at least two. Records are made anew by the caller.
std::pair<OutgoingBody, OutgoingBody> halves(const OutgoingBody &body);

} // namespace sluice
