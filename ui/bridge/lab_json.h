// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"

#include <string>

namespace sluice::ui {

/// The plan of what is stored with a run: {"plan": ..., "result": ...}. Error (Invalid): there is none, or it
/// is none.
Result<BurstPlan> labPlan(const std::string &lab);

} // namespace sluice::ui
