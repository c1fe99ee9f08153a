// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/store/sqlite_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace sluice {

/// What became of a damaged store.
struct StoreRescue
{
    std::filesystem::path kept; ///< where the damaged file lies now, with its log beside it; never deleted
    bool isSalvaged = false; ///< false: nothing in it could be read, and the new store is empty
    std::uint64_t rows = 0; ///< that were read and are in the new store: of events, sessions and all else
    std::uint64_t gaps = 0; ///< places where rows could not be read
};

/// SqliteStore::open(), but a damaged store stands in nobody's way: what can be read is copied into a new
/// one, the damaged file is renamed to "sluice.db.corrupt-<time>", and the new one takes its place.
/// Interrupted at any point, the next call goes on. A store is damaged when SQLite says so at the opening, or
/// said so when it was last written (DATA/damaged tells that). Another program's database, or one of a newer
/// Sluice, is left alone: Error (Invalid), as SqliteStore::open(). The caller holds the DataLock.
struct OpenedStore
{
    std::unique_ptr<SqliteStore> store;
    std::optional<StoreRescue> rescue;
};
Result<OpenedStore> openOrRescue(const DataDir &dir, Timestamp now);

/// Leaves word for openOrRescue() that SQLite found damage.
void noteDamage(const DataDir &dir);

/// That word was left, and no rescue has come since.
bool isDamageNoted(const DataDir &dir);

} // namespace sluice
