// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/attributes.h"
#include "core/otlp/span_terms.h"

#include <string>

namespace sluice {

/// A list that stands in numbered attributes as the JSON array that it was: "gen_ai.prompt.0.role" becomes
/// the member `role` of the first item; items and members keep their order, items by their number.
/// OpenInference's wrapping ("message.", "message_content.", "tool_call.", "document.") is left out, so that
/// messages of all conventions look alike; its `contents` become `parts`. Values stay as they are: text that
/// is JSON stays text. Each value of the family is in it, whatever its key. Of answers that are one, the
/// object alone.
/// "" when there are none. thread: any.
std::string numberedJson(const Attributes &attributes, AttributeFamily family);

} // namespace sluice
