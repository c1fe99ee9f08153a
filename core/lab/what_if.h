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
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// When each event of a session came to the queue, and how long the server took: what a simulation is fed.
/// Every time counts from the first arrival.
struct Workload
{
    std::vector<Micros> arrivals; ///< not falling
    std::vector<std::uint32_t> bytes; ///< of each event as JSON; empty = `eventBytes` each
    std::uint32_t eventBytes = 300;
    std::vector<Micros> services; ///< one a flush, in their order; used round and round; never empty
    std::vector<Micros> encodings; ///< one a taking, from taken to sent; round and round; empty = none
    std::vector<Micros> lags; ///< one a taking, from when it could be taken; round and round; empty = none
    Micros opening{0}; ///< before it nothing can be sent: the server does not know the session yet
    std::optional<Micros> end; ///< when the session was ended and the rest sent at once; nullopt = never
    unsigned producers = 1; ///< what `block` holds up: an arrival waits for its producer's last
};

/// From what is stored of a recorded session. Dropped events come evenly within their run, and when
/// it is known while the queue was full; those of a
/// session that blocked come when they got in, as nobody knows when they would have come. Services hold
/// whatever the server and the way to it did, repeats and the back-off before them included. Error
/// (NotFound): it is not known when its events came, or no flush came to an end.
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

/// What became of the workload. recorded = delivered + dropped, always: it ends when nothing is left.
struct WhatIfOutcome
{
    WhatIf tried;
    std::uint64_t recorded = 0; ///< arrivals
    std::uint64_t delivered = 0; ///< acknowledged, those that went by the disk included
    std::uint64_t dropped = 0; ///< newest, oldest or after their deadline, as the policy has it
    std::uint64_t spilled = 0; ///< of the delivered: went by way of the disk
    std::uint64_t flushes = 0; ///< POST bodies
    Micros delayP50{0}; ///< from the call of record() to acknowledged, of what was delivered
    Micros delayP99{0};
    Micros blocked{0}; ///< what record() waited for room, all producers together
    Micros longestBlock{0}; ///< of one record()
    std::size_t mostMemory = 0; ///< bytes of events as JSON: queue and flight at their highest
    std::size_t highWater = 0; ///< events: the queue at its deepest
    /// The deepest of each stretch of time, by its start; stretches are equally long, at most 500.
    std::vector<std::pair<Micros, std::uint32_t>> depths;
    std::vector<std::pair<Micros, std::uint64_t>> dropsSoFar; ///< at the end of the same stretches
    std::uint64_t steps = 0; ///< what it cost: arrivals, answers, looks of the flusher
};

/// Simulates a queue and its flusher (contract.md, "The queue and the flush"): when it takes, how it cuts
/// bodies, what is under way at once, what each policy does; a disk that spills at the speed that was
/// measured (recorders-measured.md B7). Left out: a server that says no. A
/// simulation, and to be labelled so. Deterministic. 100,000 events take well under a second. thread: any.
///
/// Error (Usage): the settings are not valid. Error (Invalid): the workload is not what it says.
Result<WhatIfOutcome> simulate(const Workload &workload, const WhatIf &tried);

/// The q-quantile (0 to 1) by nearest rank; 0 of nothing. Reorders `times`.
Micros quantileOf(std::vector<Micros> &times, double q);

} // namespace sluice
