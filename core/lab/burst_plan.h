// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/end_state.h"
#include "core/recorder/recorder_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// A burst of ActionEvents into one session: what the burst controls and `sluicectl burst` fire.
struct BurstPlan
{
    static constexpr std::uint64_t mostEvents = 1'000'000;
    static constexpr unsigned mostProducers = 16;
    static constexpr std::size_t mostPayloadBytes = 1U << 20U;

    std::uint64_t events = 100;
    unsigned producers = 1;
    double rate = 0; ///< events a second of all producers together; 0 = as fast as possible
    std::size_t payloadBytes = 64;
    QueueLimits queue;
    EndState endState = EndState::Success;
    Millis endDeadline{2'000};
    Millis endpointDelay{0}; ///< each POST waits this long first: the slowed endpoint of "Overflow"
    std::vector<std::string> tags = {"burst"};

    /// Error (Usage): names the setting, its value and what was expected.
    Result<void> validate() const;
};

/// A plan with a name on a button: "99", "100", "101" (the original hangs at 100) and "Overflow".
struct BurstPreset
{
    std::string name;
    std::string meaning;
    BurstPlan plan;
};
const std::vector<BurstPreset> &burstPresets();

} // namespace sluice
