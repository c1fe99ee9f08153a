// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/session_talk.h"

#include <utility>

namespace sluice {

namespace {

/// After so many failures that leave it in doubt, an agent no longer holds up the events, and tags wait for
/// the end.
constexpr std::uint32_t mostTries = 3;

} // namespace

SessionTalk::SessionTalk(Parts parts, std::string hostEnv, bool known)
    : m_parts(parts)
    , m_hostEnv(std::move(hostEnv))
    , m_known(known)
{ }

void SessionTalk::tagsChanged()
{
    // create_session says them too.
    m_tagsUnsent = m_parts.wire.isOpen() || m_underWay;
    m_tagDoubts = 0;
}

bool SessionTalk::holdsEvents() const
{
    return m_grant != Grant::Have || !m_agents.empty();
}

bool SessionTalk::begin()
{
    if (m_underWay || m_parts.wire.underWay() >= Transport::mostInFlight)
        return false;
    if (m_grant == Grant::Create)
        m_parts.wire.createSession(body(false));
    else if (m_grant != Grant::Have)
        m_parts.wire.reauthorise();
    else if (!m_agents.empty())
        m_parts.wire.createAgent(m_agents.front());
    else if (m_tagsUnsent && !m_parts.news.session().ended)
        m_parts.wire.updateSession(body(false));
    else
        return false;
    if (m_grant == Grant::Have && m_agents.empty())
        m_tagsUnsent = false;
    m_ending = false;
    m_underWay = true;
    m_round = m_parts.backOff.round();
    m_parts.news.setStatus(FlusherState::Sending, m_parts.backOff.failures() + 1);
    return true;
}

void SessionTalk::beginEnd()
{
    m_ending = true;
    m_underWay = true;
    m_round = m_parts.backOff.round();
    m_parts.news.setStatus(FlusherState::Sending, m_parts.backOff.failures() + 1);
    m_parts.wire.updateSession(body(true));
}

SessionTalk::Then SessionTalk::answered(WireRequest request, const WireReply &reply)
{
    m_underWay = false;
    switch (request) {
    case WireRequest::CreateSession:
        return createAnswered(reply);
    case WireRequest::Reauthorise:
        return grantAnswered(reply);
    case WireRequest::CreateAgent:
        return agentAnswered(reply);
    case WireRequest::UpdateSession:
    case WireRequest::CreateEvents:
        break;
    }
    return m_ending ? endAnswered(reply) : updateAnswered(reply);
}

// The hosted server refuses a session id that it has with a 500 (reliability.md 2.4): when an answer was
// lost, the session may be there, and a token is to be had for it.
SessionTalk::Then SessionTalk::createAnswered(const WireReply &reply)
{
    if (reply.verdict == Verdict::Delivered)
        return opened();
    const bool perhapsThere = reply.verdict == Verdict::InDoubt || saysDuplicateKey(reply.answer.body);
    if (m_known && perhapsThere && !reply.answer.aborted) {
        m_grant = Grant::Join;
        return Then::Nothing;
    }
    m_known = m_known || reply.verdict == Verdict::InDoubt;
    return reply.verdict == Verdict::Refused ? Then::Refused : Then::BackOff;
}

SessionTalk::Then SessionTalk::grantAnswered(const WireReply &reply)
{
    const bool renewed = m_grant == Grant::Renew;
    if (reply.verdict == Verdict::Delivered || reply.verdict == Verdict::Refused)
        m_lastRenewal = m_parts.clock.steadyNow();
    if (reply.verdict == Verdict::Delivered && !renewed)
        return opened();
    if (reply.verdict == Verdict::Delivered) {
        m_grant = Grant::Have;
        return Then::Nothing;
    }
    if (!renewed)
        m_grant = Grant::Create;
    else if (reply.verdict == Verdict::Refused)
        m_grant = Grant::Have; // the old one is tried again, later
    return Then::BackOff;
}

SessionTalk::Then SessionTalk::opened()
{
    m_known = true;
    m_grant = Grant::Have;
    m_parts.news.session().url = m_parts.wire.sessionUrl();
    succeeded();
    return Then::Opened;
}

SessionTalk::Then SessionTalk::agentAnswered(const WireReply &reply)
{
    const bool inDoubt = reply.verdict == Verdict::InDoubt && !reply.answer.aborted;
    const bool stuck = inDoubt && ++m_agentDoubts > mostTries;
    const bool given = reply.verdict == Verdict::Delivered;
    if (given || stuck || reply.verdict == Verdict::Refused || reply.verdict == Verdict::TooLarge) {
        // An agent that is not taken costs a name, not an event: its id still travels with them.
        m_agents.pop_front();
        m_agentDoubts = 0;
        succeeded();
        if (!given)
            m_parts.desk.tellTrouble("agent: " + reply.words);
        return Then::Nothing;
    }
    return tryAgain(reply);
}

SessionTalk::Then SessionTalk::updateAnswered(const WireReply &reply)
{
    if (reply.verdict == Verdict::Delivered || reply.verdict == Verdict::Refused) {
        succeeded();
        return Then::Nothing;
    }
    const bool inDoubt = reply.verdict == Verdict::InDoubt && !reply.answer.aborted;
    m_tagsUnsent = m_tagsUnsent || !inDoubt || ++m_tagDoubts < mostTries;
    return tryAgain(reply);
}

SessionTalk::Then SessionTalk::endAnswered(const WireReply &reply)
{
    if (reply.verdict == Verdict::Delivered) {
        succeeded();
        return Then::EndKnown;
    }
    if (reply.verdict == Verdict::Refused) {
        m_parts.desk.tellTrouble("the end of the session was refused: " + reply.words);
        return Then::EndRefused;
    }
    return tryAgain(reply);
}

SessionTalk::Then SessionTalk::tryAgain(const WireReply &reply)
{
    if (reply.verdict != Verdict::Unauthorised)
        return Then::BackOff;
    return reply.tokenReplaced ? Then::Nothing : renewToken();
}

SessionTalk::Then SessionTalk::renewToken()
{
    if (m_grant != Grant::Have)
        return Then::Nothing; // asked for already
    if (m_lastRenewal && m_parts.clock.steadyNow() - *m_lastRenewal < renewalPause)
        return Then::BackOff;
    m_grant = Grant::Renew;
    return Then::Nothing;
}

void SessionTalk::succeeded()
{
    m_parts.backOff.succeeded(m_round);
    m_parts.desk.tellTrouble({});
}

SessionBody SessionTalk::body(bool withEnd) const
{
    const RecordedSession &session = m_parts.news.session();
    SessionBody body;
    body.id = session.id;
    body.started = session.started;
    // create_session of a session that is over already must not end it before its events are there.
    if (withEnd) {
        body.ended = session.ended;
        body.endState = session.endState;
        body.endReason = session.endReason;
    }
    body.tags = session.tags;
    body.hostEnv = m_hostEnv;
    body.eventCounts = m_parts.tally.read();
    return body;
}

} // namespace sluice
