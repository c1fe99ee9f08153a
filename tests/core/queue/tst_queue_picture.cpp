// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// BoundedQueue::picture(): what is seen of a queue at work.

#include "tests/core/queue/fake_journal.h"
#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

using namespace sluice;
using Holder = LockPicture::Holder;

namespace {

constexpr std::array allPolicies
    = {OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest, OverflowPolicy::Spill};

Event typed(EventType type)
{
    Event event = named("e");
    event.type = type;
    return event;
}

/// "A" for an action, "L", "T", "E", "P" for an api call.
QChar letterOf(std::size_t type)
{
    return QLatin1Char("ALTEP"[type]);
}

/// One letter a filled place of a picture with a cell a place; "?" = not known.
QString typesIn(const std::vector<QueueCell> &cells)
{
    QString types;
    for (const QueueCell &cell : cells) {
        const qsizetype before = types.size();
        for (std::size_t type = 0; type < cell.byType.size(); ++type)
            types += QString(static_cast<int>(cell.byType[type]), letterOf(type));
        types += QString(before + cell.filled - types.size(), QLatin1Char('?'));
    }
    return types;
}

QString typesIn(EventRing &ring)
{
    QString types;
    for (std::size_t i = 0; i < ring.size(); ++i)
        types += letterOf(static_cast<std::size_t>(ring[i].event.type));
    return types;
}

/// "places filled", summed over the cells.
QString sums(const QueuePicture &picture)
{
    std::size_t places = 0;
    std::size_t filled = 0;
    for (const QueueCell &cell : picture.cells) {
        places += cell.places;
        filled += cell.filled;
    }
    return QStringLiteral("%1 %2").arg(places).arg(filled);
}

QString sums(std::size_t places, std::size_t filled)
{
    return QStringLiteral("%1 %2").arg(places).arg(filled);
}

/// A clock whose steadyNow(), which is asked under the lock, holds who asks until the test lets it go.
class HoldingClock final : public Clock
{
public:
    Timestamp wallNow() const override { return m_clock.wallNow(); }
    SteadyTime steadyNow() const override
    {
        if (std::this_thread::get_id() == m_held) {
            m_isHeld = true;
            m_isHeld.notify_all();
            m_goOn.wait(false);
        }
        return m_clock.steadyNow();
    }

    /// By the thread that is to be held.
    void holdMe() { m_held = std::this_thread::get_id(); }
    void waitUntilHeld() const { m_isHeld.wait(false); }
    void goOn()
    {
        m_goOn = true;
        m_goOn.notify_all();
    }

private:
    SystemClock m_clock;
    std::atomic<std::thread::id> m_held;
    mutable std::atomic<bool> m_isHeld{false};
    mutable std::atomic<bool> m_goOn{false};
};

} // namespace

class TestQueuePicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAddUpWhateverHappens_data()
    {
        QTest::addColumn<std::size_t>("capacity");
        QTest::addColumn<OverflowPolicy>("policy");
        for (const std::size_t capacity : {1U, 2U, 100U, 400U, 401U, 1'000'000U}) {
            for (const OverflowPolicy policy : allPolicies)
                QTest::addRow("%zu, %s", capacity, wireName(policy).data()) << capacity << policy;
        }
    }

    void cellsAddUpWhateverHappens()
    {
        QFETCH(std::size_t, capacity);
        QFETCH(OverflowPolicy, policy);
        BoundedQueue queue(limitsOf(capacity, policy), m_clock);
        QCOMPARE(sums(queue.picture(400)), sums(capacity, 0));
        const std::size_t most = std::min<std::size_t>(capacity, 1'000);
        for (int round = 0; round < 3; ++round) {
            for (std::size_t depth = 1; depth <= most; ++depth) {
                push(queue, EventType::Llm);
                if (depth < 5 || depth > most - 5)
                    QCOMPARE(sums(queue.picture(400)), sums(capacity, depth));
            }
            push(queue, EventType::Tool); // one more than there is room for, but for the largest
            push(queue, EventType::Tool);
            const QueuePicture full = queue.picture(400);
            QCOMPARE(sums(full), sums(capacity, full.queue.depth));
            QCOMPARE(full.queue.depth, std::min(capacity, most + 2));
            QVERIFY(full.queue.ledger.balances());
            QVERIFY(!full.late);
            EventRing ring = queue.makeRing();
            queue.takeAll(ring);
            QCOMPARE(sums(queue.picture(400)), sums(capacity, 0));
        }
    }

    void coloursAreThoseOfWhatIsQueued_data()
    {
        QTest::addColumn<std::size_t>("capacity");
        QTest::addColumn<OverflowPolicy>("policy");
        for (const std::size_t capacity : {1U, 2U, 100U, 400U, 401U}) {
            for (const OverflowPolicy policy : allPolicies)
                QTest::addRow("%zu, %s", capacity, wireName(policy).data()) << capacity << policy;
        }
    }

    void coloursAreThoseOfWhatIsQueued()
    {
        QFETCH(std::size_t, capacity);
        QFETCH(OverflowPolicy, policy);
        BoundedQueue queue(limitsOf(capacity, policy), m_clock);
        std::size_t number = 0;
        for (const std::size_t events : {0U, 1U, 60U, 398U, 399U, 404U}) {
            for (std::size_t i = 0; i < std::min(events, capacity + 3); ++i)
                push(queue, allEventTypes[number++ * 7 / 3 % allEventTypes.size()]);
            const QString seen = typesIn(queue.picture(capacity).cells);
            EventRing ring = queue.makeRing();
            queue.takeAll(ring);
            QCOMPARE(seen, typesIn(ring));
            QCOMPARE(typesIn(queue.picture(capacity).cells), QString());
        }
    }

    void coloursStayWhenTheLimitsChange()
    {
        BoundedQueue queue(limitsOf(4), m_clock);
        for (const EventType type : {EventType::Action, EventType::Llm, EventType::Tool, EventType::Error})
            push(queue, type);
        queue.setLimits(limitsOf(100'000)); // holds from the next takeAll()
        QCOMPARE(typesIn(queue.picture(100'000).cells), QStringLiteral("ALTE"));
        QCOMPARE(sums(queue.picture(400)), sums(4, 4));
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        QCOMPARE(sums(queue.picture(400)), sums(100'000, 0));
        QCOMPARE(queue.picture(400).inFlight, (TypeCounts{1, 1, 1, 1, 0}));
        push(queue, EventType::Tool);
        push(queue, EventType::Llm);
        QCOMPARE(typesIn(queue.picture(100'000).cells), QStringLiteral("TL"));
        queue.setLimits(limitsOf(1));
        const QueuePicture shrunk = queue.picture(400);
        QCOMPARE(shrunk.queue.depth, 2U);
        QVERIFY2(sums(shrunk) == sums(1, 1), "no cell is more than full");
        QCOMPARE(typesIn(shrunk.cells), QStringLiteral("T"));
    }

    void inFlightIsWhatIsTakenAndNotDecided()
    {
        BoundedQueue queue(limitsOf(2, OverflowPolicy::DropOldest), m_clock);
        EventRing ring = queue.makeRing();
        push(queue, EventType::Llm);
        push(queue, EventType::Tool);
        queue.takeAll(ring);
        push(queue, EventType::Error); // gives its place
        push(queue, EventType::Action);
        push(queue, EventType::Action);
        QCOMPARE(queue.picture(400).inFlight, (TypeCounts{0, 1, 1, 0, 0}));
        ring.clear();
        queue.takeAll(ring);
        QCOMPARE(queue.picture(400).inFlight, (TypeCounts{2, 1, 1, 0, 0}));
        queue.settle(1, &Ledger::inFlight, &Ledger::inDoubt);
        QCOMPARE(queue.picture(400).inFlight, (TypeCounts{2, 1, 1, 0, 0}));
        queue.settle(1, &Ledger::inDoubt, &Ledger::delivered);
        QCOMPARE(queue.picture(400).inFlight, (TypeCounts{2, 0, 1, 0, 0}));
        queue.settle(3, &Ledger::inFlight, &Ledger::delivered);
        QCOMPARE(queue.picture(400).inFlight, TypeCounts{});
    }

    void saysWhetherSomethingIsDue()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        QVERIFY(!queue.picture(400).flusher.hasWork);
        push(queue, EventType::Llm);
        QVERIFY2(!queue.picture(400).flusher.hasWork, "it waits for more, up to the max wait");
        m_clock.advance(QueueLimits().maxWaitTime);
        QVERIFY(queue.picture(400).flusher.hasWork);
    }

    void showsAnEndedQueue()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        push(queue, EventType::Llm);
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        queue.settle(1, &Ledger::inFlight, &Ledger::delivered);
        queue.close();
        queue.releaseRoom();
        const QueuePicture picture = queue.picture(400);
        QCOMPARE(sums(picture), sums(100, 0));
        QCOMPARE(picture.inFlight, TypeCounts{});
        QCOMPARE(picture.queue.ledger.delivered, 1U);
    }

    void showsWhoRecordsAndCountsAllThatCome()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        for (int i = 0; i < 5; ++i)
            push(queue, EventType::Llm); // three of them are dropped
        std::jthread([&] { push(queue, EventType::Llm); }).join();
        m_clock.advance(Millis(70));
        const auto producers = queue.picture(400).producers;
        QCOMPARE(producers.size(), std::size_t(2));
        QCOMPARE(producers[0].number, 1U);
        QCOMPARE(producers[0].recorded, 5U);
        QCOMPARE(producers[1].number, 2U);
        QCOMPARE(producers[1].recorded, 1U);
        QCOMPARE(producers[0].idleFor, Nanos(Millis(70)));
        QVERIFY(!producers[0].waitsForRoom);
    }

    void showsAProducerThatWaitsForRoom()
    {
        QueueLimits limits = limitsOf(1, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        push(queue, EventType::Llm);
        std::jthread producer([&] { push(queue, EventType::Tool); });
        QTRY_COMPARE(queue.snapshot().waiting, 1U);
        const QueuePicture first = queue.picture(400);
        QCOMPARE(first.producers.size(), std::size_t(2));
        QVERIFY(!first.producers[0].waitsForRoom);
        QVERIFY(first.producers[1].waitsForRoom);
        QVERIFY2(first.lock.holder == Holder::Nobody, "who waits for room holds no lock");
        QTRY_VERIFY(queue.picture(400).producers[1].waitingFor > first.producers[1].waitingFor);
        const ProducerPicture waiting = queue.picture(400).producers[1];
        EventRing ring = queue.makeRing();
        queue.takeAll(ring);
        producer.join();
        const ProducerPicture after = queue.picture(400).producers[1];
        QVERIFY(!after.waitsForRoom);
        QCOMPARE(after.waitingFor, Nanos(0));
        QVERIFY(after.longestWait >= waiting.waitingFor);
    }

    void showsWhoHoldsTheLockWithoutWaitingForIt_data()
    {
        QTest::addColumn<bool>("byFlusher");
        QTest::newRow("a producer") << false;
        QTest::newRow("the flusher") << true;
    }

    void showsWhoHoldsTheLockWithoutWaitingForIt()
    {
        QFETCH(bool, byFlusher);
        HoldingClock clock;
        BoundedQueue queue(limitsOf(100), clock);
        QVERIFY(!queue.picture(400).late);
        std::jthread holder([&] {
            clock.holdMe();
            if (byFlusher)
                queue.waitForWork(BoundedQueue::Watch::Nothing, SteadyTime{});
            else
                push(queue, EventType::Llm);
        });
        clock.waitUntilHeld();
        const QueuePicture held = queue.picture(400);
        const QueuePicture again = queue.picture(400);
        QVERIFY(held.lock.holder == (byFlusher ? Holder::Flusher : Holder::Producer));
        QVERIFY2(held.late && sums(held) == sums(100, 0), "as last seen");
        QCOMPARE(again.lock.turn, held.lock.turn);
        std::jthread another([&] { push(queue, EventType::Llm); });
        QTRY_COMPARE(queue.picture(400).lock.waiters, 1U);
        QVERIFY(queue.picture(400).lock.contended >= 1);
        clock.goOn();
        holder.join();
        another.join();
        const QueuePicture after = queue.picture(400);
        QVERIFY(!after.late);
        QVERIFY(after.lock.holder == Holder::Nobody);
        QVERIFY(after.lock.turn > held.lock.turn);
        QCOMPARE(after.lock.waiters, 0U);
        QVERIFY(after.lock.longestWait > Nanos(0));
        QCOMPARE(after.queue.depth, byFlusher ? 1U : 2U);
    }

    void isDrawnWhileEightProducersRecord_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        for (const OverflowPolicy policy : allPolicies)
            QTest::addRow("%s", wireName(policy).data()) << policy;
    }

    void isDrawnWhileEightProducersRecord()
    {
        QFETCH(OverflowPolicy, policy);
        constexpr int producers = 8;
        constexpr int each = 1'500;
        QueueLimits limits = limitsOf(16, policy);
        limits.blockDeadline.reset();
        const SystemClock clock;
        BoundedQueue queue(limits, clock);
        std::atomic<bool> done{false};
        std::jthread flusher([&] { deliver(queue, done); });
        std::uint64_t pictures = 0;
        QString wrong;
        std::jthread artist([&] {
            for (; !done; ++pictures) {
                if (pictures % 64 == 63) {
                    limits.maxQueueSize = pictures % 128 == 127 ? 16 : 2'000;
                    queue.setLimits(limits);
                }
                const QueuePicture picture = queue.picture(400);
                if (!isSound(picture))
                    wrong = QStringLiteral("picture %1: %2, depth %3")
                                .arg(pictures)
                                .arg(sums(picture))
                                .arg(picture.queue.depth);
            }
        });
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < producers; ++i) {
                threads.emplace_back([&queue, i] {
                    for (int n = 0; n < each; ++n)
                        push(queue, allEventTypes[static_cast<std::size_t>(i + n) % 5], Timestamp(Micros(n)));
                });
            }
        }
        done = true;
        queue.close();
        flusher.join();
        artist.join();
        QCOMPARE(wrong, QString());
        QVERIFY(pictures > 0);
        const QueuePicture last = queue.picture(400);
        QVERIFY(last.queue.ledger.balances());
        QCOMPARE(last.queue.ledger.recorded, static_cast<std::uint64_t>(producers * each));
        QCOMPARE(last.producers.size(), std::size_t(producers));
        for (const ProducerPicture &producer : last.producers) {
            QCOMPARE(producer.recorded, static_cast<std::uint64_t>(each));
            QVERIFY(!producer.waitsForRoom);
        }
    }

private:
    void push(BoundedQueue &queue, EventType type) { push(queue, type, m_clock.wallNow()); }
    static void push(BoundedQueue &queue, EventType type, Timestamp now) { queue.push(typed(type), 10, now); }

    static void deliver(BoundedQueue &queue, const std::atomic<bool> &done)
    {
        EventRing ring = queue.makeRing();
        while (!done || queue.due()) {
            queue.waitForWork(BoundedQueue::Watch::Arrivals, std::nullopt);
            if (ring.capacity() != queue.limits().maxQueueSize)
                ring = queue.makeRing();
            queue.takeAll(ring);
            queue.settle(ring.size(), &Ledger::inFlight, &Ledger::delivered);
            ring.clear();
        }
    }

    static bool isSound(const QueuePicture &picture)
    {
        const std::size_t shown = std::min(picture.queue.depth, picture.queue.capacity);
        bool sound = picture.queue.ledger.balances() && picture.producers.size() <= 8
            && (sums(picture) == sums(picture.queue.capacity, shown) || picture.queue.capacity == 0);
        for (const QueueCell &cell : picture.cells) {
            std::uint32_t looked = 0;
            for (const std::uint32_t count : cell.byType)
                looked += count;
            sound = sound && looked <= cell.filled;
        }
        return sound;
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueuePicture)
#include "tst_queue_picture.moc"
