// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <string_view>

namespace sluice {

/// The parts of a request's head that decide what becomes of it; views into the head. Empty: not sent.
struct RequestHead
{
    std::string_view method;
    std::string_view target;
    std::string_view host;
    std::size_t hosts = 0; ///< how many Host fields there were
    std::string_view origin;
    bool hasOrigin = false;
    std::string_view secFetchSite;
    std::string_view contentType;
    std::string_view contentEncoding;
    std::string_view expect;
    std::string_view authorization;
    std::string_view apiKey; ///< X-Agentops-Api-Key: SDKs from 0.2 on
    std::string_view oldKey; ///< X-Agentops-Auth: SDKs up to 0.1
    std::string_view userAgent;
    std::string_view traceId; ///< Trace-Id: of the uploads of 0.4
};

} // namespace sluice
