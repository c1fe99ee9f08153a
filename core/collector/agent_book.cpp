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
    TraceAgents &agents = m_traces.touched(traceId);
    m_bytes -= agents.bytes();
    std::vector<AgentOfEvents> told = agents.inherit(events);
    m_bytes += agents.bytes();
    while (m_traces.size() > m_bounds.traces || m_bytes > m_bounds.bytes)
        forgetOldest();
    return told;
}

void AgentBook::forgetOldest()
{
    m_bytes -= m_traces.oldest().bytes();
    m_traces.forgetOldest();
}

void AgentBook::forgetTold(const std::string &traceId)
{
    if (TraceAgents *agents = m_traces.find(traceId))
        agents->forgetTold();
}

} // namespace sluice
