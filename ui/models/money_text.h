// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/cost_sum.h"
#include "core/analysis/event_costs.h"
#include "core/model/money.h"

#include <QString>

namespace sluice::ui {

// Dollars as people read them. Unknown is a dash, never 0.

/// "$0", "$12.40", "$0.0125", "$0.00000015": at least two places behind the point unless it is a whole
/// number, and of small amounts four digits; rounded half up.
QString dollarsText(Money amount);

/// Every place that there is: "$0.0125000004".
QString exactDollarsText(Money amount);

/// "$0.026"; "$0.026 + 3 unknown"; "—": of calls of which none is known.
QString costText(const CostSum &sum);

/// How a sum came about, for a tool tip, in several lines.
QString costMeaning(const CostSum &sum, const QString &pricesDate);

/// How the cost of one event came about; `match` is its price.
QString costMeaning(
    const EventCosts::Cost &cost, const std::optional<PriceMatch> &match, const QString &pricesDate);

} // namespace sluice::ui
