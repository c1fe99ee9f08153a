// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_writer.h"

#include "core/agentops/byte_scan.h"
#include "core/agentops/json_check.h"
#include "core/model/payload.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sluice {

namespace {

using nlohmann::json;

/// Appends what stands for a control, '"' or '\\'.
void appendEscape(std::string &out, char c)
{
    static constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    const std::size_t at = plain.find(c);
    if (at != std::string_view::npos) {
        out += '\\';
        out += letters[at];
        return;
    }
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 15U];
}

/// Behind the characters beyond ASCII that stand at `at`; the first byte of an ill-formed one ends them.
const char *skipCharacters(const char *at, const char *end)
{
    while (at != end && static_cast<unsigned char>(*at) >= 0x80) {
        const Utf8Step step = utf8StepAt(at, end);
        if (!step.wellFormed)
            break;
        at += step.bytes;
    }
    return at;
}

/// Appends what stands for the byte at `at` that cannot stay as it is; behind it, or behind the ill-formed
/// character that it begins.
const char *appendReplacement(std::string &out, const char *at, const char *end)
{
    if (static_cast<unsigned char>(*at) < 0x80) {
        appendEscape(out, *at);
        return at + 1;
    }
    out += "\xef\xbf\xbd";
    return at + utf8StepAt(at, end).bytes;
}

/// One parser a thread: it keeps its memory between texts.
bool isJsonToParser(std::string_view text)
{
    thread_local simdjson::dom::parser parser;
    const std::size_t room = std::max<std::size_t>(text.size(), 256);
    if (parser.capacity() < room && parser.allocate(room, mostJsonDepth + 1) != simdjson::SUCCESS)
        return false;
    if (text.empty())
        return false; // and it may point nowhere, which the parser would copy from
    return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

template <typename Number>
void appendDigits(std::string &out, Number number)
{
    char digits[32];
    const std::to_chars_result done = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, done.ptr);
}

void appendFloat(std::string &out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    const std::size_t before = out.size();
    appendDigits(out, number);
    // A reader tells 1.0 from 1 as we do: by the point.
    if (out.find_first_of(".e", before) == std::string::npos)
        out += ".0";
}

bool appendValue(std::string &out, const json &value, int levels);

bool appendArray(std::string &out, const json::array_t &items, int levels)
{
    out += '[';
    for (const json &item : items) {
        if (&item != items.data())
            out += ',';
        if (!appendValue(out, item, levels))
            return false;
    }
    out += ']';
    return true;
}

bool appendObject(std::string &out, const json::object_t &members, int levels)
{
    out += '{';
    bool first = true;
    for (const auto &[key, item] : members) {
        if (!first)
            out += ',';
        first = false;
        appendJsonString(out, key);
        out += ':';
        if (!appendValue(out, item, levels))
            return false;
    }
    out += '}';
    return true;
}

/// In one walk what would be two with dump(), which recurses without a bound (reliability.md 5.3). `levels`
/// may still be opened.
bool appendValue(std::string &out, const json &value, int levels)
{
    switch (value.type()) {
    case json::value_t::object:
        return levels > 0 && appendObject(out, value.get_ref<const json::object_t &>(), levels - 1);
    case json::value_t::array:
        return levels > 0 && appendArray(out, value.get_ref<const json::array_t &>(), levels - 1);
    case json::value_t::string:
        appendJsonString(out, value.get_ref<const std::string &>());
        return true;
    case json::value_t::boolean:
        out += value.get<bool>() ? "true" : "false";
        return true;
    case json::value_t::number_integer:
        appendDigits(out, value.get<std::int64_t>());
        return true;
    case json::value_t::number_unsigned:
        appendDigits(out, value.get<std::uint64_t>());
        return true;
    case json::value_t::number_float:
        appendFloat(out, value.get<double>());
        return true;
    case json::value_t::binary:
        out += value.dump();
        return true;
    case json::value_t::null:
        out += "null";
        return true;
    case json::value_t::discarded:
        break;
    }
    return false;
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    const char *run = at; // begins what goes as it is
    out += '"';
    while ((at = findSpecialInJson(at, end)) != end) {
        at = skipCharacters(at, end);
        if (at == end || !isSpecialInJson(*at))
            continue;
        out.append(run, at);
        at = appendReplacement(out, at, end);
        run = at;
    }
    out.append(run, end);
    out += '"';
}

bool appendJsonText(std::string &out, std::string_view text)
{
    if (!isPlainJson(text) && !isJsonToParser(text))
        return false;
    out += text;
    return true;
}

bool appendPayload(std::string &out, const Payload &payload)
{
    if (const JsonText *json = payload.asText())
        return appendJsonText(out, json->text);
    const nlohmann::json *value = payload.asValue();
    const std::size_t before = out.size();
    if (value && appendValue(out, *value, mostJsonDepth))
        return true;
    out.resize(before);
    return false;
}

} // namespace sluice
