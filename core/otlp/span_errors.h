// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/span.h"
#include "core/otlp/span_terms.h"

#include <vector>

namespace sluice {

/// The `exception` events of a span that become errors: of those with the same type and message the first
/// (AgentOps 0.4 and others record an exception where it was thrown, and again where the span ends).
std::vector<const SpanEvent *> exceptionsOf(const Span &span);

/// The errors that stand in a span: its exceptions, and the status ERROR when there are none. The span is
/// their trigger, unless it is one that Sluice wrote for a session. thread: any.
std::vector<StoredEvent> errorsOf(const Span &span, const SpanTerms &terms);

} // namespace sluice
