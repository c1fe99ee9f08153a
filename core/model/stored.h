// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/drop_run.h"
#include "core/model/event_facts.h"
#include "core/model/flush_record.h"
#include "core/model/ids.h"
#include "core/model/life_line.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What is to be known of a session from now on. Absent fields leave what is stored as it is; the earliest
/// start wins; tags are united or replaced. An unknown session is made.
struct SessionChange
{
    enum class Tags { Unite, Replace };

    SessionId id;
    Origin origin = Origin::Received; ///< recorded wins over received: both ways can bring the same session
    std::optional<Timestamp> started;
    std::optional<Timestamp> ended;
    std::optional<EndState> endState;
    std::optional<std::string> endStateText;
    std::optional<std::string> endReason;
    std::optional<std::vector<std::string>> tags;
    Tags tagsMode = Tags::Unite;
    std::optional<std::string> hostEnv; ///< a JSON object
    std::optional<std::string> sdkCounts; ///< a JSON object: the SDK's own event_counts
    std::optional<Ledger> ledger;
    std::optional<std::string> lab{}; ///< a JSON object: the burst lab's plan and result
};

struct StoredAgent
{
    SessionId session;
    Agent agent;
};

/// An event on its way into the store. Its id is unique in its session: the same id again replaces the event.
struct StoredEvent
{
    SessionId session;
    EventId id;
    EventType type = EventType::Action;
    std::string name; ///< action_type, model, tool name or error_type: what a bar is labelled with
    AgentId agent; ///< empty: as it is stored, if it is
    Timestamp start;
    Timestamp end;
    EventId trigger; ///< of an error: the event that failed
    std::string body; ///< the event's JSON object, every field as it was received
    EventFacts facts{}; ///< read out of `body` by who hands it in
};

/// Stored events that turned out to be an agent's doing, though they do not say so. Those that are not stored
/// are passed over.
struct AgentOfEvents
{
    SessionId session;
    AgentId agent;
    std::vector<EventId> events;
};

/// A session with all that was stored of its agents and events.
struct StoredSession
{
    SessionSummary session;
    std::vector<Agent> agents;
    std::vector<StoredEvent> events; ///< in any order
};

/// Event heads for the timeline: no body.
struct EventHead
{
    std::int64_t row = 0; ///< grows with each new event; a replaced event keeps its row
    EventType type = EventType::Action;
    Timestamp start;
    Timestamp end;
    std::string name;
    AgentId agent;
    /// The row of the event that it belongs under; 0 = none. -1 = that one is not stored yet: when it comes,
    /// this head is told again.
    std::int64_t parent{};
    std::string thread{};
    std::optional<std::uint64_t> promptTokens{};
    std::optional<std::uint64_t> completionTokens{};
    std::optional<Money> cost{};
    bool isOpen = false;
};

/// An EventHead whose texts live as long as the call that gives it: ten million are read without allocating.
struct EventHeadView
{
    std::int64_t row = 0;
    EventType type = EventType::Action;
    Timestamp start;
    Timestamp end;
    std::string_view name;
    std::string_view agent; ///< AgentId::text()
    std::int64_t parent = 0; ///< as EventHead's
    std::string_view thread;
    std::optional<std::uint64_t> promptTokens;
    std::optional<std::uint64_t> completionTokens;
    std::optional<Money> cost;
    bool isOpen = false;

    EventHead toHead() const;
};

/// How far a reader has been told of heads that changed. Starts at the commit that it has seen whole.
struct ChangeMark
{
    std::uint64_t revision = 0;
    std::int64_t row = std::numeric_limits<std::int64_t>::max(); ///< within the commit `revision`
};

/// A token that the collector gave out, by its SHA-256: the token itself is never stored.
struct TokenGrant
{
    std::array<std::uint8_t, 32> hash{};
    SessionId session;
    Timestamp granted;
};

/// One atomic unit: everything in it is committed, or nothing.
struct StoreBatch
{
    std::vector<SessionChange> sessions;
    std::vector<StoredAgent> agents;
    std::vector<StoredEvent> events;
    std::vector<FlushRecord> flushes;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;
    std::vector<TokenGrant> tokens;
    std::vector<FlushContents> contents;
    std::vector<AgentOfEvents> agentsOfEvents{}; ///< put behind the events

    using Put = std::function<Result<void>(const StoreBatch &)>;

    /// For more than should be in memory at once: gives piece after piece to `put`, behind the vectors above
    /// and within the same transaction. Called on the writer's thread, anew each time the batch is tried; an
    /// error of its own, or of `put`, takes everything back. Pieces have no pieces.
    std::function<Result<void>(const Put &put)> pieces{};

    bool isEmpty() const
    {
        return sessions.empty() && agents.empty() && events.empty() && flushes.empty() && drops.empty()
            && depths.empty() && tokens.empty() && contents.empty() && agentsOfEvents.empty() && !pieces;
    }
};

} // namespace sluice
