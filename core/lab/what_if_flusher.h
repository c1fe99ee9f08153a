// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"
#include "core/lab/what_if_queue.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace sluice {

/// The flusher of a simulation: what Flusher, Delivery and FlusherRest do, with a server that takes its time
/// and says yes. Names are theirs. thread: one at a time.
class SimulatedFlusher
{
public:
    /// Borrowed; all outlive it.
    SimulatedFlusher(
        const Workload &workload, const WhatIf &tried, SimulatedQueue &queue, WhatIfOutcome &outcome);

    /// When it does something next by itself; nullopt: it sleeps until something comes.
    std::optional<Micros> next() const;
    /// Hears answers, takes, encodes, begins requests, and rests.
    void step(Micros now);
    /// An event came in, or somebody waits for room.
    void arrived(Micros now);
    /// Looks at once: the session was ended.
    void wake(Micros now);

    std::vector<Micros> &delays() { return m_delays; }

private:
    struct Body
    {
        std::vector<Micros> calls; ///< of its events
        std::size_t bytes = 0;
    };
    struct Flight
    {
        Body body;
        Micros begun{0};
        Micros ends{0};
    };

    void hear(Micros now);
    bool collect(Micros now);
    bool act(Micros now);
    void rest(Micros now);
    bool mayTake() const;
    bool isPatient(Micros now) const;
    bool maySpill(Micros now) const;
    std::size_t window() const;
    bool isLate(Micros now);
    void take(Micros now);
    void cut(const std::deque<SimulatedEvent> &events);
    void putAside(Micros now);
    void begin(Micros now);
    void work(Micros now, Micros time);
    void noteMemory();
    Micros oldestBegun() const;

    // Constant after construction.
    const Workload &m_workload;
    const WhatIf &m_tried;
    const Micros m_opening;
    SimulatedQueue &m_queue;
    WhatIfOutcome &m_outcome;

    std::deque<Body> m_waiting;
    std::vector<Flight> m_flights;
    std::deque<Body> m_shelf; ///< on disk
    std::size_t m_bytes = 0; ///< of what waits and what is in flight
    Micros m_roundTrip{0}; ///< of the last that was answered
    std::uint64_t m_takes = 0;
    Micros m_busyUntil{0}; ///< it encodes or writes to the disk
    bool m_wasLate = false; ///< with the taking that is due
    bool m_encoded = false; ///< what it took has not been begun yet
    std::optional<Micros> m_look; ///< when it looks, besides at answers
    bool m_watches = true; ///< arrivals may wake it
    bool m_sawArrivals = false;
    int m_emptyNaps;
    std::vector<Micros> m_delays;
};

} // namespace sluice
