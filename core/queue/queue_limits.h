// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/queue_snapshot.h"

#include <cstddef>
#include <optional>

namespace sluice {

/// The settings of one session's queue. Defaults: contract.md, "The queue and the flush".
struct QueueLimits
{
    static constexpr std::size_t mostEvents = 1'000'000;

    /// What record() waits for room under `spill`, at most.
    static constexpr Millis spillWait{5};

    std::size_t maxQueueSize = 100; ///< events, 1 to mostEvents
    std::size_t maxQueueBytes = 64U << 20U; ///< 1 or more
    Millis maxWaitTime{5'000}; ///< a flush starts this long after the oldest event; 1 ms to 1 h
    OverflowPolicy policy
        = OverflowPolicy::Block; ///< `spill` needs a spool, which the queue knows nothing of
    std::optional<Millis> blockDeadline = Millis(1'000); ///< for `block`; nullopt = wait without an end

    /// Error (Usage): names the setting, its value and what was expected.
    Result<void> validate() const;

    /// The depth at which a flush starts: min(512, half the capacity), at least 1.
    std::size_t flushDepth() const { return flushDepthOf(maxQueueSize); }
    static std::size_t flushDepthOf(std::size_t capacity);
};

} // namespace sluice
