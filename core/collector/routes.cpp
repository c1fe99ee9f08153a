// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/routes.h"

#include "core/base/uuid.h"
#include "core/collector/request_text.h"
#include "core/collector/secret_mask.h"

#include <algorithm>
#include <span>

namespace sluice {

Routes::Routes(const std::vector<TokenGrant> &known, std::string_view accessToken, StoredEventOf stored,
    std::string_view ownKey)
    : m_access(accessToken, ownKey)
    , m_stored(std::move(stored))
    , m_tokens(known)
{ }

/// A path that ends with '/' is one with an id behind it. nullptr: none; else the one of the method when
/// there is one, or any.
const Routes::Route *Routes::find(std::string_view path, std::string_view method)
{
    const std::span<const Route> routes = all();
    const Route *found = nullptr;
    for (const Route &route : routes) {
        const bool isOfPath = route.path.back() == '/'
            ? path.starts_with(route.path) && path.find('/', route.path.size()) == std::string_view::npos
            : path == route.path;
        if (isOfPath && route.method == method)
            return &route;
        if (isOfPath)
            found = &route;
    }
    return found;
}

std::span<const Routes::Route> Routes::all()
{
    static constexpr Route routes[] = {
        {"/health", "GET", &Routes::health},
        {"/v2/openapi.yaml", "GET", &Routes::description},
        {"/v2/ttd/", "GET", &Routes::timeTravel},
        {"/v2/create_session", "POST", &Routes::createSession},
        {"/v2/sessions", "POST", &Routes::createSession},
        {"/v2/update_session", "POST", &Routes::updateSession},
        {"/v2/create_events", "POST", &Routes::createEvents},
        {"/v2/update_events", "POST", &Routes::updateEvents},
        {"/v2/create_agent", "POST", &Routes::createAgent},
        {"/v2/create_thread", "POST", &Routes::createThread},
        {"/v2/reauthorize_jwt", "POST", &Routes::reauthorize},
        {"/v2/update_logs", "PUT", &Routes::appendLogs},
        {"/v2/developer_errors", "POST", &Routes::developerError},
        {"/v1/sessions", "POST", &Routes::oldSession},
        {"/v1/events", "POST", &Routes::oldEvents},
        {"/v1/agents", "POST", &Routes::oldAgent},
        {"/v1/threads", "POST", &Routes::oldThread},
        {"/v1/developer_errors", "POST", &Routes::developerError},
        {"/v3/auth/token", "POST", &Routes::signIn},
        {"/v3/auth/token", "GET", &Routes::signedIn},
        {"/v4/logs/upload", "POST", &Routes::uploadLogs},
        {"/v4/objects/upload", "POST", &Routes::uploadObject},
        {sessionLabPath, "POST", &Routes::sessionLab},
    };
    return routes;
}

const Routes::Route *Routes::routeOf(const RequestHead &head)
{
    const std::string path = pathOf(head.target);
    if (const Route *route = find(path, head.method))
        return route;
    if (path.find('/', 1) != std::string::npos)
        return nullptr;
    // The documentation leaves "/v2" out, SDKs up to 0.1 leave "/v1" out; both have sessions.
    const Route *old = find("/v1" + path, head.method);
    const Route *documented = find("/v2" + path, head.method);
    return old && (!documented || !head.oldKey.empty()) ? old : documented;
}

WireDialect Routes::dialectOf(const RequestHead &head)
{
    const Route *route = routeOf(head);
    if (!route || route->path.size() < 3 || route->path[1] != 'v')
        return WireDialect::Unknown;
    switch (route->path[2]) {
    case '1':
        return WireDialect::AgentOpsV1;
    case '2':
        return WireDialect::AgentOpsV2;
    default:
        return WireDialect::AgentOpsV4;
    }
}

std::optional<ServedAnswer> Routes::refusal(const RequestHead &head)
{
    if (head.target.empty() || head.target.front() != '/')
        return detailAnswer(400, "the request's target must be a path");
    const std::string path = pathOf(head.target);
    if (wantsStoredData(path))
        return errorAnswer(403, path, "This server takes sessions in and tells nothing of them");
    const Route *route = routeOf(head);
    if (!route)
        return detailAnswer(404, "Not Found");
    if (head.method != route->method) {
        ServedAnswer answer = detailAnswer(405, "Method Not Allowed");
        answer.allow = route->method;
        return answer;
    }
    if (head.method != "GET" && !isJson(head.contentType))
        return errorAnswer(415, path, "Content-Type: expected application/json");
    return codingRefusal(head);
}

std::optional<ServedAnswer> Routes::stranger(const RequestHead &head) const
{
    const std::string path = pathOf(head.target);
    // The one tells nothing, the other has the key in its body.
    if (m_access.isOpen() || path == "/health" || path == "/v3/auth/token")
        return std::nullopt;
    const std::string_view bearer = bearerOf(head.authorization);
    const auto basic = basicOf(head.authorization);
    const bool isKnown = m_access.opens(head.apiKey) || m_access.opens(head.oldKey) || m_access.opens(bearer)
        || (basic && m_access.opensEither(basic->user, basic->password)) || m_tokens.sessionOf(bearer);
    return isKnown ? std::nullopt
                   : std::optional(errorAnswer(401, path, "the API key is not the one that is set here"));
}

Exchange Routes::serve(const RequestHead &head, std::string_view body, Timestamp now)
{
    const Request request{pathOf(head.target), head, body, now};
    const Route *route = routeOf(head);
    if (!route)
        return answered(detailAnswer(404, "Not Found"));
    Exchange exchange = (this->*route->handler)(request);
    exchange.masked = maskSecrets(exchange.batch);
    return exchange;
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

/// The session of a token; of an unknown one the quarantine, which the exchange then makes.
SessionId Routes::sessionOf(std::string_view token, Exchange &exchange, Timestamp now) const
{
    if (auto known = m_tokens.sessionOf(token))
        return *known;
    exchange.unknownToken = true;
    exchange.batch.sessions.push_back(quarantineChange(now));
    return quarantineSession();
}

Exchange Routes::health(const Request &)
{
    return answered(R"({"message":"Server Up"})");
}

/// OpenAPI in JSON, which is YAML too. The methods of one path stand side by side in all().
Exchange Routes::description(const Request &)
{
    std::string paths;
    std::string_view last;
    for (const Route &route : all()) {
        if (route.path != last)
            paths.append(paths.empty() ? "" : "},").append("\"").append(route.path).append("\":{");
        else
            paths.append(",");
        paths.append(route.method == "GET" ? "\"get\"" : route.method == "PUT" ? "\"put\"" : "\"post\"");
        paths.append(route.handler == &Routes::developerError
                ? R"(:{"responses":{"204":{"description":"committed"}}})"
                : R"(:{"responses":{"200":{"description":"done; what was sent is committed"}}})");
        last = route.path;
    }
    return answered(R"({"openapi":"3.0.3","info":{"title":"Sluice's collector","version":"2"},"paths":{)"
        + paths + "}}}");
}

/// A debugger of the hosted service; there is nothing to travel to here.
Exchange Routes::timeTravel(const Request &)
{
    return answered(std::string("[]"));
}

/// No part of AgentOps: a Sluice that found this one holding the store leaves its plan and result here.
Exchange Routes::sessionLab(const Request &request)
{
    if (!Uuid::parse(request.head.apiKey))
        return badRequest(request.path, "Invalid API key format");
    auto change = m_decoder.lab(request.body);
    if (!change)
        return badBody(request.path, "Error storing the run: ", change.error());
    Exchange exchange;
    exchange.batch.sessions.push_back(std::move(*change));
    exchange.answer.body = R"({"status":"success"})";
    return exchange;
}

} // namespace sluice
