// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

namespace sluice {

/// What sluicectl exits with (contract.md, "sluicectl"; 69 and 74 are those of sysexits.h).
enum class ExitCode : int {
    Good = 0,
    Undelivered = 1, ///< or unbalanced, or not found
    Usage = 2,
    Held = 69, ///< a port or a data directory
    Disk = 74,
    Interrupted = 130,
    Terminated = 143,
};

ExitCode exitCodeFor(const Error &error);

} // namespace sluice
