// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/token_book.h"

#include <cstring>

namespace sluice {

std::size_t TokenBook::FirstBytes::operator()(const TokenHash &hash) const noexcept
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
    Fresh fresh;
    fresh.token = randomToken();
    fresh.grant = TokenGrant{tokenHash(fresh.token), session, now};
    return fresh;
}

void TokenBook::add(const TokenGrant &grant)
{
    m_sessions.insert_or_assign(grant.hash, grant.session);
}

std::optional<SessionId> TokenBook::sessionOf(std::string_view token) const
{
    const auto found = m_sessions.find(tokenHash(token));
    return found == m_sessions.end() ? std::nullopt : std::optional(found->second);
}

} // namespace sluice
