// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// Whether the flusher rests, where, and by what it is woken. No wake-up is lost: the rest is marked under
/// the lock before it begins, and a producer reads the mark under the same lock.
/// thread: the queue's lock guards it.
class FlusherRest
{
public:
    /// How to end the rest, decided here under the lock and done by FlusherBell after the unlock.
    enum class Call : std::uint8_t { None, Notify, Waker };

    /// An event came in. `urgent`: too many wait for the nap to end by itself.
    Call arrived(bool urgent)
    {
        ++m_arrivals;
        const bool calls = m_depth == Depth::Asleep || (m_depth == Depth::Napping && urgent);
        return calls ? rouse() : Call::None;
    }

    /// Somebody needs the flusher now, if it rests for want of arrivals.
    Call needed() { return m_depth == Depth::Awake ? Call::None : rouse(); }

    /// Ends the rest under way, or else the next, whatever it waits for.
    Call wake()
    {
        m_woken = true;
        return rouse();
    }

    /// Flusher: wake() was called since end().
    bool isWoken() const { return m_woken; }

    /// Flusher: begins a rest until `until` at most, and gives its real end. `forArrivals`: producers wake
    /// it; while events come it is a nap of a millisecond, and when they stop the naps grow, up to
    /// `longestNap`, before it sleeps.
    std::optional<SteadyTime> begin(
        bool forArrivals, SteadyTime now, std::optional<SteadyTime> until, Millis longestNap);

    /// Flusher: after begin(), a rest on the bell is over; another may begin.
    void paused() { m_depth = Depth::Awake; }

    /// Flusher: after begin(), the rest is spent where only the waker ends it, until end().
    void elsewhere() { m_elsewhere = true; }

    /// Flusher: it looks at everything now.
    void end();

private:
    enum class Depth : std::uint8_t { Awake, Napping, Asleep };

    /// Producers that come by each few milliseconds do not find it asleep: waking it costs them microseconds.
    static constexpr int mostEmptyNaps = 4;

    Call rouse()
    {
        m_depth = Depth::Awake; // one call for each rest
        return m_elsewhere ? Call::Waker : Call::Notify;
    }

    std::uint64_t m_arrivals = 0;
    std::uint64_t m_arrivalsSeen = 0; ///< by the flusher, at its last look
    int m_emptyNaps = mostEmptyNaps; ///< in a row
    Depth m_depth = Depth::Awake; ///< what producers may end
    bool m_elsewhere = false;
    bool m_woken = false;
};

} // namespace sluice
