// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/door.h"

#include "core/collector/request_text.h"

#include <algorithm>

namespace sluice {

Door::Door(ListenAddress address, std::vector<std::string> hosts, std::vector<std::string> origins)
    : m_address(std::move(address))
    , m_hosts(std::move(hosts))
    , m_origins(std::move(origins))
{ }

bool Door::isOurs(std::string_view host) const
{
    const std::string port = ':' + std::to_string(m_address.port);
    const std::string own = m_address.toUrl().substr(std::string_view("http://").size());
    std::vector<std::string> names = {"127.0.0.1" + port, "[::1]" + port, "localhost" + port, own};
    for (const std::string &more : m_hosts)
        names.push_back(more + port);
    for (const std::string &name : names) {
        if (equalIgnoringCase(host, name))
            return true;
        // A client leaves the port out when it is HTTP's own.
        if (m_address.port == 80 && equalIgnoringCase(host, name.substr(0, name.size() - port.size())))
            return true;
    }
    return false;
}

std::optional<ServedAnswer> Door::refusal(const RequestHead &head) const
{
    if (head.hosts != 1 || !isOurs(head.host))
        return detailAnswer(
            421, "Host: expected " + m_address.toUrl().substr(7) + " or localhost with our port");
    const bool isAllowed = !allowedOrigin(head).empty();
    if (isAllowed && head.method == "OPTIONS")
        return ServedAnswer{204, {}, {}, false, false, {}};
    if (isAllowed)
        return std::nullopt;
    if (head.hasOrigin)
        return detailAnswer(403, "Origin: requests of web pages are refused");
    if (!head.secFetchSite.empty() && head.secFetchSite != "none" && head.secFetchSite != "same-origin")
        return detailAnswer(403, "Sec-Fetch-Site: requests of web pages are refused");
    if (head.method == "OPTIONS")
        return detailAnswer(403, "OPTIONS: requests of web pages are refused");
    return std::nullopt;
}

std::string Door::allowedOrigin(const RequestHead &head) const
{
    const auto allowed = std::ranges::find_if(
        m_origins, [&](const std::string &origin) { return equalIgnoringCase(origin, head.origin); });
    return head.origin.empty() || allowed == m_origins.end() ? std::string() : *allowed;
}

} // namespace sluice
