// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/fault_proxy.h"
#include "core/transport/transport.h"
#include "tests/support/posting.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

inline std::uint16_t portOf(const FaultProxy &proxy)
{
    return static_cast<std::uint16_t>(std::stoi(proxy.url().substr(proxy.url().rfind(':') + 1)));
}

inline HttpRequest requestThrough(const FaultProxy &proxy, std::string_view body = "{}")
{
    return requestTo(proxy.url() + "/v2/create_events", body);
}

/// "3 requests: 1 passed, 2 faulted, 0 failed, 0 held".
inline std::string toText(const FaultStats &stats)
{
    return std::to_string(stats.requests) + " requests: " + std::to_string(stats.passed) + " passed, "
        + std::to_string(stats.faulted) + " faulted, " + std::to_string(stats.failed) + " failed, "
        + std::to_string(stats.held) + " held";
}

/// What came of a POST, as text: "answered 503, retry after 2000 ms".
inline std::string toText(const HttpAnswer &answer)
{
    std::string text = answer.reach == HttpAnswer::Reach::Answered ? "answered"
        : answer.reach == HttpAnswer::Reach::NotSent               ? "not sent"
                                                                   : "unknown";
    if (answer.status != 0)
        text += ' ' + std::to_string(answer.status);
    if (answer.retryAfter)
        text += ", retry after " + std::to_string(answer.retryAfter->count()) + " ms";
    return text;
}

} // namespace sluice
