// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/write_span.h"

#include "core/agentops/json_document.h"
#include "core/agentops/json_writer.h"

#include <algorithm>
#include <string_view>

namespace sluice {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

void appendNanos(std::string &out, std::string_view key, Timestamp time)
{
    constexpr std::int64_t most = INT64_MAX / 1'000;
    const std::int64_t micros = std::clamp<std::int64_t>(time.time_since_epoch().count(), 0, most);
    out += ",\"";
    out += key;
    out += "\":\"";
    out += std::to_string(micros * 1'000);
    out += '"';
}

void appendMember(std::string &out, std::string_view key, std::string_view text)
{
    out += ",\"";
    out += key;
    out += "\":";
    appendJsonString(out, text);
}

void appendAny(std::string &out, element value);

void appendAnyList(std::string &out, simdjson::dom::array items)
{
    out += R"({"arrayValue":{"values":[)";
    for (const element item : items) {
        if (out.back() != '[')
            out += ',';
        appendAny(out, item);
    }
    out += "]}}";
}

void appendAnyMap(std::string &out, simdjson::dom::object members)
{
    out += R"({"kvlistValue":{"values":[)";
    for (const auto member : members) {
        if (out.back() != '[')
            out += ',';
        out += R"({"key":)";
        appendJsonString(out, member.key);
        out += R"(,"value":)";
        appendAny(out, member.value);
        out += '}';
    }
    out += "]}}";
}

void appendAny(std::string &out, element value)
{
    switch (value.type()) {
    case element_type::STRING:
        out += R"({"stringValue":)";
        appendJsonString(out, value.get_string().value_unsafe());
        break;
    case element_type::INT64:
        out += R"({"intValue":")" + simdjson::to_string(value) + '"';
        break;
    case element_type::UINT64: // beyond what intValue holds
    case element_type::DOUBLE:
        out += R"({"doubleValue":)" + simdjson::to_string(value);
        break;
    case element_type::BOOL:
        out += R"({"boolValue":)" + simdjson::to_string(value);
        break;
    case element_type::ARRAY:
        return appendAnyList(out, value.get_array().value_unsafe());
    case element_type::OBJECT:
        return appendAnyMap(out, value.get_object().value_unsafe());
    case element_type::NULL_VALUE:
        out += '{';
        break;
    }
    out += '}';
}

void appendJsonValue(std::string &out, std::string_view json)
{
    JsonDocument document;
    if (document.read(json)) {
        appendAny(out, document.root());
        return;
    }
    out += R"({"stringValue":)";
    appendJsonString(out, json);
    out += '}';
}

void appendValue(std::string &out, const Attribute &attribute)
{
    switch (attribute.kind) {
    case Attribute::Kind::Text:
        out += R"({"stringValue":)";
        appendJsonString(out, attribute.text);
        break;
    case Attribute::Kind::Integer:
        out += R"({"intValue":")" + attribute.text + '"';
        break;
    case Attribute::Kind::Real:
        out += R"({"doubleValue":)" + attribute.text;
        break;
    case Attribute::Kind::Truth:
        out += R"({"boolValue":)" + attribute.text;
        break;
    case Attribute::Kind::Json:
        return appendJsonValue(out, attribute.text);
    }
    out += '}';
}

void appendEvent(std::string &out, const SpanEvent &event)
{
    out += R"({"name":)";
    appendJsonString(out, event.name);
    appendNanos(out, "timeUnixNano", event.time);
    if (!event.attributes.isEmpty()) {
        out += R"(,"attributes":)";
        appendAttributes(out, event.attributes);
    }
    out += '}';
}

} // namespace

void appendAttributes(std::string &out, const Attributes &attributes)
{
    out += '[';
    for (const Attribute &attribute : attributes.all()) {
        if (&attribute != attributes.all().data())
            out += ',';
        out += R"({"key":)";
        appendJsonString(out, attribute.key);
        out += R"(,"value":)";
        appendValue(out, attribute);
        out += '}';
    }
    out += ']';
}

void appendSpan(std::string &out, const Span &span)
{
    out += R"({"traceId":")" + span.traceId + R"(","spanId":")" + span.spanId + '"';
    if (!span.isRoot())
        appendMember(out, "parentSpanId", span.parentSpanId);
    appendMember(out, "name", span.name);
    out += R"(,"kind":)" + std::to_string(static_cast<int>(span.kind));
    appendNanos(out, "startTimeUnixNano", span.start);
    appendNanos(out, "endTimeUnixNano", span.end);
    if (!span.attributes.isEmpty()) {
        out += R"(,"attributes":)";
        appendAttributes(out, span.attributes);
    }
    if (!span.events.empty()) {
        out += R"(,"events":[)";
        for (const SpanEvent &event : span.events) {
            if (&event != span.events.data())
                out += ',';
            appendEvent(out, event);
        }
        out += ']';
    }
    out += R"(,"status":{"code":)" + std::to_string(static_cast<int>(span.status));
    if (!span.statusMessage.empty())
        appendMember(out, "message", span.statusMessage);
    out += "}}";
}

} // namespace sluice
