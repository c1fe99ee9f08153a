// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/files.h"

#include "core/base/system_error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace sluice {

FileDescriptor::FileDescriptor(FileDescriptor &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{ }

FileDescriptor &FileDescriptor::operator=(FileDescriptor &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

FileDescriptor::~FileDescriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

FileDescriptor FileDescriptor::open(const std::filesystem::path &path, int flags)
{
    return FileDescriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

bool tryFlock(int fd, int operation)
{
    int done = -1;
    do {
        done = ::flock(fd, operation | LOCK_NB);
    } while (done != 0 && errno == EINTR);
    return done == 0;
}

Result<void> makePrivateDirectory(const std::filesystem::path &path, const std::string &what)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return {};
    if (path.has_relative_path() && path.has_parent_path()) {
        if (Result<void> parent = makePrivateDirectory(path.parent_path(), what); !parent)
            return parent;
    }
    if (::mkdir(path.c_str(), 0700) == 0)
        return {};
    const int why = errno;
    if (why == EEXIST && std::filesystem::is_directory(path, ignored)) // another process was faster
        return {};
    return systemError("cannot make the " + what + " " + path.string(), why == EEXIST ? ENOTDIR : why);
}

} // namespace sluice
