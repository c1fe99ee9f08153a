// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/otlp_bodies.h"

#include "core/agentops/encode.h"
#include "core/forward/forward_event.h"
#include "core/otlp/event_span.h"
#include "core/otlp/otlp_ids.h"
#include "core/otlp/session_span.h"
#include "core/otlp/write_span.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace sluice {

namespace {

constexpr std::size_t spanDigits = 16;
constexpr std::string_view closing = "]}]}]}";

std::string opening()
{
    Attributes resource;
    resource.add("service.name", "sluice");
    resource.add("telemetry.sdk.name", "sluice");
    resource.add("telemetry.sdk.language", "cpp");
    std::string text = R"({"resourceSpans":[{"resource":{"attributes":)";
    appendAttributes(text, resource);
    return text + R"(},"scopeSpans":[{"scope":{"name":"sluice"},"spans":[)";
}

/// The id of a span that came as one.
std::string spanIdFor(const EventId &event)
{
    return hexId(event.text(), spanDigits).value_or(spanIdOf(event));
}

Span spanFor(EventSpans &spans, const ForwardEvent &event)
{
    Span span = spans.spanOf(event.stored, event.agentName);
    span.spanId = spanIdFor(event.stored.id);
    const EventId &stored = event.stored.facts.parent;
    const EventId &trigger = event.stored.trigger;
    const EventId &parent = event.stored.type == EventType::Error && trigger ? trigger : stored;
    if (parent && parent != event.stored.id)
        span.parentSpanId = spanIdFor(parent);
    return span;
}

std::uint64_t countFrom(const nlohmann::json &value)
{
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>();
    if (!value.is_string())
        return 0;
    const auto &digits = value.get_ref<const std::string &>();
    std::uint64_t count = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return failure == std::errc() && end == digits.data() + digits.size() ? count : 0;
}

} // namespace

Result<std::string> otlpEventsBody(std::string_view packedBody)
{
    const Result<std::vector<ForwardEvent>> events = unpacked(packedBody);
    if (!events)
        return events.error();
    std::string body = opening();
    if (!events->empty()) {
        EventSpans spans(events->front().stored.session);
        for (const ForwardEvent &event : *events) {
            if (body.back() != '[')
                body += ',';
            appendSpan(body, spanFor(spans, event));
        }
    }
    return body.append(closing);
}

std::string otlpSessionBody(const SessionFacts &facts)
{
    std::string body = opening();
    appendSpan(body, sessionSpan(facts.session, facts.extras.hostEnv, facts.lastKnown));
    return body.append(closing);
}

std::string otlpEmptyBody()
{
    return R"({"resourceSpans":[]})";
}

std::optional<OtlpRejection> otlpRejection(std::string_view answer)
{
    const nlohmann::json object = answer.find('\0') == std::string_view::npos
        ? nlohmann::json::parse(answer, nullptr, false)
        : nullptr;
    if (!object.is_object() || !object.contains("partialSuccess") || !object["partialSuccess"].is_object())
        return std::nullopt;
    const nlohmann::json &partial = object["partialSuccess"];
    OtlpRejection rejection;
    rejection.spans = countFrom(partial.value("rejectedSpans", nlohmann::json()));
    if (rejection.spans == 0)
        return std::nullopt;
    const nlohmann::json words = partial.value("errorMessage", nlohmann::json());
    if (words.is_string())
        rejection.words = serverWords(words.get<std::string>());
    return rejection;
}

} // namespace sluice
