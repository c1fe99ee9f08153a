// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/client_book.h"

#include "core/collector/client_told.h"
#include "core/collector/request_text.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t longestText = 256; // as clients_seen.h says

void cut(std::string &text)
{
    if (text.size() > longestText)
        text = std::string(frontOf(text, longestText));
}

bool isNameless(const ClientTold &told)
{
    return told.sdk.empty() && told.version.empty() && told.service.empty();
}

bool isOfSameWire(const ClientSeen &client, const ClientRequest &request)
{
    return client.userAgent == request.userAgent && client.dialect == request.dialect;
}

/// What the one does not say may be what the other says.
bool agree(const std::string &a, const std::string &b)
{
    return a.empty() || b.empty() || a == b;
}

bool agrees(const ClientSeen &client, const ClientTold &told)
{
    return agree(client.sdk, told.sdk) && agree(client.version, told.version)
        && agree(client.service, told.service);
}

void tell(ClientSeen &client, const ClientTold &told)
{
    for (const auto &[text, news] : {std::pair(&client.sdk, &told.sdk), {&client.version, &told.version},
             {&client.service, &told.service}}) {
        if (!news->empty())
            *text = *news;
    }
}

void count(ClientSeen &client, const ClientRequest &request)
{
    client.last = std::max(client.last, request.time);
    ++client.requests;
    client.events += request.events;
    client.refused += request.refused;
    client.rejected += request.status >= 400 && request.status < 500 ? 1 : 0;
    if (request.events > 0 && request.session)
        client.lastSession = request.session;
}

} // namespace

void ClientBook::write(ClientRequest request)
{
    for (std::string *text :
        {&request.told.sdk, &request.told.version, &request.told.service, &request.userAgent})
        cut(*text);
    const MutexLock lock(m_mutex);
    Client &client = clientOf(request);
    count(client.seen, request);
    if (request.session)
        remember(request.session, client.number);
    ++m_revision;
}

/// The request's client, at the front.
ClientBook::Client &ClientBook::clientOf(const ClientRequest &request)
{
    auto found = find(request);
    if (found == m_clients.end()) {
        Client fresh{++m_lastClient, true, {}};
        fresh.seen.userAgent = request.userAgent;
        fresh.seen.dialect = request.dialect;
        fresh.seen.first = request.time;
        tell(fresh.seen, toldByUserAgent(request.userAgent));
        found = m_clients.insert(m_clients.begin(), std::move(fresh));
    }
    if (found->isGuessed && !isNameless(request.told)) {
        found->isGuessed = false;
        found->seen.sdk.clear();
        found->seen.version.clear();
    }
    tell(found->seen, request.told);
    std::rotate(m_clients.begin(), found, found + 1);
    if (m_clients.size() > ClientsSeen::mostClients) {
        m_clients.pop_back();
        ++m_forgottenClients;
    }
    return m_clients.front();
}

ClientBook::Clients::iterator ClientBook::find(const ClientRequest &request)
{
    if (!isNameless(request.told))
        return named(request);
    if (const auto known = m_clientOfSession.find(request.session); known != m_clientOfSession.end()) {
        const auto found = std::ranges::find_if(m_clients, [&](const Client &client) {
            return client.number == known->second && isOfSameWire(client.seen, request);
        });
        if (found != m_clients.end())
            return found;
    }
    return std::ranges::find_if(
        m_clients, [&](const Client &client) { return isOfSameWire(client.seen, request); });
}

/// The client of that very name, else one that said less so far.
ClientBook::Clients::iterator ClientBook::named(const ClientRequest &request)
{
    const ClientTold &told = request.told;
    const auto same = std::ranges::find_if(m_clients, [&](const Client &client) {
        return isOfSameWire(client.seen, request) && client.seen.sdk == told.sdk
            && client.seen.version == told.version && client.seen.service == told.service;
    });
    if (same != m_clients.end())
        return same;
    return std::ranges::find_if(m_clients, [&](const Client &client) {
        return isOfSameWire(client.seen, request) && (client.isGuessed || agrees(client.seen, told));
    });
}

void ClientBook::remember(const SessionId &session, std::uint64_t client)
{
    const auto [known, isNew] = m_clientOfSession.insert_or_assign(session, client);
    if (!isNew)
        return;
    m_sessions.push_back(session);
    if (m_sessions.size() > mostSessions) {
        m_clientOfSession.erase(m_sessions.front());
        m_sessions.pop_front();
    }
}

void ClientBook::reject(RejectedRequest rejected)
{
    cut(rejected.userAgent);
    const MutexLock lock(m_mutex);
    rejected.number = ++m_lastRejected;
    const auto isRepeated = [&](const std::shared_ptr<const RejectedRequest> &old) {
        return rejected.status == 200 && old->status == 200 && old->userAgent == rejected.userAgent
            && old->reason == rejected.reason;
    };
    const auto repeated = std::ranges::find_if(m_rejected, isRepeated);
    if (repeated != m_rejected.end())
        m_rejected.erase(repeated);
    else if (m_rejected.size() == ClientsSeen::mostRejected)
        m_rejected.pop_back();
    m_rejected.push_front(std::make_shared<const RejectedRequest>(std::move(rejected)));
    m_forgottenRejected = m_lastRejected - m_rejected.size();
    ++m_revision;
}

ClientsSeen ClientBook::seen() const
{
    ClientsSeen seen;
    std::vector<std::shared_ptr<const RejectedRequest>> rejected;
    {
        const MutexLock lock(m_mutex);
        for (const Client &client : m_clients)
            seen.clients.push_back(client.seen);
        rejected.assign(m_rejected.begin(), m_rejected.end());
        seen.forgottenClients = m_forgottenClients;
        seen.forgottenRejected = m_forgottenRejected;
        seen.revision = m_revision;
    }
    for (const auto &one : rejected)
        seen.rejected.push_back(*one);
    return seen;
}

} // namespace sluice
