// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace sluice {

struct JsonText;
class Payload;

/// How deep a JSON value may be, here and at the collector (contract.md).
inline constexpr int mostJsonDepth = 64;

/// Appends a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
void appendJsonString(std::string &out, std::string_view text);

/// Appends `"key":`, after a comma unless an object or array has just been opened.
void appendJsonKey(std::string &out, std::string_view key);

/// Appends a payload as JSON. False, and nothing appended, when it is absent, deeper than mostJsonDepth, or
/// text that is not JSON.
bool appendPayload(std::string &out, const Payload &payload);

} // namespace sluice
