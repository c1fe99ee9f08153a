// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/trace_intake.h"

#include "core/otlp/span_event.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice {

TraceIntake::TraceIntake(TraceBook &book, AgentBook &agents, Timestamp now)
    : m_book(book)
    , m_agentBook(agents)
    , m_now(now)
{ }

TraceIntake::Traces::value_type &TraceIntake::traceOf(const SpanSource &source, const std::string &id)
{
    if (m_last != nullptr && m_last->first == id)
        return *m_last;
    auto found = m_traces.find(id);
    if (found == m_traces.end())
        found = m_traces.emplace(id, Trace{m_book.factsOf(id), source.resource}).first;
    m_last = &*found;
    return *found;
}

void TraceIntake::take(const SpanSource &source, Span &&span)
{
    if (m_spans++ == 0)
        m_client = toldBySource(source);
    if (span.start == Timestamp{} && span.end == Timestamp{})
        span.start = span.end = m_now; // it does not say when
    auto &[id, trace] = traceOf(source, span.traceId);
    trace.facts.add(span);
    const SessionId session(id);
    SpanEvents made = eventsOf(span, source);
    if (made.agent.id)
        addAgent(session, std::move(made.agent));
    for (StoredEvent &event : made.events) {
        event.session = session;
        m_batch.events.push_back(std::move(event));
    }
}

void TraceIntake::addAgent(const SessionId &session, Agent &&agent)
{
    const bool isNew = m_agents.insert(session.text() + ' ' + agent.id.text() + '\n' + agent.name).second;
    if (isNew)
        m_batch.agents.push_back({session, std::move(agent)});
}

/// Exporters send children before their parents, and the store likes it the other way: it looks for each
/// child's parent once.
void TraceIntake::sortEvents()
{
    std::ranges::stable_sort(m_batch.events, [](const StoredEvent &a, const StoredEvent &b) {
        return a.start != b.start ? a.start < b.start : a.end > b.end;
    });
    Traces::value_type *last = nullptr;
    for (StoredEvent &event : m_batch.events) {
        if (last == nullptr || last->first != event.session.text())
            last = &*m_traces.find(event.session.text());
        last->second.events.push_back(&event);
    }
}

void TraceIntake::finish(Exchange &exchange)
{
    sortEvents();
    for (auto &[id, trace] : m_traces) {
        auto change = m_book.learn(id, std::move(trace.facts), trace.resource);
        std::vector<AgentOfEvents> agents = m_agentBook.inherit(id, trace.events);
        if (change || !agents.empty())
            exchange.traces.push_back(id);
        if (change)
            m_batch.sessions.push_back(std::move(*change));
        std::ranges::move(agents, std::back_inserter(m_batch.agentsOfEvents));
    }
    exchange.batch = std::move(m_batch);
    exchange.events = exchange.spans = m_spans;
    exchange.client = std::move(m_client);
}

} // namespace sluice
