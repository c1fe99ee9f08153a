// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>

namespace sluice {

/// The prompt of an event as lines that can be compared: of its stored JSON object the field "prompt".
/// Messages begin with a line "role:"; what is no text is printed as JSON, a field a line. Without a prompt
/// the "params", as JSON; else empty. Never an error: what is no JSON object has no prompt.
std::string promptText(std::string_view body);

} // namespace sluice
