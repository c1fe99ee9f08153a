// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/forward/session_facts.h"

#include <string>
#include <string_view>

namespace sluice {

// The bodies of AgentOps v2 that other endpoints get (agentops-contract.md 2.4, 2.5). thread: any.

/// The body of create_events for a body whose events packed() made: each as it was received, every member
/// with its own text, but for ids that are no UUIDs (forwardUuid()). What an event did not say and the store
/// knows all the same (an id made for it, its time, its parent and facts of an OTLP span) is added behind, so
/// that another Sluice holds the same. Sent twice it is the same text.
Result<std::string> v2EventsBody(std::string_view packedBody);

/// The body of create_session and update_session.
enum class TellEnd { No, Yes };
std::string v2SessionBody(const SessionFacts &facts, TellEnd end);

} // namespace sluice
