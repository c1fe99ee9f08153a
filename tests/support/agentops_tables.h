// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
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

    /// As the hosted v2 server (reliability.md 2.4). A repeated event id refuses all events of its type in
    /// the same body with 400 and the database's words, while the other types' are stored and the session's
    /// count of events grows by all of them; an error has no id there, so that a repeated one is stored
    /// again; a repeated session id is a 500; events with a token that was never given out are taken, for no
    /// session. Without `strict` and `idempotent` every repeated event is stored a second time, so that a
    /// test can see it.
    bool strict = false;
};

/// What an AgentOps server has in its database, and what its statements do to it. thread: one at a time.
class AgentOpsTables
{
public:
    explicit AgentOpsTables(AgentOpsManners manners)
        : m_manners(manners)
    { }

    /// Sessions; each has a list of its events, a count and, when it ended, its end_state.
    struct Session
    {
        std::vector<std::string> eventIds; ///< in the order of storing, each as often as it was stored
        std::size_t counted = 0; ///< what the hosted server's statistics say: too many after a refusal
        std::optional<std::string> endState;
    };

    bool hasSession(const std::string &id) const { return m_sessions.contains(id); }
    /// False when the server refuses because it has it.
    bool insertSession(const std::string &id);
    void endSession(const std::string &id, std::string endState) { m_sessions[id].endState = endState; }
    const std::map<std::string, Session, std::less<>> &sessions() const { return m_sessions; }
    const std::vector<std::string> &sessionsInOrder() const { return m_inOrder; }

    /// One INSERT for each table, in no transaction. False when one of them was refused for an id that is
    /// there already; `words` are the database's then.
    bool insertEvents(const std::string &session, const nlohmann::json &events, std::string &words);

    /// Events with and without an id.
    std::size_t eventCount() const { return m_eventCount; }
    const std::vector<std::string> &eventIds() const { return m_eventIds; }
    /// How often each event was stored.
    const std::map<std::string, std::size_t, std::less<>> &timesStored() const { return m_timesStored; }

private:
    bool insertTable(const std::string &table, Session &session, const std::vector<std::string> &ids);
    bool repeats(const std::vector<std::string> &ids) const;

    const AgentOpsManners m_manners;
    std::map<std::string, Session, std::less<>> m_sessions;
    std::vector<std::string> m_inOrder;
    std::vector<std::string> m_eventIds;
    std::map<std::string, std::size_t, std::less<>> m_timesStored;
    std::size_t m_eventCount = 0;
};

} // namespace sluice
