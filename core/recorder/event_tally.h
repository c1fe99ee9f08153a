// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sluice {

/// Events accepted so far, by type; producers count, the flusher reads. thread: any.
class EventTally
{
public:
    using Counts = std::array<std::uint64_t, 5>;

    explicit EventTally(const Counts &before = {})
    {
        for (std::size_t i = 0; i < before.size(); ++i)
            m_byType[i] = before[i];
    }
    void count(EventType type)
    {
        m_byType[static_cast<std::size_t>(type)].fetch_add(1, std::memory_order_relaxed);
    }
    Counts read() const
    {
        Counts counts{};
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] = m_byType[i].load(std::memory_order_relaxed);
        return counts;
    }

private:
    std::array<std::atomic<std::uint64_t>, 5> m_byType{};
};

} // namespace sluice
