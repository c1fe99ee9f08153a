// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/agent_book.h"

namespace sluice {

AgentBook::AgentBook()
    : AgentBook(Bounds{})
{ }

AgentBook::AgentBook(const Bounds &bounds)
    : m_bounds(bounds)
{ }

std::vector<AgentOfEvents> AgentBook::inherit(
    const std::string &traceId, std::span<StoredEvent *const> events)
{
    TraceAgents &agents = touched(traceId).agents;
    m_bytes -= agents.bytes();
    std::vector<AgentOfEvents> told = agents.inherit(events);
    m_bytes += agents.bytes();
    while (m_traces.size() > m_bounds.traces || m_bytes > m_bounds.bytes)
        forgetOldest();
    return told;
}

AgentBook::Trace &AgentBook::touched(const std::string &traceId)
{
    if (const auto found = m_byId.find(traceId); found != m_byId.end()) {
        m_traces.splice(m_traces.begin(), m_traces, found->second);
        return m_traces.front();
    }
    m_traces.push_front({traceId});
    m_byId.emplace(m_traces.front().id, m_traces.begin());
    return m_traces.front();
}

void AgentBook::forgetOldest()
{
    m_bytes -= m_traces.back().agents.bytes();
    m_byId.erase(m_traces.back().id);
    m_traces.pop_back();
}

void AgentBook::forgetTold(const std::string &traceId)
{
    if (const auto found = m_byId.find(traceId); found != m_byId.end())
        found->second->agents.forgetTold();
}

} // namespace sluice
