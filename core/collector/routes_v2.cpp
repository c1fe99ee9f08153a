// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Version 2 of the wire: SDKs 0.2 to 0.3 (agentops-contract.md 2.3).

#include "core/agentops/content_id.h"
#include "core/base/uuid.h"
#include "core/collector/amend.h"
#include "core/collector/request_text.h"
#include "core/collector/routes.h"

#include <algorithm>
#include <set>

namespace sluice {

namespace {

constexpr std::string_view successText = "\"Success\"";

/// Where developer_errors go: they name no session.
const SessionId sdkErrors("sdk-errors");

/// Gives each event its session: its own, else the token's. Returns those that are not the token's.
std::set<SessionId> routeEvents(std::vector<StoredEvent> &events, const SessionId &tokens)
{
    std::set<SessionId> others;
    for (StoredEvent &event : events) {
        if (event.session.isEmpty())
            event.session = tokens;
        if (event.session != tokens)
            others.insert(event.session);
    }
    return others;
}

} // namespace

/// A session that is there already is joined. A token in the head is another session's (0.3.13) and ignored.
/// A start that is not told is the store's to guess: now, unless something of the session was earlier.
Exchange Routes::createSession(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    auto session = m_decoder.session(request.body);
    if (!session)
        return badBody(request.path, "Error creating session: ", session.error());
    if (session->change.id.isEmpty())
        return badRequest(request.path,
            "Error creating session: session.session_id is missing: expected the session's id as a string");

    Exchange exchange;
    const SessionId id = session->change.id;
    exchange.mended = session->mended ? 1 : 0;
    exchange.batch.sessions.push_back(std::move(session->change));
    exchange.answer.body = R"({"status":"Success","jwt":")" + grant(exchange, id, request.now)
        + R"(","session_url":")" + sessionUrl(id) + "\"}";
    return exchange;
}

/// Tags are the whole list as it is now. `token_cost` has to be there: without it AgentOps 0.3.13 fails in
/// end_session(); "0.00" is what the hosted service says when it knows no price.
Exchange Routes::updateSession(const Request &request)
{
    const std::string_view token = bearerOf(request.head.authorization);
    if (token.empty())
        return tokenMissing(request.path);
    auto session = m_decoder.session(request.body);
    if (!session)
        return badBody(request.path, "Error posting session: ", session.error());

    Exchange exchange;
    exchange.mended = session->mended ? 1 : 0;
    SessionChange change = std::move(session->change);
    change.tagsMode = SessionChange::Tags::Replace;
    const auto known = m_tokens.sessionOf(token);
    exchange.unknownToken = !known;
    if (change.id.isEmpty() && known)
        change.id = *known;
    else if (change.id.isEmpty())
        change = quarantineChange(request.now);
    exchange.answer.body
        = R"({"status":"success","token_cost":"0.00","session_url":")" + sessionUrl(change.id) + "\"}";
    exchange.batch.sessions.push_back(std::move(change));
    return exchange;
}

Exchange Routes::createEvents(const Request &request)
{
    const auto marked = [](Exchange exchange) {
        exchange.answer.idempotentEvents = true;
        return exchange;
    };
    const std::string_view token = bearerOf(request.head.authorization);
    if (token.empty())
        return marked(tokenMissing(request.path));
    auto decoded = m_decoder.events(request.body, request.now);
    if (!decoded)
        return marked(badBody(request.path, "Error posting event: ", decoded.error()));

    Exchange exchange;
    exchange.answer.body = successText;
    exchange.mended = decoded->mended;
    exchange.events = decoded->events.size();
    exchange.batch.events = std::move(decoded->events);
    std::vector<StoredEvent> &events = exchange.batch.events;
    const auto known = m_tokens.sessionOf(token);
    if (!known) {
        exchange.unknownToken = true;
        for (StoredEvent &event : events)
            event.session = quarantineSession();
        exchange.batch.sessions.push_back(quarantineChange(request.now));
        return marked(std::move(exchange));
    }
    for (const SessionId &id : routeEvents(events, *known))
        exchange.batch.sessions.push_back(sessionNamed(id));
    exchange.misrouted = static_cast<std::uint64_t>(
        std::ranges::count_if(events, [&](const StoredEvent &event) { return event.session != *known; }));
    return marked(std::move(exchange));
}

