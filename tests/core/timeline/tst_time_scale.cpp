// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/time_scale.h"

#include <QTest>

#include <limits>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp zero{1'800'000'000s};

TimeRange secondsFromZero(int begin, int end)
{
    return {zero + begin * 1s, zero + end * 1s};
}

} // namespace

class TestTimeScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mapsTimeToPixelAndBack_data()
    {
        QTest::addColumn<double>("nanosPerPixel");
        QTest::addColumn<double>("x");
        for (const double nanos : {10.0, 333.0, 1e3, 1e6, 7e8, 6e10}) {
            for (const double x : {-500.0, 0.0, 0.5, 799.0, 800.0, 12'345.0})
                QTest::addRow("%g ns a pixel, x = %g", nanos, x) << nanos << x;
        }
    }
    void mapsTimeToPixelAndBack()
    {
        QFETCH(double, nanosPerPixel);
        QFETCH(double, x);
        const TimeScale scale(toViewTime(zero), nanosPerPixel, 800);
        QVERIFY(std::abs(scale.toX(scale.toTime(x)) - x) <= 0.5 / nanosPerPixel + 1e-9);
    }

    void holdsWildTimesOnTheAxis()
    {
        QCOMPARE(toViewTime(Timestamp{-5s}), ViewTime{});
        QCOMPARE(toTimestamp(toViewTime(Timestamp::max())), std::chrono::floor<Micros>(lastViewTime));
        const TimeScale scale(toViewTime(zero), 1e18, 800);
        QCOMPARE(scale.toTime(1e300), lastViewTime);
        QCOMPARE(scale.toTime(-1e300), ViewTime{});
    }

    void fits_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<double>("padding");
        QTest::addRow("a second") << 1 << 0.0;
        QTest::addRow("a second, padded") << 1 << 16.0;
        QTest::addRow("a day, padded") << 86'400 << 8.0;
    }
    void fits()
    {
        QFETCH(int, seconds);
        QFETCH(double, padding);
        const TimeRange range = secondsFromZero(0, seconds);
        const TimeScale scale = TimeScale::fitting(range, 1000, padding);
        QVERIFY(std::abs(scale.toX(range.begin) - padding) < 0.01);
        QVERIFY(std::abs(scale.toX(range.end) - (1000 - padding)) < 0.01);
    }
    void centresAnInstant()
    {
        const TimeScale scale = TimeScale::fitting({zero, zero}, 1000, 8);
        QCOMPARE(scale.nanosPerPixel(), TimeScale::nearestNanosPerPixel);
        QCOMPARE(scale.toX(zero), 500.0);
    }
    void fitsIntoNoWidth() { QCOMPARE(TimeScale::fitting(secondsFromZero(0, 1), 0).width(), 0.0); }

    void keepsTheTimeUnderThePointerWhenZooming_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("factor");
        for (const double x : {0.0, 1.0, 333.3, 800.0}) {
            for (const double factor : {1.25, 0.8, 1000.0, 1e-3})
                QTest::addRow("x = %g, factor %g", x, factor) << x << factor;
        }
    }
    void keepsTheTimeUnderThePointerWhenZooming()
    {
        QFETCH(double, x);
        QFETCH(double, factor);
        const TimeScale scale = TimeScale::fitting(secondsFromZero(0, 60), 800);
        const TimeScale zoomed = scale.zoomedAt(x, factor);
        QVERIFY(std::abs(zoomed.nanosPerPixel() * factor / scale.nanosPerPixel() - 1) < 1e-9);
        QVERIFY(std::abs(zoomed.toX(scale.toTime(x)) - x) < 0.1);
    }
    void stopsZoomingAtItsLimits()
    {
        const TimeScale scale = TimeScale::fitting(secondsFromZero(0, 60), 800);
        QCOMPARE(scale.zoomedAt(10, 1e30).nanosPerPixel(), TimeScale::nearestNanosPerPixel);
        QCOMPARE(scale.zoomedAt(10, 1e-30).nanosPerPixel(), TimeScale::farthestNanosPerPixel);
    }
    void ignoresAFactorThatIsNone()
    {
        const TimeScale scale = TimeScale::fitting(secondsFromZero(0, 60), 800);
        for (const double factor : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::nan("")})
            QCOMPARE(scale.zoomedAt(10, factor), scale);
    }

    void pansByPixels()
    {
        const TimeScale scale(toViewTime(zero), 1e6, 800);
        QCOMPARE(scale.pannedBy(25).begin(), toViewTime(zero + 25ms));
        QCOMPARE(scale.pannedBy(25).pannedBy(-25), scale);
    }
    void endsAtATime()
    {
        const TimeScale scale = TimeScale(toViewTime(zero), 1e6, 800).endingAt(zero + 5s, 20);
        QCOMPARE(scale.toX(zero + 5s), 780.0);
    }

    void staysWithTheSession_data()
    {
        QTest::addColumn<double>("pan");
        QTest::addColumn<double>("sessionBeginsAt");
        QTest::addRow("inside") << 0.0 << 0.0;
        QTest::addRow("a little to the right") << 100.0 << -100.0;
        QTest::addRow("far to the right") << 1e7 << -400.0;
        QTest::addRow("far to the left") << -1e7 << 400.0;
    }
    void staysWithTheSession()
    {
        QFETCH(double, pan);
        const TimeRange session = secondsFromZero(0, 10);
        const TimeScale scale = TimeScale::fitting(session, 800).pannedBy(pan).clampedTo(session, 0.25);
        QTEST(scale.toX(session.begin), "sessionBeginsAt");
    }
    void doesNotZoomOutFarBeyondTheSession()
    {
        const TimeRange session = secondsFromZero(0, 10);
        const TimeScale scale = TimeScale::fitting(session, 800).zoomedAt(400, 1e-6).clampedTo(session, 0.25);
        QCOMPARE(scale.toX(session.end) - scale.toX(session.begin), 200.0);
    }
};

QTEST_APPLESS_MAIN(TestTimeScale)
#include "tst_time_scale.moc"
