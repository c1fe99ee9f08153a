// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/read_span.h"

#include "core/agentops/json_fields.h"
#include "core/agentops/json_writer.h"
#include "core/otlp/otlp_ids.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

Error expected(const std::string &path, std::string_view what)
{
    return {ErrorKind::Invalid, path + ": expected " + std::string(what)};
}

std::string joined(std::string_view path, std::string_view key)
{
    return path.empty() ? std::string(key) : std::string(path) + '.' + std::string(key);
}

void appendPlain(std::string &out, element anyValue, int levels);

void appendPlainList(std::string &out, element list, int levels)
{
    out += '[';
    simdjson::dom::array values;
    if (list.at_key("values").get(values) == simdjson::SUCCESS) {
        for (const element value : values) {
            if (out.back() != '[')
                out += ',';
            appendPlain(out, value, levels);
        }
    }
    out += ']';
}

void appendPlainMap(std::string &out, element map, int levels)
{
    out += '{';
    simdjson::dom::array values;
    if (map.at_key("values").get(values) == simdjson::SUCCESS) {
        for (const element member : values) {
            std::string_view key;
            element value;
            if (member.at_key("key").get(key) != simdjson::SUCCESS)
                continue;
            if (out.back() != '{')
                out += ',';
            appendJsonString(out, key);
            out += ':';
            if (member.at_key("value").get(value) == simdjson::SUCCESS)
                appendPlain(out, value, levels);
            else
                out += "null";
        }
    }
    out += '}';
}

