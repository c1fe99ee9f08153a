// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/encode.h"
#include "core/model/session.h"
#include "core/recorder/recorder_config.h"
#include "core/transport/retry_policy.h"
#include "core/transport/transport.h"

#include <string>
#include <string_view>

namespace sluice {

/// What a v2 server's answer means, with what is needed to act on it.
struct WireReply
{
    Verdict verdict = Verdict::NotDelivered;
    std::string words; ///< for a person: the server's own, or what went wrong; empty when delivered
    HttpAnswer answer;
};

/// The AgentOps v2 requests of one session: URLs, headers, its own token and nobody else's.
/// A 2xx counts as delivered only when its body is the answer that the wire promises.
/// thread: flusher.
class SessionWire
{
public:
    /// `transport` must outlive it.
    SessionWire(const RecorderConfig &config, SessionId session, Transport &transport);

    /// True when a create_session or reauthorize_jwt gave a token.
    bool isOpen() const { return !m_token.empty(); }
    const std::string &sessionUrl() const { return m_sessionUrl; }
    /// The server keeps one event for one id, however often it is sent.
    bool isIdempotent() const { return m_idempotent; }

    WireReply createSession(const SessionBody &session);
    WireReply updateSession(const SessionBody &session);
    WireReply createAgent(const Agent &agent);
    WireReply createEvents(std::string_view body);
    /// Asks for a new token in place of one that a 401 refused.
    WireReply reauthorise();

private:
    enum class Credentials { Key, KeyAndToken };
    WireReply post(std::string_view path, Credentials credentials, std::string_view body);
    WireReply postForGrant(std::string_view path, std::string_view body);
    WireReply postForSuccess(std::string_view path, std::string_view body);

    // Constant after construction.
    const std::string m_endpoint;
    const ApiKey m_apiKey;
    const ApiKey m_parentKey;
    const Millis m_timeout;
    const SessionId m_session;
    Transport &m_transport;

    std::string m_token;
    std::string m_sessionUrl;
    bool m_idempotent = false;
};

} // namespace sluice
