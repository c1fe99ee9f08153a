// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/agentops_server.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sluice {

namespace {

using nlohmann::json;

FaultAnswer answerOf(int status, const json &body)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

FaultAnswer refusal(const std::string &path, const std::string &message)
{
    return answerOf(400, {{"path", path}, {"message", message}});
}

std::string textOf(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json sessionIn(const json &body)
{
    return body.is_object() && body.contains("session") && body["session"].is_object() ? body["session"]
                                                                                       : json::object();
}

/// The hosted server's tables: any other type is stored as an action.
std::string tableOf(const json &event)
{
    const std::string type = textOf(event, "event_type");
    return type == "llms" || type == "tools" || type == "errors" ? type : "actions";
}

} // namespace

AgentOpsServer::AgentOpsServer(AgentOpsManners manners, std::uint16_t port)
    : m_manners(manners)
    , m_server([this](const ReceivedRequest &request) { return respond(request); }, port)
{ }

FaultAnswer AgentOpsServer::respond(const ReceivedRequest &request)
{
    Fault fault;
    FaultAnswer answer;
    {
        MutexLock lock(m_mutex);
        const bool faulty = takeFault(request.path, fault);
        if (!faulty || fault.storing == Storing::Yes)
            answer = handle(request);
        if (faulty)
            answer = fault.answer;
    }
    m_stored.notifyAll();
    if (m_manners.idempotent)
        answer.headers.emplace_back("Sluice-Idempotent", "events");
    return answer;
}

bool AgentOpsServer::takeFault(const std::string &path, Fault &fault)
{
    const auto found = std::ranges::find_if(
        m_faults, [&](const Fault &each) { return each.path.empty() || each.path == path; });
    if (found == m_faults.end())
        return false;
    fault = *found;
    if (found->left != always && --found->left == 0)
        m_faults.erase(found);
    return true;
}

FaultAnswer AgentOpsServer::handle(const ReceivedRequest &request)
{
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object())
        return refusal(request.path, "The body is no JSON object");
    const bool byKey = request.path == "/v2/create_session" || request.path == "/v2/reauthorize_jwt";
    if (!byKey)
        return withBearer(request, body);
    if (request.header("X-Agentops-Api-Key").empty())
        return refusal(request.path, "Invalid API key format");
    return request.path == "/v2/create_session" ? createSession(body) : reauthorize(body);
}

FaultAnswer AgentOpsServer::withBearer(const ReceivedRequest &request, const json &body)
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string authorization = request.header("Authorization");
    if (!authorization.starts_with(scheme))
        return refusal(request.path, "Bearer Token is Missing");
    const auto token = m_tokens.find(authorization.substr(scheme.size()));
    if (token == m_tokens.end())
        return answerOf(401, {{"path", request.path}, {"message", "Expired Token"}});
    if (request.path == "/v2/create_events")
        return createEvents(token->second, body);
    if (request.path == "/v2/update_session")
        return updateSession(body);
    if (request.path == "/v2/create_agent")
        return createAgent(body);
    return answerOf(404, {{"detail", "Not Found"}});
}

FaultAnswer AgentOpsServer::createSession(const json &body)
{
    const std::string id = textOf(sessionIn(body), "session_id");
    if (id.empty())
        return refusal("/v2/create_session", "Error creating session: no session_id");
    const bool known = std::ranges::find(m_sessions, id) != m_sessions.end();
    if (known && m_manners.strict)
        return answerOf(500, {{"error", "Internal Server Error"}});
    if (!known)
        m_sessions.push_back(id);
    return answerOf(200,
        {{"status", "Success"}, {"jwt", newToken(id)},
            {"session_url", url() + "/drilldown?session_id=" + id}});
}

FaultAnswer AgentOpsServer::reauthorize(const json &body)
{
    const std::string id = textOf(body, "session_id");
    if (std::ranges::find(m_sessions, id) == m_sessions.end())
        return refusal("/v2/reauthorize_jwt", " Error reauthorizing Api Key: Invalid Session Id");
    return answerOf(200, {{"status", "Success"}, {"jwt", newToken(id)}});
}

