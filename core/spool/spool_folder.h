// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/files.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// A folder root/<id>/ that this process alone uses while the object lives: it holds an exclusive flock on
/// the lock file in it, which dies with the process. thread: one at a time
class SpoolFolder
{
public:
    /// A new one. Ids are UUIDs of version 7: by name, older folders come first.
    static Result<SpoolFolder> make(const std::filesystem::path &root);

    /// One that is there and that nobody holds; nullopt otherwise. errno says why: EWOULDBLOCK when somebody
    /// holds it, ENOENT when it has just been taken away.
    static std::optional<SpoolFolder> claim(const std::filesystem::path &path);

    const std::filesystem::path &path() const { return m_path; }
    std::string name() const { return m_path.filename().string(); }
    std::filesystem::path database() const { return m_path / "spool.db"; }
    std::filesystem::path lockFile() const { return m_path / "lock"; }
    /// The database or what SQLite puts beside it.
    bool isOfDatabase(const std::filesystem::path &file) const;

    /// The database's files, whatever is in them, and then as removeIfEmpty().
    bool removeWithDatabase() const;

    /// Takes lock file and folder away when nothing else is in it; false when it stays.
    bool removeIfEmpty() const;

private:
    SpoolFolder(std::filesystem::path path, FileDescriptor lock);

    std::filesystem::path m_path;
    FileDescriptor m_lock;
};

/// What lies in `folder`, by name. Error (Io): it cannot be read.
Result<std::vector<std::filesystem::path>> entriesOf(const std::filesystem::path &folder);

} // namespace sluice
