// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/otlp_routes.h"

#include "core/collector/otlp_answer.h"
#include "core/collector/request_text.h"
#include "core/collector/secret_mask.h"
#include "core/collector/trace_intake.h"
#include "core/otlp/log_event.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace sluice {

namespace {

constexpr std::string_view noMetrics = "Sluice keeps no metrics";
constexpr std::string_view noTrace = "a log record without a trace id belongs to no session";

Exchange refused(const Error &error, OtlpEncoding encoding)
{
    const unsigned status = error.kind == ErrorKind::Limit ? 413 : 400;
    return answered(asRpcStatus(detailAnswer(status, error.message), encoding));
}

/// Takes note of what is not kept, and makes the answer. A reason is said of what was refused only.
void conclude(Exchange &exchange, OtlpSignal signal, OtlpEncoding encoding, ExportRefusals refusals)
{
    if (refusals.count == 0)
        refusals.reason.clear();
    exchange.answer.body = exportAnswer(signal, encoding, refusals);
    exchange.answer.contentType = typeOf(encoding);
    exchange.refused = refusals.count;
    exchange.refusal = std::move(refusals.reason);
}

Exchange metrics(std::string_view body, OtlpEncoding encoding)
{
    const auto points = countDataPoints(body, encoding);
    if (!points)
        return refused(points.error(), encoding);
    Exchange exchange;
    conclude(exchange, OtlpSignal::Metrics, encoding, {*points, std::string(noMetrics)});
    return exchange;
}

} // namespace

bool OtlpRoutes::serves(const RequestHead &head)
{
    return otlpSignalOf(pathOf(head.target)).has_value();
}

std::optional<ServedAnswer> OtlpRoutes::refusal(const RequestHead &head)
{
    if (head.method != "POST") {
        ServedAnswer answer = detailAnswer(405, "expected POST");
        answer.allow = "POST";
        return answer;
    }
    if (!otlpEncodingOf(head.contentType))
        return detailAnswer(415, "Content-Type: expected application/x-protobuf or application/json");
    return codingRefusal(head);
}

OtlpEncoding OtlpRoutes::answersIn(const RequestHead &head)
{
    return otlpEncodingOf(head.contentType).value_or(OtlpEncoding::Json);
}

Exchange OtlpRoutes::serve(const RequestHead &head, std::string_view body, Timestamp now)
{
    const OtlpEncoding encoding = answersIn(head);
    Exchange exchange;
    switch (otlpSignalOf(pathOf(head.target)).value_or(OtlpSignal::Traces)) {
    case OtlpSignal::Traces:
        exchange = traces(body, encoding, now);
        break;
    case OtlpSignal::Logs:
        exchange = logs(body, encoding, now);
        break;
    case OtlpSignal::Metrics:
        exchange = metrics(body, encoding);
        break;
    }
    exchange.otlp = encoding;
    exchange.masked = maskSecrets(exchange.batch);
    return exchange;
}

Exchange OtlpRoutes::traces(std::string_view body, OtlpEncoding encoding, Timestamp now)
{
    TraceIntake intake(m_book, m_agents, now);
    auto refusals = readTraces(
        body, encoding, [&](const SpanSource &source, Span &&span) { intake.take(source, std::move(span)); });
    if (!refusals)
        return refused(refusals.error(), encoding);
    Exchange exchange;
    intake.finish(exchange);
    conclude(exchange, OtlpSignal::Traces, encoding, std::move(*refusals));
    return exchange;
}

Exchange OtlpRoutes::logs(std::string_view body, OtlpEncoding encoding, Timestamp now)
{
    Exchange exchange;
    ExportRefusals refusals{0, std::string(noTrace)};
    bool isFirst = true;
    const auto read = readLogs(body, encoding, [&](const SpanSource &source, OtlpLog &&log) {
        if (std::exchange(isFirst, false))
            exchange.client = toldBySource(source);
        auto event = eventOf(log, source);
        if (!event) {
            ++refusals.count;
            return;
        }
        event->session = SessionId(log.traceId);
        if (event->start == Timestamp{}) // set here, for its id is made of what it says, also of its time
            event->start = event->end = now;
        addKept(exchange, std::move(*event));
    });
    if (!read)
        return refused(read.error(), encoding);
    nameSessions(exchange);
    conclude(exchange, OtlpSignal::Logs, encoding, std::move(refusals));
    return exchange;
}

/// The sessions of log records, and whose doing these are.
void OtlpRoutes::nameSessions(Exchange &exchange)
{
    std::map<SessionId, std::vector<StoredEvent *>> sessions;
    for (StoredEvent &event : exchange.batch.events)
        sessions[event.session].push_back(&event);
    for (const auto &[id, events] : sessions) {
        exchange.batch.sessions.push_back(sessionNamed(id));
        std::vector<AgentOfEvents> agents = m_agents.inherit(id.text(), events);
        std::ranges::move(agents, std::back_inserter(exchange.batch.agentsOfEvents));
        exchange.traces.push_back(id.text());
    }
}

ServedAnswer OtlpRoutes::settle(const Exchange &exchange, const Result<void> &committed)
{
    if (committed)
        return exchange.answer;
    for (const std::string &trace : exchange.traces) {
        m_book.forgetTold(trace);
        m_agents.forgetTold(trace);
    }
    return asRpcStatus(detailAnswer(503, "not stored: " + committed.error().message),
        exchange.otlp.value_or(OtlpEncoding::Json));
}

} // namespace sluice
