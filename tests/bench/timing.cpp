// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/timing.h"

#include <ctime>

namespace sluice::bench {

namespace {

double cpuOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

TickScale measureScale()
{
    const auto start = Steady::now();
    const std::uint64_t first = ticks();
    while (Steady::now() - start < std::chrono::milliseconds(50)) { }
    const std::uint64_t passed = ticks() - first;
    const double nanos = secondsSince(start) * 1e9;
    TickScale scale{nanos / static_cast<double>(passed), UINT64_MAX};
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t before = ticks();
        scale.overhead = std::min(scale.overhead, ticks() - before);
    }
    return scale;
}

} // namespace

const TickScale &tickScale()
{
    static const TickScale scale = measureScale();
    return scale;
}

double quantile(std::vector<double> &samples, double q)
{
    if (samples.empty())
        return 0;
    std::ranges::sort(samples);
    const auto last = static_cast<double>(samples.size() - 1);
    return samples[static_cast<std::size_t>(last * q)];
}

double median(std::vector<double> samples)
{
    return quantile(samples, 0.5);
}

double processCpu()
{
    return cpuOf(CLOCK_PROCESS_CPUTIME_ID);
}

double threadCpu()
{
    return cpuOf(CLOCK_THREAD_CPUTIME_ID);
}

} // namespace sluice::bench
