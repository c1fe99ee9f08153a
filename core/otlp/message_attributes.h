// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/otlp/attributes.h"

#include <string>

namespace sluice {

/// The messages of an LLM call (`prompt` and `completion` of an event's body) as numbered attributes
/// (agentops-contract.md 3.5; numberedJson() is the way back). Adds `<prefix>.<i>.role`, `.content` and
/// `.tool_calls.<j>.*`. A plain text is one message of `role`; content that is no text stays JSON. thread: as
/// the document's.
void addMessages(
    Attributes &attributes, std::string_view prefix, std::string_view role, simdjson::dom::element messages);

} // namespace sluice
