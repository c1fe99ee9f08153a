// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"

#include <filesystem>
#include <map>
#include <vector>

namespace sluice {

/// What one write-ahead of an ended process still held: a session and its events, in the order of their
/// recording, as bodies in doubt that are cut at 1 MiB.
struct RecoveredSession
{
    SpooledSession session;
    std::vector<SpooledBody> bodies; ///< at least one; without rows
};

/// What the segments of a folder gave.
struct Recovery
{
    std::vector<RecoveredSession> sessions;
    std::map<std::filesystem::path, std::string> damaged; ///< what is wrong: "is damaged at byte 712"
};

/// Reads `segments`; changes nothing.
Recovery recoverWriteAheads(const std::vector<std::filesystem::path> &segments);

} // namespace sluice
