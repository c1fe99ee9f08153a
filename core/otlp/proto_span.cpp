// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/proto_span.h"

#include "core/otlp/otlp_fields.h"
#include "core/otlp/plain_value.h"
#include "core/otlp/proto_value.h"
#include "core/otlp/proto_wire.h"

#include <cstdint>
#include <vector>

namespace sluice {

namespace {

using namespace proto_wire;

template <typename Enum>
Enum enumFrom(std::int32_t number, Enum most)
{
    return number < 0 || number > static_cast<std::int32_t>(most) ? Enum{} : static_cast<Enum>(number);
}

Result<void> readEvent(std::string_view bytes, SpanEvent &event, ExportBudget &budget)
{
    pbf_message<SpanEventField> message(bytes.data(), bytes.size());
    Result<void> read;
    while (read && message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(SpanEventField::Time, fixed64):
            event.time = timeOfNanos(message.get_fixed64());
            break;
        case tag_and_type(SpanEventField::Name, lengthDelimited):
            event.name = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(SpanEventField::Attributes, lengthDelimited):
            read = addProtoAttribute(viewOf(message.get_view()), event.attributes, budget);
            break;
        case tag_and_type(SpanEventField::DroppedAttributes, varint):
            event.droppedAttributes = message.get_uint32();
            break;
        default:
            message.skip();
        }
    }
    return read;
}

Result<void> readLink(std::string_view bytes, SpanLink &link, ExportBudget &budget)
{
    pbf_message<SpanLinkField> message(bytes.data(), bytes.size());
    Result<void> read;
    while (read && message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(SpanLinkField::TraceId, lengthDelimited):
            link.traceId = hexText(viewOf(message.get_view()));
            break;
        case tag_and_type(SpanLinkField::SpanId, lengthDelimited):
            link.spanId = hexText(viewOf(message.get_view()));
            break;
        case tag_and_type(SpanLinkField::TraceState, lengthDelimited):
            link.traceState = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(SpanLinkField::Attributes, lengthDelimited):
            read = addProtoAttribute(viewOf(message.get_view()), link.attributes, budget);
            break;
        case tag_and_type(SpanLinkField::DroppedAttributes, varint):
            link.droppedAttributes = message.get_uint32();
            break;
        case tag_and_type(SpanLinkField::Flags, fixed32):
            link.flags = message.get_fixed32();
            break;
        default:
            message.skip();
        }
    }
    return read;
}

void readStatus(std::string_view bytes, Span &span)
{
    pbf_message<StatusField> message(bytes.data(), bytes.size());
    while (message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(StatusField::Message, lengthDelimited):
            span.statusMessage = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(StatusField::Code, varint):
            span.status = enumFrom(message.get_enum(), Span::Status::Error);
            break;
        default:
            message.skip();
        }
    }
}

template <typename Part, typename Read>
Result<void> addPart(std::vector<Part> &parts, std::string_view bytes, ExportBudget &budget, Read read)
{
    if (const auto counted = budget.addValue(); !counted)
        return counted;
    return read(bytes, parts.emplace_back(), budget);
}

/// The fields that hold messages. False: it is none of them, and still to be read.
bool readPart(pbf_message<SpanField> &message, Span &span, ExportBudget &budget, Result<void> &read)
{
    switch (message.tag_and_type()) {
    case tag_and_type(SpanField::Attributes, lengthDelimited):
        read = addProtoAttribute(viewOf(message.get_view()), span.attributes, budget);
        return true;
    case tag_and_type(SpanField::Events, lengthDelimited):
        read = addPart(span.events, viewOf(message.get_view()), budget, readEvent);
        return true;
    case tag_and_type(SpanField::Links, lengthDelimited):
        read = addPart(span.links, viewOf(message.get_view()), budget, readLink);
        return true;
    case tag_and_type(SpanField::Status, lengthDelimited):
        readStatus(viewOf(message.get_view()), span);
        return true;
    default:
        return false;
    }
}

void readText(pbf_message<SpanField> &message, Span &span)
{
    switch (message.tag_and_type()) {
    case tag_and_type(SpanField::TraceId, lengthDelimited):
        span.traceId = hexText(viewOf(message.get_view()));
        break;
    case tag_and_type(SpanField::SpanId, lengthDelimited):
        span.spanId = hexText(viewOf(message.get_view()));
        break;
    case tag_and_type(SpanField::ParentSpanId, lengthDelimited):
        span.parentSpanId = hexText(viewOf(message.get_view()));
        break;
    case tag_and_type(SpanField::TraceState, lengthDelimited):
        span.traceState = utf8Text(viewOf(message.get_view()));
        break;
    case tag_and_type(SpanField::Name, lengthDelimited):
        span.name = utf8Text(viewOf(message.get_view()));
        break;
    default:
        message.skip();
    }
}

void readNumber(pbf_message<SpanField> &message, Span &span)
{
    switch (message.tag_and_type()) {
    case tag_and_type(SpanField::Kind, varint):
        span.kind = enumFrom(message.get_enum(), Span::Kind::Consumer);
        break;
    case tag_and_type(SpanField::StartTime, fixed64):
        span.start = timeOfNanos(message.get_fixed64());
        break;
    case tag_and_type(SpanField::EndTime, fixed64):
        span.end = timeOfNanos(message.get_fixed64());
        break;
    case tag_and_type(SpanField::DroppedAttributes, varint):
        span.droppedAttributes = message.get_uint32();
        break;
    case tag_and_type(SpanField::DroppedEvents, varint):
        span.droppedEvents = message.get_uint32();
        break;
    case tag_and_type(SpanField::DroppedLinks, varint):
        span.droppedLinks = message.get_uint32();
        break;
    case tag_and_type(SpanField::Flags, fixed32):
        span.flags = message.get_fixed32();
        break;
    default:
        message.skip();
    }
}

} // namespace

Result<void> readProtoSpan(std::string_view bytes, Span &span, ExportBudget &budget)
{
    pbf_message<SpanField> message(bytes.data(), bytes.size());
    Result<void> read;
    while (read && message.next()) {
        if (message.wire_type() != lengthDelimited)
            readNumber(message, span);
        else if (!readPart(message, span, budget, read))
            readText(message, span);
    }
    return read;
}

} // namespace sluice
