// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

/// How a session ended, in the words of the wire. No EndState at all: not ended, or ended without a word.
enum class EndState : std::uint8_t { Success, Fail, Indeterminate };

/// "Success", "Fail", "Indeterminate".
std::string_view wireName(EndState state);

/// Reads the wire's words, in any case, and what the documentation also sends: "completed", "succeeded",
/// "failed", "error". nullopt for anything else: the caller keeps the original text.
std::optional<EndState> endStateFromWire(std::string_view text);

} // namespace sluice
