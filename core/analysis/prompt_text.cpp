// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/prompt_text.h"

#include <nlohmann/json.hpp>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

std::string printed(const Json &value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(1, ' ', false, Json::error_handler_t::replace);
}

void appendMessage(const Json &message, std::string &text)
{
    const bool isMessage = message.is_object() && message.contains("role") && message["role"].is_string();
    if (!isMessage) {
        text += printed(message) + '\n';
        return;
    }
    text += message["role"].get<std::string>() + ":\n";
    for (const auto &[key, value] : message.items()) {
        if (key == "content" && value.is_string())
            text += value.get<std::string>() + '\n';
        else if (key != "role" && !value.is_null())
            text += key + ": " + printed(value) + '\n';
    }
}

} // namespace

std::string promptText(std::string_view body)
{
    const Json event = Json::parse(body, nullptr, false);
    if (!event.is_object())
        return {};
    const auto prompt = event.find("prompt");
    if (prompt == event.end() || prompt->is_null()) {
        const auto params = event.find("params");
        return params == event.end() || params->is_null() ? std::string() : printed(*params) + '\n';
    }
    std::string text;
    if (prompt->is_array()) {
        for (const Json &message : *prompt)
            appendMessage(message, text);
    } else {
        appendMessage(*prompt, text);
    }
    return text;
}

} // namespace sluice
