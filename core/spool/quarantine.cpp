// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/quarantine.h"

#include "core/base/files.h"

#include <utility>

namespace sluice {

namespace fs = std::filesystem;

Quarantine::Quarantine(fs::path root)
    : m_path(std::move(root) / "quarantine")
{ }

void Quarantine::take(const fs::path &file, const std::string &wrong)
{
    const std::string words = file.filename().string() + " " + wrong;
    const Result<void> made = makePrivateDirectory(m_path, "quarantine");
    if (!made) {
        leave(file, words + "; it stays there: " + made.error().message);
        return;
    }
    const fs::path place = freeName(file);
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

fs::path Quarantine::freeName(const fs::path &file) const
{
    const std::string name = file.parent_path().filename().string() + "-" + file.filename().string();
    fs::path place = m_path / name;
    std::error_code ignored;
    for (int i = 2; fs::exists(fs::symlink_status(place, ignored)); ++i)
        place = m_path / (name + "." + std::to_string(i));
    return place;
}

} // namespace sluice
