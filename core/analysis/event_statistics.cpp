// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_statistics.h"

#include <algorithm>
#include <limits>
#include <span>

namespace sluice {

namespace {

/// The value of nearest rank among those from `from` on; sorts as far as it has to and says where it stands.
std::size_t nearestRank(std::vector<Micros> &sorted, std::size_t from, std::uint64_t percent)
{
    const std::uint64_t rank = (sorted.size() * percent + 99) / 100;
    const auto place = static_cast<std::size_t>(std::max<std::uint64_t>(rank, 1) - 1);
    if (place >= from)
        std::nth_element(sorted.begin() + static_cast<std::ptrdiff_t>(from),
            sorted.begin() + static_cast<std::ptrdiff_t>(place), sorted.end());
    return place;
}

/// Total times stay at the end of what a Micros holds.
Micros sum(Micros a, Micros b)
{
    std::int64_t result = 0;
    if (__builtin_add_overflow(a.count(), b.count(), &result))
        return Micros::max();
    return Micros(result);
}

class Reckoning
{
public:
    Reckoning(const EventSnapshot &snapshot, const EventCosts &costs, const StillWanted &wanted)
        : m_events(snapshot)
        , m_costs(costs)
        , m_wanted(wanted)
    { }

    Result<EventStatistics> run(const std::vector<EventIndex> *events, const std::optional<TimeRange> &range)
    {
        if (!markFailed() || !choose(events, range))
            return notWanted();
        m_result.all = figuresOf(m_chosen);
        sayTimes();
        for (std::size_t i = 0; i < groupingCount; ++i) {
            if (!group(static_cast<Grouping>(i)))
                return notWanted();
        }
        return std::move(m_result);
    }

private:
    bool goesOn(std::size_t at) const { return at % eventsAChunk != 0 || isWanted(m_wanted); }

    /// Which events an error names as what failed.
    bool markFailed()
    {
        m_failed.assign(m_events.size(), false);
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            if (!goesOn(i))
                return false;
            const auto event = static_cast<EventIndex>(i);
            if (!m_events.isError(event))
                continue;
            m_failed[i] = true;
            if (const EventIndex trigger = m_events.parent(event); trigger != noEvent)
                m_failed[trigger] = true;
        }
        return true;
    }

    bool choose(const std::vector<EventIndex> *events, const std::optional<TimeRange> &range)
    {
        const std::size_t count = events ? events->size() : m_events.size();
        m_chosen.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (!goesOn(i))
                return false;
            const EventIndex event = events ? (*events)[i] : static_cast<EventIndex>(i);
            if (!range || (m_events.end(event) >= range->begin && m_events.start(event) < range->end))
                m_chosen.push_back(event);
        }
        return true;
    }

    void sayTimes()
    {
        for (const EventIndex event : m_chosen) {
            m_result.first = std::min(m_result.first.value_or(m_events.start(event)), m_events.start(event));
            m_result.last = std::max(m_result.last.value_or(m_events.end(event)), m_events.end(event));
        }
    }

    EventFigures figuresOf(std::span<const EventIndex> events)
    {
        EventFigures figures;
        figures.count = events.size();
        m_durations.clear();
        for (const EventIndex event : events) {
            figures.errors += m_failed[event] ? 1 : 0;
            if (m_events.isOpen(event))
                ++figures.open;
            else
                m_durations.push_back(m_events.duration(event));
            if (m_events.type(event) == EventType::Llm)
                addCall(event, figures);
        }
        figures.durations = durationFigures(m_durations);
        return figures;
    }

    void addCall(EventIndex event, EventFigures &figures) const
    {
        const auto prompt = m_events.promptTokens(event);
        const auto completion = m_events.completionTokens(event);
        figures.promptTokens += prompt.value_or(0);
        figures.completionTokens += completion.value_or(0);
        figures.callsWithoutTokens += !prompt && !completion ? 1 : 0;
        add(figures.cost, m_costs.of(m_events, event));
    }

