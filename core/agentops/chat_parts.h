// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/chat_messages.h"

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// Messages and their content, in any of the forms that messagesOf() knows. Elements live as long as their
// document. thread: as the document's.

/// A member that is there and not null.
std::optional<simdjson::dom::element> chatMember(simdjson::dom::element object, std::string_view name);

/// The member's text; of a value that is no string its JSON; empty when it is absent or null.
std::string chatText(simdjson::dom::element object, std::string_view name);

/// A string's text, or any other value as JSON.
std::string chatText(simdjson::dom::element value);

ChatRole chatRole(std::string_view word, ChatRole otherwise);

/// Appends what `said` holds: one message, a list of them, text, or something else as JSON. `otherwise` is
/// the role of what names none.
void addMessages(
    std::vector<ChatMessage> &messages, simdjson::dom::element said, ChatRole otherwise, bool isAnswer);

/// Appends the parts of a message's content: text, a part, or a list of parts.
void addContent(std::vector<ChatPart> &parts, simdjson::dom::element content);

/// Appends the calls of an OpenAI-like `tool_calls` list.
void addToolCalls(std::vector<ChatPart> &parts, simdjson::dom::element calls);

} // namespace sluice
