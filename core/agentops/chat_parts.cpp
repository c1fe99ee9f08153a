// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/chat_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;
using Kind = ChatPart::Kind;

std::string firstText(element object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (const auto value = chatMember(object, name))
            return chatText(*value);
    }
    return {};
}

/// Tool results come as text or as a list of parts.
std::string resultText(element object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const auto value = chatMember(object, name);
        if (!value)
            continue;
        if (!value->is_array())
            return chatText(*value);
        std::vector<ChatPart> parts;
        addContent(parts, *value);
        if (std::ranges::any_of(parts, [](const ChatPart &part) { return part.kind != Kind::Text; }))
            return chatText(*value);
        std::string text;
        for (const ChatPart &part : parts)
            text += (text.empty() ? "" : "\n") + part.text;
        return text;
    }
    return {};
}

/// "image/png, 12,345 characters of base64" would tell; the count alone is enough here.
std::string dataText(std::string_view data)
{
    return std::to_string(data.size()) + " characters of base64";
}

ChatPart mediaPart(element part, std::string_view type)
{
    ChatPart media{Kind::Media, std::string(type), {}, {}};
    for (const std::string_view name : {"image_url", "source", "input_audio", "file", "image", "blob"}) {
        const auto inner = chatMember(part, name);
        if (!inner)
            continue;
        if (inner->is_string()) {
            media.text = chatText(*inner);
            return media;
        }
        if (const std::string mime = firstText(*inner, {"media_type", "format", "mime_type"}); !mime.empty())
            media.name = mime;
        media.text = firstText(*inner, {"url", "file_id", "uri"});
        if (const std::string data = firstText(*inner, {"data", "file_data"});
            media.text.empty() && !data.empty())
            media.text = dataText(data);
        return media;
    }
    if (const std::string mime = firstText(part, {"mime_type", "media_type"}); !mime.empty())
        media.name = mime;
    media.text = firstText(part, {"uri", "url", "file_id"});
    if (const auto data = chatMember(part, "content"); media.text.empty() && data)
        media.text = dataText(chatText(*data));
    return media;
}

ChatPart callPart(element call)
{
    const element function = chatMember(call, "function").value_or(call);
    return {Kind::ToolCall, firstText(function, {"name", "toolName"}),
        firstText(call, {"id", "call_id", "toolCallId"}),
        firstText(function, {"arguments", "input", "parameters", "args"})};
}

