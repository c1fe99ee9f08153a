// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_event.h"

#include "core/agentops/json_document.h"
#include "core/agentops/json_writer.h"
#include "core/agentops/name_member.h"
#include "core/otlp/event_span.h"
#include "core/otlp/message_attributes.h"
#include "core/otlp/session_span.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace sluice {

namespace {

EventType typeFromKind(std::string_view kind)
{
    if (kind == "llm" || kind == "llm.call")
        return EventType::Llm;
    if (kind == "tool" || kind == "tool.usage")
        return EventType::Tool;
    return kind == "http" ? EventType::Api : EventType::Action;
}

EventType typeOf(const Span &span)
{
    const Attributes &attributes = span.attributes;
    if (const Attribute *own = attributes.find(own_attributes::eventType))
        return eventTypeFromWire(own->text).value_or(EventType::Action);
    // The dashboard nests "agentops.span.kind" as {"span": {"kind"}} in one of its generations.
    const std::string_view kind = attributes.firstText({"agentops.span.kind", "span.kind"});
    if (!kind.empty())
        return typeFromKind(kind);
    if (attributes.hasPrefix("gen_ai."))
        return EventType::Llm;
    if (attributes.hasPrefix("function.") || attributes.hasPrefix("tool."))
        return EventType::Tool;
    return EventType::Action;
}

/// "search.tool" is "search".
std::string withoutKind(std::string name, std::string_view kind)
{
    if (!kind.empty() && name.size() > kind.size() + 1 && name.ends_with(kind)
        && name[name.size() - kind.size() - 1] == '.')
        name.resize(name.size() - kind.size() - 1);
    return name;
}

std::string nameOf(const Span &span, EventType type)
{
    const Attributes &attributes = span.attributes;
    if (const Attribute *own = attributes.find(own_attributes::eventName))
        return own->text;
    std::string_view name;
    if (type == EventType::Llm)
        name = attributes.firstText({"gen_ai.response.model", "gen_ai.request.model"});
    else if (type == EventType::Tool)
        name = attributes.firstText({"tool.name", "function.name", "gen_ai.tool.name", "operation.name"});
    if (!name.empty())
        return std::string(name);
    return withoutKind(span.name, attributes.firstText({"agentops.span.kind", "span.kind"}));
}

/// Tokens and cost are those of LLM calls (core/agentops/facts.h), as they will be read from the body again.
EventFacts factsOf(const Span &span, EventType type)
{
    const Attributes &attributes = span.attributes;
    EventFacts facts;
    facts.thread = attributes.firstText({"thread.name", "thread.id"});
    if (type != EventType::Llm)
        return facts;
    facts.promptTokens = attributes.firstCount({"gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens"});
    facts.completionTokens
        = attributes.firstCount({"gen_ai.usage.completion_tokens", "gen_ai.usage.output_tokens"});
    facts.cost = Money::fromDecimal(attributes.firstText({"gen_ai.usage.total_cost", "gen_ai.usage.cost"}));
    return facts;
}

void appendMember(std::string &out, std::string_view key, std::string_view json)
{
    if (out.back() != '{')
        out += ',';
    appendJsonString(out, key);
    out += ':';
    out += json;
}

void appendText(std::string &out, std::string_view key, std::string_view text)
{
    std::string json;
    appendJsonString(json, text);
    appendMember(out, key, json);
}

void appendHead(std::string &out, const StoredEvent &event)
{
    appendText(out, "event_type", wireName(event.type));
    appendText(out, "id", event.id.text());
    appendText(out, "init_timestamp", toIsoText(event.start));
    if (!event.facts.isOpen)
        appendText(out, "end_timestamp", toIsoText(event.end));
    if (event.agent)
        appendText(out, "agent_id", event.agent.text());
    if (event.facts.parent)
        appendText(out, "parent_id", event.facts.parent.text());
    if (!event.facts.thread.empty())
        appendText(out, "thread_id", event.facts.thread);
    if (!event.name.empty())
        appendText(out, nameMember(event.type), event.name);
}

/// Text that is JSON goes in as such: `agentops.tool.input` holds JSON in a string.
void appendJsonOrText(std::string &out, std::string_view key, std::string_view text)
{
    std::string json;
    const bool isContainer = text.starts_with('{') || text.starts_with('[');
    if (!isContainer || !appendJsonText(json, text))
        appendJsonString(json, text);
    appendMember(out, key, json);
}

void appendIfAny(std::string &out, std::string_view key, const Attributes &attributes,
    std::initializer_list<std::string_view> keys)
{
    if (const std::string_view text = attributes.firstText(keys); !text.empty())
        appendJsonOrText(out, key, text);
}

void appendCall(std::string &out, const Span &span, const EventFacts &facts)
{
    const std::string prompt = messagesJson(span.attributes, "gen_ai.prompt", false);
    const std::string completion = messagesJson(span.attributes, "gen_ai.completion", true);
    if (!prompt.empty())
        appendMember(out, "prompt", prompt);
    else
        appendIfAny(out, "prompt", span.attributes, {"gen_ai.input.messages", "gen_ai.prompt"});
    if (!completion.empty())
        appendMember(out, "completion", completion);
    else
        appendIfAny(out, "completion", span.attributes, {"gen_ai.output.messages", "gen_ai.completion"});
    if (facts.promptTokens)
        appendMember(out, "prompt_tokens", std::to_string(*facts.promptTokens));
    if (facts.completionTokens)
        appendMember(out, "completion_tokens", std::to_string(*facts.completionTokens));
}

/// All of them, so that nothing which the span said is lost.
void appendAttributesOf(std::string &out, const Span &span)
{
    std::string json = "{";
    for (const Attribute &attribute : span.attributes.all()) {
        if (attribute.key.starts_with("gen_ai.prompt.") || attribute.key.starts_with("gen_ai.completion."))
            continue;
        if (json.back() != '{')
            json += ',';
        appendJsonString(json, attribute.key);
        json += ':';
        appendAttributeJson(json, attribute);
    }
    if (json.size() > 1)
        appendMember(out, "attributes", json + '}');
}

std::string bodyOf(const Span &span, const StoredEvent &event)
{
    std::string body = "{";
    appendHead(body, event);
    if (event.type == EventType::Llm)
        appendCall(body, span, event.facts);
    if (event.facts.cost)
        appendMember(body, "cost", event.facts.cost->text());
    const std::string kind = std::string(span.attributes.firstText({"agentops.span.kind", "span.kind"}));
    const std::string input = "agentops." + kind + ".input";
    const std::string output = "agentops." + kind + ".output";
    appendIfAny(body, "params", span.attributes,
        {input, "agentops.entity.input", "tool.parameters", "function.input", "http.url"});
    appendIfAny(body, "returns", span.attributes,
        {output, "agentops.entity.output", "tool.result", "function.output", "http.status_code"});
    appendAttributesOf(body, span);
    return body + '}';
}

/// The body that Sluice put into the span, when it is one.
std::string ownBody(const Span &span)
{
    const Attribute *body = span.attributes.find(own_attributes::body);
    return body && body->kind == Attribute::Kind::Text ? body->text : std::string();
}

StoredEvent eventOf(const Span &span)
{
    const Attributes &attributes = span.attributes;
    StoredEvent event;
    event.type = typeOf(span);
    event.name = nameOf(span, event.type);
    event.start = span.start;
    event.end = span.end;
    const std::string_view ownId = attributes.firstText({own_attributes::eventId});
    const bool isOurs = !ownId.empty();
    event.id = EventId(isOurs ? std::string(ownId) : span.spanId);
    event.agent = AgentId(std::string(attributes.firstText({"agent.id", "gen_ai.agent.id"})));
    if (!event.agent && !isOurs)
        event.agent = AgentId(std::string(attributes.firstText({"agent.name", "gen_ai.agent.name"})));
    event.trigger = EventId(std::string(attributes.firstText({own_attributes::trigger})));
    event.facts = factsOf(span, event.type);
    event.facts.isOpen = span.isOpen;
    if (isOurs)
        event.facts.parent = EventId(std::string(attributes.firstText({own_attributes::parentId})));
    else
        event.facts.parent = EventId(span.parentSpanId);
    event.body = ownBody(span);
    if (event.body.empty() && !isOurs)
        event.body = bodyOf(span, event);
    return event;
}

using ErrorWords = std::array<std::string, 3>; ///< type, message, stack trace

StoredEvent errorOf(const Span &span, const ErrorWords &words, Timestamp time, std::size_t number)
{
    StoredEvent error;
    error.type = EventType::Error;
    error.id = EventId(span.spanId + "-error-" + std::to_string(number));
    error.name = words[0];
    error.start = error.end = time;
    if (!isSessionSpan(span)) {
        error.trigger = EventId(span.spanId);
        error.facts.parent = error.trigger;
    }
    error.body = "{";
    appendHead(error.body, error);
    if (!words[1].empty())
        appendText(error.body, "details", words[1]);
    if (!words[2].empty())
        appendText(error.body, "logs", words[2]);
    if (error.trigger)
        appendText(error.body, "trigger_event_id", error.trigger.text());
    error.body += '}';
    return error;
}

std::vector<StoredEvent> errorsOf(const Span &span)
{
    std::vector<StoredEvent> errors;
    std::set<ErrorWords> seen;
    for (const SpanEvent &event : span.events) {
        if (event.name != "exception")
            continue;
        const auto text
            = [&event](const char *key) { return std::string(event.attributes.firstText({key})); };
        const ErrorWords words{
            text("exception.type"), text("exception.message"), text("exception.stacktrace")};
        if (seen.insert(words).second)
            errors.push_back(errorOf(span, words, event.time, errors.size() + 1));
    }
    if (!errors.empty() || span.status != Span::Status::Error)
        return errors;
    const Attributes &attributes = span.attributes;
    std::string type(attributes.firstText({"error.type", "exception.type"}));
    std::string message(attributes.firstText({"error.message", "exception.message"}));
    if (message.empty())
        message = span.statusMessage;
    errors.push_back(errorOf(span, {type.empty() ? "error" : type, message, {}}, span.end, 1));
    return errors;
}

} // namespace

SpanEvents eventsOf(const Span &span, const SpanSource & /*source*/)
{
    SpanEvents made;
    const bool isOurs = span.attributes.find(own_attributes::eventId) != nullptr
        || span.attributes.find(own_attributes::sessionId) != nullptr;
    if (!isSessionSpan(span)) {
        made.events.push_back(eventOf(span));
        made.agent.id = made.events.front().agent;
        made.agent.name = span.attributes.firstText({"agent.name", "gen_ai.agent.name"});
    }
    if (!isOurs) {
        for (StoredEvent &error : errorsOf(span))
            made.events.push_back(std::move(error));
    }
    return made;
}

} // namespace sluice
