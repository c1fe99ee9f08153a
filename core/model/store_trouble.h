// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/disk_fault.h"

#include <cstdint>

namespace sluice {

/// What kept a store from committing batches, since it was opened. A batch that was refused since it came too
/// fast, or through a fault of its own, is none of them.
struct StoreTrouble
{
    DiskFault cause = DiskFault::None; ///< of the last of them
    std::uint64_t batches = 0;

    bool operator==(const StoreTrouble &) const = default;
};

} // namespace sluice
