// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/chat_messages.h"

#include <simdjson.h>

#include <vector>

namespace sluice {

/// Appends the messages that OpenTelemetry's gen_ai attributes of an object tell
/// (agentops-contract.md 3.5): `gen_ai.prompt.{i}.*` and `gen_ai.completion.{i}.*` by their numbers,
/// `gen_ai.input.messages`, `gen_ai.output.messages` and `gen_ai.system_instructions` as lists or as JSON
/// text. thread: as the document's.
void addAttributeMessages(std::vector<ChatMessage> &messages, simdjson::dom::object attributes);

} // namespace sluice
