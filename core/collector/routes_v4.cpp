// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Signing in and uploading: Python 0.4 and npm (agentops-contract.md 3.2). Their spans go another way.

#include "core/agentops/content_id.h"
#include "core/collector/request_text.h"
#include "core/collector/routes.h"

namespace sluice {

namespace {

/// Where objects go that name no trace.
const SessionId uploads("uploads");

/// {"error":"..."}: what these versions answer.
Exchange refusedSignIn(unsigned status, std::string_view words)
{
    ServedAnswer answer;
    answer.status = status;
    answer.body = jsonMember("error", words);
    answer.reason = words;
    return answered(std::move(answer));
}

std::string uploadAnswer(const SessionId &session, std::size_t bytes)
{
    return R"({"url":")" + sessionUrl(session) + R"(","size":)" + std::to_string(bytes) + '}';
}

} // namespace

/// Any key will do unless one is set. "pro": with another word the SDK talks of the free plan. What is given
/// for the key is not asked for again, unless one is set.
Exchange Routes::signIn(const Request &request)
{
    const auto key = m_decoder.text(request.body, "api_key");
    if (!key || key->empty())
        return refusedSignIn(400, "Invalid API key format");
    if (!m_access.opens(*key))
        return refusedSignIn(403, "Invalid API key");
    return answered(
        R"({"token":")" + m_access.bearer() + R"(","project_id":"sluice","project_prem_status":"pro"})");
}

Exchange Routes::signedIn(const Request &request)
{
    if (bearerOf(request.head.authorization).empty())
        return refusedSignIn(401, "Bearer Token is Missing");
    return answered(R"({"message":"Token is valid","payload":{},"expires_at":null})");
}

/// One upload of a trace replaces the one before: both have the same id.
Exchange Routes::uploadLogs(const Request &request)
{
    const auto trace = traceFromDecimal(request.head.traceId);
    if (!trace)
        return badRequest(
            request.path, "Trace-Id: expected the decimal number of a trace, of at most 128 bits");
    const auto logs = m_decoder.text(request.body, "body");
    if (!logs)
        return badBody(request.path, "Error uploading logs: ", logs.error());
    const SessionId session(*trace);
    Exchange exchange;
    exchange.answer.body = uploadAnswer(session, logs->size());
    exchange.batch.sessions.push_back(sessionNamed(session));
    addKept(exchange,
        keptEvent(session, contentId({"logs of the trace", *trace}), "logs", jsonMember("logs", *logs),
            request.now));
    return exchange;
}

Exchange Routes::uploadObject(const Request &request)
{
    const auto object = m_decoder.text(request.body, "body");
    if (!object)
        return badBody(request.path, "Error uploading object: ", object.error());
    const auto trace = traceFromDecimal(request.head.traceId);
    const SessionId session = trace ? SessionId(*trace) : uploads;
    Exchange exchange;
    exchange.answer.body = uploadAnswer(session, object->size());
    exchange.batch.sessions.push_back(sessionNamed(session));
    addKept(exchange,
        keptEvent(
            session, contentId({"object", *object}), "object", jsonMember("returns", *object), request.now));
    return exchange;
}

} // namespace sluice
