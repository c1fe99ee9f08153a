// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/flusher.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

void bringForward(std::optional<SteadyTime> &until, SteadyTime time)
{
    until = std::min(until.value_or(time), time);
}

/// So many failures in a row, and what waits in memory goes to the disk.
constexpr std::uint32_t failuresBeforeDisk = 3;

} // namespace

Flusher::Flusher(Parts parts, Start start)
    : m_parts(parts)
    , m_endpoint(std::move(start.endpoint))
    , m_leftOver(start.leftOver)
    , m_news({parts.queue, parts.sink, parts.clock, start.tapEvents, start.flushesBefore},
          std::move(start.session))
    , m_backOff(parts.clock, start.seed)
    , m_accounts(parts.queue, parts.journal)
    , m_shelf({parts.spool, parts.queue, m_accounts, m_news, parts.clock, [this] { return describe(); }},
          start.leftOver, start.spooledBefore)
    , m_talk({parts.wire, parts.desk, parts.tally, m_backOff, m_news, parts.clock}, std::move(start.hostEnv),
          start.known)
    , m_delivery({parts.wire, parts.desk, m_accounts, m_backOff, m_news, m_shelf, parts.clock})
    , m_ring(parts.queue.makeRing())
    , m_endTaken(start.leftOver)
{
    for (const Agent &agent : m_news.session().agents)
        m_talk.addAgent(agent);
}

Flusher::Next Flusher::advance()
{
    if (m_finished)
        return {Next::Kind::Finished, {}, {}};
    m_news.introduce();
    hear();
    if (m_finished)
        return {Next::Kind::Finished, {}, {}};
    careForDisk();
    collect();
    m_news.tellQueue(DropRuns::Take::Finished, DepthTrack::Take::Finished);
    if (m_refused && m_delivery.isEmpty() && isOver())
        m_aborted = m_aborted || m_leftOver
            || !m_shelf.isEmpty(); // it stays there for another start and another key
    if (m_aborted)
        return abandon();
    if (m_refused && m_delivery.isEmpty() && m_endTaken)
        return finish(false);
    if (!m_backOff.holds() && act()) {
        m_pulse.done();
        hear(); // a transport that blocks has the answer already
        return {m_finished ? Next::Kind::Finished : Next::Kind::Again, {}, {}};
    }
    return rest();
}

void Flusher::run()
{
    for (;;) {
        const Next next = step();
        switch (next.kind) {
        case Next::Kind::Finished:
            return;
        case Next::Kind::Again:
            break;
        case Next::Kind::Wait:
            m_parts.queue.waitForWork(next.watch, next.until);
            break;
        case Next::Kind::Answers:
            m_parts.queue.waitElsewhere(
                next.watch, next.until, [this](std::optional<SteadyTime> until) { listen(until); });
            break;
        }
    }
}

void Flusher::listen(std::optional<SteadyTime> until)
{
    for (WireAnswer &answer : m_parts.wire.wait(until))
        m_heard.push_back(std::move(answer));
}

void Flusher::hear()
{
    if (m_parts.wire.underWay() > 0)
        listen(SteadyTime{}); // only looks
    for (const WireAnswer &answer : std::exchange(m_heard, {})) {
        handle(answer);
        m_pulse.done();
    }
}

void Flusher::handle(const WireAnswer &answer)
{
    if (answer.request != WireRequest::CreateEvents) {
        handleTalk(answer);
        return;
    }
    const auto [then, round] = m_delivery.answered(answer.ticket, answer.reply);
    const bool tooSoon
        = then == Delivery::Then::RenewToken && m_talk.renewToken() == SessionTalk::Then::BackOff;
    if (then == Delivery::Then::BackOff || tooSoon)
        fail(round, answer.reply);
}

void Flusher::handleTalk(const WireAnswer &answer)
{
    const bool knownBefore = m_talk.isKnown();
    switch (m_talk.answered(answer.request, answer.reply)) {
    case SessionTalk::Then::Nothing:
        break;
    case SessionTalk::Then::Opened:
        m_refused = false;
        break;
    case SessionTalk::Then::Refused:
        m_refused = true;
        if (!m_leftOver)
            m_delivery.refuseAll("create_session: " + answer.reply.words);
        fail(m_talk.round(), answer.reply);
        break;
    case SessionTalk::Then::BackOff:
        fail(m_talk.round(), answer.reply);
        break;
    case SessionTalk::Then::EndKnown:
        finish(true);
        return;
    case SessionTalk::Then::EndRefused:
        finish(false);
        return;
    }
    if (m_talk.isKnown() != knownBefore)
        keepSession();
}

