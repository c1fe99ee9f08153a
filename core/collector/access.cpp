// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/access.h"

#include "core/collector/token_text.h"

#include <openssl/crypto.h>

namespace sluice {

namespace {

bool isSame(const TokenHash &hash, const TokenHash &other)
{
    return CRYPTO_memcmp(hash.data(), other.data(), hash.size()) == 0;
}

} // namespace

Access::Access(std::string_view token, std::string_view ownKey)
    : m_open(token.empty())
{
    if (m_open)
        return;
    m_token = tokenHash(token);
    m_bearerText = base64Url(tokenHash("Sluice's bearer of " + std::string(token)));
    m_bearer = tokenHash(m_bearerText);
    m_ownKey = ownKey.empty() ? m_token : tokenHash(ownKey);
}

bool Access::opens(std::string_view key) const
{
    if (m_open)
        return true;
    const TokenHash hash = tokenHash(key);
    // All are always compared.
    const bool isToken = isSame(hash, m_token);
    const bool isBearer = isSame(hash, m_bearer);
    const bool isOwnKey = isSame(hash, m_ownKey);
    return isToken || isBearer || isOwnKey;
}

bool Access::opensEither(std::string_view user, std::string_view password) const
{
    const bool byUser = opens(user); // both are always compared
    const bool byPassword = opens(password);
    return byUser || byPassword;
}

std::string Access::bearer() const
{
    return m_open ? randomToken() : m_bearerText;
}

} // namespace sluice
