// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Several producers, one flusher, and the ledger asserted live.

#include "tests/core/queue/fake_journal.h"
#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

using namespace sluice;

namespace {

constexpr std::array allPolicies
    = {OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest, OverflowPolicy::Spill};

/// Producers, a flusher that delivers, and somebody who looks at the ledger all the time.
class Crowd
{
public:
    static constexpr int producers = 4;

    Crowd(BoundedQueue &queue, FakeJournal *journal)
        : m_queue(queue)
        , m_journal(journal)
    { }

    /// Ends when `each` events of each producer are decided and the queue is empty. `beside` runs over and
    /// over on a thread of its own meanwhile.
    template <typename Beside>
    void run(int each, Beside beside)
    {
        std::jthread flusher([this] { flush(); });
        std::jthread other([this, &beside] {
            while (!m_done) {
                look();
                beside();
                ++m_turns;
                m_turns.notify_all();
            }
        });
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < producers; ++i)
                threads.emplace_back([this, each] { produce(each); });
        }
        m_done = true;
        m_queue.close();
    }

    bool balanced() const { return m_balanced; }
    std::uint64_t accepted() const { return m_accepted; }
    std::uint64_t taken() const { return m_taken; }
    bool inOrder() const { return m_inOrder; }

private:
    void produce(int each)
    {
        const int number = m_number++;
        for (int i = 0; i < each; ++i) {
            Event event = named("e");
            event.start = Timestamp(Micros(i));
            event.id.bytes[0] = static_cast<std::uint8_t>(number);
            JournalPlace place{0, 0, 10};
            if (wasAccepted(m_queue.push(std::move(event), 10, m_clock.wallNow(), &place)))
                ++m_accepted;
            if (i % 16 == 0)
                look();
            if (i % 256 == 0)
                m_turns.wait(m_turns); // what runs beside gets its turns
        }
    }

    void look() { m_balanced = m_balanced && m_queue.ledger().balances(); }

    void flush()
    {
        std::array<Timestamp, producers> last{};
        EventRing ring = m_queue.makeRing();
        while (!m_done || m_queue.due()) {
            m_queue.waitForWork(BoundedQueue::Watch::Arrivals, std::nullopt);
            if (ring.capacity() != m_queue.limits().maxQueueSize)
                ring = m_queue.makeRing();
            m_queue.takeAll(ring);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                Timestamp &before = last[ring[i].event.id.bytes[0]];
                m_inOrder = m_inOrder && ring[i].event.start >= before;
                before = ring[i].event.start;
                if (m_journal)
                    m_journal->settle(ring[i].place);
            }
            m_taken += ring.size();
            m_queue.settle(ring.size(), &Ledger::inFlight, &Ledger::delivered);
            ring.clear();
        }
    }

    BoundedQueue &m_queue;
    FakeJournal *const m_journal;
    const SystemClock m_clock;
    std::atomic<int> m_number{0};
    std::atomic<int> m_turns{0};
    std::atomic<bool> m_done{false};
    std::atomic<bool> m_balanced{true};
    std::atomic<bool> m_inOrder{true};
    std::atomic<std::uint64_t> m_accepted{0};
    std::atomic<std::uint64_t> m_taken{0};
};

} // namespace

class TestQueueStress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void balancesWhileManyPushAndOneTakes_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        QTest::addColumn<bool>("journaled");
        for (const OverflowPolicy policy : allPolicies) {
            QTest::addRow("%s", wireName(policy).data()) << policy << false;
            QTest::addRow("%s, a small journal", wireName(policy).data()) << policy << true;
        }
    }

    void balancesWhileManyPushAndOneTakes()
    {
        QFETCH(OverflowPolicy, policy);
        QFETCH(bool, journaled);
        const SystemClock clock;
        QueueLimits limits = limitsOf(8, policy);
        limits.blockDeadline.reset();
        FakeJournal journal(120); // twelve events: less than the queue and what is in flight
        BoundedQueue queue(limits, clock, journaled ? &journal : nullptr);
        Crowd crowd(queue, journaled ? &journal : nullptr);
        const int each = policy == OverflowPolicy::Block || policy == OverflowPolicy::Spill ? 2'000 : 5'000;
        crowd.run(each, [] {});

        const Ledger ledger = queue.ledger();
        QVERIFY(crowd.balanced());
        QVERIFY(crowd.inOrder());
        QVERIFY(ledger.balances());
        QCOMPARE(ledger.recorded, static_cast<std::uint64_t>(Crowd::producers * each));
        QCOMPARE(ledger.delivered, crowd.taken());
        QCOMPARE(ledger.queued + ledger.inFlight, 0U);
        if (policy != OverflowPolicy::DropOldest)
            QCOMPARE(ledger.delivered, crowd.accepted());
        if (policy == OverflowPolicy::Block)
            QCOMPARE(ledger.droppedInAll(), 0U);
        QCOMPARE(journal.used(), 0U);
        QCOMPARE(dropsTold(queue), ledger.droppedInAll());
    }

    void balancesWhileTheLimitsChange()
    {
        const SystemClock clock;
        BoundedQueue queue(limitsOf(8), clock);
        Crowd crowd(queue, nullptr);
        const int each = 5'000;
        std::size_t turn = 0;
        const std::array<std::size_t, 5> sizes = {1, 64, 2, 1'000, 8};
        crowd.run(each, [&] {
            QueueLimits limits = limitsOf(sizes[turn % sizes.size()], allPolicies[turn / 2 % 4]);
            limits.maxWaitTime = Millis(1 + turn % 20);
            limits.maxQueueBytes = turn % 3 == 0 ? 15 : 1'000'000;
            queue.setLimits(limits);
            ++turn;
        });
        const Ledger ledger = queue.ledger();
        QVERIFY(turn >= 10);
        QVERIFY(crowd.balanced());
        QVERIFY(crowd.inOrder());
        QCOMPARE(ledger.recorded, static_cast<std::uint64_t>(Crowd::producers * each));
        QCOMPARE(ledger.delivered, crowd.taken());
        QVERIFY(ledger.balances());
        QCOMPARE(dropsTold(queue), ledger.droppedInAll());
    }

    void decidesEveryEventWhenItIsClosedMeanwhile_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        for (const OverflowPolicy policy : allPolicies)
            QTest::addRow("%s", wireName(policy).data()) << policy;
    }

    void decidesEveryEventWhenItIsClosedMeanwhile()
    {
        QFETCH(OverflowPolicy, policy);
        const SystemClock clock;
        for (int round = 0; round < 20; ++round) {
            QueueLimits limits = limitsOf(4, policy);
            limits.blockDeadline.reset();
            BoundedQueue queue(limits, clock);
            Crowd crowd(queue, nullptr);
            int looks = 0;
            crowd.run(100, [&] {
                if (++looks == 3)
                    queue.close();
            });
            const Ledger ledger = queue.ledger();
            QVERIFY(crowd.balanced());
            QVERIFY(ledger.balances());
            QCOMPARE(ledger.recorded, static_cast<std::uint64_t>(Crowd::producers * 100));
            QCOMPARE(ledger.delivered + ledger.droppedInAll() + ledger.rejected, ledger.recorded);
        }
    }

private:
    static std::uint64_t dropsTold(BoundedQueue &queue)
    {
        std::uint64_t count = 0;
        for (const DropRun &run : queue.takeDrops(DropRuns::Take::All, Timestamp::max()))
            count += run.count;
        return count;
    }
};

QTEST_APPLESS_MAIN(TestQueueStress)
#include "tst_queue_stress.moc"
