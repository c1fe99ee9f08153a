// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/event_type.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace sluice {

/// Duration and type of an event in 16 bits, for the level of detail. Up to 511 µs a duration is exact, above
/// it has nine bits behind its first one (at most 0.4 % too short), and from 6 days on all are the same.
class EventWeight
{
public:
    EventWeight() = default;
    EventWeight(Micros duration, EventType type)
        : m_bits(static_cast<std::uint16_t>(rankOf(duration) << 3 | static_cast<std::uint32_t>(type)))
    { }

    /// Grows with the duration.
    std::uint32_t rank() const { return m_bits >> 3; }
    EventType type() const { return static_cast<EventType>(m_bits & 7); }
    bool isError() const { return type() == EventType::Error; }

    /// The shortest duration of this rank.
    Micros duration() const { return durationOf(rank()); }

    /// The shortest duration of the next rank: this one is less.
    Micros durationLimit() const { return rank() == mostRank ? Micros::max() : durationOf(rank() + 1); }

    bool isLongerThan(EventWeight other) const { return rank() > other.rank(); }

private:
    static constexpr std::uint32_t exact = 512; ///< durations below are their own rank
    static constexpr std::uint32_t step = exact / 2; ///< ranks for each doubling above
    static constexpr std::uint32_t mostRank = (1U << 13) - 1;

    static std::uint32_t rankOf(Micros duration)
    {
        const auto micros = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
        if (micros < exact)
            return static_cast<std::uint32_t>(micros);
        const auto shift = static_cast<std::uint32_t>(std::bit_width(micros)) - 9;
        return std::min(mostRank, shift * step + static_cast<std::uint32_t>(micros >> shift));
    }
    static Micros durationOf(std::uint32_t rank)
    {
        if (rank < exact)
            return Micros{rank};
        const std::uint32_t shift = rank / step - 1;
        return Micros{std::int64_t{rank - shift * step} << shift};
    }

    std::uint16_t m_bits = 0;
};

} // namespace sluice
