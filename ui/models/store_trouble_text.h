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

/// Why requests are answered 5xx, as far as it can be told, and what to do. `requests`: so many were, since
/// the collector started. `cause`: what the store says; `freeBytes`: of the disk with the data directory;
/// nullopt: not known.
QString notStoredText(
    std::uint64_t requests, const QString &dataDir, DiskFault cause, std::optional<std::uint64_t> freeBytes);

/// Below this a disk counts as full: a commit of the largest body and its log would not fit.
inline constexpr std::uint64_t fullDiskBytes = 128ULL << 20U;

} // namespace sluice::ui
