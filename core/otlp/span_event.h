// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/otlp/span.h"

#include <string>
#include <vector>

namespace sluice {

/// What a span becomes: an event, errors that stand in it, and the agent that it names.
struct SpanEvents
{
    std::vector<StoredEvent> events; ///< the span's own first; none of a session span of Sluice's
    Agent agent; ///< id empty: it names none
};

/// The events of a span (agentops-contract.md 3.4 to 3.7): its kind is what it says or what its attributes
/// let guess; an `exception` in it and the status ERROR become errors with the span as their trigger; the
/// same exception recorded twice counts once. Bodies are objects as the v2 wire has them; attributes without
/// a place there stand in `attributes`. A span that Sluice wrote becomes the event that it was; one that
/// Sluice wrote for a session becomes none. `session` of the events stays empty.
SpanEvents eventsOf(const Span &span, const SpanSource &source = {});

} // namespace sluice
