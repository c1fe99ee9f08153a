// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/token_text.h"

#include <string>
#include <string_view>

namespace sluice {

/// The access token of a collector: who must show it, if one is set. It is compared in constant time, by its
/// SHA-256, so that neither its bytes nor its length can be measured. thread: any.
class Access
{
public:
    /// Empty: none is set.
    explicit Access(std::string_view token);

    bool isOpen() const { return m_open; }

    /// `key` is the token, or the bearer made from it; also true when none is set.
    bool opens(std::string_view key) const;

    /// What AgentOps' 0.4 clients get for their key and show from then on. Made from the token, so that it is
    /// good after a restart too; random when none is set, as nobody asks for it then.
    std::string bearer() const;

private:
    bool m_open;
    TokenHash m_token{};
    TokenHash m_bearer{};
    std::string m_bearerText;
};

} // namespace sluice
