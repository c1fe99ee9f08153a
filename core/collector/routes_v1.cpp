// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Version 1 of the wire: SDKs up to 0.1 (agentops-contract.md 2.1). One path for the start, the changes and
// the end of a session, no tokens, and the bodies say which session they belong to.

#include "core/collector/request_text.h"
#include "core/collector/routes.h"

#include <set>

namespace sluice {

namespace {

constexpr std::string_view successText = "\"Success\"";

/// Any text is a key: these SDKs did not ask for a UUID.
bool showsKey(const RequestHead &head)
{
    return !head.oldKey.empty() || !head.apiKey.empty();
}

Exchange keyMissing(const std::string &path)
{
    return answered(errorAnswer(401, path, "API Key is Missing"));
}

} // namespace

Exchange Routes::oldSession(const Request &request)
{
    if (!showsKey(request.head))
        return keyMissing(request.path);
    auto session = m_decoder.session(request.body);
    if (!session)
        return badBody(request.path, "Error posting session: ", session.error());
    if (session->change.id.isEmpty())
        return badRequest(request.path,
            "Error posting session: session.session_id is missing: expected the session's id as a string");
    Exchange exchange;
    exchange.mended = session->mended ? 1 : 0;
    exchange.answer.body = R"({"status":"Success","token_cost":"0.00","session_url":")"
        + sessionUrl(session->change.id) + "\"}";
    exchange.batch.sessions.push_back(std::move(session->change));
    exchange.batch.sessions.back().tagsMode = SessionChange::Tags::Replace;
    return exchange;
}

Exchange Routes::oldEvents(const Request &request)
{
    if (!showsKey(request.head))
        return keyMissing(request.path);
    auto decoded = m_decoder.events(request.body, request.now);
    if (!decoded)
        return badBody(request.path, "Error posting event: ", decoded.error());
    Exchange exchange;
    exchange.answer.body = successText;
    exchange.mended = decoded->mended;
    exchange.events = decoded->events.size();
    std::set<SessionId> sessions;
    for (StoredEvent &event : decoded->events) {
        exchange.unknownToken = exchange.unknownToken || event.session.isEmpty();
        if (event.session.isEmpty())
            event.session = quarantineSession();
        else
            sessions.insert(event.session);
    }
    if (exchange.unknownToken)
        exchange.batch.sessions.push_back(quarantineChange(request.now));
    for (const SessionId &id : sessions)
        exchange.batch.sessions.push_back(sessionNamed(id));
    exchange.batch.events = std::move(decoded->events);
    return exchange;
}

Exchange Routes::oldAgent(const Request &request)
{
    if (!showsKey(request.head))
        return keyMissing(request.path);
    auto agent = m_decoder.agent(request.body);
    if (!agent)
        return badBody(request.path, "Error creating agent: ", agent.error());
    Exchange exchange;
    exchange.answer.body = successText;
    exchange.unknownToken = agent->session.isEmpty();
    if (exchange.unknownToken)
        agent->session = quarantineSession();
    exchange.batch.sessions.push_back(
        exchange.unknownToken ? quarantineChange(request.now) : sessionNamed(agent->session));
    exchange.batch.agents.push_back(std::move(*agent));
    return exchange;
}

Exchange Routes::oldThread(const Request &request)
{
    if (!showsKey(request.head))
        return keyMissing(request.path);
    const auto id = m_decoder.text(request.body, "id");
    return id ? answered(std::string(successText))
              : badBody(request.path, "Error creating thread: ", id.error());
}

} // namespace sluice
