// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/ids.h"
#include "core/model/ledger.h"

#include <cstdint>

namespace sluice {

/// Drops of one reason, close together in time: dropped events have no ids. The recorder makes at most one
/// run a reason each 10 ms (contract.md).
struct DropRun
{
    SessionId session;
    DropReason reason = DropReason::QueueFull;
    Timestamp first;
    Timestamp last;
    std::uint64_t count = 0;

    bool operator==(const DropRun &) const = default;
};

} // namespace sluice
