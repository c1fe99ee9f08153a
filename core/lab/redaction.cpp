// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/redaction.h"

#include "core/base/uuid.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace sluice {

namespace {

constexpr std::size_t shortestSecret = 6;
constexpr std::size_t shortestRandom = 32; ///< characters; a token of 256 bits has 43 in base64, 64 in hex

constexpr std::array secretNames
    = {"apikey", "parentkey", "privatekey", "secretkey", "accesskey", "token", "secret", "password", "passwd",
        "passphrase", "pwd", "jwt", "authorization", "cookie", "credential", "credentials"};
constexpr std::array prefixes
    = {"sk-", "pk-", "rk_", "sk_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xox", "AKIA", "AIza"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isNameChar(char c)
{
    return isDigit(c) || isUpper(c) || isLower(c) || c == '_' || c == '-';
}
bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
char lowered(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string low(text);
    for (char &c : low)
        c = lowered(c);
    return low;
}

std::size_t skip(std::string_view text, std::size_t at, bool (*what)(char))
{
    while (at < text.size() && what(text[at]))
        ++at;
    return at;
}

std::size_t findIgnoringCase(std::string_view text, std::string_view wanted, std::size_t from)
{
    const auto same = [](char a, char b) { return lowered(a) == lowered(b); };
    const auto found = std::search(
        text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), wanted.begin(), wanted.end(), same);
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

void replaceAll(std::string &text, std::string_view wanted, std::string_view by)
{
    for (std::size_t at = findIgnoringCase(text, wanted, 0); at != std::string::npos;
         at = findIgnoringCase(text, wanted, at + by.size()))
        text.replace(at, wanted.size(), by);
}

void redactPrivateKeys(std::string &text)
{
    constexpr std::string_view begin = "-----BEGIN ";
    constexpr std::string_view end = "-----END ";
    for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
        const std::size_t last = text.find(end, at);
        const std::size_t close = last == std::string::npos ? last : text.find("-----", last + end.size());
        text.replace(at, close == std::string::npos ? close : close + 5 - at, Redaction::shown);
    }
}

/// "//user:password@host" keeps the host.
void redactUserInfo(std::string &text)
{
    for (std::size_t at = text.find("//"); at != std::string::npos; at = text.find("//", at + 2)) {
        const std::size_t from = at + 2;
        const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>", from), text.size());
        const std::size_t sign = std::string_view(text).substr(0, end).rfind('@');
        if (sign != std::string::npos && sign >= from)
            text.replace(from, sign - from, Redaction::shown);
    }
}

/// Where the value that begins at `at` ends.
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return text.size();
    if (text.substr(at).starts_with(Redaction::shown))
        return at + Redaction::shown.size();
    if (text.substr(at).starts_with("\\\""))
        return std::min(text.find("\\\"", at + 2), text.size());
    if (text[at] == '"' || text[at] == '\'') {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != text[at])
            end += text[end] == '\\' ? 2 : 1;
        return std::min(end, text.size());
    }
    return std::min(text.find_first_of(" \t\r\n,;&\"')]}", at), text.size());
}

bool isScheme(std::string_view word)
{
    const std::string low = lowered(word);
    return low == "bearer" || low == "basic";
}

/// Replaces [at, end), an opening quote stays; gives where to go on.
std::size_t blacken(std::string &text, std::size_t at, std::size_t end)
{
    if (at < end && text[at] == '\\')
        ++at;
    if (at < end && (text[at] == '"' || text[at] == '\''))
        ++at;
    if (at < end)
        text.replace(at, end - at, Redaction::shown);
    return at < end ? at + Redaction::shown.size() : at;
}

/// After the name that ends at `end`: where its value begins; npos when it has none.
std::size_t valueAfter(std::string_view text, std::size_t end)
{
    std::size_t at = end;
    if (at < text.size() && text[at] == '\\')
        ++at;
    if (at < text.size() && (text[at] == '"' || text[at] == '\''))
        ++at;
    at = skip(text, at, isBlank);
    if (at >= text.size() || (text[at] != ':' && text[at] != '='))
        return std::string_view::npos;
    return skip(text, at + 1, isBlank);
}

/// These go to the end of the line: their values have blanks.
bool isHeaderName(std::string_view name)
{
    const std::string low = lowered(name);
    return low.ends_with("authorization") || low.ends_with("cookie");
}

