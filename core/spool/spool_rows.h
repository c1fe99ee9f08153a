// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sluice {

/// The part of a body that counts.
struct SpooledHead
{
    std::int64_t row = 0;
    SessionId session;
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;
};

/// A body's row, and what there is of the body when the row is not sound.
struct StoredBody
{
    SpooledBody body;
    bool isSound = true;
};

// How rows are read, and what is bound to write them. Each row carries a CRC-32C, for SQLite does not notice
// when a byte of a text changes on the disk.

/// row, session, cause, in_doubt, events, bytes, crc, starts, body
StoredBody readBody(const Rows &rows);

/// crc, description; nullopt: the row is damaged.
std::optional<SpooledSession> readSession(const Rows &rows);

/// row, session, events, bytes
SpooledHead readHead(const Rows &rows);

/// Offsets as 32-bit numbers in the machine's order: an event's place in a body is below 17 MiB.
std::vector<std::uint8_t> packed(const std::vector<std::size_t> &starts);

/// Of all of a body that does not change: whether it is in doubt may.
std::uint32_t checkOf(std::int64_t row, const SpooledBody &body, std::span<const std::uint8_t> starts);

std::uint32_t checkOf(const std::string &description);

} // namespace sluice
