// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/recorder_config.h"

#include <optional>
#include <string>

namespace sluice {

/// The key of `file` when one is given (its first line), else of AGENTOPS_API_KEY, else an empty one.
/// Error: the file cannot be read (Io), or the text is no UUID (Usage); the text itself is never in it.
/// thread: main, before any other: it reads the environment.
Result<ApiKey> apiKeyFrom(const std::optional<std::string> &file);

} // namespace sluice
