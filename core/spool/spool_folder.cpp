// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/spool_folder.h"

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/system_error.h"
#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

namespace fs = std::filesystem;

/// Whether `file` still lies at `path`: who held it before may have taken it away (errno is ENOENT then).
bool liesAt(const FileDescriptor &file, const fs::path &path)
{
    struct stat open = {};
    struct stat there = {};
    const bool lies = ::fstat(file.get(), &open) == 0 && ::stat(path.c_str(), &there) == 0
        && open.st_ino == there.st_ino && open.st_dev == there.st_dev;
    if (!lies)
        errno = ENOENT;
    return lies;
}

/// Makes that the folder is in its directory after the machine died.
void sync(const fs::path &directory)
{
    const FileDescriptor file = FileDescriptor::open(directory, O_RDONLY | O_DIRECTORY);
    if (file.isValid())
        ::fsync(file.get());
}

std::string newName()
{
    // A seed of its own each time: a fork's child would go on from its parent's and make the same names.
    return UuidV7Source(systemEntropy()).make(SystemClock().wallNow()).toText();
}

} // namespace

SpoolFolder::SpoolFolder(fs::path path, FileDescriptor lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{ }

Result<SpoolFolder> SpoolFolder::make(const fs::path &root)
{
    // Another process that adopts may find a new folder before it is locked, and take it away again.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        const fs::path path = root / newName();
        if (::mkdir(path.c_str(), 0700) != 0)
            return systemError("cannot make the spool " + path.string());
        if (std::optional<SpoolFolder> folder = claim(path)) {
            sync(root);
            return std::move(*folder);
        }
        if (errno != EWOULDBLOCK && errno != ENOENT) {
            const int why = errno;
            ::rmdir(path.c_str());
            return systemError("cannot lock the spool " + path.string(), why);
        }
    }
    return Error{ErrorKind::Held, "cannot make a spool in " + root.string() + ": others keep adopting it"};
}

std::optional<SpoolFolder> SpoolFolder::claim(const fs::path &path)
{
    FileDescriptor lock = FileDescriptor::open(path / "lock", O_RDWR | O_CREAT);
    if (!lock.isValid() || !tryFlock(lock.get(), LOCK_EX) || !liesAt(lock, path / "lock"))
        return std::nullopt;
    return SpoolFolder(path, std::move(lock));
}

bool SpoolFolder::isOfDatabase(const fs::path &file) const
{
    const std::string database = this->database().filename().string();
    const std::string name = file.filename().string();
    return name == database || name == database + "-wal" || name == database + "-shm"
        || name == database + "-journal";
}

bool SpoolFolder::removeWithDatabase() const
{
    const Result<std::vector<fs::path>> entries = entriesOf(m_path);
    for (const fs::path &file : entries ? *entries : std::vector<fs::path>()) {
        if (isOfDatabase(file))
            ::unlink(file.c_str());
    }
    return removeIfEmpty();
}

bool SpoolFolder::removeIfEmpty() const
{
    const Result<std::vector<fs::path>> entries = entriesOf(m_path);
    return entries && entries->size() == 1 && ::unlink(lockFile().c_str()) == 0
        && ::rmdir(m_path.c_str()) == 0;
}

Result<std::vector<fs::path>> entriesOf(const fs::path &folder)
{
    std::vector<fs::path> entries;
    std::error_code failed;
    fs::directory_iterator entry(folder, failed);
    for (; !failed && entry != fs::directory_iterator(); entry.increment(failed))
        entries.push_back(entry->path());
    if (failed)
        return systemError("cannot read " + folder.string(), failed.value());
    std::ranges::sort(entries);
    return entries;
}

} // namespace sluice
