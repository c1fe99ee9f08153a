// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sluice {

/// The bytes that all write-aheads of a spool share. A quarter, and at most what 256 sessions need, is kept
/// for their first segments, so that a busy session does not keep a new one from starting. thread: any
class WriteAheadBudget
{
public:
    explicit WriteAheadBudget(std::uint64_t most);

    /// Of a session's first segment, without what its text takes.
    std::size_t firstSegmentBytes() const { return m_firstSegmentBytes; }

    enum class Share { First, More };
    bool take(Share share, std::uint64_t bytes);
    void giveBack(Share share, std::uint64_t bytes);

    /// More than half of the share for more segments is left.
    bool hasPlenty() const;

    /// Goes up whenever bytes come back.
    std::uint64_t returns() const { return m_returns.load(std::memory_order_relaxed); }

private:
    struct Pool
    {
        std::uint64_t most = 0;
        std::atomic<std::uint64_t> used{0};
    };
    Pool &poolOf(Share share) { return share == Share::First ? m_first : m_more; }

    std::size_t m_firstSegmentBytes = 0;
    Pool m_first;
    Pool m_more;
    std::atomic<std::uint64_t> m_returns{0};
};

} // namespace sluice
