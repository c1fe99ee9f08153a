// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/otlp/peer_spans.h"

#include "core/agentops/json_writer.h"
#include "core/otlp/plain_value.h"
#include "core/otlp/proto_value.h"
#include "core/otlp/settle_span.h"
#include "tests/core/otlp/span_text.h"

#include <google/protobuf/io/coded_stream.h>

#include <climits>
#include <cstdint>
#include <cstring>
#include <otlp_subset.pb.h>
#include <utility>

namespace sluice {

namespace {

using peer::AnyValue;

void appendPlain(std::string &out, const AnyValue &value);

Attribute attributeOf(const AnyValue &value)
{
    Attribute json{{}, Attribute::Kind::Json, {}};
    switch (value.value_case()) {
    case AnyValue::kStringValue:
        return {{}, Attribute::Kind::Text, utf8Text(value.string_value())};
    case AnyValue::kBoolValue:
        return truthValue(value.bool_value());
    case AnyValue::kIntValue:
        return integerValue(value.int_value());
    case AnyValue::kDoubleValue:
        return realValue(value.double_value());
    case AnyValue::kBytesValue:
        return {{}, Attribute::Kind::Text, base64Text(value.bytes_value())};
    case AnyValue::kArrayValue:
        for (const AnyValue &item : value.array_value().values()) {
            json.text += json.text.empty() ? "" : ",";
            appendPlain(json.text, item);
        }
        json.text = '[' + json.text + ']';
        return json;
    case AnyValue::kKvlistValue:
        for (const peer::KeyValue &member : value.kvlist_value().values()) {
            json.text += json.text.empty() ? "" : ",";
            appendJsonString(json.text, utf8Text(member.key()));
            json.text += ':';
            appendPlain(json.text, member.value());
        }
        json.text = '{' + json.text + '}';
        return json;
    case AnyValue::VALUE_NOT_SET:
        break;
    }
    json.text = "null";
    return json;
}

void appendPlain(std::string &out, const AnyValue &value)
{
    appendAttributeJson(out, attributeOf(value));
}

template <typename List>
Attributes attributesOf(const List &list)
{
    Attributes attributes;
    for (const peer::KeyValue &member : list) {
        Attribute attribute = attributeOf(member.value());
        attribute.key = utf8Text(member.key());
        attributes.add(std::move(attribute));
    }
    return attributes;
}

int upTo(std::int32_t number, int most)
{
    return number < 0 || number > most ? 0 : number;
}

Span spanOf(const peer::Span &from)
{
    Span span;
    span.traceId = hexText(from.trace_id());
    span.spanId = hexText(from.span_id());
    span.parentSpanId = hexText(from.parent_span_id());
    span.traceState = utf8Text(from.trace_state());
    span.name = utf8Text(from.name());
    span.kind = static_cast<Span::Kind>(upTo(from.kind(), 5));
    span.start = timeOfNanos(from.start_time_unix_nano());
    span.end = timeOfNanos(from.end_time_unix_nano());
    span.attributes = attributesOf(from.attributes());
    span.droppedAttributes = from.dropped_attributes_count();
    span.droppedEvents = from.dropped_events_count();
    span.droppedLinks = from.dropped_links_count();
    span.status = static_cast<Span::Status>(upTo(from.status().code(), 2));
    span.statusMessage = utf8Text(from.status().message());
    span.flags = from.flags();
    for (const peer::Span::Event &event : from.events()) {
        span.events.push_back({utf8Text(event.name()), timeOfNanos(event.time_unix_nano()),
            attributesOf(event.attributes()), event.dropped_attributes_count()});
    }
    for (const peer::Span::Link &link : from.links()) {
        span.links.push_back({hexText(link.trace_id()), hexText(link.span_id()), utf8Text(link.trace_state()),
            attributesOf(link.attributes()), link.dropped_attributes_count(), link.flags()});
    }
    return span;
}

/// One span, or its refusal.
void addSpan(const peer::Span &from, const SpanSource &source, const std::string &place, std::string &text,
    ExportRefusals &refusals)
{
    Span span = spanOf(from);
    if (const auto ids = settleIds(span); !ids) {
        if (refusals.count++ == 0)
            refusals.reason = place + '.' + ids.error().message;
        return;
    }
    settleTimes(span);
    text += spanText(source, span);
}

std::string textOf(const peer::ExportTraceServiceRequest &request)
{
    std::string text;
    ExportRefusals refusals;
    for (int r = 0; r < request.resource_spans_size(); ++r) {
        const peer::ResourceSpans &resource = request.resource_spans(r);
        SpanSource source;
        source.resource = attributesOf(resource.resource().attributes());
        for (int s = 0; s < resource.scope_spans_size(); ++s) {
            const peer::ScopeSpans &scope = resource.scope_spans(s);
            source.scope = utf8Text(scope.scope().name());
            source.scopeVersion = utf8Text(scope.scope().version());
            for (int i = 0; i < scope.spans_size(); ++i) {
                const std::string place = "resourceSpans[" + std::to_string(r) + "].scopeSpans["
                    + std::to_string(s) + "].spans[" + std::to_string(i) + ']';
                addSpan(scope.spans(i), source, place, text, refusals);
            }
        }
    }
    return text + "refused " + std::to_string(refusals.count) + ' ' + refusals.reason + '\n';
}

// Random requests

std::string randomBytes(Random &random, std::uint64_t most)
{
    std::string bytes;
    for (std::uint64_t i = random.below(most + 1); i > 0; --i)
        bytes += static_cast<char>(random.below(4) == 0 ? random.below(256) : 'a' + random.below(26));
    return bytes;
}

std::string randomId(Random &random, std::size_t size)
{
    if (random.below(20) == 0)
        return randomBytes(random, 20);
    std::string id(size, '\0');
    for (char &c : id)
        c = static_cast<char>(random.below(256));
    return random.below(40) == 0 ? std::string(size, '\0') : id;
}

double randomReal(Random &random)
{
    if (random.below(2) == 0)
        return static_cast<double>(random.below(1000)) / 8;
    const std::uint64_t bits = random.next(); // NaN, infinities and the smallest too
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

void fill(AnyValue &value, Random &random, int levels)
{
    switch (random.below(levels > 0 ? 8 : 6)) {
    case 0:
        return value.set_bool_value(random.below(2) == 0);
    case 1:
        return value.set_int_value(static_cast<std::int64_t>(random.next() >> random.below(64)));
    case 2:
        return value.set_double_value(randomReal(random));
    case 3:
        return value.set_bytes_value(randomBytes(random, 8));
    case 4:
        return; // none
    case 5:
        return value.set_string_value(randomBytes(random, 30));
    case 6:
        for (std::uint64_t i = random.below(4); i > 0; --i)
            fill(*value.mutable_array_value()->add_values(), random, levels - 1);
        return;
    default:
        for (std::uint64_t i = random.below(4); i > 0; --i) {
            peer::KeyValue &member = *value.mutable_kvlist_value()->add_values();
            member.set_key(randomBytes(random, 6));
            fill(*member.mutable_value(), random, levels - 1);
        }
    }
}

template <typename Owner>
void addAttributes(Owner &owner, Random &random)
{
    for (std::uint64_t i = random.below(5); i > 0; --i) {
        peer::KeyValue &attribute = *owner.add_attributes();
        attribute.set_key(randomBytes(random, 10));
        if (random.below(10) > 0)
            fill(*attribute.mutable_value(), random, 4);
    }
}

void fill(peer::Span &span, Random &random)
{
    span.set_trace_id(randomId(random, 16));
    span.set_span_id(randomId(random, 8));
    if (random.below(2) == 0)
        span.set_parent_span_id(randomId(random, 8));
    span.set_name(randomBytes(random, 20));
    span.set_kind(static_cast<std::int32_t>(random.below(7)));
    span.set_start_time_unix_nano(random.next() >> 3U);
    if (random.below(5) > 0)
        span.set_end_time_unix_nano(random.next() >> 3U);
    addAttributes(span, random);
    if (random.below(4) == 0) {
        span.set_trace_state(randomBytes(random, 9));
        span.set_flags(static_cast<std::uint32_t>(random.next()));
        span.set_dropped_attributes_count(static_cast<std::uint32_t>(random.next()));
        span.set_dropped_events_count(1);
        span.set_dropped_links_count(2);
        span.mutable_status()->set_code(static_cast<std::int32_t>(random.below(4)));
        span.mutable_status()->set_message(randomBytes(random, 9));
    }
    for (std::uint64_t i = random.below(3); i > 0; --i) {
        peer::Span::Event &event = *span.add_events();
        event.set_time_unix_nano(random.next() >> 3U);
        event.set_name(randomBytes(random, 9));
        addAttributes(event, random);
    }
    if (random.below(4) == 0) {
        peer::Span::Link &link = *span.add_links();
        link.set_trace_id(randomId(random, 16));
        link.set_span_id(randomId(random, 8));
        link.set_flags(1);
        addAttributes(link, random);
    }
}

} // namespace

std::optional<std::string> peerText(std::string_view body)
{
    google::protobuf::io::CodedInputStream stream(
        reinterpret_cast<const std::uint8_t *>(body.data()), static_cast<int>(body.size()));
    stream.SetRecursionLimit(INT_MAX);
    peer::ExportTraceServiceRequest request;
    if (!request.ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage())
        return std::nullopt;
    return textOf(request);
}

std::string randomRequest(Random &random)
{
    peer::ExportTraceServiceRequest request;
    for (std::uint64_t r = random.below(3); r > 0; --r) {
        peer::ResourceSpans &resource = *request.add_resource_spans();
        if (random.below(4) > 0)
            addAttributes(*resource.mutable_resource(), random);
        for (std::uint64_t s = random.below(3); s > 0; --s) {
            peer::ScopeSpans &scope = *resource.add_scope_spans();
            if (random.below(4) > 0)
                scope.mutable_scope()->set_name(randomBytes(random, 9));
            for (std::uint64_t i = random.below(4); i > 0; --i)
                fill(*scope.add_spans(), random);
        }
    }
    return request.SerializeAsString();
}

} // namespace sluice
