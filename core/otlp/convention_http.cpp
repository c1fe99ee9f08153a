// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// OpenTelemetry's semantic conventions for HTTP, of today (1.23 and later) and of before.

#include "core/otlp/conventions.h"
#include "core/otlp/span_terms.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array words = {
    Word{"http.request.method", Term::HttpMethod},
    Word{"http.method", Term::HttpMethod},
    Word{"url.full", Term::Input},
    Word{"http.url", Term::Input},
    Word{"http.response.status_code", Term::Output},
    Word{"http.status_code", Term::Output},
};

std::optional<EventType> typeOf(const SpanTerms &terms)
{
    return terms.has(Term::HttpMethod) ? std::optional(EventType::Api) : std::nullopt;
}

} // namespace

Convention httpConvention()
{
    return {words, typeOf};
}

} // namespace sluice
