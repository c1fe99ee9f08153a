// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/whole_file.h"

#include "core/base/system_error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t bufferBytes = std::size_t{256} << 10U;

std::filesystem::path folderOf(const std::filesystem::path &path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// The name has its place in a folder only when that is on the disk too.
Result<void> syncFolder(const std::filesystem::path &folder)
{
    const FileDescriptor opened = FileDescriptor::open(folder, O_RDONLY | O_DIRECTORY);
    // Some file systems cannot sync a folder: EINVAL.
    if (!opened.isValid() || (::fsync(opened.get()) != 0 && errno != EINVAL))
        return systemError("cannot bring " + folder.string() + " to the disk");
    return {};
}

} // namespace

WholeFile::WholeFile(FileDescriptor file, std::filesystem::path temporary, std::filesystem::path path)
    : m_file(std::move(file))
    , m_temporary(std::move(temporary))
    , m_path(std::move(path))
{ }

WholeFile::~WholeFile()
{
    if (m_file.isValid() && !m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<WholeFile> WholeFile::create(const std::filesystem::path &wanted)
{
    std::error_code failed;
    std::filesystem::path path = wanted;
    if (std::filesystem::is_symlink(wanted, failed)) {
        path = std::filesystem::canonical(wanted, failed);
        if (failed)
            return systemError("cannot write " + wanted.string(), failed.value());
    }
    if (std::filesystem::exists(path, failed) && !std::filesystem::is_regular_file(path, failed))
        return Error{ErrorKind::Io, "cannot write " + wanted.string() + ": it is there and is no file"};
    std::string name = (folderOf(path) / ".sluice-export-XXXXXX").string();
    FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.isValid())
        return systemError("cannot write " + wanted.string());
    return WholeFile(std::move(file), name, std::move(path));
}

Error WholeFile::failure() const
{
    return systemError("cannot write " + m_path.string());
}

Result<void> WholeFile::write(std::string_view piece)
{
    m_buffer += piece;
    return m_buffer.size() >= bufferBytes ? flush() : Result<void>();
}

Result<void> WholeFile::flush()
{
    std::string_view rest = m_buffer;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_file.get(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failure();
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    m_buffer.clear();
    return {};
}

Result<void> WholeFile::commit()
{
    if (Result<void> written = flush(); !written)
        return written;
    if (::fsync(m_file.get()) != 0)
        return failure();
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return failure();
    m_temporary.clear();
    return syncFolder(folderOf(m_path));
}

} // namespace sluice