void Flusher::fail(std::uint64_t round, const WireReply &reply)
{
    if (reply.answer.aborted)
        return; // the next step() finds it on the desk
    const Millis delay = m_backOff.failed(round, reply.answer);
    m_news.setStatus(FlusherState::BackingOff, m_backOff.failures(), m_parts.clock.wallNow() + delay);
    if (m_backOff.failures() >= failuresBeforeDisk && m_shelf.isThere())
        m_delivery.putAside();
    tellTrouble(reply.words);
    m_news.tellSessionSometimes();
}

void Flusher::tellTrouble(const std::string &words)
{
    const std::string &disk = m_shelf.trouble();
    m_parts.desk.tellTrouble(words + (words.empty() || disk.empty() ? "" : "; ") + disk);
}

void Flusher::readDesk()
{
    SessionDesk::News news = m_parts.desk.take();
    const bool urgent = news.asked > m_askSeen || news.end;
    m_askSeen = news.asked;
    m_aborted = m_aborted || news.aborted;
    RecordedSession &session = m_news.session();
    for (Agent &agent : news.agents) {
        session.agents.push_back(agent);
        m_talk.addAgent(std::move(agent));
    }
    if (news.tags) {
        session.tags = std::move(*news.tags);
        m_talk.tagsChanged();
    }
    if (news.end) {
        session.endState = news.end->state;
        session.endReason = std::move(news.end->reason);
        session.ended = news.end->time;
    }
    if (news.tags || news.end || !news.agents.empty()) {
        keepSession();
        m_news.tellSession();
    }
    if (urgent)
        m_backOff.hurry();
}

bool Flusher::act()
{
    if (m_talk.begin())
        return true;
    if (m_talk.holdsEvents())
        return false;
    if (m_delivery.isEmpty() && !m_shelf.isEmpty()) {
        takeUp();
    }
    if (m_delivery.mayBegin() && m_delivery.beginNext())
        return true;
    if (!mayEnd())
        return false;
    if (m_leftOver && !m_news.session().ended)
        finish(true); // nobody ended it, and an end is never invented
    else
        m_talk.beginEnd();
    return true;
}

void Flusher::takeUp()
{
    std::optional<OutgoingBody> body = m_shelf.takeUp();
    if (!body)
        return;
    if (m_leftOver)
        m_news.taken(*body); // a write-ahead's events have not been told yet
    m_delivery.add(std::move(*body));
}

bool Flusher::mayEnd() const
{
    return m_endTaken && m_askSeen == m_askTaken && m_delivery.isEmpty() && m_shelf.isEmpty()
        && m_parts.wire.underWay() == 0;
}

Flusher::Next Flusher::rest()
{
    // The wake-up that came with an ask or the end is used up: what was read after collecting is for now.
    const bool endPending = m_news.session().endState && !m_endTaken;
    if (mayTake() && (m_askSeen > m_askTaken || endPending))
        return {};
    const bool listening = m_parts.wire.underWay() > 0;
    Next next{listening ? Next::Kind::Answers : Next::Kind::Wait, BoundedQueue::Watch::Nothing,
        m_news.nextTelling()};
    if (m_backOff.holds()) {
        bringForward(next.until, m_backOff.until());
        tellBackOff();
    } else if (!listening) {
        m_news.setStatus(FlusherState::Idle);
    }
    if (mayTake() || maySpill())
        next.watch = BoundedQueue::Watch::Arrivals;
    else if (m_shelf.isThere() && !m_shelf.isUsable())
        bringForward(next.until, m_shelf.usableFrom());
    else if (const std::optional<SteadyTime> patient = patientUntil(); patient && spills())
        bringForward(next.until, *patient);
    return next;
}

Flusher::Next Flusher::abandon()
{
    m_parts.queue.close();
    if (m_parts.wire.underWay() > 0)
        return {Next::Kind::Answers, BoundedQueue::Watch::Nothing, {}}; // cut off within milliseconds
    // What nobody will send is still for the tap: a recorded session reaches the store whatever the endpoint
    // is.
    if (m_news.tapsEvents() || m_shelf.isThere())
        takeEvents(FlushCause::End);
    if (m_shelf.isThere()) {
        m_shelf.tryAgain();
        m_delivery.putAside();
        m_shelf.keepSession();
        if (!m_shelf.trouble().empty())
            tellTrouble(m_parts.desk.trouble());
    }
    m_delivery.abandon();
    return finish(false);
}

Flusher::Next Flusher::finish(bool complete)
{
    m_finished = true;
    if (!m_aborted)
        m_shelf.forgetSession(); // one that the server refused needs nothing of a later start either
    m_news.setStatus(FlusherState::Ended);
    m_parts.queue.close();
    m_parts.queue.releaseRoom(); // an ended session may be kept for its numbers
    m_ring = EventRing(0);
    m_news.tellQueue(DropRuns::Take::All, DepthTrack::Take::All);
    m_news.tellSession();
    m_pulse.rest("has ended"); // first: who waits for the end may look at once
    m_parts.desk.tellFinished(complete);
    return {Next::Kind::Finished, {}, {}};
}

} // namespace sluice
