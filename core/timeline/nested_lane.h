// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/packed_lane.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

/// The events of one lane by depth: a band of sub-rows for each depth, children below their parents. Above
/// them, while parents are missing, a row for their placeholders.
class NestedLane
{
public:
    /// One row to be drawn.
    struct Row
    {
        const OrderedEvents *events = nullptr; ///< null: the row of placeholders
        std::uint8_t depth = 0;
        bool isRest = false; ///< events may overlap
        EventIndex open = noEvent; ///< the row's last event, when it is still open
    };

    void insert(const EventColumns &columns, EventIndex event, std::uint8_t depth);
    void remove(const EventColumns &columns, EventIndex event, std::uint8_t depth);
    void setPlaceholderRow(bool isShown) { m_hasPlaceholders = isShown; }

    std::size_t shownRows() const;
    std::vector<Row> rows() const;

    /// Which row holds the event; shownRows() when none does.
    std::size_t rowOf(const EventColumns &columns, EventIndex event) const;

    std::size_t eventCount() const { return m_eventCount; }

    /// Events in rows where they may overlap.
    std::size_t restCount() const;

    /// The event behind (or in front of) `event` by start, then by arrival; noEvent when there is none.
    EventIndex next(const EventColumns &columns, EventIndex event) const;
    EventIndex previous(const EventColumns &columns, EventIndex event) const;

    std::size_t bytes() const;

private:
    std::vector<PackedLane> m_bands; ///< by depth; some may be empty
    std::size_t m_eventCount = 0;
    bool m_hasPlaceholders = false;
};

/// The first event of `events` that comes behind (or the last that comes in front of) `event` by start, then
/// by arrival; noEvent when there is none. `event` itself need not be among them.
EventIndex eventBehind(const OrderedEvents &events, const EventColumns &columns, EventIndex event);
EventIndex eventInFrontOf(const OrderedEvents &events, const EventColumns &columns, EventIndex event);

} // namespace sluice
