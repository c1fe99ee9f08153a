// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/request_text.h"

#include "core/collector/token_text.h"

#include <algorithm>

namespace sluice {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Without HTTP's optional white space at both ends.
std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Two keys of Langfuse are some 80 bytes.
constexpr std::size_t mostOfCredentials = 1'024;

/// What an Authorization says behind its scheme; empty when that is another.
std::string_view afterScheme(std::string_view authorization, std::string_view scheme)
{
    const std::string_view text = trimmed(authorization);
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || !equalIgnoringCase(text.substr(0, space), scheme))
        return {};
    return trimmed(text.substr(space));
}

__extension__ using Number = unsigned __int128; // of a trace

} // namespace

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view frontOf(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    constexpr std::size_t longestCharacter = 4;
    std::size_t end = bytes;
    while (
        end + longestCharacter > bytes && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

std::string pathOf(std::string_view target)
{
    std::string path;
    for (const char c : target.substr(0, target.find_first_of("?#"))) {
        if (c == '/' && !path.empty() && path.back() == '/')
            continue;
        // Only ASCII is ever a path of ours, and the path is repeated in answers, which are UTF-8.
        path += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    }
    if (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path;
}

bool wantsStoredData(std::string_view path)
{
    constexpr std::string_view prefix = "/v2/sessions/";
    if (path.substr(0, prefix.size()) != prefix)
        return false;
    const std::string_view rest = path.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    return slash != std::string_view::npos && slash > 0
        && (rest.substr(slash) == "/stats" || rest.substr(slash) == "/export");
}

std::string_view bearerOf(std::string_view authorization)
{
    const std::string_view token = afterScheme(authorization, "Bearer");
    return token.substr(0, token.find(' '));
}

std::optional<BasicCredentials> basicOf(std::string_view authorization)
{
    const auto text = fromBase64(afterScheme(authorization, "Basic"), mostOfCredentials);
    const std::size_t colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos)
        return std::nullopt;
    return BasicCredentials{text->substr(0, colon), text->substr(colon + 1)};
}

bool isOfType(std::string_view contentType, std::string_view type)
{
    return equalIgnoringCase(trimmed(contentType.substr(0, contentType.find(';'))), type);
}

bool isJson(std::string_view contentType)
{
    return isOfType(contentType, jsonType);
}

std::optional<std::string> traceFromDecimal(std::string_view decimal)
{
    Number number = 0;
    for (const char c : trimmed(decimal)) {
        const Number tenfold = number * 10;
        const bool isDigit = c >= '0' && c <= '9';
        if (!isDigit || tenfold / 10 != number)
            return std::nullopt;
        number = tenfold + static_cast<unsigned>(c - '0');
        if (number < tenfold)
            return std::nullopt;
    }
    if (number == 0)
        return std::nullopt;
    std::string hex(32, '0');
    for (std::size_t i = hex.size(); i > 0; number >>= 4U)
        hex[--i] = "0123456789abcdef"[static_cast<unsigned>(number & 15U)];
    return hex;
}

std::string sessionUrl(const SessionId &id)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string url = "sluice://session/";
    for (const char c : id.text()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain) {
            url += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        url += '%';
        url += hex[byte >> 4U];
        url += hex[byte & 15U];
    }
    return url;
}

std::optional<ServedAnswer> codingRefusal(const RequestHead &head)
{
    if (!head.contentEncoding.empty() && !equalIgnoringCase(head.contentEncoding, "identity")
        && !equalIgnoringCase(head.contentEncoding, "gzip"))
        return errorAnswer(415, pathOf(head.target), "Content-Encoding: expected gzip or none");
    if (!head.expect.empty() && !equalIgnoringCase(head.expect, "100-continue"))
        return errorAnswer(417, pathOf(head.target), "Expect: expected 100-continue");
    return std::nullopt;
}

} // namespace sluice