/// An AnyValue as the attribute that it says; one of no kind is null.
Attribute plain(element anyValue, int levels)
{
    element value;
    std::string_view text;
    if (anyValue.at_key("stringValue").get(text) == simdjson::SUCCESS
        || anyValue.at_key("bytesValue").get(text) == simdjson::SUCCESS)
        return {{}, Attribute::Kind::Text, std::string(text)};
    if (anyValue.at_key("intValue").get(value) == simdjson::SUCCESS) {
        const bool isText = value.get(text) == simdjson::SUCCESS;
        const std::string digits = isText ? std::string(text) : simdjson::to_string(value);
        std::int64_t number = 0;
        const auto [at, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool isNumber = failure == std::errc() && at == digits.data() + digits.size();
        return {{}, isNumber ? Attribute::Kind::Integer : Attribute::Kind::Text, digits};
    }
    if (anyValue.at_key("doubleValue").get(value) == simdjson::SUCCESS) {
        if (value.get(text) == simdjson::SUCCESS) // "NaN", "Infinity", "-Infinity"
            return {{}, Attribute::Kind::Text, std::string(text)};
        return {{}, Attribute::Kind::Real, simdjson::to_string(value)};
    }
    if (bool truth = false; anyValue.at_key("boolValue").get(truth) == simdjson::SUCCESS)
        return {{}, Attribute::Kind::Truth, truth ? "true" : "false"};
    Attribute json{{}, Attribute::Kind::Json, {}};
    if (levels > 0 && anyValue.at_key("arrayValue").get(value) == simdjson::SUCCESS)
        appendPlainList(json.text, value, levels - 1);
    else if (levels > 0 && anyValue.at_key("kvlistValue").get(value) == simdjson::SUCCESS)
        appendPlainMap(json.text, value, levels - 1);
    else
        json.text = "null";
    return json;
}

void appendPlain(std::string &out, element anyValue, int levels)
{
    appendAttributeJson(out, plain(anyValue, levels));
}

/// Nanoseconds since 1970, as a string or a number; absent and 0 are "not told".
Result<std::optional<Timestamp>> nanosAt(element object, std::string_view name, const std::string &path)
{
    element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null())
        return std::optional<Timestamp>();
    std::uint64_t nanos = 0;
    std::string_view text;
    bool good = value.get(nanos) == simdjson::SUCCESS;
    if (!good && value.get(text) == simdjson::SUCCESS) {
        const auto [at, failure] = std::from_chars(text.data(), text.data() + text.size(), nanos);
        good = failure == std::errc() && at == text.data() + text.size() && !text.empty();
    }
    if (!good)
        return expected(joined(path, name), "nanoseconds since 1970 as a string of digits");
    return nanos == 0 ? std::optional<Timestamp>()
                      : std::optional(Timestamp(Micros(static_cast<std::int64_t>(nanos / 1'000))));
}

/// An enumeration: its number, or its name behind `prefix`.
int enumAt(element object, std::string_view name, std::string_view prefix,
    std::initializer_list<std::string_view> names)
{
    element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS)
        return 0;
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS)
        return number > 0 && number < static_cast<std::int64_t>(names.size()) ? static_cast<int>(number) : 0;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return 0;
    if (text.starts_with(prefix))
        text.remove_prefix(prefix.size());
    const auto *const found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

std::string textAt(element object, std::string_view name)
{
    std::string_view text;
    return object.at_key(name).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

Result<void> readIds(element object, const std::string &path, Span &span)
{
    const auto trace = hexId(textAt(object, "traceId"), 32);
    if (!trace)
        return expected(joined(path, "traceId"), "32 hexadecimal digits, not all 0");
    const auto id = hexId(textAt(object, "spanId"), 16);
    if (!id)
        return expected(joined(path, "spanId"), "16 hexadecimal digits, not all 0");
    const std::string parent = textAt(object, "parentSpanId");
    const bool isRoot = parent.find_first_not_of('0') == std::string::npos;
    const auto parentId = isRoot ? std::optional<std::string>() : hexId(parent, 16);
    if (!isRoot && !parentId)
        return expected(joined(path, "parentSpanId"), "16 hexadecimal digits");
    span.traceId = *trace;
    span.spanId = *id;
    span.parentSpanId = parentId.value_or("");
    return {};
}

Result<void> readEvents(element object, const std::string &path, Span &span)
{
    simdjson::dom::array list;
    if (object.at_key("events").get(list) != simdjson::SUCCESS)
        return {};
    for (const element item : list) {
        const std::string at = path + ".events[" + std::to_string(span.events.size()) + ']';
        const auto time = nanosAt(item, "timeUnixNano", at);
        if (!time)
            return time.error();
        SpanEvent event{textAt(item, "name"), time->value_or(span.start), {}};
        if (element attributes; item.at_key("attributes").get(attributes) == simdjson::SUCCESS) {
            auto read = readAttributes(attributes, at + ".attributes");
            if (!read)
                return read.error();
            event.attributes = std::move(*read);
        }
        span.events.push_back(std::move(event));
    }
    return {};
}

bool isObject(element value)
{
    return value.type() == element_type::OBJECT;
}

} // namespace

Result<Attributes> readAttributes(element value, const std::string &path)
{
    constexpr int mostLevels = 32;
    simdjson::dom::array list;
    if (value.is_null())
        return Attributes();
    if (value.get(list) != simdjson::SUCCESS)
        return wrongShape(path, "an array of {\"key\", \"value\"}", value);
    Attributes attributes;
    std::size_t index = 0;
    for (const element item : list) {
        std::string_view key;
        element any;
        if (item.at_key("key").get(key) != simdjson::SUCCESS)
            return expected(path + '[' + std::to_string(index) + "].key", "a string");
        const bool hasValue = item.at_key("value").get(any) == simdjson::SUCCESS && isObject(any);
        Attribute attribute
            = hasValue ? plain(any, mostLevels) : Attribute{{}, Attribute::Kind::Json, "null"};
        attributes.add(std::string(key), attribute.kind, std::move(attribute.text));
        ++index;
    }
    return attributes;
}

Result<Span> readSpan(element object, const std::string &path)
{
    if (!isObject(object))
        return wrongShape(path, "an object", object);
    Span span;
    if (const auto ids = readIds(object, path, span); !ids)
        return ids.error();
    span.name = textAt(object, "name");
    span.kind = static_cast<Span::Kind>(enumAt(object, "kind", "SPAN_KIND_",
        {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"}));
    const auto start = nanosAt(object, "startTimeUnixNano", path);
    if (!start)
        return start.error();
    const auto end = nanosAt(object, "endTimeUnixNano", path);
    if (!end)
        return end.error();
    span.start = start->value_or(end->value_or(Timestamp{}));
    span.end = std::max(span.start, end->value_or(span.start));
    if (element attributes; object.at_key("attributes").get(attributes) == simdjson::SUCCESS) {
        auto read = readAttributes(attributes, path + ".attributes");
        if (!read)
            return read.error();
        span.attributes = std::move(*read);
    }
    if (const auto events = readEvents(object, path, span); !events)
        return events.error();
    if (element status; object.at_key("status").get(status) == simdjson::SUCCESS && isObject(status)) {
        span.status
            = static_cast<Span::Status>(enumAt(status, "code", "STATUS_CODE_", {"UNSET", "OK", "ERROR"}));
        span.statusMessage = textAt(status, "message");
    }
    return span;
}

} // namespace sluice
