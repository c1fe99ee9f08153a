// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_fields.h"
#include "core/model/stored.h"

#include <string>
#include <unordered_map>

namespace sluice {

/// What the events of one body share while they are read.
struct EventContext
{
    Timestamp arrival;
    std::string session; ///< of the body itself (0.2.x); an event's own wins
    /// Events without id and time, by content: the second such event of a body is another one, while the same
    /// body sent again is the same events.
    std::unordered_map<std::string, int> seen;
};

/// One event object of the wire (agentops-contract.md 2.5); `text` is its own text and becomes the body.
Result<StoredEvent> decodeEvent(const JsonFields &fields, std::string_view text, EventContext &context);

} // namespace sluice
