// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/files.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace sluice {

/// Where one Sluice keeps its files (contract.md, "Who owns what on disk").
struct DataDir
{
    std::filesystem::path path;

    std::filesystem::path database() const { return path / "sluice.db"; }
    /// What is searched; made anew from the store when it is not there.
    std::filesystem::path searchIndex() const { return path / "search.db"; }
    std::filesystem::path lockFile() const { return path / "lock"; }
    std::filesystem::path spool() const { return path / "spool"; }

    /// `given` when not empty, else $XDG_DATA_HOME/sluice, else $HOME/.local/share/sluice. Made with mode
    /// 0700 when it is not there. Error (Io): names the directory and what the system said.
    static Result<DataDir> resolve(const std::string &given);
};

/// Who holds a data directory, as its lock file says.
struct LockHolder
{
    long pid = 0;
    std::string program; ///< "sluice", "sluicectl collect"
    std::string collector; ///< "http://127.0.0.1:4318"; empty = it runs none
};

/// The right to write in a data directory: an exclusive flock on DATA/lock, held while this object lives. The
/// lock dies with its process, so a stale one cannot be. thread: one at a time.
class DataLock
{
public:
    /// Error (Held): says who holds it. Error (Io): the directory cannot be written.
    static Result<DataLock> take(const DataDir &dir, const std::string &program);

    /// Who holds `dir` now; nullopt when nobody does.
    static std::optional<LockHolder> holderOf(const DataDir &dir);

    /// Writes the collector's address into the lock file, for others to find; empty takes it out.
    Result<void> publishCollector(const std::string &address);

private:
    explicit DataLock(FileDescriptor file, LockHolder self);
    /// The file itself stays: another process may have it open already, and would lock one that nobody else
    /// finds.
    FileDescriptor m_file;
    LockHolder m_self;
};

} // namespace sluice
