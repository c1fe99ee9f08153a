// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/queue_rates.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// Events that had a place in the queue: all but those turned away at the door.
std::uint64_t taken(const Ledger &ledger)
{
    std::uint64_t away = ledger.rejected;
    for (const DropReason reason :
        {DropReason::QueueFull, DropReason::BlockTimeout, DropReason::TooLarge, DropReason::Reentrant})
        away += ledger.dropsFor(reason);
    return ledger.recorded - std::min(ledger.recorded, away);
}

} // namespace

void QueueRates::add(const QueueSnapshot &snapshot)
{
    if (snapshot.session != m_session) {
        m_points.clear();
        m_session = snapshot.session;
    }
    const std::uint64_t in = taken(snapshot.ledger);
    m_points.push_back({snapshot.time, in, in - std::min(in, snapshot.ledger.queued)});
    while (m_points.size() > 1 && m_points[1].time <= snapshot.time - window)
        m_points.pop_front();
}

void QueueRates::clear()
{
    m_points.clear();
}

QueueRates::Rates QueueRates::at(Timestamp now) const
{
    const Timestamp from = now - window;
    if (m_points.size() < 2 || m_points.back().time <= from)
        return {};
    const auto firstInside
        = std::ranges::find_if(m_points, [&](const Point &point) { return point.time > from; });
    const Point &base = firstInside == m_points.begin() ? *firstInside : *std::prev(firstInside);
    const Point &last = m_points.back();
    const auto span = std::chrono::duration<double>(now - std::max(base.time, from)).count();
    const auto rate = [&](std::uint64_t a, std::uint64_t b) {
        return span > 0 && b > a ? static_cast<double>(b - a) / span : 0.0;
    };
    return {rate(base.in, last.in), rate(base.out, last.out)};
}

} // namespace sluice::ui
