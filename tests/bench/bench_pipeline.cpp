// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// From record() to the answer of a server, over libcurl and real sockets: the most events a second without a
// loss, what they cost, long round trips, and how full a body gets.

#include "core/transport/curl_transport.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/loopback_sink.h"
#include "tests/bench/producers.h"
#include "tests/bench/ready_bodies.h"
#include "tests/bench/report.h"

namespace sluice::bench {

namespace {

const std::string rate = "events/s";
const std::string cost = "CPU µs an event";
const std::string batch = "events a POST";
const std::string lost = "lost";

RecorderConfig configFor(const LoopbackSink &sink, QueueLimits limits)
{
    RecorderConfig config;
    config.endpoint = sink.endpoint();
    config.queue = limits;
    config.endDeadline = Millis(0);
    return config;
}

std::unique_ptr<Transport> curlTransport()
{
    return std::make_unique<CurlTransport>();
}

/// The sink's own count, where it counts, must be the ledger's: nothing lost and nothing twice.
void checkSink(const Report &report, const LoopbackSink &sink, const Count &count)
{
    if (report.options().size == Options::Size::Tiny && sink.events() != count.delivered)
        std::abort();
}

SinkSettings sinkOf(const Report &report, Millis delay = Millis(0))
{
    return {.delay = delay, .countsEvents = report.options().size == Options::Size::Tiny};
}

struct Load
{
    std::size_t capacity = 0;
    unsigned producers = 1;

    std::string setting() const
    {
        return "capacity " + std::string(capacity == 2'048 ? "2,048" : "100")
            + ", P = " + std::to_string(producers);
    }
};

double postsOf(RecordingSession &session)
{
    return static_cast<double>(std::max<std::uint64_t>(session.snapshot().flushes, 1));
}

void measureFlood(
    Report &report, const std::string &subject, const Load &load, std::uint64_t total, ActionEvent (*make)())
{
    const LoopbackSink sink(sinkOf(report));
    BenchSession session(configFor(sink, blockingLimits(load.capacity)), curlTransport);
    for (int i = 0; i < 100; ++i) // opens the session and the connection
        session.record(make());
    session.session().flush(Millis(5'000));
    const double cpu = processCpu() - sink.cpuSeconds();
    const auto start = Steady::now();
    const Throughput throughput = hammered(load.producers, total / load.producers, make,
        [&](ActionEvent &&event) { session.record(std::move(event)); });
    const Count count = session.finish("flood " + load.setting(), throughput.events + 100);
    const double seconds = secondsSince(start);
    const auto events = static_cast<double>(throughput.events);
    report.add(count);
    checkSink(report, sink, count);
    report.add({subject, load.setting(), rate}, events / seconds);
    report.add({subject, load.setting(), cost}, (processCpu() - sink.cpuSeconds() - cpu) * 1e6 / events);
    report.add({subject, load.setting(), batch}, events / postsOf(session.session()));
    report.add({subject, load.setting(), lost}, static_cast<double>(count.lost()));
}

void measureReadyBodies(Report &report, const std::string &subject, const std::string &like, const Load &load,
    std::uint64_t total)
{
    const double mean = report.medianOf({like, load.setting(), batch});
    const LoopbackSink sink;
    const double perSecond
        = readyBodiesPerSecond(sink.endpoint(), static_cast<std::uint64_t>(std::max(mean, 1.0)), total);
    report.add({subject, load.setting(), rate}, perSecond);
}

ActionEvent textEvent64()
{
    return textEvent();
}

void measureFloods(Report &report)
{
    const std::vector<std::string> subjects = {"Sluice", "Sluice, nlohmann params", "curl, ready bodies"};
    const std::vector<Load> loads = {{2'048, 1}, {2'048, 4}, {512, 1}, {100, 1}, {100, 4}};
    const auto total = report.options().pick<std::uint64_t>(1'500'000, 300'000, 2'000);
    std::vector<std::string> settings;
    for (const Load &load : loads)
        settings.push_back(load.setting());
    for (int round = 0; round < report.options().rounds; ++round) {
        for (const Load &load : loads) {
            measureFlood(report, subjects[0], load, total, textEvent64);
            measureReadyBodies(report, subjects[2], subjects[0], load, total);
            measureFlood(report, subjects[1], load, total / 3, valueEvent);
        }
    }
    report.table("end to end, block", "CPU without the sink's; ready bodies are as large as Sluice's.",
        subjects, settings, {rate, cost, batch, lost}, subjects[2]);
    for (const Load &load : loads) {
        const std::string setting = load.setting();
        if (load.capacity != 512)
            report.goalAtLeast(
                load.capacity == 100 ? "events/s at capacity 100" : "events/s at capacity 2,048",
                {subjects[0], setting, rate}, load.capacity == 100 ? 6e5 : 1.2e6);
        report.goalAtMost("CPU µs an event", {subjects[0], setting, cost}, 1.2);
        report.goalAtMost("lost", {subjects[0], setting, lost}, 0);
        if (load.capacity != 2'048) // the goal is of bodies of 512 and 100
            report.ratioAtLeast("D6: events/s by ready bodies', bodies of 512 and 100",
                {subjects[0], setting, rate}, {subjects[2], setting, rate}, 0.45);
        report.goalAtLeast("events/s with nlohmann params", {subjects[1], setting, rate}, 3e5);
    }
}

/// Offered at a pace; what finds no room is dropped, and so is seen.
void measurePaced(Report &report, const std::string &subject, const std::string &setting, const Pace &pace,
    QueueLimits limits, Millis delay)
{
    limits.policy = OverflowPolicy::DropNewest;
    const LoopbackSink sink(sinkOf(report, delay));
    BenchSession session(configFor(sink, limits), curlTransport);
    const Latencies latencies
        = paced(pace, textEvent64, [&](ActionEvent &&event) { session.record(std::move(event)); });
    const double sent = static_cast<double>(session.session().ledger().delivered);
    const double posts = postsOf(session.session());
    const Count count = session.finish(setting, latencies.offered);
    report.add(count);
    checkSink(report, sink, count);
    report.add({subject, setting, batch}, sent / posts);
    report.add({subject, setting, lost}, static_cast<double>(count.lost()));
    report.add({subject, setting, "p99 ns"}, latencies.p99);
}

void measureSteady(Report &report)
{
    const std::string subject = "Sluice, drop_newest";
    const std::vector<std::string> settings
        = {"48,000/s, answers after 20 ms, capacity 8,192", "20,000/s, max wait 100 ms, capacity 8,192"};
    const int millis = report.options().pick(3'000, 1'000, 50);
    QueueLimits slow = limitsOf(8'192, OverflowPolicy::DropNewest);
    QueueLimits steady = slow;
    steady.maxWaitTime = Millis(100);
    for (int round = 0; round < report.options().rounds; ++round) {
        measurePaced(report, subject, settings[0], {4, 12, millis}, slow, Millis(20));
        measurePaced(report, subject, settings[1], {4, 5, millis}, steady, Millis(0));
    }
    report.table("at a pace", "", {subject}, settings, {batch, lost, "p99 ns"}, subject);
    report.goalAtMost("D13: lost at 48,000/s with 20 ms round trips", {subject, settings[0], lost}, 0);
    report.goalAtLeast(
        "D15: events a POST; 0.9 x 512, where a flush begins", {subject, settings[1], batch}, 0.9 * 512);
}

} // namespace

int runPipeline(Report &report)
{
    measureFloods(report);
    measureSteady(report);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("pipeline", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runPipeline(report);
}
