// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <atomic>
#include <cstdint>

namespace sluice {

/// Tells the process in which it was made from a fork's child, where the threads are gone and every lock may
/// be held for ever. thread: any; costs one load.
class ForkMark
{
public:
    ForkMark();

    /// This is a child of the process that made it.
    bool isForeign() const { return s_forks.load(std::memory_order_relaxed) != m_made; }

private:
    friend void countFork();
    static std::atomic<std::uint64_t> s_forks; ///< behind this process, since it first asked
    const std::uint64_t m_made;
};

} // namespace sluice
