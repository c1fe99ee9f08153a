// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_filter.h"

#include "core/analysis/term_filter.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sluice {

class EventFilter::Part
{
public:
    Part(const EventSnapshot &events, const FilterNode &node, const FilterContext &context)
        : m_kind(node.kind)
    {
        for (const FilterNode &part : node.parts)
            m_parts.push_back(std::make_unique<Part>(events, part, context));
        std::ranges::stable_sort(m_parts, {}, [](const auto &part) { return part->expense(); });
        if (m_kind == FilterNode::Kind::Term)
            m_term.emplace(events, node.term, context);
    }

    /// Clears what does not hold of the events from `first` on; those that are clear already are not looked
    /// at.
    void refine(EventIndex first, EventMask mask) const
    {
        switch (m_kind) {
        case FilterNode::Kind::Term:
            return m_term->refine(first, mask);
        case FilterNode::Kind::Not:
            return refineOpposite(first, mask);
        case FilterNode::Kind::And:
            for (const auto &part : m_parts) {
                if (isClear(mask))
                    return;
                part->refine(first, mask);
            }
            return;
        case FilterNode::Kind::Or:
            return refineAny(first, mask);
        }
    }

private:
    static bool isClear(EventMask mask) { return std::ranges::find(mask, std::uint8_t{1}) == mask.end(); }

    void refineOpposite(EventIndex first, EventMask mask) const
    {
        std::vector<std::uint8_t> holding(mask.begin(), mask.end());
        m_parts.front()->refine(first, holding);
        for (std::size_t i = 0; i < mask.size(); ++i)
            mask[i] = mask[i] > holding[i] ? 1 : 0;
    }

    void refineAny(EventIndex first, EventMask mask) const
    {
        std::vector<std::uint8_t> rest(mask.begin(), mask.end());
        for (const auto &part : m_parts) {
            std::vector<std::uint8_t> holding = rest;
            part->refine(first, holding);
            for (std::size_t i = 0; i < rest.size(); ++i)
                rest[i] = rest[i] > holding[i] ? 1 : 0;
        }
        for (std::size_t i = 0; i < mask.size(); ++i)
            mask[i] = mask[i] > rest[i] ? 1 : 0;
    }

    /// What is cheap is asked first, and mostly leaves little for the rest.
    int expense() const { return m_term ? m_term->expense() : TermFilter::mostExpense + 1; }

    FilterNode::Kind m_kind;
    std::optional<TermFilter> m_term;
    std::vector<std::unique_ptr<Part>> m_parts;
};

EventFilter::EventFilter(const EventSnapshot &events, const FilterNode &filter, const FilterContext &context)
    : m_root(std::make_unique<Part>(events, filter, context))
    , m_events(events)
{ }

EventFilter::~EventFilter() = default;

Result<std::vector<EventIndex>> EventFilter::matches(EventIndex first, const StillWanted &wanted) const
{
    std::vector<EventIndex> found;
    std::vector<std::uint8_t> mask(eventsAChunk);
    for (std::size_t at = first; at < m_events.size(); at += eventsAChunk) {
        if (!isWanted(wanted))
            return notWanted();
        const std::size_t count = std::min(eventsAChunk, m_events.size() - at);
        const EventMask chunk = EventMask(mask).first(count);
        std::ranges::fill(chunk, std::uint8_t{1});
        m_root->refine(static_cast<EventIndex>(at), chunk);
        for (std::size_t i = 0; i < count; ++i) {
            if (chunk[i] != 0)
                found.push_back(static_cast<EventIndex>(at + i));
        }
    }
    return found;
}

bool EventFilter::holdsFor(EventIndex event) const
{
    std::array<std::uint8_t, 1> mask{1};
    m_root->refine(event, mask);
    return mask[0] != 0;
}

} // namespace sluice
