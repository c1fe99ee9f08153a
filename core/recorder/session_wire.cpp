// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/session_wire.h"

#include <utility>

namespace sluice {

namespace {

std::string_view pathOf(WireRequest request)
{
    switch (request) {
    case WireRequest::CreateSession:
        return "/v2/create_session";
    case WireRequest::Reauthorise:
        return "/v2/reauthorize_jwt";
    case WireRequest::CreateAgent:
        return "/v2/create_agent";
    case WireRequest::UpdateSession:
        return "/v2/update_session";
    case WireRequest::CreateEvents:
        break;
    }
    return "/v2/create_events";
}

bool isForGrant(WireRequest request)
{
    return request == WireRequest::CreateSession || request == WireRequest::Reauthorise;
}

std::string wordsFor(const HttpAnswer &answer)
{
    if (answer.reach != HttpAnswer::Reach::Answered)
        return answer.error;
    const std::string words = serverWords(answer.body);
    return "HTTP " + std::to_string(answer.status) + (words.empty() ? "" : ": " + words);
}

/// The hosted server says 401 also to events that it cannot read (reliability.md 2.4): no token helps.
bool speaksOfTheEvents(const HttpAnswer &answer)
{
    return answer.body.find("Invalid model") != std::string::npos;
}

} // namespace

SessionWire::SessionWire(const RecorderConfig &config, SessionId session, Transport &transport)
    : m_endpoint(config.endpoint)
    , m_apiKey(config.apiKey)
    , m_parentKey(config.parentKey)
    , m_timeout(config.requestTimeout)
    , m_session(std::move(session))
    , m_transport(transport)
{ }

SessionWire::Ticket SessionWire::createSession(const SessionBody &session)
{
    return begin(WireRequest::CreateSession, sessionBody(session));
}

SessionWire::Ticket SessionWire::reauthorise()
{
    return begin(WireRequest::Reauthorise, reauthorizeBody(m_session));
}

SessionWire::Ticket SessionWire::updateSession(const SessionBody &session)
{
    return begin(WireRequest::UpdateSession, sessionBody(session));
}

SessionWire::Ticket SessionWire::createAgent(const Agent &agent)
{
    return begin(WireRequest::CreateAgent, agentBody(agent.id, agent.name));
}

SessionWire::Ticket SessionWire::createEvents(std::string_view body)
{
    const Ticket ticket = ++m_lastTicket;
    m_begun[ticket] = {WireRequest::CreateEvents, {}, m_tokens};
    send(ticket, WireRequest::CreateEvents, body);
    return ticket;
}

SessionWire::Ticket SessionWire::begin(WireRequest request, std::string body)
{
    const Ticket ticket = ++m_lastTicket;
    Begun &begun = m_begun[ticket];
    begun = {request, std::move(body), m_tokens};
    send(ticket, request, begun.body);
    return ticket;
}

void SessionWire::send(Ticket ticket, WireRequest request, std::string_view body)
{
    HttpRequest http;
    http.url = m_endpoint + std::string(pathOf(request));
    http.timeout = m_timeout;
    http.body = body;
    http.headers.push_back({"Content-Type", "application/json; charset=UTF-8"});
    if (!m_apiKey.isEmpty())
        http.headers.push_back({"X-Agentops-Api-Key", m_apiKey.secret()});
    if (!m_parentKey.isEmpty() && isForGrant(request))
        http.headers.push_back({"X-Agentops-Parent-Key", m_parentKey.secret()});
    if (!isForGrant(request))
        http.headers.push_back({"Authorization", "Bearer " + m_token});
    m_transport.begin(ticket, std::move(http));
}

std::vector<WireAnswer> SessionWire::wait(std::optional<SteadyTime> until)
{
    std::vector<WireAnswer> answers;
    for (Transport::Finished &finished : m_transport.wait(until)) {
        const auto begun = m_begun.find(finished.ticket);
        if (begun == m_begun.end())
            continue;
        const WireRequest request = begun->second.request;
        const bool replaced = begun->second.token != m_tokens;
        m_begun.erase(begun);
        answers.push_back({finished.ticket, request, read(request, std::move(finished.answer))});
        answers.back().reply.tokenReplaced = replaced;
    }
    return answers;
}

WireReply SessionWire::read(WireRequest request, HttpAnswer answer)
{
    WireReply reply;
    reply.answer = std::move(answer);
    reply.verdict = verdictOf(reply.answer);
    m_idempotent = m_idempotent || reply.answer.idempotentEvents;
    if (reply.verdict == Verdict::Unauthorised && speaksOfTheEvents(reply.answer))
        reply.verdict = Verdict::Refused;
    if (reply.verdict != Verdict::Delivered) {
        reply.words = wordsFor(reply.answer);
    } else if (isForGrant(request)) {
        takeGrant(reply);
    } else if (!isSuccess(reply.answer.body)) {
        reply.verdict = Verdict::InDoubt;
        reply.words = "the answer is not an AgentOps v2 server's";
    }
    return reply;
}

void SessionWire::takeGrant(WireReply &reply)
{
    Result<SessionGrant> grant = parseGrant(reply.answer.body);
    if (!grant) {
        reply.verdict = Verdict::InDoubt;
        reply.words = grant.error().message;
        return;
    }
    m_token = std::move(grant->token);
    ++m_tokens;
    if (!grant->sessionUrl.empty())
        m_sessionUrl = std::move(grant->sessionUrl);
}

} // namespace sluice
