// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/secret_mask.h"

#include "core/collector/request_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sluice {

namespace {

/// A part of the text that is a secret.
struct Span
{
    std::size_t from = 0;
    std::size_t to = 0;
};

constexpr bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Every byte of what is stored is looked at: by a table.
constexpr std::array<bool, 256> wordBytes = [] {
    std::array<bool, 256> words{};
    for (std::size_t byte = 0; byte < words.size(); ++byte) {
        const char c = static_cast<char>(byte);
        words[byte] = isLetterOrDigit(c) || c == '_' || c == '-';
    }
    return words;
}();

/// What keys, tokens and names are written in.
bool isWordChar(char c)
{
    return wordBytes[static_cast<unsigned char>(c)];
}

bool isTokenChar(char c)
{
    return isWordChar(c) || c == '.' || c == '+' || c == '/' || c == '=' || c == '~';
}

template <typename Belongs>
std::size_t endOf(std::string_view text, std::size_t from, Belongs belongs)
{
    while (from < text.size() && belongs(text[from]))
        ++from;
    return from;
}

bool beginsWord(std::string_view text, std::size_t at)
{
    return at == 0 || !isWordChar(text[at - 1]);
}

bool startsWith(std::string_view text, std::size_t at, std::string_view word)
{
    return text.size() - at >= word.size() && equalIgnoringCase(text.substr(at, word.size()), word);
}

/// "sk-abc...": the part after the prefix that says whose key it is.
std::optional<Span> keyAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t shortest = 16;
    constexpr std::string_view prefix = "sk-";
    if (!text.substr(at).starts_with(prefix) || !beginsWord(text, at))
        return std::nullopt;
    const std::size_t end = endOf(text, at, isWordChar);
    const bool hasDigit
        = std::ranges::any_of(text.substr(at, end - at), [](char c) { return c >= '0' && c <= '9'; });
    if (end - at < prefix.size() + shortest || !hasDigit)
        return std::nullopt;
    return Span{at + prefix.size(), end};
}

/// Three parts of base64, the first of which begins a JSON object.
std::optional<Span> jwtAt(std::string_view text, std::size_t at)
{
    if (!text.substr(at).starts_with("eyJ") || !beginsWord(text, at))
        return std::nullopt;
    const std::size_t first = endOf(text, at, isWordChar);
    if (first >= text.size() || text[first] != '.')
        return std::nullopt;
    const std::size_t second = endOf(text, first + 1, isWordChar);
    if (second == first + 1 || second >= text.size() || text[second] != '.')
        return std::nullopt;
    return Span{at, endOf(text, second + 1, isWordChar)};
}

/// "Bearer abc..." and "Basic abc..."
std::optional<Span> credentialAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t shortest = 16; // "bearer of bad news" is none
    for (const std::string_view scheme : {"bearer ", "basic "}) {
        if (!startsWith(text, at, scheme) || !beginsWord(text, at))
            continue;
        const std::size_t from = at + scheme.size();
        const std::size_t end = endOf(text, from, isTokenChar);
        if (end - from >= shortest)
            return Span{from, end};
    }
    return std::nullopt;
}

/// At the ':' of "://user:password@host": the password.
std::optional<Span> passwordOfUrlAt(std::string_view text, std::size_t at)
{
    if (!text.substr(at).starts_with("://"))
        return std::nullopt;
    const std::size_t from = at + 3;
    const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>\\", from), text.size());
    const std::string_view authority = text.substr(from, end - from);
    const std::size_t sign = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (sign == std::string_view::npos || colon >= sign || colon + 1 == sign
        || authority.substr(colon + 1, sign - colon - 1) == maskedText)
        return std::nullopt;
    return Span{from + colon + 1, from + sign};
}

/// Plain names, in lower case, without '_' and '-'. No "token" alone: models have tokens.
constexpr std::array secretNames = {std::string_view("password"), std::string_view("passwd"),
    std::string_view("passphrase"), std::string_view("apikey"), std::string_view("apikeys"),
    std::string_view("xapikey"), std::string_view("xagentopsapikey"), std::string_view("xagentopsauth"),
    std::string_view("xagentopsparentkey"), std::string_view("openaiapikey"),
    std::string_view("agentopsapikey"), std::string_view("anthropicapikey"),
    std::string_view("authorization"), std::string_view("proxyauthorization"),
    std::string_view("clientsecret"), std::string_view("accesstoken"), std::string_view("refreshtoken"),
    std::string_view("secretkey"), std::string_view("secretaccesskey"),
    std::string_view("awssecretaccesskey"), std::string_view("privatekey"), std::string_view("setcookie")};

