// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_lags.h"

#include "core/lab/what_if_takings.h"
#include "core/queue/queue_limits.h"
#include "core/recorder/delivery.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace sluice {

namespace {

/// Half of it is the greatest depth at which a flush starts.
constexpr std::size_t largestCapacity = 1'024;

/// The requests of the takings so far.
class Wire
{
public:
    void add(const FlushRecord &flush)
    {
        m_lastBegun = std::max(m_lastBegun, flush.started);
        m_underWay.push_back(&flush);
    }

    /// When a request could begin beside them, from `time` on; times do not fall from call to call. An answer
    /// makes room, and tells how long a round trip is.
    Timestamp freeFrom(Timestamp time)
    {
        time = std::max(time, m_lastBegun);
        for (hearUntil(time); m_underWay.size() >= window(); hearUntil(time))
            time = m_underWay.front()->ended;
        return time;
    }

private:
    std::size_t window() const
    {
        return m_roundTrip >= Delivery::shortRoundTrip ? Transport::mostInFlight : 1;
    }

    void hearUntil(Timestamp time)
    {
        std::ranges::sort(m_underWay, {}, &FlushRecord::ended);
        const auto later = std::ranges::upper_bound(m_underWay, time, {}, &FlushRecord::ended);
        if (later != m_underWay.begin())
            m_roundTrip = (*std::prev(later))->ended - (*std::prev(later))->started;
        m_underWay.erase(m_underWay.begin(), later);
    }

    Timestamp m_lastBegun{};
    std::vector<const FlushRecord *> m_underWay;
    Micros m_roundTrip{0}; ///< of the last that was answered
};

} // namespace

std::vector<Micros> lagsOf(std::span<const FlushContents> contents, std::span<const FlushRecord> flushes,
    std::span<const DropRun> drops)
{
    const std::map<Timestamp, Taking> takings = takingsOf(contents, flushes);
    const std::size_t capacity = capacityOf(takings, drops);
    if (capacity == 0 || capacity > largestCapacity)
        return {};
    const std::size_t depth = QueueLimits::flushDepthOf(capacity);
    std::vector<Micros> lags;
    Wire wire;
    for (const auto &[taken, taking] : takings) {
        if (taking.enqueued.size() >= depth) {
            const Timestamp could = wire.freeFrom(taking.enqueued[depth - 1]);
            lags.push_back(std::max(taken - could, Micros(0)));
        }
        for (const FlushRecord *flush : taking.flushes)
            wire.add(*flush);
    }
    return lags;
}

} // namespace sluice
