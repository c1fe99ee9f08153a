// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the server does with a request: who serves it, who remembers it, when it is answered.

#include "core/base/clock.h"
#include "core/collector/client_told.h"
#include "core/collector/otlp_answer.h"
#include "core/collector/request_text.h"
#include "core/collector/server.h"

#include <utility>

namespace sluice {

namespace {

WireDialect dialectOf(const RequestHead &head)
{
    if (!OtlpRoutes::serves(head))
        return Routes::dialectOf(head);
    const auto encoding = otlpEncodingOf(head.contentType);
    if (!encoding)
        return WireDialect::Unknown;
    return *encoding == OtlpEncoding::Json ? WireDialect::OtlpJson : WireDialect::OtlpProtobuf;
}

ClientRequest requestFrom(const RequestHead &head, Timestamp now)
{
    ClientRequest request;
    request.userAgent = head.userAgent;
    request.dialect = dialectOf(head);
    request.time = now;
    return request;
}

/// That a batch is about; empty: none that tells one client from another.
SessionId sessionOf(const Exchange &exchange)
{
    const StoreBatch &batch = exchange.batch;
    if (exchange.unknownToken)
        return {};
    if (!batch.events.empty())
        return batch.events.back().session;
    return batch.sessions.empty() ? SessionId() : batch.sessions.back().id;
}

ClientTold toldBy(const Exchange &exchange)
{
    for (const SessionChange &change : exchange.batch.sessions) {
        if (!exchange.otlp && change.hostEnv)
            return toldByEnvironment(*change.hostEnv);
    }
    return exchange.client;
}

} // namespace

std::optional<ServedAnswer> Collector::Server::refusal(const RequestHead &head)
{
    if (auto answer = m_door->refusal(head))
        return answer;
    if (auto answer = OtlpRoutes::serves(head) ? OtlpRoutes::refusal(head) : Routes::refusal(head))
        return answer;
    return m_routes.stranger(head);
}

std::string Collector::Server::allowedOrigin(const RequestHead &head)
{
    return m_door->allowedOrigin(head);
}

/// A browser's question before its request is answered here too, and is no refusal.
ServedAnswer Collector::Server::refused(const RawRequest &raw, ServedAnswer refusal)
{
    countAnswer(refusal.status);
    if (refusal.status < 400)
        return refusal;
    ClientRequest request = requestFrom(raw.head, m_clock.wallNow());
    request.status = refusal.status;
    if (refusal.status >= 500)
        ++m_counters.noRoom;
    else
        m_clientBook.reject(rejectedRequest(raw, refusal.status, refusal.reason, request.time));
    m_clientBook.write(std::move(request));
    return OtlpRoutes::serves(raw.head) ? asRpcStatus(std::move(refusal), OtlpRoutes::answersIn(raw.head))
                                        : refusal;
}

Exchange Collector::Server::exchangeOf(const RequestHead &head, std::string_view body, Timestamp now)
{
    return OtlpRoutes::serves(head) ? m_otlp.serve(head, body, now) : m_routes.serve(head, body, now);
}

void Collector::Server::take(Client &client, const RequestHead &head, std::string_view body)
{
    client.underway = std::make_unique<Underway>();
    Exchange &exchange = client.underway->exchange;
    ClientRequest &request = client.underway->request;
    request = requestFrom(head, m_clock.wallNow());
    exchange = exchangeOf(head, body, request.time);
    request.told = toldBy(exchange);
    request.session = sessionOf(exchange);
    const unsigned status = exchange.answer.status;
    if (status < 400 && exchange.refused == 0)
        return;
    const std::string &reason = status < 400 ? exchange.refusal : exchange.answer.reason;
    client.underway->rejected
        = rejectedRequest({head, client.connection->fields(), body}, status, reason, request.time);
}

void Collector::Server::serve(Key key, const RequestHead &head, std::string_view body)
{
    Client &client = m_clients.at(key);
    take(client, head, body);
    StoreBatch batch = std::move(client.underway->exchange.batch);
    if (batch.isEmpty()) {
        settle(key, {});
        return;
    }
    const Result<void> given = m_intake.give(
        key, std::move(batch), [&client](std::size_t bytes) { return client.connection->holds(bytes); });
    if (!given)
        settle(key, given);
}

void Collector::Server::onRoom()
{
    m_intake.giveWaiting([this](Key key, const Error &error) { settle(key, error); });
}

/// The client may be gone: its connection was closed when the server stopped.
void Collector::Server::settle(Key key, const Result<void> &committed)
{
    const auto found = m_clients.find(key);
    if (found == m_clients.end() || !found->second.underway)
        return;
    const std::unique_ptr<Underway> underway = std::move(found->second.underway);
    const Exchange &exchange = underway->exchange;
    ServedAnswer answer
        = exchange.otlp ? m_otlp.settle(exchange, committed) : m_routes.settle(exchange, committed);
    ClientRequest &request = underway->request;
    request.status = answer.status;
    if (committed) {
        count(exchange);
        request.events = exchange.events;
        request.refused = exchange.refused;
        if (underway->rejected)
            m_clientBook.reject(std::move(*underway->rejected));
    }
    countAnswer(answer.status);
    if (request.dialect != WireDialect::Unknown || answer.status >= 400)
        m_clientBook.write(std::move(request));
    const auto connection = found->second.connection;
    connection->answer(answer);
}

void Collector::Server::count(const Exchange &exchange)
{
    m_counters.events += exchange.events;
    m_counters.spans += exchange.spans;
    m_counters.refused += exchange.refused;
    m_counters.misrouted += exchange.misrouted;
    m_counters.unknownTokens += exchange.unknownToken ? 1 : 0;
    m_counters.mended += exchange.mended;
    m_counters.masked += exchange.masked;
}

void Collector::Server::countAnswer(unsigned status)
{
    ++m_counters.requests;
    if (status >= 500)
        ++m_counters.failed;
    else if (status >= 400)
        ++m_counters.rejected;
}

} // namespace sluice
