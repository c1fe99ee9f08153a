// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/store/store_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::ui {

/// The events around one event.
struct EventKin
{
    /// So many of them are listed; the counts are of all.
    static constexpr std::size_t mostListed = 20;

    std::optional<EventHead> parent; ///< of an error: its trigger
    bool isParentMissing = false; ///< it names one that is not stored
    std::vector<EventHead> errors; ///< that name this event as their trigger or parent, in their order
    std::vector<EventHead> children; ///< all others below it, in their order
    std::uint64_t errorCount = 0;
    std::uint64_t childCount = 0;
};

/// What is known of a session beside its summary.
struct SessionSheet
{
    SessionExtras extras;
    std::vector<Agent> agents;
    std::vector<ModelUse> models;
};

} // namespace sluice::ui
