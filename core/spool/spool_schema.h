// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace sluice {

class Connection;

/// The version of the tables that this program reads and writes (PRAGMA user_version).
inline constexpr std::int64_t spoolVersion = 1;

/// "Slup": says that a file is a spool of Sluice (PRAGMA application_id).
inline constexpr std::int64_t spoolApplicationId = 0x536c7570;

/// Makes a database ready: WAL, synchronous=FULL, no other process; the tables, all or none of them, when it
/// is empty. Error (Invalid): another program's. Error (Limit): a newer Sluice's.
Result<void> prepareSpool(Connection &connection);

} // namespace sluice
