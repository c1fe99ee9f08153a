// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"

#include <QString>

#include <string>
#include <vector>

namespace sluice::ui {

/// The burst controls as values: what stands in the fields, in the units that the fields show. 0 stands for
/// "as fast as possible" and for "no deadline", as the fields say beside it.
struct BurstForm
{
    int events = 100; ///< 1 to 1,000,000
    int producers = 1; ///< 1 to 16
    int rate = 0; ///< events a second of all producers; 0 = as fast as possible
    int payloadBytes = 64; ///< 0 to 1 MiB
    int capacity = 100; ///< max_queue_size, 1 to 1,000,000
    int maxWaitMs = 100; ///< max_wait_time
    OverflowPolicy policy = OverflowPolicy::Block;
    int blockDeadlineMs = 0; ///< 0 = wait without an end; counts under `block` only
    int endpointDelayMs = 0; ///< each POST waits this long first
    EndState endState = EndState::Success;
    int endDeadlineMs = 2'000; ///< end() returns by then and says what remains
    std::vector<std::string> tags; ///< of a preset; none: "burst" and the number of events

    static constexpr int mostRate = 10'000'000;
    static constexpr int mostPayload = static_cast<int>(BurstPlan::mostPayloadBytes);
    static constexpr int mostMillis = 3'600'000;
    static constexpr int mostDelay = 300'000;

    static BurstForm fromPlan(const BurstPlan &plan);
    BurstPlan toPlan() const;

    /// Why these values cannot be fired, naming the field; empty = they can.
    QString problem() const;

    bool usesBlockDeadline() const { return policy == OverflowPolicy::Block; }
    bool operator==(const BurstForm &) const = default;
};

} // namespace sluice::ui
