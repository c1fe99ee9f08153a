// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/disk_fault.h"
#include "core/store/store_rescue.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace sluice::ui {

/// What became of a damaged store, and where the damaged file lies.
QString rescueText(const StoreRescue &rescue);

/// Why requests are answered 5xx.
enum class NotStoredCause : std::uint8_t {
    Store, ///< it could not write, or not fast enough
    NoRoom, ///< too many bytes were being received at once
    Over, ///< whatever it was, what came later is stored
};

/// Requests that were answered 5xx since the collector started, as far as it can be told why.
struct NotStored
{
    std::uint64_t requests = 0;
    NotStoredCause cause = NotStoredCause::Store;
    DiskFault fault = DiskFault::None; ///< what the store says
    QString dataDir;
    std::optional<std::uint64_t> freeBytes; ///< of the disk with the data directory; nullopt: not known
};

/// That they were, why, and what to do.
QString notStoredText(const NotStored &failed);

/// Below this a disk counts as full: a commit of the largest body and its log would not fit.
inline constexpr std::uint64_t fullDiskBytes = 128ULL << 20U;

} // namespace sluice::ui
