// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>

namespace sluice {

/// Why a file could not be read or written, as far as it matters to whoever has to do something about it.
enum class DiskFault : std::uint8_t {
    None,
    Full, ///< the system says so; also of a quota
    Failed, ///< an I/O error
    Damaged, ///< the file is no longer what it should be
    ReadOnly, ///< the file, its folder or its disk cannot be written
    Locked, ///< another program holds the file
    Other,
};

} // namespace sluice
