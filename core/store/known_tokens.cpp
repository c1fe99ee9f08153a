// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/known_tokens.h"

#include "core/sqlite/statement.h"

#include <algorithm>

namespace sluice {

Result<void> KnownTokens::readFrom(Connection &connection)
{
    std::vector<TokenGrant> tokens;
    Statement select(connection, "SELECT hash, session, granted FROM tokens");
    Rows rows = select.query();
    while (rows.next()) {
        TokenGrant token;
        const std::span<const std::uint8_t> hash = rows.bytes(0);
        std::copy_n(hash.begin(), std::min(hash.size(), token.hash.size()), token.hash.begin());
        token.session = rows.id<SessionId>(1);
        token.granted = rows.time(2);
        tokens.push_back(std::move(token));
    }
    add(tokens);
    return rows.result();
}

void KnownTokens::add(const std::vector<TokenGrant> &tokens)
{
    MutexLock lock(m_mutex);
    for (const TokenGrant &token : tokens)
        m_tokens.insert_or_assign(token.hash, token);
}

std::vector<TokenGrant> KnownTokens::all() const
{
    std::vector<TokenGrant> tokens;
    MutexLock lock(m_mutex);
    tokens.reserve(m_tokens.size());
    for (const auto &[hash, token] : m_tokens)
        tokens.push_back(token);
    return tokens;
}

} // namespace sluice
