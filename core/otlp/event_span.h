// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_document.h"
#include "core/model/stored.h"
#include "core/otlp/span.h"

#include <string>

namespace sluice {

/// Attributes of our own, with which a session of Sluice comes back as it was.
namespace own_attributes {
inline constexpr const char *sessionId = "sluice.session.id";
inline constexpr const char *sessionOpen = "sluice.session.open"; ///< it has not ended
inline constexpr const char *hostEnv = "sluice.session.host_env";
inline constexpr const char *endReason = "sluice.session.end_state_reason";
inline constexpr const char *eventId = "sluice.event.id";
inline constexpr const char *eventType = "sluice.event.type"; ///< as the v2 wire names it
inline constexpr const char *eventName = "sluice.event.name";
inline constexpr const char *trigger = "sluice.event.trigger_id";
inline constexpr const char *parentId = "sluice.event.parent_id";
inline constexpr const char *eventOpen = "sluice.event.open"; ///< it has not ended: its end is its last news
inline constexpr const char *body = "sluice.event.body"; ///< the event's JSON object, every field as received
} // namespace own_attributes

/// Makes spans of events. Spans are named as AgentOps' own collector does ("llm:gpt-4o", "action:browse") and
/// carry `agentops.*` and `gen_ai.*` beside our own attributes; an error is a span of its own under its
/// trigger, with the status ERROR and an `exception` event. thread: one at a time.
class EventSpans
{
public:
    explicit EventSpans(const SessionId &session);

    /// `agentName` may be empty.
    Span spanOf(const StoredEvent &event, std::string_view agentName);

private:
    void addBody(Span &span, const StoredEvent &event);
    void addMessagesOf(Span &span, const StoredEvent &event);

    std::string m_traceId;
    std::string m_rootSpanId;
    JsonDocument m_document;
};

} // namespace sluice
