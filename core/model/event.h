// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/uuid.h"
#include "core/model/event_type.h"
#include "core/model/payload.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sluice {

// What a program gives to RecordingSession::record(). Every field may be left out; record() then fills in the
// id (version 7), the time of the call for `start` and `end`, and the agent of the session's scope. Fields
// are those of the wire (agentops-contract.md 2.5). Each has its {}, so that ActionEvent{.actionType = "..."}
// draws no warning of missing initialisers.

struct ActionEvent
{
    std::string actionType{};
    Payload params{};
    Payload returns{};
    Payload logs{};
    std::string screenshot{}; ///< URL or data:image/png;base64,...
    std::optional<Timestamp> start{};
    std::optional<Timestamp> end{};
    Uuid agent{};
    Uuid id{};
};

struct LlmEvent
{
    std::string model{};
    Payload prompt{};
    Payload completion{};
    std::optional<std::int64_t> promptTokens{};
    std::optional<std::int64_t> completionTokens{};
    std::optional<std::string> cost{}; ///< US dollars as decimal text, sent as a number
    Payload params{};
    Payload returns{};
    std::optional<Timestamp> start{};
    std::optional<Timestamp> end{};
    Uuid agent{};
    Uuid id{};
};

struct ToolEvent
{
    std::string name{};
    Payload params{};
    Payload returns{};
    Payload logs{};
    std::optional<Timestamp> start{};
    std::optional<Timestamp> end{};
    Uuid agent{};
    Uuid id{};
};

struct ErrorEvent
{
    std::string errorType{};
    std::string code{};
    Payload details{};
    Payload logs{};
    Uuid trigger{}; ///< the event that failed; nil = none
    EventType triggerType = EventType::Action;
    std::optional<Timestamp> time{};
    Uuid agent{};
    Uuid id{};
};

/// The rarer fields of an event, kept apart so that an action stays small in the queue.
struct EventDetails
{
    Payload logs;
    Payload prompt;
    Payload completion;
    Payload errorDetails;
    std::string screenshot;
    std::string errorCode;
    std::optional<std::int64_t> promptTokens;
    std::optional<std::int64_t> completionTokens;
    std::optional<std::string> cost;
    Uuid trigger;
    EventType triggerType = EventType::Action;
};

/// One recorded event as the queue holds it: complete, owned, and never changed after record() took it.
/// Movable, not copyable: an event has one place at a time, as the ledger says.
struct Event
{
    Event() = default;
    explicit Event(ActionEvent &&action);
    explicit Event(LlmEvent &&llm);
    explicit Event(ToolEvent &&tool);
    explicit Event(ErrorEvent &&error);

    /// Roughly what it holds in memory: what max_queue_bytes counts.
    std::size_t approximateBytes() const;

    Uuid id;
    Uuid agent;
    Timestamp start; ///< epoch 0 until record() stamps it
    Timestamp end;
    EventType type = EventType::Action;
    std::string name; ///< action_type, model, tool name or error_type
    Payload params;
    Payload returns;
    std::unique_ptr<EventDetails> details;
};

} // namespace sluice
