// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Limits that change while the queue runs.

#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace sluice;

class TestQueueChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAtOnceWhenItIsEmpty()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        queue.setLimits(limitsOf(4));
        QCOMPARE(queue.snapshot().capacity, 4U);
        QCOMPARE(accepted(queue, 5), 4);
        QCOMPARE(queue.limits().maxQueueSize, 4U);
    }

    void growsAtTheNextTakeWhenItIsNot()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        EventRing ring = queue.makeRing();
        push(queue, "a");
        QVERIFY(!queue.due());
        queue.setLimits(limitsOf(200));
        QCOMPARE(queue.snapshot().capacity, 100U);
        QCOMPARE(queue.due(), std::optional(FlushCause::Size));
        if (ring.capacity() != queue.limits().maxQueueSize)
            ring = queue.makeRing();
        queue.takeAll(ring);
        QCOMPARE(namesIn(ring), QStringLiteral("a"));
        QCOMPARE(queue.snapshot().capacity, 200U);
        QCOMPARE(accepted(queue, 201), 200);
    }

    void keepsTheSmallCapacityOfASmallRing()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        EventRing small = queue.makeRing();
        queue.setLimits(limitsOf(4));
        queue.takeAll(small);
        QCOMPARE(queue.snapshot().capacity, 2U);
        QCOMPARE(accepted(queue, 3), 2);
        EventRing large = queue.makeRing();
        queue.takeAll(large);
        QCOMPARE(queue.snapshot().capacity, 4U);
    }

    void shrinksAtOnceAndKeepsWhatIsQueued()
    {
        BoundedQueue queue(limitsOf(4), m_clock);
        for (const char *name : {"a", "b", "c"})
            push(queue, name);
        queue.setLimits(limitsOf(2));
        QCOMPARE(queue.snapshot().capacity, 2U);
        QCOMPARE(queue.snapshot().depth, 3U);
        QCOMPARE(push(queue, "d"), RecordOutcome::DroppedQueueFull);
        QCOMPARE(taken(queue), QStringLiteral("a b c"));
        QCOMPARE(accepted(queue, 3), 2);
        QVERIFY(queue.ledger().balances());
    }

    void shrinksBelowTheDepthWithoutLosingMoreThanComes()
    {
        BoundedQueue queue(limitsOf(4, OverflowPolicy::DropOldest), m_clock);
        for (const char *name : {"a", "b", "c", "d"})
            push(queue, name);
        queue.setLimits(limitsOf(1, OverflowPolicy::DropOldest));
        QCOMPARE(push(queue, "e"), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(queue.ledger().droppedInAll(), 1U);
        QCOMPARE(taken(queue), QStringLiteral("b c d e"));
        push(queue, "f");
        push(queue, "g");
        QCOMPARE(taken(queue), QStringLiteral("g"));
        QVERIFY(queue.ledger().balances());
    }

    void shrinksItsBytesBelowWhatIsQueued()
    {
        BoundedQueue queue(limitsOf(10, OverflowPolicy::DropOldest), m_clock);
        for (const char *name : {"a", "b", "c"})
            queue.push(named(name), 100, m_clock.wallNow());
        QueueLimits limits = limitsOf(10, OverflowPolicy::DropOldest);
        limits.maxQueueBytes = 50;
        queue.setLimits(limits);
        queue.push(named("d"), 101, m_clock.wallNow());
        QCOMPARE(queue.snapshot().bytes, 201U);
        QCOMPARE(taken(queue), QStringLiteral("c d"));
    }

    void obeysTheNewPolicyAtOnce_data()
    {
        QTest::addColumn<OverflowPolicy>("from");
        QTest::addColumn<OverflowPolicy>("to");
        for (const OverflowPolicy from : allPolicies) {
            for (const OverflowPolicy to : allPolicies)
                QTest::addRow("%s to %s", wireName(from).data(), wireName(to).data()) << from << to;
        }
    }

    void obeysTheNewPolicyAtOnce()
    {
        QFETCH(OverflowPolicy, from);
        QFETCH(OverflowPolicy, to);
        BoundedQueue queue(limitsOf(1, from), m_clock);
        push(queue, "a");
        push(queue, "b"); // what it finds shows the policy before
        queue.setLimits(limitsOf(1, to));
        QCOMPARE(push(queue, "c"), outcomeWhenFull(to));
        QVERIFY(queue.ledger().balances());
    }

    void whoWaitsObeysTheNewPolicy_data()
    {
        QTest::addColumn<OverflowPolicy>("to");
        for (const OverflowPolicy to : allPolicies)
            QTest::addRow("to %s", wireName(to).data()) << to;
    }

    void whoWaitsObeysTheNewPolicy()
    {
        QFETCH(OverflowPolicy, to);
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        push(queue, "a");
        std::atomic<RecordOutcome> outcome{RecordOutcome::RejectedClosed};
        std::jthread producer([&] { outcome = push(queue, "b"); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        queue.setLimits(limitsOf(1, to)); // with a block deadline of 0 ms
        producer.join();
        QCOMPARE(outcome.load(), outcomeWhenFull(to));
        QVERIFY(queue.ledger().balances());
    }

    void whoWaitsFindsTheRoomOfALargerCapacity()
    {
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        EventRing ring = queue.makeRing();
        push(queue, "a");
        std::jthread first([&] { push(queue, "b"); });
        std::jthread second([&] { push(queue, "b"); });
        QTRY_COMPARE(queue.snapshot().waiting, 2U);
        limits.maxQueueSize = 2;
        queue.setLimits(limits);
        ring = queue.makeRing();
        queue.takeAll(ring);
        first.join();
        second.join();
        QCOMPARE(taken(queue), QStringLiteral("b b"));
    }

    void aShorterMaxWaitHoldsForWhatIsQueued()
    {
        QueueLimits limits = limitsOf(100);
        BoundedQueue queue(limits, m_clock);
        push(queue, "a");
        m_clock.advance(Millis(10));
        QVERIFY(!queue.due());
        limits.maxWaitTime = Millis(10);
        queue.setLimits(limits);
        QCOMPARE(queue.due(), std::optional(FlushCause::Time));
    }

    void wakesTheFlusherForNewLimits()
    {
        const SystemClock clock;
        BoundedQueue queue(limitsOf(100), clock);
        push(queue, "a");
        std::jthread flusher([&] { queue.waitForWork(BoundedQueue::Watch::Nothing, std::nullopt); });
        queue.setLimits(limitsOf(50));
        flusher.join(); // or the test's time is up
        QCOMPARE(queue.limits().maxQueueSize, 50U);
    }

    void opensTheGateForALaterPolicy()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, "a");
        push(queue, "b");
        push(queue, "c"); // refused without the lock
        queue.setLimits(limitsOf(1, OverflowPolicy::DropOldest));
        QCOMPARE(push(queue, "d"), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 3U);
        QVERIFY(queue.ledger().balances());
    }

    void aClosedQueueKeepsItsRing()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        push(queue, "a");
        queue.close();
        queue.setLimits(limitsOf(1'000));
        QCOMPARE(queue.snapshot().capacity, 2U);
        QCOMPARE(push(queue, "b"), RecordOutcome::RejectedClosed);
        QCOMPARE(taken(queue), QStringLiteral("a"));
    }

    void tellsTheCapacityWithTheDepth()
    {
        BoundedQueue queue(limitsOf(4), m_clock);
        push(queue, "a");
        m_clock.advance(Millis(2));
        queue.setLimits(limitsOf(2));
        m_clock.advance(Millis(2));
        push(queue, "b");
        QStringList text;
        for (const DepthSample &sample : queue.takeDepths(DepthTrack::Take::All, m_clock.wallNow())) {
            text << QStringLiteral("%1-%2 of %3").arg(sample.lowest).arg(sample.highest).arg(sample.capacity);
        }
        QCOMPARE(text.join(QStringLiteral(", ")),
            QStringLiteral("0-0 of 4, 0-1 of 4, 1-1 of 4, 1-1 of 2, 1-2 of 2"));
    }

private:
    static constexpr std::array allPolicies = {
        OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest, OverflowPolicy::Spill};

    static RecordOutcome outcomeWhenFull(OverflowPolicy policy)
    {
        switch (policy) {
        case OverflowPolicy::Block:
            return RecordOutcome::DroppedBlockTimeout;
        case OverflowPolicy::DropOldest:
            return RecordOutcome::AcceptedDroppedOldest;
        default:
            return RecordOutcome::DroppedQueueFull;
        }
    }

    RecordOutcome push(BoundedQueue &queue, const char *name)
    {
        return queue.push(named(name), 10, m_clock.wallNow());
    }
    int accepted(BoundedQueue &queue, int tries)
    {
        int count = 0;
        for (int i = 0; i < tries; ++i)
            count += wasAccepted(push(queue, "e")) ? 1 : 0;
        return count;
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueueChanges)
#include "tst_queue_changes.moc"
