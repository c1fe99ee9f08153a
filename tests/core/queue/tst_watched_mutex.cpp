// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/queue/watched_mutex.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace sluice;
using Holder = WatchedMutex::Holder;

Q_DECLARE_METATYPE(sluice::LockPicture::Holder)

static_assert(!std::is_copy_constructible_v<WatchedMutex> && !std::is_copy_constructible_v<WatchedLock>);

namespace {

struct Box
{
    WatchedMutex mutex;
    CondVar changed;
    int value GUARDED_BY(mutex) = 0;
};

} // namespace

class TestWatchedMutex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoHoldsIt_data()
    {
        QTest::addColumn<Holder>("who");
        QTest::newRow("a producer") << Holder::Producer;
        QTest::newRow("the flusher") << Holder::Flusher;
        QTest::newRow("another") << Holder::Other;
    }

    void saysWhoHoldsIt()
    {
        QFETCH(Holder, who);
        WatchedMutex mutex;
        QVERIFY(mutex.picture().holder == Holder::Nobody);
        {
            WatchedLock lock(mutex, who);
            QVERIFY(mutex.picture().holder == who);
            lock.unlock();
            QVERIFY(mutex.picture().holder == Holder::Nobody);
            lock.lock();
            QVERIFY(mutex.picture().holder == who);
        }
        QVERIFY(mutex.picture().holder == Holder::Nobody);
    }

    void isInTheSameTurnAsLongAsItIsHeld()
    {
        WatchedMutex mutex;
        QCOMPARE(mutex.picture().turn, 0U);
        for (std::uint64_t turn = 1; turn <= 1'000; ++turn) {
            WatchedLock lock(mutex, turn % 2 == 0 ? Holder::Flusher : Holder::Producer);
            QCOMPARE(mutex.picture().turn, turn);
            QCOMPARE(mutex.picture().turn, turn);
        }
        QCOMPARE(mutex.picture().turn, 1'000U);
    }

    void isNobodysWhileWhoHeldItWaits()
    {
        Box box;
        std::jthread waiter([&box] {
            WatchedLock lock(box.mutex, Holder::Flusher);
            while (box.value == 0)
                box.mutex.wait(box.changed, Holder::Flusher);
            box.value = box.mutex.picture().holder == Holder::Flusher ? 2 : 3;
        });
        const auto isWaiting = [&box] {
            const LockPicture picture = box.mutex.picture();
            return picture.turn > 0 && picture.holder == Holder::Nobody;
        };
        QTRY_VERIFY(isWaiting());
        const std::uint64_t before = box.mutex.picture().turn;
        {
            WatchedLock lock(box.mutex, Holder::Producer);
            box.value = 1;
        }
        box.changed.notifyAll();
        waiter.join();
        WatchedLock lock(box.mutex, Holder::Other);
        QVERIFY2(box.value == 2, "it was the flusher's again after the wait");
        QVERIFY(box.mutex.picture().turn >= before + 3);
    }

    void isHeldAgainWhenAWaitsTimeIsUp()
    {
        Box box;
        WatchedLock lock(box.mutex, Holder::Producer);
        const SteadyTime past = std::chrono::steady_clock::now() - std::chrono::seconds(1);
        QVERIFY(!box.mutex.waitUntil(box.changed, Holder::Producer, past));
        QVERIFY(box.mutex.picture().holder == Holder::Producer);
        QCOMPARE(box.mutex.picture().turn, 2U);
    }

    void countsWhoHadToSleepForIt()
    {
        WatchedMutex mutex;
        std::atomic<bool> wasIn{false};
        WatchedLock lock(mutex, Holder::Other);
        std::jthread producer([&] {
            WatchedLock inner(mutex, Holder::Producer);
            wasIn = true;
        });
        QTRY_COMPARE(mutex.picture().waiters, 1U);
        const SteadyTime seen = std::chrono::steady_clock::now();
        QCOMPARE(mutex.picture().contended, 1U);
        QVERIFY(!wasIn);
        while (std::chrono::steady_clock::now() == seen) { }
        const Nanos atLeast = std::chrono::steady_clock::now() - seen;
        lock.unlock();
        producer.join();
        QVERIFY(wasIn);
        const LockPicture after = mutex.picture();
        QCOMPARE(after.waiters, 0U);
        QCOMPARE(after.contended, 1U);
        QVERIFY(after.longestWait.count() > 0);
        QVERIFY2(after.longestWait + Millis(1) >= atLeast, "it slept while this thread looked on");
        lock.lock();
    }

    void countsNobodyWhoFindsItFree()
    {
        WatchedMutex mutex;
        for (int i = 0; i < 100; ++i)
            WatchedLock lock(mutex, Holder::Producer);
        const LockPicture picture = mutex.picture();
        QCOMPARE(picture.contended, 0U);
        QCOMPARE(picture.waiters, 0U);
        QCOMPARE(picture.longestWait.count(), 0);
    }

    void neverSleepsForOneThatIsOnlyTried()
    {
        WatchedMutex mutex;
        bool got = true;
        {
            WatchedLock lock(mutex, Holder::Flusher);
            std::jthread([&] { got = tried(mutex); }).join();
            QVERIFY(!got);
            QVERIFY2(mutex.picture().holder == Holder::Flusher, "a try in vain changes nothing");
            QCOMPARE(mutex.picture().turn, 1U);
            QCOMPARE(mutex.picture().contended, 0U);
        }
        QVERIFY(tried(mutex));
        QCOMPARE(mutex.picture().turn, 2U);
    }

private:
    static bool tried(WatchedMutex &mutex)
    {
        if (!mutex.tryLockWithin(Holder::Other, Micros(10)))
            return false;
        mutex.unlock();
        return true;
    }
};

QTEST_APPLESS_MAIN(TestWatchedMutex)
#include "tst_watched_mutex.moc"
