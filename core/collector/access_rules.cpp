// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/access_rules.h"

#include "core/base/uuid.h"

#include <algorithm>
#include <charconv>

namespace sluice {

namespace {

constexpr std::size_t mostName = 253;

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

bool isOneOf(char c, std::string_view others)
{
    const bool isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return isAlphanumeric || others.find(c) != std::string_view::npos;
}

bool isHost(std::string_view name)
{
    if (name.empty() || name.size() > mostName)
        return false;
    const bool isV6 = name.size() > 2 && name.front() == '[' && name.back() == ']';
    if (isV6)
        return std::ranges::all_of(name.substr(1, name.size() - 2), [](char c) { return isOneOf(c, ":."); });
    return std::ranges::all_of(name, [](char c) { return isOneOf(c, ".-_"); });
}

bool isPort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() && port > 0;
}

/// "host", "host:80", "[::1]:80".
bool isHostAndPort(std::string_view text)
{
    const std::size_t bracket = text.rfind(']');
    const std::size_t colon = text.rfind(':');
    const bool hasPort
        = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    return hasPort ? isHost(text.substr(0, colon)) && isPort(text.substr(colon + 1)) : isHost(text);
}

Error usage(std::string_view text, const std::string &expected)
{
    return {ErrorKind::Usage, '"' + std::string(text) + "\": expected " + expected};
}

} // namespace

Result<std::string> hostNameFrom(std::string_view text)
{
    const std::string name = lowerCase(text);
    if (!isHost(name))
        return usage(text, "a host's name without a port, as in host.docker.internal");
    return name;
}

Result<std::string> originFrom(std::string_view text)
{
    std::string origin = lowerCase(text);
    if (origin.ends_with('/'))
        origin.pop_back();
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme) && isHostAndPort(std::string_view(origin).substr(scheme.size())))
            return origin;
    }
    return usage(text, "a page's origin without a path, as in http://localhost:3000");
}

Result<std::string> tokenFrom(std::string_view text)
{
    const auto uuid = Uuid::parse(text);
    if (!uuid || uuid->isNil())
        return Error{ErrorKind::Usage,
            "the access token is no UUID, as in 11111111-2222-4333-8444-555555555555: AgentOps' SDKs send no "
            "other key"};
    return uuid->toText();
}

} // namespace sluice
