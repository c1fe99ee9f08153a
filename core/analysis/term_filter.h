// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_filter.h"
#include "core/analysis/filter_syntax.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

using EventMask = std::span<std::uint8_t>; ///< one byte an event of a chunk: 1 = it holds

/// One term of a filter made ready for one snapshot. thread: any, one at a time.
class TermFilter
{
public:
    /// Snapshot and context outlive it.
    TermFilter(const EventSnapshot &events, FilterTerm term, const FilterContext &context);

    /// Clears what does not hold of the events from `first` on; those that are clear already are not looked
    /// at.
    void refine(EventIndex first, EventMask mask) const;

    /// How much it asks of an event: 0 to mostExpense.
    int expense() const;
    static constexpr int mostExpense = 2;

private:
    template <typename Holds>
    static void each(EventIndex first, EventMask mask, Holds holds);
    template <typename CountOf>
    void refineCounts(EventIndex first, EventMask mask, CountOf countOf) const;
    void refineNamed(EventIndex first, EventMask mask, EventType type) const;
    void refineRows(EventIndex first, EventMask mask) const;
    EventStateWord stateOf(EventIndex event) const;
    bool isCost(EventIndex event) const;

    const EventSnapshot &m_events;
    const FilterContext &m_context;
    FilterTerm m_term;
    EventType m_type = EventType::Action;
    EventStateWord m_state = EventStateWord::Done;
    bool m_always = false;
    std::vector<std::uint8_t> m_matching; ///< by name or agent
    const std::vector<std::int64_t> *m_rows = nullptr;
};

} // namespace sluice
