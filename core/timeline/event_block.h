// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_columns.h"
#include "core/timeline/event_weight.h"

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace sluice {

/// Up to 256 events of one sub-row in order of start: 9 bytes an event. Starts are kept as offsets from a
/// base, and events as 24 bits; where these do not do, the wide columns are used instead.
class EventBlock
{
public:
    static constexpr std::uint32_t capacity = 256;

    std::uint32_t size() const { return m_size; }
    Timestamp start(std::uint32_t slot) const
    {
        return m_wideStarts.empty() ? m_base + Micros{m_starts[slot]} : m_wideStarts[slot];
    }
    EventWeight weight(std::uint32_t slot) const { return m_weights[slot]; }
    EventIndex event(std::uint32_t slot) const
    {
        return m_wideEvents.empty() ? m_lowEvents[slot] | EventIndex{m_highEvents[slot]} << 16
                                    : m_wideEvents[slot];
    }

    bool hasWideStarts() const { return !m_wideStarts.empty(); }
    Timestamp base() const { return m_base; }

    /// Offsets of all slots; free ones have the greatest. Not with wide starts.
    const std::array<std::uint32_t, capacity> &starts() const { return m_starts; }
    const std::array<EventWeight, capacity> &weights() const { return m_weights; }
    static constexpr std::uint32_t freeStart = std::numeric_limits<std::uint32_t>::max();

    EventBlock() { m_starts.fill(freeStart); }

    void insert(std::uint32_t slot, Timestamp start, EventWeight weight, EventIndex event);
    void remove(std::uint32_t slot);

    /// Moves what lies from `slot` on to the empty block `right`.
    void moveTo(EventBlock &right, std::uint32_t slot);

    std::size_t heapBytes() const
    {
        return m_wideStarts.capacity() * sizeof(Timestamp) + m_wideEvents.capacity() * sizeof(EventIndex);
    }

private:
    bool takes(Timestamp start) const;
    void makeRoomFor(Timestamp start);
    void setStart(std::uint32_t slot, Timestamp start);
    void setEvent(std::uint32_t slot, EventIndex event);

    Timestamp m_base;
    std::uint32_t m_size = 0;
    std::vector<Timestamp> m_wideStarts; ///< empty, or `capacity`; so is the next
    std::vector<EventIndex> m_wideEvents;
    std::array<std::uint32_t, capacity> m_starts; ///< microseconds from m_base
    std::array<EventWeight, capacity> m_weights;
    std::array<std::uint16_t, capacity> m_lowEvents{};
    std::array<std::uint8_t, capacity> m_highEvents{};
};

} // namespace sluice
