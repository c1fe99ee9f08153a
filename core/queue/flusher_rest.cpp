// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/flusher_rest.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// A notify for each event would cost the producers 5 to 7 microseconds at p99.9 (docs/design/queue.md).
constexpr Millis firstNap{1};

} // namespace

std::optional<SteadyTime> FlusherRest::begin(
    bool forArrivals, SteadyTime now, std::optional<SteadyTime> until, Millis longestNap)
{
    if (!forArrivals)
        return until; // while it backs off, no producer has a reason to wake it
    if (std::exchange(m_arrivalsSeen, m_arrivals) != m_arrivals)
        m_emptyNaps = 0;
    if (m_emptyNaps == mostEmptyNaps) {
        m_depth = Depth::Asleep;
        return until;
    }
    m_depth = Depth::Napping;
    const SteadyTime napEnd = now + std::min(firstNap * (1 << m_emptyNaps++), longestNap);
    return until ? std::min(*until, napEnd) : napEnd;
}

void FlusherRest::end()
{
    m_elsewhere = false;
    m_depth = Depth::Awake;
    m_woken = false;
}

} // namespace sluice
