// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/otlp/span.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sluice {

// The bodies of OTLP/HTTP (opentelemetry.io/docs/specs/otlp): ExportTraceServiceRequest and its sisters, and
// what is answered. Knows no HTTP. thread: any.

enum class OtlpEncoding { Protobuf, Json };

/// What of a request was not taken, for its `partialSuccess`.
struct ExportRefusals
{
    std::uint64_t count = 0; ///< spans, log records or data points
    std::string reason; ///< of the first, with its place
};

/// Called for each span of a request; the source is the same object for all spans of one.
using TakeSpan = std::function<void(const SpanSource &source, Span &&span)>;

/// Reads the spans of an ExportTraceServiceRequest. A span that cannot be one (its trace id or its own is
/// missing, of a wrong length or all zeros, or its parent's of a wrong length) is refused and the others are
/// taken. Error (Invalid): the whole body is not what the encoding says, with the place; `take` has been
/// called for spans before it. Error (Limit): more than mostExported spans, values deeper than
/// mostExportedLevels, more of them than ExportBudget has. An empty body of Protobuf is a request without
/// spans. Both encodings of a request give the same spans. Texts are UTF-8: what was none is mended with
/// U+FFFD.
Result<ExportRefusals> readTraces(std::string_view body, OtlpEncoding encoding, const TakeSpan &take);

/// One LogRecord of an ExportLogsServiceRequest. GenAI instrumentations tell messages so.
struct OtlpLog
{
    std::string traceId; ///< 32 lower-case hexadecimal digits; empty: it belongs to no trace
    std::string spanId; ///< 16; empty: none
    Timestamp time; ///< when it happened, else when it was observed; 0: not told
    std::string eventName;
    std::string severity; ///< severity_text; empty: not told
    std::uint32_t severityNumber = 0;
    Attribute body{{}, Attribute::Kind::Json, "null"}; ///< its key is empty; "null": there is none
    Attributes attributes;
    std::uint32_t droppedAttributes = 0;
    std::uint32_t flags = 0;
};
using TakeLog = std::function<void(const SpanSource &source, OtlpLog &&log)>;

/// Errors as those of readTraces(). Nothing is refused here: an id that cannot be one is none.
Result<void> readLogs(std::string_view body, OtlpEncoding encoding, const TakeLog &take);

/// How many data points an ExportMetricsServiceRequest has. Errors as those of readTraces().
Result<std::uint64_t> countDataPoints(std::string_view body, OtlpEncoding encoding);

/// More spans, log records or data points in one request are an Error (Limit): one costs some 1 KiB.
inline constexpr std::uint64_t mostExported = 250'000;
/// An AnyValue of more lists and maps within each other is an Error (Limit): its JSON has to fit into an
/// event's body. In OTLP/JSON each takes three or four levels, so that a body reaches jsonDepthLimit before:
/// Error (Invalid).
inline constexpr int mostExportedLevels = 32;

enum class OtlpSignal { Traces, Logs, Metrics };

/// The body of a 200: empty of Protobuf and {} of JSON when nothing was refused, else with partial_success. A
/// reason without a count is a warning (the specification allows it).
std::string exportAnswer(OtlpSignal signal, OtlpEncoding encoding, const ExportRefusals &refusals);

/// The body of a 4xx or 5xx: a google.rpc.Status with `code` (google.rpc.Code) and `message`.
std::string exportFailure(OtlpEncoding encoding, int code, std::string_view message);

} // namespace sluice
