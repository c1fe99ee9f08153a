// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// One POST. Borrows the body: it must live until post() returns.
struct HttpRequest
{
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view body;
    Millis timeout{30'000}; ///< for the whole exchange
};

/// What came of one POST.
struct HttpAnswer
{
    /// How far the request certainly or possibly went.
    enum class Reach {
        NotSent, ///< refused, no such host, or given up before a byte left: certainly not delivered
        Unknown, ///< sent, or partly, and no whole answer: time-out, reset, half a body
        Answered, ///< an answer was read whole; `status` and `body` are good
    };
    Reach reach = Reach::NotSent;
    int status = 0; ///< also with Unknown, when a status line was seen; 0 = none
    std::string body;
    std::optional<Millis> retryAfter; ///< from Retry-After, seconds or HTTP date; at most 5 min
    bool idempotentEvents = false; ///< the answer had "Sluice-Idempotent: events" (contract.md)
    bool aborted = false; ///< abort() ended it
    std::string error; ///< for a person; empty when answered
};

/// Sends POSTs to one server for one session, one at a time.
/// thread: post() on one thread (the flusher's); abort() from any.
class Transport
{
public:
    virtual ~Transport() = default;

    /// Blocks until answered, failed, timed out or aborted. Never throws.
    virtual HttpAnswer post(const HttpRequest &request) = 0;

    /// Makes a post() that is under way, and every later one, return within milliseconds. For good.
    virtual void abort() noexcept = 0;
};

} // namespace sluice
