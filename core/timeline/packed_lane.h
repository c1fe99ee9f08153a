// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/ordered_events.h"

#include <cstddef>
#include <vector>

namespace sluice {

/// The events of one lane, packed into sub-rows: in each of them no two events overlap. An event goes into
/// the first sub-row where it fits, at the end or into a gap, so late events are welcome. What fits in none
/// of the first mostSubRows goes into `rest`, where events may overlap and which is shown as one row "+n".
class PackedLane
{
public:
    /// Eight rows of 20 px: a lane does not push the others out of a window.
    static constexpr std::size_t mostSubRows = 8;

    void insert(const EventColumns &columns, EventIndex event);

    /// Takes an event out that still has the start it was inserted with. Empty sub-rows at the end go.
    void remove(const EventColumns &columns, EventIndex event);

    const std::vector<OrderedEvents> &subRows() const { return m_subRows; }
    const OrderedEvents &rest() const { return m_rest; }

    /// Sub-rows, and one more for the rest.
    std::size_t shownRows() const { return m_subRows.size() + (m_rest.isEmpty() ? 0 : 1); }

    /// Of shown row `index`; the rest is the last one.
    const OrderedEvents &shownRow(std::size_t index) const
    {
        return index < m_subRows.size() ? m_subRows[index] : m_rest;
    }
    bool isRest(std::size_t index) const { return index >= m_subRows.size(); }

    /// Which shown row holds the event; shownRows() when none does.
    std::size_t rowOf(const EventColumns &columns, EventIndex event) const;

    std::size_t eventCount() const { return m_eventCount; }

    /// The event behind (or in front of) `event` by start, then by arrival, over all sub-rows; noEvent when
    /// there is none.
    EventIndex next(const EventColumns &columns, EventIndex event) const;
    EventIndex previous(const EventColumns &columns, EventIndex event) const;

private:
    std::vector<OrderedEvents> m_subRows;
    OrderedEvents m_rest;
    std::size_t m_eventCount = 0;
};

/// The first event of `events` that comes behind (or the last that comes in front of) `event` by start, then
/// by arrival; noEvent when there is none. `event` itself need not be among them.
EventIndex eventBehind(const OrderedEvents &events, const EventColumns &columns, EventIndex event);
EventIndex eventInFrontOf(const OrderedEvents &events, const EventColumns &columns, EventIndex event);

} // namespace sluice
