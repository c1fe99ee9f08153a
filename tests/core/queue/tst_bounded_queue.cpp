// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

using namespace sluice;

static_assert(!std::is_copy_constructible_v<BoundedQueue>, "an event has one place at a time");
static_assert(!std::is_copy_constructible_v<Event>);

class TestBoundedQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder()
    {
        BoundedQueue queue(limitsOf(3), m_clock);
        for (const char *name : {"a", "b", "c"})
            QCOMPARE(push(queue, name), RecordOutcome::Accepted);
        QCOMPARE(taken(queue), QStringLiteral("a b c"));
    }

    void isDueWhenAskedAndAtTheEnd()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        queue.ask();
        QVERIFY2(!queue.due(), "nothing is queued");
        push(queue, "e");
        QCOMPARE(queue.due(), std::optional(FlushCause::Asked));
        taken(queue);
        push(queue, "e");
        QVERIFY2(!queue.due(), "the ask was served by the take");
        queue.close();
        QCOMPARE(queue.due(), std::optional(FlushCause::End));
    }

    void dropsNewestWhenFull()
    {
        BoundedQueue queue(limitsOf(2, OverflowPolicy::DropNewest), m_clock);
        QCOMPARE(push(queue, "a"), RecordOutcome::Accepted);
        QCOMPARE(push(queue, "b"), RecordOutcome::Accepted);
        QCOMPARE(push(queue, "c"), RecordOutcome::DroppedQueueFull);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 1U);
        QVERIFY(queue.ledger().balances());
        QCOMPARE(taken(queue), QStringLiteral("a b"));
    }

    void dropsOldestWhenFull()
    {
        BoundedQueue queue(limitsOf(3, OverflowPolicy::DropOldest), m_clock);
        for (const char *name : {"a", "b", "c"})
            push(queue, name);
        QCOMPARE(push(queue, "d"), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(push(queue, "e"), RecordOutcome::AcceptedDroppedOldest);
        const Ledger ledger = queue.ledger();
        QCOMPARE(ledger.recorded, 5U);
        QCOMPARE(ledger.dropsFor(DropReason::QueueFull), 2U);
        QVERIFY(ledger.balances());
        QCOMPARE(taken(queue), QStringLiteral("c d e"));
        push(queue, "f");
        QCOMPARE(taken(queue), QStringLiteral("f"));
    }

    void dropsAfterTheBlockDeadline()
    {
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline = Millis(20);
        BoundedQueue queue(limits, m_clock);
        push(queue, "a");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(push(queue, "b"), RecordOutcome::DroppedBlockTimeout);
        QVERIFY2(timer.elapsed() >= 19, "it waited");
        QVERIFY2(timer.elapsed() < 5'000, "and not for ever");
        QCOMPARE(queue.ledger().dropsFor(DropReason::BlockTimeout), 1U);
        QVERIFY(queue.ledger().balances());
    }

    void blocksUntilThereIsRoom()
    {
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        push(queue, "a");
        std::atomic<RecordOutcome> second{RecordOutcome::DroppedQueueFull};
        std::jthread producer([&] { second = push(queue, "b"); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        QCOMPARE(queue.ledger().recorded, 1U); // counted when its fate is decided, not while it waits
        QCOMPARE(queue.due(), std::optional(FlushCause::Size));
        QCOMPARE(taken(queue), QStringLiteral("a"));
        producer.join();
        QCOMPARE(second.load(), RecordOutcome::Accepted);
        QCOMPARE(taken(queue), QStringLiteral("b"));
    }

    void remembersWhenEachEventGotIn()
    {
        QueueLimits limits = limitsOf(2, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        EventRing ring = queue.makeRing();
        push(queue, "a");
        m_clock.advance(Millis(3));
        push(queue, "b");
        std::jthread producer([&] { push(queue, "c"); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        m_clock.advance(Millis(5));
        queue.takeAll(ring);
        producer.join();
        const Timestamp now = m_clock.wallNow();
        QCOMPARE(ring[0].enqueued, now - Millis(8));
        QCOMPARE(ring[1].enqueued, now - Millis(5));
        ring.clear();
        queue.takeAll(ring);
        QCOMPARE(ring[0].enqueued, now); // not when it began to wait
    }

    void rejectsAfterCloseAlsoWhoWaitsForRoom()
    {
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        push(queue, "a");
        std::atomic<RecordOutcome> second{RecordOutcome::Accepted};
        std::jthread producer([&] { second = push(queue, "b"); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        queue.close();
        producer.join();
        QCOMPARE(second.load(), RecordOutcome::RejectedClosed);
        QCOMPARE(push(queue, "c"), RecordOutcome::RejectedClosed);
        QCOMPARE(queue.ledger().rejected, 2U);
        QVERIFY(queue.ledger().balances());
        QCOMPARE(taken(queue), QStringLiteral("a"));
    }

    void dropsAsManyOldestAsTheBytesNeed()
    {
        QueueLimits limits = limitsOf(100, OverflowPolicy::DropOldest);
        limits.maxQueueBytes = 1'000;
        BoundedQueue queue(limits, m_clock);
        for (const char *name : {"a", "b", "c", "d"})
            queue.push(named(name), 250, m_clock.wallNow());
        QCOMPARE(queue.push(named("big"), 600, m_clock.wallNow()), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 3U);
        QVERIFY(queue.ledger().balances());
        QCOMPARE(taken(queue), QStringLiteral("d big"));
    }

    void movesWhatIsTakenThroughTheLedger()
    {
        BoundedQueue queue(limitsOf(10), m_clock);
        for (int i = 0; i < 5; ++i)
            push(queue, "e");
        taken(queue);
        QCOMPARE(queue.ledger().inFlight, 5U);
        queue.settle(2, &Ledger::inFlight, &Ledger::delivered);
        queue.settle(1, &Ledger::inFlight, &Ledger::inDoubt);
        queue.settleAsDropped(2, &Ledger::inFlight, DropReason::EncodeError, m_clock.wallNow());
        const Ledger ledger = queue.ledger();
        QCOMPARE(ledger.delivered, 2U);
        QCOMPARE(ledger.inDoubt, 1U);
        QCOMPARE(ledger.inFlight, 0U);
        QCOMPARE(ledger.dropsFor(DropReason::EncodeError), 2U);
        QVERIFY(ledger.balances());
    }

    void remembersTheHighWaterMark()
    {
        BoundedQueue queue(limitsOf(10), m_clock);
        for (int i = 0; i < 7; ++i)
            push(queue, "e");
        taken(queue);
        push(queue, "e");
        QCOMPARE(queue.snapshot().depth, 1U);
        QCOMPARE(queue.snapshot().highWater, 7U);
    }

    void countsDropsThatNobodyTakes()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, "e");
        const int drops = 3'000;
        for (int i = 0; i < drops; ++i) {
            push(queue, "dropped");
            m_clock.advance(Millis(11));
        }
        std::uint64_t counted = 0;
        std::size_t runs = 0;
        for (int i = 0; i < 2; ++i) {
            for (const DropRun &run : queue.takeDrops(DropRuns::Take::All, m_clock.wallNow())) {
                counted += run.count;
                ++runs;
            }
        }
        QCOMPARE(counted, static_cast<std::uint64_t>(drops));
        QVERIFY(runs <= DropRuns::most + 1);
    }

    void samplesTheDepthFinelyAtFirst()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        push(queue, "e");
        m_clock.advance(Millis(5));
        push(queue, "e");
        m_clock.advance(Millis(20));
        push(queue, "e"); // after a rest, begins the next stretch
        taken(queue);
        const auto samples = queue.takeDepths(DepthTrack::Take::All, m_clock.wallNow());
        QStringList text;
        for (const DepthSample &sample : samples)
            text << QStringLiteral("%1-%2").arg(sample.lowest).arg(sample.highest);
        QCOMPARE(text.join(QLatin1Char(' ')), QStringLiteral("0-0 0-1 1-1 1-2 2-2 0-3"));
        QVERIFY(queue.takeDepths(DepthTrack::Take::All, m_clock.wallNow()).empty());
    }

    void aFullQueueThatStandsStillIsFullAllTheTime()
    {
        const Timestamp began = m_clock.wallNow();
        BoundedQueue queue(limitsOf(2), m_clock);
        push(queue, "e");
        push(queue, "e");
        m_clock.advance(Millis(300));
        push(queue, "dropped");
        taken(queue);
        m_clock.advance(Millis(100));
        QStringList text;
        for (const DepthSample &sample : queue.takeDepths(DepthTrack::Take::Finished, m_clock.wallNow())) {
            const auto after = std::chrono::duration_cast<Millis>(sample.time - began).count();
            text << QStringLiteral("%1 ms: %2-%3").arg(after).arg(sample.lowest).arg(sample.highest);
        }
        QCOMPARE(text.join(QStringLiteral(", ")),
            QStringLiteral("0 ms: 0-0, 0 ms: 0-2, 300 ms: 2-2, 300 ms: 0-2, 400 ms: 0-0"));
    }

    void wakesTheFlusherWhenEventsCome()
    {
        const SystemClock clock;
        BoundedQueue queue(limitsOf(100), clock);
        std::atomic<int> woken{0};
        std::jthread flusher([&] {
            EventRing ring = queue.makeRing();
            while (woken < 20) {
                queue.waitForWork(BoundedQueue::Watch::Arrivals, std::nullopt);
                if (!queue.due())
                    continue;
                queue.takeAll(ring);
                ring.clear();
                ++woken;
            }
        });
        for (int round = 1; round <= 20; ++round) {
            for (int i = 0; i < 50; ++i)
                push(queue, "e");
            QTRY_COMPARE_WITH_TIMEOUT(woken.load(), round, 10'000);
        }
    }

private:
    RecordOutcome push(BoundedQueue &queue, const char *name)
    {
        return queue.push(named(name), 10, m_clock.wallNow());
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
