// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_facts.h"
#include "core/otlp/span_terms.h"

namespace sluice {

/// Tokens and cost of a call of a model, as they will be read from its body again (core/agentops/facts.h):
/// nothing of other events, which repeat the sum of the calls below them. Langfuse's details count before the
/// single attributes; a cost without a total is that of prompt and completion, when both are told. Cached and
/// reasoning tokens are within those numbers or beside them, as the sender has it, and stay attributes.
EventFacts usageOf(const SpanTerms &terms, EventType type);

} // namespace sluice
