// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"
#include "core/spool/spool_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sluice {

class SpoolTables;

/// What adopting left to say and to hold.
struct AdoptedSpools
{
    std::vector<SpoolFinding> findings;
    std::vector<SpoolFolder> kept; ///< taken over, and could not be removed
};

/// Moves what lies in the other folders of `root`, where nobody holds them, into `own`.
///
/// One process at a time does so, under the lock root/adopting; another that starts meanwhile adopts nothing.
/// A folder's sessions, bodies and write-aheads go into `own` in one transaction, which also notes the folder
/// as taken over; then its files are removed, and then the note. Whoever finds both that note and the folder
/// knows that only the removal is left. The process that dies in between leaves both folders unlocked, so the
/// next one that adopts sees both.
///
/// A folder that a newer Sluice wrote, or that cannot be copied (a full disk), stays as it is.
AdoptedSpools adoptOthers(const std::filesystem::path &root, const SpoolFolder &ownFolder, SpoolTables &own,
    const std::string &vfs);

} // namespace sluice
