// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// From record() to our own collector and a commit that survives the machine (SQLite, WAL, synchronous=FULL),
// all in one process as the window and sluicectl have it.

#include "app/engine/engine.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/producers.h"
#include "tests/bench/report.h"
#include "tests/bench/rest_load.h"
#include "tests/bench/scratch_folder.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace sluice::bench {

namespace {

const std::string rate = "events/s";
const std::string cost = "CPU µs an event";
const std::string batch = "events a POST";
const std::string rest = "REST";
const std::string otlp = "OTLP, protobuf";
const std::string p50 = "p50 ms";
const std::string p99 = "p99 ms";
const std::string memory = "MB more";

std::unique_ptr<Engine> engineIn(const ScratchFolder &folder)
{
    EngineOptions options;
    options.dataDir = folder.path();
    options.listen = ListenAddress{"127.0.0.1", 0};
    auto engine = Engine::open(options);
    if (!engine || !(*engine)->recorder()) {
        std::cerr << "no engine\n";
        std::exit(1);
    }
    return std::move(*engine);
}

/// Exits when they have not come after a minute.
void waitForConnections(const Collector &collector, std::size_t count)
{
    const auto start = Steady::now();
    while (collector.stats().connections < count) {
        if (secondsSince(start) > 60) {
            std::cerr << collector.stats().connections << " connections are all\n";
            std::exit(1);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

/// As other programs send: over sockets, with clients and collector on the same processors.
void measureRest(Report &report)
{
    const ScratchFolder folder;
    const auto engine = engineIn(folder);
    const std::uint16_t port = engine->collector()->address().port;
    const auto batches = report.options().pick<std::size_t>(3'000, 600, 4);
    const double perSecond = eventsPerSecond(port, batches, 100);
    report.add({rest, "batches of 100", rate}, perSecond);
    const auto requests = report.options().pick<std::size_t>(10'000, 3'000, 20);
    const AnswerTimes paced = answersAtRate(port, requests, 1'000);
    report.add({rest, "1,000 requests/s", p50}, paced.percentile(0.5));
    report.add({rest, "1,000 requests/s", p99}, paced.percentile(0.99));

    const auto idle = report.options().pick<std::size_t>(10'000, 10'000, 50);
    const double before = residentMegabytes();
    const IdleClients clients(port, idle);
    waitForConnections(*engine->collector(), idle);
    const AnswerTimes amid = answersAtRate(port, report.options().pick<std::size_t>(2'000, 1'000, 10), 200);
    report.add({rest, "10,000 idle", p99}, amid.percentile(0.99));
    report.add({rest, "10,000 idle", memory}, residentMegabytes() - before);
    report.add(Count{"idle connections", idle, engine->collector()->stats().connections, 0, 0});

    // Last: what it frees would hide what the idle ones take.
    const auto spanBatches = report.options().pick<std::size_t>(1'500, 400, 4);
    report.add({otlp, "batches of 512", rate}, spansPerSecond(port, spanBatches, 512));
    const CollectorStats stats = engine->collector()->stats();
    report.add(Count{"spans", spanBatches * 512, stats.spans, 0, 0});
}

void measure(Report &report, const std::string &subject, std::size_t capacity, std::uint64_t total,
    ActionEvent (*make)())
{
    const ScratchFolder folder;
    const auto engine = engineIn(folder);
    SessionOptions session;
    session.queue = blockingLimits(capacity);
    const auto recording = engine->recorder()->startSession(session).value();
    const double cpu = processCpu();
    const auto start = Steady::now();
    hammered(1, total, make, [&](ActionEvent &&event) { recording->record(std::move(event)); });
    const DrainReport drained = recording->end(EndState::Success, {}, Millis(120'000));
    const double seconds = secondsSince(start);
    const std::string setting = "capacity " + std::to_string(capacity);
    report.add(Count{subject + ", " + setting, total, drained.ledger.delivered, drained.ledger.droppedInAll(),
        total - drained.ledger.delivered - drained.ledger.droppedInAll()});
    report.add({subject, setting, rate}, static_cast<double>(total) / seconds);
    report.add({subject, setting, cost}, (processCpu() - cpu) * 1e6 / static_cast<double>(total));
    report.add({subject, setting, batch},
        static_cast<double>(total) / static_cast<double>(recording->snapshot().flushes));
}

ActionEvent textEvent64()
{
    return textEvent();
}

} // namespace

int runCollector(Report &report)
{
    const auto total = report.options().pick<std::uint64_t>(300'000, 60'000, 500);
    for (int round = 0; round < report.options().rounds; ++round) {
        measure(report, "text params", 8'192, total, textEvent64);
        measure(report, "text params", 100, total / 4, textEvent64);
        measure(report, "nlohmann params", 8'192, total / 2, valueEvent);
        measureRest(report);
    }
    report.table("to our own collector, committed", "CPU of recorder, collector and store together.",
        {"text params", "nlohmann params"}, {"capacity 8192", "capacity 100"}, {rate, cost, batch},
        "text params");
    report.table("from other programs, committed",
        "random ids; clients and collector on the same processors. Of OTLP, spans.", {rest, otlp},
        {"batches of 100", "batches of 512", "1,000 requests/s", "10,000 idle"}, {rate, p50, p99, memory},
        rest);
    report.goalAtLeast("events/s in batches of 100", {rest, "batches of 100", rate}, 20'000);
    report.goalAtLeast("spans/s of OTLP in batches of 512", {otlp, "batches of 512", rate}, 50'000);
    report.goalAtMost("p99 of an answer, ms", {rest, "1,000 requests/s", p99}, 20);
    report.goalAtMost("p99 amid idle connections, ms", {rest, "10,000 idle", p99}, 100);
    report.goalAtMost("memory for idle connections, MB", {rest, "10,000 idle", memory}, 100);
    report.goalAtLeast("events/s, committed with FULL", {"text params", "capacity 8192", rate}, 60'000);
    report.goalAtLeast("the same, as wished", {"text params", "capacity 8192", rate}, 100'000);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::holdConnectionsIfAskedTo(argc, argv);
    sluice::bench::Report report("collector", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runCollector(report);
}
