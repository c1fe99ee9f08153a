// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/mapped_file.h"

#include "core/base/files.h"
#include "core/base/system_error.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace sluice {

namespace {

constexpr std::size_t pageBytes = 4096;

/// So that no store to the memory has to wait for the disk's layout.
void touchEveryPage(std::byte *data, std::size_t size)
{
#ifdef MADV_POPULATE_WRITE
    if (::madvise(data, size, MADV_POPULATE_WRITE) == 0)
        return;
#endif
    for (std::size_t at = 0; at < size; at += pageBytes)
        *static_cast<volatile std::byte *>(data + at) = std::byte{0};
}

Error failed(const std::filesystem::path &path, int why)
{
    ::unlink(path.c_str());
    return systemError("cannot make the write-ahead " + path.string(), why);
}

} // namespace

int SegmentCalls::open(const char *path)
{
    return ::open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

int SegmentCalls::allocate(int fd, std::size_t bytes)
{
    return ::posix_fallocate(fd, 0, static_cast<off_t>(bytes));
}

void *SegmentCalls::map(int fd, std::size_t bytes)
{
    return ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}

SegmentCalls &SegmentCalls::system()
{
    static SegmentCalls calls;
    return calls;
}

Result<MappedFile> MappedFile::make(const std::filesystem::path &path, std::size_t bytes, SegmentCalls &calls)
{
    const FileDescriptor file(calls.open(path.c_str()));
    if (!file.isValid())
        return systemError("cannot make the write-ahead " + path.string());
    int allocated = EINTR;
    while (allocated == EINTR)
        allocated = calls.allocate(file.get(), bytes);
    if (allocated != 0)
        return failed(path, allocated);
    void *memory = calls.map(file.get(), bytes);
    if (memory == MAP_FAILED)
        return failed(path, errno);
    auto *data = static_cast<std::byte *>(memory);
    touchEveryPage(data, bytes);
    return MappedFile(path, data, bytes);
}

MappedFile::MappedFile(std::filesystem::path path, std::byte *data, std::size_t size)
    : m_path(std::move(path))
    , m_data(data)
    , m_size(size)
{ }

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_data(std::exchange(other.m_data, nullptr))
    , m_size(other.m_size)
{ }

MappedFile::~MappedFile()
{
    if (m_data != nullptr)
        ::munmap(m_data, m_size);
}

void MappedFile::removeFile() const
{
    ::unlink(m_path.c_str());
}

} // namespace sluice
