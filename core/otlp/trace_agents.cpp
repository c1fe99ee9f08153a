// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/trace_agents.h"

#include "core/base/random.h"

#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t spanDigits = 16;
constexpr std::string_view digits = "0123456789abcdef";

/// What the maps' own nodes and buckets take.
constexpr std::size_t bytesOfMapEntry = 40;

constexpr std::size_t fewestPlaces = 16; ///< a power of two

/// Seeded: nobody can choose ids that all have one hash. The mixing is that of SplitMix64 (random.h).
std::size_t hashOf(std::uint64_t span)
{
    static const std::uint64_t seed = systemEntropy();
    span ^= seed;
    span = (span ^ (span >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    span = (span ^ (span >> 27U)) * 0x94d049bb133111ebULL;
    return span ^ (span >> 31U);
}

/// Of the only texts that are spans' ids here; 0 of any other.
std::uint64_t spanOf(const EventId &id)
{
    const std::string &text = id.text();
    if (text.size() != spanDigits)
        return 0;
    std::uint64_t span = 0;
    for (const char c : text) {
        const bool isDigit = c >= '0' && c <= '9';
        if (!isDigit && (c < 'a' || c > 'f'))
            return 0;
        span = span << 4U | static_cast<std::uint64_t>(isDigit ? c - '0' : c - 'a' + 10);
    }
    return span;
}

std::string textOf(std::uint64_t span)
{
    std::string text(spanDigits, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, span >>= 4U)
        *digit = digits[span & 15U];
    return text;
}

} // namespace

TraceAgents::TraceAgents()
    : m_nodes(1)
    , m_places(fewestPlaces)
    , m_agents(1)
{ }

std::vector<AgentOfEvents> TraceAgents::inherit(std::span<StoredEvent *const> events)
{
    std::vector<Slot> slots;
    slots.reserve(events.size());
    for (const StoredEvent *event : events)
        slots.push_back(noted(*event));
    if (std::exchange(m_tellsAll, false)) {
        for (Slot slot = 1; slot < m_nodes.size(); ++slot)
            addNews(slot);
    }
    for (const Slot slot : slots)
        settle(slot);
    for (std::size_t i = 0; i < events.size(); ++i) {
        Node &node = m_nodes[slots[i]];
        StoredEvent &event = *events[i];
        if (slots[i] == 0)
            continue;
        if (event.agent.isEmpty() && node.agent != 0)
            event.agent = *m_agents[node.agent];
        // One that is announced says nothing to a store that knows its end.
        node.hasNews = node.hasNews && event.facts.isOpen;
    }
    return events.empty() ? std::vector<AgentOfEvents>() : takeNews(events.front()->session);
}

/// 0: it takes no part.
TraceAgents::Slot TraceAgents::noted(const StoredEvent &event)
{
    const std::uint64_t span = spanOf(event.id);
    const std::uint64_t above = event.facts.parent == event.id ? 0 : spanOf(event.facts.parent);
    if (span == 0 && above == 0)
        return 0;
    const Slot slot = span != 0 ? slotOfSpan(span) : slotOfLeaf(event.id);
    m_nodes[slot].hasCome = true;
    if (event.agent)
        m_nodes[slot].own = slotOfAgent(event.agent);
    if (above != 0 && m_nodes[slot].parent == 0)
        hangUnder(slot, slotOfSpan(above));
    return slot;
}

TraceAgents::Slot TraceAgents::slotOfSpan(std::uint64_t span)
{
    Slot &place = placeOf(span);
    if (place != 0)
        return place;
    const Slot slot = place = static_cast<Slot>(m_nodes.size());
    m_nodes.emplace_back().span = span;
    m_bytes += sizeof(Node) + 4 * sizeof(Slot);
    if (2 * ++m_spans > m_places.size())
        growPlaces();
    return slot;
}

/// Where its slot stands, or is to stand: 0.
TraceAgents::Slot &TraceAgents::placeOf(std::uint64_t span)
{
    const std::size_t mask = m_places.size() - 1;
    std::size_t place = hashOf(span) & mask;
    while (m_places[place] != 0 && m_nodes[m_places[place]].span != span)
        place = (place + 1) & mask;
    return m_places[place];
}

void TraceAgents::growPlaces()
{
    m_places.assign(2 * m_places.size(), 0);
    for (Slot slot = 1; slot < m_nodes.size(); ++slot) {
        if (m_nodes[slot].span != 0)
            placeOf(m_nodes[slot].span) = slot;
    }
}

TraceAgents::Slot TraceAgents::slotOfLeaf(const EventId &id)
{
    const auto [found, isNew] = m_leaves.try_emplace(id, static_cast<Slot>(m_nodes.size()));
    if (isNew) {
        m_nodes.emplace_back().leaf = &found->first;
        m_bytes += sizeof(Node) + bytesOfMapEntry + sizeof(EventId) + id.text().size();
    }
    return found->second;
}

/// All that are too long are one, which has no id.
TraceAgents::AgentSlot TraceAgents::slotOfAgent(const AgentId &id)
{
    const bool isTooLong = id.text().size() > mostAgentBytes;
    const auto [found, isNew]
        = m_agentSlots.try_emplace(isTooLong ? AgentId() : id, static_cast<AgentSlot>(m_agents.size()));
    if (isNew) {
        m_agents.push_back(&found->first);
        m_bytes += bytesOfMapEntry + sizeof(AgentId) + found->first.text().size();
    }
    return found->second;
}

void TraceAgents::hangUnder(Slot child, Slot parent)
{
    m_nodes[child].parent = parent;
    m_nodes[child].nextChild = std::exchange(m_nodes[parent].firstChild, child);
}

/// All that came is noted before, so that each node changes twice at most: a span that came between takes
/// those under it from an agent further up.
void TraceAgents::settle(Slot slot)
{
    if (slot == 0 || !change(slot))
        return;
    m_open.assign(1, slot);
    while (!m_open.empty()) {
        const Slot above = m_open.back();
        m_open.pop_back();
        for (Slot child = m_nodes[above].firstChild; child != 0; child = m_nodes[child].nextChild) {
            if (change(child))
                m_open.push_back(child);
        }
    }
}

bool TraceAgents::change(Slot slot)
{
    Node &node = m_nodes[slot];
    const AgentSlot agent = node.own != 0 ? node.own : m_nodes[node.parent].agent;
    if (std::exchange(node.agent, agent) == agent)
        return false;
    addNews(slot);
    return true;
}

void TraceAgents::addNews(Slot slot)
{
    if (!std::exchange(m_nodes[slot].hasNews, true))
        m_news.push_back(slot);
}

std::vector<AgentOfEvents> TraceAgents::takeNews(const SessionId &session)
{
    std::vector<AgentOfEvents> told;
    std::unordered_map<AgentSlot, std::size_t> places;
    for (const Slot slot : m_news) {
        Node &node = m_nodes[slot];
        const bool isNews = std::exchange(node.hasNews, false) && node.hasCome && node.own == 0;
        if (!isNews || m_agents[node.agent] == nullptr || m_agents[node.agent]->isEmpty())
            continue;
        const auto [place, isNew] = places.try_emplace(node.agent, told.size());
        if (isNew)
            told.push_back({session, *m_agents[node.agent], {}});
        told[place->second].events.push_back(node.leaf ? *node.leaf : EventId(textOf(node.span)));
    }
    m_news.clear();
    return told;
}

} // namespace sluice
