// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sluice {

class SpanTerms;

/// What an attribute says, whichever convention's word it is.
enum class Term : std::uint8_t {
    OwnId, ///< the span was written by Sluice (own_attributes)
    OwnType,
    OwnName,
    OwnTrigger,
    OwnParent,
    OwnOpen,
    OwnBody,
    OwnSession,

    AgentOpsKind, ///< what kind of span it is, as each convention words it
    OpenInferenceKind,
    LangfuseKind,
    VercelOperation,
    TraceloopKind,
    GenAiOperation,
    RequestType, ///< only LLM calls have one

    Model,
    PromptTokens,
    CompletionTokens,
    UsageDetails, ///< a JSON object of counts
    Cost, ///< US dollars, of the whole call
    PromptCost,
    CompletionCost,
    CostDetails, ///< a JSON object of amounts

    Agent, ///< its id
    AgentName,
    EntityName, ///< what Traceloop calls a workflow, a task, an agent or a tool
    ToolName,
    FunctionId, ///< the name that a program gives to its use of the Vercel SDK
    OperationName,
    HttpMethod,
    Thread,

    Prompt, ///< messages, or plain text
    SystemInstructions,
    Completion, ///< messages, or plain text
    CompletionText, ///< and what was called beside it
    CompletionCalls,
    Input, ///< of any operation
    Output,

    ErrorType,
    ErrorMessage,
    Level, ///< "ERROR" where the status does not say so

    TraceName,
    Tags, ///< of the trace: a list, or one text
    User,
    Conversation, ///< a conversation that lasts over several traces
};
inline constexpr std::size_t termCount = static_cast<std::size_t>(Term::Conversation) + 1;

/// One attribute of a convention.
struct Word
{
    std::string_view key;
    Term term;
};

/// How one family of instrumentations words its spans: see docs/design/otlp.md, which has all of it in
/// tables.
struct Convention
{
    std::span<const Word> words; ///< of several for one term the first that is there counts
    /// What the span is by this convention; nullopt: it does not say.
    std::optional<EventType> (*typeOf)(const SpanTerms &terms);
};

// Each in its own source, which names the specification that it follows.

Convention agentOpsConvention();
Convention openInferenceConvention();
Convention langfuseConvention();
Convention vercelConvention();
Convention traceloopConvention();
Convention genAiConvention();
Convention httpConvention();

/// All of them. Where several stand in one span, the earlier one's word counts: what an instrumentation adds
/// to the general conventions is more specific than they are.
std::span<const Convention> conventions();

} // namespace sluice
