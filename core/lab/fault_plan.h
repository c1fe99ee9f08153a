// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What goes wrong between recorder and endpoint. What is answered, cut or swallowed here never reaches the
/// endpoint, but for HalfAnswer.
enum class FaultKind : std::uint8_t {
    None,
    Latency, ///< each request is passed on only after `delay`
    Bandwidth, ///< both ways at `bytesPerSecond`
    Status500,
    Status503, ///< with Retry-After
    Status429, ///< with Retry-After
    TooLarge413, ///< above `bodyLimit` bytes; smaller ones pass
    Expired401, ///< every token given out before the fault began; new ones, and the asking for them, pass
    Reset, ///< the connection is reset after the request was read
    HalfAnswer, ///< the request is passed on; half of its answer comes back, then the connection ends
    Garbage, ///< bytes that are no HTTP
    BlackHole, ///< the request is read, and nothing ever comes back
    Refused, ///< nobody listens, and what is connected is cut
};
inline constexpr std::array allFaultKinds
    = {FaultKind::None, FaultKind::Latency, FaultKind::Bandwidth, FaultKind::Status500, FaultKind::Status503,
        FaultKind::Status429, FaultKind::TooLarge413, FaultKind::Expired401, FaultKind::Reset,
        FaultKind::HalfAnswer, FaultKind::Garbage, FaultKind::BlackHole, FaultKind::Refused};

/// "none", "latency", "bandwidth", "500", "503", "429", "413", "401", "reset", "half_answer", "garbage",
/// "black_hole", "refused".
std::string_view wireName(FaultKind kind);
/// The opposite; exact.
std::optional<FaultKind> faultKindOf(std::string_view wireName);

struct Fault
{
    static constexpr Millis mostDelay{300'000};
    static constexpr std::uint64_t mostBytesPerSecond = 1ULL << 30U;
    static constexpr std::uint32_t mostRetryAfter = 86'400;
    static constexpr std::size_t mostBodyLimit = 64U << 20U;

    FaultKind kind = FaultKind::None;
    Millis delay{0}; ///< Latency; on top of any other kind too; 0 to mostDelay
    std::uint64_t bytesPerSecond = 16'384; ///< Bandwidth; each way, all connections together; 1 or more
    std::uint32_t retryAfter = 1; ///< seconds; Status503, Status429; 0 to mostRetryAfter
    std::size_t bodyLimit = 65'536; ///< TooLarge413; bytes as they come, gzip or not; 0 to mostBodyLimit

    bool isNone() const { return kind == FaultKind::None && delay == Millis(0); }
    /// What it does, as a sentence: "Each request is answered with 503 and Retry-After: 1 s."
    std::string toSentence() const;
    /// Error (Usage): names the field, its value and what was expected.
    Result<void> validate() const;

    bool operator==(const Fault &) const = default;
};

/// A fault from `begin` on, for `length`, counted from the start of the burst.
struct FaultPhase
{
    /// A length that does not end; a hundred years, so that sums of times stay within their range.
    static constexpr Millis forEver = std::chrono::hours(876'600);

    Millis begin{0};
    Millis length{0};
    Fault fault{};

    Millis end() const { return begin + length; }

    bool operator==(const FaultPhase &) const = default;
};

/// Faults on a schedule. Between its phases all is well.
struct FaultPlan
{
    std::string name{};
    std::string meaning{}; ///< a sentence
    std::vector<FaultPhase> phases{}; ///< in order, apart from each other
    std::optional<Millis> repeatsAfter{}; ///< the schedule begins anew after so long; nullopt = once

    bool isEmpty() const { return phases.empty(); }
    /// None before the start.
    Fault faultAt(Millis sinceStart) const;
    /// When what faultAt() gives next changes; nullopt = never again.
    std::optional<Millis> nextChange(Millis sinceStart) const;
    /// Error (Usage): names the field, its value and what was expected.
    Result<void> validate() const;
    /// The same at another pace: all times, delays and Retry-After are multiplied by `factor` (more than 0).
    /// Times are rounded to milliseconds, and a phase of which nothing is left goes; a delay stays at least
    /// 1 ms; Retry-After is rounded down.
    FaultPlan scaled(double factor) const;

    bool operator==(const FaultPlan &) const = default;
};

/// "server down 10 s", "slow server 4 s", "rate limited", "flapping", "queue full now".
const std::vector<FaultPlan> &faultPresets();

/// A preset's name (case, blanks and dashes do not matter), or a fault for ever: "503", "latency:400",
/// "413:65536", "503:5", "bandwidth:16384" (the number is the kind's own). "none" is a plan without phases.
/// Error (Usage): lists what there is.
Result<FaultPlan> faultPlanFromText(std::string_view text);

} // namespace sluice
