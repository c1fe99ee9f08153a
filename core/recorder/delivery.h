// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/accounts.h"
#include "core/recorder/back_off.h"
#include "core/recorder/flush_news.h"
#include "core/recorder/outbox.h"
#include "core/recorder/session_desk.h"
#include "core/recorder/session_wire.h"
#include "core/recorder/shelf.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>

namespace sluice {

/// The bodies that a session has in memory, and what becomes of each (contract.md, "Outcomes and the
/// ledger"). Up to Transport::mostInFlight are under way at once when round trips are long. thread: flusher.
class Delivery
{
public:
    /// A round trip that is shorter asks for no second request beside it.
    static constexpr Millis shortRoundTrip{5};

    struct Parts
    {
        SessionWire &wire;
        SessionDesk &desk;
        Accounts &accounts;
        BackOff &backOff;
        FlushNews &news;
        Shelf &shelf;
        const Clock &clock;
    };
    /// Borrowed; all outlive it.
    explicit Delivery(Parts parts);

    void add(OutgoingBody body) { m_bodies.push_back(std::move(body)); }
    bool isEmpty() const { return m_bodies.empty(); }
    /// A body that is in memory alone waits to be begun; what the spool has can wait there.
    bool hasWaiting() const;
    std::uint64_t events() const;
    std::size_t bytes() const;
    /// The first taking that still has an undecided body; isEmpty() is false.
    std::uint64_t oldestTake() const;
    /// When the oldest request that is under way began.
    std::optional<SteadyTime> oldestBegun() const;

    /// A request may begin beside those under way.
    bool mayBegin() const;
    /// Begins the first body that waits. False: none does.
    bool beginNext();

    /// What the flusher has to do besides.
    enum class Then { Nothing, BackOff, RenewToken };
    struct Outcome
    {
        Then then = Then::Nothing;
        std::uint64_t round = 0; ///< of the back-off, in which it began
    };
    Outcome answered(SessionWire::Ticket ticket, const WireReply &reply);

    /// The server will have no such session: what waits for it can never be delivered.
    void refuseAll(const std::string &words);
    /// Puts on the shelf what waits; what cannot be put stays.
    void putAside();
    /// Nothing more will be sent, and nothing is under way: tells it of what has been tried.
    void abandon();
    void reconcileShelf();

private:
    using Body = std::list<OutgoingBody>::iterator;

    std::size_t window() const;
    Then judge(Body body, const WireReply &reply);
    Then deliver(Body body);
    Then tooLarge(Body body, const WireReply &reply);
    Then refused(Body body, const WireReply &reply);
    void refuse(Body body, const std::string &words);
    Then doubt(Body body, const WireReply &reply);
    void markInDoubt(OutgoingBody &body);
    /// False: the parts could not take its place.
    bool split(Body body, std::vector<OutgoingBody> parts);
    void finish(Body body, FlushOutcome outcome, std::uint64_t Ledger::*term);

    const Parts m_parts;
    std::list<OutgoingBody> m_bodies; ///< oldest first; their texts stay where they are
    Nanos m_roundTrip{0}; ///< of the body that was delivered last
};

} // namespace sluice
