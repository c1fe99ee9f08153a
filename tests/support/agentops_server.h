// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/fault_server.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// How an AgentOpsServer treats what it has already.
struct AgentOpsManners
{
    /// As Sluice's collector: a repeated event id changes nothing, and every answer says
    /// "Sluice-Idempotent: events".
    bool idempotent = false;

    /// As the hosted v2 server: a repeated event id refuses all events of its type in the same body with 400
    /// and the database's words, while the other types' are stored; a repeated session id is a 500. Without
    /// `strict` and `idempotent` a repeated event is stored a second time, so that a test can see it.
    bool strict = false;
};

/// An AgentOps v2 server for tests: create_session, create_events, update_session, create_agent,
/// reauthorize_jwt. It checks keys and tokens, keeps what it was sent, and fails as it is told. thread: any.
class AgentOpsServer
{
public:
    /// Whether a request that gets a fault for an answer was taken nevertheless.
    enum class Storing { No, Yes };

    explicit AgentOpsServer(AgentOpsManners manners = {}, std::uint16_t port = 0);

    /// What an endpoint setting takes: "http://127.0.0.1:port".
    std::string url() const { return m_server.url(); }
    std::uint16_t port() const { return m_server.port(); }

    /// Answers the next `count` requests to `path` so; an empty path means any. Faults are used in the order
    /// in which they were ordered.
    void failNext(
        std::size_t count, FaultAnswer answer, std::string path = {}, Storing storing = Storing::No);

    /// The same until clearFaults().
    void failAlways(FaultAnswer answer, std::string path = {}, Storing storing = Storing::No);
    void clearFaults();

    /// Every token given out so far answers 401 from now on.
    void expireTokens();

    /// The ids of stored events in the order of storing, each as often as it was stored.
    std::vector<std::string> eventIds() const;
    std::vector<std::string> eventIdsOf(std::string_view session) const;
    /// Events with and without an id (0.3.13's errors have none).
    std::size_t eventCount() const;
    /// False when fewer than `count` events were stored after `most`.
    bool waitForEvents(std::size_t count, Millis most = Millis(30'000));

    std::vector<std::string> sessionsStarted() const;
    /// Ended sessions and their end_state.
    std::map<std::string, std::string> sessionsEnded() const;
    /// Agents' names by id.
    std::map<std::string, std::string> agents() const;

    /// Requests to `path`, faulty ones too; to any for an empty path.
    std::size_t requestCount(std::string_view path = {}) const;
    std::vector<ReceivedRequest> requests() const { return m_server.requests(); }
    FaultServer &wire() { return m_server; }

private:
    static constexpr std::size_t always = ~std::size_t{0};

    struct Fault
    {
        std::size_t left = 0;
        FaultAnswer answer;
        std::string path;
        Storing storing = Storing::No;
    };
    struct StoredEvent
    {
        std::string session;
        std::string id;
    };

    FaultAnswer respond(const ReceivedRequest &request) EXCLUDES(m_mutex);
    FaultAnswer handle(const ReceivedRequest &request) REQUIRES(m_mutex);
    bool takeFault(const std::string &path, Fault &fault) REQUIRES(m_mutex);
    FaultAnswer createSession(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer createEvents(const std::string &session, const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer updateSession(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer createAgent(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer reauthorize(const nlohmann::json &body) REQUIRES(m_mutex);
    bool repeats(const std::vector<std::string> &ids) const REQUIRES(m_mutex);
    bool storeTable(const std::string &session, const std::vector<std::string> &ids) REQUIRES(m_mutex);
    std::string newToken(const std::string &session) REQUIRES(m_mutex);
    FaultAnswer withBearer(const ReceivedRequest &request, const nlohmann::json &body) REQUIRES(m_mutex);

    const AgentOpsManners m_manners;
    mutable Mutex m_mutex;
    CondVar m_stored;
    std::vector<Fault> m_faults GUARDED_BY(m_mutex);
    std::map<std::string, std::string> m_tokens GUARDED_BY(m_mutex); ///< good ones, and their sessions
    std::uint64_t m_tokensMade GUARDED_BY(m_mutex) = 0;
    std::vector<StoredEvent> m_events GUARDED_BY(m_mutex);
    std::set<std::string> m_knownIds GUARDED_BY(m_mutex);
    std::vector<std::string> m_sessions GUARDED_BY(m_mutex);
    std::map<std::string, std::string> m_ended GUARDED_BY(m_mutex);
    std::map<std::string, std::string> m_agents GUARDED_BY(m_mutex);
    FaultServer m_server; // last: its threads end before what they use goes
};

} // namespace sluice
