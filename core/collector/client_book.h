// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/collector/exchange.h"
#include "core/model/clients_seen.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sluice {

/// One answered request as it is written down.
struct ClientRequest
{
    ClientTold told;
    std::string userAgent;
    WireDialect dialect = WireDialect::Unknown;
    Timestamp time;
    unsigned status = 200;
    std::uint64_t events = 0; ///< committed
    std::uint64_t refused = 0; ///< not kept, though answered 200
    SessionId session; ///< that its events went to, or that it spoke of; empty: none
};

/// Who sent, and what was refused: ClientsSeen as it grows. A request that does not name its SDK is that of
/// the client which its session belongs to, else of the one last seen with its User-Agent and dialect: of
/// AgentOps 0.2 and 0.3 only create_session tells the version. A client that never says its name has what its
/// User-Agent says. thread: any; one writes, and waits for readers
/// no longer than it takes to copy 64 clients.
class ClientBook
{
public:
    void write(ClientRequest request) EXCLUDES(m_mutex);

    /// Keeps it, with the next number. One that was answered 200 takes the place of the last of the same
    /// client and reason: metrics that nobody keeps come every minute.
    void reject(RejectedRequest rejected) EXCLUDES(m_mutex);

    ClientsSeen seen() const EXCLUDES(m_mutex);
    std::uint64_t revision() const { return m_revision; }

private:
    /// Sessions whose client is remembered.
    static constexpr std::size_t mostSessions = 4096;

    struct Client
    {
        std::uint64_t number = 0; ///< never given twice
        bool isGuessed = false; ///< its name is what its User-Agent says
        ClientSeen seen;
    };
    using Clients = std::vector<Client>; ///< last seen first; some dozens, so that looking is a walk

    Client &clientOf(const ClientRequest &request) REQUIRES(m_mutex);
    Clients::iterator find(const ClientRequest &request) REQUIRES(m_mutex);
    Clients::iterator named(const ClientRequest &request) REQUIRES(m_mutex);
    void remember(const SessionId &session, std::uint64_t client) REQUIRES(m_mutex);

    mutable Mutex m_mutex;
    Clients m_clients GUARDED_BY(m_mutex);
    std::deque<std::shared_ptr<const RejectedRequest>> m_rejected GUARDED_BY(m_mutex); ///< newest first
    std::unordered_map<SessionId, std::uint64_t> m_clientOfSession GUARDED_BY(m_mutex);
    std::deque<SessionId> m_sessions GUARDED_BY(m_mutex); ///< as they came to be remembered
    std::uint64_t m_lastClient GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_lastRejected GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_forgottenClients GUARDED_BY(m_mutex) = 0;
    std::uint64_t m_forgottenRejected GUARDED_BY(m_mutex) = 0;
    std::atomic<std::uint64_t> m_revision{0};
};

} // namespace sluice
