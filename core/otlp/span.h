// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/otlp/attributes.h"

#include <string>
#include <vector>

namespace sluice {

/// What happened within a span: a name, a time, attributes. An exception is one (3.4).
struct SpanEvent
{
    std::string name;
    Timestamp time;
    Attributes attributes;
};

/// A span as OpenTelemetry has it. Ids are lower-case hexadecimal: 32 digits of the trace, 16 of a span.
/// Times are cut to microseconds.
struct Span
{
    enum class Kind { Unspecified = 0, Internal = 1, Server = 2, Client = 3, Producer = 4, Consumer = 5 };
    enum class Status { Unset = 0, Ok = 1, Error = 2 };

    std::string traceId;
    std::string spanId;
    std::string parentSpanId; ///< empty: a root
    std::string name;
    Kind kind = Kind::Unspecified;
    Timestamp start;
    Timestamp end;
    Attributes attributes;
    std::vector<SpanEvent> events;
    Status status = Status::Unset;
    std::string statusMessage;

    bool isRoot() const { return parentSpanId.empty(); }
};

} // namespace sluice
