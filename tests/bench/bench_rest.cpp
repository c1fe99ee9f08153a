// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a recorder costs that has nothing to do, and how long its ends take when the server hangs.

#include "core/transport/curl_transport.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/loopback_sink.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

#include <thread>

namespace sluice::bench {

namespace {

const std::string over = "ms beyond the deadline";

std::unique_ptr<Transport> curlTransport()
{
    return std::make_unique<CurlTransport>();
}

RecorderConfig configFor(const LoopbackSink &sink, Millis endDeadline)
{
    RecorderConfig config;
    config.endpoint = sink.endpoint();
    config.endDeadline = endDeadline;
    return config;
}

void measureIdle(Report &report, int sessions, Millis time)
{
    const LoopbackSink sink;
    const SystemClock clock;
    auto recorder = Recorder::create(configFor(sink, Millis(0)), curlTransport, clock, nullptr, 2026).value();
    std::vector<std::shared_ptr<RecordingSession>> live;
    for (int i = 0; i < sessions; ++i) {
        live.push_back(recorder->startSession().value());
        live.back()->record(textEvent());
    }
    for (const auto &session : live)
        session->flush(Millis(5'000));
    std::this_thread::sleep_for(Millis(300)); // the last news are told
    const double cpu = processCpu();
    const auto start = Steady::now();
    std::this_thread::sleep_for(time);
    report.add({"10 sessions", "idle", "% of a core"}, (processCpu() - cpu) * 100 / secondsSince(start));
    for (const auto &session : live) {
        const Ledger ledger = session->end(EndState::Success, {}, Millis(5'000)).ledger;
        report.add(Count{"idle", 1, ledger.delivered, 0, 1 - ledger.delivered});
    }
}

double millisSince(Steady::time_point start)
{
    return secondsSince(start) * 1'000;
}

void measureEnds(Report &report, Millis deadline)
{
    const LoopbackSink sink({.holdsEvents = true});
    const SystemClock clock;
    const auto limit = static_cast<double>(deadline.count());
    auto recorder = Recorder::create(configFor(sink, deadline), curlTransport, clock, nullptr, 2026).value();
    const std::string setting = std::to_string(deadline.count()) + " ms";
    const auto first = recorder->startSession().value();
    const auto second = recorder->startSession().value();
    first->record(textEvent());
    second->record(textEvent());
    auto start = Steady::now();
    first->flush(deadline);
    report.add({"flush()", setting, over}, millisSince(start) - limit);
    start = Steady::now();
    const Ledger ledger = first->end(EndState::Success, {}, deadline).ledger;
    report.add({"end()", setting, over}, millisSince(start) - limit);
    report.add(Count{"hung", 1, 0, 0, ledger.undecided() + ledger.spooled});
    start = Steady::now();
    recorder.reset();
    report.add({"~Recorder()", setting, over}, millisSince(start) - limit);
}

} // namespace

int runRest(Report &report)
{
    for (int round = 0; round < report.options().rounds; ++round) {
        measureIdle(report, 10, Millis(report.options().pick(5'000, 2'000, 50)));
        for (const int deadline : {100, 500})
            measureEnds(
                report, Millis(report.options().size == Options::Size::Tiny ? deadline / 5 : deadline));
    }
    const bool tiny = report.options().size == Options::Size::Tiny;
    const std::vector<std::string> settings
        = tiny ? std::vector<std::string>{"20 ms", "100 ms"} : std::vector<std::string>{"100 ms", "500 ms"};
    const std::vector<std::string> ends = {"flush()", "end()", "~Recorder()"};
    report.table("the server hangs, deadline of", "", ends, settings, {over}, ends[0]);
    report.goalAtMost("idle: % of a core", {"10 sessions", "idle", "% of a core"}, 0.1);
    for (const std::string &end : ends)
        report.goalAtMost(
            "D11: " + end + " " + settings.back() + ": " + over, {end, settings.back(), over}, 50);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("rest", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runRest(report);
}
