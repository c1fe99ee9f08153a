// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/fault_plan.h"
#include "core/model/end_state.h"
#include "core/queue/queue_limits.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// When a burst's events come. All but Recorded keep `rate` on average.
enum class BurstShape : std::uint8_t {
    Steady, ///< evenly; with rate 0 as fast as possible
    Spike, ///< all of a period's events at its start: rate x period at once, then nothing
    Ramp, ///< from nothing to twice the rate
    Sawtooth, ///< a ramp in each period
    Poisson, ///< by chance, from the seed
    Recorded, ///< at `arrivals`
};

inline constexpr std::array allBurstShapes = {BurstShape::Steady, BurstShape::Spike, BurstShape::Ramp,
    BurstShape::Sawtooth, BurstShape::Poisson, BurstShape::Recorded};

/// "steady", "spike", "ramp", "sawtooth", "poisson", "recorded".
std::string_view wireName(BurstShape shape);

/// Reads wireName()'s words.
std::optional<BurstShape> burstShapeFromText(std::string_view text);

/// How many of each kind, as weights: {1, 0, 0, 0} = actions only.
struct EventMix
{
    static constexpr std::uint32_t mostWeight = 1'000'000;

    std::uint32_t actions = 1;
    std::uint32_t llms = 0;
    std::uint32_t tools = 0;
    std::uint32_t errors = 0;

    std::uint64_t total() const { return std::uint64_t{actions} + llms + tools + errors; }
    bool operator==(const EventMix &) const = default;
};

/// A burst into one session: what the burst lab, the burst controls and `sluicectl burst` fire. The same plan
/// with the same seed is the same sequence of events: types, payloads, sizes, and when each is due.
struct BurstPlan
{
    static constexpr std::uint64_t mostEvents = 1'000'000;
    static constexpr unsigned mostProducers = 16;
    static constexpr std::size_t mostPayloadBytes = 1U << 20U;
    static constexpr double leastRate = 0.01; ///< keeps the time of a million events within a clock's range
    static constexpr double mostRate = 1e9; ///< more than any machine records
    static constexpr Millis mostPeriod{3'600'000};
    static constexpr Micros latestArrival{31LL * 24 * 3'600 * 1'000'000}; ///< a month
    static constexpr Millis mostEndDeadline{24LL * 3'600 * 1'000}; ///< as the command line's
    static constexpr Millis mostEndpointDelay{300'000};
    static constexpr std::size_t mostNameBytes = 200;
    static constexpr std::size_t mostMeaningBytes = 1'000;
    static constexpr std::size_t mostFaultPhases = 1'000;
    static constexpr std::size_t mostTags = 64;
    static constexpr std::size_t mostTagBytes = 1'000;

    /// A queue as the recorder's, but that a flush starts after 100 ms, so that a burst ends soon, and
    /// `block` waits without an end (contract.md, "sluicectl").
    static QueueLimits burstQueue();

    std::string name; ///< empty = none
    std::uint64_t events = 100;
    unsigned producers = 1;
    double rate = 0; ///< events a second of all producers together; 0 = as fast as possible
    BurstShape shape = BurstShape::Steady;
    Millis period{1'000}; ///< of Spike and Sawtooth
    EventMix mix;
    std::size_t payloadBytes = 64; ///< the smallest
    std::size_t payloadMost = 0; ///< the largest, by chance in between; 0 = all as the smallest
    std::uint64_t seed = 1;
    std::vector<Micros> arrivals{}; ///< Recorded: since the first, not falling; `events` of them
    QueueLimits queue = burstQueue();
    EndState endState = EndState::Success;
    Millis endDeadline{2'000};
    Millis endpointDelay{0}; ///< each POST waits this long first: the slowed endpoint of "Overflow"
    FaultPlan faults; ///< on the wire, from the first event on; not empty = through a FaultProxy
    bool proxied = false; ///< through a FaultProxy in any case: faults may be switched while it runs
    std::vector<std::string> tags = {"burst"};

    bool usesProxy() const { return proxied || !faults.isEmpty(); }

    /// Error (Usage): names the setting, its value and what was expected.
    Result<void> validate() const;
};

/// A plan with a name on a button. First "99", "100", "101" (the original hangs at 100) and "Overflow"; then
/// one for each shape and for the mix: "Spike", "Ramp", "Sawtooth", "Poisson 500/s", "Mixed events".
struct BurstPreset
{
    std::string name;
    std::string meaning;
    BurstPlan plan;
};
const std::vector<BurstPreset> &burstPresets();

/// The preset of that name, whatever its case; null: there is none.
const BurstPreset *burstPresetNamed(std::string_view name);

} // namespace sluice
