// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/agent_book.h"
#include "core/collector/client_told.h"
#include "core/collector/exchange.h"
#include "core/collector/trace_book.h"
#include "core/otlp/export_request.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sluice {

/// The spans of one request on their way into its batch. The books learn of them in finish() only: a body
/// that turns out bad leaves nothing behind. thread: the books'.
class TraceIntake
{
public:
    TraceIntake(TraceBook &book, AgentBook &agents, Timestamp now);

    void take(const SpanSource &source, Span &&span);

    /// What the store is to commit, what was counted, and whose client it was.
    void finish(Exchange &exchange);

private:
    struct Trace
    {
        TraceFacts facts;
        Attributes resource; ///< of its first span here
        std::vector<StoredEvent *> events{}; ///< of m_batch, once that is whole
    };
    using Traces = std::unordered_map<std::string, Trace>;

    Traces::value_type &traceOf(const SpanSource &source, const std::string &id);
    void addAgent(const SessionId &session, Agent &&agent);
    void sortEvents();

    TraceBook &m_book;
    AgentBook &m_agentBook;
    const Timestamp m_now;
    Traces m_traces;
    Traces::value_type *m_last = nullptr; ///< most spans have their neighbour's trace
    std::unordered_set<std::string> m_agents; ///< that are in the batch
    StoreBatch m_batch;
    ClientTold m_client;
    std::uint64_t m_spans = 0;
};

} // namespace sluice
