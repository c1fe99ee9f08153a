// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/collector/served_answer.h"

#include <optional>
#include <string_view>

namespace sluice {

/// The parts of a request's head that decide what becomes of it; views into the head. Empty: not sent.
struct RequestHead
{
    std::string_view method;
    std::string_view target;
    std::string_view host;
    std::size_t hosts = 0; ///< how many Host fields there were
    bool hasOrigin = false;
    std::string_view secFetchSite;
    std::string_view contentType;
    std::string_view contentEncoding;
    std::string_view expect;
    std::string_view authorization;
    std::string_view apiKey;
};

/// Keeps web pages out of a server on loopback: by Host (a page whose name was rebound to 127.0.0.1 sends its
/// own name there), by Origin and Sec-Fetch-Site (cross-site requests), by refusing the preflight.
/// thread: any.
class Door
{
public:
    explicit Door(ListenAddress address);

    /// What to answer instead of serving; nullopt: come in.
    std::optional<ServedAnswer> refusal(const RequestHead &head) const;

private:
    bool isOurs(std::string_view host) const;

    ListenAddress m_address;
};

} // namespace sluice
