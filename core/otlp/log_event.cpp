// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/log_event.h"

#include "core/agentops/content_id.h"
#include "core/otlp/event_body.h"
#include "core/otlp/span_messages.h"
#include "core/otlp/span_terms.h"

#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

/// SEVERITY_NUMBER_ERROR of logs/v1; FATAL is above it.
constexpr std::uint32_t errorSeverity = 17;

constexpr std::string_view detailsEvent = "gen_ai.client.inference.operation.details";

/// Its event_name, or the attribute that had it before the field was made (semantic conventions 1.31).
std::string_view nameOf(const OtlpLog &log)
{
    return log.eventName.empty() ? log.attributes.firstText({"event.name"}) : std::string_view(log.eventName);
}

bool isMessage(std::string_view name)
{
    return name == detailsEvent || !roleOfEvent(name).empty();
}

std::string idOf(const OtlpLog &log)
{
    std::string attributes;
    for (const Attribute &attribute : log.attributes.all())
        attributes += attribute.key + '\x1f' + attribute.text + '\x1e';
    return contentId({"log", log.traceId, log.spanId, std::to_string(log.time.time_since_epoch().count()),
        log.eventName, log.severity, log.body.text, attributes});
}

std::string textOf(const OtlpLog &log)
{
    std::string text;
    appendAttributeJson(text, log.body);
    return log.body.kind == Attribute::Kind::Text ? log.body.text : text;
}

bool hasBody(const OtlpLog &log)
{
    return log.body.kind != Attribute::Kind::Json || log.body.text != "null";
}

/// The message with its role: the record's body is what the event's attributes were before.
std::string messageOf(const OtlpLog &log, std::string_view name)
{
    Attributes content;
    const bool isObject = log.body.kind == Attribute::Kind::Json && log.body.text.starts_with('{');
    if (!isObject) {
        content.add("content", log.body.kind, log.body.text);
        return messageOfEvent(name, content);
    }
    if (name == "gen_ai.choice" || log.body.text.find("\"role\"") != std::string::npos)
        return log.body.text;
    std::string json = R"({"role":")" + std::string(roleOfEvent(name)) + '"';
    return json + (log.body.text == "{}" ? "}" : ',' + log.body.text.substr(1));
}

void addMessages(EventBody &body, const OtlpLog &log, std::string_view name)
{
    if (name == detailsEvent) {
        Span span;
        span.attributes = log.attributes;
        const SpanTalk talk = talkOf(span, SpanTerms(span.attributes), EventType::Action);
        if (!talk.prompt.empty())
            body.addJson("prompt", talk.prompt);
        if (!talk.completion.empty())
            body.addJson("completion", talk.completion);
        if (hasBody(log))
            body.addValue("logs", log.body);
    } else if (hasBody(log)) {
        body.addJson(name == "gen_ai.choice" ? "completion" : "prompt", '[' + messageOf(log, name) + ']');
    }
}

StoredEvent headOf(const OtlpLog &log, std::string_view name)
{
    StoredEvent event;
    event.id = EventId(idOf(log));
    event.start = event.end = log.time;
    event.facts.parent = EventId(log.spanId);
    if (isMessage(name)) {
        event.name = name;
    } else if (log.severityNumber >= errorSeverity) {
        event.type = EventType::Error;
        const std::string_view type = log.attributes.firstText({"exception.type", "error.type"});
        event.name = !type.empty() ? type : !name.empty() ? name : std::string_view("error");
        event.trigger = event.facts.parent;
    } else {
        event.name = "log";
    }
    return event;
}

void addText(EventBody &body, const OtlpLog &log, const StoredEvent &event)
{
    if (event.type != EventType::Error) {
        if (hasBody(log))
            body.addValue("logs", log.body);
        return;
    }
    const std::string_view message = log.attributes.firstText({"exception.message"});
    body.addTextIfAny("details", message.empty() && hasBody(log) ? textOf(log) : std::string(message));
    if (const std::string_view stack = log.attributes.firstText({"exception.stacktrace"}); !stack.empty())
        body.addText("logs", stack);
    if (!message.empty() && hasBody(log))
        body.addValue("body", log.body);
    body.addTextIfAny("trigger_event_id", event.trigger.text());
}

} // namespace

std::optional<StoredEvent> eventOf(const OtlpLog &log, const SpanSource &source)
{
    if (log.traceId.empty())
        return std::nullopt;
    const std::string_view name = nameOf(log);
    StoredEvent event = headOf(log, name);
    EventBody body(event);
    if (isMessage(name))
        addMessages(body, log, name);
    else
        addText(body, log, event);
    if (name != event.name)
        body.addTextIfAny("event_name", name);
    body.addTextIfAny("severity", log.severity);
    body.addCountIfAny("severity_number", log.severityNumber);
    if (!source.scope.empty()) {
        body.open("scope");
        body.addText("name", source.scope);
        body.addTextIfAny("version", source.scopeVersion);
        body.close();
    }
    body.addCountIfAny("flags", log.flags);
    body.addCountIfAny("dropped_attributes", log.droppedAttributes);
    body.addAttributes("attributes", log.attributes);
    event.body = body.take();
    return event;
}

} // namespace sluice