ChatPart resultPart(element result)
{
    ChatPart part{Kind::ToolResult, firstText(result, {"name", "toolName"}),
        firstText(result, {"tool_use_id", "tool_call_id", "call_id", "toolCallId", "id"}),
        resultText(result, {"content", "output", "response", "result"})};
    bool isError = false;
    part.isError = result["is_error"].get(isError) == simdjson::SUCCESS && isError;
    return part;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

bool isMedia(std::string_view type)
{
    return isOneOf(type,
        {"image_url", "image", "input_image", "input_audio", "audio", "file", "input_file", "document",
            "blob", "uri", "video"});
}

/// One element of a content list, or an item of OpenAI's Responses API.
ChatPart partOf(element part)
{
    if (!part.is_object())
        return {part.is_string() ? Kind::Text : Kind::Other, {}, {}, chatText(part)};
    const std::string type = chatText(part, "type");
    if (isOneOf(type, {"tool_use", "tool_call", "tool-call", "function_call", "function", "server_tool_use"}))
        return callPart(part);
    if (isOneOf(type, {"tool_result", "tool-result", "tool_call_response", "function_call_output"}))
        return resultPart(part);
    if (isOneOf(type, {"thinking", "reasoning", "redacted_thinking"})) {
        const std::string text = firstText(part, {"thinking", "text", "content"});
        return {Kind::Thinking, {}, {}, text.empty() ? resultText(part, {"summary", "data"}) : text};
    }
    if (isMedia(type))
        return mediaPart(part, type);
    if (const std::string text = firstText(part, {"text", "refusal"}); !text.empty())
        return {Kind::Text, {}, {}, text};
    if (const auto content = chatMember(part, "content"); type == "text" && content)
        return {Kind::Text, {}, {}, chatText(*content)};
    if (isOneOf(type, {"text", "input_text", "output_text"}))
        return {};
    return {Kind::Other, type, {}, chatText(part)};
}

bool isMessage(element said)
{
    return chatMember(said, "role") || chatMember(said, "tool_calls") || chatMember(said, "function_call")
        || (chatMember(said, "content") && !chatMember(said, "type"));
}

/// A message of role tool or function is the result of a call, whatever its content.
void addToolMessage(ChatMessage &message, element said)
{
    message.parts.push_back(resultPart(said));
    message.speaker.clear();
}

ChatMessage messageOf(element said, ChatRole otherwise)
{
    ChatMessage message;
    message.roleText = chatText(said, "role");
    message.role = chatRole(message.roleText, otherwise);
    message.speaker = chatText(said, "name");
    if (message.role == ChatRole::Tool && !chatMember(said, "parts")) {
        addToolMessage(message, said);
        return message;
    }
    for (const std::string_view name : {"reasoning_content", "thinking"}) {
        if (const std::string thought = chatText(said, name); !thought.empty())
            message.parts.push_back({Kind::Thinking, {}, {}, thought});
    }
    for (const std::string_view name : {"content", "parts", "refusal"}) {
        if (const auto content = chatMember(said, name))
            addContent(message.parts, *content);
    }
    if (const auto calls = chatMember(said, "tool_calls"))
        addToolCalls(message.parts, *calls);
    if (const auto call = chatMember(said, "function_call"))
        message.parts.push_back(callPart(*call));
    return message;
}

/// An answer of an API as a whole, or AgentOps' own wrapping: its messages are one level further in.
bool addWrapped(std::vector<ChatMessage> &messages, element said, ChatRole otherwise, bool isAnswer)
{
    for (const std::string_view name : {"messages", "output", "choices"}) {
        const auto inner = chatMember(said, name);
        if (inner && inner->is_array()) {
            addMessages(messages, *inner, otherwise, isAnswer);
            return true;
        }
    }
    if (const auto message = chatMember(said, "message")) { // a choice
        addMessages(messages, *message, otherwise, isAnswer);
        return true;
    }
    if (const auto text = chatMember(said, "string"); text && chatText(said, "type") == "string") {
        addMessages(messages, *text, otherwise, isAnswer);
        return true;
    }
    return false;
}

ChatRole roleOf(const ChatPart &part, ChatRole otherwise)
{
    if (part.kind == Kind::ToolResult)
        return ChatRole::Tool;
    return part.kind == Kind::ToolCall || part.kind == Kind::Thinking ? ChatRole::Assistant : otherwise;
}

} // namespace

std::optional<element> chatMember(element object, std::string_view name)
{
    element value;
    if (!object.is_object() || object[name].get(value) != simdjson::SUCCESS || value.is_null())
        return std::nullopt;
    return value;
}

std::string chatText(element object, std::string_view name)
{
    const auto value = chatMember(object, name);
    return value ? chatText(*value) : std::string();
}

std::string chatText(element value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::to_string(value);
}

ChatRole chatRole(std::string_view word, ChatRole otherwise)
{
    static constexpr std::array known = {std::pair{"system", ChatRole::System},
        std::pair{"developer", ChatRole::System}, std::pair{"user", ChatRole::User},
        std::pair{"human", ChatRole::User}, std::pair{"assistant", ChatRole::Assistant},
        std::pair{"ai", ChatRole::Assistant}, std::pair{"model", ChatRole::Assistant},
        std::pair{"tool", ChatRole::Tool}, std::pair{"function", ChatRole::Tool}};
    for (const auto &[name, role] : known) {
        if (word == name)
            return role;
    }
    return word.empty() ? otherwise : ChatRole::Other;
}

void addMessages(std::vector<ChatMessage> &messages, element said, ChatRole otherwise, bool isAnswer)
{
    if (said.is_array()) {
        for (const element one : simdjson::dom::array(said))
            addMessages(messages, one, otherwise, isAnswer);
        return;
    }
    ChatMessage message;
    if (isMessage(said)) {
        message = messageOf(said, otherwise);
    } else if (addWrapped(messages, said, otherwise, isAnswer)) {
        return;
    } else {
        message.parts.push_back(partOf(said));
        message.role = roleOf(message.parts.back(), otherwise);
    }
    message.isAnswer = isAnswer;
    messages.push_back(std::move(message));
}

void addContent(std::vector<ChatPart> &parts, element content)
{
    if (!content.is_array()) {
        parts.push_back(partOf(content));
        return;
    }
    for (const element part : simdjson::dom::array(content))
        parts.push_back(partOf(part));
}

void addToolCalls(std::vector<ChatPart> &parts, element calls)
{
    if (!calls.is_array()) {
        parts.push_back({Kind::Other, "tool_calls", {}, chatText(calls)});
        return;
    }
    for (const element call : simdjson::dom::array(calls))
        parts.push_back(callPart(call));
}

} // namespace sluice
