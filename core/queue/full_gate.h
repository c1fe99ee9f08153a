// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <atomic>
#include <cstdint>

namespace sluice {

/// Lets `drop_newest` refuse an event without the queue's lock. The queue shuts it when it is full and opens
/// it when there may be room; in between each refusal is one count, which the queue's ledger takes in.
///
/// State and count share one word, so that a refusal either happened while the gate was shut, and open()
/// gives it, or did not happen at all: the balance stays exact.
///
/// thread: refuses(), refused(), since(): any. shut(), open(): under the queue's lock.
class alignas(64) FullGate // a line of its own: producers read it beside a lock that they fight for
{
public:
    /// After so long the next refusal takes the lock, which gives the drops before it their time.
    static constexpr Micros longest{1'000};

    /// True: the queue is full, and the event was counted as refused.
    bool refuses(Timestamp now) noexcept
    {
        std::uint64_t word = m_word.load(std::memory_order_relaxed);
        while (word != 0) {
            const std::int64_t age = now.time_since_epoch().count() - m_since.load(std::memory_order_relaxed);
            if (age < 0 || age >= longest.count())
                return false;
            if (m_word.compare_exchange_weak(word, word + 1, std::memory_order_relaxed))
                return true;
        }
        return false;
    }

    /// The gate is open.
    void shut(Timestamp now) noexcept
    {
        m_since.store(now.time_since_epoch().count(), std::memory_order_relaxed);
        m_word.store(1, std::memory_order_relaxed);
    }

    /// How many were refused since shut().
    std::uint64_t open() noexcept { return countOf(m_word.exchange(0, std::memory_order_relaxed)); }

    std::uint64_t refused() const noexcept { return countOf(m_word.load(std::memory_order_relaxed)); }
    Timestamp since() const noexcept { return Timestamp(Micros(m_since.load(std::memory_order_relaxed))); }

private:
    static std::uint64_t countOf(std::uint64_t word) { return word == 0 ? 0 : word - 1; }

    std::atomic<std::uint64_t> m_word{0}; ///< 0 = open; else 1 + refusals
    std::atomic<std::int64_t> m_since{0}; ///< when it was shut, microseconds since 1970
};

} // namespace sluice
