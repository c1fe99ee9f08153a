// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/agent_scope.h"

namespace sluice {

namespace {

constinit thread_local const AgentScope *innermost = nullptr;

} // namespace

AgentScope::AgentScope(const RecordingSession &session, Uuid agent)
    : m_session(&session)
    , m_agent(agent)
    , m_outer(innermost)
{
    innermost = this;
}

AgentScope::~AgentScope()
{
    innermost = m_outer;
}

Uuid AgentScope::agentFor(const RecordingSession &session)
{
    for (const AgentScope *scope = innermost; scope; scope = scope->m_outer) {
        if (scope->m_session == &session)
            return scope->m_agent;
    }
    return {};
}

} // namespace sluice
