// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

using Nanos = std::chrono::nanoseconds;
using Micros = std::chrono::microseconds;
using Millis = std::chrono::milliseconds;

/// Wall-clock time, UTC, microseconds since 1970: what events carry and what is stored.
using Timestamp = std::chrono::sys_time<Micros>;

/// A point on the clock that never jumps: for deadlines and durations, never stored.
using SteadyTime = std::chrono::steady_clock::time_point;

/// "2026-11-23T02:45:07.364124+00:00": always six digits (AgentOps 0.3.13 leaves them out at zero). A time
/// outside the years 1 to 9999 is printed as the first or the last of them.
std::string toIsoText(Timestamp time);

/// Appends what toIsoText() returns; allocates only when `out` has to grow.
void appendIsoText(std::string &out, Timestamp time);

/// Reads ISO 8601 with "Z", "+hh:mm", "-hh:mm" or nothing (= UTC), with or without a fraction (digits after
/// the sixth are cut). nullopt for anything else and for times outside the years 1 to 9999 UTC.
std::optional<Timestamp> parseIsoText(std::string_view text);

} // namespace sluice
