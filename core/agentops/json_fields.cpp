// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_fields.h"

namespace sluice {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string_view shapeOf(element value)
{
    switch (value.type()) {
    case element_type::ARRAY:
        return "an array";
    case element_type::OBJECT:
        return "an object";
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
        return "a number";
    case element_type::STRING:
        return "a string";
    case element_type::BOOL:
        return "true or false";
    case element_type::NULL_VALUE:
        return "null";
    }
    return "something else";
}

std::optional<std::string> asText(element value)
{
    if (std::string_view text; value.get(text) == simdjson::SUCCESS)
        return std::string(text);
    if (value.is<double>())
        return simdjson::to_string(value);
    return std::nullopt;
}

} // namespace

std::string excerpt(std::string_view text)
{
    constexpr std::size_t most = 40;
    if (text.size() <= most)
        return '"' + std::string(text) + '"';
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return '"' + std::string(text.substr(0, end)) + "...\"";
}

Error wrongShape(const std::string &path, std::string_view expected, element found)
{
    const std::string where = path.empty() ? "the body" : path;
    return {ErrorKind::Invalid,
        where + ": expected " + std::string(expected) + ", found " + std::string(shapeOf(found))};
}

std::optional<element> JsonFields::find(std::string_view name) const
{
    element value;
    if (m_object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null())
        return std::nullopt;
    return value;
}

std::optional<std::string_view> JsonFields::firstOf(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names) {
        if (find(name))
            return name;
    }
    return std::nullopt;
}

std::optional<std::size_t> JsonFields::indexOf(std::string_view name) const
{
    std::size_t index = 0;
    for (const auto field : m_object) {
        if (field.key == name)
            return index;
        ++index;
    }
    return std::nullopt;
}

Result<std::string> JsonFields::text(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names) {
        const auto value = find(name);
        if (!value)
            continue;
        auto text = asText(*value);
        if (!text)
            return wrongShape(pathOf(name), "a string", *value);
        if (!text->empty())
            return std::move(*text);
    }
    return std::string();
}

Result<std::optional<Timestamp>> JsonFields::time(std::string_view name) const
{
    const auto value = find(name);
    if (!value)
        return std::optional<Timestamp>();
    std::string_view text;
    if (value->get(text) != simdjson::SUCCESS)
        return wrongShape(pathOf(name), "a time in ISO 8601", *value);
    const auto time = parseIsoText(text);
    if (!time)
        return Error{
            ErrorKind::Invalid, pathOf(name) + ": expected a time in ISO 8601, found " + excerpt(text)};
    return time;
}

Result<std::vector<std::string>> JsonFields::texts(std::string_view name) const
{
    std::vector<std::string> texts;
    const auto value = find(name);
    if (!value)
        return texts;
    if (auto alone = asText(*value)) {
        texts.push_back(std::move(*alone));
        return texts;
    }
    simdjson::dom::array array;
    if (value->get(array) != simdjson::SUCCESS)
        return wrongShape(pathOf(name), "an array of strings", *value);
    for (const element item : array) {
        if (item.is_null())
            continue;
        auto text = asText(item);
        if (!text)
            return wrongShape(pathOf(name) + '[' + std::to_string(texts.size()) + ']', "a string", item);
        texts.push_back(std::move(*text));
    }
    return texts;
}

Result<std::optional<simdjson::dom::object>> JsonFields::object(std::string_view name) const
{
    const auto value = find(name);
    if (!value)
        return std::optional<simdjson::dom::object>();
    simdjson::dom::object object;
    if (value->get(object) != simdjson::SUCCESS)
        return wrongShape(pathOf(name), "an object", *value);
    return std::optional(object);
}

std::string JsonFields::pathOf(std::string_view name) const
{
    return m_path.empty() ? std::string(name) : m_path + '.' + std::string(name);
}

} // namespace sluice
