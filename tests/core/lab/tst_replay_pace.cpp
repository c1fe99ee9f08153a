// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/replay_pace.h"

#include <QtTest>

using namespace sluice;

namespace {

/// So many milliseconds after some start.
SteadyTime at(int millis)
{
    return SteadyTime(std::chrono::hours(1) + Millis(millis));
}

} // namespace

class TestReplayPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnBySpeed_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qlonglong>("micros");
        QTest::newRow("slowest") << 0.1 << 100'000LL;
        QTest::newRow("as it was") << 1.0 << 1'000'000LL;
        QTest::newRow("fastest") << 100.0 << 100'000'000LL;
    }

    void goesOnBySpeed()
    {
        QFETCH(double, speed);
        QFETCH(qlonglong, micros);
        const ReplayPace pace(speed, true, at(0));
        QCOMPARE(pace.position(at(0)).count(), 0LL);
        QCOMPARE(pace.position(at(1'000)).count(), micros);
        QVERIFY(pace.when(Micros(micros)) == at(1'000));
    }

    void standsStillWhileItIsHeld()
    {
        ReplayPace pace(2, true, at(0));
        pace.hold(at(10));
        QVERIFY(!pace.isRunning());
        QCOMPARE(pace.position(at(5'000)).count(), 20'000LL);
        pace.run(at(5'000));
        QCOMPARE(pace.position(at(5'010)).count(), 40'000LL);
    }

    void changesSpeedFromWhereItIs()
    {
        ReplayPace pace(1, true, at(0));
        pace.setSpeed(10, at(100));
        QCOMPARE(pace.position(at(100)).count(), 100'000LL);
        QCOMPARE(pace.position(at(200)).count(), 1'100'000LL);
        QVERIFY(pace.when(Micros(2'100'000)) == at(300));
        pace.hold(at(200));
        pace.setSpeed(100, at(900));
        QCOMPARE(pace.position(at(999)).count(), 1'100'000LL);
    }

    void jumpsOnButNeverBack()
    {
        ReplayPace pace(1, false, at(0));
        pace.jumpTo(Micros(5'000), at(1));
        QCOMPARE(pace.position(at(2)).count(), 5'000LL);
        pace.jumpTo(Micros(4'000), at(3));
        QCOMPARE(pace.position(at(3)).count(), 5'000LL);
    }

    void isLateForWhatIsBehindIt()
    {
        const ReplayPace pace(1, true, at(100));
        QVERIFY(pace.when(Micros(0)) == at(100));
        ReplayPace ahead(1, true, at(0));
        ahead.setSpeed(2, at(50));
        QVERIFY(ahead.when(Micros(10'000)) < at(50));
    }
};

QTEST_APPLESS_MAIN(TestReplayPace)
#include "tst_replay_pace.moc"
