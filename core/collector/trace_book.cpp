// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/trace_book.h"

#include <functional>
#include <tuple>
#include <utility>

namespace sluice {

namespace {

auto sayings(const SessionChange &change)
{
    return std::tie(
        change.started, change.ended, change.endState, change.endStateText, change.endReason, change.tags);
}

std::size_t sizeOf(const std::optional<std::string> &text)
{
    return text ? text->size() : 0;
}

std::size_t textBytes(const SessionChange &change)
{
    std::size_t bytes = sizeOf(change.endStateText) + sizeOf(change.endReason) + sizeOf(change.hostEnv);
    if (change.tags) {
        for (const std::string &tag : *change.tags)
            bytes += sizeof(std::string) + tag.size();
    }
    return bytes;
}

} // namespace

TraceBook::TraceBook()
    : TraceBook(Bounds{})
{ }

TraceBook::TraceBook(const Bounds &bounds)
    : m_bounds(bounds)
{ }

TraceFacts TraceBook::factsOf(const std::string &traceId) const
{
    const auto found = m_byId.find(traceId);
    return found == m_byId.end() ? TraceFacts() : found->second->facts;
}

TraceBook::Trace &TraceBook::touched(const std::string &traceId)
{
    if (const auto found = m_byId.find(traceId); found != m_byId.end()) {
        m_traces.splice(m_traces.begin(), m_traces, found->second);
        return m_traces.front();
    }
    m_traces.push_front({traceId, {}, {}, {}, 0});
    m_byId.emplace(m_traces.front().id, m_traces.begin());
    return m_traces.front();
}

std::optional<SessionChange> TraceBook::learn(
    const std::string &traceId, TraceFacts facts, const Attributes &resource)
{
    Trace &trace = touched(traceId);
    trace.facts = std::move(facts);
    SessionChange change
        = trace.facts.change(traceId, trace.toldEnvironment ? Attributes() : resource, Origin::Received);
    change.id = SessionId(traceId);
    account(trace, change);
    if (change.hostEnv) {
        const std::size_t environment = std::hash<std::string>()(*change.hostEnv);
        if (std::exchange(trace.toldEnvironment, environment) == environment)
            change.hostEnv.reset();
    }
    const bool isNews = change.hostEnv || !trace.told || sayings(*trace.told) != sayings(change);
    if (isNews) {
        trace.told = change;
        trace.told->hostEnv.reset();
    }
    while (m_traces.size() > m_bounds.traces || (m_bytes > m_bounds.bytes && m_traces.size() > 1))
        forgetOldest();
    return isNews ? std::optional(std::move(change)) : std::nullopt;
}

/// A trace's texts are held twice: in its facts and as they were told.
void TraceBook::account(Trace &trace, const SessionChange &change)
{
    m_bytes -= trace.bytes;
    trace.bytes = 2 * textBytes(change);
    m_bytes += trace.bytes;
}

void TraceBook::forgetOldest()
{
    m_bytes -= m_traces.back().bytes;
    m_byId.erase(m_traces.back().id);
    m_traces.pop_back();
}

void TraceBook::forgetTold(const std::string &traceId)
{
    const auto found = m_byId.find(traceId);
    if (found == m_byId.end())
        return;
    found->second->told.reset();
    found->second->toldEnvironment.reset();
}

} // namespace sluice
