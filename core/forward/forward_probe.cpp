// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/base/random.h"
#include "core/base/uuid.h"
#include "core/forward/forwarder.h"
#include "core/forward/otlp_bodies.h"
#include "core/transport/endpoint.h"
#include "core/transport/retry_policy.h"

#include <utility>

namespace sluice {

namespace {

constexpr Millis longest{10'000};

Error notGood(const ForwardTarget &target, const HttpAnswer &answer)
{
    const std::string origin = endpointOf(target.endpoint).origin;
    if (answer.reach != HttpAnswer::Reach::Answered)
        return {ErrorKind::Network, answer.error};
    const std::string words = serverWords(answer.body);
    return {ErrorKind::Network,
        origin + " answered HTTP " + std::to_string(answer.status) + (words.empty() ? "" : ": " + words)};
}

HttpRequest jsonRequest(std::string url, std::string_view body)
{
    HttpRequest request;
    request.url = std::move(url);
    request.timeout = longest;
    request.body = body;
    request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

Result<std::string> probeOtlp(const ForwardTarget &target, Transport &wire)
{
    const std::string body = otlpEmptyBody();
    HttpRequest request = jsonRequest(tracesUrl(target.endpoint), body);
    for (const auto &header : target.key.headers())
        request.headers.push_back(header);
    const HttpAnswer answer = wire.post(request);
    if (verdictOf(answer) != Verdict::Delivered)
        return notGood(target, answer);
    return endpointOf(target.endpoint).origin + " takes spans (HTTP " + std::to_string(answer.status) + ")";
}

SessionBody testSession(Timestamp now)
{
    SeededRandom random(systemEntropy());
    SessionBody session;
    session.id = SessionId(Uuid::random(random).toText());
    session.started = now;
    session.tags = {"connection test"};
    return session;
}

Result<std::string> probeAgentOps(const ForwardTarget &target, Transport &wire, Timestamp now)
{
    SeededRandom random(systemEntropy());
    const std::string key
        = target.key.isEmpty() ? Uuid::random(random).toText() : target.key.apiKey().secret();
    SessionBody session = testSession(now);
    const std::string begin = sessionBody(session);
    HttpRequest request = jsonRequest(target.endpoint + "/v2/create_session", begin);
    request.headers.push_back({"X-Agentops-Api-Key", key});
    const HttpAnswer answer = wire.post(request);
    if (verdictOf(answer) != Verdict::Delivered)
        return notGood(target, answer);
    const Result<SessionGrant> grant = parseGrant(answer.body);
    if (!grant)
        return Error{ErrorKind::Network, grant.error().message};
    session.ended = now;
    session.endState = EndState::Success;
    const std::string end = sessionBody(session);
    HttpRequest update = jsonRequest(target.endpoint + "/v2/update_session", end);
    update.headers.push_back({"X-Agentops-Api-Key", key});
    update.headers.push_back({"Authorization", "Bearer " + grant->token});
    const HttpAnswer ended = wire.post(update);
    if (verdictOf(ended) != Verdict::Delivered)
        return notGood(target, ended);
    return endpointOf(target.endpoint).origin + " took a session called \"connection test\"";
}

} // namespace

Result<std::string> testForwardTarget(
    const ForwardTarget &target, const std::string &ownCollector, Transport &wire, Timestamp now)
{
    if (Result<void> valid = target.validate(ownCollector); !valid)
        return valid.error();
    ForwardTarget normal = target;
    normal.endpoint = normalizedEndpoint(target.endpoint).value();
    return normal.wire == ForwardWire::Otlp ? probeOtlp(normal, wire) : probeAgentOps(normal, wire, now);
}

} // namespace sluice
