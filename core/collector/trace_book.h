// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/recent_traces.h"
#include "core/model/stored.h"
#include "core/otlp/session_span.h"

#include <cstddef>
#include <optional>
#include <string>

namespace sluice {

/// What the spans that came so far say of their traces, each of which is a session: its spans come in any
/// order and in many requests, the root last or never. Bounded: the trace without news for longest is
/// forgotten, and what comes of it later is merged by the store. thread: one at a time.
class TraceBook
{
public:
    struct Bounds
    {
        std::size_t traces = 10'000;
        std::size_t bytes = std::size_t{64} << 20U; ///< of their names, tags and environments, roughly
    };

    TraceBook();
    explicit TraceBook(const Bounds &bounds);

    /// What is known of a trace; of a new one nothing.
    TraceFacts factsOf(const std::string &traceId) const;

    /// Keeps what is known now. Returns the change of its session when that says what was not told before;
    /// the environment is that of the first `resource`, unless the trace brings one of its own.
    std::optional<SessionChange> learn(
        const std::string &traceId, TraceFacts facts, const Attributes &resource);

    /// The store did not take what learn() gave: the next change says everything again.
    void forgetTold(const std::string &traceId);

    std::size_t size() const { return m_traces.size(); }

private:
    struct Trace
    {
        TraceFacts facts;
        std::optional<SessionChange> told; ///< without the environment
        std::optional<std::size_t> toldEnvironment; ///< its hash
        std::size_t bytes = 0;
    };

    void account(Trace &trace, const SessionChange &change);
    void forgetOldest();

    const Bounds m_bounds;
    RecentTraces<Trace> m_traces;
    std::size_t m_bytes = 0;
};

} // namespace sluice
