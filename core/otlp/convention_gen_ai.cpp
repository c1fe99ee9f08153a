// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// OpenTelemetry's semantic conventions for generative AI: those of today
// (github.com/open-telemetry/semantic-conventions-genai, docs/gen-ai) and those of before 1.37, with numbered
// messages (see AttributeFamily) and other names of tokens.

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"gen_ai.operation.name", Term::GenAiOperation},
    Word{"gen_ai.response.model", Term::Model},
    Word{"gen_ai.request.model", Term::Model},
    Word{"gen_ai.usage.prompt_tokens", Term::PromptTokens},
    Word{"gen_ai.usage.input_tokens", Term::PromptTokens},
    Word{"gen_ai.usage.completion_tokens", Term::CompletionTokens},
    Word{"gen_ai.usage.output_tokens", Term::CompletionTokens},
    Word{"gen_ai.usage.cost", Term::Cost},
    Word{"gen_ai.usage.prompt_cost", Term::PromptCost},
    Word{"gen_ai.usage.input_cost", Term::PromptCost},
    Word{"gen_ai.usage.completion_cost", Term::CompletionCost},
    Word{"gen_ai.usage.output_cost", Term::CompletionCost},
    Word{"gen_ai.input.messages", Term::Prompt},
    Word{"gen_ai.prompt", Term::Prompt},
    Word{"gen_ai.system_instructions", Term::SystemInstructions},
    Word{"gen_ai.output.messages", Term::Completion},
    Word{"gen_ai.completion", Term::Completion},
    Word{"gen_ai.tool.name", Term::ToolName},
    Word{"gen_ai.tool.call.arguments", Term::Input},
    Word{"gen_ai.tool.call.result", Term::Output},
    Word{"gen_ai.agent.id", Term::Agent},
    Word{"gen_ai.agent.name", Term::AgentName},
    Word{"gen_ai.conversation.id", Term::Conversation},
    Word{"exception.type", Term::ErrorType},
    Word{"exception.message", Term::ErrorMessage},
    Word{"operation.name", Term::OperationName},
};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> list)
{
    return std::ranges::find(list, word) != list.end();
}

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view operation = terms.text(Term::GenAiOperation);
    if (isOneOf(operation, {"chat", "text_completion", "generate_content", "embeddings"}))
        return EventType::Llm;
    if (isOneOf(operation, {"execute_tool", "retrieval"}))
        return EventType::Tool;
    if (isOneOf(operation, {"invoke_agent", "create_agent", "invoke_workflow", "plan"}))
        return EventType::Action; // they repeat the sum of the calls below them
    if (terms.saysGenAi())
        return EventType::Llm;
    if (terms.saysTool())
        return EventType::Tool;
    return operation.empty() ? std::nullopt : std::optional(EventType::Action);
}

} // namespace

Convention genAiConvention()
{
    return {words, typeOf};
}

} // namespace sluice
