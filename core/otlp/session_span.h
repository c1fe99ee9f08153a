// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The root span of a session. One that has not ended ends at `lastKnown` and says so.
Span sessionSpan(const SessionSummary &session, const std::string &hostEnv, Timestamp lastKnown);

/// What the spans of one trace say of their session, put together span by span in any order
/// (agentops-contract.md 3.4): it lasts from the first start to the last end, for a root may be stamped after
/// its children. thread: one at a time.
class TraceFacts
{
public:
    void add(const Span &span);

    /// The id that Sluice gave, else that of the trace.
    SessionId session(std::string_view traceId) const;

    /// The id of the span that stands for the session; empty: none is known.
    const std::string &sessionSpan() const { return m_sessionSpan; }

    /// The change that makes the session, an imported one. `resource` is kept as its host_env when the trace
    /// brings none.
    SessionChange change(std::string_view traceId, const Attributes &resource) const;

private:
    void addRoot(const Span &span);

    std::optional<Timestamp> m_first;
    Timestamp m_last;
    bool m_hasRoot = false;
    bool m_isOpen = false;
    Span::Status m_status = Span::Status::Unset;
    std::string m_sessionSpan;
    std::string m_sessionId;
    std::string m_name;
    std::vector<std::string> m_tags;
    std::string m_endState;
    std::string m_endReason;
    std::string m_hostEnv;
};

/// True for the span that stands for the whole trace and is no event of it: a root that says so, or one that
/// says nothing.
bool isSessionSpan(const Span &span);

} // namespace sluice
