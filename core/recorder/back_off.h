// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/transport/retry_policy.h"

#include <cstdint>

namespace sluice {

/// When a session may send its next request. Several requests that were under way at once and fail together
/// are one failure: each is begun in a round, and a failure ends its round. thread: flusher.
class BackOff
{
public:
    /// `clock` must outlive it; `seed` serves the jitter.
    BackOff(const Clock &clock, std::uint64_t seed);

    /// To be kept with a request that is begun now.
    std::uint64_t round() const { return m_round; }

    /// A request of that round failed so. The delay from now on.
    Millis failed(std::uint64_t round, const HttpAnswer &answer);
    /// One of that round succeeded: nothing to wait for, unless the server itself said when after it began.
    void succeeded(std::uint64_t round);
    /// Somebody waits with a deadline: now, unless the server itself said when.
    void hurry();

    bool holds() const { return m_clock.steadyNow() < m_until; }
    SteadyTime until() const { return m_until; }
    std::uint32_t failures() const { return m_failures; } ///< in a row

private:
    const Clock &m_clock;
    const RetryPolicy m_retry;
    SeededRandom m_random;
    std::uint64_t m_round = 0;
    std::uint32_t m_failures = 0;
    SteadyTime m_until;
    bool m_saidByServer = false; ///< m_until is the server's Retry-After
};

} // namespace sluice
