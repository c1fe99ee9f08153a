// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/session_wire.h"

namespace sluice {

namespace {

std::string wordsFor(const HttpAnswer &answer)
{
    if (answer.reach != HttpAnswer::Reach::Answered)
        return answer.error;
    const std::string words = serverWords(answer.body);
    return "HTTP " + std::to_string(answer.status) + (words.empty() ? "" : ": " + words);
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

WireReply SessionWire::createSession(const SessionBody &session)
{
    return postForGrant("/v2/create_session", sessionBody(session));
}

WireReply SessionWire::updateSession(const SessionBody &session)
{
    return postForSuccess("/v2/update_session", sessionBody(session));
}

WireReply SessionWire::createAgent(const Agent &agent)
{
    return postForSuccess("/v2/create_agent", agentBody(agent.id, agent.name));
}

WireReply SessionWire::createEvents(std::string_view body)
{
    return postForSuccess("/v2/create_events", body);
}

WireReply SessionWire::reauthorise()
{
    return postForGrant("/v2/reauthorize_jwt", reauthorizeBody(m_session));
}

WireReply SessionWire::post(std::string_view path, Credentials credentials, std::string_view body)
{
    HttpRequest request;
    request.url = m_endpoint + std::string(path);
    request.timeout = m_timeout;
    request.body = body;
    request.headers.push_back({"Content-Type", "application/json; charset=UTF-8"});
    if (!m_apiKey.isEmpty())
        request.headers.push_back({"X-Agentops-Api-Key", m_apiKey.secret()});
    if (!m_parentKey.isEmpty() && credentials == Credentials::Key)
        request.headers.push_back({"X-Agentops-Parent-Key", m_parentKey.secret()});
    if (credentials == Credentials::KeyAndToken)
        request.headers.push_back({"Authorization", "Bearer " + m_token});

    WireReply reply;
    reply.answer = m_transport.post(request);
    reply.verdict = verdictOf(reply.answer);
    if (reply.verdict != Verdict::Delivered)
        reply.words = wordsFor(reply.answer);
    m_idempotent = m_idempotent || reply.answer.idempotentEvents;
    return reply;
}

WireReply SessionWire::postForGrant(std::string_view path, std::string_view body)
{
    WireReply reply = post(path, Credentials::Key, body);
    if (reply.verdict != Verdict::Delivered)
        return reply;
    Result<SessionGrant> grant = parseGrant(reply.answer.body);
    if (!grant) {
        reply.verdict = Verdict::InDoubt;
        reply.words = grant.error().message;
        return reply;
    }
    m_token = grant->token;
    if (!grant->sessionUrl.empty())
        m_sessionUrl = grant->sessionUrl;
    return reply;
}

WireReply SessionWire::postForSuccess(std::string_view path, std::string_view body)
{
    WireReply reply = post(path, Credentials::KeyAndToken, body);
    if (reply.verdict == Verdict::Delivered && !isSuccess(reply.answer.body)) {
        reply.verdict = Verdict::InDoubt;
        reply.words = "the answer is not an AgentOps v2 server's";
    }
    return reply;
}

} // namespace sluice
