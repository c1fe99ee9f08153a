// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Takes secrets out of text that leaves the machine. What is known to be one goes wherever it stands; what
/// looks like one goes too: values of what is called a key, token, secret or password, `Bearer ...`, header
/// fields that authorise, user names and passwords in URLs, JWTs, PEM private keys, and long random text. It
/// is better to lose a harmless word than to keep a secret. The home directory becomes "~".
/// A value; thread: any.
class Redaction
{
public:
    static constexpr std::string_view shown = "[redacted]";

    /// Secrets of fewer than 6 characters are left out: they would blacken ordinary words.
    explicit Redaction(std::vector<std::string> secrets = {}, std::string home = {});

    /// With the values of all of this process's environment that is called a key, token, secret or password,
    /// and its home directory. Reads the environment: before others change it.
    static Redaction ofThisProcess(std::vector<std::string> secrets);

    std::string operator()(std::string_view text) const;

    /// Something of that name holds a secret: "api_key", "AGENTOPS-API-KEY", "clientSecret", "jwt". Plurals
    /// are counts: "tokens" is none.
    static bool isSecretName(std::string_view name);

private:
    std::vector<std::string> m_secrets; ///< longest first
    std::string m_home;
};

} // namespace sluice
