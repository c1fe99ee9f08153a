// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/flusher_rest.h"

#include <algorithm>

namespace sluice {

namespace {

/// A notify for each event would cost the producers 5 to 7 microseconds at p99.9 (docs/design/queue.md).
constexpr Millis napTime{1};

} // namespace

std::optional<SteadyTime> FlusherRest::begin(
    bool forArrivals, SteadyTime now, std::optional<SteadyTime> until)
{
    const bool nap = forArrivals && m_arrivals != m_arrivalsSeen;
    m_arrivalsSeen = m_arrivals;
    // While it backs off, no producer has a reason to wake it.
    if (forArrivals)
        m_depth = nap ? Depth::Napping : Depth::Asleep;
    if (!nap)
        return until;
    return until ? std::min(*until, now + napTime) : now + napTime;
}

void FlusherRest::onBell(Mutex &mutex, std::optional<SteadyTime> until)
{
    if (until)
        m_bell.waitUntil(mutex, *until);
    else
        m_bell.wait(mutex);
    m_depth = Depth::Awake;
}

void FlusherRest::end()
{
    m_elsewhere = false;
    m_depth = Depth::Awake;
    m_woken = false;
}

} // namespace sluice
