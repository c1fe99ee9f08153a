// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/exit_code.h"
#include "core/lab/burst_plan.h"

#include <string>

namespace sluice {

/// Fires a plan and waits for its end: what `burst` and `lab run` have in common. Reads --endpoint, --yes,
/// --api-key-file, --data-dir and --json; `command` is for messages. A signal ends the burst. What the burst
/// was and came to is stored with its session. thread: main.
ExitCode fireBurst(const std::string &command, const BurstPlan &plan, const Arguments &arguments);

} // namespace sluice
