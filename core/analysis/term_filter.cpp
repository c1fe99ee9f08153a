// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/term_filter.h"

#include "core/analysis/text_match.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

bool matchesText(const FilterTerm &term, std::string_view text)
{
    if (term.isPattern)
        return matchesPattern(text, term.isPart ? "*" + term.text + "*" : term.text);
    return term.isPart ? holdsText(text, term.text) : isSameText(text, term.text);
}

std::vector<std::uint8_t> matchingNames(const EventSnapshot &events, const FilterTerm &term)
{
    std::vector<std::uint8_t> names(events.nameCount());
    for (std::uint32_t name = 0; name < names.size(); ++name)
        names[name] = matchesText(term, events.nameText(name)) ? 1 : 0;
    return names;
}

std::vector<std::uint8_t> matchingAgents(
    const EventSnapshot &events, const FilterTerm &term, const FilterContext &context)
{
    std::vector<std::uint8_t> agents(events.agentCount());
    for (std::size_t agent = 0; agent < agents.size(); ++agent) {
        const std::string_view id = events.agentId(static_cast<std::uint16_t>(agent));
        const bool byId = !id.empty() && matchesText(term, id);
        const bool byName = agent < context.agentNames.size() && !context.agentNames[agent].empty()
            && matchesText(term, context.agentNames[agent]);
        agents[agent] = byId || byName ? 1 : 0;
    }
    return agents;
}

std::optional<std::uint64_t> tokensOf(const EventSnapshot &events, EventIndex event)
{
    const auto prompt = events.promptTokens(event);
    const auto completion = events.completionTokens(event);
    if (!prompt && !completion)
        return std::nullopt;
    return prompt.value_or(0) + completion.value_or(0);
}

bool isWithin(const FilterTerm &term, std::int64_t value)
{
    return value >= term.least && value <= term.most;
}

bool isCount(const FilterTerm &term, const std::optional<std::uint64_t> &count)
{
    if (term.isUnknown)
        return !count;
    return count && isWithin(term, static_cast<std::int64_t>(*count));
}

std::int64_t nanos(Micros time)
{
    return std::chrono::duration_cast<Nanos>(time).count();
}

} // namespace

TermFilter::TermFilter(const EventSnapshot &events, FilterTerm term, const FilterContext &context)
    : m_events(events)
    , m_context(context)
    , m_term(std::move(term))
{
    switch (m_term.field) {
    case FilterField::Type:
        m_type = eventTypeFromWire(m_term.text).value_or(EventType::Action);
        break;
    case FilterField::Name:
    case FilterField::Model:
    case FilterField::Tool:
        m_matching = matchingNames(m_events, m_term);
        break;
    case FilterField::Text:
        if (const auto rows = m_context.rowsOfText.find(m_term.text); rows != m_context.rowsOfText.end())
            m_rows = &rows->second;
        else
            m_matching = matchingNames(m_events, m_term);
        break;
    case FilterField::Agent:
        m_matching = matchingAgents(m_events, m_term, m_context);
        break;
    case FilterField::Tag:
        m_always = std::ranges::any_of(
            m_context.tags, [this](const std::string &tag) { return matchesText(m_term, tag); });
        break;
    case FilterField::State:
        m_state = isSameText(m_term.text, "error") ? EventStateWord::Error
            : isSameText(m_term.text, "open")      ? EventStateWord::Open
                                                   : EventStateWord::Done;
        break;
    default:
        break;
    }
}

int TermFilter::expense() const
{
    switch (m_term.field) {
    case FilterField::Cost:
    case FilterField::Tokens:
    case FilterField::PromptTokens:
    case FilterField::CompletionTokens:
        return mostExpense;
    case FilterField::Duration:
    case FilterField::At:
    case FilterField::Text:
        return 1;
    default:
        return 0;
    }
}

template <typename Holds>
void TermFilter::each(EventIndex first, EventMask mask, Holds holds)
{
    for (std::size_t i = 0; i < mask.size(); ++i)
        mask[i] = mask[i] != 0 && holds(static_cast<EventIndex>(first + i)) ? 1 : 0;
}

/// Of LLM calls only: of the others there is nothing to know.
template <typename CountOf>
void TermFilter::refineCounts(EventIndex first, EventMask mask, CountOf countOf) const
{
    each(first, mask,
        [&](EventIndex i) { return m_events.type(i) == EventType::Llm && isCount(m_term, countOf(i)); });
}

void TermFilter::refine(EventIndex first, EventMask mask) const
{
    const EventSnapshot &events = m_events;
    switch (m_term.field) {
    case FilterField::Type:
        return each(first, mask, [&](EventIndex i) { return events.type(i) == m_type; });
    case FilterField::Name:
        return each(first, mask, [&](EventIndex i) { return m_matching[events.nameId(i)] != 0; });
    case FilterField::Model:
        return refineNamed(first, mask, EventType::Llm);
    case FilterField::Tool:
        return refineNamed(first, mask, EventType::Tool);
    case FilterField::Text:
        return m_rows ? refineRows(first, mask)
                      : each(first, mask, [&](EventIndex i) { return m_matching[events.nameId(i)] != 0; });
    case FilterField::Agent:
        return each(first, mask, [&](EventIndex i) { return m_matching[events.agent(i)] != 0; });
    case FilterField::Tag:
        if (!m_always)
            std::ranges::fill(mask, std::uint8_t{0});
        return;
    case FilterField::State:
        return each(first, mask, [&](EventIndex i) { return stateOf(i) == m_state; });
    case FilterField::Duration:
        return each(first, mask, [&](EventIndex i) { return isWithin(m_term, nanos(events.duration(i))); });
    case FilterField::At:
        return each(first, mask,
            [&](EventIndex i) { return isWithin(m_term, nanos(events.start(i) - m_context.zero)); });
    case FilterField::Cost:
        return each(first, mask, [&](EventIndex i) { return isCost(i); });
    case FilterField::Tokens:
        return refineCounts(first, mask, [&](EventIndex i) { return tokensOf(events, i); });
    case FilterField::PromptTokens:
        return refineCounts(first, mask, [&](EventIndex i) { return events.promptTokens(i); });
    case FilterField::CompletionTokens:
        return refineCounts(first, mask, [&](EventIndex i) { return events.completionTokens(i); });
    }
}

EventStateWord TermFilter::stateOf(EventIndex event) const
{
    if (m_events.isError(event))
        return EventStateWord::Error;
    return m_events.isOpen(event) ? EventStateWord::Open : EventStateWord::Done;
}

bool TermFilter::isCost(EventIndex event) const
{
    const EventCosts::Cost cost = m_context.costs.of(m_events, event);
    if (m_term.isUnknown)
        return cost.kind == EventCosts::Kind::Unknown;
    return cost.known() && isWithin(m_term, cost.amount.pico());
}

void TermFilter::refineNamed(EventIndex first, EventMask mask, EventType type) const
{
    each(first, mask,
        [&](EventIndex i) { return m_events.type(i) == type && m_matching[m_events.nameId(i)] != 0; });
}

/// Rows mostly rise with the events, so the search goes on from where it was.
void TermFilter::refineRows(EventIndex first, EventMask mask) const
{
    auto place = m_rows->begin();
    std::int64_t before = -1;
    each(first, mask, [&](EventIndex i) {
        const std::int64_t row = m_events.row(i);
        place = std::lower_bound(row > before ? place : m_rows->begin(), m_rows->end(), row);
        before = row;
        return place != m_rows->end() && *place == row;
    });
}

} // namespace sluice
