// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/back_off.h"
#include "core/recorder/event_tally.h"
#include "core/recorder/flush_news.h"
#include "core/recorder/session_desk.h"
#include "core/recorder/session_wire.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace sluice {

/// What a session says to the server besides events: it opens first and alone, asks for new tokens, tells
/// agents before their events, tags beside them, and the end last. One such request at a time.
/// thread: flusher.
class SessionTalk
{
public:
    /// A new token is asked for at most so often.
    static constexpr Millis renewalPause{60'000};

    struct Parts
    {
        SessionWire &wire;
        SessionDesk &desk;
        EventTally &tally;
        BackOff &backOff;
        FlushNews &news;
        const Clock &clock;
    };
    /// Borrowed; all outlive it. `known`: the server has the session, or may have it.
    SessionTalk(Parts parts, std::string hostEnv, bool known);

    void addAgent(Agent agent) { m_agents.push_back(std::move(agent)); }
    void tagsChanged();

    /// No events may begin now: the session is not open, has no good token, or an agent is to go first.
    bool holdsEvents() const;
    bool isKnown() const { return m_known; }

    /// Begins what is due of all but the end. False: nothing is, or a request is under way.
    bool begin();
    /// Nothing else is under way, and every event is decided.
    void beginEnd();

    enum class Then { Nothing, BackOff, Opened, Refused, EndKnown, EndRefused };
    Then answered(WireRequest request, const WireReply &reply);
    std::uint64_t round() const { return m_round; } ///< of the request that was answered last

    /// The token was refused. BackOff: one was asked for a moment ago.
    Then renewToken();

    const std::string &hostEnv() const { return m_hostEnv; }

private:
    enum class Grant { Have, Create, Join, Renew };

    Then createAnswered(const WireReply &reply);
    Then grantAnswered(const WireReply &reply);
    Then agentAnswered(const WireReply &reply);
    Then updateAnswered(const WireReply &reply);
    Then endAnswered(const WireReply &reply);
    Then tryAgain(const WireReply &reply);
    Then opened();
    void succeeded();
    SessionBody body(bool withEnd) const;

    const Parts m_parts;
    const std::string m_hostEnv;
    std::deque<Agent> m_agents;
    Grant m_grant = Grant::Create;
    std::optional<SteadyTime> m_lastRenewal;
    std::uint32_t m_agentDoubts = 0; ///< of the first agent
    std::uint32_t m_tagDoubts = 0; ///< of these tags
    std::uint64_t m_round = 0;
    bool m_known;
    bool m_underWay = false;
    bool m_tagsUnsent = false;
    bool m_ending = false; ///< the request under way is the end
};

} // namespace sluice
