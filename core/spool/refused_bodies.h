// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/spool/spool.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace sluice {

/// What a server refused for good, kept aside for a person: root/refused/<time-ordered name>.json, one file a
/// body. Bounded by bytes, the oldest going first. Other processes may write there too.
/// thread: one at a time
class RefusedBodies
{
public:
    static constexpr std::uintmax_t mostBytes = 64U << 20U;

    explicit RefusedBodies(const std::filesystem::path &root, std::uintmax_t most = mostBytes);

    /// {"session": ..., "refused": ISO time, "words": the server's, "events": [...]}. Error (Io): it could
    /// not be written, and is not there in part either.
    Result<void> keep(const SpooledBody &body, std::string_view words, Timestamp now);

private:
    void makeRoomFor(std::uintmax_t bytes) const;

    const std::filesystem::path m_path;
    const std::uintmax_t m_most;
};

} // namespace sluice
