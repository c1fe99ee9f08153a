// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/json_value.h"

#include "core/agentops/json_fields.h"
#include "core/agentops/json_writer.h"
#include "core/otlp/export_request.h"
#include "core/otlp/plain_value.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

Error expected(const std::string &path, std::string_view what)
{
    return {ErrorKind::Invalid, path + ": expected " + std::string(what)};
}

Error tooDeep(const std::string &path)
{
    return {ErrorKind::Limit,
        path + ": a value is deeper than " + std::to_string(mostExportedLevels) + " lists and maps"};
}

std::string joined(std::string_view path, std::string_view key)
{
    return path.empty() ? std::string(key) : std::string(path) + '.' + std::string(key);
}

template <typename Number>
bool readWhole(std::string_view text, Number &number)
{
    const auto [at, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && at == text.data() + text.size();
}

/// Appends values as the plain JSON that they say. False: deeper than may be.
class PlainJson
{
public:
    explicit PlainJson(std::string &out)
        : m_out(out)
    { }

    bool addList(element list, int levels);
    bool addMap(element map, int levels);

private:
    bool addValue(element anyValue, int levels);

    std::string &m_out;
};

Attribute integerFrom(element value)
{
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS)
        return integerValue(number);
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return {{}, Attribute::Kind::Text, simdjson::to_string(value)};
    return readWhole(text, number) ? integerValue(number)
                                   : Attribute{{}, Attribute::Kind::Text, std::string(text)};
}

Attribute realFrom(element value)
{
    double number = 0;
    if (value.get(number) == simdjson::SUCCESS)
        return realValue(number);
    std::string_view text; // "NaN", "Infinity", "-Infinity", or a number in quotes
    if (value.get(text) != simdjson::SUCCESS)
        return {{}, Attribute::Kind::Text, simdjson::to_string(value)};
    const bool isNumber = !text.empty() && (text.back() >= '0' && text.back() <= '9');
    return isNumber && readWhole(text, number) ? realValue(number)
                                               : Attribute{{}, Attribute::Kind::Text, std::string(text)};
}

/// nullopt: deeper than may be.
std::optional<Attribute> plain(element anyValue, int levels)
{
    element value;
    std::string_view text;
    if (anyValue.at_key("stringValue").get(text) == simdjson::SUCCESS)
        return Attribute{{}, Attribute::Kind::Text, std::string(text)};
    if (anyValue.at_key("intValue").get(value) == simdjson::SUCCESS)
        return integerFrom(value);
    if (anyValue.at_key("doubleValue").get(value) == simdjson::SUCCESS)
        return realFrom(value);
    if (bool truth = false; anyValue.at_key("boolValue").get(truth) == simdjson::SUCCESS)
        return truthValue(truth);
    if (anyValue.at_key("bytesValue").get(text) == simdjson::SUCCESS)
        return Attribute{{}, Attribute::Kind::Text, tidyBase64(text)};
    Attribute json{{}, Attribute::Kind::Json, {}};
    bool isGood = true;
    if (anyValue.at_key("arrayValue").get(value) == simdjson::SUCCESS)
        isGood = PlainJson(json.text).addList(value, levels);
    else if (anyValue.at_key("kvlistValue").get(value) == simdjson::SUCCESS)
        isGood = PlainJson(json.text).addMap(value, levels);
    else
        json.text = "null";
    return isGood ? std::optional(std::move(json)) : std::nullopt;
}

bool PlainJson::addValue(element anyValue, int levels)
{
    const std::optional<Attribute> value = plain(anyValue, levels);
    if (value)
        appendAttributeJson(m_out, *value);
    return value.has_value();
}

bool PlainJson::addList(element list, int levels)
{
    m_out += '[';
    simdjson::dom::array values;
    if (list.at_key("values").get(values) == simdjson::SUCCESS) {
        for (const element value : values) {
            if (m_out.back() != '[')
                m_out += ',';
            if (levels == 0 || !addValue(value, levels - 1))
                return false;
        }
    }
    m_out += ']';
    return levels > 0;
}

bool PlainJson::addMap(element map, int levels)
{
    m_out += '{';
    simdjson::dom::array values;
    if (map.at_key("values").get(values) == simdjson::SUCCESS) {
        for (const element member : values) {
            element value;
            if (m_out.back() != '{')
                m_out += ',';
            appendJsonString(m_out, textAt(member, "key"));
            m_out += ':';
            const bool hasValue = member.at_key("value").get(value) == simdjson::SUCCESS;
            if (!hasValue)
                m_out += "null";
            else if (levels == 0 || !addValue(value, levels - 1))
                return false;
        }
    }
    m_out += '}';
    return levels > 0;
}

} // namespace

Result<Attribute> readValue(element anyValue, const std::string &path)
{
    std::optional<Attribute> value = plain(anyValue, mostExportedLevels);
    if (value)
        return std::move(*value);
    return tooDeep(path);
}

Result<Attributes> readAttributes(element value, const std::string &path)
{
    simdjson::dom::array list;
    if (value.is_null())
        return Attributes();
    if (value.get(list) != simdjson::SUCCESS)
        return wrongShape(path, "an array of {\"key\", \"value\"}", value);
    Attributes attributes;
    std::size_t index = 0;
    for (const element item : list) {
        const auto place = [&](const char *member) { return path + '[' + std::to_string(index) + member; };
        std::string_view key;
        element any;
        if (item.at_key("key").get(key) != simdjson::SUCCESS)
            return expected(place("].key"), "a string");
        Attribute attribute{{}, Attribute::Kind::Json, "null"};
        if (item.at_key("value").get(any) == simdjson::SUCCESS) {
            std::optional<Attribute> read = plain(any, mostExportedLevels);
            if (!read)
                return tooDeep(place("].value"));
            attribute = std::move(*read);
        }
        attribute.key = key;
        attributes.add(std::move(attribute));
        ++index;
    }
    return attributes;
}

Result<Attributes> attributesAt(element object, const std::string &path)
{
    element list;
    if (object.at_key("attributes").get(list) != simdjson::SUCCESS)
        return Attributes();
    return readAttributes(list, joined(path, "attributes"));
}

Result<Timestamp> nanosAt(element object, std::string_view name, const std::string &path)
{
    element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null())
        return Timestamp{};
    std::uint64_t nanos = 0;
    std::string_view text;
    const bool isGood = value.get(nanos) == simdjson::SUCCESS
        || (value.get(text) == simdjson::SUCCESS && readWhole(text, nanos));
    if (!isGood)
        return expected(joined(path, name), "nanoseconds since 1970 as a string of digits");
    return timeOfNanos(nanos);
}

std::string textAt(element object, std::string_view name)
{
    std::string_view text;
    return object.at_key(name).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::uint32_t countAt(element object, std::string_view name)
{
    std::uint64_t number = 0;
    const bool isNumber = object.at_key(name).get(number) == simdjson::SUCCESS;
    return isNumber && number <= UINT32_MAX ? static_cast<std::uint32_t>(number) : 0;
}

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

} // namespace sluice
