// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/routes.h"

#include "core/base/uuid.h"
#include "core/collector/request_text.h"

#include <algorithm>
#include <set>

namespace sluice {

namespace {

Exchange refused(ServedAnswer answer)
{
    Exchange exchange;
    exchange.answer = std::move(answer);
    return exchange;
}

Exchange badRequest(const std::string &path, const std::string &message)
{
    return refused(errorAnswer(400, path, message));
}

Exchange tokenMissing(const std::string &path)
{
    return badRequest(path, "Bearer Token is Missing");
}

constexpr std::string_view successText = "\"Success\"";

/// The quarantine session as it has to be in the store before anything is put into it.
SessionChange quarantineChange(Timestamp now)
{
    SessionChange change;
    change.id = quarantineSession();
    change.started = now;
    change.tags = {"unknown token"};
    return change;
}

/// A session of which no more is known than that it is one: the store knows it, or guesses its start.
SessionChange sessionNamed(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    return change;
}

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

const SessionId &quarantineSession()
{
    static const SessionId id("unknown-token");
    return id;
}

Routes::Routes(const std::vector<TokenGrant> &known)
    : m_tokens(known)
{ }

const Routes::Route *Routes::find(std::string_view path)
{
    static constexpr Route routes[] = {
        {"/health", "GET", &Routes::health},
        {"/v2/create_session", "POST", &Routes::createSession},
        {"/v2/sessions", "POST", &Routes::createSession},
        {"/v2/update_session", "POST", &Routes::updateSession},
        {"/v2/create_events", "POST", &Routes::createEvents},
        {"/v2/update_events", "POST", &Routes::createEvents},
        {"/v2/create_agent", "POST", &Routes::createAgent},
        {"/v2/reauthorize_jwt", "POST", &Routes::reauthorize},
        {sessionLabPath, "POST", &Routes::sessionLab},
    };
    const auto *found = std::ranges::find(routes, path, &Route::path);
    return found == std::end(routes) ? nullptr : found;
}

std::optional<ServedAnswer> Routes::refusal(const RequestHead &head)
{
    if (head.target.empty() || head.target.front() != '/')
        return detailAnswer(400, "the request's target must be a path");
    const std::string path = pathOf(head.target);
    if (wantsStoredData(path))
        return errorAnswer(403, path, "This server takes sessions in and tells nothing of them");
    const Route *route = find(path);
    if (!route)
        return detailAnswer(404, "Not Found");
    if (head.method != route->method) {
        ServedAnswer answer = detailAnswer(405, "Method Not Allowed");
        answer.allow = route->method;
        return answer;
    }
    if (head.method == "POST" && !isJson(head.contentType))
        return errorAnswer(415, path, "Content-Type: expected application/json");
    if (!head.contentEncoding.empty() && !equalIgnoringCase(head.contentEncoding, "identity"))
        return errorAnswer(415, path, "Content-Encoding: expected none");
    if (!head.expect.empty() && !equalIgnoringCase(head.expect, "100-continue"))
        return errorAnswer(417, path, "Expect: expected 100-continue");
    return std::nullopt;
}

Exchange Routes::serve(const RequestHead &head, std::string_view body, Timestamp now)
{
    const Request request{pathOf(head.target), head, body, now};
    const Route *route = find(request.path);
    return route ? (this->*route->handler)(request) : refused(detailAnswer(404, "Not Found"));
}

ServedAnswer Routes::settle(const Exchange &exchange, const Result<void> &committed)
{
    if (!committed) {
        ServedAnswer answer = detailAnswer(503, "not stored: " + committed.error().message);
        answer.idempotentEvents = exchange.answer.idempotentEvents;
        return answer;
    }
    if (exchange.granted)
        m_tokens.add(*exchange.granted);
    return exchange.answer;
}

std::string Routes::grant(Exchange &exchange, const SessionId &session, Timestamp now) const
{
    TokenBook::Fresh fresh = TokenBook::make(session, now);
    exchange.batch.tokens.push_back(fresh.grant);
    exchange.granted = fresh.grant;
    return std::move(fresh.token);
}

Exchange Routes::health(const Request &)
{
    return refused(ServedAnswer{200, R"({"message":"Server Up"})", {}, false, false});
}

/// A session that is there already is joined. A token in the head is another session's (0.3.13) and ignored.
Exchange Routes::createSession(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    auto session = m_decoder.session(request.body);
    if (!session)
        return badRequest(request.path, "Error creating session: " + session.error().message);
    if (session->change.id.isEmpty())
        return badRequest(request.path,
            "Error creating session: session.session_id is missing: expected the session's id as a string");

    Exchange exchange;
    const SessionId id = session->change.id;
    if (!session->change.started)
        session->change.started = request.now;
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
        return badRequest(request.path, "Error posting session: " + session.error().message);

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
        return marked(badRequest(request.path, "Error posting event: " + decoded.error().message));

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

Exchange Routes::createAgent(const Request &request)
{
    const std::string_view token = bearerOf(request.head.authorization);
    if (token.empty())
        return tokenMissing(request.path);
    auto agent = m_decoder.agent(request.body);
    if (!agent)
        return badRequest(request.path, "Error creating agent: " + agent.error().message);

    Exchange exchange;
    exchange.answer.body = successText;
    const auto known = m_tokens.sessionOf(token);
    if (!known) {
        exchange.unknownToken = true;
        agent->session = quarantineSession();
        exchange.batch.sessions.push_back(quarantineChange(request.now));
    } else if (agent->session.isEmpty()) {
        agent->session = *known;
    } else if (agent->session != *known) {
        exchange.batch.sessions.push_back(sessionNamed(agent->session));
    }
    exchange.batch.agents.push_back(std::move(*agent));
    return exchange;
}

/// Any session may be asked for: one that this store never saw is made.
Exchange Routes::reauthorize(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    const auto id = m_decoder.sessionIdOf(request.body);
    if (!id)
        return badRequest(request.path, "Error reauthorizing Api Key: " + id.error().message);
    Exchange exchange;
    exchange.batch.sessions.push_back(sessionNamed(*id));
    exchange.answer.body = R"({"status":"Success","jwt":")" + grant(exchange, *id, request.now) + "\"}";
    return exchange;
}

/// No part of AgentOps: a Sluice that found this one holding the store leaves its plan and result here.
Exchange Routes::sessionLab(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    auto change = m_decoder.lab(request.body);
    if (!change)
        return badRequest(request.path, "Error storing the run: " + change.error().message);
    Exchange exchange;
    exchange.batch.sessions.push_back(std::move(*change));
    exchange.answer.body = R"({"status":"success"})";
    return exchange;
}

} // namespace sluice
