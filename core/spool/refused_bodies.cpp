// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/refused_bodies.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/base/system_error.h"
#include "core/base/uuid.h"
#include "core/spool/spool_folder.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

namespace sluice {

namespace {

namespace fs = std::filesystem;

std::string jsonString(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string fileText(const SpooledBody &body, std::string_view words, Timestamp now)
{
    // The body is an object with events alone: its opening brace gives way to what is said of it.
    return "{\"session\":" + jsonString(body.session.text()) + ",\"refused\":\"" + toIsoText(now)
        + "\",\"words\":" + jsonString(words) + "," + body.text.substr(1) + "\n";
}

std::uintmax_t sizeOf(const fs::path &file)
{
    std::error_code failed;
    const std::uintmax_t size = fs::file_size(file, failed);
    return failed ? 0 : size;
}

} // namespace

RefusedBodies::RefusedBodies(const fs::path &root, std::uintmax_t most)
    : m_path(root / "refused")
    , m_most(most)
{ }

Result<void> RefusedBodies::keep(const SpooledBody &body, std::string_view words, Timestamp now)
{
    if (Result<void> made = makePrivateDirectory(m_path, "folder of refused bodies"); !made)
        return made;
    const std::string text = fileText(body, words, now);
    makeRoomFor(text.size());
    const fs::path place = m_path / (UuidV7Source(systemEntropy()).make(now).toText() + ".json");
    const FileDescriptor file = FileDescriptor::open(place, O_WRONLY | O_CREAT | O_EXCL);
    if (file.isValid() && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()))
        return {};
    Error error = systemError("cannot write " + place.string());
    std::error_code ignored;
    fs::remove(place, ignored);
    return error;
}

void RefusedBodies::makeRoomFor(std::uintmax_t bytes) const
{
    Result<std::vector<fs::path>> entries = entriesOf(m_path);
    if (!entries)
        return;
    std::ranges::sort(*entries); // their names begin with their time
    std::uintmax_t all = bytes;
    for (const fs::path &file : *entries)
        all += sizeOf(file);
    for (auto oldest = entries->begin(); all > m_most && oldest != entries->end(); ++oldest) {
        all -= sizeOf(*oldest);
        std::error_code ignored;
        fs::remove(*oldest, ignored);
    }
}

} // namespace sluice
