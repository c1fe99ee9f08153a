// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/facts.h"
#include "core/agentops/json_document.h"
#include "core/otlp/export_request.h"
#include "core/otlp/log_event.h"
#include "core/otlp/session_span.h"
#include "core/otlp/span_event.h"

#include <cstdlib>
#include <string>
#include <string_view>

// What has to hold of any body that says it is OTLP, whichever its encoding.

namespace sluice {

inline void require(bool claim)
{
    if (!claim)
        std::abort();
}

/// What is made for the store is fit for it, and says the same when it is read again.
inline void checkEvent(const StoredEvent &event, JsonDocument &document)
{
    require(!event.id.isEmpty() && event.start <= event.end);
    require(document.read(event.body) && document.mended() == 0 && document.root().is_object());
    EventFacts facts = factsOf(event);
    facts.isOpen = event.facts.isOpen; // stands in no body
    require(facts == event.facts);
}

inline void checkSpan(const SpanSource &source, const Span &span, TraceFacts &trace, JsonDocument &document)
{
    require(span.traceId.size() == 32 && span.spanId.size() == 16 && span.start <= span.end);
    const bool isOurs = span.attributes.find("sluice.event.id") || span.attributes.find("sluice.session.id");
    for (const StoredEvent &event : eventsOf(span, source).events) {
        if (!isOurs) // its body is whatever the attribute says
            checkEvent(event, document);
    }
    trace.add(span);
    const SessionChange change = trace.change(span.traceId, source.resource, Origin::Received);
    require(!change.id.isEmpty() && change.tags.has_value());
}

inline std::string readOnce(std::string_view body, OtlpEncoding encoding)
{
    JsonDocument document;
    TraceFacts trace;
    std::string seen;
    const auto traces = readTraces(body, encoding, [&](const SpanSource &source, Span &&span) {
        checkSpan(source, span, trace, document);
        seen += span.spanId;
    });
    require(traces || !traces.error().message.empty());
    require(!traces || traces->count == 0 || !traces->reason.empty());
    if (traces)
        require(!exportAnswer(OtlpSignal::Traces, OtlpEncoding::Json, *traces).empty());
    const auto logs = readLogs(body, encoding, [&](const SpanSource &source, OtlpLog &&log) {
        const auto event = eventOf(log, source);
        require(event.has_value() == !log.traceId.empty());
        if (event)
            checkEvent(*event, document);
    });
    require(logs || !logs.error().message.empty());
    const auto points = countDataPoints(body, encoding);
    require(points || !points.error().message.empty());
    return seen + (traces ? "good" : traces.error().message);
}

inline void checkOtlp(std::string_view body, OtlpEncoding encoding)
{
    require(readOnce(body, encoding) == readOnce(body, encoding));
}

} // namespace sluice
