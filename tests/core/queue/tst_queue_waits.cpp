// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The flusher's waits: on the queue and elsewhere. No wake-up is lost.

#include "core/base/mutex.h"
#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace sluice;

namespace {

/// What the transport is to the flusher: a place to wait that only wake() or the time ends.
class OtherPlace final : public Waker
{
public:
    void wake() noexcept override
    {
        MutexLock lock(m_mutex);
        ++m_calls;
        m_woken = true;
        lock.unlock();
        m_bell.notifyOne();
    }

    void wait(std::optional<SteadyTime> until)
    {
        MutexLock lock(m_mutex);
        m_waiting = true;
        while (!m_woken) {
            if (!until)
                m_bell.wait(m_mutex);
            else if (!m_bell.waitUntil(m_mutex, *until))
                break;
        }
        m_woken = false;
        m_waiting = false;
    }

    int calls() const
    {
        MutexLock lock(m_mutex);
        return m_calls;
    }
    bool isWaiting() const
    {
        MutexLock lock(m_mutex);
        return m_waiting;
    }

private:
    mutable Mutex m_mutex;
    CondVar m_bell;
    int m_calls GUARDED_BY(m_mutex) = 0;
    bool m_woken GUARDED_BY(m_mutex) = false;
    bool m_waiting GUARDED_BY(m_mutex) = false;
};

using Watch = BoundedQueue::Watch;

} // namespace

class TestQueueWaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheTimeOfTheOldestEvent()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        QCOMPARE(timeElsewhere(queue, Watch::Arrivals, {}), std::optional<SteadyTime>());
        push(queue);
        const SteadyTime oldest = m_clock.steadyNow() + QueueLimits().maxWaitTime;
        for (int nap = 0; nap < 4; ++nap)
            timeElsewhere(queue, Watch::Arrivals, {}); // it looks whether more comes
        QCOMPARE(timeElsewhere(queue, Watch::Arrivals, {}), std::optional(oldest));
        QCOMPARE(timeElsewhere(queue, Watch::Nothing, {}), std::optional<SteadyTime>());
        const SteadyTime sooner = oldest - Millis(1);
        QCOMPARE(timeElsewhere(queue, Watch::Arrivals, sooner), std::optional(sooner));
    }

    void napsAMillisecondWhileEventsComeAndThenLonger()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        QStringList naps;
        for (int i = 0; i < 7; ++i) {
            if (i < 3)
                push(queue);
            const auto end = timeElsewhere(queue, Watch::Arrivals, {});
            naps << QString::number(std::chrono::floor<Millis>(end.value() - m_clock.steadyNow()).count());
        }
        QCOMPARE(naps.join(QLatin1Char(' ')), QStringLiteral("1 1 1 2 4 8 5000"));
    }

    void napsNoLongerThanTheMaxWait()
    {
        QueueLimits limits = limitsOf(100);
        limits.maxWaitTime = Millis(3);
        BoundedQueue queue(limits, m_clock);
        push(queue);
        taken(queue);
        QStringList naps;
        for (int i = 0; i < 4; ++i) {
            const auto end = timeElsewhere(queue, Watch::Arrivals, {});
            naps << QString::number(std::chrono::floor<Millis>(end.value() - m_clock.steadyNow()).count());
        }
        QCOMPARE(naps.join(QLatin1Char(' ')), QStringLiteral("1 2 3 3"));
    }

    void doesNotWaitWhenThereIsSomethingToDo()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        bool waited = false;
        const auto wait = [&](std::optional<SteadyTime>) { waited = true; };
        queue.wake();
        queue.waitElsewhere(Watch::Nothing, {}, wait);
        QVERIFY2(!waited, "it was woken before");
        queue.waitElsewhere(Watch::Nothing, m_clock.steadyNow(), wait);
        QVERIFY2(!waited, "its time had come");
        push(queue);
        queue.ask();
        queue.waitElsewhere(Watch::Nothing, {}, wait);
        queue.waitElsewhere(Watch::Arrivals, {}, wait);
        QVERIFY2(!waited, "a flush was asked for");
        queue.waitElsewhere(Watch::Nothing, {}, wait);
        QVERIFY2(waited, "it may not send, and nobody woke it");
    }

    void isWokenElsewhere_data()
    {
        QTest::addColumn<int>("by");
        QTest::newRow("wake()") << 0;
        QTest::newRow("ask()") << 1;
        QTest::newRow("close()") << 2;
        QTest::newRow("setLimits()") << 3;
        QTest::newRow("an event") << 4;
    }

    void isWokenElsewhere()
    {
        QFETCH(int, by);
        BoundedQueue queue(limitsOf(100), m_clock);
        OtherPlace place;
        queue.setWaker(&place);
        const Watch watch = by == 4 ? Watch::Arrivals : Watch::Nothing;
        std::jthread flusher([&] {
            queue.waitElsewhere(watch, {}, [&](std::optional<SteadyTime> until) { place.wait(until); });
        });
        QTRY_VERIFY(place.isWaiting());
        if (by == 0)
            queue.wake();
        else if (by == 1)
            queue.ask();
        else if (by == 2)
            queue.close();
        else if (by == 3)
            queue.setLimits(limitsOf(10));
        else
            push(queue);
        flusher.join();
        QCOMPARE(place.calls(), 1);
    }

    void isWokenElsewhereByAProducerThatFindsNoRoom()
    {
        QueueLimits limits = limitsOf(2, OverflowPolicy::Block);
        limits.blockDeadline.reset();
        BoundedQueue queue(limits, m_clock);
        OtherPlace place;
        queue.setWaker(&place);
        std::jthread flusher([&] {
            for (std::uint64_t seen = 0; seen < 3; seen = queue.ledger().inFlight) {
                queue.waitElsewhere(
                    Watch::Arrivals, {}, [&](std::optional<SteadyTime> until) { place.wait(until); });
                taken(queue);
            }
        });
        for (int i = 0; i < 3; ++i)
            QCOMPARE(push(queue), RecordOutcome::Accepted);
    }

    void isNotWokenByEventsWhileItMayNotSend()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        OtherPlace place;
        queue.setWaker(&place);
        queue.waitElsewhere(Watch::Nothing, {}, [&](std::optional<SteadyTime>) { push(queue); });
        QCOMPARE(place.calls(), 0);
    }

    void isNotCalledWhenItIsBack()
    {
        BoundedQueue queue(limitsOf(100), m_clock);
        OtherPlace place;
        queue.setWaker(&place);
        queue.waitElsewhere(Watch::Arrivals, {}, [](std::optional<SteadyTime>) {});
        push(queue);
        queue.wake();
        QCOMPARE(place.calls(), 0);
    }

    // Each round is a hand-over that a lost wake-up would hold up: the next event comes only when the one
    // before was taken, and the flusher has no other time to wake at than the rescue.
    void losesNoWakeUp_data()
    {
        QTest::addColumn<bool>("elsewhere");
        QTest::newRow("on the queue") << false;
        QTest::newRow("elsewhere") << true;
    }

    void losesNoWakeUp()
    {
        QFETCH(bool, elsewhere);
        const SystemClock clock;
        QueueLimits limits = limitsOf(1);
        limits.maxWaitTime = std::chrono::hours(1);
        BoundedQueue queue(limits, clock);
        OtherPlace place;
        queue.setWaker(&place);
        const SteadyTime rescue = clock.steadyNow() + std::chrono::seconds(30);
        std::atomic<std::uint64_t> seen{0};
        std::jthread flusher([&] {
            EventRing ring = queue.makeRing();
            while (seen < rounds) {
                rest(queue, place, elsewhere, Watch::Arrivals, rescue);
                queue.takeAll(ring);
                seen += ring.size();
                seen.notify_one();
                ring.clear();
            }
        });
        for (std::uint64_t round = 0; round < rounds; ++round) {
            queue.push(named("e"), 10, clock.wallNow());
            seen.wait(round); // some rounds let it fall asleep, most catch it on its way there
        }
        flusher.join();
        QVERIFY2(clock.steadyNow() < rescue, "a wake-up was lost");
    }

    void losesNoCallOfWake_data() { losesNoWakeUp_data(); }

    void losesNoCallOfWake()
    {
        QFETCH(bool, elsewhere);
        const SystemClock clock;
        BoundedQueue queue(limitsOf(100), clock);
        OtherPlace place;
        queue.setWaker(&place);
        const SteadyTime rescue = clock.steadyNow() + std::chrono::seconds(30);
        std::atomic<std::uint64_t> news{0};
        std::atomic<std::uint64_t> seen{0};
        std::jthread flusher([&] {
            while (seen < rounds) {
                rest(queue, place, elsewhere, Watch::Nothing, rescue);
                seen = news.load();
                seen.notify_one();
            }
        });
        for (std::uint64_t round = 1; round <= rounds; ++round) {
            news = round;
            queue.wake();
            for (std::uint64_t now = seen; now < round; now = seen)
                seen.wait(now);
        }
        flusher.join();
        QVERIFY2(clock.steadyNow() < rescue, "a wake-up was lost");
    }

private:
    static constexpr std::uint64_t rounds = 3'000;

    static void rest(BoundedQueue &queue, OtherPlace &place, bool elsewhere, Watch watch, SteadyTime until)
    {
        if (elsewhere)
            queue.waitElsewhere(watch, until, [&](std::optional<SteadyTime> end) { place.wait(end); });
        else
            queue.waitForWork(watch, until);
    }

    std::optional<SteadyTime> timeElsewhere(BoundedQueue &queue, Watch watch, std::optional<SteadyTime> until)
    {
        std::optional<SteadyTime> given;
        queue.waitElsewhere(watch, until, [&](std::optional<SteadyTime> end) { given = end; });
        return given;
    }

    RecordOutcome push(BoundedQueue &queue) { return queue.push(named("e"), 10, m_clock.wallNow()); }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueueWaits)
#include "tst_queue_waits.moc"
