// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_link.h"

#include <algorithm>

namespace sluice {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr double capacitySeconds = 0.1;

} // namespace

void LinkBudget::setRate(std::optional<std::uint64_t> bytesPerSecond, SteadyTime now)
{
    m_rate.reset();
    if (!bytesPerSecond)
        return;
    m_rate = static_cast<double>(*bytesPerSecond);
    m_capacity = std::max(1.0, *m_rate * capacitySeconds);
    m_room = m_capacity;
    m_filled = now;
}

std::size_t LinkBudget::take(std::size_t most, SteadyTime now)
{
    if (!m_rate)
        return most;
    fill(now);
    const std::size_t taken = std::min(most, static_cast<std::size_t>(m_room));
    m_room -= static_cast<double>(taken);
    return taken;
}

void LinkBudget::giveBack(std::size_t bytes)
{
    m_room = std::min(m_capacity, m_room + static_cast<double>(bytes));
}

SteadyTime LinkBudget::next(SteadyTime now) const
{
    const double missing = std::max(1.0, m_capacity / 2) - m_room;
    if (!m_rate || missing <= 0)
        return now;
    // Rounded up, or it would be a moment too early.
    return now + std::chrono::ceil<SteadyTime::duration>(Seconds(missing / *m_rate)) + Micros(1);
}

void LinkBudget::fill(SteadyTime now)
{
    m_room = std::min(m_capacity, m_room + Seconds(now - m_filled).count() * *m_rate);
    m_filled = now;
}

} // namespace sluice
