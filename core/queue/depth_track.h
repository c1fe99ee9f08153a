// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// Follows the queue's depth and cuts it into samples: lowest and highest of each stretch of 20 ms or more. A
/// time in which nothing moved is a sample of its own, told when it is over.
/// Bounded: when nobody takes the samples, the last one widens instead. thread: none of its own; the queue's
/// lock guards it.
class DepthTrack
{
public:
    static constexpr Micros stretch{20'000};
    /// The first samples of a session are finer, so that a burst of a few milliseconds has a shape.
    static constexpr Micros fineStretch{1'000};
    static constexpr std::size_t fineSamples = 200;
    static constexpr std::size_t most = 1'024;

    explicit DepthTrack(std::size_t capacity);

    /// The depth is `depth` from `now` on.
    void moved(std::size_t depth, Timestamp now)
    {
        now = std::max(now, m_lastMove); // producers' clocks are read before the lock
        if (!m_moved || now - m_since >= shortest())
            beginStretch(now);
        m_lastMove = now;
        m_depth = static_cast<std::uint32_t>(depth);
        m_open.lowest = std::min(m_open.lowest, m_depth);
        m_open.highest = std::max(m_open.highest, m_depth);
    }

    /// The capacity is another one from `now` on: samples before and after it stay apart.
    void resized(std::size_t capacity, Timestamp now);

    enum class Take { Finished, All };
    /// All closes the stretch under way and the rest after it: the session's end. The session's id is the
    /// caller's to fill in.
    std::vector<DepthSample> take(Take what, Timestamp now);

    bool hasAny() const { return m_moved || !m_closed.empty(); }

private:
    Micros shortest() const { return m_told < fineSamples ? fineStretch : stretch; }
    void beginStretch(Timestamp now);
    void closeAll(Timestamp now);
    void closeUntil(Timestamp now);
    void addRest(Timestamp now);
    void add(const DepthSample &sample);

    DepthSample m_open;
    std::uint32_t m_depth = 0;
    std::size_t m_told = 0; ///< samples made so far
    bool m_moved = false; ///< since the last closed stretch
    Timestamp m_since; ///< when the stretch under way began
    Timestamp m_lastMove; ///< or the end of the last rest
    std::vector<DepthSample> m_closed; ///< its memory is reserved once
};

} // namespace sluice
