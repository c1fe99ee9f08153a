// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_body.h"

#include "core/agentops/json_writer.h"
#include "core/otlp/event_body.h"
#include "core/otlp/numbered_values.h"
#include "core/otlp/span_errors.h"
#include "core/otlp/span_messages.h"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sluice {

namespace {

std::string_view kindWord(Span::Kind kind)
{
    switch (kind) {
    case Span::Kind::Server:
        return "server";
    case Span::Kind::Client:
        return "client";
    case Span::Kind::Producer:
        return "producer";
    case Span::Kind::Consumer:
        return "consumer";
    case Span::Kind::Internal: // what a span is that says nothing
    case Span::Kind::Unspecified:
        break;
    }
    return {};
}

template <typename Item>
bool isIn(const std::vector<Item> &list, std::type_identity_t<Item> item)
{
    return std::ranges::find(list, item) != list.end();
}

class SpanBody
{
public:
    SpanBody(const Span &span, const SpanTerms &terms, const StoredEvent &event)
        : m_span(span)
        , m_terms(terms)
        , m_event(event)
        , m_talk(talkOf(span, terms, event.type))
        , m_body(event)
    { }

    std::string text(const SpanSource &source)
    {
        addTalk();
        if (m_event.type != EventType::Llm)
            addParams();
        addFrame(source);
        addEvents();
        addLinks();
        addDropped();
        addAttributes();
        return m_body.take();
    }

private:
    void addTalk()
    {
        if (!m_talk.prompt.empty())
            m_body.addJson("prompt", m_talk.prompt);
        if (!m_talk.completion.empty())
            m_body.addJson("completion", m_talk.completion);
        if (m_event.facts.promptTokens)
            m_body.addJson("prompt_tokens", std::to_string(*m_event.facts.promptTokens));
        if (m_event.facts.completionTokens)
            m_body.addJson("completion_tokens", std::to_string(*m_event.facts.completionTokens));
        if (m_event.facts.cost)
            m_body.addJson("cost", m_event.facts.cost->text());
    }

    void addParams()
    {
        addTerm("params", Term::Input);
        if (m_terms.has(AttributeFamily::Documents)) {
            m_body.addJson("returns", numberedJson(m_span.attributes, AttributeFamily::Documents));
            m_talk.takenFamilies.push_back(AttributeFamily::Documents);
        } else {
            addTerm("returns", Term::Output);
        }
    }

    void addTerm(std::string_view name, Term term)
    {
        const Attribute *value = m_terms.find(term);
        if (!value)
            return;
        m_body.addValue(name, *value);
        m_talk.taken.push_back(value);
    }

    void addFrame(const SpanSource &source)
    {
        if (m_span.name != m_event.name)
            m_body.addText("span_name", m_span.name);
        m_body.addTextIfAny("span_kind", kindWord(m_span.kind));
        if (m_span.status != Span::Status::Unset || !m_span.statusMessage.empty()) {
            m_body.open("status");
            m_body.addTextIfAny("code",
                m_span.status == Span::Status::Error    ? "error"
                    : m_span.status == Span::Status::Ok ? "ok"
                                                        : "");
            m_body.addTextIfAny("message", m_span.statusMessage);
            m_body.close();
        }
        if (!source.scope.empty()) {
            m_body.open("scope");
            m_body.addText("name", source.scope);
            m_body.addTextIfAny("version", source.scopeVersion);
            m_body.close();
        }
    }

    /// Exceptions become errors of their own, with all that they say.
    void addEvents()
    {
        const std::vector<const SpanEvent *> errors = exceptionsOf(m_span);
        if (errors.size() == m_span.events.size())
            return;
        m_body.openList("events");
        for (const SpanEvent &event : m_span.events) {
            if (!isIn(errors, &event))
                addEvent(event);
        }
        m_body.closeList();
    }

    void addEvent(const SpanEvent &event)
    {
        m_body.openItem();
        m_body.addText("name", event.name);
        m_body.addTime("time", event.time);
        if (!isIn(m_talk.takenEvents, &event))
            m_body.addAttributes("attributes", event.attributes);
        m_body.addCountIfAny("dropped_attributes", event.droppedAttributes);
        m_body.close();
    }

    void addLinks()
    {
        if (m_span.links.empty())
            return;
        m_body.openList("links");
        for (const SpanLink &link : m_span.links) {
            m_body.openItem();
            m_body.addText("trace_id", link.traceId);
            m_body.addText("span_id", link.spanId);
            m_body.addTextIfAny("trace_state", link.traceState);
            m_body.addAttributes("attributes", link.attributes);
            m_body.addCountIfAny("dropped_attributes", link.droppedAttributes);
            m_body.addCountIfAny("flags", link.flags);
            m_body.close();
        }
        m_body.closeList();
    }

    void addDropped()
    {
        m_body.addTextIfAny("trace_state", m_span.traceState);
        m_body.addCountIfAny("flags", m_span.flags);
        m_body.addCountIfAny("dropped_attributes", m_span.droppedAttributes);
        m_body.addCountIfAny("dropped_events", m_span.droppedEvents);
        m_body.addCountIfAny("dropped_links", m_span.droppedLinks);
    }

    bool isTaken(const Attribute &attribute) const
    {
        if (isIn(m_talk.taken, &attribute))
            return true;
        return !m_talk.takenFamilies.empty() && isIn(m_talk.takenFamilies, familyOf(attribute.key));
    }

    void addAttributes()
    {
        bool isOpen = false;
        for (const Attribute &attribute : m_span.attributes.all()) {
            if (isTaken(attribute))
                continue;
            if (!isOpen)
                m_body.open("attributes");
            isOpen = true;
            m_body.addAttribute(attribute);
        }
        if (isOpen)
            m_body.close();
    }

    const Span &m_span;
    const SpanTerms &m_terms;
    const StoredEvent &m_event;
    SpanTalk m_talk;
    EventBody m_body;
};

} // namespace

std::string bodyOf(
    const Span &span, const SpanSource &source, const SpanTerms &terms, const StoredEvent &event)
{
    return SpanBody(span, terms, event).text(source);
}

} // namespace sluice