Exchange Routes::updateEvents(const Request &request)
{
    Exchange exchange = createEvents(request);
    if (m_stored)
        amend(exchange.batch.events, m_stored, m_decoder, request.now);
    return exchange;
}

Exchange Routes::createAgent(const Request &request)
{
    const std::string_view token = bearerOf(request.head.authorization);
    if (token.empty())
        return tokenMissing(request.path);
    auto agent = m_decoder.agent(request.body);
    if (!agent)
        return badBody(request.path, "Error creating agent: ", agent.error());

    Exchange exchange;
    exchange.answer.body = successText;
    const SessionId tokens = sessionOf(token, exchange, request.now);
    if (agent->session.isEmpty() || exchange.unknownToken)
        agent->session = tokens;
    else if (agent->session != tokens)
        exchange.batch.sessions.push_back(sessionNamed(agent->session));
    exchange.batch.agents.push_back(std::move(*agent));
    return exchange;
}

/// The blank before the words is the hosted service's. Any session may be asked for: one that this store
/// never saw is made.
Exchange Routes::reauthorize(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    const auto id = m_decoder.sessionIdOf(request.body);
    if (!id)
        return badBody(request.path, " Error reauthorizing Api Key: ", id.error());
    Exchange exchange;
    exchange.batch.sessions.push_back(sessionNamed(*id));
    exchange.answer.body = R"({"status":"Success","jwt":")" + grant(exchange, *id, request.now) + "\"}";
    return exchange;
}

/// A thread's agent stands in no place of ours, and its events name both: it is checked and let go.
Exchange Routes::createThread(const Request &request)
{
    if (bearerOf(request.head.authorization).empty())
        return tokenMissing(request.path);
    const auto id = m_decoder.text(request.body, "id");
    if (!id)
        return badBody(request.path, "Error creating thread: ", id.error());
    if (id->empty())
        return badRequest(
            request.path, "Error creating thread: id is missing: expected the thread's id as a string");
    return answered(std::string(successText));
}

/// Each piece is an event of its own, so that the pieces stay in their order.
Exchange Routes::appendLogs(const Request &request)
{
    const std::string_view token = bearerOf(request.head.authorization);
    if (token.empty())
        return tokenMissing(request.path);
    const auto logs = m_decoder.text(request.body, "logs");
    if (!logs)
        return badBody(request.path, "Error updating logs: ", logs.error());
    Exchange exchange;
    const SessionId session = sessionOf(token, exchange, request.now);
    exchange.answer.body = R"({"status":"success","logs_url":")" + sessionUrl(session) + "\"}";
    const std::string id = contentId({"logs", session.text(), toIsoText(request.now), *logs});
    addKept(exchange, keptEvent(session, id, "logs", jsonMember("logs", *logs), request.now));
    return exchange;
}

/// What an SDK tells of its own failures. 204: the one answer of the wire without a body.
Exchange Routes::developerError(const Request &request)
{
    const auto body = m_decoder.object(request.body);
    if (!body)
        return badBody(request.path, "Error posting developer error: ", body.error());
    const auto type = m_decoder.text(*body, "type");
    Exchange exchange;
    exchange.answer.status = 204;
    StoredEvent event = keptEvent(sdkErrors, contentId({toIsoText(request.now), *body}),
        type && !type->empty() ? *type : std::string("SDK error"), *body, request.now);
    event.type = EventType::Error;
    exchange.batch.sessions.push_back(sessionNamed(sdkErrors));
    exchange.batch.sessions.back().tags = {"errors of SDKs"};
    addKept(exchange, std::move(event));
    return exchange;
}

} // namespace sluice