bool isSecretName(std::string_view name)
{
    constexpr std::size_t longest = 40;
    if (name.size() > longest)
        return false;
    std::array<char, longest> plain{};
    std::size_t length = 0;
    for (const char c : name) {
        if (c != '_' && c != '-')
            plain[length++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return std::ranges::find(secretNames, std::string_view(plain.data(), length)) != secretNames.end();
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The backslashes of a quote within a string, and the quote.
std::size_t pastQuote(std::string_view text, std::size_t at)
{
    const std::size_t quote = endOf(text, at, [](char c) { return c == '\\'; });
    return quote < text.size() && text[quote] == '"' ? quote + 1 : at;
}

/// Where the text ends that began with a quote of so many backslashes: each string within a string doubles
/// them and adds one, so that a quote of its own has more. Fewer: the string around it ends.
std::size_t endOfQuoted(std::string_view text, std::size_t from, std::size_t slashes)
{
    for (std::size_t at = from; at < text.size();) {
        const std::size_t quote = endOf(text, at, [](char c) { return c == '\\'; });
        const std::size_t here = quote - at;
        const bool ends = here < slashes || here % (2 * (slashes + 1)) == slashes;
        if (quote < text.size() && text[quote] == '"' && ends)
            return quote - std::min(here, slashes);
        at = quote + 1;
    }
    return text.size();
}

/// A value without quotes; after "Bearer" and the like its second word too.
std::size_t endOfPlain(std::string_view text, std::size_t from)
{
    const std::size_t end = endOf(text, from, isTokenChar);
    const std::string_view word = text.substr(from, end - from);
    const bool isScheme = equalIgnoringCase(word, "bearer") || equalIgnoringCase(word, "basic");
    return isScheme ? endOf(text, endOf(text, end, isBlank), isTokenChar) : end;
}

/// At the begin of a name: "name": "value" (also escaped within a string), name=value, name: value.
std::optional<Span> namedAt(std::string_view text, std::size_t at)
{
    if (!beginsWord(text, at))
        return std::nullopt;
    const std::size_t nameEnd = endOf(text, at, isWordChar);
    const std::size_t pastName = pastQuote(text, nameEnd);
    const std::size_t sign = endOf(text, pastName, isBlank);
    if (sign >= text.size() || (text[sign] != ':' && text[sign] != '=')
        || !isSecretName(text.substr(at, nameEnd - at)))
        return std::nullopt;
    const std::size_t value = endOf(text, sign + 1, isBlank);
    const std::size_t from = pastQuote(text, value);
    const bool isQuoted = from > value;
    // A member's value stands in quotes like its name's; numbers are left, and containers looked into.
    // Without quotes around the name, a quote without a backslash is the end of the string that all this is
    // in.
    const bool isMember = pastName > nameEnd;
    const bool isWrongQuote = isMember ? from - value != pastName - nameEnd
                                       : isQuoted && (text[sign] == ':' || from - value == 1);
    if (isWrongQuote)
        return std::nullopt;
    const std::size_t end = isQuoted ? endOfQuoted(text, from, from - value - 1) : endOfPlain(text, value);
    const std::string_view found = text.substr(from, end - from);
    return found.empty() || found == maskedText ? std::nullopt : std::optional(Span{from, end});
}

/// What a secret, or what tells of one, can be when it begins with this byte.
enum class Start : std::uint8_t { None, Url, Key, Jwt, Name, Credential };

constexpr std::array<Start, 256> starts = [] {
    std::array<Start, 256> kinds{};
    for (const char c : std::string_view("SpPaAxXoOcCrR"))
        kinds[static_cast<unsigned char>(c)] = Start::Name;
    kinds['s'] = Start::Key; // or a name
    kinds['e'] = Start::Jwt;
    kinds['b'] = kinds['B'] = Start::Credential;
    kinds[':'] = Start::Url;
    return kinds;
}();

Start startOf(char c)
{
    return starts[static_cast<unsigned char>(c)];
}

std::optional<Span> secretAt(std::string_view text, std::size_t at)
{
    switch (startOf(text[at])) {
    case Start::Url:
        return passwordOfUrlAt(text, at);
    case Start::Key:
        if (auto found = keyAt(text, at))
            return found;
        return namedAt(text, at);
    case Start::Jwt:
        return jwtAt(text, at);
    case Start::Name:
        return namedAt(text, at);
    case Start::Credential:
        return credentialAt(text, at);
    case Start::None:
        break;
    }
    return std::nullopt;
}

/// The first place from `at` on where a secret may begin: a colon, or a word; the size when there is none.
std::size_t nextStart(std::string_view text, std::size_t at)
{
    if (at > 0 && at < text.size() && isWordChar(text[at - 1]))
        at = endOf(text, at, isWordChar); // within a word none begins
    while (at < text.size()) {
        if (startOf(text[at]) != Start::None)
            return at;
        at = isWordChar(text[at]) ? endOf(text, at, isWordChar) : at + 1;
    }
    return at;
}

} // namespace

std::uint64_t maskSecrets(std::string &text)
{
    std::uint64_t masked = 0;
    std::string clean;
    std::size_t kept = 0; // everything before it is in `clean`
    for (std::size_t at = nextStart(text, 0); at < text.size();) {
        const auto secret = secretAt(text, at);
        if (!secret) {
            at = nextStart(text, at + 1);
            continue;
        }
        clean.append(text, kept, secret->from - kept).append(maskedText);
        kept = secret->to;
        at = nextStart(text, kept);
        ++masked;
    }
    if (masked > 0)
        text = clean.append(text, kept);
    return masked;
}

} // namespace sluice
