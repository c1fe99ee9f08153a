// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_fields.h"
#include "core/model/stored.h"

#include <string_view>

namespace sluice {

/// As FactsReader says, of the members of an event's object, whose own text is `text`.
EventFacts readFacts(const JsonFields &fields, std::string_view text, EventType type, const EventId &trigger);

} // namespace sluice
