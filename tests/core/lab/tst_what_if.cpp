// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/lab/what_if.h"

#include <QtTest>

#include <algorithm>

using namespace sluice;

Q_DECLARE_METATYPE(sluice::OverflowPolicy)

namespace {

Workload evenly(std::size_t events, Micros gap, Micros service)
{
    Workload workload;
    for (std::size_t i = 0; i < events; ++i)
        workload.arrivals.push_back(gap * static_cast<std::int64_t>(i));
    workload.services = {service};
    return workload;
}

WhatIf with(std::size_t capacity, OverflowPolicy policy)
{
    WhatIf tried;
    tried.queue.maxQueueSize = capacity;
    tried.queue.policy = policy;
    tried.queue.blockDeadline.reset();
    return tried;
}

WhatIfOutcome outcomeOf(const Workload &workload, const WhatIf &tried)
{
    return simulate(workload, tried).value();
}

constexpr std::array<OverflowPolicy, 4> policies
    = {OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest, OverflowPolicy::Spill};

/// Bursts, pauses, and a server that takes from nothing to 30 ms.
Workload randomWorkload(Random &random)
{
    Workload workload;
    const std::uint64_t gap = 1 + random.below(2'000);
    Micros now{0};
    for (std::uint64_t i = 0, events = 1 + random.below(800); i < events; ++i) {
        workload.arrivals.push_back(now);
        workload.bytes.push_back(static_cast<std::uint32_t>(1 + random.below(2'000)));
        const bool pause = random.below(100) == 0;
        now += Micros(static_cast<std::int64_t>(random.below(pause ? 200'000 : gap)));
    }
    for (std::uint64_t i = 0, services = 1 + random.below(20); i < services; ++i)
        workload.services.emplace_back(static_cast<std::int64_t>(random.below(30'000)));
    for (std::uint64_t i = 0, encodings = random.below(5); i < encodings; ++i)
        workload.encodings.emplace_back(static_cast<std::int64_t>(random.below(500)));
    for (std::uint64_t i = 0, lags = random.below(5); i < lags; ++i)
        workload.lags.emplace_back(static_cast<std::int64_t>(random.below(3'000)));
    workload.producers = static_cast<unsigned>(1 + random.below(16));
    workload.opening = Micros(static_cast<std::int64_t>(random.below(20'000)));
    if (random.below(2) == 0)
        workload.end = now;
    return workload;
}

WhatIf randomSettings(Random &random, OverflowPolicy policy)
{
    WhatIf tried = with(1 + random.below(200), policy);
    if (random.below(2) == 0)
        tried.queue.maxQueueBytes = 1 + random.below(100'000);
    tried.queue.maxWaitTime = Millis(static_cast<std::int64_t>(1 + random.below(300)));
    tried.batchDepth = random.below(3) == 0 ? 1 + random.below(100) : 0;
    tried.mostBodyBytes = 1 + random.below(20'000);
    return tried;
}

bool isSame(const WhatIfOutcome &one, const WhatIfOutcome &other)
{
    const auto numbers = [](const WhatIfOutcome &o) {
        return std::tie(o.recorded, o.delivered, o.dropped, o.spilled, o.flushes, o.delayP50, o.delayP99,
            o.blocked, o.longestBlock, o.mostMemory, o.highWater, o.depths, o.dropsSoFar, o.steps);
    };
    return numbers(one) == numbers(other);
}

} // namespace

class TestWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flushesAtHalfTheCapacityAndDropsNothing()
    {
        const WhatIfOutcome outcome
            = outcomeOf(evenly(1'000, Millis(1), Millis(1)), with(100, OverflowPolicy::DropNewest));
        QCOMPARE(outcome.delivered, 1'000U);
        QCOMPARE(outcome.dropped, 0U);
        QCOMPARE(outcome.flushes, 20U);
        QCOMPARE(outcome.highWater, std::size_t(50));
        QCOMPARE(outcome.mostMemory, std::size_t(50 * 300));
        // Each flush brings delays of 1 to 50 ms.
        QCOMPARE(outcome.delayP50, Micros(25'000));
        QCOMPARE(outcome.delayP99, Micros(50'000));
    }

    // Five are taken at 0.4 ms; 39 come in the 4 ms of their POST, and ten of them find room.
    void dropsWhatComesToAFullQueue_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        QTest::addColumn<int>("delay");
        QTest::newRow("newest") << OverflowPolicy::DropNewest << 7'200; // the ten are the first of the 39
        QTest::newRow("oldest") << OverflowPolicy::DropOldest << 4'400; // the last
    }

    void dropsWhatComesToAFullQueue()
    {
        QFETCH(OverflowPolicy, policy);
        QFETCH(int, delay);
        Workload workload = evenly(45, Micros(100), Millis(4));
        workload.end = Micros(4'400);
        const WhatIfOutcome outcome = outcomeOf(workload, with(10, policy));
        QCOMPARE(outcome.recorded, 45U);
        QCOMPARE(outcome.dropped, 29U);
        QCOMPARE(outcome.delivered, 16U);
        QCOMPARE(outcome.flushes, 3U);
        QCOMPARE(outcome.highWater, std::size_t(10));
        QCOMPARE(outcome.delayP50, Micros(delay));
    }

    void letsProducersWaitForRoom()
    {
        const WhatIfOutcome outcome
            = outcomeOf(evenly(45, Micros(100), Millis(4)), with(10, OverflowPolicy::Block));
        QCOMPARE(outcome.delivered, 45U);
        QCOMPARE(outcome.dropped, 0U);
        // The sixteenth waits from 1.5 to 4.4 ms; the tenth after it for a whole POST; and so on.
        QCOMPARE(outcome.longestBlock, Micros(4'000));
        QCOMPARE(outcome.blocked, Micros(2'900 + 4'000 + 4'000));
    }

    void dropsAtTheDeadline()
    {
        WhatIf tried = with(10, OverflowPolicy::Block);
        tried.queue.blockDeadline = Millis(1);
        const WhatIfOutcome outcome = outcomeOf(evenly(20, Micros(100), Millis(4)), tried);
        // The sixteenth waits from 1.5 ms on and is dropped at 2.5, the next at 3.5; the third has room
        // at 4.4.
        QCOMPARE(outcome.dropped, 2U);
        QCOMPARE(outcome.delivered, 18U);
        QCOMPARE(outcome.longestBlock, Micros(1'000));
        QCOMPARE(outcome.blocked, Micros(2'900));
        tried.queue.blockDeadline = Millis(0);
        QCOMPARE(outcomeOf(evenly(20, Micros(100), Millis(4)), tried).blocked, Micros(0));
    }

    void producersWaitEachForThemselves()
    {
        Workload workload = evenly(45, Micros(100), Millis(4));
        workload.producers = 3;
        const WhatIfOutcome outcome = outcomeOf(workload, with(10, OverflowPolicy::Block));
        QCOMPARE(outcome.delivered, 45U);
        QVERIFY(outcome.blocked
            > outcomeOf(evenly(45, Micros(100), Millis(4)), with(10, OverflowPolicy::Block)).blocked);
    }

    void spillsAtTheSpeedOfTheDisk()
    {
        const WhatIfOutcome outcome
            = outcomeOf(evenly(3'000, Micros(100), Millis(400)), with(100, OverflowPolicy::Spill));
        QCOMPARE(outcome.delivered, 3'000U);
        QCOMPARE(outcome.dropped, 0U);
        QVERIFY(outcome.spilled > 2'000);
        QVERIFY(outcome.spilled < 3'000);
        QVERIFY(outcome.longestBlock < QueueLimits::spillWait);
    }

    void sendsFourAtOnceWhenRoundTripsAreLong_data()
    {
        QTest::addColumn<int>("service");
        QTest::addColumn<bool>("drops");
        QTest::newRow("4999 us") << 4'999 << true;
        QTest::newRow("5000 us") << 5'000 << false;
        QTest::newRow("5001 us") << 5'001 << false;
    }

    void sendsFourAtOnceWhenRoundTripsAreLong()
    {
        QFETCH(int, service);
        QFETCH(bool, drops);
        const WhatIfOutcome outcome
            = outcomeOf(evenly(2'000, Micros(200), Micros(service)), with(20, OverflowPolicy::DropNewest));
        QCOMPARE(outcome.dropped > 10, drops);
    }

    void flushesAfterTheLongestWait()
    {
        WhatIf tried = with(100, OverflowPolicy::Block);
        tried.queue.maxWaitTime = Millis(100);
        const WhatIfOutcome outcome = outcomeOf(evenly(3, Millis(10), Millis(1)), tried);
        QCOMPARE(outcome.flushes, 1U);
        QCOMPARE(outcome.delayP99, Micros(101'000));
        QCOMPARE(outcome.delayP50, Micros(91'000));
    }

    void startsAFlushAtTheDepthThatIsTried()
    {
        WhatIf tried = with(100, OverflowPolicy::Block);
        tried.batchDepth = 10;
        QCOMPARE(outcomeOf(evenly(100, Millis(1), Micros(0)), tried).flushes, 10U);
        tried.batchDepth = 100;
        QCOMPARE(outcomeOf(evenly(100, Millis(1), Micros(0)), tried).flushes, 1U);
    }

    void cutsBodies()
    {
        WhatIf tried = with(100, OverflowPolicy::Block);
        tried.mostBodyBytes = 915; // three of 300 bytes, two commas, and {"events":[]}
        QCOMPARE(outcomeOf(evenly(50, Millis(1), Micros(0)), tried).flushes, 17U);
        tried.mostBodyBytes = 914;
        QCOMPARE(outcomeOf(evenly(50, Millis(1), Micros(0)), tried).flushes, 25U);
        tried.mostBodyBytes = 1; // each travels alone
        QCOMPARE(outcomeOf(evenly(50, Millis(1), Micros(0)), tried).flushes, 50U);
    }

    void sendsNothingBeforeTheServerKnowsTheSession()
    {
        Workload workload = evenly(50, Micros(1), Millis(1));
        workload.opening = Millis(80);
        const WhatIfOutcome outcome = outcomeOf(workload, with(100, OverflowPolicy::Block));
        QCOMPARE(outcome.delayP99, Micros(81'000));
        WhatIf other = with(100, OverflowPolicy::Block);
        other.serverTime = Millis(10);
        QCOMPARE(outcomeOf(workload, other).delayP99, Micros(20'000));
    }

    void sendsTheRestWhenTheSessionEnds()
    {
        Workload workload = evenly(10, Micros(1), Millis(1));
        workload.end = Millis(7);
        QCOMPARE(outcomeOf(workload, with(100, OverflowPolicy::Block)).delayP99, Micros(8'000));
    }

    void usesTheServicesInTheirOrder()
    {
        Workload workload = evenly(4, Millis(100), Micros(0));
        workload.services = {Millis(1), Millis(2), Millis(3)};
        WhatIf tried = with(1, OverflowPolicy::Block);
        QCOMPARE(outcomeOf(workload, tried).delayP99, Micros(3'000));
        QCOMPARE(outcomeOf(workload, tried).delayP50, Micros(1'000)); // 1, 2, 3, and 1 again
        tried.serverTime = Millis(7);
        QCOMPARE(outcomeOf(workload, tried).delayP50, Micros(7'000));
    }

    void encodesBeforeItSends()
    {
        Workload workload = evenly(1, Millis(1), Millis(1));
        workload.encodings = {Millis(3)};
        QCOMPARE(outcomeOf(workload, with(1, OverflowPolicy::Block)).delayP99, Micros(4'000));
    }

    void isAsLateAsItsThreadWas()
    {
        Workload workload = evenly(2, Millis(1), Millis(1));
        workload.lags = {Millis(3)};
        const WhatIfOutcome outcome = outcomeOf(workload, with(1, OverflowPolicy::DropNewest));
        QCOMPARE(outcome.dropped, 1U); // the second comes before the first is taken
        QCOMPARE(outcome.delayP99, Micros(4'000));
    }

    void nothingRecordedIsNothingDropped()
    {
        const WhatIfOutcome outcome
            = outcomeOf(evenly(0, Millis(1), Millis(1)), with(1, OverflowPolicy::DropNewest));
        QCOMPARE(outcome.recorded, 0U);
        QCOMPARE(outcome.delayP99, Micros(0));
        QVERIFY(outcome.depths.empty());
    }

    void keepsItsBooksUnderEveryWorkload()
    {
        SeededRandom random(8);
        for (int round = 0; round < 150; ++round) {
            const Workload workload = randomWorkload(random);
            for (const OverflowPolicy policy : policies) {
                WhatIf tried = randomSettings(random, policy);
                if (random.below(2) == 0)
                    tried.queue.blockDeadline = Millis(static_cast<std::int64_t>(random.below(20)));
                checkBooks(workload, tried, outcomeOf(workload, tried));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    void blockWithoutADeadlineDropsNothing()
    {
        SeededRandom random(80);
        for (int round = 0; round < 150; ++round) {
            const Workload workload = randomWorkload(random);
            QCOMPARE(outcomeOf(workload, randomSettings(random, OverflowPolicy::Block)).dropped, 0U);
        }
    }

    // When a flush starts at the first event, when it starts does not depend on the capacity, and each taking
    // gets the more the larger it is. Where a flush waits for half the capacity no such law holds.
    void aLargerCapacityDropsNoMore()
    {
        SeededRandom random(800);
        for (int round = 0; round < 150; ++round) {
            const Workload workload = randomWorkload(random);
            WhatIf tried = with(1 + random.below(50), OverflowPolicy::DropNewest);
            tried.batchDepth = 1;
            const std::uint64_t small = outcomeOf(workload, tried).dropped;
            tried.queue.maxQueueSize += 1 + random.below(50);
            QVERIFY(outcomeOf(workload, tried).dropped <= small);
        }
    }

    void newestAndOldestDropAsMany()
    {
        SeededRandom random(8'000);
        for (int round = 0; round < 150; ++round) {
            const Workload workload = randomWorkload(random);
            const std::size_t capacity = 1 + random.below(100);
            QCOMPARE(outcomeOf(workload, with(capacity, OverflowPolicy::DropNewest)).dropped,
                outcomeOf(workload, with(capacity, OverflowPolicy::DropOldest)).dropped);
        }
    }

    void aHundredThousandEventsTakeAFewStepsEach_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        QTest::addColumn<int>("gap");
        for (const OverflowPolicy policy : policies) {
            for (const int gap : {0, 10, 1'500, 100'000})
                QTest::addRow("%s, each %d us", wireName(policy).data(), gap) << policy << gap;
        }
    }

    void aHundredThousandEventsTakeAFewStepsEach()
    {
        QFETCH(OverflowPolicy, policy);
        QFETCH(int, gap);
        const WhatIfOutcome outcome = outcomeOf(evenly(100'000, Micros(gap), Millis(20)), with(100, policy));
        QCOMPARE(outcome.recorded, 100'000U);
        QVERIFY2(outcome.steps < 800'000, qPrintable(QString::number(outcome.steps)));
    }

    void refusesWhatMakesNoSense()
    {
        const Workload good = evenly(2, Millis(1), Millis(1));
        const WhatIf tried = with(1, OverflowPolicy::Block);
        const auto says = [](const Workload &workload, const WhatIf &settings) {
            const auto outcome = simulate(workload, settings);
            return outcome ? std::string() : outcome.error().message;
        };
        QCOMPARE(says(good, tried), std::string());
        Workload bad = good;
        bad.services.clear();
        QCOMPARE(says(bad, tried), std::string("the workload has no service times"));
        bad = good;
        bad.producers = 0;
        QCOMPARE(says(bad, tried), std::string("the workload has no producers"));
        bad = good;
        bad.arrivals = {Micros(1), Micros(0)};
        QCOMPARE(says(bad, tried), std::string("the workload's arrivals run backwards"));
        bad.arrivals = {Micros(-1), Micros(0)};
        QCOMPARE(says(bad, tried), std::string("the workload's arrivals run backwards"));
        bad = good;
        bad.bytes = {1};
        QCOMPARE(says(bad, tried), std::string("the workload has not as many sizes as arrivals"));
        WhatIf wrong = tried;
        wrong.queue.maxQueueSize = 0;
        QVERIFY(says(good, wrong).starts_with("max_queue_size is 0"));
        wrong = tried;
        wrong.mostBodyBytes = 0;
        QVERIFY(says(good, wrong).starts_with("the largest body is 0 bytes"));
        wrong = tried;
        wrong.serverTime = Millis(-1);
        QVERIFY(says(good, wrong).starts_with("server time is -1 ms"));
    }

private:
    static void checkBooks(const Workload &workload, const WhatIf &tried, const WhatIfOutcome &outcome)
    {
        QCOMPARE(outcome.recorded, workload.arrivals.size());
        QCOMPARE(outcome.delivered + outcome.dropped, outcome.recorded);
        QVERIFY(outcome.spilled <= outcome.delivered);
        QVERIFY(outcome.flushes <= outcome.delivered);
        QVERIFY(outcome.highWater <= tried.queue.maxQueueSize);
        QVERIFY(outcome.delayP50 <= outcome.delayP99);
        QVERIFY(outcome.delayP50 >= std::ranges::min(workload.services));
        QVERIFY(outcome.longestBlock <= outcome.blocked);
        QVERIFY(outcome.depths.size() <= 500 && outcome.depths.size() == outcome.dropsSoFar.size());
        QVERIFY(std::ranges::is_sorted(outcome.dropsSoFar));
        QCOMPARE(outcome.dropsSoFar.back().second, outcome.dropped);
        QCOMPARE(std::ranges::max(outcome.depths, {}, &std::pair<Micros, std::uint32_t>::second).second,
            outcome.highWater);
        QVERIFY(isSame(outcome, outcomeOf(workload, tried)));
    }
};

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_what_if.moc"
