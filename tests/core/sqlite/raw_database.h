// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sluice {

/// A database file opened behind its owner's back: to break it, or to look at it as others would.
/// Returns the first column of every row as text; "error: ..." alone when SQLite refuses.
std::vector<std::string> sqlOn(const std::filesystem::path &file, const std::string &sql);

} // namespace sluice
