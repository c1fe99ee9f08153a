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
    const Trace *trace = m_traces.find(traceId);
    return trace == nullptr ? TraceFacts() : trace->facts;
}

std::optional<SessionChange> TraceBook::learn(
    const std::string &traceId, TraceFacts facts, const Attributes &resource)
{
    Trace &trace = m_traces.touched(traceId);
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
    m_bytes -= m_traces.oldest().bytes;
    m_traces.forgetOldest();
}

void TraceBook::forgetTold(const std::string &traceId)
{
    Trace *trace = m_traces.find(traceId);
    if (trace == nullptr)
        return;
    trace->told.reset();
    trace->toldEnvironment.reset();
}

} // namespace sluice
