// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/transport/transport.h"

#include <cstdint>
#include <string_view>

namespace sluice {

class Random;

/// What an answer to a POST of events means for the events in it (contract.md, "Outcomes and the ledger").
enum class Verdict {
    Delivered, ///< 2xx, read whole; the caller still checks that the body is the answer it expects
    NotDelivered, ///< certainly: send the whole body again (not sent, 408, 425, 429, 503)
    InDoubt, ///< perhaps: 500, 502, 504, other 5xx, no whole answer
    Unauthorised, ///< 401: ask for a new token, then again
    TooLarge, ///< 413: halves
    Redirected, ///< 3xx: a wrong endpoint; nothing is followed, events are kept
    Refused, ///< any other 4xx: for good
};

Verdict verdictOf(const HttpAnswer &answer);

/// A v2 server's words for an event id that it has already (reliability.md 2.4): "duplicate key",
/// "already exists", in any case.
bool saysDuplicateKey(std::string_view body);

/// How long to wait before attempt n + 1.
struct RetryPolicy
{
    Millis first{100};
    Millis most{30'000};
    Millis mostRetryAfter{300'000};

    /// Full jitter: uniform in [0, min(most, first * 2^(attempt-1))], at least 1 ms; `attempt` counts from 1.
    /// A server's Retry-After, capped, comes on top: whoever it told the same would all come back together.
    Millis delayAfter(std::uint32_t attempt, const HttpAnswer &answer, Random &random) const;
};

} // namespace sluice
