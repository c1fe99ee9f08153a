// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/cost_sum.h"

#include <algorithm>

namespace sluice {

CostSum &CostSum::operator+=(const CostSum &other)
{
    given += other.given;
    reckoned += other.reckoned;
    givenCalls += other.givenCalls;
    reckonedCalls += other.reckonedCalls;
    unknownCalls += other.unknownCalls;
    return *this;
}

CostSum costOf(const Usage &usage, const std::optional<PriceMatch> &price)
{
    CostSum sum;
    sum.given = usage.givenCost;
    sum.givenCalls = usage.calls - std::min(usage.calls, usage.unpricedCalls);
    sum.unknownCalls = price ? std::min(usage.callsWithoutTokens, usage.unpricedCalls) : usage.unpricedCalls;
    sum.reckonedCalls = usage.unpricedCalls - sum.unknownCalls;
    if (price)
        sum.reckoned = price->costOf(usage.unpricedPromptTokens, usage.unpricedCompletionTokens);
    return sum;
}

} // namespace sluice
