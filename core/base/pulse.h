// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <atomic>
#include <cstdint>

namespace sluice {

/// A worker's sign of life: what it does, and how much of it it has done. Costs the worker two relaxed
/// stores. thread: begin(), done(), rest(): the worker's; the rest: any.
class Pulse
{
public:
    /// `doing` is a literal: "commits a batch", "waits for requests". It now has work.
    void begin(const char *doing) noexcept
    {
        m_doing.store(doing, std::memory_order_relaxed);
        m_hasWork.store(true, std::memory_order_relaxed);
    }

    /// A piece of work is done; more may be waiting.
    void done() noexcept { m_turns.fetch_add(1, std::memory_order_relaxed); }

    /// It waits for work.
    void rest(const char *doing) noexcept
    {
        m_doing.store(doing, std::memory_order_relaxed);
        m_hasWork.store(false, std::memory_order_relaxed);
    }

    const char *doing() const noexcept { return m_doing.load(std::memory_order_relaxed); }
    std::uint64_t turns() const noexcept { return m_turns.load(std::memory_order_relaxed); }
    bool hasWork() const noexcept { return m_hasWork.load(std::memory_order_relaxed); }

private:
    std::atomic<const char *> m_doing{"has not begun"};
    std::atomic<std::uint64_t> m_turns{0};
    std::atomic<bool> m_hasWork{false};
};

} // namespace sluice
