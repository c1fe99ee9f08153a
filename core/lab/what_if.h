// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/life_line.h"
#include "core/queue/queue_limits.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// When each event of a session came to the queue, and how long the server took: what a simulation is fed.
struct Workload
{
    std::vector<Micros> arrivals; ///< since the first, not falling
    std::vector<std::uint32_t> bytes; ///< of each event as JSON; empty = `eventBytes` each
    std::uint32_t eventBytes = 300;
    std::vector<Micros> services; ///< one a flush, in their order; used round and round; never empty
    std::vector<Micros> encodings; ///< from taken to sent, a flush; may be empty
    unsigned producers = 1; ///< what `block` holds up: an arrival waits for its producer's last
};

/// From what is stored of a recorded session. Dropped events come evenly within their run. Error (NotFound):
/// nothing was recorded of it, or no flush came to an end.
Result<Workload> workloadOf(std::span<const FlushContents> contents, std::span<const FlushRecord> flushes,
    std::span<const DropRun> drops, unsigned producers = 1);

/// What is tried: the settings, and what the server does.
struct WhatIf
{
    std::string name;
    QueueLimits queue; ///< capacity, bytes, policy, max wait, block deadline
    std::size_t batchDepth = 0; ///< a flush starts at this depth; 0 = as QueueLimits::flushDepth()
    std::size_t mostBodyBytes = 1U << 20U;
    std::optional<Millis> serverTime; ///< each POST takes this long; nullopt = as it was recorded
};

struct WhatIfOutcome
{
    WhatIf tried;
    std::uint64_t recorded = 0;
    std::uint64_t delivered = 0;
    std::uint64_t dropped = 0;
    std::uint64_t spilled = 0; ///< went by way of the disk
    std::uint64_t flushes = 0;
    Micros delayP50{0}; ///< from record() to acknowledged, of what was delivered
    Micros delayP99{0};
    Micros blocked{0}; ///< all producers together
    Micros longestBlock{0};
    std::size_t mostMemory = 0; ///< bytes: queue and flight at their highest
    std::size_t highWater = 0;
    std::vector<std::pair<Micros, std::uint32_t>> depths; ///< at most 500 points: the deepest of each stretch
    std::vector<std::pair<Micros, std::uint64_t>> dropsSoFar; ///< at the same times
};

/// Simulates a queue and its flusher (contract.md, "The queue and the flush"). A simulation, and to be
/// labelled so. Deterministic. 100,000 events take well under a second. thread: any.
Result<WhatIfOutcome> simulate(const Workload &workload, const WhatIf &tried);

} // namespace sluice
