// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_flusher.h"

#include "core/recorder/delivery.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

// As flusher_rest.cpp and flusher_rest.h have them.
constexpr Micros firstNap{1'000};
constexpr int mostEmptyNaps = 4;

/// As flusher_intake.cpp has it.
constexpr Micros patience{2'000};

/// {"events":[...]} around them, and a comma after each.
constexpr std::size_t frameBytes = 13;

/// A body's row in SQLite, synced: 279 us at 40 KB, 512 at 205 KB, 852 at 400 KB (recorders-measured.md B7).
Micros diskTime(std::size_t bytes)
{
    return Micros(200 + static_cast<std::int64_t>(bytes) / 600);
}

} // namespace

SimulatedFlusher::SimulatedFlusher(
    const Workload &workload, const WhatIf &tried, SimulatedQueue &queue, WhatIfOutcome &outcome)
    : m_workload(workload)
    , m_tried(tried)
    , m_opening(tried.serverTime && workload.opening > Micros(0) ? *tried.serverTime : workload.opening)
    , m_queue(queue)
    , m_outcome(outcome)
    , m_emptyNaps(mostEmptyNaps)
{ }

std::optional<Micros> SimulatedFlusher::next() const
{
    std::optional<Micros> next = m_look;
    for (const Flight &flight : m_flights)
        next = std::min(next.value_or(flight.ends), flight.ends);
    return next ? std::optional(std::max(*next, m_busyUntil)) : std::nullopt;
}

void SimulatedFlusher::step(Micros now)
{
    m_look.reset();
    noteMemory(); // the queue is at its fullest before a taking
    hear(now);
    // What it took it sends before it looks at the queue again, also when encoding has taken time.
    bool active = std::exchange(m_encoded, false) ? act(now) : true;
    while (active && m_busyUntil <= now) {
        const bool collected = collect(now);
        active = (m_busyUntil <= now && act(now)) || collected;
    }
    noteMemory();
    if (m_busyUntil > now)
        m_look = m_busyUntil;
    else
        rest(now);
}

void SimulatedFlusher::hear(Micros now)
{
    const auto answered = std::stable_partition(
        m_flights.begin(), m_flights.end(), [now](const Flight &flight) { return flight.ends > now; });
    for (auto flight = answered; flight != m_flights.end(); ++flight) {
        m_roundTrip = flight->ends - flight->begun;
        m_bytes -= flight->body.bytes;
        m_outcome.delivered += flight->body.calls.size();
        for (const Micros called : flight->body.calls)
            m_delays.push_back(now - called);
    }
    m_flights.erase(answered, m_flights.end());
}

std::size_t SimulatedFlusher::window() const
{
    return m_roundTrip >= Delivery::shortRoundTrip ? Transport::mostInFlight : 1;
}

bool SimulatedFlusher::mayTake() const
{
    if (!m_shelf.empty())
        return false;
    if (m_waiting.empty() && m_flights.empty())
        return true;
    return m_waiting.empty() && m_flights.size() < window() && m_bytes < m_tried.queue.maxQueueBytes;
}

Micros SimulatedFlusher::oldestBegun() const
{
    return std::ranges::min_element(m_flights, {}, &Flight::begun)->begun;
}

bool SimulatedFlusher::isPatient(Micros now) const
{
    return m_shelf.empty() && !m_flights.empty() && now < oldestBegun() + patience;
}

bool SimulatedFlusher::maySpill(Micros now) const
{
    return m_tried.queue.policy == OverflowPolicy::Spill && !mayTake() && !isPatient(now);
}

/// True: it has done something.
bool SimulatedFlusher::collect(Micros now)
{
    if (mayTake()) {
        if (!m_queue.isDue(now))
            return false;
        if (!isLate(now))
            take(now);
        return true;
    }
    if (!maySpill(now))
        return false;
    const bool due = m_queue.isDue(now);
    if (due)
        take(now);
    const bool puts = !m_waiting.empty();
    putAside(std::max(now, m_busyUntil));
    return due || puts;
}

/// True: its thread has yet to wake.
bool SimulatedFlusher::isLate(Micros now)
{
    if (m_workload.lags.empty() || std::exchange(m_wasLate, false))
        return false;
    work(now, m_workload.lags[m_takes % m_workload.lags.size()]);
    m_wasLate = m_busyUntil > now;
    return m_wasLate;
}

void SimulatedFlusher::take(Micros now)
{
    const auto &encodings = m_workload.encodings;
    const Micros encoding = encodings.empty() ? Micros(0) : encodings[m_takes % encodings.size()];
    ++m_takes;
    cut(m_queue.takeAll(now));
    work(now, encoding);
    m_encoded = m_busyUntil > now;
}

void SimulatedFlusher::cut(const std::deque<SimulatedEvent> &events)
{
    Body body;
    const auto put = [&] {
        m_bytes += body.bytes;
        m_waiting.push_back(std::exchange(body, {}));
    };
    for (const SimulatedEvent &event : events) {
        const std::size_t separators = body.calls.size();
        if (!body.calls.empty() && body.bytes + event.bytes + separators + frameBytes > m_tried.mostBodyBytes)
            put();
        body.calls.push_back(event.called);
        body.bytes += event.bytes;
    }
    put();
}

void SimulatedFlusher::putAside(Micros now)
{
    for (Body &body : m_waiting) {
        m_bytes -= body.bytes;
        m_outcome.spilled += body.calls.size();
        work(std::max(now, m_busyUntil), diskTime(body.bytes));
        m_shelf.push_back(std::move(body));
    }
    m_waiting.clear();
}

void SimulatedFlusher::work(Micros now, Micros time)
{
    m_busyUntil = now + time;
}

/// True: it has done something.
bool SimulatedFlusher::act(Micros now)
{
    if (now < m_opening)
        return false;
    if (m_waiting.empty() && m_flights.empty() && !m_shelf.empty()) {
        m_waiting.push_back(std::move(m_shelf.front()));
        m_shelf.pop_front();
        m_bytes += m_waiting.front().bytes;
    }
    if (m_waiting.empty() || m_flights.size() >= window())
        return false;
    begin(now);
    return true;
}

void SimulatedFlusher::begin(Micros now)
{
    const Micros recorded = m_workload.services[m_outcome.flushes % m_workload.services.size()];
    const Micros service = m_tried.serverTime ? Micros(*m_tried.serverTime) : recorded;
    ++m_outcome.flushes;
    m_flights.push_back({std::move(m_waiting.front()), now, now + service});
    m_waiting.pop_front();
}

void SimulatedFlusher::rest(Micros now)
{
    m_watches = mayTake() || maySpill(now);
    if (now < m_opening && (!m_waiting.empty() || !m_shelf.empty()))
        m_look = m_opening;
    if (!m_watches && m_tried.queue.policy == OverflowPolicy::Spill && isPatient(now))
        m_look = oldestBegun() + patience;
    if (!m_watches)
        return;
    if (std::exchange(m_sawArrivals, false))
        m_emptyNaps = 0;
    std::optional<Micros> until = m_look;
    if (!m_queue.isEmpty())
        until = std::min(until.value_or(m_queue.oldestDue()), m_queue.oldestDue());
    if (m_emptyNaps < mostEmptyNaps) {
        const Micros nap = std::min<Micros>(firstNap * (1 << m_emptyNaps++), m_tried.queue.maxWaitTime);
        until = std::min(until.value_or(now + nap), now + nap);
    }
    m_look = until;
}

void SimulatedFlusher::arrived(Micros now)
{
    const bool asleep = m_emptyNaps == mostEmptyNaps && !m_sawArrivals;
    m_sawArrivals = true;
    if (m_watches && (asleep || m_queue.isUrgent()))
        wake(now);
}

void SimulatedFlusher::wake(Micros now)
{
    m_look = now;
}

void SimulatedFlusher::noteMemory()
{
    m_outcome.mostMemory = std::max(m_outcome.mostMemory, m_bytes + m_queue.bytes());
}

} // namespace sluice
