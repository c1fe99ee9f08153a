// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>

namespace sluice {

/// The calls to the system that a segment's file needs; a test overrides them to fail. Each is as its page of
/// the manual says. thread: any
class SegmentCalls
{
public:
    virtual ~SegmentCalls() = default;
    virtual int open(const char *path); ///< a new file, mode 0600; its descriptor, or -1 and errno
    virtual int allocate(int fd, std::size_t bytes); ///< posix_fallocate(3): 0 or what errno would be
    virtual void *map(int fd, std::size_t bytes); ///< mmap(2) to read and write, shared

    static SegmentCalls &system();
};

/// A new file whose every byte is on the disk and in memory, ready to be written to without a system call.
/// What is stored here survives the process. thread: its users'
class MappedFile
{
public:
    /// Error (Io): nothing is left behind.
    static Result<MappedFile> make(const std::filesystem::path &path, std::size_t bytes, SegmentCalls &calls);

    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&) = delete;
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;
    ~MappedFile(); ///< the file stays

    std::byte *data() const { return m_data; }
    std::size_t size() const { return m_size; }
    void removeFile() const;

private:
    MappedFile(std::filesystem::path path, std::byte *data, std::size_t size);

    std::filesystem::path m_path;
    std::byte *m_data; ///< null: moved away
    std::size_t m_size;
};

} // namespace sluice
