// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/event_type.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sluice::ui {

/// What one event logged.
struct EventLog
{
    std::int64_t row = 0; ///< the event's in the store
    EventType type = EventType::Action;
    std::string name;
    Timestamp start;
    std::string text; ///< lines as they were written, escape sequences and all
};

/// What a session's events logged, by the events' start.
struct SessionLogs
{
    std::vector<EventLog> logs;
    bool isCut = false; ///< there is more than is read at once
};

} // namespace sluice::ui
