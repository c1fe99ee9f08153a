// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What record() costs its caller: the whole call through a real recorder, beside asynchronous loggers and
// queues, in the same run. Paced producers, a hung server with a full queue, large payloads.

#include "core/queue/bounded_queue.h"
#include "tests/bench/artist.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/bench_session.h"
#include "tests/bench/peers.h"
#include "tests/bench/producers.h"
#include "tests/bench/report.h"

#include <functional>
#include <optional>

namespace sluice::bench {

namespace {

constexpr std::size_t capacity = 8'192; // as spdlog's default
const std::vector<std::string> metrics = {"p50 ns", "p99 ns", "p99.9 ns"};

using Measure = std::function<Latencies(const Pace &)>;

Report *counting = nullptr; ///< where runs of the recorder count their events

enum class Window { Closed, Open };

Latencies recorded(const std::string &run, const Pace &pace, QueueLimits limits, LoopSettings settings,
    const std::function<ActionEvent()> &make, Window window = Window::Closed)
{
    BenchSession session(limits, settings);
    std::optional<Artist> artist;
    if (window == Window::Open)
        artist.emplace(session.session());
    std::uint64_t before = 0;
    if (settings.holdsEvents) {
        // Full, and with as much in flight as the flusher will take.
        for (; before < 3 * capacity; ++before)
            session.record(make());
    }
    const Latencies latencies
        = paced(pace, make, [&](ActionEvent &&event) { session.record(std::move(event)); });
    artist.reset();
    counting->add(session.finish(run, before + latencies.offered, Millis(settings.holdsEvents ? 0 : 20'000)));
    return latencies;
}

Latencies recordedTexts(const Pace &pace)
{
    return recorded("record", pace, blockingLimits(capacity), {}, [] { return textEvent(); });
}

Latencies recordedWhileDrawn(const Pace &pace)
{
    return recorded(
        "record, picture open", pace, blockingLimits(capacity), {}, [] { return textEvent(); }, Window::Open);
}

Latencies recordedValues(const Pace &pace)
{
    return recorded("record values", pace, blockingLimits(capacity), {}, valueEvent);
}

Latencies recordedAtFull(const Pace &pace, OverflowPolicy policy)
{
    return recorded("record at full", pace, limitsOf(capacity, policy), {.holdsEvents = true},
        [] { return textEvent(); });
}

std::string_view rawText()
{
    static const std::string text = "search_documents " + textEvent().params.asText()->text;
    return text;
}

Latencies loggedRaw(const Pace &pace, PeerSink::Speed speed, spdlog::async_overflow_policy policy)
{
    SpdlogPeer peer(capacity, speed, policy);
    for (std::size_t i = 0; speed == PeerSink::Speed::Hung && i < 2 * capacity; ++i)
        peer.raw(rawText());
    return paced(pace, rawText, [&](std::string_view text) { peer.raw(text); });
}

Latencies loggedFormatted(const Pace &pace)
{
    SpdlogPeer peer(capacity, PeerSink::Speed::Instant, spdlog::async_overflow_policy::block);
    const std::string params = textEvent().params.asText()->text;
    return paced(
        pace, [&] { return std::string_view(params); },
        [&](std::string_view text) { peer.formatted("search_documents", text); });
}

template <typename Peer>
Latencies queued(const Pace &pace)
{
    Peer peer;
    std::atomic<std::uint64_t> number{0};
    return paced(
        pace, [&] { return stampedEvent(textEvent(), ++number); },
        [&](Event &&event) { peer.push(std::move(event)); });
}

/// What of record() is comparable to a queue: BoundedQueue with its flusher's wait, and nothing sent.
class QueueAlone
{
public:
    QueueAlone() = default;
    QueueAlone(const QueueAlone &) = delete;
    QueueAlone &operator=(const QueueAlone &) = delete;
    ~QueueAlone()
    {
        m_consumer.request_stop(); // before what wakes it
        m_queue.close();
    }

    void push(Event &&event)
    {
        const Timestamp now = event.start;
        m_queue.push(std::move(event), 200, now);
    }

private:
    void consume(const std::stop_token &stop)
    {
        EventRing ring = m_queue.makeRing();
        while (!stop.stop_requested()) {
            m_queue.waitForWork(BoundedQueue::Watch::Arrivals, {});
            m_queue.takeAll(ring);
            ring.clear();
        }
    }

    const SystemClock m_clock;
    BoundedQueue m_queue{blockingLimits(capacity), m_clock};
    std::jthread m_consumer{[this](const std::stop_token &stop) { consume(stop); }};
};

struct Subject
{
    std::string name;
    Measure measure;
};

const std::vector<Subject> &steadySubjects()
{
    using Speed = PeerSink::Speed;
    using Policy = spdlog::async_overflow_policy;
    static const std::vector<Subject> all = {
        {"record()", recordedTexts},
        {"record(), picture open", recordedWhileDrawn},
        {"record(), nlohmann params", recordedValues},
        {"the queue alone", queued<QueueAlone>},
        {"spdlog raw", [](const Pace &pace) { return loggedRaw(pace, Speed::Instant, Policy::block); }},
        {"spdlog formatted", loggedFormatted},
        {"moodycamel, polling", queued<PollingPeer>},
        {"moodycamel, blocking", queued<BlockingPeer>},
        {"boost::lockfree, pointers", queued<LockfreePeer>},
    };
    return all;
}

const std::vector<Subject> &fullSubjects()
{
    static const std::vector<Subject> all = {
        {"record(), drop_newest",
            [](const Pace &pace) { return recordedAtFull(pace, OverflowPolicy::DropNewest); }},
        {"record(), drop_oldest",
            [](const Pace &pace) { return recordedAtFull(pace, OverflowPolicy::DropOldest); }},
        {"spdlog raw, overrun_oldest",
            [](const Pace &pace) {
                return loggedRaw(pace, PeerSink::Speed::Hung, spdlog::async_overflow_policy::overrun_oldest);
            }},
    };
    return all;
}

std::string settingOf(unsigned producers)
{
    return "P = " + std::to_string(producers);
}

void addTo(Report &report, const std::string &subject, const std::string &setting, const Latencies &latencies)
{
    report.add({subject, setting, metrics[0]}, latencies.p50);
    report.add({subject, setting, metrics[1]}, latencies.p99);
    report.add({subject, setting, metrics[2]}, latencies.p999);
}

std::vector<std::string> measureAll(
    Report &report, const std::vector<Subject> &subjects, const std::vector<unsigned> &producers)
{
    const int millis = report.options().pick(1'000, 300, 20);
    for (const unsigned count : producers) {
        for (int round = 0; round < report.options().rounds; ++round) {
            for (const Subject &subject : subjects)
                addTo(report, subject.name, settingOf(count), subject.measure({count, 10, millis}));
        }
    }
    std::vector<std::string> names;
    for (const Subject &subject : subjects)
        names.push_back(subject.name);
    return names;
}

void goalsOf(Report &report, const std::string &subject, const std::string &setting)
{
    const std::string what = subject + ": ";
    const double bounds[] = {250, 1'500, 5'000};
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        report.goalAtMost(what + metrics[i], {subject, setting, metrics[i]}, bounds[i]);
        if (i > 0)
            report.ratioAtMost(what + metrics[i] + " by spdlog raw's", {subject, setting, metrics[i]},
                {"spdlog raw", setting, metrics[i]}, 0.25);
    }
}

void measurePaced(Report &report)
{
    const std::vector<unsigned> producers = {1, 2, 4, 8};
    std::vector<std::string> settings;
    for (const unsigned count : producers)
        settings.push_back(settingOf(count));
    const auto steady = measureAll(report, steadySubjects(), producers);
    report.table("10,000/s a producer",
        "Queues and loggers are given what is ready; record() makes id and times.", steady, settings, metrics,
        "spdlog raw");
    const auto full = measureAll(report, fullSubjects(), producers);
    report.table("the same, the server hangs, the queue is full", "", full, settings, metrics,
        "spdlog raw, overrun_oldest");
    for (const std::string &setting : settings) {
        goalsOf(report, steady[0], setting);
        report.ratioAtMost(steady[1] + ": p50 by record()'s", {steady[1], setting, metrics[0]},
            {steady[0], setting, metrics[0]}, 1.15);
        report.ratioAtMost("D1: " + steady[3] + ": p50 by spdlog raw's", {steady[3], setting, metrics[0]},
            {"spdlog raw", setting, metrics[0]}, 0.5);
        goalsOf(report, full[0], setting);
        goalsOf(report, full[1], setting);
    }
}

void measurePayloads(Report &report)
{
    const std::string subject = "record(), moved";
    const std::vector<std::pair<std::string, std::size_t>> sizes
        = {{"64 B", 64}, {"1 KiB", 1'024}, {"16 KiB", 16'384}, {"128 KiB", 131'072}};
    const int millis = report.options().pick(1'000, 300, 20);
    std::vector<std::string> settings;
    for (int round = 0; round < report.options().rounds; ++round) {
        for (const auto &[setting, bytes] : sizes) {
            const std::size_t size = bytes;
            addTo(report, subject, setting,
                recorded("record " + setting, {1, 8, millis}, blockingLimits(capacity), {},
                    [size] { return textEvent(size); }));
        }
    }
    for (const auto &[setting, bytes] : sizes)
        settings.push_back(setting);
    report.table(
        "params of", "One producer, 8 events each millisecond.", {subject}, settings, metrics, subject);
    report.ratioAtMost("D4: p50 at 128 KiB by that at 64 B", {subject, "128 KiB", metrics[0]},
        {subject, "64 B", metrics[0]}, 5);
}

} // namespace

int runRecord(Report &report)
{
    counting = &report;
    measurePaced(report);
    measurePayloads(report);
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("record", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runRecord(report);
}
