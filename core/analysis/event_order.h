// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_costs.h"
#include "core/analysis/still_wanted.h"
#include "core/base/result.h"
#include "core/timeline/event_snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// What events can be sorted by.
enum class EventKey : std::uint8_t { Start, Type, Name, Agent, Duration, Tokens, Cost, State };

struct EventSorting
{
    EventKey key = EventKey::Start;
    bool isDescending = false;

    bool operator==(const EventSorting &) const = default;
};

/// Sorts `events`; equal ones stay in the order in which they came. Unknown tokens and costs come last either
/// way. `agentNames` by the snapshot's agent numbers, as FilterContext has them. A radix sort of those
/// that are known: linear, some 36 bytes an event while it runs. Error (Cancelled): `events` is as it was.
Result<void> sortEvents(std::vector<EventIndex> &events, const EventSnapshot &snapshot,
    const EventSorting &sorting, const EventCosts &costs, const std::vector<std::string> &agentNames,
    const StillWanted &wanted);

} // namespace sluice
