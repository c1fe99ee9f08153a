// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/back_off.h"

#include <algorithm>

namespace sluice {

BackOff::BackOff(const Clock &clock, std::uint64_t seed)
    : m_clock(clock)
    , m_random(seed)
{ }

Millis BackOff::failed(std::uint64_t round, const HttpAnswer &answer)
{
    if (round == m_round) {
        ++m_round;
        ++m_failures;
        m_saidByServer = false;
        m_until = {};
    }
    const SteadyTime now = m_clock.steadyNow();
    const bool first = m_until == SteadyTime{};
    if (first || answer.retryAfter) {
        const SteadyTime until = now + m_retry.delayAfter(std::max(m_failures, 1U), answer, m_random);
        m_until = std::max(m_until, until);
        m_saidByServer = m_saidByServer || answer.retryAfter.has_value();
    }
    return std::max(std::chrono::ceil<Millis>(m_until - now), Millis(0));
}

void BackOff::succeeded(std::uint64_t round)
{
    m_failures = 0;
    if (m_saidByServer && round != m_round)
        return;
    m_until = {};
    m_saidByServer = false;
}

void BackOff::hurry()
{
    if (!m_saidByServer)
        m_until = {};
}

} // namespace sluice
