// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The Vercel AI SDK 3.3 to 6 (ai-sdk.dev/docs/ai-sdk-core/telemetry). Later versions speak OpenTelemetry's
// own GenAI convention.

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"ai.operationId", Term::VercelOperation},
    Word{"ai.response.model", Term::Model},
    Word{"ai.model.id", Term::Model},
    Word{"ai.usage.inputTokens", Term::PromptTokens},
    Word{"ai.usage.promptTokens", Term::PromptTokens},
    Word{"ai.usage.tokens", Term::PromptTokens}, // of embeddings
    Word{"ai.usage.outputTokens", Term::CompletionTokens},
    Word{"ai.usage.completionTokens", Term::CompletionTokens},
    Word{"ai.prompt.messages", Term::Prompt},
    Word{"ai.prompt", Term::Prompt},
    Word{"ai.response.text", Term::CompletionText},
    Word{"ai.response.object", Term::CompletionText},
    Word{"ai.result.text", Term::CompletionText}, // before 4.0
    Word{"ai.result.object", Term::CompletionText},
    Word{"ai.response.toolCalls", Term::CompletionCalls},
    Word{"ai.result.toolCalls", Term::CompletionCalls},
    Word{"ai.toolCall.name", Term::ToolName},
    Word{"ai.toolCall.args", Term::Input},
    Word{"ai.toolCall.result", Term::Output},
    Word{"ai.value", Term::Input}, // of embeddings
    Word{"ai.values", Term::Input},
    Word{"ai.telemetry.functionId", Term::FunctionId},
};

/// "ai.generateText" holds one "ai.generateText.doGenerate" a step and repeats the sum of their tokens.
std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view operation = terms.text(Term::VercelOperation);
    if (operation.empty())
        return std::nullopt;
    if (operation == "ai.toolCall")
        return EventType::Tool;
    const bool isCall = operation.ends_with(".doGenerate") || operation.ends_with(".doStream")
        || operation.ends_with(".doEmbed");
    return isCall ? EventType::Llm : EventType::Action;
}

} // namespace

Convention vercelConvention()
{
    return {words, typeOf};
}

} // namespace sluice
