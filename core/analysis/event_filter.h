// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_costs.h"
#include "core/analysis/filter_completion.h"
#include "core/analysis/filter_syntax.h"
#include "core/analysis/still_wanted.h"
#include "core/base/result.h"
#include "core/timeline/event_snapshot.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What a filter asks that the events themselves do not say.
struct FilterContext
{
    std::vector<std::string> tags{}; ///< of the session
    std::vector<std::string> agentNames{}; ///< by the snapshot's agent numbers; missing or empty: only the id
    Timestamp zero{}; ///< the session's start
    EventCosts costs{};
    /// Of a full-text search: rows of the events that hold this text, rising. A text that is not here is
    /// looked for in the names.
    std::map<std::string, std::vector<std::int64_t>> rowsOfText{};
};

/// A filter made ready for one snapshot: names and agents are matched once each, so that an event costs a few
/// comparisons of numbers. thread: any, one at a time.
class EventFilter
{
public:
    /// Both outlive it.
    EventFilter(const EventSnapshot &events, const FilterNode &filter, const FilterContext &context);
    ~EventFilter();
    EventFilter(const EventFilter &) = delete;
    EventFilter &operator=(const EventFilter &) = delete;

    /// The events from `first` on that it holds for, in the snapshot's order. Error (Cancelled).
    Result<std::vector<EventIndex>> matches(EventIndex first, const StillWanted &wanted) const;

    bool holdsFor(EventIndex event) const;

private:
    class Part;
    std::unique_ptr<Part> m_root;
    const EventSnapshot &m_events;
};

/// The texts that a full-text search has to find for this filter; each once.
std::vector<std::string> searchedTexts(const FilterNode &filter);

/// Names, models and tools by how often they occur, agents in order of appearance. Error (Cancelled).
Result<FilterVocabulary> vocabularyOf(
    const EventSnapshot &events, const FilterContext &context, const StillWanted &wanted);

} // namespace sluice
