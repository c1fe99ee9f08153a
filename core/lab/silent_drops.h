// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>

namespace sluice {

/// AgentOps 0.3.26: OpenTelemetry's BatchSpanProcessor as that version sets it up, and a program that records
/// in a tight loop and then ends its session. A worker exports batches of 25 one after the other; a queue of
/// 512 forgets its oldest event for each one that comes when it is full.
///
/// Measured and taken as they are (agentops-contract.md 1.2, 6.1): the sizes, 700 to 1,000 events/s, of which
/// this takes the middle. Calibrated, so that 3,000 events against a server that answers at once come out at
/// the 2,550 that were measured (6.2): `exportTime`. That time is mostly Python's: exporter and program share
/// one interpreter lock. `flushTimeout` is what explains the 75 of a server that takes 4 s (three batches);
/// what is left after it is dropped without being sent (1.3, D46).
struct BatchProcessor
{
    std::size_t queueSize = 512;
    std::size_t batch = 25;
    Micros recordTime{1'176}; ///< between two events: 850 a second
    Micros exportTime{43'350}; ///< of one batch, on top of the server's own time
    Micros scheduleDelay{5'000'000}; ///< fewer than a batch wait so long
    Micros flushTimeout{5'000'000}; ///< how long the end of the session waits for what is left
    Micros serverTime{0};
    bool refuses = false; ///< the server answers 503: the batch is gone, as nothing is sent again
};

/// How many of `events` arrive. A simulation. Deterministic. thread: any.
std::uint64_t arriving(const BatchProcessor &processor, std::uint64_t events);

} // namespace sluice
