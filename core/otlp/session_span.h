// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/otlp/span.h"
#include "core/otlp/trace_tags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The root span of a session. One that has not ended ends at `lastKnown` and says so.
Span sessionSpan(const SessionSummary &session, const std::string &hostEnv, Timestamp lastKnown);

/// What the spans of one trace say of their session, put together span by span in any order and as often as
/// they come (agentops-contract.md 3.4): it lasts from the first start to the last end, for a root may be
/// stamped after its children. Some 300 bytes: the collector keeps one for each trace that is under way and
/// asks for the change after each request. thread: one at a time.
class TraceFacts
{
public:
    void add(const Span &span);

    /// The id that Sluice gave, else that of the trace.
    SessionId session(std::string_view traceId) const;

    /// The change that makes the session, or brings it up to date. It has ended once a root has, and no other
    /// root is announced. `resource` is kept as its host_env when the trace brings none. The same spans give
    /// the same change.
    SessionChange change(std::string_view traceId, const Attributes &resource, Origin origin) const;

private:
    void addRoot(const Span &span);
    std::vector<std::string> allTags() const;
    bool hasEnded() const { return m_hasEndedRoot && m_openRoots.empty() && !m_isOpen; }

    std::optional<Timestamp> m_first;
    Timestamp m_last;
    bool m_hasEndedRoot = false;
    std::vector<std::string> m_openRoots; ///< announced, and not ended yet
    bool m_isOpen = false; ///< a session of Sluice that had not ended when it was written
    Span::Status m_status = Span::Status::Unset;
    std::string m_sessionId;
    std::string m_named; ///< the root that came first: many may come, and the trace has one name
    std::string m_name; ///< its name
    TraceTags m_tags;
    std::string m_endState;
    std::string m_endReason;
    std::string m_hostEnv;
};

/// True for the span that Sluice writes for a session: it is no event of it. What others write as their
/// trace's root is an event as any other.
bool isSessionSpan(const Span &span);

} // namespace sluice
