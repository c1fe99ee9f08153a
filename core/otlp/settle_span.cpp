// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/settle_span.h"

#include "core/otlp/otlp_ids.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace sluice {

namespace {

Error expected(const char *what)
{
    return {ErrorKind::Invalid, what};
}

} // namespace

Result<void> settleIds(Span &span)
{
    auto trace = hexId(span.traceId, 32);
    if (!trace)
        return expected("traceId: expected 32 hexadecimal digits, not all 0");
    auto id = hexId(span.spanId, 16);
    if (!id)
        return expected("spanId: expected 16 hexadecimal digits, not all 0");
    const bool isRoot = span.parentSpanId.find_first_not_of('0') == std::string::npos;
    auto parent = isRoot ? std::optional(std::string()) : hexId(span.parentSpanId, 16);
    if (!parent)
        return expected("parentSpanId: expected 16 hexadecimal digits");
    span.traceId = std::move(*trace);
    span.spanId = std::move(*id);
    span.parentSpanId = std::move(*parent);
    return {};
}

void settleTimes(Span &span)
{
    span.isOpen = span.end == Timestamp{};
    if (span.start == Timestamp{})
        span.start = span.end;
    span.end = std::max(span.start, span.end);
    for (SpanEvent &event : span.events) {
        if (event.time == Timestamp{})
            event.time = span.start;
        if (span.isOpen)
            span.end = std::max(span.end, event.time);
    }
}

void settleIds(OtlpLog &log)
{
    log.traceId = hexId(log.traceId, 32).value_or("");
    log.spanId = hexId(log.spanId, 16).value_or("");
}

} // namespace sluice
