// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// With `durable`: what record() costs when the event is in the write-ahead before it returns, and how many
// events a second that lets through, beside the same without.

#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/producers.h"
#include "tests/bench/report.h"
#include "tests/bench/scratch_folder.h"

namespace sluice::bench {

namespace {

constexpr std::size_t capacity = 8'192;
const std::vector<std::string> metrics = {"p50 ns", "p99 ns", "p99.9 ns"};
const std::vector<std::string> subjects = {"durable", "not durable"};
const std::string rate = "events/s";

class DurableSession
{
public:
    explicit DurableSession(bool durable)
        : m_session(configFor(durable, m_folder), [] { return std::make_unique<LoopTransport>(); })
    { }

    BenchSession &session() { return m_session; }

private:
    static RecorderConfig configFor(bool durable, const ScratchFolder &folder)
    {
        RecorderConfig config = configOf(blockingLimits(capacity));
        config.durable = durable;
        if (durable)
            config.spoolDir = folder.path();
        return config;
    }

    ScratchFolder m_folder;
    BenchSession m_session;
};

std::string settingOf(unsigned producers)
{
    return "P = " + std::to_string(producers);
}

void measurePaced(Report &report, bool durable, unsigned producers)
{
    DurableSession owner(durable);
    BenchSession &session = owner.session();
    const int millis = report.options().pick(1'000, 300, 20);
    const Latencies latencies = paced(
        Pace{producers, 10, millis}, [] { return textEvent(); },
        [&](ActionEvent &&event) { session.record(std::move(event)); });
    report.add(session.finish(subjects[durable ? 0 : 1] + ", paced", latencies.offered));
    const Key key{subjects[durable ? 0 : 1], settingOf(producers), {}};
    report.add({key.subject, key.setting, metrics[0]}, latencies.p50);
    report.add({key.subject, key.setting, metrics[1]}, latencies.p99);
    report.add({key.subject, key.setting, metrics[2]}, latencies.p999);
}

void measureTight(Report &report, bool durable, unsigned producers)
{
    DurableSession owner(durable);
    BenchSession &session = owner.session();
    const auto total = report.options().pick<std::uint64_t>(1'000'000, 200'000, 800);
    const auto start = Steady::now();
    const Throughput throughput = hammered(
        producers, total / producers, [] { return textEvent(); },
        [&](ActionEvent &&event) { session.record(std::move(event)); });
    const Count count = session.finish(subjects[durable ? 0 : 1] + ", tight", throughput.events);
    report.add({subjects[durable ? 0 : 1], settingOf(producers), rate},
        static_cast<double>(throughput.events) / secondsSince(start));
    report.add(count);
}

} // namespace

int runDurable(Report &report)
{
    std::vector<std::string> settings;
    for (const unsigned producers : {1U, 2U, 4U, 8U}) {
        settings.push_back(settingOf(producers));
        for (int round = 0; round < report.options().rounds; ++round) {
            for (const bool durable : {true, false}) {
                measurePaced(report, durable, producers);
                measureTight(report, durable, producers);
            }
        }
    }
    report.table("10,000/s a producer", "", subjects, settings, metrics, subjects[1]);
    report.table(
        "tight loop until delivered, capacity 8,192, block", "", subjects, settings, {rate}, subjects[1]);
    for (const std::string &setting : settings) {
        report.goalAtMost("durable: p50 ns", {subjects[0], setting, metrics[0]}, 600);
        report.goalAtLeast("durable: events/s", {subjects[0], setting, rate}, 500'000);
    }
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("durable", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runDurable(report);
}
