// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>

namespace sluice {

// The field numbers of OTLP's messages that are read or written here. Source: opentelemetry-proto, version 1
// (github.com/open-telemetry/opentelemetry-proto, opentelemetry/proto/**/*.proto), which never gives a number
// a second meaning. A message's name stands behind its enum.

/// ExportTraceServiceRequest, ExportLogsServiceRequest, ExportMetricsServiceRequest (collector/*/v1): one
/// shape. Their answers have `partial_success` with the same number.
enum class ExportField : std::uint32_t { Resources = 1 };

/// ResourceSpans, ResourceLogs, ResourceMetrics.
enum class ResourceItemsField : std::uint32_t { Resource = 1, Scopes = 2 };

/// ScopeSpans, ScopeLogs, ScopeMetrics.
enum class ScopeItemsField : std::uint32_t { Scope = 1, Items = 2 };

/// Resource (resource/v1).
enum class ResourceField : std::uint32_t { Attributes = 1 };

/// InstrumentationScope (common/v1).
enum class ScopeField : std::uint32_t { Name = 1, Version = 2 };

/// Span (trace/v1).
enum class SpanField : std::uint32_t {
    TraceId = 1, // bytes
    SpanId = 2, // bytes
    TraceState = 3, // string
    ParentSpanId = 4, // bytes
    Name = 5, // string
    Kind = 6, // enum SpanKind
    StartTime = 7, // start_time_unix_nano, fixed64
    EndTime = 8, // end_time_unix_nano, fixed64
    Attributes = 9, // repeated KeyValue
    DroppedAttributes = 10, // dropped_attributes_count, uint32
    Events = 11, // repeated Span.Event
    DroppedEvents = 12, // dropped_events_count, uint32
    Links = 13, // repeated Span.Link
    DroppedLinks = 14, // dropped_links_count, uint32
    Status = 15, // Status
    Flags = 16, // fixed32
};

/// Span.Event.
enum class SpanEventField : std::uint32_t {
    Time = 1, // time_unix_nano, fixed64
    Name = 2, // string
    Attributes = 3, // repeated KeyValue
    DroppedAttributes = 4, // dropped_attributes_count, uint32
};

/// Span.Link.
enum class SpanLinkField : std::uint32_t {
    TraceId = 1, // bytes
    SpanId = 2, // bytes
    TraceState = 3, // string
    Attributes = 4, // repeated KeyValue
    DroppedAttributes = 5, // dropped_attributes_count, uint32
    Flags = 6, // fixed32
};

/// Status (trace/v1); 1 is reserved.
enum class StatusField : std::uint32_t { Message = 2, Code = 3 };

/// KeyValue (common/v1).
enum class KeyValueField : std::uint32_t { Key = 1, Value = 2 };

/// AnyValue (common/v1): one of.
enum class AnyValueField : std::uint32_t {
    String = 1,
    Bool = 2,
    Int = 3, // int64
    Double = 4,
    Array = 5, // ArrayValue
    Map = 6, // KeyValueList
    Bytes = 7,
};

/// ArrayValue and KeyValueList (common/v1).
enum class ListField : std::uint32_t { Values = 1 };

/// LogRecord (logs/v1).
enum class LogField : std::uint32_t {
    Time = 1, // time_unix_nano, fixed64
    SeverityNumber = 2, // enum SeverityNumber
    SeverityText = 3, // string
    Body = 5, // AnyValue
    Attributes = 6, // repeated KeyValue
    DroppedAttributes = 7, // dropped_attributes_count, uint32
    Flags = 8, // fixed32
    TraceId = 9, // bytes
    SpanId = 10, // bytes
    ObservedTime = 11, // observed_time_unix_nano, fixed64
    EventName = 12, // string
};

/// Metric (metrics/v1): which kind of data it has; 1 to 3 are its name, description and unit.
enum class MetricField : std::uint32_t {
    Gauge = 5,
    Sum = 7,
    Histogram = 9,
    ExponentialHistogram = 10,
    Summary = 11,
};

/// Gauge, Sum, Histogram, ExponentialHistogram, Summary.
enum class MetricDataField : std::uint32_t { DataPoints = 1 };

/// ExportTracePartialSuccess and its sisters: rejected_spans, rejected_log_records or rejected_data_points
/// (int64), and error_message.
enum class PartialSuccessField : std::uint32_t { Rejected = 1, Message = 2 };

/// google.rpc.Status (github.com/googleapis/googleapis, google/rpc/status.proto).
enum class RpcStatusField : std::uint32_t { Code = 1, Message = 2 };

} // namespace sluice
