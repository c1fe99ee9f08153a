// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/agent_book.h"
#include "core/collector/exchange.h"
#include "core/collector/request_head.h"
#include "core/collector/trace_book.h"

#include <optional>
#include <string_view>

namespace sluice {

/// OTLP/HTTP as a function, beside Routes: a request in, what to store and what to answer out; no socket, no
/// store. A trace is a session, its spans are events; log records that have a trace are events of it; other
/// log records and metrics belong to no session and are answered with a partial success that says so.
/// thread: one at a time.
class OtlpRoutes
{
public:
    static bool serves(const RequestHead &head);

    /// What can be refused from the head alone: 405, 415, 417; nullopt: read the body. Its body is not yet in
    /// the request's encoding: asRpcStatus().
    static std::optional<ServedAnswer> refusal(const RequestHead &head);

    /// In which encoding a request's refusals are to be: JSON when it names none of the two.
    static OtlpEncoding answersIn(const RequestHead &head);

    /// A request that refusal() let pass. What goes into the batch has its secrets masked.
    Exchange serve(const RequestHead &head, std::string_view body, Timestamp now);

    /// The answer, now that the store has spoken.
    ServedAnswer settle(const Exchange &exchange, const Result<void> &committed);

private:
    Exchange traces(std::string_view body, OtlpEncoding encoding, Timestamp now);
    Exchange logs(std::string_view body, OtlpEncoding encoding, Timestamp now);
    void nameSessions(Exchange &exchange);

    TraceBook m_book;
    AgentBook m_agents;
};

} // namespace sluice
