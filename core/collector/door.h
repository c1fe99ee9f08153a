// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/collector/request_head.h"
#include "core/collector/served_answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Keeps web pages out of a server on loopback: by Host (a page whose name was rebound to 127.0.0.1 sends its
/// own name there), by Origin and Sec-Fetch-Site (cross-site requests), by refusing the preflight.
/// thread: any.
class Door
{
public:
    /// `hosts` and `origins`: as in CollectorAccess.
    explicit Door(
        ListenAddress address, std::vector<std::string> hosts = {}, std::vector<std::string> origins = {});

    /// What to answer instead of serving; nullopt: come in.
    std::optional<ServedAnswer> refusal(const RequestHead &head) const;

    /// It comes from a web page that may send: what a browser has to be told so. Empty: it does not.
    std::string allowedOrigin(const RequestHead &head) const;

private:
    bool isOurs(std::string_view host) const;

    ListenAddress m_address;
    std::vector<std::string> m_hosts;
    std::vector<std::string> m_origins;
};

} // namespace sluice
