// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>

namespace sluice {

class Payload;

/// How deep a JSON value may be, here and at the collector (contract.md).
inline constexpr int mostJsonDepth = 64;

/// Appends a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
void appendJsonString(std::string &out, std::string_view text);

/// Appends text that is one JSON value already. False, and nothing appended, when it is not, or deeper than
/// mostJsonDepth.
bool appendJsonText(std::string &out, std::string_view text);

/// Appends a payload as JSON; NaN and infinities become null. False, and nothing appended, when it is absent,
/// deeper than mostJsonDepth, text that is not JSON, or what nlohmann made of such a text (a discarded
/// value).
bool appendPayload(std::string &out, const Payload &payload);

} // namespace sluice
