// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/collector.h"

#include <charconv>
#include <system_error>

namespace sluice {

namespace {

Error notAnAddress(const std::string &text, const std::string &why)
{
    return {ErrorKind::Usage,
        "\"" + text + "\" is not an address to listen on: " + why
            + "; expected HOST:PORT, as in 127.0.0.1:4318 or [::1]:4318"};
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, port);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(port) : std::nullopt;
}

bool isLoopback(const std::string &host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

} // namespace

Result<ListenAddress> ListenAddress::parse(const std::string &text)
{
    ListenAddress address;
    const std::size_t colon = text.rfind(':');
    const bool bracketed = !text.empty() && text.front() == '[';
    std::string host = colon == std::string::npos ? std::string() : text.substr(0, colon);
    if (bracketed) {
        if (host.size() < 3 || host.back() != ']')
            return notAnAddress(text, "no port after ']'");
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string::npos) {
        return notAnAddress(text, "an IPv6 address stands in brackets");
    }
    const auto port = portOf(std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1));
    if (!port)
        return notAnAddress(text, "the port must be a number from 0 to 65535");
    if (!host.empty() && !isLoopback(host))
        return notAnAddress(text, "a loopback address was expected (127.0.0.1, ::1 or localhost)");
    if (!host.empty())
        address.host = host;
    address.port = *port;
    return address;
}

std::string ListenAddress::toUrl() const
{
    const bool isV6 = host.find(':') != std::string::npos;
    return "http://" + (isV6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

} // namespace sluice
