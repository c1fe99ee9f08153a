// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// OpenInference (github.com/Arize-ai/openinference, spec/semantic_conventions.md). Its lists are numbered
// attributes: see AttributeFamily.

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"openinference.span.kind", Term::OpenInferenceKind},
    Word{"llm.response.model_name", Term::Model},
    Word{"llm.model_name", Term::Model},
    Word{"llm.request.model_name", Term::Model},
    Word{"embedding.model_name", Term::Model},
    Word{"reranker.model_name", Term::Model},
    Word{"llm.token_count.prompt", Term::PromptTokens},
    Word{"llm.token_count.completion", Term::CompletionTokens},
    Word{"llm.cost.total", Term::Cost},
    Word{"llm.cost.prompt", Term::PromptCost},
    Word{"llm.cost.completion", Term::CompletionCost},
    Word{"llm.input_messages", Term::Prompt},
    Word{"llm.output_messages", Term::Completion},
    Word{"input.value", Term::Input},
    Word{"output.value", Term::Output},
    Word{"tool.parameters", Term::Input}, // of old; now the tool's schema, so behind input.value
    Word{"tag.tags", Term::Tags},
    Word{"session.id", Term::Conversation},
    Word{"user.id", Term::User},
};

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view kind = terms.text(Term::OpenInferenceKind);
    if (kind.empty())
        return std::nullopt;
    if (kind == "LLM" || kind == "EMBEDDING")
        return EventType::Llm;
    if (kind == "TOOL" || kind == "RETRIEVER" || kind == "RERANKER")
        return EventType::Tool;
    return EventType::Action; // CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT: they sum up what is below them
}

} // namespace

Convention openInferenceConvention()
{
    return {words, typeOf};
}

} // namespace sluice
