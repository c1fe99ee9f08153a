// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/chat_attributes.h"

#include "core/agentops/chat_parts.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

/// Takes "12." off the front.
std::optional<std::uint32_t> takeNumber(std::string_view &name)
{
    std::uint32_t number = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    if (read.ec != std::errc{} || read.ptr == name.data() + name.size() || *read.ptr != '.')
        return std::nullopt;
    name.remove_prefix(static_cast<std::size_t>(read.ptr - name.data()) + 1);
    return number;
}

bool takePrefix(std::string_view &name, std::string_view prefix)
{
    if (!name.starts_with(prefix))
        return false;
    name.remove_prefix(prefix.size());
    return true;
}

/// A message whose fields come one by one, in any order.
struct Pieces
{
    ChatMessage message;
    std::optional<element> content;
    std::string callId; ///< of a tool's message
    std::map<std::uint32_t, ChatPart> calls;
};

void takeCallField(ChatPart &call, std::string_view field, element value)
{
    if (field == "name")
        call.name = chatText(value);
    else if (field == "id")
        call.id = chatText(value);
    else if (field == "arguments")
        call.text = chatText(value);
}

void takeField(Pieces &pieces, std::string_view field, element value)
{
    if (takePrefix(field, "tool_calls.")) {
        if (const auto number = takeNumber(field)) {
            ChatPart &call = pieces.calls[*number];
            call.kind = ChatPart::Kind::ToolCall;
            takeCallField(call, field, value);
        }
        return;
    }
    if (field == "role")
        pieces.message.roleText = chatText(value);
    else if (field == "content")
        pieces.content = value;
    else if (field == "speaker" || field == "name")
        pieces.message.speaker = chatText(value);
    else if (field == "tool_call_id")
        pieces.callId = chatText(value);
}

ChatMessage whole(Pieces &&pieces, bool isAnswer)
{
    ChatMessage message = std::move(pieces.message);
    message.isAnswer = isAnswer;
    message.role = chatRole(message.roleText, isAnswer ? ChatRole::Assistant : ChatRole::User);
    if (message.role == ChatRole::Tool && pieces.content)
        message.parts.push_back(
            {ChatPart::Kind::ToolResult, {}, std::move(pieces.callId), chatText(*pieces.content)});
    else if (pieces.content)
        addContent(message.parts, *pieces.content);
    for (auto &[number, call] : pieces.calls)
        message.parts.push_back(std::move(call));
    return message;
}

/// A list of messages, or the JSON text of one.
void addList(std::vector<ChatMessage> &messages, element value, ChatRole otherwise, bool isAnswer)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) {
        addMessages(messages, value, otherwise, isAnswer);
        return;
    }
    simdjson::dom::parser parser;
    element list;
    if (parser.parse(simdjson::padded_string(text)).get(list) == simdjson::SUCCESS)
        addMessages(messages, list, otherwise, isAnswer);
    else
        addMessages(messages, value, otherwise, isAnswer);
}

} // namespace

void addAttributeMessages(std::vector<ChatMessage> &messages, simdjson::dom::object attributes)
{
    std::map<std::uint32_t, Pieces> prompt;
    std::map<std::uint32_t, Pieces> completion;
    std::optional<element> instructions;
    std::optional<element> input;
    std::optional<element> output;
    for (const auto &[key, value] : attributes) {
        std::string_view name = key;
        if (!takePrefix(name, "gen_ai.") || value.is_null())
            continue;
        if (name == "system_instructions") {
            instructions = value;
        } else if (name == "input.messages") {
            input = value;
        } else if (name == "output.messages") {
            output = value;
        } else if (takePrefix(name, "prompt.")) {
            if (const auto number = takeNumber(name))
                takeField(prompt[*number], name, value);
        } else if (takePrefix(name, "completion.")) {
            if (const auto number = takeNumber(name))
                takeField(completion[*number], name, value);
        }
    }
    if (instructions)
        addList(messages, *instructions, ChatRole::System, false);
    if (input)
        addList(messages, *input, ChatRole::User, false);
    for (auto &[number, pieces] : prompt)
        messages.push_back(whole(std::move(pieces), false));
    if (output)
        addList(messages, *output, ChatRole::Assistant, true);
    for (auto &[number, pieces] : completion)
        messages.push_back(whole(std::move(pieces), true));
}

} // namespace sluice
