// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/token_text.h"

#include <string>
#include <string_view>

namespace sluice {

/// The access token of a collector: who must show it, if one is set; and the key of the program's own
/// recorder, which is as good. They are compared in constant time, by their SHA-256, so that neither bytes
/// nor lengths can be measured. thread: any.
class Access
{
public:
    /// Empty: none is set; of the own key: there is none.
    explicit Access(std::string_view token, std::string_view ownKey = {});

    bool isOpen() const { return m_open; }

    /// `key` is the token, or the bearer made from it; also true when none is set.
    bool opens(std::string_view key) const;

    /// One of a pair of keys, as Langfuse's SDKs show them, is what opens() takes.
    bool opensEither(std::string_view user, std::string_view password) const;

    /// What AgentOps' 0.4 clients get for their key and show from then on. Made from the token, so that it is
    /// good after a restart too; random when none is set, as nobody asks for it then.
    std::string bearer() const;

private:
    bool m_open;
    TokenHash m_token{};
    TokenHash m_bearer{};
    TokenHash m_ownKey{}; ///< that of the token when there is none
    std::string m_bearerText;
};

} // namespace sluice
