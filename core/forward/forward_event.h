// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/read_event.h"
#include "core/base/result.h"
#include "core/model/stored.h"

#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// A received event on its way through the recorder. What the recorder keeps, cuts into bodies, spools and
// counts is an event of its own kind with the id, the kind and the times of the received one, whose JSON
// object it carries whole, byte for byte; what stands beside that object in the store (facts, the agent's
// name) is JSON text in the event's name. So the spool holds all that is needed to send it, and the wire is
// chosen when it is sent (v2_bodies.h, otlp_bodies.h). thread: any.

struct ForwardEvent
{
    StoredEvent stored;
    std::string agentName; ///< empty: not told
};

/// The id under which another server is told of something: `id` itself when it is UUID text that is not nil,
/// else a UUID from it and its session, always the same one (contentId()). AgentOps v2 takes UUIDs alone; an
/// OTLP span's id has 16 digits. `what` keeps an agent and an event of one id apart.
std::string forwardUuid(std::string_view what, const SessionId &session, const std::string &id);
/// The same for a session, for which the digits of a trace are a UUID's.
SessionId forwardSessionId(const SessionId &session);

RecordableEvent packed(ForwardEvent event);

/// The events of a body of create_events whose events packed() made, in their order. Error (Invalid): it is
/// none.
Result<std::vector<ForwardEvent>> unpacked(std::string_view body);

} // namespace sluice
