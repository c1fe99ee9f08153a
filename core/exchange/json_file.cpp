// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/json_file.h"

#include "core/base/system_error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sluice {

JsonFile::JsonFile(FileDescriptor file, std::filesystem::path path, std::uint64_t bytes)
    : m_file(std::move(file))
    , m_path(std::move(path))
    , m_bytes(bytes)
{ }

Result<JsonFile> JsonFile::open(const std::filesystem::path &path)
{
    // O_NONBLOCK: a pipe without a writer would make open() wait.
    FileDescriptor file = FileDescriptor::open(path, O_RDONLY | O_NONBLOCK);
    struct stat facts = {};
    if (!file.isValid() || ::fstat(file.get(), &facts) != 0)
        return systemError("cannot read " + path.string());
    if (!S_ISREG(facts.st_mode))
        return Error{ErrorKind::Io, "cannot read " + path.string() + ": it is no file"};
    return JsonFile(std::move(file), path, static_cast<std::uint64_t>(facts.st_size));
}

JsonCursor JsonFile::cursor()
{
    m_read = 0;
    return JsonCursor([this](char *to, std::size_t most) { return read(to, most); });
}

Result<std::size_t> JsonFile::read(char *to, std::size_t most)
{
    ssize_t got = -1;
    do {
        got = ::pread(m_file.get(), to, most, static_cast<off_t>(m_read));
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return systemError("cannot read " + m_path.string());
    m_read += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

} // namespace sluice
