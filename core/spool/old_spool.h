// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/spool/quarantine.h"
#include "core/spool/spool_folder.h"
#include "core/spool/spool_tables.h"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace sluice {

/// The folder of a process that has ended: a database, write-aheads, and whatever else lies there.
/// thread: one at a time
class OldSpool
{
public:
    /// Takes a database that is damaged or none of ours for one that holds nothing. Error: the folder must
    /// stay as it is, because a newer Sluice wrote it or the disk does not answer.
    static Result<OldSpool> open(SpoolFolder folder, const std::string &vfs);

    const SpoolFolder &folder() const { return m_folder; }
    SpoolFolder takeFolder() { return std::move(m_folder); }

    /// The folders that its process took over and may not have removed.
    const std::set<std::string> &takenOver() const { return m_takenOver; }

    /// Adds what can be read to `own` (null: only looks what cannot). Error: from the disk, of either side.
    Result<void> copyInto(SpoolTables *own);

    /// Removes the files that copyInto() read whole; all others go to the quarantine.
    void clear(Quarantine &quarantine);

private:
    explicit OldSpool(SpoolFolder folder);

    Result<void> readTakenOver();
    Result<void> copyTables(SpoolTables *own);
    Result<void> copySessions(SpoolTables *own);
    Result<void> copyBodies(SpoolTables *own);
    Result<void> copyWriteAheads(SpoolTables *own);

    SpoolFolder m_folder;
    std::vector<std::filesystem::path> m_files;
    std::unique_ptr<SpoolTables> m_tables; ///< null: no database, or one that cannot be read
    std::set<std::string> m_takenOver;
    std::set<SessionId> m_sessions;
    std::map<std::filesystem::path, std::string> m_damaged; ///< what is wrong with a file
};

} // namespace sluice
