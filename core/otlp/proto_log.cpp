// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/proto_log.h"

#include "core/otlp/otlp_fields.h"
#include "core/otlp/plain_value.h"
#include "core/otlp/proto_value.h"
#include "core/otlp/proto_wire.h"

#include <algorithm>

namespace sluice {

namespace {

using namespace proto_wire;

std::uint64_t countPoints(std::string_view data)
{
    std::uint64_t count = 0;
    pbf_message<MetricDataField> message(data.data(), data.size());
    while (message.next(MetricDataField::DataPoints, lengthDelimited)) {
        message.skip();
        ++count;
    }
    return count;
}

} // namespace

Result<void> readProtoLog(std::string_view bytes, OtlpLog &log, ExportBudget &budget)
{
    pbf_message<LogField> message(bytes.data(), bytes.size());
    Timestamp observed;
    Result<void> read;
    while (read && message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(LogField::Time, fixed64):
            log.time = timeOfNanos(message.get_fixed64());
            break;
        case tag_and_type(LogField::ObservedTime, fixed64):
            observed = timeOfNanos(message.get_fixed64());
            break;
        case tag_and_type(LogField::SeverityNumber, varint):
            log.severityNumber = static_cast<std::uint32_t>(std::max(0, message.get_enum()));
            break;
        case tag_and_type(LogField::SeverityText, lengthDelimited):
            log.severity = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(LogField::EventName, lengthDelimited):
            log.eventName = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(LogField::Body, lengthDelimited):
            read = readProtoValue(viewOf(message.get_view()), log.body, budget);
            break;
        case tag_and_type(LogField::Attributes, lengthDelimited):
            read = addProtoAttribute(viewOf(message.get_view()), log.attributes, budget);
            break;
        case tag_and_type(LogField::DroppedAttributes, varint):
            log.droppedAttributes = message.get_uint32();
            break;
        case tag_and_type(LogField::Flags, fixed32):
            log.flags = message.get_fixed32();
            break;
        case tag_and_type(LogField::TraceId, lengthDelimited):
            log.traceId = hexText(viewOf(message.get_view()));
            break;
        case tag_and_type(LogField::SpanId, lengthDelimited):
            log.spanId = hexText(viewOf(message.get_view()));
            break;
        default:
            message.skip();
        }
    }
    if (log.time == Timestamp{})
        log.time = observed;
    return read;
}

std::uint64_t countProtoPoints(std::string_view metric)
{
    std::uint64_t count = 0;
    pbf_message<MetricField> message(metric.data(), metric.size());
    while (message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(MetricField::Gauge, lengthDelimited):
        case tag_and_type(MetricField::Sum, lengthDelimited):
        case tag_and_type(MetricField::Histogram, lengthDelimited):
        case tag_and_type(MetricField::ExponentialHistogram, lengthDelimited):
        case tag_and_type(MetricField::Summary, lengthDelimited):
            count += countPoints(viewOf(message.get_view()));
            break;
        default:
            message.skip();
        }
    }
    return count;
}

} // namespace sluice
