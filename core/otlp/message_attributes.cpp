// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/message_attributes.h"

#include "core/agentops/json_writer.h"

#include <charconv>
#include <map>
#include <optional>
#include <utility>

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

/// "3.role" is the third message's "role".
std::optional<std::pair<std::size_t, std::string_view>> numbered(std::string_view rest)
{
    std::size_t number = 0;
    const char *const end = rest.data() + rest.size();
    const auto [at, failure] = std::from_chars(rest.data(), end, number);
    if (failure != std::errc() || at == end || *at != '.')
        return std::nullopt;
    return std::pair(number, std::string_view(at + 1, static_cast<std::size_t>(end - at - 1)));
}

struct Message
{
    std::string members; ///< JSON, each with its comma before it
    std::map<std::size_t, std::string> calls;
};

void appendMember(std::string &out, std::string_view key, const Attribute &value)
{
    out += ',';
    appendJsonString(out, key);
    out += ':';
    appendAttributeJson(out, value);
}

std::string object(const std::string &members)
{
    return members.empty() ? "{}" : '{' + members.substr(1) + '}';
}

std::string messageText(const Message &message)
{
    std::string members = message.members;
    if (!message.calls.empty()) {
        members += R"(,"tool_calls":[)";
        for (const auto &[number, call] : message.calls) {
            if (members.back() != '[')
                members += ',';
            members += object(call);
        }
        members += ']';
    }
    return object(members);
}

std::map<std::size_t, Message> messagesOf(const Attributes &attributes, std::string_view prefix)
{
    constexpr std::string_view calls = "tool_calls.";
    std::map<std::size_t, Message> messages;
    for (const Attribute &attribute : attributes.all()) {
        if (!attribute.key.starts_with(prefix) || attribute.key.size() <= prefix.size() + 1)
            continue;
        const auto at = numbered(std::string_view(attribute.key).substr(prefix.size() + 1));
        if (!at)
            continue;
        Message &message = messages[at->first];
        const auto call
            = at->second.starts_with(calls) ? numbered(at->second.substr(calls.size())) : std::nullopt;
        if (call)
            appendMember(message.calls[call->first], call->second, attribute);
        else
            appendMember(message.members, at->second, attribute);
    }
    return messages;
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

std::string messagesJson(const Attributes &attributes, std::string_view prefix, bool unwrapOne)
{
    const std::map<std::size_t, Message> messages = messagesOf(attributes, prefix);
    if (messages.empty())
        return {};
    if (unwrapOne && messages.size() == 1)
        return messageText(messages.begin()->second);
    std::string json = "[";
    for (const auto &[number, message] : messages) {
        if (json.back() != '[')
            json += ',';
        json += messageText(message);
    }
    return json + ']';
}

} // namespace sluice
