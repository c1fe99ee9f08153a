// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode.h"
#include "core/collector/door.h"
#include "core/collector/token_book.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// The session that takes events whose token is not known here: nothing sent to us is lost, and nothing is
/// put into a session that the sender has no token for.
const SessionId &quarantineSession();

/// What one request comes to: what the store is to commit, and what is answered after that.
struct Exchange
{
    ServedAnswer answer; ///< good only once the batch is committed
    StoreBatch batch; ///< empty: nothing to wait for
    std::optional<TokenGrant> granted; ///< good once the batch is committed
    std::uint64_t events = 0;
    std::uint64_t misrouted = 0;
    std::uint64_t mended = 0;
    bool unknownToken = false;
};

/// The v2 wire as a function: a request in, what to store and what to answer out; no socket, no store.
/// thread: one at a time.
class Routes
{
public:
    explicit Routes(const std::vector<TokenGrant> &known);

    /// What can be refused from the head alone: 400, 404, 405, 415, 417; nullopt: read the body.
    static std::optional<ServedAnswer> refusal(const RequestHead &head);

    /// A request that refusal() let pass.
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
    static const Route *find(std::string_view path);

    Exchange health(const Request &request);
    Exchange createSession(const Request &request);
    Exchange updateSession(const Request &request);
    Exchange createEvents(const Request &request);
    Exchange createAgent(const Request &request);
    Exchange reauthorize(const Request &request);
    Exchange sessionLab(const Request &request);

    std::string grant(Exchange &exchange, const SessionId &session, Timestamp now) const;

    TokenBook m_tokens;
    V2Decoder m_decoder;
};

} // namespace sluice
