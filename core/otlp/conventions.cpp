// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/conventions.h"

#include "core/otlp/event_span.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array ownWords = {
    Word{own_attributes::eventId, Term::OwnId},
    Word{own_attributes::eventType, Term::OwnType},
    Word{own_attributes::eventName, Term::OwnName},
    Word{own_attributes::trigger, Term::OwnTrigger},
    Word{own_attributes::parentId, Term::OwnParent},
    Word{own_attributes::eventOpen, Term::OwnOpen},
    Word{own_attributes::body, Term::OwnBody},
    Word{own_attributes::sessionId, Term::OwnSession},
};

std::optional<EventType> ownType(const SpanTerms &terms)
{
    if (!terms.has(Term::OwnType))
        return std::nullopt;
    return eventTypeFromWire(terms.text(Term::OwnType)).value_or(EventType::Action);
}

} // namespace

std::span<const Convention> conventions()
{
    static const std::array all = {
        Convention{ownWords, ownType},
        agentOpsConvention(),
        openInferenceConvention(),
        langfuseConvention(),
        vercelConvention(),
        traceloopConvention(),
        genAiConvention(),
        httpConvention(),
    };
    return all;
}

} // namespace sluice
