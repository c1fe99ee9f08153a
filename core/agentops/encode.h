// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/end_state.h"
#include "core/model/event.h"
#include "core/model/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// The AgentOps v2 wire, outwards (agentops-contract.md 2.3 to 2.6). thread: any.

/// Appends one event as the wire's JSON object. Nothing is appended on an error (Invalid: deeper than 64, or
/// JSON text that is not JSON). Invalid UTF-8 becomes U+FFFD, NaN and Infinity become null.
Result<void> appendEvent(std::string &out, const Event &event);

/// What create_session and update_session say of a session.
struct SessionBody
{
    SessionId id;
    Timestamp started;
    std::optional<Timestamp> ended;
    std::optional<EndState> endState;
    std::string endReason;
    std::vector<std::string> tags;
    std::string hostEnv; ///< JSON object; empty = none
    std::array<std::uint64_t, 5> eventCounts{}; ///< recorded so far, by EventType
};
std::string sessionBody(const SessionBody &session);
std::string agentBody(const AgentId &id, std::string_view name);
std::string reauthorizeBody(const SessionId &id);

/// What create_session and reauthorize_jwt answer.
struct SessionGrant
{
    std::string token; ///< opaque; visible ASCII, fit for a header
    std::string sessionUrl; ///< one line; empty = none
};
/// Error (Invalid): not the answer of an AgentOps server (a captive portal's HTML, say).
Result<SessionGrant> parseGrant(std::string_view answer);

/// True for the wire's `"Success"` and for `{"status": "success"}` in any case: create_events, create_agent,
/// update_session.
bool isSuccess(std::string_view answer);

/// The server's own words in an error answer: `message`, `error` or `detail`, else the answer itself. At most
/// 200 bytes on one line; what is not UTF-8 becomes U+FFFD, a control character a blank.
std::string serverWords(std::string_view answer);

} // namespace sluice
