// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/settle_span.h"

#include "core/otlp/otlp_ids.h"

#include <algorithm>
#include <string>

namespace sluice {

namespace {

Error expected(const char *what)
{
    return {ErrorKind::Invalid, what};
}

} // namespace

Result<void> settleIds(Span &span)
{
    if (!makeHexId(span.traceId, 32))
        return expected("traceId: expected 32 hexadecimal digits, not all 0");
    if (!makeHexId(span.spanId, 16))
        return expected("spanId: expected 16 hexadecimal digits, not all 0");
    if (span.parentSpanId.find_first_not_of('0') == std::string::npos)
        span.parentSpanId.clear();
    else if (!makeHexId(span.parentSpanId, 16))
        return expected("parentSpanId: expected 16 hexadecimal digits");
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
    if (!makeHexId(log.traceId, 32))
        log.traceId.clear();
    if (!makeHexId(log.spanId, 16))
        log.spanId.clear();
}

} // namespace sluice
