// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"

#include <string_view>

namespace sluice {

/// The member of the v2 wire that holds an event's name (agentops-contract.md 2.5): "model" of an LLM call,
/// "action_type" of an action.
std::string_view nameMember(EventType type);

} // namespace sluice
