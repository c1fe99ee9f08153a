// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sluicectl/exit_code.h"

#include <string>
#include <vector>

namespace sluice {

// The parts of `sluicectl lab`; `words` is what follows their name. thread: main.

/// `lab run`: fires a plan; exit codes as `burst`.
ExitCode runLabRun(const std::vector<std::string> &words);

/// `lab deadlock`: Good when every event arrived, Undelivered when not.
ExitCode runLabDeadlock(const std::vector<std::string> &words);

/// `lab what-if`: simulates a stored session under other settings.
ExitCode runLabWhatIf(const std::vector<std::string> &words);

} // namespace sluice
