// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/chat_messages.h"

#include "core/agentops/chat_attributes.h"
#include "core/agentops/chat_parts.h"
#include "core/agentops/json_document.h"

#include <initializer_list>
#include <optional>

namespace sluice {

namespace {

using simdjson::dom::element;

std::optional<element> firstMember(element body, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (const auto value = chatMember(body, name))
            return value;
    }
    return std::nullopt;
}

void addToolUse(std::vector<ChatMessage> &messages, element body)
{
    std::string name = chatText(body, "name");
    if (name.empty())
        name = chatText(body, "tool_name");
    const auto params = firstMember(body, {"params", "input"});
    ChatMessage call{ChatRole::Assistant, {}, {}, {}, false};
    call.parts.push_back(
        {ChatPart::Kind::ToolCall, name, chatText(body, "id"), params ? chatText(*params) : std::string()});
    messages.push_back(std::move(call));
    if (const auto returns = firstMember(body, {"returns", "output"})) {
        ChatMessage result{ChatRole::Tool, {}, {}, {}, true};
        result.parts.push_back({ChatPart::Kind::ToolResult, name, {}, chatText(*returns)});
        messages.push_back(std::move(result));
    }
}

/// The attributes' messages are used when prompt and completion say nothing: both at once would be the same
/// twice.
void addTalk(std::vector<ChatMessage> &messages, element body)
{
    if (const auto prompt = chatMember(body, "prompt"))
        addMessages(messages, *prompt, ChatRole::User, false);
    if (const auto completion = chatMember(body, "completion"))
        addMessages(messages, *completion, ChatRole::Assistant, true);
    if (!messages.empty())
        return;
    simdjson::dom::object attributes;
    for (const std::string_view name : {"attributes", "span_attributes"}) {
        if (body[name].get(attributes) == simdjson::SUCCESS)
            addAttributeMessages(messages, attributes);
    }
    if (messages.empty() && body.get(attributes) == simdjson::SUCCESS)
        addAttributeMessages(messages, attributes);
}

} // namespace

ChatMessages messagesOf(EventType type, std::string_view body)
{
    ChatMessages chat;
    JsonDocument document;
    if (const Result<void> read = document.read(body); !read) {
        chat.problem = read.error().message;
        return chat;
    }
    if (!document.root().is_object())
        return chat;
    addTalk(chat.messages, document.root());
    if (chat.messages.empty() && type == EventType::Tool)
        addToolUse(chat.messages, document.root());
    return chat;
}

bool mayHaveMessages(EventType type, std::string_view body)
{
    if (type == EventType::Llm || type == EventType::Tool)
        return true;
    for (const std::string_view sign :
        {"\"prompt\"", "\"completion\"", "\"gen_ai.prompt.", "\"gen_ai.input.messages\""}) {
        if (body.find(sign) != std::string_view::npos)
            return true;
    }
    return false;
}

} // namespace sluice
