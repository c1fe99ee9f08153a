// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_event.h"

#include "core/otlp/event_span.h"
#include "core/otlp/session_span.h"
#include "core/otlp/span_body.h"
#include "core/otlp/span_errors.h"
#include "core/otlp/span_facts.h"
#include "core/otlp/span_terms.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

/// "search.tool" is "search".
std::string withoutKind(std::string name, std::string_view kind)
{
    if (!kind.empty() && name.size() > kind.size() + 1 && name.ends_with(kind)
        && name[name.size() - kind.size() - 1] == '.')
        name.resize(name.size() - kind.size() - 1);
    return name;
}

std::string nameOf(const Span &span, const SpanTerms &terms, EventType type)
{
    const auto first = [&terms](std::initializer_list<Term> list) {
        const auto *const found = std::ranges::find_if(list, [&terms](Term term) { return terms.has(term); });
        return found == list.end() ? std::string_view() : terms.text(*found);
    };
    std::string_view name;
    if (type == EventType::Llm) // a model, or unknown: no other word may be counted as one
        return std::string(terms.text(Term::Model));
    if (type == EventType::Tool)
        name = first({Term::ToolName, Term::EntityName, Term::OperationName});
    else if (type == EventType::Action)
        name = first({Term::FunctionId});
    if (!name.empty())
        return std::string(name);
    return withoutKind(span.name, first({Term::AgentOpsKind, Term::TraceloopKind}));
}

Agent agentOf(const SpanTerms &terms)
{
    Agent agent;
    agent.name = terms.text(Term::AgentName);
    if (agent.name.empty() && terms.text(Term::TraceloopKind) == "agent")
        agent.name = terms.text(Term::EntityName);
    const std::string_view id = terms.text(Term::Agent);
    agent.id = AgentId(id.empty() && !terms.has(Term::OwnId) ? agent.name : std::string(id));
    return agent;
}

/// The event that Sluice wrote into the span.
StoredEvent ownEvent(const Span &span, const SpanTerms &terms)
{
    StoredEvent event;
    event.type = terms.type();
    event.id = EventId(std::string(terms.text(Term::OwnId)));
    const Attribute *name = span.attributes.find(own_attributes::eventName); // may be empty
    event.name = name ? name->text : nameOf(span, terms, event.type);
    event.trigger = EventId(std::string(terms.text(Term::OwnTrigger)));
    event.facts = usageOf(terms, event.type);
    event.facts.parent = EventId(std::string(terms.text(Term::OwnParent)));
    event.facts.isOpen = terms.has(Term::OwnOpen);
    if (const Attribute *body = terms.find(Term::OwnBody); body && body->kind == Attribute::Kind::Text)
        event.body = body->text;
    return event;
}

StoredEvent foreignEvent(const Span &span, const SpanTerms &terms)
{
    StoredEvent event;
    event.type = terms.type();
    event.id = EventId(span.spanId);
    event.name = nameOf(span, terms, event.type);
    event.facts = usageOf(terms, event.type);
    event.facts.parent = EventId(span.parentSpanId);
    event.facts.isOpen = span.isOpen;
    return event;
}

StoredEvent eventOf(const Span &span, const SpanSource &source, const SpanTerms &terms, const AgentId &agent)
{
    const bool isOurs = terms.has(Term::OwnId);
    StoredEvent event = isOurs ? ownEvent(span, terms) : foreignEvent(span, terms);
    event.start = span.start;
    event.end = span.end;
    event.agent = agent;
    event.facts.thread = terms.text(Term::Thread);
    if (!isOurs)
        event.body = bodyOf(span, source, terms, event);
    return event;
}

} // namespace

SpanEvents eventsOf(const Span &span, const SpanSource &source)
{
    const SpanTerms terms(span.attributes);
    SpanEvents made;
    if (!isSessionSpan(span)) {
        made.agent = agentOf(terms);
        made.events.push_back(eventOf(span, source, terms, made.agent.id));
    }
    if (terms.has(Term::OwnId) || terms.has(Term::OwnSession))
        return made;
    for (StoredEvent &error : errorsOf(span, terms))
        made.events.push_back(std::move(error));
    return made;
}

} // namespace sluice
