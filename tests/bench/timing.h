// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace sluice::bench {

using Steady = std::chrono::steady_clock;

/// The cheapest clock there is: the processor's time-stamp counter, else the steady clock's count.
inline std::uint64_t ticks()
{
#if defined(__x86_64__)
    return __rdtsc();
#else
    return static_cast<std::uint64_t>(Steady::now().time_since_epoch().count());
#endif
}

/// What a tick is worth, measured once against the steady clock.
struct TickScale
{
    double nanosPerTick = 1;
    std::uint64_t overhead = 0; ///< ticks between two calls one after the other; taken off each sample

    double nanos(std::uint64_t between) const
    {
        return static_cast<double>(between - std::min(between, overhead)) * nanosPerTick;
    }
};
const TickScale &tickScale();

/// The q-quantile, 0 to 1; the samples are sorted by it. 0 without any.
double quantile(std::vector<double> &samples, double q);
double median(std::vector<double> samples);

inline double secondsSince(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

/// CPU seconds of the process, or of the calling thread, so far.
double processCpu();
double threadCpu();

} // namespace sluice::bench
