// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/proof.h"

#include <algorithm>
#include <chrono>

namespace sluice {

namespace {

/// "1,000,000".
std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, 1, ',');
    return digits;
}

/// "75 s", "12 min", "30 h", "3 days": the largest unit that there are two of.
std::string roughly(Micros time)
{
    const auto seconds = static_cast<std::uint64_t>(
        std::max<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(time).count(), 0));
    constexpr std::uint64_t minute = 60;
    constexpr std::uint64_t hour = 60 * minute;
    constexpr std::uint64_t day = 24 * hour;
    if (seconds >= 2 * day)
        return grouped(seconds / day) + " days";
    if (seconds >= 2 * hour)
        return grouped(seconds / hour) + " h";
    if (seconds >= 2 * minute)
        return grouped(seconds / minute) + " min";
    return grouped(seconds) + " s";
}

/// In the session's drop runs, and not in its ledger: a recorder that was killed told them last.
std::uint64_t untoldDrops(const SessionSummary &session)
{
    const std::uint64_t told = session.ledger ? session.ledger->droppedInAll() : 0;
    return session.drops > told ? session.drops - told : 0;
}

std::uint64_t undecided(const Ledger &ledger)
{
    return ledger.undecided() + ledger.spooled;
}

/// "42 dropped (queue_full)", "42 dropped (40 queue_full, 2 block_timeout)".
std::string droppedText(const Ledger &ledger)
{
    const std::uint64_t all = ledger.droppedInAll();
    std::string reasons;
    for (const DropReason reason : allDropReasons) {
        const std::uint64_t count = ledger.dropsFor(reason);
        if (count == 0)
            continue;
        reasons += reasons.empty() ? "" : ", ";
        reasons += (count == all ? std::string() : grouped(count) + " ").append(wireName(reason));
    }
    return grouped(all) + " dropped (" + reasons + ")";
}

/// "958 delivered + 42 dropped (queue_full)": what is 0 is left out, but for `delivered`.
std::string termsText(const Ledger &ledger)
{
    std::string text = grouped(ledger.delivered) + " delivered";
    const auto add = [&text](std::uint64_t count, const char *term) {
        if (count > 0)
            text += " + " + grouped(count) + " " + term;
    };
    add(ledger.queued, "queued");
    add(ledger.inFlight, "in flight");
    add(ledger.inDoubt, "in doubt");
    add(ledger.spooled, "spooled");
    add(ledger.refused, "refused");
    if (ledger.droppedInAll() > 0)
        text += " + " + droppedText(ledger);
    else if (ledger.rejected > 0)
        text += " + 0 dropped"; // as the Drops column says: what came after the end is no drop
    add(ledger.rejected, "rejected after the end");
    return text;
}

std::string ledgerText(const SessionSummary &session)
{
    const Ledger &ledger = *session.ledger;
    std::string text = grouped(ledger.recorded) + " recorded = " + termsText(ledger);
    if (const std::uint64_t untold = untoldDrops(session))
        text += ", and " + grouped(untold) + " more dropped";
    return text;
}

/// What is counted of a session, by its ledger or by what came.
std::string countedText(const SessionSummary &session)
{
    return session.ledger ? ledgerText(session) : grouped(session.counts.total()) + " received";
}

Proof proofOfReceived(const SessionSummary &session)
{
    if (!session.sdkEvents)
        return Proof::NotTold;
    return *session.sdkEvents == session.counts.total() ? Proof::Complete : Proof::InDoubt;
}

std::string receivedReason(const SessionSummary &session)
{
    const std::uint64_t received = session.counts.total();
    if (!session.sdkEvents)
        return grouped(received) + " received; its SDK told no counts to compare with";
    const std::uint64_t counted = *session.sdkEvents;
    if (counted == received)
        return grouped(received) + " received = " + grouped(counted) + " counted by its SDK";
    const std::string difference = counted > received ? grouped(counted - received) + " are missing"
                                                      : grouped(received - counted) + " more than that";
    return grouped(received) + " received, " + grouped(counted) + " counted by its SDK: " + difference;
}

std::string unbalancedReason(const Ledger &ledger)
{
    return grouped(ledger.recorded) + " recorded, but its terms add up to " + grouped(ledger.accountedFor())
        + ": " + termsText(ledger);
}

std::string endedReason(const SessionSummary &session)
{
    if (!session.ledger)
        return receivedReason(session);
    const std::uint64_t open = undecided(*session.ledger);
    return ledgerText(session) + (open > 0 ? ": " + grouped(open) + " undecided" : "");
}

} // namespace

Proof proofOf(const SessionSummary &session, Timestamp now)
{
    if (session.ledger && !session.ledger->balances())
        return Proof::Unbalanced;
    if (session.origin == Origin::Imported)
        return Proof::Imported;
    const SessionState state = session.stateAt(now);
    if (state != SessionState::Ended)
        return state == SessionState::Silent ? Proof::NoEndSignal : Proof::Running;
    if (!session.ledger)
        return proofOfReceived(session);
    const Ledger &ledger = *session.ledger;
    if (undecided(ledger) > 0)
        return Proof::InDoubt;
    const bool lost = ledger.delivered != ledger.recorded || untoldDrops(session) > 0;
    return lost ? Proof::CompleteWithDrops : Proof::Complete;
}

std::string proofReason(const SessionSummary &session, Timestamp now)
{
    switch (proofOf(session, now)) {
    case Proof::Unbalanced:
        return unbalancedReason(*session.ledger);
    case Proof::Imported:
        return "read from a file: its counters are not ours";
    case Proof::NoEndSignal:
        return "no end was told, and no news came for " + roughly(now - session.lastNews) + "; "
            + countedText(session);
    case Proof::Running:
        return countedText(session) + ", so far";
    case Proof::Complete:
    case Proof::CompleteWithDrops:
    case Proof::InDoubt:
    case Proof::NotTold:
        break;
    }
    return endedReason(session);
}

} // namespace sluice
