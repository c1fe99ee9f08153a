// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/message_attributes.h"

#include <cstddef>
#include <string_view>

namespace sluice {

namespace {

using simdjson::dom::element;

/// A message is an object of `role` and `content`; a content of another shape stays JSON.
void addMessage(Attributes &attributes, const std::string &prefix, std::string_view role, element message)
{
    simdjson::dom::object members;
    std::string_view text;
    if (message.get(members) != simdjson::SUCCESS) {
        const bool isText = message.get(text) == simdjson::SUCCESS;
        attributes.add(prefix + ".role", std::string(role));
        attributes.add(prefix + ".content", isText ? std::string(text) : simdjson::to_string(message));
        return;
    }
    for (const auto member : members) {
        const std::string key = prefix + '.' + std::string(member.key);
        simdjson::dom::array calls;
        if (member.key == "tool_calls" && member.value.get(calls) == simdjson::SUCCESS) {
            std::size_t index = 0;
            for (const element call : calls) {
                const std::string callKey = key + '.' + std::to_string(index++);
                if (element function; call.at_key("function").get(function) == simdjson::SUCCESS) {
                    for (const char *name : {"name", "arguments"}) {
                        if (function.at_key(name).get(text) == simdjson::SUCCESS)
                            attributes.add(callKey + '.' + name, std::string(text));
                    }
                }
                for (const char *name : {"id", "type"}) {
                    if (call.at_key(name).get(text) == simdjson::SUCCESS)
                        attributes.add(callKey + '.' + name, std::string(text));
                }
            }
        } else if (member.value.get(text) == simdjson::SUCCESS) {
            attributes.add(key, std::string(text));
        } else if (!member.value.is_null()) {
            attributes.add(key, simdjson::to_string(member.value));
        }
    }
}

} // namespace

void addMessages(Attributes &attributes, std::string_view prefix, std::string_view role, element messages)
{
    simdjson::dom::array list;
    if (messages.get(list) != simdjson::SUCCESS) {
        addMessage(attributes, std::string(prefix) + ".0", role, messages);
        return;
    }
    std::size_t index = 0;
    for (const element message : list)
        addMessage(attributes, std::string(prefix) + '.' + std::to_string(index++), role, message);
}

} // namespace sluice
