// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/bench/timing.h"

#include <cstddef>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace sluice::bench {

/// How long `count` threads take to run `body(thread)` each, in seconds.
template <typename Body>
double together(unsigned count, Body body)
{
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < count; ++i)
            threads.emplace_back([&body, i] { body(i); });
    }
    return secondsSince(start);
}

/// Producers that wake together each millisecond and hand in `perMilli` items each.
struct Pace
{
    unsigned producers = 1;
    int perMilli = 10;
    int millis = 1'000; ///< after a tenth of that as warm-up
};

struct Latencies
{
    double p50 = 0;
    double p99 = 0;
    double p999 = 0;
    std::uint64_t offered = 0; ///< with the warm-up
};

/// Nanoseconds of push(make()) without make().
template <typename Make, typename Push>
Latencies paced(const Pace &pace, Make make, Push push)
{
    const int warmUp = pace.millis / 10 + 1;
    std::vector<std::vector<double>> samples(pace.producers);
    const auto start = Steady::now() + std::chrono::milliseconds(5);
    together(pace.producers, [&](unsigned producer) {
        std::vector<double> &mine = samples[producer];
        mine.reserve(static_cast<std::size_t>(pace.millis) * static_cast<std::size_t>(pace.perMilli));
        for (int milli = 0; milli < warmUp + pace.millis; ++milli) {
            std::this_thread::sleep_until(start + std::chrono::milliseconds(milli));
            for (int i = 0; i < pace.perMilli; ++i) {
                auto item = make();
                const std::uint64_t before = ticks();
                push(std::move(item));
                const std::uint64_t passed = ticks() - before;
                if (milli >= warmUp)
                    mine.push_back(tickScale().nanos(passed));
            }
        }
    });
    std::vector<double> all;
    for (const std::vector<double> &some : samples)
        all.insert(all.end(), some.begin(), some.end());
    Latencies latencies;
    latencies.p50 = quantile(all, 0.5);
    latencies.p99 = quantile(all, 0.99);
    latencies.p999 = quantile(all, 0.999);
    latencies.offered = static_cast<std::uint64_t>(pace.producers)
        * static_cast<std::uint64_t>(warmUp + pace.millis) * static_cast<std::uint64_t>(pace.perMilli);
    return latencies;
}

/// What a run of producers as fast as they can came to.
struct Throughput
{
    double seconds = 0;
    double cpuSeconds = 0; ///< of the whole process
    std::uint64_t events = 0;

    double perSecond() const { return static_cast<double>(events) / seconds; }
    double cores() const { return cpuSeconds / seconds; }
};

/// `each` items a producer, one after the other.
template <typename Make, typename Push>
Throughput hammered(unsigned producers, std::uint64_t each, Make make, Push push)
{
    Throughput throughput;
    throughput.events = producers * each;
    const double cpu = processCpu();
    throughput.seconds = together(producers, [&](unsigned) {
        for (std::uint64_t i = 0; i < each; ++i)
            push(make());
    });
    throughput.cpuSeconds = processCpu() - cpu;
    return throughput;
}

} // namespace sluice::bench
