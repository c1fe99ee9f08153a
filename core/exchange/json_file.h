// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/files.h"
#include "core/base/result.h"
#include "core/exchange/json_cursor.h"

#include <cstdint>
#include <filesystem>

namespace sluice {

/// A file that an import reads, from its beginning as often as it is wanted. thread: one at a time.
class JsonFile
{
public:
    /// Error (Io): names the file and what the system said; also for what is no regular file (a pipe cannot
    /// be read twice).
    static Result<JsonFile> open(const std::filesystem::path &path);

    /// Reads the file anew, from its first byte. The object must stay where it is meanwhile.
    JsonCursor cursor();

    std::uint64_t bytes() const { return m_bytes; }
    /// Of the reading under way.
    std::uint64_t bytesRead() const { return m_read; }
    const std::filesystem::path &path() const { return m_path; }

private:
    JsonFile(FileDescriptor file, std::filesystem::path path, std::uint64_t bytes);
    Result<std::size_t> read(char *to, std::size_t most);

    FileDescriptor m_file;
    std::filesystem::path m_path;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_read = 0;
};

} // namespace sluice