FaultAnswer AgentOpsServer::createEvents(const std::string &session, const json &body)
{
    if (!body.contains("events") || !body["events"].is_array())
        return refusal("/v2/create_events", "Error posting event: no list of events");
    std::map<std::string, std::vector<std::string>> tables;
    for (const json &event : body["events"])
        tables[tableOf(event)].push_back(textOf(event, "id"));
    bool good = true;
    for (const auto &[table, ids] : tables)
        good = storeTable(session, ids) && good;
    if (!good)
        return refusal("/v2/create_events",
            "Error posting event: duplicate key value violates unique constraint \"actions_pkey\"");
    return answerOf(200, "Success");
}

bool AgentOpsServer::repeats(const std::vector<std::string> &ids) const
{
    std::set<std::string> here;
    for (const std::string &id : ids) {
        if (!id.empty() && (m_knownIds.contains(id) || !here.insert(id).second))
            return true;
    }
    return false;
}

bool AgentOpsServer::storeTable(const std::string &session, const std::vector<std::string> &ids)
{
    if (m_manners.strict && repeats(ids))
        return false;
    for (const std::string &id : ids) {
        const bool fresh = id.empty() || m_knownIds.insert(id).second;
        if (fresh || !m_manners.idempotent)
            m_events.push_back({session, id});
    }
    return true;
}

FaultAnswer AgentOpsServer::updateSession(const json &body)
{
    const json session = sessionIn(body);
    const std::string id = textOf(session, "session_id");
    if (std::ranges::find(m_sessions, id) == m_sessions.end())
        return refusal("/v2/update_session", "Error posting session: no such session");
    if (!textOf(session, "end_timestamp").empty())
        m_ended[id] = textOf(session, "end_state");
    return answerOf(200,
        {{"status", "success"}, {"token_cost", "0.00"},
            {"session_url", url() + "/drilldown?session_id=" + id}});
}

FaultAnswer AgentOpsServer::createAgent(const json &body)
{
    m_agents[textOf(body, "id")] = textOf(body, "name");
    return answerOf(200, "Success");
}

std::string AgentOpsServer::newToken(const std::string &session)
{
    const std::string token = "token-" + std::to_string(++m_tokensMade);
    m_tokens[token] = session;
    return token;
}

void AgentOpsServer::failNext(std::size_t count, FaultAnswer answer, std::string path, Storing storing)
{
    if (count == 0)
        return;
    MutexLock lock(m_mutex);
    m_faults.push_back({count, std::move(answer), std::move(path), storing});
}

void AgentOpsServer::failAlways(FaultAnswer answer, std::string path, Storing storing)
{
    failNext(always, std::move(answer), std::move(path), storing);
}

void AgentOpsServer::clearFaults()
{
    MutexLock lock(m_mutex);
    m_faults.clear();
}

void AgentOpsServer::expireTokens()
{
    MutexLock lock(m_mutex);
    m_tokens.clear();
}

std::vector<std::string> AgentOpsServer::eventIds() const
{
    MutexLock lock(m_mutex);
    std::vector<std::string> ids;
    for (const StoredEvent &event : m_events) {
        if (!event.id.empty())
            ids.push_back(event.id);
    }
    return ids;
}

std::vector<std::string> AgentOpsServer::eventIdsOf(std::string_view session) const
{
    MutexLock lock(m_mutex);
    std::vector<std::string> ids;
    for (const StoredEvent &event : m_events) {
        if (event.session == session && !event.id.empty())
            ids.push_back(event.id);
    }
    return ids;
}

std::size_t AgentOpsServer::eventCount() const
{
    MutexLock lock(m_mutex);
    return m_events.size();
}

bool AgentOpsServer::waitForEvents(std::size_t count, Millis most)
{
    const SteadyTime until = std::chrono::steady_clock::now() + most;
    MutexLock lock(m_mutex);
    while (m_events.size() < count) {
        if (!m_stored.waitUntil(m_mutex, until))
            return m_events.size() >= count;
    }
    return true;
}

std::vector<std::string> AgentOpsServer::sessionsStarted() const
{
    MutexLock lock(m_mutex);
    return m_sessions;
}

std::map<std::string, std::string> AgentOpsServer::sessionsEnded() const
{
    MutexLock lock(m_mutex);
    return m_ended;
}

std::map<std::string, std::string> AgentOpsServer::agents() const
{
    MutexLock lock(m_mutex);
    return m_agents;
}

std::size_t AgentOpsServer::requestCount(std::string_view path) const
{
    const std::vector<ReceivedRequest> all = m_server.requests();
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [path](const ReceivedRequest &request) { return path.empty() || request.path == path; }));
}

} // namespace sluice
