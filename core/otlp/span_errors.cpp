// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_errors.h"

#include "core/otlp/event_body.h"
#include "core/otlp/session_span.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

constexpr std::array<std::string_view, 3> exceptionKeys
    = {"exception.type", "exception.message", "exception.stacktrace"};

using ErrorWords = std::array<std::string_view, 3>; ///< type, message, stack trace

ErrorWords wordsOf(const SpanEvent &exception)
{
    ErrorWords words;
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = exception.attributes.firstText({exceptionKeys[i]});
    return words;
}

StoredEvent errorHead(const Span &span, std::string_view type, Timestamp time, std::size_t number)
{
    StoredEvent error;
    error.type = EventType::Error;
    error.id = EventId(span.spanId + "-error-" + std::to_string(number));
    error.name = type;
    error.start = error.end = time;
    if (!isSessionSpan(span)) {
        error.trigger = EventId(span.spanId);
        error.facts.parent = error.trigger;
    }
    return error;
}

/// What an exception says beside its three words.
void addOthers(EventBody &body, const Attributes &attributes)
{
    Attributes others;
    for (const Attribute &attribute : attributes.all()) {
        bool isWord = false;
        for (const std::string_view key : exceptionKeys)
            isWord = isWord || attribute.key == key;
        if (!isWord)
            others.add(Attribute(attribute));
    }
    body.addAttributes("attributes", others);
}

StoredEvent errorOf(const Span &span, const ErrorWords &words, Timestamp time, std::size_t number,
    const Attributes *attributes)
{
    StoredEvent error = errorHead(span, words[0], time, number);
    EventBody body(error);
    body.addTextIfAny("details", words[1]);
    body.addTextIfAny("logs", words[2]);
    body.addTextIfAny("trigger_event_id", error.trigger.text());
    if (attributes)
        addOthers(body, *attributes);
    error.body = body.take();
    return error;
}

} // namespace

std::vector<const SpanEvent *> exceptionsOf(const Span &span)
{
    std::vector<const SpanEvent *> exceptions;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const SpanEvent &event : span.events) {
        if (event.name != "exception")
            continue;
        const ErrorWords words = wordsOf(event);
        if (seen.emplace(words[0], words[1]).second)
            exceptions.push_back(&event);
    }
    return exceptions;
}

std::vector<StoredEvent> errorsOf(const Span &span, const SpanTerms &terms)
{
    std::vector<StoredEvent> errors;
    for (const SpanEvent *event : exceptionsOf(span))
        errors.push_back(errorOf(span, wordsOf(*event), event->time, errors.size() + 1, &event->attributes));
    const bool hasFailed = span.status == Span::Status::Error || terms.text(Term::Level) == "ERROR";
    if (!errors.empty() || !hasFailed)
        return errors;
    const std::string_view type = terms.text(Term::ErrorType);
    const std::string_view message = terms.has(Term::ErrorMessage) ? terms.text(Term::ErrorMessage)
                                                                   : std::string_view(span.statusMessage);
    errors.push_back(errorOf(span, {type.empty() ? "error" : type, message, {}}, span.end, 1, nullptr));
    return errors;
}

} // namespace sluice
