// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if.h"

#include "core/lab/what_if_flusher.h"
#include "core/lab/what_if_queue.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

Result<void> check(const Workload &workload, const WhatIf &tried)
{
    if (Result<void> valid = tried.queue.validate(); !valid)
        return valid.error();
    if (tried.mostBodyBytes < 1)
        return Error{ErrorKind::Usage, "the largest body is 0 bytes; expected at least 1"};
    if (tried.serverTime && *tried.serverTime < Millis(0))
        return Error{ErrorKind::Usage,
            "server time is " + std::to_string(tried.serverTime->count()) + " ms; expected 0 ms or more"};
    if (workload.services.empty())
        return Error{ErrorKind::Invalid, "the workload has no service times"};
    if (workload.producers < 1)
        return Error{ErrorKind::Invalid, "the workload has no producers"};
    if (!workload.bytes.empty() && workload.bytes.size() != workload.arrivals.size())
        return Error{ErrorKind::Invalid, "the workload has not as many sizes as arrivals"};
    const bool falls = !std::ranges::is_sorted(workload.arrivals)
        || (!workload.arrivals.empty() && workload.arrivals.front() < Micros(0));
    if (falls)
        return Error{ErrorKind::Invalid, "the workload's arrivals run backwards"};
    return {};
}

/// One run, from the first arrival until nothing is left.
class Simulation
{
public:
    Simulation(const Workload &workload, const WhatIf &tried)
        : m_workload(workload)
        , m_producers(workload)
        , m_queue(tried, m_producers, m_outcome)
        , m_flusher(workload, tried, m_queue, m_outcome)
    {
        m_outcome.tried = tried;
    }

    WhatIfOutcome run()
    {
        while (step())
            ++m_outcome.steps;
        std::vector<Micros> &delays = m_flusher.delays();
        m_outcome.delayP50 = quantileOf(delays, 0.5);
        m_outcome.delayP99 = quantileOf(delays, 0.99);
        m_outcome.depths = m_queue.curve().depths();
        m_outcome.dropsSoFar = m_queue.curve().drops();
        return std::move(m_outcome);
    }

private:
    /// What comes first happens; of two at once the flusher's, so that room is there before it is missed.
    bool step()
    {
        const std::optional<Micros> flusher = m_flusher.next();
        const std::optional<Micros> deadline = m_queue.nextDeadline();
        const std::optional<Micros> arrival = m_producers.next();
        const std::optional<Micros> end = endTime();
        const Micros first = std::min({flusher.value_or(Micros::max()), deadline.value_or(Micros::max()),
            arrival.value_or(Micros::max()), end.value_or(Micros::max())});
        if (first == Micros::max())
            return false;
        m_now = std::max(m_now, first);
        if (flusher == first)
            m_flusher.step(m_now);
        else if (deadline == first)
            m_queue.expire(m_now);
        else if (arrival == first)
            record();
        else
            close();
        return true;
    }

    void record()
    {
        m_queue.offer(m_producers.take(), m_now);
        m_flusher.arrived(m_now);
    }

    std::optional<Micros> endTime() const
    {
        const bool mayEnd = m_producers.areDone() && !m_queue.hasWaiters() && !m_queue.isClosed();
        return mayEnd && m_workload.end ? std::optional(std::max(*m_workload.end, m_now)) : std::nullopt;
    }

    void close()
    {
        m_queue.close();
        m_flusher.wake(m_now);
    }

    const Workload &m_workload;
    WhatIfOutcome m_outcome;
    SimulatedProducers m_producers;
    SimulatedQueue m_queue;
    SimulatedFlusher m_flusher;
    Micros m_now{0};
};

} // namespace

Result<WhatIfOutcome> simulate(const Workload &workload, const WhatIf &tried)
{
    if (Result<void> valid = check(workload, tried); !valid)
        return valid.error();
    return Simulation(workload, tried).run();
}

Micros quantileOf(std::vector<Micros> &times, double q)
{
    if (times.empty())
        return Micros(0);
    const double rank = std::ceil(q * static_cast<double>(times.size()));
    const auto at
        = static_cast<std::ptrdiff_t>(std::clamp(rank - 1, 0.0, static_cast<double>(times.size() - 1)));
    std::ranges::nth_element(times, times.begin() + at);
    return times[static_cast<std::size_t>(at)];
}

} // namespace sluice
