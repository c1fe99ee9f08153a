// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_plan.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace sluice {

namespace {

Error outOfRange(const std::string &setting, const std::string &value, const std::string &expected)
{
    return {ErrorKind::Usage, setting + " is " + value + "; expected " + expected};
}

std::string inMs(Millis time)
{
    return std::to_string(time.count()) + " ms";
}

Millis times(Millis time, double factor)
{
    if (time >= FaultPhase::forEver)
        return time;
    const double scaled = static_cast<double>(time.count()) * factor;
    const double most = static_cast<double>(FaultPhase::forEver.count());
    return Millis(static_cast<Millis::rep>(std::llround(std::min(scaled, most))));
}

Fault scaledFault(Fault fault, double factor)
{
    if (fault.delay > Millis(0))
        fault.delay = std::clamp(times(fault.delay, factor), Millis(1), Fault::mostDelay);
    const double seconds = std::floor(static_cast<double>(fault.retryAfter) * factor);
    fault.retryAfter
        = static_cast<std::uint32_t>(std::min(seconds, static_cast<double>(Fault::mostRetryAfter)));
    return fault;
}

/// Error: without the phase's number.
Result<void> validatePhase(const FaultPhase &phase, Millis earliest)
{
    if (phase.begin < earliest || phase.begin >= FaultPhase::forEver)
        return outOfRange("begin", inMs(phase.begin),
            earliest == Millis(0) ? "0 ms or more" : inMs(earliest) + " or more, where the one before ends");
    if (phase.length < Millis(1) || phase.length > FaultPhase::forEver)
        return outOfRange("length", inMs(phase.length), "1 ms or more");
    return phase.fault.validate();
}

} // namespace

Result<void> Fault::validate() const
{
    const Millis leastDelay{kind == FaultKind::Latency ? 1 : 0};
    if (delay < leastDelay || delay > mostDelay)
        return outOfRange("delay", inMs(delay), inMs(leastDelay) + " to 300000 ms");
    if (bytesPerSecond < 1 || bytesPerSecond > mostBytesPerSecond)
        return outOfRange("bytes_per_second", std::to_string(bytesPerSecond), "1 to 1073741824");
    if (retryAfter > mostRetryAfter)
        return outOfRange("retry_after", std::to_string(retryAfter) + " s", "0 to 86400 s");
    if (bodyLimit > mostBodyLimit)
        return outOfRange("body_limit", std::to_string(bodyLimit) + " bytes", "0 to 67108864 bytes");
    return {};
}

Fault FaultPlan::faultAt(Millis sinceStart) const
{
    const Millis time = repeatsAfter && *repeatsAfter > Millis(0) ? sinceStart % *repeatsAfter : sinceStart;
    const auto now = std::ranges::find_if(phases, [time](const FaultPhase &phase) {
        return phase.begin <= time && (time < phase.end() || phase.length >= FaultPhase::forEver);
    });
    return now == phases.end() ? Fault{} : now->fault;
}

std::optional<Millis> FaultPlan::nextChange(Millis sinceStart) const
{
    // Whatever comes, comes within this round and the next.
    std::set<Millis> boundaries;
    Millis round{0};
    if (repeatsAfter && *repeatsAfter > Millis(0) && sinceStart >= Millis(0))
        round = sinceStart - sinceStart % *repeatsAfter;
    for (int i = 0; i < (repeatsAfter ? 2 : 1); ++i) {
        boundaries.insert(round);
        for (const FaultPhase &phase : phases) {
            boundaries.insert(round + phase.begin);
            boundaries.insert(round + phase.end());
        }
        round += repeatsAfter.value_or(Millis(0));
    }
    boundaries.insert(round);
    const Fault now = faultAt(sinceStart);
    for (auto next = boundaries.upper_bound(sinceStart); next != boundaries.end(); ++next) {
        if (faultAt(*next) != now)
            return *next;
    }
    return std::nullopt;
}

Result<void> FaultPlan::validate() const
{
    Millis earliest{0};
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (Result<void> valid = validatePhase(phases[i], earliest); !valid)
            return Error{ErrorKind::Usage, "phase " + std::to_string(i + 1) + ": " + valid.error().message};
        earliest = phases[i].end();
    }
    const Millis least = std::max(earliest, Millis(1));
    if (repeatsAfter && (*repeatsAfter < least || *repeatsAfter > FaultPhase::forEver))
        return outOfRange(
            "repeats_after", inMs(*repeatsAfter), inMs(least) + " or more, to the last phase's end");
    return {};
}

FaultPlan FaultPlan::scaled(double factor) const
{
    FaultPlan plan{name, meaning, {}, {}};
    for (const FaultPhase &phase : phases) {
        FaultPhase scaled{times(phase.begin, factor), phase.length, scaledFault(phase.fault, factor)};
        if (phase.length < FaultPhase::forEver)
            scaled.length = times(phase.end(), factor) - scaled.begin;
        if (scaled.length > Millis(0))
            plan.phases.push_back(scaled);
    }
    if (repeatsAfter)
        plan.repeatsAfter = std::max(times(*repeatsAfter, factor), Millis(1));
    return plan;
}

} // namespace sluice
