// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// AgentOps 0.4 (agentops/semconv; agentops-contract.md 3.5) and its npm package 0.1 (3.7).

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"agentops.span.kind", Term::AgentOpsKind},
    Word{"span.kind", Term::AgentOpsKind}, // the dashboard nests it so in one of its generations
    Word{"agentops.tags", Term::Tags},
    Word{"agent.id", Term::Agent},
    Word{"agent.name", Term::AgentName},
    Word{"tool.name", Term::ToolName},
    Word{"function.name", Term::ToolName},
    Word{"agentops.entity.input", Term::Input},
    Word{"agentops.entity.output", Term::Output},
    Word{"function.input", Term::Input},
    Word{"function.output", Term::Output},
    Word{"tool.result", Term::Output},
    Word{"gen_ai.usage.total_cost", Term::Cost},
    Word{"thread.name", Term::Thread},
    Word{"thread.id", Term::Thread},
    Word{"error.type", Term::ErrorType},
    Word{"error.message", Term::ErrorMessage},
};

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    const std::string_view kind = terms.text(Term::AgentOpsKind);
    if (kind.empty())
        return std::nullopt;
    if (kind == "llm" || kind == "llm.call")
        return EventType::Llm;
    if (kind == "tool" || kind == "tool.usage")
        return EventType::Tool;
    return kind == "http" ? EventType::Api : EventType::Action;
}

} // namespace

Convention agentOpsConvention()
{
    return {words, typeOf};
}

} // namespace sluice
