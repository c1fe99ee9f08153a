// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/recent_traces.h"
#include "core/otlp/trace_agents.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sluice {

/// Whose doing the spans of each trace are (TraceAgents), across requests. Bounded: over it, the trace
/// without news for longest is forgotten, be it the only one. What was forgotten is not inherited any more,
/// neither down to nor from the spans that came before; what is stored keeps the agent that it has. thread:
/// one at a time.
class AgentBook
{
public:
    struct Bounds
    {
        std::size_t traces = 10'000;
        std::size_t bytes = std::size_t{64} << 20U; ///< some 1,000,000 spans; and what one request adds
    };

    AgentBook();
    explicit AgentBook(const Bounds &bounds);

    /// As TraceAgents::inherit(), of events of the trace.
    std::vector<AgentOfEvents> inherit(const std::string &traceId, std::span<StoredEvent *const> events);

    /// The store did not take what inherit() gave: the next one says everything again.
    void forgetTold(const std::string &traceId);

    std::size_t size() const { return m_traces.size(); }

private:
    void forgetOldest();

    const Bounds m_bounds;
    RecentTraces<TraceAgents> m_traces;
    std::size_t m_bytes = 0;
};

} // namespace sluice
