// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/collector.h"

#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// What the window was asked for on its command line.
struct CommandLine
{
    enum class Wish { Window, Help, Version };

    Wish wish = Wish::Window;
    std::string dataDir; ///< empty = the standard place
    ListenAddress listen;
    bool noCollector = false;
    std::string endpoint; ///< empty = the own collector
    std::optional<std::string> apiKeyFile;
    std::optional<std::string> tokenFile; ///< of the collector; nullopt = as the data directory has it
    std::vector<std::string> allowedHosts; ///< of the collector, besides the data directory's
    std::vector<std::string> allowedOrigins; ///< the same
    std::string theme; ///< "light", "dark"; empty = as remembered
    std::string demoOut; ///< a directory; empty = no demo
    std::vector<std::string> files;

    /// The arguments after the program's name. Error (Usage): names the argument and what was expected.
    static Result<CommandLine> parse(const std::vector<std::string> &arguments);
};

std::string helpText();

} // namespace sluice
