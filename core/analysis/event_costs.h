// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/cost_sum.h"
#include "core/analysis/price_table.h"
#include "core/timeline/event_snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice {

/// What each event of a session cost: prices are looked up once for each name. thread: any, when made.
class EventCosts
{
public:
    enum class Kind : std::uint8_t {
        None, ///< no LLM call: there is no cost
        Given,
        Reckoned,
        Unknown,
    };

    struct Cost
    {
        Kind kind = Kind::None;
        Money amount; ///< of Given and Reckoned

        std::optional<Money> known() const
        {
            return kind == Kind::Given || kind == Kind::Reckoned ? std::optional(amount) : std::nullopt;
        }
    };

    EventCosts() = default;
    EventCosts(const EventSnapshot &events, const PriceTable &prices);

    Cost of(const EventSnapshot &events, EventIndex event) const;

    /// The price of calls of this name; nullopt: none.
    const std::optional<PriceMatch> &price(std::uint32_t nameId) const;

private:
    std::vector<std::optional<PriceMatch>> m_prices; ///< by name
};

void add(CostSum &sum, const EventCosts::Cost &cost);

} // namespace sluice
