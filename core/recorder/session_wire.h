// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/encode.h"
#include "core/model/session.h"
#include "core/recorder/recorder_config.h"
#include "core/transport/retry_policy.h"
#include "core/transport/transport.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

enum class WireRequest { CreateSession, Reauthorise, CreateAgent, UpdateSession, CreateEvents };

/// What a v2 server's answer means, with what is needed to act on it.
struct WireReply
{
    Verdict verdict = Verdict::NotDelivered;
    std::string words; ///< for a person: the server's own, or what went wrong; empty when delivered
    HttpAnswer answer;
    bool tokenReplaced = false; ///< it went out with a token that has been replaced since
};

struct WireAnswer
{
    Transport::Ticket ticket = 0;
    WireRequest request = WireRequest::CreateEvents;
    WireReply reply;
};

/// The AgentOps v2 requests of one session: URLs, headers, its own token and nobody else's. Up to
/// Transport::mostInFlight at once; each is begun here and answered by wait(), in any order.
/// A 2xx counts as delivered only when its body is the answer that the wire promises.
/// thread: flusher, but for wake() and abort(): any.
class SessionWire
{
public:
    using Ticket = Transport::Ticket;

    /// `transport` must outlive it.
    SessionWire(const RecorderConfig &config, SessionId session, Transport &transport);

    /// True when a create_session or reauthorize_jwt gave a token.
    bool isOpen() const { return !m_token.empty(); }
    const std::string &sessionUrl() const { return m_sessionUrl; }
    /// The server keeps one event for one id, however often it is sent.
    bool isIdempotent() const { return m_idempotent; }
    std::size_t underWay() const { return m_begun.size(); }

    Ticket createSession(const SessionBody &session);
    /// Asks for a new token: for one that a 401 refused, or for a session that the server has already.
    Ticket reauthorise();
    Ticket updateSession(const SessionBody &session);
    Ticket createAgent(const Agent &agent);
    /// `body` must live until its answer.
    Ticket createEvents(std::string_view body);

    /// As Transport::wait().
    std::vector<WireAnswer> wait(std::optional<SteadyTime> until);
    void wake() noexcept { m_transport.wake(); }
    void abort() noexcept { m_transport.abort(); }

private:
    enum class Credentials { Key, KeyAndToken };
    struct Begun
    {
        WireRequest request = WireRequest::CreateEvents;
        std::string body; ///< empty when it is the caller's
        std::uint64_t token = 0; ///< which of the session's tokens it carries
    };

    Ticket begin(WireRequest request, std::string body);
    void send(Ticket ticket, WireRequest request, std::string_view body);
    WireReply read(WireRequest request, HttpAnswer answer);
    void takeGrant(WireReply &reply);

    // Constant after construction.
    const std::string m_endpoint;
    const ApiKey m_apiKey;
    const ApiKey m_parentKey;
    const Millis m_timeout;
    const SessionId m_session;
    Transport &m_transport;

    std::unordered_map<Ticket, Begun> m_begun; ///< its elements stay where they are
    Ticket m_lastTicket = 0;
    std::string m_token;
    std::uint64_t m_tokens = 0; ///< given so far
    std::string m_sessionUrl;
    bool m_idempotent = false;
};

} // namespace sluice
