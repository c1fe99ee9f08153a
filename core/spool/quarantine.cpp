// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/quarantine.h"

#include "core/base/files.h"
#include "core/base/system_error.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace sluice {

namespace fs = std::filesystem;

Quarantine::Quarantine(const fs::path &root)
    : m_path(root / "quarantine")
{ }

void Quarantine::take(const fs::path &file, const std::string &wrong)
{
    const std::string words = file.filename().string() + " " + wrong;
    const Result<void> made = makePrivateDirectory(m_path, "quarantine");
    if (!made) {
        leave(file, words + "; it stays there: " + made.error().message);
        return;
    }
    const fs::path place = freeName(file.parent_path().filename().string() + "-" + file.filename().string());
    std::error_code failed;
    fs::rename(file, place, failed);
    if (failed)
        leave(file, words + "; it stays there: " + failed.message());
    else
        m_findings.push_back({place, words});
}

void Quarantine::leave(const fs::path &file, std::string words)
{
    m_findings.push_back({file, std::move(words)});
}

Result<void> Quarantine::keep(const std::string &name, const std::string &bytes, const std::string &wrong)
{
    if (Result<void> made = makePrivateDirectory(m_path, "quarantine"); !made)
        return made;
    const fs::path place = freeName(name);
    const FileDescriptor file = FileDescriptor::open(place, O_WRONLY | O_CREAT | O_EXCL);
    const auto size = static_cast<ssize_t>(bytes.size());
    if (!file.isValid() || ::write(file.get(), bytes.data(), bytes.size()) != size)
        return systemError("cannot write " + place.string());
    m_findings.push_back({place, name + " " + wrong});
    return {};
}

fs::path Quarantine::freeName(const std::string &wanted) const
{
    fs::path place = m_path / wanted;
    std::error_code ignored;
    for (int i = 2; fs::exists(fs::symlink_status(place, ignored)); ++i)
        place = m_path / (wanted + "." + std::to_string(i));
    return place;
}

} // namespace sluice
