// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/ordered_events.h"

#include <cstddef>
#include <vector>

namespace sluice {

/// Events packed into sub-rows: in each of them no two events overlap. An event goes into the first sub-row
/// where it fits, at the end or into a gap, so late events are welcome. What fits in none of the first
/// mostSubRows goes into `rest`, where events may overlap and which is shown as one row "+n".
///
/// An open event is the last one of its sub-row, whatever its end will be: so it grows without being packed
/// anew. In the rest it does not grow.
class PackedLane
{
public:
    /// Eight rows of 20 px: a lane does not push the others out of a window.
    static constexpr std::size_t mostSubRows = 8;

    void insert(const EventColumns &columns, EventIndex event);

    /// Takes an event out that still is as it was inserted. A sub-row without events goes.
    void remove(const EventColumns &columns, EventIndex event);

    /// Sub-rows, and one more for the rest.
    std::size_t shownRows() const { return m_subRows.size() + (m_rest.isEmpty() ? 0 : 1); }

    /// Of shown row `index`; the rest is the last one.
    const OrderedEvents &shownRow(std::size_t index) const
    {
        return index < m_subRows.size() ? m_subRows[index].events : m_rest;
    }
    bool isRest(std::size_t index) const { return index >= m_subRows.size(); }

    /// The open event of shown row `index`; noEvent = none.
    EventIndex openIn(std::size_t index) const
    {
        return index < m_subRows.size() ? m_subRows[index].open : noEvent;
    }

    /// Which shown row holds the event; shownRows() when none does.
    std::size_t rowOf(const EventColumns &columns, EventIndex event) const;

    std::size_t eventCount() const { return m_eventCount; }
    std::size_t restCount() const { return m_rest.size(); }
    std::size_t bytes() const;

private:
    struct SubRow
    {
        OrderedEvents events;
        EventIndex open = noEvent;
    };

    static bool takes(const SubRow &subRow, const EventColumns &columns, EventIndex event);

    std::vector<SubRow> m_subRows;
    OrderedEvents m_rest;
    std::size_t m_eventCount = 0;
};

} // namespace sluice