    static constexpr std::uint32_t notGrouped = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t keyOf(EventIndex event, Grouping grouping) const
    {
        switch (grouping) {
        case Grouping::Type:
            return static_cast<std::uint32_t>(m_events.type(event));
        case Grouping::Name:
            return m_events.nameId(event);
        case Grouping::Model:
            return m_events.type(event) == EventType::Llm ? m_events.nameId(event) : notGrouped;
        case Grouping::Agent:
            return m_events.agent(event);
        }
        return notGrouped;
    }

    std::size_t keyCount(Grouping grouping) const
    {
        switch (grouping) {
        case Grouping::Type:
            return allEventTypes.size();
        case Grouping::Name:
        case Grouping::Model:
            return m_events.nameCount();
        case Grouping::Agent:
            return m_events.agentCount();
        }
        return 0;
    }

    /// A counting sort by the group's key, then each group by itself.
    bool group(Grouping grouping)
    {
        std::vector<std::size_t> places(keyCount(grouping) + 1);
        for (const EventIndex event : m_chosen) {
            if (const std::uint32_t key = keyOf(event, grouping); key != notGrouped)
                ++places[key + 1];
        }
        for (std::size_t i = 1; i < places.size(); ++i)
            places[i] += places[i - 1];
        m_grouped.resize(places.back());
        std::vector<std::size_t> next = places;
        for (const EventIndex event : m_chosen) {
            if (const std::uint32_t key = keyOf(event, grouping); key != notGrouped)
                m_grouped[next[key]++] = event;
        }
        auto &groups = m_result.groups[static_cast<std::size_t>(grouping)];
        for (std::uint32_t key = 0; key + 1 < places.size(); ++key) {
            if (places[key] == places[key + 1])
                continue;
            if (!isWanted(m_wanted))
                return false;
            groups.push_back(groupOf(
                grouping, key, std::span(m_grouped).subspan(places[key], places[key + 1] - places[key])));
        }
        std::ranges::stable_sort(groups, [](const EventGroup &a, const EventGroup &b) {
            return a.figures.durations.total > b.figures.durations.total;
        });
        return true;
    }

    EventGroup groupOf(Grouping grouping, std::uint32_t key, std::span<const EventIndex> events)
    {
        EventGroup group{key, {}, figuresOf(events), std::nullopt};
        if (grouping == Grouping::Name || grouping == Grouping::Model)
            group.text = m_events.nameText(key);
        else if (grouping == Grouping::Agent)
            group.text = m_events.agentId(static_cast<std::uint16_t>(key));
        if (grouping == Grouping::Model)
            group.price = m_costs.price(key);
        return group;
    }

    const EventSnapshot &m_events;
    const EventCosts &m_costs;
    const StillWanted &m_wanted;
    std::vector<bool> m_failed; ///< by event
    std::vector<EventIndex> m_chosen;
    std::vector<EventIndex> m_grouped;
    std::vector<Micros> m_durations;
    EventStatistics m_result;
};

} // namespace

DurationFigures durationFigures(std::vector<Micros> &durations)
{
    DurationFigures figures;
    figures.count = durations.size();
    if (durations.empty())
        return figures;
    for (const Micros duration : durations) {
        figures.total = sum(figures.total, duration);
        figures.histogram.add(duration);
    }
    std::size_t place = nearestRank(durations, 0, 50);
    figures.p50 = durations[place];
    place = nearestRank(durations, place, 90);
    figures.p90 = durations[place];
    place = nearestRank(durations, place, 99);
    figures.p99 = durations[place];
    figures.longest
        = *std::max_element(durations.begin() + static_cast<std::ptrdiff_t>(place), durations.end());
    return figures;
}

Result<EventStatistics> statisticsOf(const EventSnapshot &snapshot, const std::vector<EventIndex> *events,
    const std::optional<TimeRange> &range, const EventCosts &costs, const StillWanted &wanted)
{
    return Reckoning(snapshot, costs, wanted).run(events, range);
}

} // namespace sluice
