// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/collector.h"
#include "core/store/data_dir.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sluice {

// Who may send to the collector of a data directory, as DATA/collector-access keeps it: a line each, "token
// UUID", "host NAME", "origin URL"; "#" begins a remark. Its user's alone (0600): whoever reads it may send.
// thread: one at a time.

std::filesystem::path accessFileOf(const DataDir &dir);

/// What the file says; without a file what a CollectorAccess is by default. Error (Io): it cannot be read.
/// Error (Usage): names file and line, and never a token.
Result<CollectorAccess> readAccess(const DataDir &dir);

/// Takes the file's place in one step. Error (Io): says what the system said; the old one stays.
Result<void> writeAccess(const DataDir &dir, const CollectorAccess &access);

/// The names of "a,b", as an option gives them, behind those that are there. Error (Usage): names the option,
/// what is none, and what was expected.
Result<void> addAllowedHosts(const std::string &text, std::vector<std::string> &hosts);
Result<void> addAllowedOrigins(const std::string &text, std::vector<std::string> &origins);

/// The token of `file`, its first line. Error (Io): it cannot be read. Error (Usage): it is no UUID; the text
/// itself is never in it.
Result<std::string> accessTokenFrom(const std::string &file);

} // namespace sluice
