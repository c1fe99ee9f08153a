// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/exchange/import_reader.h"
#include "core/otlp/session_span.h"
#include "core/otlp/trace_agents.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sluice {

/// The sessions that a file's spans belong to, while they are read: each trace is one. A file is read twice,
/// so that a span may stand before the one above it that names its agent; of very large files not all
/// inherit.
class TraceSessions
{
public:
    static constexpr std::size_t mostTraces = 100'000; ///< of one file: some 100 MB in memory
    static constexpr std::size_t mostAgentBytes = std::size_t{256} << 20U; ///< some 2,000,000 spans

    /// Before each reading: agents are told anew, what is known of traces stays.
    void begin() { m_agents.clear(); }

    /// Adds the span's events and agent to `out`. Error (Limit): one trace too many.
    Result<void> add(const Span &span, const SpanSource &source, PieceWriter &out);

    void learnResource(const Attributes &resource);

    /// What was read as `from` is `to`: a trace that says its id behind its spans.
    void rename(const std::string &from, const std::string &to);
    SessionId session(const std::string &traceId) const;

    /// The sessions themselves, once the file has ended.
    void finish(PieceWriter &out);

private:
    struct Trace
    {
        TraceFacts facts;
        TraceAgents agents;
    };
    void inherit(TraceAgents &agents, std::vector<StoredEvent> &events);

    std::unordered_map<std::string, Trace> m_traces;
    std::size_t m_agentBytes = 0; ///< of all TraceAgents
    std::unordered_set<std::string> m_agents; ///< told already: trace and agent
    Attributes m_resource; ///< the first that was told
    bool m_knowsResource = false;
};

/// OTLP/JSON: `{"resourceSpans": [{"resource", "scopeSpans": [{"spans": [...]}]}]}`, one such request or any
/// number of them one after the other, as the file exporter of OpenTelemetry's collector writes them. A trace
/// is a session (agentops-contract.md 3.4).
class OtlpReader final : public ImportReader
{
public:
    Result<void> read(JsonCursor &cursor, PieceWriter &out) override;

private:
    enum class Level { Request, Resource, Scope };

    Result<void> readObject(Level level, JsonCursor &cursor, PieceWriter &out);
    Result<void> readMember(Level level, const std::string &name, JsonCursor &cursor, PieceWriter &out);
    Result<void> readList(Level inner, JsonCursor &cursor, PieceWriter &out);
    Result<void> readSpans(JsonCursor &cursor, PieceWriter &out);
    Result<void> readResource(JsonCursor &cursor);
    Result<void> readScope(JsonCursor &cursor);

    JsonDocument m_document;
    TraceSessions m_sessions;
    SpanSource m_source; ///< what stands before the spans of a scope
};

/// A trace as AgentOps' dashboard exports it: `{"trace": {...} | null, "spans": [...]}`, or the answer of its
/// API with `trace_id`, `tags` and `spans` (agentops-contract.md 4.2).
class DashboardReader final : public ImportReader
{
public:
    Result<void> read(JsonCursor &cursor, PieceWriter &out) override;

private:
    Result<void> readMember(const std::string &name, JsonCursor &cursor, PieceWriter &out);
    Result<void> readSpans(JsonCursor &cursor, PieceWriter &out);
    Result<void> readTrace(std::string_view text);

    JsonDocument m_document;
    TraceSessions m_sessions;
    std::string m_traceId; ///< of the reading before too
    std::string m_firstSpan;
    std::optional<std::vector<std::string>> m_tags;
};

} // namespace sluice
