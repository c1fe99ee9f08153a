// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/event_span.h"

#include "core/otlp/message_attributes.h"
#include "core/otlp/otlp_ids.h"

#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

/// The words of agentops-contract.md 3.5.
const char *kindOf(EventType type)
{
    switch (type) {
    case EventType::Llm:
        return "llm";
    case EventType::Tool:
        return "tool";
    case EventType::Api:
        return "http";
    case EventType::Action:
    case EventType::Error:
        break;
    }
    return "operation";
}

std::string spanName(const StoredEvent &event)
{
    const auto with
        = [&event](const char *kind) { return event.name.empty() ? kind : kind + (':' + event.name); };
    switch (event.type) {
    case EventType::Llm:
        return with("llm");
    case EventType::Tool:
        return with("tool");
    case EventType::Error:
        return with("error");
    case EventType::Api:
        return with("api");
    case EventType::Action:
        break;
    }
    return with("action");
}

std::string textAt(element object, std::string_view name)
{
    element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null())
        return {};
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::to_string(value);
}

void addText(Attributes &attributes, const char *key, std::string text)
{
    if (!text.empty())
        attributes.add(key, std::move(text));
}

void addUsage(Attributes &attributes, const EventFacts &facts)
{
    if (facts.promptTokens)
        attributes.addInteger("gen_ai.usage.prompt_tokens", *facts.promptTokens);
    if (facts.completionTokens)
        attributes.addInteger("gen_ai.usage.completion_tokens", *facts.completionTokens);
    if (facts.promptTokens && facts.completionTokens)
        attributes.addInteger("gen_ai.usage.total_tokens", *facts.promptTokens + *facts.completionTokens);
    if (facts.cost)
        attributes.add("gen_ai.usage.total_cost", Attribute::Kind::Real, facts.cost->text());
}

void addIdentity(Attributes &attributes, const StoredEvent &event, std::string_view agentName)
{
    attributes.add("agentops.span.kind", kindOf(event.type));
    addText(attributes, "operation.name", event.name);
    attributes.add(own_attributes::eventId, event.id.text());
    attributes.add(own_attributes::eventType, std::string(wireName(event.type)));
    attributes.add(own_attributes::eventName, event.name);
    addText(attributes, own_attributes::trigger, event.trigger.text());
    addText(attributes, own_attributes::parentId, event.facts.parent.text());
    if (event.facts.isOpen)
        attributes.add(own_attributes::eventOpen, Attribute::Kind::Truth, "true");
    addText(attributes, "agent.id", event.agent.text());
    addText(attributes, "agent.name", std::string(agentName));
    addText(attributes, "thread.name", event.facts.thread);
}

} // namespace

EventSpans::EventSpans(const SessionId &session)
    : m_traceId(traceIdOf(session))
    , m_rootSpanId(rootSpanIdOf(session))
{ }

Span EventSpans::spanOf(const StoredEvent &event, std::string_view agentName)
{
    Span span;
    span.traceId = m_traceId;
    span.spanId = spanIdOf(event.id);
    const EventId &parent
        = event.type == EventType::Error && event.trigger ? event.trigger : event.facts.parent;
    span.parentSpanId = parent && parent != event.id ? spanIdOf(parent) : m_rootSpanId;
    span.name = spanName(event);
    span.kind = event.type == EventType::Llm || event.type == EventType::Api ? Span::Kind::Client
                                                                             : Span::Kind::Internal;
    span.start = event.start;
    span.end = event.end;
    addIdentity(span.attributes, event, agentName);
    if (event.type == EventType::Llm) {
        addText(span.attributes, "gen_ai.request.model", event.name);
        addText(span.attributes, "gen_ai.response.model", event.name);
    }
    if (event.type == EventType::Tool)
        addText(span.attributes, "tool.name", event.name);
    addUsage(span.attributes, event.facts);
    addBody(span, event);
    return span;
}

void EventSpans::addBody(Span &span, const StoredEvent &event)
{
    if (event.type == EventType::Error) {
        span.status = Span::Status::Error;
        span.statusMessage = event.name;
        span.events.push_back({"exception", event.start, {}});
        span.events.back().attributes.add("exception.type", event.name);
    }
    if (event.body.empty())
        return;
    if (m_document.read(event.body) && m_document.root().is_object())
        addMessagesOf(span, event);
    span.attributes.add(own_attributes::body, event.body);
    m_document.release();
}

void EventSpans::addMessagesOf(Span &span, const StoredEvent &event)
{
    const element body = m_document.root();
    element value;
    if (event.type == EventType::Llm) {
        if (body.at_key("prompt").get(value) == simdjson::SUCCESS && !value.is_null())
            addMessages(span.attributes, "gen_ai.prompt", "user", value);
        if (body.at_key("completion").get(value) == simdjson::SUCCESS && !value.is_null())
            addMessages(span.attributes, "gen_ai.completion", "assistant", value);
    } else if (event.type == EventType::Error) {
        Attributes &exception = span.events.back().attributes;
        const std::string details = textAt(body, "details");
        addText(exception, "exception.message", details);
        addText(exception, "exception.stacktrace", textAt(body, "logs"));
        if (!details.empty())
            span.statusMessage = details;
    } else {
        const std::string kind = std::string("agentops.") + kindOf(event.type);
        addText(span.attributes, (kind + ".input").c_str(), textAt(body, "params"));
        addText(span.attributes, (kind + ".output").c_str(), textAt(body, "returns"));
    }
}

} // namespace sluice
