// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_writer.h"

#include "core/model/payload.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>

namespace sluice {

namespace {

bool isPlain(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

bool isDeeperThan(const nlohmann::json &value, int levels)
{
    if (!value.is_structured())
        return false;
    if (levels == 0)
        return true;
    return std::any_of(value.begin(), value.end(),
        [levels](const nlohmann::json &item) { return isDeeperThan(item, levels - 1); });
}

/// One parser a thread: it keeps its memory between texts.
bool isJson(const std::string &text)
{
    thread_local simdjson::dom::parser parser;
    if (parser.allocate(std::max<std::size_t>(text.size(), 256), mostJsonDepth + 1) != simdjson::SUCCESS)
        return false;
    return parser.parse(text).error() == simdjson::SUCCESS;
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    if (std::ranges::all_of(text, isPlain)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendJsonKey(std::string &out, std::string_view key)
{
    if (!out.empty() && out.back() != '{' && out.back() != '[')
        out += ',';
    out += '"';
    out += key;
    out += "\":";
}

bool appendPayload(std::string &out, const Payload &payload)
{
    if (const JsonText *json = payload.asText()) {
        if (!isJson(json->text))
            return false;
        out += json->text;
        return true;
    }
    const nlohmann::json *value = payload.asValue();
    // A value of 100,000 levels crashes dump(), so the depth comes first (reliability.md 5.3).
    if (!value || isDeeperThan(*value, mostJsonDepth))
        return false;
    out += value->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return true;
}

} // namespace sluice
