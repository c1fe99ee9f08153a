// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Langfuse (langfuse.com/integrations/native/opentelemetry, "Property Mapping"; @langfuse/core's
// LangfuseOtelSpanAttributes).

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"langfuse.observation.type", Term::LangfuseKind},
    Word{"langfuse.observation.model.name", Term::Model},
    Word{"langfuse.observation.usage_details", Term::UsageDetails},
    Word{"langfuse.observation.cost_details", Term::CostDetails},
    Word{"langfuse.observation.input", Term::Input},
    Word{"langfuse.observation.output", Term::Output},
    Word{"langfuse.observation.status_message", Term::ErrorMessage},
    Word{"langfuse.observation.level", Term::Level},
    Word{"langfuse.trace.name", Term::TraceName},
    Word{"langfuse.trace.tags", Term::Tags},
    Word{"langfuse.user.id", Term::User},
    Word{"langfuse.session.id", Term::Conversation},
};

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view kind = terms.text(Term::LangfuseKind);
    if (kind == "generation" || kind == "embedding")
        return EventType::Llm;
    if (kind == "tool" || kind == "retriever")
        return EventType::Tool;
    if (!kind.empty())
        return EventType::Action; // span, event, agent, chain, evaluator, guardrail
    return terms.has(Term::UsageDetails) ? std::optional(EventType::Llm) : std::nullopt;
}

} // namespace

Convention langfuseConvention()
{
    return {words, typeOf};
}

} // namespace sluice
