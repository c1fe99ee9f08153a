// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

enum class ChatRole : std::uint8_t { System, User, Assistant, Tool, Other };

/// A piece of what somebody said. All texts are plain UTF-8, as they were received.
struct ChatPart
{
    enum class Kind : std::uint8_t {
        Text,
        Thinking,
        ToolCall, ///< `name`, `id`, and its arguments in `text`
        ToolResult, ///< `name` when told, the call's `id`, and what came back in `text`
        Media, ///< `name`: its media type or kind; `text`: its address, or how much data there is
        Other, ///< JSON of a form that is not known, in `text`; `name`: its "type"
    };

    Kind kind = Kind::Text;
    std::string name;
    std::string id;
    std::string text;
    bool isError = false; ///< of a tool result

    bool operator==(const ChatPart &) const = default;
};

struct ChatMessage
{
    ChatRole role = ChatRole::Other;
    std::string roleText; ///< the role as it was sent; empty: it is understood from the place
    std::string speaker; ///< a name beside the role; mostly empty
    std::vector<ChatPart> parts;
    bool isAnswer = false; ///< of the completion, not of the prompt

    bool operator==(const ChatMessage &) const = default;
};

struct ChatMessages
{
    std::vector<ChatMessage> messages;
    std::string problem; ///< why the body could not be read; empty = it could
};

/// What was said in an event: prompt and completion of an LLM call, call and result of a tool. Understands
/// the forms of AgentOps v2 (agentops-contract.md 2.5), content parts as OpenAI, Anthropic and the Vercel AI
/// SDK write them, answers of the first two as a whole, and OpenTelemetry's gen_ai attributes (3.5), flat or
/// as gen_ai.input.messages. What it does not understand is there as JSON, so nothing said is left out. A
/// pure function; thread: any. `body` is the event's JSON object.
ChatMessages messagesOf(EventType type, std::string_view body);

/// Whether a body may have messages, without reading it all: of an LLM or tool call always.
bool mayHaveMessages(EventType type, std::string_view body);

} // namespace sluice
