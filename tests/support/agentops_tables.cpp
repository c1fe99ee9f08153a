// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/agentops_tables.h"

#include "tests/support/json_text.h"

#include <nlohmann/json.hpp>

#include <set>

namespace sluice {

namespace {

/// The hosted server's tables: any other type is stored as an action.
std::string tableOf(const nlohmann::json &event)
{
    const std::string type = textOf(event, "event_type");
    return type == "llms" || type == "tools" || type == "errors" ? type : "actions";
}

} // namespace

bool AgentOpsTables::insertSession(const std::string &id)
{
    const bool fresh = m_sessions.try_emplace(id).second;
    if (fresh)
        m_inOrder.push_back(id);
    return fresh || !m_manners.strict;
}

bool AgentOpsTables::insertEvents(
    const std::string &session, const nlohmann::json &events, std::string &words)
{
    std::map<std::string, std::vector<std::string>> tables;
    for (const nlohmann::json &event : events)
        tables[tableOf(event)].push_back(textOf(event, "id"));
    Session &into = m_sessions[session];
    into.counted += events.size();
    bool good = true;
    for (const auto &[table, ids] : tables) {
        if (insertTable(table, into, ids))
            continue;
        good = false;
        words = "duplicate key value violates unique constraint \"" + table + "_pkey\"";
    }
    return good;
}

bool AgentOpsTables::insertTable(
    const std::string &table, Session &session, const std::vector<std::string> &ids)
{
    if (m_manners.strict && table != "errors" && repeats(ids))
        return false;
    for (const std::string &id : ids) {
        const bool known = !id.empty() && m_timesStored.contains(id);
        if (known && m_manners.idempotent)
            continue;
        ++m_eventCount;
        if (id.empty())
            continue;
        ++m_timesStored[id];
        m_eventIds.push_back(id);
        session.eventIds.push_back(id);
    }
    return true;
}

bool AgentOpsTables::repeats(const std::vector<std::string> &ids) const
{
    std::set<std::string> here;
    for (const std::string &id : ids) {
        if (!id.empty() && (m_timesStored.contains(id) || !here.insert(id).second))
            return true;
    }
    return false;
}

} // namespace sluice
