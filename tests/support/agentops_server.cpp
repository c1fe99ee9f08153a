// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/agentops_server.h"

#include "tests/support/gunzip.h"
#include "tests/support/json_text.h"

#include <algorithm>

namespace sluice {

namespace {

using nlohmann::json;

constexpr std::string_view bearerScheme = "Bearer ";

FaultAnswer answerOf(int status, const json &body)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

FaultAnswer refusal(const std::string &path, const std::string &message)
{
    return answerOf(400, {{"path", path}, {"message", message}});
}

json sessionIn(const json &body)
{
    return body.is_object() && body.contains("session") && body["session"].is_object() ? body["session"]
                                                                                       : json::object();
}

/// null for what is no JSON, or no gzip.
json bodyOf(const ReceivedRequest &request)
{
    if (request.header("Content-Encoding") != "gzip")
        return json::parse(request.body, nullptr, false);
    const std::optional<std::string> text = gunzipped(request.body);
    return text ? json::parse(*text, nullptr, false) : json();
}

std::string tokenOf(const ReceivedRequest &request)
{
    const std::string authorization = request.header("Authorization");
    return authorization.starts_with(bearerScheme) ? authorization.substr(bearerScheme.size())
                                                   : std::string();
}

bool goesByKey(const std::string &path)
{
    return path == "/v2/create_session" || path == "/v2/reauthorize_jwt";
}

} // namespace

AgentOpsServer::AgentOpsServer(AgentOpsManners manners, std::uint16_t port)
    : m_manners(manners)
    , m_tables(manners)
    , m_server([this](const ReceivedRequest &request) { return respond(request); }, port)
{ }

FaultAnswer AgentOpsServer::respond(const ReceivedRequest &request)
{
    const json body = bodyOf(request);
    Fault fault;
    FaultAnswer answer;
    {
        MutexLock lock(m_mutex);
        note(request, body);
        const bool faulty = takeFault(request.path, fault);
        if (!faulty || fault.storing == Storing::Yes)
            answer = handle(request, body);
        if (faulty)
            answer = fault.answer;
        else
            addTroubles(request.path, answer);
    }
    m_stored.notifyAll();
    if (m_manners.idempotent)
        answer.headers.emplace_back("Sluice-Idempotent", "events");
    return answer;
}

void AgentOpsServer::note(const ReceivedRequest &request, const json &body)
{
    ReceivedCredentials credentials{.path = request.path,
        .session = {},
        .named = textOf(sessionIn(body), "session_id"),
        .apiKey = request.header("X-Agentops-Api-Key"),
        .parentKey = request.header("X-Agentops-Parent-Key"),
        .token = tokenOf(request),
        .connection = request.connection};
    if (credentials.named.empty())
        credentials.named = textOf(body, "session_id");
    const auto token = m_tokens.find(credentials.token);
    if (goesByKey(request.path))
        credentials.session = credentials.named;
    else if (token != m_tokens.end())
        credentials.session = token->second.session;
    m_credentials.push_back(std::move(credentials));
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

void AgentOpsServer::addTroubles(const std::string &path, FaultAnswer &answer)
{
    constexpr std::uint64_t million = 1'000'000;
    answer.delay = m_troubles.delay;
    if (!m_troubles.lostOn.empty() && m_troubles.lostOn != path)
        return;
    if (static_cast<double>(m_random.below(million)) >= m_troubles.lostAnswers * million)
        return;
    ++m_lostAnswers;
    answer.wire = FaultAnswer::Wire::Close;
}

FaultAnswer AgentOpsServer::handle(const ReceivedRequest &request, const json &body)
{
    if (m_troubles.mostBody > 0 && request.body.size() > m_troubles.mostBody)
        return answerOf(413, {{"detail", "Request Entity Too Large"}});
    if (!body.is_object())
        return refusal(request.path, "The body is no JSON object");
    if (!goesByKey(request.path))
        return withBearer(request, body);
    if (request.header("X-Agentops-Api-Key").empty())
        return refusal(request.path, "Invalid API key format");
    return request.path == "/v2/create_session" ? createSession(body) : reauthorize(body);
}

FaultAnswer AgentOpsServer::withBearer(const ReceivedRequest &request, const json &body)
{
    if (!request.header("Authorization").starts_with(bearerScheme))
        return refusal(request.path, "Bearer Token is Missing");
    const auto token = m_tokens.find(tokenOf(request));
    const bool given = token != m_tokens.end();
    // The hosted server forgets to stop at a token that it did not sign.
    if ((!given && !m_manners.strict) || (given && token->second.usesLeft == 0))
        return answerOf(401, {{"path", request.path}, {"message", "Expired Token"}});
    if (given && token->second.usesLeft != always)
        --token->second.usesLeft;
    if (request.path == "/v2/create_events")
        return createEvents(given ? token->second.session : std::string(), body);
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
    if (!m_tables.insertSession(id))
        return answerOf(500, {{"error", "Internal Server Error"}});
    return answerOf(200,
        {{"status", "Success"}, {"jwt", newToken(id)},
            {"session_url", url() + "/drilldown?session_id=" + id}});
}

FaultAnswer AgentOpsServer::reauthorize(const json &body)
{
    const std::string id = textOf(body, "session_id");
    if (!m_tables.hasSession(id))
        return refusal("/v2/reauthorize_jwt", " Error reauthorizing Api Key: Invalid Session Id");
    return answerOf(200, {{"status", "Success"}, {"jwt", newToken(id)}});
}

FaultAnswer AgentOpsServer::createEvents(const std::string &session, const json &body)
{
    if (!body.contains("events") || !body["events"].is_array())
        return refusal("/v2/create_events", "Error posting event: no list of events");
    std::string words;
    if (!m_tables.insertEvents(session, body["events"], words))
        return refusal("/v2/create_events", "Error posting event: " + words);
    return answerOf(200, "Success");
}

FaultAnswer AgentOpsServer::updateSession(const json &body)
{
    const json session = sessionIn(body);
    const std::string id = textOf(session, "session_id");
    if (!m_tables.hasSession(id))
        return refusal("/v2/update_session", "Error posting session: no such session");
    if (!textOf(session, "end_timestamp").empty())
        m_tables.endSession(id, textOf(session, "end_state"));
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
    const std::string token = "token-" + std::to_string(m_tokens.size() + 1);
    m_tokens[token] = {session, m_troubles.tokenUses > 0 ? m_troubles.tokenUses : always};
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

void AgentOpsServer::setTroubles(AgentOpsTroubles troubles)
{
    MutexLock lock(m_mutex);
    m_random = SeededRandom(troubles.seed);
    m_troubles = std::move(troubles);
}

void AgentOpsServer::expireTokens()
{
    MutexLock lock(m_mutex);
    for (auto &[text, token] : m_tokens)
        token.usesLeft = 0;
}

FaultAnswer busy(int status, std::string when)
{
    FaultAnswer answer = answerOf(status, {{"error", "Come back later"}});
    answer.headers.emplace_back("Retry-After", std::move(when));
    return answer;
}

} // namespace sluice
