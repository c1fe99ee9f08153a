// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/session_comparison.h"

#include "core/analysis/alignment.h"
#include "core/analysis/event_order.h"

#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

namespace sluice {

namespace {

/// One number for each type and name, the same in both sessions.
class Kinds
{
public:
    std::vector<std::uint32_t> of(const EventSnapshot &events, const std::vector<EventIndex> &order)
    {
        std::vector<std::uint32_t> symbols;
        symbols.reserve(order.size());
        std::vector<std::array<std::uint32_t, allEventTypes.size()>> known(events.nameCount());
        for (const EventIndex event : order) {
            std::uint32_t &symbol = known[events.nameId(event)][static_cast<std::size_t>(events.type(event))];
            if (symbol == 0)
                symbol = symbolOf(events, event);
            symbols.push_back(symbol);
        }
        return symbols;
    }

private:
    std::uint32_t symbolOf(const EventSnapshot &events, EventIndex event)
    {
        std::string key(1, static_cast<char>('0' + static_cast<int>(events.type(event))));
        key += events.name(event);
        return m_symbols.emplace(std::move(key), static_cast<std::uint32_t>(m_symbols.size() + 1))
            .first->second;
    }

    std::unordered_map<std::string, std::uint32_t> m_symbols;
};

Result<std::vector<EventIndex>> byStart(const EventSnapshot &events, const StillWanted &wanted)
{
    std::vector<EventIndex> order(events.size());
    std::iota(order.begin(), order.end(), EventIndex{0});
    const Result<void> sorted = sortEvents(order, events, {EventKey::Start}, {}, {}, wanted);
    if (!sorted)
        return sorted.error();
    return order;
}

void fillPairs(SessionComparison &comparison, const std::vector<EventIndex> &first,
    const std::vector<EventIndex> &second, std::vector<AlignedPlaces> aligned)
{
    comparison.whole = aligned.size();
    comparison.pairs.reserve(first.size() + second.size() - aligned.size());
    std::size_t a = 0;
    std::size_t b = 0;
    const auto addUpTo = [&](std::size_t firstEnd, std::size_t secondEnd) {
        for (; a < firstEnd; ++a)
            comparison.pairs.push_back({first[a], noEvent});
        for (; b < secondEnd; ++b)
            comparison.pairs.push_back({noEvent, second[b]});
    };
    for (const AlignedPlaces &pair : aligned) {
        addUpTo(pair.first, pair.second);
        comparison.pairs.push_back({first[a++], second[b++]});
    }
    addUpTo(first.size(), second.size());
}

} // namespace

Result<SessionComparison> compareSessions(const EventSnapshot &first, const EventSnapshot &second,
    const PriceTable &prices, const StillWanted &wanted)
{
    SessionComparison comparison;
    comparison.events = {first, second};
    Kinds kinds;
    std::array<std::vector<EventIndex>, 2> orders;
    std::array<std::vector<std::uint32_t>, 2> symbols;
    for (std::size_t side = 0; side < 2; ++side) {
        const EventSnapshot &events = comparison.events[side];
        comparison.costs[side] = EventCosts(events, prices);
        Result<EventStatistics> statistics
            = statisticsOf(events, nullptr, std::nullopt, comparison.costs[side], wanted);
        if (!statistics)
            return statistics.error();
        comparison.statistics[side] = std::move(*statistics);
        Result<std::vector<EventIndex>> order = byStart(events, wanted);
        if (!order)
            return order.error();
        orders[side] = std::move(*order);
        symbols[side] = kinds.of(events, orders[side]);
    }
    Result<Alignment> alignment = align(symbols[0], symbols[1], wanted);
    if (!alignment)
        return alignment.error();
    comparison.isLongest = alignment->isLongest;
    fillPairs(comparison, orders[0], orders[1], std::move(alignment->pairs));
    for (std::size_t side = 0; side < 2; ++side)
        comparison.waterfalls[side]
            = packWaterfall(comparison.events[side], std::move(orders[side]), mostWaterfallRows);
    return comparison;
}

} // namespace sluice
