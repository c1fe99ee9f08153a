// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/otlp/attributes.h"

#include <string>

namespace sluice {

// The messages of an LLM call: `prompt` and `completion` of an event's body on one side, numbered attributes
// on the other (agentops-contract.md 3.5). thread: as the document's.

/// Adds `<prefix>.<i>.role`, `.content` and `.tool_calls.<j>.*`. A plain text is one message of `role`;
/// content that is no text stays JSON.
void addMessages(
    Attributes &attributes, std::string_view prefix, std::string_view role, simdjson::dom::element messages);

/// The messages as JSON, in the order of their numbers: of `gen_ai.prompt.*` an array of ChatML, of
/// `gen_ai.completion.*` the one object, or an array when there are more. Empty: there are none.
std::string messagesJson(const Attributes &attributes, std::string_view prefix, bool unwrapOne);

} // namespace sluice