std::size_t redactValue(std::string &text, std::string_view name, std::size_t at)
{
    if (isHeaderName(name) && text[at] != '"' && text[at] != '\'')
        return blacken(text, at, std::min(text.find_first_of("\r\n\"", at), text.size()));
    std::size_t end = endOfValue(text, at);
    if (isScheme(std::string_view(text).substr(at, end - at)))
        end = endOfValue(text, skip(text, end, isBlank));
    return blacken(text, at, end);
}

/// "api_key=...", "\"token\": \"...\"", "Bearer ...".
void redactNamed(std::string &text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = skip(text, at, isNameChar);
        if (end == at) {
            ++at;
            continue;
        }
        const std::string name = text.substr(at, end - at);
        at = end;
        const std::size_t value = valueAfter(text, end);
        const std::size_t word = skip(text, end, isBlank);
        if (value < text.size() && Redaction::isSecretName(name))
            at = redactValue(text, name, value);
        else if (isScheme(name) && word > end && endOfValue(text, word) - word >= shortestSecret
            && lowered(text.substr(word, 5)) != "token")
            at = blacken(text, word, endOfValue(text, word));
    }
}

bool isTokenChar(char c)
{
    return isNameChar(c) || c == '+' || c == '.' || c == '~';
}

bool looksRandom(std::string_view run)
{
    const bool digits = std::ranges::any_of(run, isDigit);
    const bool hex = std::ranges::all_of(run, isHex);
    const bool both = std::ranges::any_of(run, isUpper) && std::ranges::any_of(run, isLower);
    return run.size() >= shortestRandom && digits && (hex || (both && !Uuid::parse(std::string(run))));
}

bool looksLikeToken(std::string_view run)
{
    constexpr std::size_t rest = 12; // after a prefix
    const bool prefixed = std::ranges::any_of(prefixes, [run](std::string_view prefix) {
        return run.starts_with(prefix) && run.size() >= prefix.size() + rest;
    });
    const bool jwt = run.starts_with("eyJ") && std::ranges::count(run, '.') >= 1;
    return prefixed || jwt || looksRandom(run);
}

void redactTokens(std::string &text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = skip(text, at, isTokenChar);
        if (end > at && looksLikeToken(std::string_view(text).substr(at, end - at)))
            at = blacken(text, at, end);
        else
            at = end + 1;
    }
}

void shortenHome(std::string &text, const std::string &home)
{
    if (home.size() < 2)
        return;
    for (std::size_t at = text.find(home); at != std::string::npos; at = text.find(home, at + 1)) {
        const std::size_t end = at + home.size();
        const bool begins = at == 0 || !(isNameChar(text[at - 1]) || text[at - 1] == '.');
        if (begins && (end == text.size() || !isNameChar(text[end])))
            text.replace(at, home.size(), "~");
    }
}

} // namespace

Redaction::Redaction(std::vector<std::string> secrets, std::string home)
    : m_secrets(std::move(secrets))
    , m_home(std::move(home))
{
    std::erase_if(m_secrets, [](const std::string &secret) { return secret.size() < shortestSecret; });
    std::ranges::sort(m_secrets, std::ranges::greater(), &std::string::size);
    while (m_home.ends_with('/'))
        m_home.pop_back();
}

Redaction Redaction::ofThisProcess(std::vector<std::string> secrets)
{
    std::string home;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view line(*entry);
        const std::size_t sign = line.find('=');
        if (sign == std::string_view::npos)
            continue;
        if (isSecretName(line.substr(0, sign)) && !line.substr(0, sign).ends_with("PWD")) // a folder
            secrets.emplace_back(line.substr(sign + 1));
        if (line.substr(0, sign) == "HOME")
            home = line.substr(sign + 1);
    }
    return Redaction(std::move(secrets), std::move(home));
}

bool Redaction::isSecretName(std::string_view name)
{
    std::string plain = lowered(name);
    std::erase_if(plain, [](char c) { return c == '_' || c == '-'; });
    return std::ranges::any_of(
        secretNames, [&plain](std::string_view word) { return plain.ends_with(word); });
}

std::string Redaction::operator()(std::string_view text) const
{
    std::string clean(text);
    for (const std::string &secret : m_secrets)
        replaceAll(clean, secret, shown);
    redactPrivateKeys(clean);
    redactUserInfo(clean);
    redactNamed(clean);
    redactTokens(clean);
    shortenHome(clean, m_home);
    return clean;
}

} // namespace sluice
