// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_order.h"

#include "core/analysis/text_match.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

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

    /// nullopt: unknown.
    std::optional<std::uint64_t> of(EventIndex event) const
    {
        const std::optional<std::uint64_t> key = ascending(event);
        return key && m_sorting.isDescending ? ~*key : key;
    }

private:
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
        const CallFacts call = m_events.calls(event);
        if (!call.promptTokens && !call.completionTokens)
            return std::nullopt;
        return std::uint64_t{call.promptTokens.value_or(0)} + call.completionTokens.value_or(0);
    }

    const EventSnapshot &m_events;
    const EventSorting m_sorting;
    const EventCosts &m_costs;
    std::vector<std::uint32_t> m_ranks;
};

constexpr std::size_t digits = 256;
constexpr std::size_t keyBytes = sizeof(std::uint64_t);
using Counts = std::array<std::size_t, digits>;

/// Events whose key is known, and behind them the others.
struct Keyed
{
    std::vector<Entry> known;
    std::vector<EventIndex> unknown;
    std::array<Counts, keyBytes> counts{}; ///< of the known: how often each digit stands in each byte
};

std::size_t digitOf(std::uint64_t key, std::size_t byte)
{
    return (key >> (8 * byte)) & 0xffU;
}

Result<bool> isSorted(const std::vector<EventIndex> &events, const Keys &keys, const StillWanted &wanted)
{
    std::optional<std::uint64_t> last = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % eventsAChunk == 0 && !isWanted(wanted))
            return notWanted();
        const std::optional<std::uint64_t> key = keys.of(events[i]);
        if (key && (!last || *last > *key))
            return false;
        last = key;
    }
    return true;
}

Result<void> read(
    Keyed &keyed, const std::vector<EventIndex> &events, const Keys &keys, const StillWanted &wanted)
{
    keyed.known.resize(events.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % eventsAChunk == 0 && !isWanted(wanted))
            return notWanted();
        const std::optional<std::uint64_t> key = keys.of(events[i]);
        if (!key) {
            keyed.unknown.push_back(events[i]);
            continue;
        }
        keyed.known[count++] = {*key, events[i]};
        for (std::size_t byte = 0; byte < keyBytes; ++byte)
            ++keyed.counts[byte][digitOf(*key, byte)];
    }
    keyed.known.resize(count);
    return {};
}

/// One pass over one byte, stable.
void scatter(const std::vector<Entry> &from, std::vector<Entry> &to, Counts &places, std::size_t byte)
{
    std::size_t sum = 0;
    for (std::size_t &place : places)
        sum += std::exchange(place, sum);
    for (const Entry &entry : from)
        to[places[digitOf(entry.key, byte)]++] = entry;
}

Result<void> sortKnown(Keyed &keyed, const StillWanted &wanted)
{
    std::vector<Entry> other(keyed.known.size());
    for (std::size_t byte = 0; byte < keyBytes; ++byte) {
        Counts &places = keyed.counts[byte];
        if (places[digitOf(keyed.known.front().key, byte)] == keyed.known.size())
            continue; // all have the same
        if (!isWanted(wanted))
            return notWanted();
        scatter(keyed.known, other, places, byte);
        keyed.known.swap(other);
    }
    return {};
}

} // namespace

Result<void> sortEvents(std::vector<EventIndex> &events, const EventSnapshot &snapshot,
    const EventSorting &sorting, const EventCosts &costs, const std::vector<std::string> &agentNames,
    const StillWanted &wanted)
{
    const Keys keys(snapshot, sorting, costs, agentNames);
    const Result<bool> sorted = isSorted(events, keys, wanted);
    if (!sorted)
        return sorted.error();
    if (*sorted)
        return {};
    const auto keyed = std::make_unique<Keyed>();
    if (Result<void> done = read(*keyed, events, keys, wanted); !done)
        return done;
    if (Result<void> done = sortKnown(*keyed, wanted); !done)
        return done;
    const auto behind = std::ranges::transform(keyed->known, events.begin(), &Entry::event).out;
    std::ranges::copy(keyed->unknown, behind);
    return {};
}

} // namespace sluice
