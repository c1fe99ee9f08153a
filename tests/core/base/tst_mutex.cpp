// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/mutex.h"

#include <QTest>

#include <thread>

using namespace sluice;

static_assert(!std::is_copy_constructible_v<Mutex> && !std::is_copy_constructible_v<MutexLock>);

namespace {

struct Box
{
    Mutex mutex;
    CondVar changed;
    int value GUARDED_BY(mutex) = 0;
};

/// Whether another thread could take it now.
bool isFree(Mutex &mutex)
{
    bool taken = false;
    std::jthread([&]() NO_THREAD_SAFETY_ANALYSIS {
        taken = mutex.tryLock();
        if (taken)
            mutex.unlock();
    }).join();
    return taken;
}

} // namespace

class TestMutex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHeldForAScope();
    void canBeLetGoEarly();
    void wakesWhoWaits();
    void saysThatTimeIsUp();
};

void TestMutex::isHeldForAScope()
{
    Mutex mutex;
    QVERIFY(isFree(mutex));
    {
        MutexLock lock(mutex);
        QVERIFY(!isFree(mutex));
    }
    QVERIFY(isFree(mutex));
}

void TestMutex::canBeLetGoEarly()
{
    Mutex mutex;
    {
        MutexLock lock(mutex);
        lock.unlock();
        QVERIFY(isFree(mutex));
        lock.lock();
        QVERIFY(!isFree(mutex));
        lock.unlock();
    }
    QVERIFY(isFree(mutex));
}

void TestMutex::wakesWhoWaits()
{
    Box box;
    std::jthread other([&box] {
        MutexLock lock(box.mutex);
        box.value = 1;
        lock.unlock();
        box.changed.notifyAll();
    });
    MutexLock lock(box.mutex);
    while (box.value == 0)
        box.changed.wait(box.mutex);
    QCOMPARE(box.value, 1);
}

void TestMutex::saysThatTimeIsUp()
{
    Box box;
    MutexLock lock(box.mutex);
    QVERIFY(!box.changed.waitUntil(box.mutex, std::chrono::steady_clock::now() - std::chrono::seconds(1)));
    QVERIFY(!isFree(box.mutex));
}

QTEST_APPLESS_MAIN(TestMutex)
#include "tst_mutex.moc"
