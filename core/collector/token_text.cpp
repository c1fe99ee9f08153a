// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/token_text.h"

#include "core/base/random.h"

#include <openssl/evp.h>

#include <cstring>
#include <new>
#include <utility>

namespace sluice {

TokenHash tokenHash(std::string_view token)
{
    TokenHash hash{};
    // Fails only without memory.
    if (EVP_Digest(token.data(), token.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
    return hash;
}

std::string base64Url(std::span<const std::uint8_t> bytes)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes) {
        pending = (pending << 8U) | byte;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += alphabet[(pending >> bits) & 63U];
        }
    }
    if (bits > 0)
        text += alphabet[(pending << (6 - bits)) & 63U];
    return text;
}

std::optional<std::string> fromBase64(std::string_view text, std::size_t most)
{
    static constexpr std::string_view alphabet
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() > most || text.size() % 4 != 0)
        return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding)
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        pending = (pending << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((pending >> bits) & 255U);
        }
    }
    const bool isWhole = bits < 6 && (pending & ((1U << bits) - 1U)) == 0;
    return isWhole ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string randomToken()
{
    std::array<std::uint8_t, 32> secret{};
    for (std::size_t i = 0; i < secret.size(); i += sizeof(std::uint64_t)) {
        const std::uint64_t random = systemEntropy();
        std::memcpy(secret.data() + i, &random, sizeof random);
    }
    return base64Url(secret);
}

} // namespace sluice
