// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Where a bundle goes, and how it gets there whole.

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/lab/diagnostics.h"

#include <fcntl.h>
#include <unistd.h>

#include <string_view>

namespace sluice {

namespace {

Result<void> writeWhole(const FileDescriptor &file, std::string_view text, const std::string &name)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file.get(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemError("cannot write " + name);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0)
        return systemError("cannot write " + name);
    return {};
}

} // namespace

Result<void> writeDiagnostics(const std::filesystem::path &file, const std::string &text)
{
    if (file.has_parent_path()) {
        if (Result<void> made = makePrivateDirectory(file.parent_path(), "folder"); !made)
            return made;
    }
    std::filesystem::path part = file;
    part += ".part";
    std::error_code ignored;
    std::filesystem::remove(part, ignored); // an old one may have another owner or mode
    Result<void> done;
    {
        const FileDescriptor out = FileDescriptor::open(part, O_WRONLY | O_CREAT | O_EXCL);
        if (!out.isValid())
            return systemError("cannot make " + file.string());
        done = writeWhole(out, text, file.string());
    }
    if (done && ::rename(part.c_str(), file.c_str()) != 0)
        done = systemError("cannot make " + file.string());
    if (!done)
        std::filesystem::remove(part, ignored);
    return done;
}

std::filesystem::path diagnosticsFile(const std::filesystem::path &dataDir, Timestamp now)
{
    std::string stamp = toIsoText(now).substr(0, 19); // 2026-11-25T23:15:02
    std::erase(stamp, '-');
    std::erase(stamp, ':');
    stamp[8] = '-';
    return dataDir / "diagnostics" / ("sluice-" + stamp + ".json");
}

} // namespace sluice
