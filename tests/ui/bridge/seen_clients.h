// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/clients_seen.h"
#include "core/model/session.h"

#include <utility>
#include <vector>

namespace sluice::ui {

/// What a collector might tell, for tests and pictures. Times are around 100,000 s after the epoch.
inline Timestamp atSecond(int second)
{
    return Timestamp(std::chrono::duration_cast<Micros>(std::chrono::seconds(100'000 + second)));
}

inline ClientSeen clientSeen(
    std::string sdk, std::string version, WireDialect dialect, int first, int last, SessionId session)
{
    ClientSeen client;
    client.sdk = std::move(sdk);
    client.version = std::move(version);
    client.userAgent = "python-requests/2.28.1";
    client.dialect = dialect;
    client.first = atSecond(first);
    client.last = atSecond(last);
    client.requests = 12;
    client.events = 340;
    client.lastSession = std::move(session);
    return client;
}

inline RejectedRequest rejectedRequest(std::uint64_t number, unsigned status, std::string reason)
{
    RejectedRequest request;
    request.number = number;
    request.time = atSecond(static_cast<int>(number));
    request.userAgent = "python-requests/2.28.1";
    request.method = "POST";
    request.target = "/v2/create_events";
    request.status = status;
    request.reason = std::move(reason);
    request.head = "Host: 127.0.0.1:4318\nContent-Type: application/json\nX-Agentops-Api-Key: [masked]\n";
    request.body = R"({"events": [{"event_type": "llms", "prompt": )";
    request.bodyBytes = request.body.size();
    return request;
}

inline SessionSummary countedSession(const char *id, std::uint64_t counted, std::uint64_t arrived)
{
    SessionSummary session;
    session.id = SessionId(id);
    session.tags = {"nightly", id};
    session.started = atSecond(0);
    session.lastNews = session.started;
    session.ended = atSecond(5);
    session.sdkEvents = counted;
    session.counts.of(EventType::Action) = arrived;
    return session;
}

} // namespace sluice::ui
