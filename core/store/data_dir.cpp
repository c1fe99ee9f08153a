// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/data_dir.h"

#include "core/base/files.h"
#include "core/base/system_error.h"

#include <cstdlib>

namespace sluice {

namespace {

namespace fs = std::filesystem;

std::string environment(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? value : "";
}

Result<fs::path> chosenPath(const std::string &given)
{
    if (!given.empty())
        return fs::path(given);
    // The XDG specification: a relative path there is to be ignored.
    const fs::path xdg = environment("XDG_DATA_HOME");
    if (xdg.is_absolute())
        return xdg / "sluice";
    const fs::path home = environment("HOME");
    if (home.is_absolute())
        return home / ".local" / "share" / "sluice";
    return Error{ErrorKind::Usage,
        "no data directory: neither XDG_DATA_HOME nor HOME is an absolute path; give --data-dir"};
}

} // namespace

Result<DataDir> DataDir::resolve(const std::string &given)
{
    const Result<fs::path> chosen = chosenPath(given);
    if (!chosen)
        return chosen.error();
    std::error_code failed;
    fs::path path = fs::absolute(*chosen, failed).lexically_normal();
    if (failed)
        return systemError("cannot find the data directory " + chosen->string(), failed.value());
    if (!path.has_filename()) // "dir/" is "dir"
        path = path.parent_path();
    if (const Result<void> made = makePrivateDirectory(path, "data directory"); !made)
        return made.error();
    return DataDir{path};
}

} // namespace sluice
