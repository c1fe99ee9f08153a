// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/span.h"
#include "core/otlp/span_terms.h"

#include <string>

namespace sluice {

/// The JSON object of the event that a span becomes: the members of the v2 wire (agentops-contract.md 2.5),
/// and behind them all else that the span says: `span_name`, `span_kind`, `status`, `scope`, `events`,
/// `links`, `trace_state`, `flags`, what was dropped, and `attributes`. What stands whole in `prompt`,
/// `completion`, `params` or `returns` is not repeated there; times are cut to microseconds. thread: any.
std::string bodyOf(
    const Span &span, const SpanSource &source, const SpanTerms &terms, const StoredEvent &event);

} // namespace sluice
