// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a test asks an AgentOpsServer.

#include "tests/support/agentops_server.h"

#include <algorithm>

namespace sluice {

std::vector<std::string> AgentOpsServer::eventIds() const
{
    MutexLock lock(m_mutex);
    return m_tables.eventIds();
}

std::vector<std::string> AgentOpsServer::eventIdsOf(std::string_view session) const
{
    MutexLock lock(m_mutex);
    const auto found = m_tables.sessions().find(session);
    return found == m_tables.sessions().end() ? std::vector<std::string>() : found->second.eventIds;
}

std::map<std::string, std::size_t, std::less<>> AgentOpsServer::timesStored() const
{
    MutexLock lock(m_mutex);
    return m_tables.timesStored();
}

std::size_t AgentOpsServer::timesStored(std::string_view id) const
{
    MutexLock lock(m_mutex);
    const auto found = m_tables.timesStored().find(id);
    return found == m_tables.timesStored().end() ? 0 : found->second;
}

std::size_t AgentOpsServer::eventCount() const
{
    MutexLock lock(m_mutex);
    return m_tables.eventCount();
}

std::size_t AgentOpsServer::countedEventsOf(std::string_view session) const
{
    MutexLock lock(m_mutex);
    const auto found = m_tables.sessions().find(session);
    return found == m_tables.sessions().end() ? 0 : found->second.counted;
}

bool AgentOpsServer::waitForEvents(std::size_t count, Millis most)
{
    const SteadyTime until = std::chrono::steady_clock::now() + most;
    MutexLock lock(m_mutex);
    while (m_tables.eventCount() < count) {
        if (!m_stored.waitUntil(m_mutex, until))
            return m_tables.eventCount() >= count;
    }
    return true;
}

std::vector<std::string> AgentOpsServer::sessionsStarted() const
{
    MutexLock lock(m_mutex);
    return m_tables.sessionsInOrder();
}

std::map<std::string, std::string> AgentOpsServer::sessionsEnded() const
{
    MutexLock lock(m_mutex);
    std::map<std::string, std::string> ended;
    for (const auto &[id, session] : m_tables.sessions()) {
        if (session.endState)
            ended[id] = *session.endState;
    }
    return ended;
}

std::size_t AgentOpsServer::endedCount() const
{
    const auto &sessions = m_tables.sessions();
    return static_cast<std::size_t>(
        std::ranges::count_if(sessions, [](const auto &each) { return each.second.endState.has_value(); }));
}

bool AgentOpsServer::waitForEndedSessions(std::size_t count, Millis most)
{
    const SteadyTime until = std::chrono::steady_clock::now() + most;
    MutexLock lock(m_mutex);
    while (endedCount() < count) {
        if (!m_stored.waitUntil(m_mutex, until))
            return endedCount() >= count;
    }
    return true;
}

std::map<std::string, std::string> AgentOpsServer::agents() const
{
    MutexLock lock(m_mutex);
    return m_agents;
}

std::vector<ReceivedCredentials> AgentOpsServer::credentials() const
{
    MutexLock lock(m_mutex);
    return m_credentials;
}

std::size_t AgentOpsServer::lostAnswers() const
{
    MutexLock lock(m_mutex);
    return m_lostAnswers;
}

std::size_t AgentOpsServer::requestCount(std::string_view path) const
{
    MutexLock lock(m_mutex);
    return static_cast<std::size_t>(std::ranges::count_if(m_credentials,
        [path](const ReceivedCredentials &each) { return path.empty() || each.path == path; }));
}

} // namespace sluice
