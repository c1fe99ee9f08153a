// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/pulse.h"
#include "core/lab/watch.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class TestWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reportsNothingBeforeItsFirstLook()
    {
        const ManualClock clock;
        const Watch watch(sources(), clock, Watch::Drive::ByHand);
        QVERIFY(watch.report());
        QCOMPARE(watch.report()->looks, 0U);
    }

    void reportsAnAlarmFromItsBeginningToItsEnd()
    {
        ManualClock clock;
        m_pulse.begin("commits a batch");
        Watch watch(sources(), clock, Watch::Drive::ByHand);
        watch.look();
        for (int i = 0; i < 20; ++i) {
            QVERIFY(watch.report()->alarms.empty());
            clock.advance(Watch::interval);
            watch.look();
        }
        QCOMPARE(watch.report()->looks, 21U);
        QCOMPARE(watch.report()->alarms.size(), 1U);
        QCOMPARE(watch.report()->alarms[0].alarm.worker, std::string("store writer"));
        QCOMPARE(watch.report()->alarms[0].raised, ManualClock::startTime + 2s);
        m_pulse.done();
        clock.advance(Watch::interval);
        watch.look();
        QVERIFY(watch.report()->alarms.empty());
        QCOMPARE(watch.report()->past.size(), 1U);
        QCOMPARE(*watch.report()->past[0].ended, ManualClock::startTime + 2'100ms);
    }

    void tellsTheWorkersAsItSawThem()
    {
        const ManualClock clock;
        m_pulse.rest("waits for batches");
        Watch watch(sources(), clock, Watch::Drive::ByHand);
        watch.look();
        QCOMPARE(watch.report()->workers.size(), 1U);
        QCOMPARE(watch.report()->workers[0].doing, std::string("waits for batches"));
        QVERIFY(!watch.report()->workers[0].hasWork);
    }

    void looksByItself()
    {
        const SystemClock clock;
        const Watch watch(sources(), clock);
        QTRY_VERIFY_WITH_TIMEOUT(watch.report()->looks >= 3, 10'000);
    }

    void seesALockThatNobodyLetsGo()
    {
        const SystemClock clock;
        WatchSources asked = sources();
        asked.queues = [] {
            QueuePicture picture;
            picture.lock.holder = LockPicture::Holder::Flusher;
            picture.lock.turn = 1;
            return std::vector{picture};
        };
        const Watch watch(asked, clock);
        QTRY_COMPARE_WITH_TIMEOUT(watch.report()->alarms.size(), 1U, 10'000);
        QCOMPARE(watch.report()->alarms[0].alarm.kind, Alarm::Kind::LockHeld);
    }

private:
    WatchSources sources()
    {
        return {[this] {
                    return std::vector<WorkerSign>{
                        {"store writer", m_pulse.doing(), m_pulse.turns(), m_pulse.hasWork()}};
                },
            [] { return std::vector<QueuePicture>(); }};
    }

    Pulse m_pulse;
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
