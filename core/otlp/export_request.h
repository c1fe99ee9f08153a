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

/// What a request's spans have in common: who made them.
struct SpanSource
{
    Attributes resource;
    std::string scope; ///< name of the instrumentation scope; empty: not told
    std::string scopeVersion;
};

/// What of a request was not taken, for its `partialSuccess`.
struct ExportRefusals
{
    std::uint64_t count = 0; ///< spans, log records or data points
    std::string reason; ///< of the first, with its place
};

/// Called for each span of a request; the source is the same object for all spans of one.
using TakeSpan = std::function<void(const SpanSource &source, Span &&span)>;

/// Reads the spans of an ExportTraceServiceRequest. A span that cannot be one (its trace id or its own is
/// missing, of a wrong length or all zeros) is refused and the others are taken. Error (Invalid): the whole
/// body is not what the encoding says, with the place. Error (Limit): more than mostExported spans, values
/// deeper than mostLevels. An empty body of Protobuf is a request without spans.
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
    Attribute body; ///< its key is empty; of Kind::Json with "null" when there is none
    Attributes attributes;
};
using TakeLog = std::function<void(const SpanSource &source, OtlpLog &&log)>;

/// Errors as those of readTraces(). Nothing is refused here.
Result<void> readLogs(std::string_view body, OtlpEncoding encoding, const TakeLog &take);

/// How many data points an ExportMetricsServiceRequest has. Errors as those of readTraces().
Result<std::uint64_t> countDataPoints(std::string_view body, OtlpEncoding encoding);

/// More spans, log records or data points in one request are an Error (Limit): one costs some 1 KiB.
inline constexpr std::uint64_t mostExported = 250'000;
/// An AnyValue that is deeper is an Error (Limit).
inline constexpr int mostExportedLevels = 64;

enum class OtlpSignal { Traces, Logs, Metrics };

/// The body of a 200: empty of Protobuf and {} of JSON when nothing was refused, else with partial_success.
std::string exportAnswer(OtlpSignal signal, OtlpEncoding encoding, const ExportRefusals &refusals);

/// The body of a 4xx or 5xx: a google.rpc.Status with `code` (google.rpc.Code) and `message`.
std::string exportFailure(OtlpEncoding encoding, int code, std::string_view message);

} // namespace sluice
