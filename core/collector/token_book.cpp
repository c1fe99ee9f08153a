// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/token_book.h"

#include "core/base/random.h"

#include <openssl/evp.h>

#include <cstring>
#include <new>
#include <span>

namespace sluice {

namespace {

std::array<std::uint8_t, 32> sha256(std::string_view text)
{
    std::array<std::uint8_t, 32> hash{};
    // Fails only without memory.
    if (EVP_Digest(text.data(), text.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
    return hash;
}

/// RFC 4648, section 5, without padding.
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

} // namespace

std::size_t TokenBook::FirstBytes::operator()(const Hash &hash) const noexcept
{
    std::size_t value = 0;
    std::memcpy(&value, hash.data(), sizeof value);
    return value;
}

TokenBook::TokenBook(const std::vector<TokenGrant> &known)
{
    for (const TokenGrant &grant : known)
        add(grant);
}

TokenBook::Fresh TokenBook::make(const SessionId &session, Timestamp now)
{
    std::array<std::uint8_t, 32> secret{};
    for (std::size_t i = 0; i < secret.size(); i += sizeof(std::uint64_t)) {
        const std::uint64_t random = systemEntropy();
        std::memcpy(secret.data() + i, &random, sizeof random);
    }
    Fresh fresh;
    fresh.token = base64Url(secret);
    fresh.grant = TokenGrant{sha256(fresh.token), session, now};
    return fresh;
}

void TokenBook::add(const TokenGrant &grant)
{
    m_sessions.insert_or_assign(grant.hash, grant.session);
}

std::optional<SessionId> TokenBook::sessionOf(std::string_view token) const
{
    const auto found = m_sessions.find(sha256(token));
    return found == m_sessions.end() ? std::nullopt : std::optional(found->second);
}

} // namespace sluice
