// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace sluice {

/// An open file, closed with this object.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    /// Takes `fd` over; negative = none.
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    { }
    FileDescriptor(FileDescriptor &&other) noexcept;
    FileDescriptor &operator=(FileDescriptor &&other) noexcept;
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor();

    /// `flags` as open(2) has them; closed in programs that this one starts. What it makes has mode 0600. Not
    /// valid when it failed: errno says why.
    static FileDescriptor open(const std::filesystem::path &path, int flags);

    bool isValid() const { return m_fd >= 0; }
    int get() const { return m_fd; }

private:
    int m_fd = -1;
};

/// flock(2) that does not wait: false at once when another holds it (errno is EWOULDBLOCK), or on an error.
bool tryFlock(int fd, int operation);

/// Makes `path`, and what is above it, with mode 0700 unless it is there. Error (Io): "cannot make the <what>
/// <path>: ...".
Result<void> makePrivateDirectory(const std::filesystem::path &path, const std::string &what);

} // namespace sluice
