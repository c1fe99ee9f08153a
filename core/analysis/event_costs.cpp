// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_costs.h"

namespace sluice {

EventCosts::EventCosts(const EventSnapshot &events, const PriceTable &prices)
    : m_prices(events.nameCount())
{
    std::vector<bool> isModel(events.nameCount());
    const auto count = static_cast<EventIndex>(events.size());
    for (EventIndex event = 0; event < count; ++event) {
        if (events.type(event) == EventType::Llm)
            isModel[events.nameId(event)] = true;
    }
    for (std::uint32_t name = 0; name < m_prices.size(); ++name) {
        if (isModel[name])
            m_prices[name] = prices.find(events.nameText(name));
    }
}

const std::optional<PriceMatch> &EventCosts::price(std::uint32_t nameId) const
{
    static const std::optional<PriceMatch> none;
    return nameId < m_prices.size() ? m_prices[nameId] : none;
}

EventCosts::Cost EventCosts::of(const EventSnapshot &events, EventIndex event) const
{
    if (events.type(event) != EventType::Llm)
        return {};
    const CallFacts call = events.calls(event);
    if (call.cost)
        return {Kind::Given, *call.cost};
    const std::optional<PriceMatch> &match = price(events.nameId(event));
    if (!match || (!call.promptTokens && !call.completionTokens))
        return {Kind::Unknown, {}};
    return {Kind::Reckoned, match->costOf(call.promptTokens.value_or(0), call.completionTokens.value_or(0))};
}

void add(CostSum &sum, const EventCosts::Cost &cost)
{
    switch (cost.kind) {
    case EventCosts::Kind::None:
        return;
    case EventCosts::Kind::Given:
        sum.given += cost.amount;
        ++sum.givenCalls;
        return;
    case EventCosts::Kind::Reckoned:
        sum.reckoned += cost.amount;
        ++sum.reckonedCalls;
        return;
    case EventCosts::Kind::Unknown:
        ++sum.unknownCalls;
        return;
    }
}

} // namespace sluice
