// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Every bound of the queue at its limit - 1, limit and limit + 1.

#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

using namespace sluice;

class TestQueueBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsItsCapacityAndNoMore_data()
    {
        QTest::addColumn<std::size_t>("capacity");
        QTest::addColumn<std::size_t>("flushDepth");
        QTest::newRow("1") << std::size_t(1) << std::size_t(1);
        QTest::newRow("2: half is 1") << std::size_t(2) << std::size_t(1);
        QTest::newRow("3: half is 1") << std::size_t(3) << std::size_t(1);
        QTest::newRow("4: half is 2") << std::size_t(4) << std::size_t(2);
        QTest::newRow("100, the SDK's: 50") << std::size_t(100) << std::size_t(50);
        QTest::newRow("1,023: 511") << std::size_t(1'023) << std::size_t(511);
        QTest::newRow("1,024: 512") << std::size_t(1'024) << std::size_t(512);
        QTest::newRow("1,025: never more than 512") << std::size_t(1'025) << std::size_t(512);
        QTest::newRow("1,000,000") << QueueLimits::mostEvents << std::size_t(512);
    }

    void holdsItsCapacityAndNoMore()
    {
        QFETCH(std::size_t, capacity);
        QFETCH(std::size_t, flushDepth);
        BoundedQueue queue(limitsOf(capacity), m_clock);
        fill(queue, flushDepth - 1);
        QVERIFY2(!queue.due(), "a flush starts too early");
        fill(queue, 1);
        QCOMPARE(queue.due(), std::optional(FlushCause::Size));
        fill(queue, capacity - flushDepth);
        QCOMPARE(queue.snapshot().depth, capacity);
        QCOMPARE(queue.ledger().droppedInAll(), 0U);
        QVERIFY(!queue.isPressed());

        QCOMPARE(push(queue, 10), RecordOutcome::DroppedQueueFull);
        QVERIFY(queue.isPressed());
        QCOMPARE(queue.snapshot().depth, capacity);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 1U);
        QVERIFY(queue.ledger().balances());

        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        QCOMPARE(ring.size(), capacity);
        QVERIFY(!queue.isPressed());
        QCOMPARE(push(queue, 10), RecordOutcome::Accepted);
    }

    void holdsItsBytesAndNoMore_data()
    {
        QTest::addColumn<std::size_t>("most");
        QTest::addColumn<std::size_t>("first");
        QTest::addColumn<std::size_t>("second");
        QTest::addColumn<bool>("fits");
        const std::size_t usual = QueueLimits().maxQueueBytes;
        QTest::newRow("1,000 - 1") << std::size_t(1'000) << std::size_t(400) << std::size_t(599) << true;
        QTest::newRow("1,000") << std::size_t(1'000) << std::size_t(400) << std::size_t(600) << true;
        QTest::newRow("1,000 + 1") << std::size_t(1'000) << std::size_t(400) << std::size_t(601) << false;
        QTest::newRow("64 MiB - 1") << usual << usual - 2 << std::size_t(1) << true;
        QTest::newRow("64 MiB") << usual << usual - 1 << std::size_t(1) << true;
        QTest::newRow("64 MiB + 1") << usual << usual << std::size_t(1) << false;
        QTest::newRow("1: an event alone") << std::size_t(1) << std::size_t(1) << std::size_t(1) << false;
        QTest::newRow("alone, over the limit") << std::size_t(1) << usual << std::size_t(1) << false;
    }

    void holdsItsBytesAndNoMore()
    {
        QFETCH(std::size_t, most);
        QFETCH(std::size_t, first);
        QFETCH(std::size_t, second);
        QFETCH(bool, fits);
        QueueLimits limits = limitsOf(100);
        limits.maxQueueBytes = most;
        BoundedQueue queue(limits, m_clock);
        QCOMPARE(push(queue, first), RecordOutcome::Accepted);
        QCOMPARE(push(queue, second), fits ? RecordOutcome::Accepted : RecordOutcome::DroppedQueueFull);
        QCOMPARE(queue.snapshot().bytes, fits ? first + second : first);
        QVERIFY(queue.ledger().balances());
        taken(queue);
        QCOMPARE(queue.snapshot().bytes, 0U);
    }

    void keepsPlaceForASmallEventWhenABigOneFindsNoBytes()
    {
        QueueLimits limits = limitsOf(100);
        limits.maxQueueBytes = 1'000;
        BoundedQueue queue(limits, m_clock);
        push(queue, 900);
        QCOMPARE(push(queue, 101), RecordOutcome::DroppedQueueFull);
        QCOMPARE(push(queue, 100), RecordOutcome::Accepted);
    }

    void isDueAtHalfTheBytes()
    {
        QueueLimits limits = limitsOf(1'000);
        limits.maxQueueBytes = 1'000;
        BoundedQueue queue(limits, m_clock);
        push(queue, 499);
        QVERIFY(!queue.due());
        push(queue, 1);
        QCOMPARE(queue.due(), std::optional(FlushCause::Size));
    }

    void isDueAfterTheMaxWait_data()
    {
        QTest::addColumn<Millis>("wait");
        QTest::newRow("1 ms") << Millis(1);
        QTest::newRow("5 s, the default") << QueueLimits().maxWaitTime;
        QTest::newRow("1 h") << Millis(3'600'000);
    }

    void isDueAfterTheMaxWait()
    {
        QFETCH(Millis, wait);
        QueueLimits limits = limitsOf(100);
        limits.maxWaitTime = wait;
        BoundedQueue queue(limits, m_clock);
        push(queue, 10);
        m_clock.advance(wait / 2);
        push(queue, 10); // younger: the oldest one counts
        m_clock.advance(wait - wait / 2 - Nanos(1));
        QVERIFY(!queue.due());
        m_clock.advance(Nanos(1));
        QCOMPARE(queue.due(), std::optional(FlushCause::Time));
        m_clock.advance(Nanos(1));
        QCOMPARE(queue.due(), std::optional(FlushCause::Time));
    }

    void waitsTheBlockDeadlineForRoom_data()
    {
        QTest::addColumn<Millis>("deadline");
        QTest::newRow("0 ms: at once") << Millis(0);
        QTest::newRow("1 ms") << Millis(1);
        QTest::newRow("30 ms") << Millis(30);
    }

    void waitsTheBlockDeadlineForRoom()
    {
        QFETCH(Millis, deadline);
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline = deadline;
        BoundedQueue queue(limits, m_clock);
        push(queue, 10);
        const auto began = std::chrono::steady_clock::now();
        QCOMPARE(push(queue, 10), RecordOutcome::DroppedBlockTimeout);
        const auto waited = std::chrono::steady_clock::now() - began;
        QVERIFY2(waited >= deadline, "it gave up too early");
        QVERIFY2(waited < deadline + std::chrono::seconds(5), "it waited on");
        QCOMPARE(queue.ledger().dropsFor(DropReason::BlockTimeout), 1U);
        QVERIFY(queue.ledger().balances());
    }

    void gathersDropsIntoRunsOf10Ms_data()
    {
        QTest::addColumn<Micros>("second");
        QTest::addColumn<QString>("runs");
        QTest::newRow("same moment") << Micros(0) << QStringLiteral("2");
        QTest::newRow("10 ms - 1") << Micros(9'999) << QStringLiteral("2");
        QTest::newRow("10 ms") << Micros(10'000) << QStringLiteral("1 1");
        QTest::newRow("10 ms + 1") << Micros(10'001) << QStringLiteral("1 1");
    }

    void gathersDropsIntoRunsOf10Ms()
    {
        QFETCH(Micros, second);
        QFETCH(QString, runs);
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, 10);
        push(queue, 10);
        m_clock.advance(second);
        push(queue, 10);
        QCOMPARE(lengthsOf(queue.takeDrops(DropRuns::Take::All, m_clock.wallNow())), runs);
        QVERIFY(queue.takeDrops(DropRuns::Take::All, m_clock.wallNow()).empty());
    }

    void givesADropRunWhenItCanGrowNoMore()
    {
        BoundedQueue queue(limitsOf(1), m_clock);
        push(queue, 10);
        push(queue, 10);
        m_clock.advance(Micros(9'999));
        QVERIFY(queue.takeDrops(DropRuns::Take::Finished, m_clock.wallNow()).empty());
        QVERIFY(queue.hasUntoldNews());
        m_clock.advance(Micros(1));
        QCOMPARE(
            lengthsOf(queue.takeDrops(DropRuns::Take::Finished, m_clock.wallNow())), QStringLiteral("1"));
    }

    void refusesLimitsOutOfRange_data()
    {
        QTest::addColumn<QueueLimits>("limits");
        QTest::addColumn<QString>("complaint");
        for (const std::size_t size : {0U, 1U, 999'999U, 1'000'000U, 1'000'001U}) {
            QTest::addRow("%zu events", size)
                << limitsOf(size)
                << (size >= 1 && size <= 1'000'000 ? QString()
                                                   : QStringLiteral("max_queue_size is %1").arg(size));
        }
        for (const std::size_t bytes : {0U, 1U, 2U}) {
            QueueLimits limits;
            limits.maxQueueBytes = bytes;
            QTest::addRow("%zu bytes", bytes)
                << limits << (bytes >= 1 ? QString() : QStringLiteral("max_queue_bytes is 0"));
        }
        for (const int wait : {-1, 0, 1, 2, 3'599'999, 3'600'000, 3'600'001}) {
            QueueLimits limits;
            limits.maxWaitTime = Millis(wait);
            QTest::addRow("max wait %d ms", wait)
                << limits
                << (wait >= 1 && wait <= 3'600'000 ? QString()
                                                   : QStringLiteral("max_wait_time is %1 ms").arg(wait));
        }
        for (const int wait : {-1, 0, 1}) {
            QueueLimits limits;
            limits.blockDeadline = Millis(wait);
            QTest::addRow("block deadline %d ms", wait)
                << limits << (wait >= 0 ? QString() : QStringLiteral("block_deadline is -1 ms"));
        }
        QueueLimits endless;
        endless.blockDeadline.reset();
        QTest::newRow("no block deadline") << endless << QString();
        QTest::newRow("spill") << limitsOf(100, OverflowPolicy::Spill) << QString();
    }

    void refusesLimitsOutOfRange()
    {
        QFETCH(QueueLimits, limits);
        QFETCH(QString, complaint);
        const Result<void> valid = limits.validate();
        QCOMPARE(valid.ok(), complaint.isEmpty());
        if (!valid.ok())
            QVERIFY2(QString::fromStdString(valid.error().message).contains(complaint),
                valid.error().message.c_str());
    }

private:
    static QString lengthsOf(const std::vector<DropRun> &runs)
    {
        QStringList lengths;
        for (const DropRun &run : runs)
            lengths << QString::number(run.count);
        return lengths.join(QLatin1Char(' '));
    }

    RecordOutcome push(BoundedQueue &queue, std::size_t bytes)
    {
        return queue.push(named("e"), bytes, m_clock.wallNow());
    }

    /// One byte each, so that only places count.
    void fill(BoundedQueue &queue, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i)
            push(queue, 1);
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueueBounds)
#include "tst_queue_bounds.moc"
