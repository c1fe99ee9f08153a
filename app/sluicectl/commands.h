// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sluicectl/exit_code.h"

#include <string>
#include <vector>

namespace sluice {

/// A command of sluicectl: `words` is what follows its name. Writes results to stdout, words for a person to
/// stderr. thread: main.
using Command = ExitCode (*)(const std::vector<std::string> &words);

ExitCode burstCommand(const std::vector<std::string> &words);
/// Words go on with the part of the lab: "run", ...
ExitCode labCommand(const std::vector<std::string> &words);
ExitCode replayCommand(const std::vector<std::string> &words);
ExitCode collectCommand(const std::vector<std::string> &words);
ExitCode recordCommand(const std::vector<std::string> &words);
ExitCode sessionsCommand(const std::vector<std::string> &words);
ExitCode searchCommand(const std::vector<std::string> &words);
ExitCode exportCommand(const std::vector<std::string> &words);
/// Good when every file is in the store, now or already; else the code of the first that is not.
ExitCode importCommand(const std::vector<std::string> &words);

/// Says on stderr what is wrong and gives the exit code for it.
ExitCode failed(const std::string &command, const Error &error);

} // namespace sluice
