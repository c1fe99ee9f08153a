// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <optional>
#include <string_view>

namespace sluice {

/// A server may not silence a session for longer than this (contract.md: Retry-After up to 5 min).
inline constexpr Millis longestRetryAfter{300'000};

/// How long a Retry-After header asks to wait from `now` on: seconds, or any of HTTP's three dates (RFC 9110,
/// 10.2.3), at most longestRetryAfter. nullopt for a date that is past, a negative number and any other text.
std::optional<Millis> parseRetryAfter(std::string_view value, Timestamp now);

} // namespace sluice
