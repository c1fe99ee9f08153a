// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_order.h"

#include "core/analysis/text_match.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

constexpr std::uint64_t lastKey = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t signBit = std::uint64_t{1} << 63U;

struct Entry
{
    std::uint64_t key;
    EventIndex event;
};

/// Numbers below 0 come before the others.
std::uint64_t ordered(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) ^ signBit;
}

/// The place of each text in their order; equal texts have the same.
std::vector<std::uint32_t> ranksOf(const std::vector<std::string_view> &texts)
{
    std::vector<std::uint32_t> ids(texts.size());
    std::iota(ids.begin(), ids.end(), 0U);
    std::ranges::sort(
        ids, [&](std::uint32_t a, std::uint32_t b) { return compareTexts(texts[a], texts[b]) < 0; });
    std::vector<std::uint32_t> ranks(texts.size());
    for (std::size_t i = 1; i < ids.size(); ++i)
        ranks[ids[i]] = ranks[ids[i - 1]] + (texts[ids[i]] == texts[ids[i - 1]] ? 0 : 1);
    return ranks;
}

class Keys
{
public:
    Keys(const EventSnapshot &events, const EventSorting &sorting, const EventCosts &costs,
        const std::vector<std::string> &agentNames)
        : m_events(events)
        , m_sorting(sorting)
        , m_costs(costs)
    {
        std::vector<std::string_view> texts;
        if (sorting.key == EventKey::Name) {
            for (std::uint32_t name = 0; name < events.nameCount(); ++name)
                texts.push_back(events.nameText(name));
        } else if (sorting.key == EventKey::Agent) {
            for (std::size_t agent = 0; agent < events.agentCount(); ++agent) {
                const bool hasName = agent < agentNames.size() && !agentNames[agent].empty();
                texts.push_back(hasName ? std::string_view(agentNames[agent])
                                        : events.agentId(static_cast<std::uint16_t>(agent)));
            }
        }
        m_ranks = ranksOf(texts);
    }

    std::uint64_t of(EventIndex event) const
    {
        const std::optional<std::uint64_t> key = ascending(event);
        if (!key)
            return lastKey;
        return m_sorting.isDescending ? lastKey - 1 - *key : *key;
    }

private:
    /// nullopt: unknown.
    std::optional<std::uint64_t> ascending(EventIndex event) const
    {
        switch (m_sorting.key) {
        case EventKey::Start:
            return ordered(m_events.start(event).time_since_epoch().count());
        case EventKey::Type:
            return static_cast<std::uint64_t>(m_events.type(event));
        case EventKey::Name:
            return m_ranks[m_events.nameId(event)];
        case EventKey::Agent:
            return m_ranks[m_events.agent(event)];
        case EventKey::Duration:
            return ordered(m_events.duration(event).count());
        case EventKey::Tokens:
            return tokens(event);
        case EventKey::Cost: {
            const std::optional<Money> cost = m_costs.of(m_events, event).known();
            return cost ? std::optional(ordered(cost->pico())) : std::nullopt;
        }
        case EventKey::State:
            return m_events.isError(event) ? 0U : m_events.isOpen(event) ? 1U : 2U;
        }
        return std::nullopt;
    }

    std::optional<std::uint64_t> tokens(EventIndex event) const
    {
        if (m_events.type(event) != EventType::Llm)
            return std::nullopt;
        const auto prompt = m_events.promptTokens(event);
        const auto completion = m_events.completionTokens(event);
        if (!prompt && !completion)
            return std::nullopt;
        return std::uint64_t{prompt.value_or(0)} + completion.value_or(0);
    }

    const EventSnapshot &m_events;
    const EventSorting m_sorting;
    const EventCosts &m_costs;
    std::vector<std::uint32_t> m_ranks;
};

constexpr std::size_t digits = 256;
using Counts = std::array<std::array<std::size_t, digits>, 8>;

std::size_t digitOf(std::uint64_t key, std::size_t byte)
{
    return (key >> (8 * byte)) & 0xffU;
}

/// One pass over one byte, stable.
void scatter(const std::vector<Entry> &from, std::vector<Entry> &to, std::array<std::size_t, digits> &places,
    std::size_t byte)
{
    std::size_t sum = 0;
    for (std::size_t &place : places)
        sum += std::exchange(place, sum);
    for (const Entry &entry : from)
        to[places[digitOf(entry.key, byte)]++] = entry;
}

} // namespace

Result<void> sortEvents(std::vector<EventIndex> &events, const EventSnapshot &snapshot,
    const EventSorting &sorting, const EventCosts &costs, const std::vector<std::string> &agentNames,
    const StillWanted &wanted)
{
    const Keys keys(snapshot, sorting, costs, agentNames);
    bool isSorted = true;
    for (std::size_t i = 1; i < events.size() && isSorted; ++i) {
        if (i % eventsAChunk == 0 && !isWanted(wanted))
            return notWanted();
        isSorted = keys.of(events[i - 1]) <= keys.of(events[i]);
    }
    if (isSorted)
        return {};
    std::vector<Entry> entries(events.size());
    auto counts = std::make_unique<Counts>();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % eventsAChunk == 0 && !isWanted(wanted))
            return notWanted();
        entries[i] = {keys.of(events[i]), events[i]};
        for (std::size_t byte = 0; byte < counts->size(); ++byte)
            ++(*counts)[byte][digitOf(entries[i].key, byte)];
    }
    std::vector<Entry> other(entries.size());
    for (std::size_t byte = 0; byte < counts->size(); ++byte) {
        auto &places = (*counts)[byte];
        if (places[digitOf(entries.front().key, byte)] == entries.size())
            continue; // all have the same
        if (!isWanted(wanted))
            return notWanted();
        scatter(entries, other, places, byte);
        entries.swap(other);
    }
    std::ranges::transform(entries, events.begin(), &Entry::event);
    return {};
}

} // namespace sluice
