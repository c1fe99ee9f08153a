// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/files.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace sluice {

/// A file that appears whole or not at all: written beside its place under another name, brought to the disk,
/// then given its name in one step, in place of what stood there. Has mode 0600. Without commit() nothing is
/// left of it. Errors (Io) name the file and what the system said. thread: one at a time.
class WholeFile
{
public:
    /// A link is followed, so that what it points at is replaced and not the link. Error (Io): also when
    /// `path` is there and is no regular file.
    static Result<WholeFile> create(const std::filesystem::path &path);
    WholeFile(WholeFile &&other) noexcept = default;
    WholeFile &operator=(WholeFile &&) = delete;
    ~WholeFile();

    /// Buffered: an error may come with a later call.
    Result<void> write(std::string_view piece);
    Result<void> commit();

private:
    WholeFile(FileDescriptor file, std::filesystem::path temporary, std::filesystem::path path);
    Result<void> flush();
    Error failure() const;

    FileDescriptor m_file;
    std::filesystem::path m_temporary; ///< empty: it has its name, or is nobody's any more
    std::filesystem::path m_path;
    std::string m_buffer;
};

} // namespace sluice
