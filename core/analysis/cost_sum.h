// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/price_table.h"
#include "core/model/event_facts.h"
#include "core/model/money.h"

#include <cstdint>
#include <optional>

namespace sluice {

/// What LLM calls cost, exact, and how much of it is known. A call's cost is the one that came with it, else
/// its tokens by the price table; without a price or without any number of tokens it is unknown, and counted
/// as that.
struct CostSum
{
    Money given; ///< came with the calls
    Money reckoned; ///< by the price table
    std::uint64_t givenCalls = 0;
    std::uint64_t reckonedCalls = 0;
    std::uint64_t unknownCalls = 0;

    Money known() const { return given + reckoned; }
    std::uint64_t calls() const { return givenCalls + reckonedCalls + unknownCalls; }

    /// nullopt: there were calls, and of none is it known. No calls cost nothing.
    std::optional<Money> total() const
    {
        return unknownCalls > 0 && givenCalls + reckonedCalls == 0 ? std::nullopt : std::optional(known());
    }

    CostSum &operator+=(const CostSum &other);
    bool operator==(const CostSum &) const = default;
};

/// The cost of what a store summed up of one model's calls. Which of the calls without tokens came without a
/// cost is not kept: as many as can be count as unknown.
CostSum costOf(const Usage &usage, const std::optional<PriceMatch> &price);

} // namespace sluice
