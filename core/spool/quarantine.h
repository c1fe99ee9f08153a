// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sluice {

/// Where files lie that could not be read: root/quarantine/<folder>-<name>. Nothing there is ever deleted or
/// written over. thread: one at a time
class Quarantine
{
public:
    explicit Quarantine(const std::filesystem::path &root);

    /// Moves `file` there and notes what is wrong with it; when it cannot be moved it stays, and that is
    /// noted. `wrong` goes on from the file's name: "spool.db is damaged".
    void take(const std::filesystem::path &file, const std::string &wrong);

    /// Notes what is left where it is.
    void leave(const std::filesystem::path &file, std::string words);

    /// Writes a file of that name there. Error (Io): it could not be kept.
    Result<void> keep(const std::string &name, const std::string &bytes, const std::string &wrong);

    const std::vector<SpoolFinding> &findings() const { return m_findings; }

private:
    std::filesystem::path freeName(const std::string &wanted) const;

    std::filesystem::path m_path;
    std::vector<SpoolFinding> m_findings;
};

} // namespace sluice
