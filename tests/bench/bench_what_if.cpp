// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How long the what-if simulator takes for 100,000 events.

#include "core/lab/what_if.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

namespace sluice::bench {

namespace {

const std::string metric = "ms for 100,000 events";

/// Four producers at 20,000 events/s together, a server that takes 20 ms.
Workload workloadOf(std::size_t events)
{
    Workload workload;
    for (std::size_t i = 0; i < events; ++i)
        workload.arrivals.emplace_back(50 * static_cast<std::int64_t>(i));
    workload.services = {Millis(20)};
    workload.producers = 4;
    return workload;
}

void measure(Report &report, const Workload &workload, OverflowPolicy policy)
{
    WhatIf tried;
    tried.queue.policy = policy;
    const auto start = Steady::now();
    const WhatIfOutcome outcome = simulate(workload, tried).value();
    const double millis = secondsSince(start) * 1'000;
    const std::string setting(wireName(policy));
    report.add(
        {"simulate()", setting, metric}, millis * 100'000 / static_cast<double>(workload.arrivals.size()));
    report.add(Count{setting, outcome.recorded, outcome.delivered, outcome.dropped, 0});
}

} // namespace

int runWhatIf(Report &report)
{
    const Workload workload = workloadOf(report.options().pick<std::size_t>(100'000, 100'000, 2'000));
    std::vector<std::string> settings;
    for (const OverflowPolicy policy : {OverflowPolicy::Block, OverflowPolicy::DropNewest,
             OverflowPolicy::DropOldest, OverflowPolicy::Spill}) {
        settings.emplace_back(wireName(policy));
        for (int round = 0; round < report.options().rounds; ++round)
            measure(report, workload, policy);
    }
    report.table("what-if", "", {"simulate()"}, settings, {metric}, "simulate()");
    for (const std::string &setting : settings)
        report.goalAtMost("100,000 events in under 1 s: ms", {"simulate()", setting, metric}, 1'000);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("what_if", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runWhatIf(report);
}
