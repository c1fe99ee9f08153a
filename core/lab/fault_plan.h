// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What goes wrong between recorder and endpoint.
enum class FaultKind : std::uint8_t {
    None,
    Latency, ///< each request is passed on only after `delay`
    Bandwidth, ///< both ways at `bytesPerSecond`
    Status500,
    Status503, ///< with Retry-After
    Status429, ///< with Retry-After
    TooLarge413, ///< above `bodyLimit` bytes; smaller ones pass
    Expired401, ///< every token given out before the fault began; new ones pass
    Reset, ///< the connection is reset after the request was read
    HalfAnswer, ///< the request is passed on; half of its answer comes back, then the connection ends
    Garbage, ///< bytes that are no HTTP
    BlackHole, ///< the request is read, and nothing ever comes back
    Refused, ///< nobody listens
};

/// "none", "latency", "bandwidth", "500", "503", "429", "413", "401", "reset", "half_answer", "garbage",
/// "black_hole", "refused".
std::string_view wireName(FaultKind kind);

struct Fault
{
    FaultKind kind = FaultKind::None;
    Millis delay{0}; ///< Latency; on top of any other kind too
    std::uint64_t bytesPerSecond = 16'384; ///< Bandwidth
    std::uint32_t retryAfter = 1; ///< seconds; Status503, Status429
    std::size_t bodyLimit = 65'536; ///< TooLarge413

    bool operator==(const Fault &) const = default;
};

/// A fault from `begin` on, for `length`, counted from the start of the burst.
struct FaultPhase
{
    Millis begin{0};
    Millis length{0};
    Fault fault;

    bool operator==(const FaultPhase &) const = default;
};

/// Faults on a schedule. Between its phases all is well.
struct FaultPlan
{
    std::string name;
    std::string meaning; ///< a sentence
    std::vector<FaultPhase> phases; ///< in order, apart from each other
    std::optional<Millis> repeatsAfter; ///< the schedule begins anew after so long; nullopt = once

    bool isEmpty() const { return phases.empty(); }
    Fault faultAt(Millis sinceStart) const;
    /// When what faultAt() gives next changes; nullopt = never again.
    std::optional<Millis> nextChange(Millis sinceStart) const;
    /// Error (Usage): names the field, its value and what was expected.
    Result<void> validate() const;

    bool operator==(const FaultPlan &) const = default;
};

/// "server down 10 s", "slow server 4 s", "rate limited", "flapping", "queue full now".
const std::vector<FaultPlan> &faultPresets();

/// A preset's name (case and the kind of blank or dash do not matter), or a fault for ever: "503",
/// "latency:400", "413:65536", "503:5", "bandwidth:16384" (the number is the kind's own). Error (Usage):
/// lists what there is.
Result<FaultPlan> faultPlanFromText(std::string_view text);

} // namespace sluice
