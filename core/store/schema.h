// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace sluice {

class Connection;

/// The version of the tables that this program reads and writes (PRAGMA user_version).
inline constexpr std::int64_t schemaVersion = 3;

/// "Slui": says that a file is a store of Sluice (PRAGMA application_id).
inline constexpr std::int64_t storeApplicationId = 0x536c7569;

/// What a file is, before anything in it is touched. Older: of an earlier version of the tables.
enum class StoreFile { Empty, Older, Ours };

/// Error (Invalid): another program's database, or one of a newer Sluice.
Result<StoreFile> recogniseStore(Connection &connection);

/// Makes a recognised file ready for the writer: WAL, synchronous=FULL, the tables, brought up to this
/// version. All or nothing; everything stored stays.
Result<void> prepareForWriting(Connection &connection, StoreFile file);

/// Makes a recognised file ready for statements that read: in an older one, what it has no place for is
/// absent. The file is not touched.
Result<void> prepareForReading(Connection &connection, StoreFile file);

} // namespace sluice
