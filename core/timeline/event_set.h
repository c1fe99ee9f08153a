// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_chunk.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// Which of the first `total` events of a session are chosen: a bit each. Events that came later count as
/// chosen: nobody has asked of them yet. thread: any, when made
class EventSet
{
public:
    EventSet() = default;
    EventSet(std::size_t total, const std::vector<EventIndex> &chosen)
        : m_total(total)
        , m_bits((total + bitsAWord - 1) / bitsAWord)
    {
        for (const EventIndex event : chosen) {
            if (event < total) // what is behind counts as chosen anyway
                m_bits[event / bitsAWord] |= std::uint64_t{1} << event % bitsAWord;
        }
    }

    bool has(EventIndex event) const
    {
        return event >= m_total || (m_bits[event / bitsAWord] >> event % bitsAWord & 1U) != 0;
    }

private:
    static constexpr std::size_t bitsAWord = 64;

    std::size_t m_total = 0;
    std::vector<std::uint64_t> m_bits;
};

} // namespace sluice
