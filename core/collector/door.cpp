// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/door.h"

#include "core/collector/request_text.h"

namespace sluice {

Door::Door(ListenAddress address)
    : m_address(std::move(address))
{ }

bool Door::isOurs(std::string_view host) const
{
    const std::string port = ':' + std::to_string(m_address.port);
    const std::string own = m_address.toUrl().substr(std::string_view("http://").size());
    for (const std::string &name : {"127.0.0.1" + port, "[::1]" + port, "localhost" + port, own}) {
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
    if (head.hasOrigin)
        return detailAnswer(403, "Origin: requests of web pages are refused");
    if (!head.secFetchSite.empty() && head.secFetchSite != "none" && head.secFetchSite != "same-origin")
        return detailAnswer(403, "Sec-Fetch-Site: requests of web pages are refused");
    if (head.method == "OPTIONS")
        return detailAnswer(403, "OPTIONS: requests of web pages are refused");
    return std::nullopt;
}

} // namespace sluice
