// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/random.h"
#include "tests/support/agentops_tables.h"
#include "tests/support/fault_server.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What goes wrong all the time on an AgentOpsServer. What goes wrong now and then: failNext().
struct AgentOpsTroubles
{
    /// The chance that the answer to a request that was carried out is lost: the connection is closed.
    double lostAnswers = 0;
    std::uint64_t seed = 1; ///< of that chance; each setTroubles() starts it anew
    std::string lostOn{}; ///< the only path on which answers are lost; empty = all

    std::size_t tokenUses = 0; ///< a token given out from now on expires after so many; 0 = never
    std::size_t mostBody = 0; ///< bytes, as received; a larger body gets 413; 0 = no bound
    Millis delay{0}; ///< before each answer, on the connection's own thread: a round trip's time
};

/// Who a request said it was, and for whom.
struct ReceivedCredentials
{
    std::string path;
    /// That the token was given for, or that the body names when it was sent with the key. Empty for a token
    /// that was never given out.
    std::string session;
    std::string named; ///< the session that the body names, if it does
    std::string apiKey; ///< X-Agentops-Api-Key
    std::string parentKey; ///< X-Agentops-Parent-Key
    std::string token; ///< after "Bearer "
    std::uint64_t connection = 0;
};

/// An AgentOps v2 server for tests: create_session, create_events, update_session, create_agent,
/// reauthorize_jwt. It checks keys and tokens, reads gzip, keeps what it was sent, and fails as it is told:
///
///     AgentOpsServer server({.strict = true}); // as the hosted one
///     server.setTroubles({.lostAnswers = 0.3, .lostOn = "/v2/create_events", .tokenUses = 50});
///     server.failNext(3, busy(503, "1"), "/v2/create_events");
///     ... record, end ...
///     for (const auto &[id, times] : server.timesStored()) QCOMPARE(times, 1);
///
/// One thread for each connection: good for 256 sessions with four connections each. JSON is read outside of
/// its lock. thread: any.
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
    /// in which they were ordered, before any trouble.
    void failNext(
        std::size_t count, FaultAnswer answer, std::string path = {}, Storing storing = Storing::No);

    /// The same until clearFaults().
    void failAlways(FaultAnswer answer, std::string path = {}, Storing storing = Storing::No);
    void clearFaults();

    void setTroubles(AgentOpsTroubles troubles);

    /// Every token given out so far answers 401 from now on.
    void expireTokens();

    /// The ids of stored events in the order of storing, each as often as it was stored.
    std::vector<std::string> eventIds() const;
    std::vector<std::string> eventIdsOf(std::string_view session) const;
    /// How often each event that has an id was stored.
    std::map<std::string, std::size_t, std::less<>> timesStored() const;
    std::size_t timesStored(std::string_view id) const;
    /// Events with and without an id (0.3.13's errors have none).
    std::size_t eventCount() const;
    /// What the statistics say; on a strict server more than was stored, after a refusal.
    std::size_t countedEventsOf(std::string_view session) const;
    /// False when fewer than `count` events were stored after `most`.
    bool waitForEvents(std::size_t count, Millis most = Millis(30'000));

    std::vector<std::string> sessionsStarted() const;
    /// Ended sessions and their end_state.
    std::map<std::string, std::string> sessionsEnded() const;
    /// False when fewer than `count` sessions had ended after `most`.
    bool waitForEndedSessions(std::size_t count, Millis most = Millis(30'000));
    /// Agents' names by id.
    std::map<std::string, std::string> agents() const;

    /// Of each request that was read, in the order of reading, faulty ones too.
    std::vector<ReceivedCredentials> credentials() const;
    /// Answers that the troubles lost.
    std::size_t lostAnswers() const;

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
    struct Token
    {
        std::string session;
        std::size_t usesLeft = 0;
    };

    FaultAnswer respond(const ReceivedRequest &request) EXCLUDES(m_mutex);
    void note(const ReceivedRequest &request, const nlohmann::json &body) REQUIRES(m_mutex);
    bool takeFault(const std::string &path, Fault &fault) REQUIRES(m_mutex);
    void addTroubles(const std::string &path, FaultAnswer &answer) REQUIRES(m_mutex);
    FaultAnswer handle(const ReceivedRequest &request, const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer withBearer(const ReceivedRequest &request, const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer createSession(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer createEvents(const std::string &session, const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer updateSession(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer createAgent(const nlohmann::json &body) REQUIRES(m_mutex);
    FaultAnswer reauthorize(const nlohmann::json &body) REQUIRES(m_mutex);
    std::string newToken(const std::string &session) REQUIRES(m_mutex);
    std::size_t endedCount() const REQUIRES(m_mutex);

    const AgentOpsManners m_manners;
    mutable Mutex m_mutex;
    CondVar m_stored;
    std::vector<Fault> m_faults GUARDED_BY(m_mutex);
    AgentOpsTroubles m_troubles GUARDED_BY(m_mutex);
    SeededRandom m_random GUARDED_BY(m_mutex){1};
    std::size_t m_lostAnswers GUARDED_BY(m_mutex) = 0;
    std::map<std::string, Token, std::less<>> m_tokens GUARDED_BY(m_mutex); ///< expired ones too
    AgentOpsTables m_tables GUARDED_BY(m_mutex);
    std::map<std::string, std::string> m_agents GUARDED_BY(m_mutex);
    std::vector<ReceivedCredentials> m_credentials GUARDED_BY(m_mutex);
    FaultServer m_server; // last: its threads end before what they use goes
};

/// "Come back later": a 429 or a 503 whose Retry-After is `when`, seconds or a date.
FaultAnswer busy(int status, std::string when);

} // namespace sluice
