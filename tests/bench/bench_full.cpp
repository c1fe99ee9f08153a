// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Producers as fast as they can: how many events a second are accepted, and what waiting at a full queue
// costs.

#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/peers.h"
#include "tests/bench/producers.h"
#include "tests/bench/report.h"

#include <functional>

namespace sluice::bench {

namespace {

struct Subject
{
    std::string name;
    std::function<Throughput(unsigned producers, std::uint64_t each)> measure;
};

std::string_view rawText()
{
    static const std::string text = "search_documents " + textEvent().params.asText()->text;
    return text;
}

/// Accepted by `session`, whose end is outside the time.
Throughput accepted(Report &report, const std::string &run, BenchSession &session, unsigned producers,
    std::uint64_t each, ActionEvent (*make)())
{
    const Throughput throughput
        = hammered(producers, each, make, [&](ActionEvent &&event) { session.record(std::move(event)); });
    report.add(session.finish(run, throughput.events));
    return throughput;
}

ActionEvent textEvent64()
{
    return textEvent();
}

Throughput logged(std::size_t capacity, PeerSink::Speed speed, unsigned producers, std::uint64_t each)
{
    SpdlogPeer peer(capacity, speed, spdlog::async_overflow_policy::block);
    return hammered(producers, each, rawText, [&](std::string_view text) { peer.raw(text); });
}

std::vector<Subject> tightSubjects(Report &report)
{
    const auto recorded = [&report](ActionEvent (*make)()) {
        return [&report, make](unsigned producers, std::uint64_t each) {
            BenchSession session(blockingLimits(8'192), {});
            return accepted(report, "tight", session, producers, each, make);
        };
    };
    return {
        {"record()", recorded(textEvent64)},
        {"record(), nlohmann params", recorded(valueEvent)},
        {"spdlog raw",
            [](unsigned producers, std::uint64_t each) {
                return logged(8'192, PeerSink::Speed::Instant, producers, each);
            }},
    };
}

/// Capacity 100, and a sink that takes 10 microseconds an event: the queue is always full.
std::vector<Subject> blockedSubjects(Report &report)
{
    return {
        {"record(), block",
            [&report](unsigned producers, std::uint64_t each) {
                BenchSession session(
                    blockingLimits(100), {.nanosPerEvent = 10'000, .bytesPerEvent = wireBytes()});
                return accepted(report, "blocked", session, producers, each, textEvent64);
            }},
        {"spdlog raw, block",
            [](unsigned producers, std::uint64_t each) {
                return logged(100, PeerSink::Speed::MilliPerHundred, producers, each);
            }},
    };
}

/// What the sink does when nobody stands in its way.
double sinkRate(std::uint64_t events)
{
    const auto start = Steady::now();
    for (std::uint64_t i = 0; i < events / 100; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return static_cast<double>(events / 100 * 100) / secondsSince(start);
}

const std::vector<unsigned> producerCounts = {1, 4, 8};
const std::string rate = "events/s";
const std::string cores = "cores";

std::string settingOf(unsigned producers)
{
    return "P = " + std::to_string(producers);
}

std::vector<std::string> settings()
{
    std::vector<std::string> all;
    for (const unsigned count : producerCounts)
        all.push_back(settingOf(count));
    return all;
}

std::vector<std::string> measureAll(Report &report, const std::vector<Subject> &subjects, std::uint64_t total)
{
    for (const unsigned count : producerCounts) {
        for (int round = 0; round < report.options().rounds; ++round) {
            for (const Subject &subject : subjects) {
                const Throughput throughput = subject.measure(count, total / count);
                report.add({subject.name, settingOf(count), rate}, throughput.perSecond());
                report.add({subject.name, settingOf(count), cores}, throughput.cores());
            }
        }
    }
    std::vector<std::string> names;
    for (const Subject &subject : subjects)
        names.push_back(subject.name);
    return names;
}

void measureTight(Report &report)
{
    const auto total = report.options().pick<std::uint64_t>(2'000'000, 300'000, 800);
    const auto names = measureAll(report, tightSubjects(report), total);
    report.table("tight loop, capacity 8,192, block", "", names, settings(), {rate, cores}, names.back());
    for (const std::string &setting : settings())
        report.ratioAtLeast("accepted events/s by spdlog raw's", {names[0], setting, rate},
            {names.back(), setting, rate}, 1.5);
}

void measureBlocked(Report &report)
{
    const auto total = report.options().pick<std::uint64_t>(100'000, 30'000, 800);
    auto names = measureAll(report, blockedSubjects(report), total);
    for (const std::string &setting : settings()) {
        for (int round = 0; round < report.options().rounds; ++round)
            report.add({"the sink alone", setting, rate}, sinkRate(total / 4));
    }
    names.push_back("the sink alone");
    report.table("full, capacity 100, 10 µs an event, block", "", names, settings(), {rate, cores}, names[1]);
    const double bySpdlog[] = {0, 1.1, 1.25};
    for (std::size_t i = 0; i < settings().size(); ++i) {
        const std::string setting = settings()[i];
        report.goalAtMost("cores while blocked", {names[0], setting, cores}, 0.15);
        report.ratioAtLeast("D8: delivered by the sink's own rate", {names[0], setting, rate},
            {names[2], setting, rate}, 0.93);
        if (bySpdlog[i] > 0)
            report.ratioAtLeast("D8: delivered by spdlog's", {names[0], setting, rate},
                {names[1], setting, rate}, bySpdlog[i]);
        report.ratioAtMost(
            "D8: cores by spdlog's", {names[0], setting, cores}, {names[1], setting, cores}, 0.5);
    }
}

} // namespace

int runFull(Report &report)
{
    measureTight(report);
    measureBlocked(report);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("full", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runFull(report);
}
