// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_fields.h"
#include "core/otlp/read_span.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string joined(std::string_view path, std::string_view key)
{
    return path.empty() ? std::string(key) : std::string(path) + '.' + std::string(key);
}

bool isObject(element value)
{
    return value.type() == element_type::OBJECT;
}

/// An array of objects becomes numbered attributes, as `gen_ai.prompt.0.role` has them.
bool isNumbered(element value)
{
    simdjson::dom::array items;
    return value.get(items) == simdjson::SUCCESS && items.begin() != items.end()
        && std::all_of(items.begin(), items.end(), isObject);
}

void flatten(element value, const std::string &key, Attributes &out)
{
    std::string_view text;
    simdjson::dom::object members;
    simdjson::dom::array items;
    if (value.is_null()) {
        return;
    } else if (value.get(text) == simdjson::SUCCESS) {
        out.add(key, std::string(text));
    } else if (value.get(members) == simdjson::SUCCESS) {
        for (const auto member : members)
            flatten(member.value, joined(key, member.key), out);
    } else if (isNumbered(value) && value.get(items) == simdjson::SUCCESS) {
        std::size_t index = 0;
        for (const element item : items)
            flatten(item, key + '.' + std::to_string(index++), out);
    } else {
        const Attribute::Kind kind = value.is<std::int64_t>() || value.is<std::uint64_t>()
            ? Attribute::Kind::Integer
            : value.is<double>() ? Attribute::Kind::Real
            : value.is<bool>()   ? Attribute::Kind::Truth
                                 : Attribute::Kind::Json;
        out.add(key, kind, simdjson::to_string(value));
    }
}

std::optional<element> itemAt(element object, std::string_view name, std::size_t index)
{
    element item;
    return object.at_key(name).at(index).get(item) == simdjson::SUCCESS ? std::optional(item) : std::nullopt;
}

/// The lists of a dashboard's span stand side by side.
Result<void> readDashboardEvents(element object, const JsonFields &fields, Span &span)
{
    const auto names = fields.texts("event_names");
    if (!names)
        return names.error();
    for (std::size_t i = 0; i < names->size(); ++i) {
        SpanEvent event{(*names)[i], span.end, {}};
        std::string_view text;
        if (const auto time = itemAt(object, "event_timestamps", i);
            time && time->get(text) == simdjson::SUCCESS)
            event.time = parseIsoText(text).value_or(span.end);
        if (const auto attributes = itemAt(object, "event_attributes", i);
            attributes && isObject(*attributes))
            event.attributes = flattened(*attributes);
        span.events.push_back(std::move(event));
    }
    return {};
}

Span::Status statusFrom(std::string_view code)
{
    if (code.ends_with("ERROR") || code.ends_with("Error"))
        return Span::Status::Error;
    return code.ends_with("OK") || code.ends_with("Ok") ? Span::Status::Ok : Span::Status::Unset;
}

} // namespace

Attributes flattened(element value)
{
    Attributes attributes;
    flatten(value, "", attributes);
    return attributes;
}

Result<Span> readDashboardSpan(element value, const std::string &path)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return wrongShape(path, "an object", value);
    const JsonFields fields(object, path);
    const auto id = fields.text({"span_id"});
    const auto parent = fields.text({"parent_span_id"});
    const auto name = fields.text({"span_name", "name"});
    const auto status = fields.text({"status_code"});
    const auto message = fields.text({"status_message"});
    for (const Result<std::string> *text : {&id, &parent, &name, &status, &message}) {
        if (!*text)
            return text->error();
    }
    if (id->empty())
        return Error{ErrorKind::Invalid, path + ".span_id: expected the span's id as a string"};
    const auto start = fields.time("start_time");
    const auto end = fields.time("end_time");
    if (!start || !end)
        return (!start ? start : end).error();
    if (!start->has_value())
        return Error{ErrorKind::Invalid, path + ".start_time: expected a time in ISO 8601"};
    Span span;
    span.spanId = *id;
    span.parentSpanId = *parent;
    span.name = *name;
    span.start = **start;
    span.end = std::max(span.start, end->value_or(span.start));
    span.status = statusFrom(*status);
    span.statusMessage = *message;
    // The same attributes twice, in two generations of the server's answers.
    if (const auto attributes = fields.find("span_attributes"); attributes && isObject(*attributes))
        flatten(*attributes, "", span.attributes);
    if (const auto attributes = fields.find("attributes"); attributes && isObject(*attributes))
        flatten(*attributes, "", span.attributes);
    if (const auto events = readDashboardEvents(value, fields, span); !events)
        return events.error();
    return span;
}

} // namespace sluice
