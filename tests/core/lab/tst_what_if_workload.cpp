// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a stored session gives to the simulator.

#include "core/lab/burst_plan_json.h"
#include "core/lab/what_if_recorded.h"

#include <QtTest>

using namespace sluice;

namespace {

constexpr Timestamp start{std::chrono::seconds(1'700'000'000)};

Timestamp at(int millis)
{
    return start + Millis(millis);
}

FlushRecord flushOf(std::uint64_t sequence, int started, int ended, std::uint64_t events,
    FlushOutcome outcome = FlushOutcome::Delivered)
{
    FlushRecord flush;
    flush.sequence = sequence;
    flush.started = at(started);
    flush.ended = at(ended);
    flush.events = events;
    flush.bytes = events * 100;
    flush.outcome = outcome;
    return flush;
}

FlushContents contentsOf(std::uint64_t sequence, int taken, const std::vector<int> &enqueued)
{
    FlushContents contents;
    contents.flush = sequence;
    contents.taken = at(taken);
    for (const int time : enqueued)
        contents.events.push_back({{}, at(time)});
    return contents;
}

DropRun dropsOf(int first, int last, std::uint64_t count, DropReason reason = DropReason::QueueFull)
{
    DropRun run;
    run.first = at(first);
    run.last = at(last);
    run.count = count;
    run.reason = reason;
    return run;
}

std::string arrivalsOf(const Workload &workload)
{
    std::string text;
    for (const Micros arrival : workload.arrivals)
        text += (text.empty() ? "" : " ") + std::to_string(arrival.count());
    return text;
}

std::string timesOf(const std::vector<Micros> &times)
{
    Workload workload;
    workload.arrivals = times;
    return arrivalsOf(workload);
}

} // namespace

class TestWhatIfWorkload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesArrivalsAndServicesFromTheFlushes()
    {
        const std::vector<FlushContents> contents = {contentsOf(1, 20, {10, 15}), contentsOf(2, 50, {30})};
        const std::vector<FlushRecord> flushes = {flushOf(2, 51, 58, 1), flushOf(1, 20, 25, 2)};
        const Workload workload = workloadOf(contents, flushes, {}, 3).value();
        QCOMPARE(arrivalsOf(workload), std::string("0 5000 20000"));
        QCOMPARE(timesOf(workload.services), std::string("5000 7000"));
        QCOMPARE(timesOf(workload.encodings), std::string("0 1000"));
        QCOMPARE(workload.bytes, (std::vector<std::uint32_t>{100, 100, 100}));
        QCOMPARE(workload.eventBytes, 100U);
        QCOMPARE(workload.producers, 3U);
        QCOMPARE(workload.opening, Micros(0));
        QVERIFY(!workload.end);
    }

    void spreadsDropsEvenlyOverTheirRun()
    {
        const std::vector<FlushContents> contents = {contentsOf(1, 20, {10, 40})};
        const std::vector<FlushRecord> flushes = {flushOf(1, 20, 25, 2)};
        const std::vector<DropRun> drops
            = {dropsOf(20, 30, 3), dropsOf(45, 45, 1), dropsOf(0, 50, 9, DropReason::Reentrant)};
        QCOMPARE(arrivalsOf(workloadOf(contents, flushes, drops).value()),
            std::string("0 10000 15000 20000 30000 35000"));
    }

    // The queue of two is full from 10 to 20 and from 24 to 40: a run from 15 to 35 has 5 ms of the one and
    // 11 of the other.
    void spreadsDropsOverTheTimeInWhichTheQueueWasFull()
    {
        const std::vector<FlushContents> contents
            = {contentsOf(1, 20, {0, 10}), contentsOf(2, 40, {21, 24}), contentsOf(3, 60, {50})};
        const std::vector<FlushRecord> flushes
            = {flushOf(1, 20, 21, 2), flushOf(2, 40, 41, 2), flushOf(3, 60, 61, 1)};
        const std::vector<DropRun> drops = {dropsOf(15, 35, 5)};
        QCOMPARE(arrivalsOf(workloadOf(contents, flushes, drops).value()),
            std::string("0 10000 15000 19000 21000 24000 27000 31000 35000 50000"));
    }

    // Who drops the oldest lets in the newest after the drop.
    void spreadsDropsOfTheOldestOverTheirRun()
    {
        const std::vector<FlushContents> contents = {contentsOf(1, 40, {18, 20})};
        const std::vector<FlushRecord> flushes = {flushOf(1, 40, 41, 2)};
        const std::vector<DropRun> drops = {dropsOf(10, 20, 3)};
        QCOMPARE(
            arrivalsOf(workloadOf(contents, flushes, drops).value()), std::string("0 5000 8000 10000 10000"));
    }

    void countsAnEventOnceWhenItsBodyWasSplit()
    {
        const std::vector<FlushContents> contents
            = {contentsOf(1, 5, {1, 2}), contentsOf(2, 5, {1}), contentsOf(3, 5, {2})};
        const std::vector<FlushRecord> flushes
            = {flushOf(1, 5, 6, 2, FlushOutcome::Split), flushOf(2, 6, 7, 1), flushOf(3, 7, 9, 1)};
        const Workload workload = workloadOf(contents, flushes, {}).value();
        QCOMPARE(arrivalsOf(workload), std::string("0 1000"));
        QCOMPARE(timesOf(workload.services), std::string("1000 2000"));
    }

    void seesThatTheFirstBodyWaitedForTheSession()
    {
        const std::vector<FlushContents> contents
            = {contentsOf(1, 5, {0}), contentsOf(2, 50, {40}), contentsOf(3, 90, {80})};
        const std::vector<FlushRecord> flushes
            = {flushOf(1, 30, 35, 1), flushOf(2, 51, 55, 1), flushOf(3, 91, 95, 1)};
        const Workload workload = workloadOf(contents, flushes, {}).value();
        QCOMPARE(workload.opening, Micros(30'000));
        QCOMPARE(timesOf(workload.encodings), std::string("1000 1000"));
    }

    void leavesOutWhatWaitedOnTheDisk()
    {
        const std::vector<FlushContents> contents = {contentsOf(1, 0, {0}), contentsOf(2, 10, {5})};
        const std::vector<FlushRecord> flushes = {flushOf(1, 0, 5, 1), flushOf(2, 4'000, 4'004, 1)};
        QCOMPARE(timesOf(workloadOf(contents, flushes, {}).value().encodings), std::string("0"));
    }

    // The queue held four at most, so a flush starts at two. The second taking could be at 12, when its
    // second event came; the third at 40, when the POST before it, of less than 5 ms, was answered.
    void seesHowLateTheFlusherWas()
    {
        const std::vector<FlushContents> contents
            = {contentsOf(1, 3, {0, 1}), contentsOf(2, 15, {11, 12}), contentsOf(3, 41, {17, 18, 19, 20})};
        const std::vector<FlushRecord> flushes
            = {flushOf(1, 3, 7, 2), flushOf(2, 36, 40, 2), flushOf(3, 41, 44, 4)};
        const std::vector<DropRun> drops = {dropsOf(30, 30, 1)};
        QCOMPARE(timesOf(workloadOf(contents, flushes, drops).value().lags), std::string("2000 3000 1000"));
        QVERIFY(workloadOf(contents, flushes, {}).value().lags.empty());
    }

    void endsWhereTheSessionDid()
    {
        std::vector<FlushRecord> flushes = {flushOf(1, 0, 5, 1), flushOf(2, 42, 50, 1)};
        flushes[1].cause = FlushCause::End;
        const std::vector<FlushContents> contents = {contentsOf(1, 0, {0}), contentsOf(2, 41, {30})};
        QCOMPARE(workloadOf(contents, flushes, {}).value().end.value(), Micros(41'000));
    }

    void saysWhatIsMissing()
    {
        const std::vector<FlushContents> contents = {contentsOf(1, 0, {0})};
        const auto none = workloadOf(contents, {}, {});
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::NotFound);
        const std::vector<FlushRecord> flushes = {flushOf(1, 0, 5, 1)};
        const auto unknown = workloadOf({}, flushes, {});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
        const std::vector<FlushRecord> sending = {flushOf(1, 0, 5, 1, FlushOutcome::Sending)};
        QVERIFY(!workloadOf(contents, sending, {}));
    }

    void readsTheSettingsFromTheStoredPlan()
    {
        BurstPlan plan;
        plan.producers = 4;
        plan.queue.maxQueueSize = 77;
        plan.queue.policy = OverflowPolicy::DropOldest;
        const std::string lab = R"({"plan":)" + burstPlanToJson(plan) + R"(,"result":{}})";
        const RecordedSettings settings = recordedSettings(lab, {}, {});
        QVERIFY(settings.known);
        QCOMPARE(settings.producers, 4U);
        QCOMPARE(settings.queue.maxQueueSize, std::size_t(77));
        QCOMPARE(settings.queue.policy, OverflowPolicy::DropOldest);
    }

    void guessesTheSettingsWithoutAPlan()
    {
        const std::vector<DepthSample> depths = {{{}, start, 0, 3, 50}, {{}, start, 0, 2, 60}};
        const std::vector<DropRun> full = {dropsOf(0, 1, 1)};
        const std::vector<DropRun> late = {dropsOf(0, 1, 1, DropReason::BlockTimeout)};
        for (const auto &lab : {std::optional<std::string>(), std::optional<std::string>("{"),
                 std::optional<std::string>(R"({"plan":{"events":"x"}})")}) {
            const RecordedSettings settings = recordedSettings(lab, depths, full);
            QVERIFY(!settings.known);
            QCOMPARE(settings.queue.maxQueueSize, std::size_t(60));
            QCOMPARE(settings.queue.policy, OverflowPolicy::DropNewest);
        }
        QCOMPARE(recordedSettings({}, {}, late).queue.policy, OverflowPolicy::Block);
        QCOMPARE(recordedSettings({}, {}, {}).queue.maxQueueSize, std::size_t(100));
    }

    void measuresWhatTheRecorderDid()
    {
        SessionSummary session;
        session.ledger = Ledger{};
        session.ledger->recorded = 5;
        session.ledger->delivered = 3;
        session.drops = 2;
        const std::vector<FlushContents> contents = {contentsOf(1, 20, {10, 15}), contentsOf(2, 50, {30})};
        const std::vector<FlushRecord> flushes = {flushOf(1, 20, 25, 2), flushOf(2, 51, 58, 1)};
        const std::vector<DepthSample> depths = {{{}, start, 0, 3, 50}, {{}, start, 0, 2, 50}};
        const MeasuredOutcome measured = measuredOutcome(session, contents, flushes, depths);
        QCOMPARE(measured.recorded, 5U);
        QCOMPARE(measured.delivered, 3U);
        QCOMPARE(measured.dropped, 2U);
        QCOMPARE(measured.flushes, 2U);
        QCOMPARE(measured.delayP50.value(), Micros(15'000));
        QCOMPARE(measured.delayP99.value(), Micros(28'000));
        QCOMPARE(measured.highWater.value(), std::size_t(3));
        const MeasuredOutcome nothing = measuredOutcome(session, {}, {}, {});
        QVERIFY(!nothing.delayP50 && !nothing.highWater);
    }
};

QTEST_GUILESS_MAIN(TestWhatIfWorkload)
#include "tst_what_if_workload.moc"
