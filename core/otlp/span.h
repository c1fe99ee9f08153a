// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/otlp/attributes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// What happened within a span: a name, a time, attributes. An exception is one (3.4).
struct SpanEvent
{
    std::string name;
    Timestamp time;
    Attributes attributes;
    std::uint32_t droppedAttributes = 0;
};

/// Another span that this one has to do with, mostly of another trace.
struct SpanLink
{
    std::string traceId; ///< lower-case hexadecimal, of whatever length it came in
    std::string spanId;
    std::string traceState;
    Attributes attributes;
    std::uint32_t droppedAttributes = 0;
    std::uint32_t flags = 0;
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
    Timestamp start; ///< 1970: neither start nor end was told
    Timestamp end; ///< never before the start
    bool isOpen = false; ///< announced and not ended: `end` is that of its last event, or its start
    Attributes attributes;
    std::vector<SpanEvent> events;
    std::vector<SpanLink> links;
    Status status = Status::Unset;
    std::string statusMessage;
    std::string traceState;
    std::uint32_t flags = 0;
    std::uint32_t droppedAttributes = 0;
    std::uint32_t droppedEvents = 0;
    std::uint32_t droppedLinks = 0;

    bool isRoot() const { return parentSpanId.empty(); }
};

/// What a request's spans have in common: who made them.
struct SpanSource
{
    Attributes resource;
    std::string scope; ///< name of the instrumentation scope; empty: not told
    std::string scopeVersion;
};

} // namespace sluice
