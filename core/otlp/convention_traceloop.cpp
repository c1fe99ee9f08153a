// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Traceloop's OpenLLMetry (github.com/traceloop/openllmetry, opentelemetry-semantic-conventions-ai). Its LLM
// calls speak OpenTelemetry's GenAI convention, old or new.

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"traceloop.span.kind", Term::TraceloopKind},
    Word{"llm.request.type", Term::RequestType},
    Word{"gen_ai.request.type", Term::RequestType},
    Word{"traceloop.entity.name", Term::EntityName},
    Word{"traceloop.entity.input", Term::Input},
    Word{"traceloop.entity.output", Term::Output},
    Word{"traceloop.workflow.name", Term::TraceName},
};

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view kind = terms.text(Term::TraceloopKind);
    if (!kind.empty())
        return kind == "tool" ? EventType::Tool : EventType::Action; // workflow, task, agent
    return terms.has(Term::RequestType) ? std::optional(EventType::Llm) : std::nullopt;
}

} // namespace

Convention traceloopConvention()
{
    return {words, typeOf};
}

} // namespace sluice
