// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/delivery.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sluice {

Delivery::Delivery(Parts parts)
    : m_parts(parts)
{ }

bool Delivery::hasWaiting() const
{
    return std::ranges::any_of(
        m_bodies, [](const OutgoingBody &body) { return body.row == 0 && !body.ticket; });
}

std::uint64_t Delivery::events() const
{
    std::uint64_t events = 0;
    for (const OutgoingBody &body : m_bodies)
        events += body.events();
    return events;
}

std::size_t Delivery::bytes() const
{
    std::size_t bytes = 0;
    for (const OutgoingBody &body : m_bodies)
        bytes += body.text.size();
    return bytes;
}

std::uint64_t Delivery::oldestTake() const
{
    return std::ranges::min_element(m_bodies, {}, &OutgoingBody::take)->take;
}

std::optional<SteadyTime> Delivery::oldestBegun() const
{
    std::optional<SteadyTime> oldest;
    for (const OutgoingBody &body : m_bodies) {
        if (body.ticket)
            oldest = std::min(oldest.value_or(body.begun), body.begun);
    }
    return oldest;
}

std::size_t Delivery::window() const
{
    const bool several = m_roundTrip >= shortRoundTrip && m_parts.backOff.failures() == 0;
    return several ? Transport::mostInFlight : 1;
}

bool Delivery::mayBegin() const
{
    return m_parts.wire.underWay() < window();
}

bool Delivery::beginNext()
{
    const auto body = std::ranges::find_if(m_bodies, [](const OutgoingBody &b) { return !b.ticket; });
    if (body == m_bodies.end())
        return false;
    body->errorsTwice = body->inDoubt && !m_parts.wire.isIdempotent() && holdsErrors(*body);
    m_parts.news.begun(*body);
    body->round = m_parts.backOff.round();
    body->begun = m_parts.clock.steadyNow();
    body->ticket = m_parts.wire.createEvents(body->text);
    return true;
}

Delivery::Outcome Delivery::answered(SessionWire::Ticket ticket, const WireReply &reply)
{
    const auto body
        = std::ranges::find_if(m_bodies, [ticket](const OutgoingBody &b) { return b.ticket == ticket; });
    assert(body != m_bodies.end() && "a body stays until its answer");
    body->ticket.reset();
    m_parts.news.answered(*body, reply);
    if (reply.verdict == Verdict::Delivered)
        m_roundTrip = m_parts.clock.steadyNow() - body->begun;
    const std::uint64_t round = body->round;
    return {judge(body, reply), round};
}

Delivery::Then Delivery::judge(Body body, const WireReply &reply)
{
    switch (reply.verdict) {
    case Verdict::Delivered:
        return deliver(body);
    case Verdict::TooLarge:
        return tooLarge(body, reply);
    case Verdict::Refused:
        return refused(body, reply);
    case Verdict::InDoubt:
        return doubt(body, reply);
    case Verdict::Unauthorised:
        m_parts.news.delayed(*body);
        return reply.tokenReplaced ? Then::Nothing : Then::RenewToken;
    case Verdict::NotDelivered:
    case Verdict::Redirected:
        break;
    }
    m_parts.news.delayed(*body);
    return Then::BackOff;
}

Delivery::Then Delivery::deliver(Body body)
{
    m_parts.backOff.succeeded(body->round);
    m_parts.desk.tellTrouble({});
    finish(body, FlushOutcome::Delivered, &Ledger::delivered);
    return Then::Nothing;
}

Delivery::Then Delivery::tooLarge(Body body, const WireReply &reply)
{
    m_parts.backOff.succeeded(body->round);
    if (body->events() == 1)
        refuse(body, reply.words);
    else if (!split(body, halves(*body)))
        return Then::BackOff;
    return Then::Nothing;
}

Delivery::Then Delivery::refused(Body body, const WireReply &reply)
{
    // It answers: no reason to wait with the next body.
    m_parts.backOff.succeeded(body->round);
    // A server that keeps an id once answers a second sending so (reliability.md 2.4): for one event it means
    // that it is there; of several, some are.
    if (saysDuplicateKey(reply.answer.body) && body->events() > 1) {
        markInDoubt(*body);
        std::vector<OutgoingBody> parts = partsForResending(*body);
        return split(body, parts.empty() ? halves(*body) : std::move(parts)) ? Then::Nothing : Then::BackOff;
    }
    if (saysDuplicateKey(reply.answer.body) && body->inDoubt) {
        finish(body, FlushOutcome::Delivered, &Ledger::delivered);
        return Then::Nothing;
    }
    m_parts.desk.tellTrouble("refused: " + reply.words);
    refuse(body, reply.words);
    return Then::Nothing;
}

void Delivery::refuse(Body body, const std::string &words)
{
    m_parts.shelf.keepRefused(*body, words);
    finish(body, FlushOutcome::Refused, &Ledger::refused);
}

Delivery::Then Delivery::doubt(Body body, const WireReply &reply)
{
    markInDoubt(*body);
    if (!m_parts.wire.isIdempotent() && !reply.answer.aborted) {
        std::vector<OutgoingBody> parts = partsForResending(*body);
        if (!parts.empty()) {
            split(body, std::move(parts));
            return Then::BackOff;
        }
    }
    m_parts.news.delayed(*body);
    return Then::BackOff;
}

void Delivery::markInDoubt(OutgoingBody &body)
{
    if (std::exchange(body.inDoubt, true))
        return;
    if (body.row != 0)
        m_parts.shelf.markInDoubt(body);
    else
        m_parts.accounts.move(body, &Ledger::inDoubt);
}

bool Delivery::split(Body body, std::vector<OutgoingBody> parts)
{
    if (body->row != 0) {
        if (!m_parts.shelf.replace(*body, parts)) {
            m_parts.news.delayed(*body);
            return false;
        }
    } else {
        for (OutgoingBody &part : parts)
            m_bodies.insert(body, std::move(part));
    }
    m_parts.news.finished(*body, FlushOutcome::Split);
    m_bodies.erase(body);
    return true;
}

void Delivery::finish(Body body, FlushOutcome outcome, std::uint64_t Ledger::*term)
{
    OutgoingBody done = std::move(*body);
    m_bodies.erase(body);
    if (done.row != 0)
        m_parts.shelf.done(done);
    m_parts.accounts.move(done, term);
    m_parts.news.finished(done, outcome);
    m_parts.news.tellSessionSometimes();
}

void Delivery::refuseAll(const std::string &words)
{
    for (OutgoingBody &body : m_bodies) {
        m_parts.shelf.keepRefused(body, words);
        if (body.row != 0)
            m_parts.shelf.done(body);
        m_parts.accounts.move(body, &Ledger::refused);
        m_parts.news.refused(body, words);
    }
    m_bodies.clear();
}

void Delivery::putAside()
{
    for (auto body = m_bodies.begin(); body != m_bodies.end();) {
        const bool waits = body->row == 0 && !body->ticket;
        body = waits && m_parts.shelf.put(*body) ? m_bodies.erase(body) : std::next(body);
    }
}

void Delivery::abandon()
{
    for (OutgoingBody &body : m_bodies) {
        if (body.record.attempts > 0)
            m_parts.news.finished(body, FlushOutcome::Abandoned);
    }
}

void Delivery::reconcileShelf()
{
    const auto taken = std::ranges::find_if(m_bodies, [](const OutgoingBody &b) { return b.row != 0; });
    m_parts.shelf.reconcile(taken == m_bodies.end() ? nullptr : &*taken);
}

} // namespace sluice
