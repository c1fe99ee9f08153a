// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/timeline/ready_heads.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace sluice::bench {

inline constexpr std::uint32_t timelineLanes = 32;

/// Where the sessions of the timeline's benchmark begin.
inline constexpr Timestamp timelineStart{std::chrono::seconds{1'800'000'000}};

/// Draws the events of one session of 32 agents, in order of arrival: each agent does one thing after the
/// other, with pauses; most last some milliseconds, one in a thousand a hundred times as long; one in a
/// hundred is an error. Every third is an LLM call with tokens and a cost. The same ones each time.
class TimelineEvents
{
public:
    EventHead next();

    /// The next `count` of them, made ready.
    std::shared_ptr<const ReadyHeads> nextPiece(std::size_t count);

    /// Moves on, so that the next event does not begin before.
    void moveTo(Timestamp time);

    /// Until all lanes are busy no more.
    Timestamp end() const { return m_end; }

private:
    std::uint64_t draw(std::uint64_t below);

    std::array<Timestamp, timelineLanes> m_free = [] {
        std::array<Timestamp, timelineLanes> free;
        free.fill(timelineStart);
        return free;
    }();
    Timestamp m_end = timelineStart;
    std::int64_t m_row = 0;
    std::uint64_t m_state = 0x9e3779b97f4a7c15U;
};

} // namespace sluice::bench
