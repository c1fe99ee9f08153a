// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead_budget.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr std::uint64_t sessions = 256; // contract.md: at most so many live ones a recorder
constexpr std::uint64_t smallestFirst = 16U << 10U;
constexpr std::uint64_t largestFirst = 64U << 10U;
constexpr std::uint64_t page = 4096;

} // namespace

WriteAheadBudget::WriteAheadBudget(std::uint64_t most)
{
    m_first.most = std::min(most / 4, sessions * largestFirst);
    m_more.most = most - m_first.most;
    m_firstSegmentBytes = static_cast<std::size_t>(
        std::clamp(m_first.most / sessions / page * page, smallestFirst, largestFirst));
}

bool WriteAheadBudget::take(Share share, std::uint64_t bytes)
{
    Pool &pool = poolOf(share);
    std::uint64_t used = pool.used.load(std::memory_order_relaxed);
    do {
        if (used > pool.most || bytes > pool.most - used)
            return false;
    } while (!pool.used.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
    return true;
}

void WriteAheadBudget::giveBack(Share share, std::uint64_t bytes)
{
    poolOf(share).used.fetch_sub(bytes, std::memory_order_relaxed);
    m_returns.fetch_add(1, std::memory_order_release);
}

bool WriteAheadBudget::hasPlenty() const
{
    return m_more.used.load(std::memory_order_relaxed) < m_more.most / 2;
}

} // namespace sluice
