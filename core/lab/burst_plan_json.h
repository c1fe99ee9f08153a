// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice {

/// What a plan file holds at most: a million arrivals, each on a line of its own, are 20 MiB.
inline constexpr std::size_t mostPlanFileBytes = 64U << 20U;

/// A plan as a JSON file that one can share: {"sluice_plan": 1, "name": ..., "events": 1000, ...}. Names of
/// settings are those of `sluicectl burst`, with underscores and their unit; what is at its default may be
/// left out, and of a recorded plan the number of events too. Written with every setting, two blanks a level,
/// and the same text for the same plan; what is not UTF-8 is written as U+FFFD.
std::string burstPlanToJson(const BurstPlan &plan);

/// The same on one line, for what has a plan inside.
std::string burstPlanToJsonLine(const BurstPlan &plan);

/// Error (Invalid): names the place ("/faults/phases/0/kind"), what stands there and what was expected; a
/// setting that is not known is one. Settings that are good each, but not together, are an error (Invalid)
/// with the words of validate(). `source` names the file. The plan is valid.
Result<BurstPlan> burstPlanFromJson(std::string_view json, std::string_view source);

} // namespace sluice
