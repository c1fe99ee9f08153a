// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/span.h"
#include "core/otlp/span_terms.h"

#include <vector>

namespace sluice {

/// The errors that stand in a span: each `exception` event, and the status ERROR when there is none. The same
/// words twice are one (AgentOps 0.4 records an exception twice). The span is their trigger, unless it is one
/// that Sluice wrote for a session. thread: any.
std::vector<StoredEvent> errorsOf(const Span &span, const SpanTerms &terms);

} // namespace sluice
