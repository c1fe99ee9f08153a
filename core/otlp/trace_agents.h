// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace sluice {

/// Whose doing the events of one trace are. A span that names no agent belongs to the agent of the nearest
/// span above it that names one; a log record and an error without a span of their own belong with their
/// span. Spans come in any order, in any number of requests and more than once: what came too early is given
/// its agent as soon as the span that names it comes. Some 60 bytes an event. thread: one at a time.
///
/// An agent that an event names itself is never replaced. Only what has a span's id (16 lower-case
/// hexadecimal digits), or lies under one, takes part: events that Sluice wrote into spans say whose they
/// are. The first parent that a span tells stays. An agent whose id is longer than mostAgentBytes is not
/// inherited: else one of megabytes would stand in every event.
class TraceAgents
{
public:
    static constexpr std::size_t mostAgentBytes = 1'024;

    TraceAgents();
    TraceAgents(TraceAgents &&) = default;
    TraceAgents &operator=(TraceAgents &&) = default;

    /// Takes note of events of one session that come together, in any order, and gives those without an agent
    /// theirs. Returns which that came earlier have another agent from now on.
    std::vector<AgentOfEvents> inherit(std::span<StoredEvent *const> events);

    /// What inherit() returned may not have been stored: the next one says everything again.
    void forgetTold() { m_tellsAll = true; }

    /// What it holds, roughly.
    std::size_t bytes() const { return m_bytes; }

private:
    using Slot = std::uint32_t; ///< in m_nodes; 0 = none
    using AgentSlot = std::uint32_t; ///< in m_agents; 0 = none

    /// A span, or what lies under one; or a span that others named as their parent and that has not come yet.
    struct Node
    {
        std::uint64_t span = 0; ///< its id as a number
        const EventId *leaf = nullptr; ///< it is no span: its id, a key of m_leaves
        Slot parent = 0;
        Slot firstChild = 0;
        Slot nextChild = 0; ///< of the same parent
        AgentSlot own = 0; ///< that it names
        AgentSlot agent = 0; ///< that it belongs to
        bool hasCome = false;
        bool hasNews = false; ///< `agent` is to be told
    };
    Slot noted(const StoredEvent &event);
    Slot slotOfSpan(std::uint64_t span);
    Slot &placeOf(std::uint64_t span);
    void growPlaces();
    Slot slotOfLeaf(const EventId &id);
    AgentSlot slotOfAgent(const AgentId &id);
    void hangUnder(Slot child, Slot parent);
    void settle(Slot slot);
    bool change(Slot slot);
    void addNews(Slot slot);
    std::vector<AgentOfEvents> takeNews(const SessionId &session);

    std::vector<Node> m_nodes; ///< the first is none
    std::vector<Slot> m_places; ///< of spans by their hash, in the next free one: at most half are taken
    std::size_t m_spans = 0; ///< in m_places
    std::unordered_map<EventId, Slot> m_leaves;
    std::vector<const AgentId *> m_agents; ///< keys of m_agentSlots; the first is none
    std::unordered_map<AgentId, AgentSlot> m_agentSlots;
    std::vector<Slot> m_news;
    std::vector<Slot> m_open; ///< of settle(), kept for its memory
    std::size_t m_bytes = 0;
    bool m_tellsAll = false;
};

} // namespace sluice
