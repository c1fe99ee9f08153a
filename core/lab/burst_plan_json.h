// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"

#include <string>
#include <string_view>

namespace sluice {

/// A plan as a JSON file that one can share: {"sluice_plan": 1, "name": ..., "events": 1000, ...}. Names of
/// settings are those of `sluicectl burst`, with underscores; what is at its default may be left out. Written
/// with every setting, two blanks a level, and the same text for the same plan.
std::string burstPlanToJson(const BurstPlan &plan);

/// Error (Invalid): names the place ("/faults/phases/0/kind"), what stands there and what was expected; a
/// setting that is not known is one. `source` names the file. The plan is valid.
Result<BurstPlan> burstPlanFromJson(std::string_view json, std::string_view source);

} // namespace sluice
