// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode.h"
#include "core/collector/access.h"
#include "core/collector/collector.h"
#include "core/collector/exchange.h"
#include "core/collector/request_head.h"
#include "core/collector/token_book.h"
#include "core/model/clients_seen.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sluice {

/// AgentOps' wire as a function: a request in, what to store and what to answer out; no socket, no store.
/// Version 2 with and without "/v2" before its paths (as the SDKs and as the documentation have them),
/// version 1 of the SDKs up to 0.1, and the sign-in and uploads of versions 3 and 4. thread: one at a time.
class Routes
{
public:
    /// `accessToken` and `ownKey`: as in CollectorAccess; `stored`: as Collector::start() has it.
    explicit Routes(const std::vector<TokenGrant> &known, std::string_view accessToken = {},
        StoredEventOf stored = {}, std::string_view ownKey = {});

    /// Whose wire the path is of; Unknown: of none that SDKs speak.
    static WireDialect dialectOf(const RequestHead &head);

    /// What can be refused from the head alone: 400, 404, 405, 415, 417; nullopt: read the body.
    static std::optional<ServedAnswer> refusal(const RequestHead &head);

    /// An access token is set, and the head shows none that is good: 401.
    std::optional<ServedAnswer> stranger(const RequestHead &head) const;

    /// A request that refusal() and stranger() let pass. What goes into the batch has its secrets masked.
    Exchange serve(const RequestHead &head, std::string_view body, Timestamp now);

    /// The answer, now that the store has spoken.
    ServedAnswer settle(const Exchange &exchange, const Result<void> &committed);

private:
    struct Request
    {
        std::string path;
        const RequestHead &head;
        std::string_view body;
        Timestamp now;
    };
    using Handler = Exchange (Routes::*)(const Request &);
    struct Route
    {
        std::string_view path;
        std::string_view method;
        Handler handler;
    };
    static std::span<const Route> all();
    static const Route *find(std::string_view path, std::string_view method);
    static const Route *routeOf(const RequestHead &head);

    Exchange health(const Request &request);
    Exchange description(const Request &request);
    Exchange timeTravel(const Request &request);

    Exchange createSession(const Request &request);
    Exchange updateSession(const Request &request);
    Exchange reauthorize(const Request &request);
    Exchange createEvents(const Request &request);
    Exchange updateEvents(const Request &request);
    Exchange createAgent(const Request &request);
    Exchange createThread(const Request &request);
    Exchange appendLogs(const Request &request);
    Exchange developerError(const Request &request);

    Exchange oldSession(const Request &request);
    Exchange oldEvents(const Request &request);
    Exchange oldAgent(const Request &request);
    Exchange oldThread(const Request &request);

    Exchange signIn(const Request &request);
    Exchange signedIn(const Request &request);
    Exchange uploadLogs(const Request &request);
    Exchange uploadObject(const Request &request);
    Exchange sessionLab(const Request &request);

    std::string grant(Exchange &exchange, const SessionId &session, Timestamp now) const;
    SessionId sessionOf(std::string_view token, Exchange &exchange, Timestamp now) const;

    const Access m_access;
    const StoredEventOf m_stored;
    TokenBook m_tokens;
    V2Decoder m_decoder;
};

} // namespace sluice
