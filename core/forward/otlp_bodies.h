// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/forward/session_facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// The bodies of OTLP/HTTP in JSON (opentelemetry.io/docs/specs/otlp) that other endpoints get. A session is a
// trace, an event a span (core/otlp/event_span.h). What came as a span keeps its ids: an event whose id is 16
// hexadecimal digits is the span of that id again, and its session the trace that it was. thread: any.

/// An ExportTraceServiceRequest of a body whose events packed() made.
Result<std::string> otlpEventsBody(std::string_view packedBody);

/// The same of the span that stands for an ended session.
std::string otlpSessionBody(const SessionFacts &facts);

/// A request without spans: for a look whether anybody answers.
std::string otlpEmptyBody();

/// What an answer with status 200 says of spans that were not taken ("partialSuccess"); nullopt: all were, or
/// it says nothing that is known. A client must not send them again.
struct OtlpRejection
{
    std::uint64_t spans = 0;
    std::string words; ///< one line, at most 200 bytes
};
std::optional<OtlpRejection> otlpRejection(std::string_view answer);

} // namespace sluice
