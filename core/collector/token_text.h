// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sluice {

// What tokens are made of. thread: any.

/// The SHA-256 of a token: what is kept instead of it.
using TokenHash = std::array<std::uint8_t, 32>;
TokenHash tokenHash(std::string_view token);

/// RFC 4648, section 5, without padding.
std::string base64Url(std::span<const std::uint8_t> bytes);

/// The bytes of a text of RFC 4648, section 4: with its padding, and with nothing in the bits that it leaves
/// over, so that no two texts are the same bytes. nullopt: it is none, or longer than `most`.
std::optional<std::string> fromBase64(std::string_view text, std::size_t most);

/// 256 random bits of the system, as URL-safe text.
std::string randomToken();

} // namespace sluice
