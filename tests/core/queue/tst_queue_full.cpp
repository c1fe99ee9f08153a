// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What becomes of an event that finds no room: in the queue, in its bytes, or in the journal.

#include "tests/core/queue/fake_journal.h"
#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <atomic>
#include <future>
#include <thread>

using namespace sluice;

class TestQueueFull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spillWaits5MsForRoom()
    {
        BoundedQueue queue(limitsOf(1, OverflowPolicy::Spill), m_clock);
        push(queue, "a");
        const auto began = std::chrono::steady_clock::now();
        QCOMPARE(push(queue, "b"), RecordOutcome::DroppedQueueFull);
        const auto waited = std::chrono::steady_clock::now() - began;
        QVERIFY2(waited >= QueueLimits::spillWait, "it gave up too early");
        QVERIFY2(waited < std::chrono::seconds(5), "it waited on");
        QCOMPARE(QueueLimits::spillWait, Millis(5));
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 1U);
        QVERIFY(queue.isPressed());
        QVERIFY(queue.ledger().balances());
    }

    void spillGoesOnWhenTheFlusherMakesRoom()
    {
        const SystemClock clock;
        BoundedQueue queue(limitsOf(4, OverflowPolicy::Spill), clock);
        std::atomic<bool> done{false};
        std::jthread flusher([&] {
            EventRing ring = queue.makeRing();
            while (!done) {
                queue.waitForWork(BoundedQueue::Watch::Arrivals, std::nullopt);
                queue.takeAll(ring);
                ring.clear();
            }
        });
        int accepted = 0;
        for (int i = 0; i < 400; ++i)
            accepted += wasAccepted(push(queue, "e")) ? 1 : 0;
        done = true;
        queue.wake();
        flusher.join();
        QVERIFY2(accepted > 300, "room came back, and the producer waited for it");
        QVERIFY(queue.ledger().balances());
    }

    void refusesWithoutTheLockUntilThereIsRoom()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        push(queue, "a");
        push(queue, "b");
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(push(queue, "dropped"), RecordOutcome::DroppedQueueFull);
        QCOMPARE(queue.ledger().recorded, 1'002U);
        QCOMPARE(queue.snapshot().ledger.dropsFor(DropReason::QueueFull), 1'000U);
        QVERIFY(queue.snapshot().ledger.balances());
        QVERIFY(queue.hasUntoldNews());
        QVERIFY(queue.isPressed());
        QCOMPARE(taken(queue), QStringLiteral("a b"));
        QCOMPARE(push(queue, "c"), RecordOutcome::Accepted);
        QCOMPARE(countOf(queue.takeDrops(DropRuns::Take::All, m_clock.wallNow())), 1'000U);
        QCOMPARE(queue.ledger().recorded, 1'003U);
    }

    void tellsWhenTheRefusedCame()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, "a");
        const Timestamp first = m_clock.wallNow();
        for (int i = 0; i < 40; ++i) {
            push(queue, "dropped");
            m_clock.advance(Micros(500));
        }
        const auto runs = queue.takeDrops(DropRuns::Take::All, m_clock.wallNow());
        QCOMPARE(runs.size(), 2U);
        QCOMPARE(countOf(runs), 40U);
        QCOMPARE(runs[0].first, first);
        QVERIFY(runs[0].last - runs[0].first < DropRuns::shortest);
        QCOMPARE(runs[1].first, first + DropRuns::shortest);
    }

    void rejectsAfterCloseAlsoWhenItWasRefusing()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, "a");
        push(queue, "b");
        push(queue, "c");
        queue.close();
        QCOMPARE(push(queue, "d"), RecordOutcome::RejectedClosed);
        QCOMPARE(queue.ledger().rejected, 1U);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 2U);
        QVERIFY(queue.ledger().balances());
    }

    void leavesARefusedEventAsItWas()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, "a");
        Event event = named("still here");
        queue.push(std::move(event), 10, m_clock.wallNow());
        queue.push(std::move(event), 10, m_clock.wallNow());
        QCOMPARE(event.name, std::string("still here")); // NOLINT(bugprone-use-after-move)
    }

    void reservesInTheOrderOfTheQueue()
    {
        FakeJournal journal(1'000);
        BoundedQueue queue(limitsOf(10), m_clock, &journal);
        for (const char *name : {"a", "b", "c"}) {
            JournalPlace place = asking(100);
            queue.push(named(name), 10, m_clock.wallNow(), &place);
            QCOMPARE(place.bytes, 100U);
        }
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        QCOMPARE(ring[0].place.offset, 0U);
        QCOMPARE(ring[1].place.offset, 100U);
        QCOMPARE(ring[2].place.offset, 200U);
        QCOMPARE(journal.used(), 300U);
    }

    void aFullJournalIsNoRoom_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        QTest::addColumn<RecordOutcome>("outcome");
        QTest::newRow("block") << OverflowPolicy::Block << RecordOutcome::DroppedBlockTimeout;
        QTest::newRow("drop newest") << OverflowPolicy::DropNewest << RecordOutcome::DroppedQueueFull;
        QTest::newRow("spill") << OverflowPolicy::Spill << RecordOutcome::DroppedQueueFull;
    }

    void aFullJournalIsNoRoom()
    {
        QFETCH(OverflowPolicy, policy);
        QFETCH(RecordOutcome, outcome);
        FakeJournal journal(100);
        BoundedQueue queue(limitsOf(10, policy), m_clock, &journal);
        QCOMPARE(pushText(queue, "a", 99), RecordOutcome::Accepted);
        JournalPlace place = asking(2);
        QCOMPARE(queue.push(named("b"), 10, m_clock.wallNow(), &place), outcome);
        QCOMPARE(place.bytes, 0U);
        QCOMPARE(queue.due(), std::optional(FlushCause::Size));
        QCOMPARE(pushText(queue, "c", 1), RecordOutcome::Accepted);
        QCOMPARE(taken(queue), QStringLiteral("a c"));
        QVERIFY(queue.ledger().balances());
    }

    void whoWaitsForTheJournalGoesOnWhenItIsSettled()
    {
        FakeJournal journal(100);
        QueueLimits limits = limitsOf(10, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock, &journal);
        pushText(queue, "a", 100);
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        std::atomic<RecordOutcome> outcome{RecordOutcome::RejectedClosed};
        std::jthread producer([&] { outcome = pushText(queue, "b", 100); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        journal.settle(ring[0].place);
        queue.settle(1, &Ledger::inFlight, &Ledger::delivered);
        producer.join();
        QCOMPARE(outcome.load(), RecordOutcome::Accepted);
        QCOMPARE(taken(queue), QStringLiteral("b"));
    }

    void dropOldestGivesUpAsMuchOfTheJournalAsItNeeds()
    {
        FakeJournal journal(100);
        BoundedQueue queue(limitsOf(10, OverflowPolicy::DropOldest), m_clock, &journal);
        for (const char *name : {"a", "b", "c", "d", "e"})
            pushText(queue, name, 20);
        QCOMPARE(pushText(queue, "f", 50), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 3U);
        QCOMPARE(taken(queue), QStringLiteral("d e f"));
        QCOMPARE(journal.used(), 90U);
        QVERIFY(queue.ledger().balances());
    }

    void dropOldestDropsTheNewOneWhenTheJournalStaysFull()
    {
        FakeJournal journal(100);
        BoundedQueue queue(limitsOf(10, OverflowPolicy::DropOldest), m_clock, &journal);
        pushText(queue, "in flight", 90);
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        pushText(queue, "a", 10);
        JournalPlace place = asking(30);
        QCOMPARE(queue.push(named("b"), 10, m_clock.wallNow(), &place), RecordOutcome::DroppedQueueFull);
        QCOMPARE(place.bytes, 0U);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 2U);
        QCOMPARE(journal.used(), 90U);
        QVERIFY(queue.ledger().balances());
    }

    void settlesWhatDropOldestGaveUpAfterTheUnlock()
    {
        FakeJournal journal(1'000);
        BoundedQueue queue(limitsOf(2, OverflowPolicy::DropOldest), m_clock, &journal);
        int free = 0;
        journal.onSettle([&] { free += canBeLocked(queue) ? 1 : 0; });
        for (const char *name : {"a", "b", "c", "d"})
            pushText(queue, name, 10);
        QCOMPARE(free, 2);
        QCOMPARE(journal.used(), 20U);
    }

    void aBigEventTakesTheBytesOfManyOldOnes()
    {
        QueueLimits limits = limitsOf(1'000, OverflowPolicy::DropOldest);
        limits.maxQueueBytes = 1'000;
        BoundedQueue queue(limits, m_clock);
        for (int i = 0; i < 1'000; ++i)
            queue.push(named("e"), 1, m_clock.wallNow());
        QCOMPARE(queue.push(named("big"), 1'000, m_clock.wallNow()), RecordOutcome::AcceptedDroppedOldest);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 1'000U);
        QCOMPARE(taken(queue), QStringLiteral("big"));
    }

private:
    static JournalPlace asking(std::uint32_t bytes) { return {0, 0, bytes}; }

    /// Another thread gets the queue's lock now.
    static bool canBeLocked(const BoundedQueue &queue)
    {
        std::future<Ledger> ledger = std::async(std::launch::async, [&] { return queue.ledger(); });
        return ledger.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
    }

    static std::uint64_t countOf(const std::vector<DropRun> &runs)
    {
        std::uint64_t count = 0;
        for (const DropRun &run : runs)
            count += run.count;
        return count;
    }

    RecordOutcome push(BoundedQueue &queue, const char *name)
    {
        return queue.push(named(name), 10, m_clock.wallNow());
    }
    RecordOutcome pushText(BoundedQueue &queue, const char *name, std::uint32_t textBytes)
    {
        JournalPlace place = asking(textBytes);
        return queue.push(named(name), 10, m_clock.wallNow(), &place);
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueueFull)
#include "tst_queue_full.moc"
