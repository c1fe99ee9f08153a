// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

/// The five kinds of the AgentOps v2 wire. The numbers are stored: never change one.
enum class EventType : std::uint8_t { Action = 0, Llm = 1, Tool = 2, Error = 3, Api = 4 };

inline constexpr std::array allEventTypes
    = {EventType::Action, EventType::Llm, EventType::Tool, EventType::Error, EventType::Api};

/// "actions", "llms", "tools", "errors", "apis": the wire's event_type.
std::string_view wireName(EventType type);

/// Reads the wire's plural and the documentation's singular ("llm"); nullopt for any other text, which the
/// wire's servers store as an action (agentops-contract.md 2.5).
std::optional<EventType> eventTypeFromWire(std::string_view text);

} // namespace sluice
