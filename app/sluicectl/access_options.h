// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/engine/engine.h"
#include "app/sluicectl/arguments.h"

namespace sluice {

/// --token-file, --allow-host and --allow-origin, the last two parted by commas. Error (Usage): names the
/// option and what was expected, never the token. Error (Io): the file cannot be read.
Result<void> takeAccess(const Arguments &arguments, EngineOptions &options);

} // namespace sluice
