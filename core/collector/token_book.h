// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/token_text.h"
#include "core/model/stored.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

/// Which token speaks for which session. Holds SHA-256 hashes only: no token can be read back from it or from
/// the store. Tokens do not expire. thread: one at a time.
class TokenBook
{
public:
    explicit TokenBook(const std::vector<TokenGrant> &known);

    struct Fresh
    {
        std::string token; ///< a randomToken()
        TokenGrant grant;
    };
    /// A new token; it is good once its grant was given to add().
    static Fresh make(const SessionId &session, Timestamp now);

    void add(const TokenGrant &grant);

    /// nullopt: never granted here.
    std::optional<SessionId> sessionOf(std::string_view token) const;

private:
    struct FirstBytes
    {
        std::size_t operator()(const TokenHash &hash) const noexcept;
    };
    std::unordered_map<TokenHash, SessionId, FirstBytes> m_sessions;
};

} // namespace sluice
