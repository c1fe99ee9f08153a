// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/busy_time.h"
#include "core/timeline/gap_fold.h"
#include "core/timeline/tick_marks.h"
#include "core/timeline/time_scale.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp zero{1'800'000'000s};

TimeRange secondsFromZero(double begin, double end)
{
    return {zero + Micros(std::llround(begin * 1e6)), zero + Micros(std::llround(end * 1e6))};
}

/// Work from 0 to 10 s, an idle hour, work for 10 s, an idle day, work for 10 s.
std::shared_ptr<const GapFold> twoGaps()
{
    const std::array gaps{secondsFromZero(10, 3610), secondsFromZero(3620, 90'020)};
    return std::make_shared<const GapFold>(gaps, 1s);
}

QString textOf(const std::vector<TimeRange> &ranges)
{
    QStringList parts;
    for (const TimeRange &range : ranges)
        parts << QStringLiteral("%1-%2").arg((range.begin - zero) / 1s).arg((range.end - zero) / 1s);
    return parts.join(u' ');
}

/// To the nanosecond; within a folded gap, where a nanosecond of the axis is many of time, to the microsecond
/// that events have.
bool isSame(const GapFold &fold, ViewTime a, ViewTime b)
{
    return fold.at(b) == nullptr ? a == b : std::chrono::abs(a - b) < Nanos{500};
}

} // namespace

class TestGapFold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresTheAxis_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<double>("axisSeconds");
        QTest::newRow("before all gaps") << 1.0 << 4.0 << 3.0;
        QTest::newRow("up to a gap") << 0.0 << 10.0 << 10.0;
        QTest::newRow("a whole gap") << 10.0 << 3610.0 << 1.0;
        QTest::newRow("half of a gap") << 10.0 << 1810.0 << 0.5;
        QTest::newRow("within a gap") << 910.0 << 1810.0 << 0.25;
        QTest::newRow("over a gap") << 9.0 << 3612.0 << 4.0;
        QTest::newRow("over both") << 0.0 << 90'030.0 << 32.0;
        QTest::newRow("backwards") << 3612.0 << 9.0 << -4.0;
        QTest::newRow("behind all gaps") << 90'100.0 << 90'200.0 << 100.0;
        QTest::newRow("nothing") << 55.0 << 55.0 << 0.0;
    }
    void measuresTheAxis()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(double, axisSeconds);
        const TimeRange range = secondsFromZero(from, from);
        const ViewTime end = toViewTime(secondsFromZero(to, to).begin);
        const double nanos = twoGaps()->between(toViewTime(range.begin), end);
        QVERIFY2(std::abs(nanos - axisSeconds * 1e9) < 1e-3, qPrintable(QString::number(nanos, 'f')));
    }
    void comesBackToEveryTime_data()
    {
        QTest::addColumn<double>("at");
        for (const double at : {-50.0, 0.0, 9.999999, 10.0, 10.000001, 700.5, 3609.999999, 3610.0, 3615.25,
                 3620.0, 50'000.123456, 90'019.9, 90'020.0, 90'025.0, 1e6})
            QTest::addRow("%.6f s", at) << at;
    }
    void comesBackToEveryTime()
    {
        QFETCH(double, at);
        const auto fold = twoGaps();
        const ViewTime time = toViewTime(secondsFromZero(at, at).begin);
        for (const double origin : {-20.0, 5.0, 1800.0, 3613.0, 95'000.0}) {
            const ViewTime from = toViewTime(secondsFromZero(origin, origin).begin);
            QVERIFY(isSame(*fold, fold->moved(from, fold->between(from, time)), time));
        }
    }
    void keepsTheOrderOfTime()
    {
        const auto fold = twoGaps();
        std::mt19937_64 random(7); // NOLINT(cert-msc51-cpp): the same test each time
        std::uniform_int_distribution<std::int64_t> nanos(-100'000'000'000, 100'000'000'000'000);
        const ViewTime origin = toViewTime(zero);
        for (int i = 0; i < 20'000; ++i) {
            const ViewTime a = origin + Nanos(nanos(random));
            const ViewTime b = origin + Nanos(nanos(random));
            const double ahead = fold->between(a, b);
            QCOMPARE(ahead > 0, b > a);
            QVERIFY(std::abs(ahead) <= static_cast<double>(std::abs((b - a).count())));
            QVERIFY(isSame(*fold, fold->moved(a, ahead), b));
        }
    }
    void leavesAShortGapAlone()
    {
        const std::array gaps{secondsFromZero(1, 2), secondsFromZero(5, 6.5)};
        const GapFold fold(gaps, 1s);
        QCOMPARE(fold.gaps().size(), std::size_t{1});
        QCOMPARE(fold.leftOut(), Nanos(500ms));
    }
    void knowsTheGapOfATime()
    {
        const auto fold = twoGaps();
        QCOMPARE(fold->at(toViewTime(zero + 9s)), nullptr);
        QCOMPARE(fold->at(toViewTime(zero + 10s)), &fold->gaps()[0]);
        QCOMPARE(fold->at(toViewTime(zero + 3610s)), nullptr);
        QCOMPARE(fold->at(toViewTime(zero + 9999s)), &fold->gaps()[1]);
        QCOMPARE(fold->leftOut(), Nanos(3600s + 86'400s - 2s));
    }
    void holdsWildPlacesOnTheAxis()
    {
        const auto fold = twoGaps();
        QCOMPARE(fold->moved(toViewTime(zero), 1e300), lastViewTime);
        QCOMPARE(fold->moved(toViewTime(zero), -1e300), ViewTime{});
        QCOMPARE(fold->moved(lastViewTime, 1e9), lastViewTime);
        QCOMPARE(fold->moved(ViewTime{}, -1e9), ViewTime{});
    }

    void mapsPixelsThroughTheFold_data()
    {
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("nanosPerPixel");
        for (const double begin : {-3.0, 2.0, 9.5, 1000.0, 3611.0, 80'000.0, 90'021.0}) {
            for (const double nanos : {1e3, 1e6, 4e7, 1e9})
                QTest::addRow("from %.1f s, %g ns a pixel", begin, nanos) << begin << nanos;
        }
    }
    void mapsPixelsThroughTheFold()
    {
        QFETCH(double, begin);
        QFETCH(double, nanosPerPixel);
        const TimeScale scale = TimeScale(toViewTime(secondsFromZero(begin, begin).begin), nanosPerPixel, 800)
                                    .folded(twoGaps());
        double last = -1e300;
        for (const double x : {-100.0, 0.0, 1.0, 99.5, 400.0, 799.0, 800.0, 2000.0}) {
            const ViewTime time = scale.toTime(x);
            QVERIFY(std::abs(scale.toX(time) - x) <= 0.5 / nanosPerPixel + 1e-6);
            QVERIFY(isSame(*scale.fold(), scale.toTime(scale.toX(time)), time));
            QVERIFY(scale.toX(time) > last);
            last = scale.toX(time);
        }
    }
    void fitsThroughTheFold()
    {
        const TimeRange whole = secondsFromZero(0, 90'030);
        const TimeScale scale = TimeScale::fitting(whole, 1000, 20, twoGaps());
        QVERIFY(std::abs(scale.toX(whole.begin) - 20) < 1e-6);
        QVERIFY(std::abs(scale.toX(whole.end) - 980) < 1e-6);
        QVERIFY(std::abs(scale.toX(zero + 10s) - (20 + 960 * 10.0 / 32)) < 1e-6);
        QVERIFY(std::abs(scale.toX(zero + 3610s) - (20 + 960 * 11.0 / 32)) < 1e-6);
    }
    void zoomsAndPansThroughTheFold_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("factor");
        for (const double x : {0.0, 310.0, 333.3, 800.0}) {
            for (const double factor : {1.25, 0.8, 50.0, 0.05})
                QTest::addRow("x = %g, factor %g", x, factor) << x << factor;
        }
    }
    void zoomsAndPansThroughTheFold()
    {
        QFETCH(double, x);
        QFETCH(double, factor);
        const TimeScale scale = TimeScale::fitting(secondsFromZero(0, 90'030), 1000, 20, twoGaps());
        const TimeScale zoomed = scale.zoomedAt(x, factor);
        QVERIFY(std::abs(zoomed.toX(scale.toTime(x)) - x) < 0.01);
        const TimeScale panned = zoomed.pannedBy(77.25);
        QVERIFY(std::abs(zoomed.toX(panned.begin()) - 77.25) < 0.01);
        QVERIFY(std::abs(panned.pannedBy(-77.25).toX(zoomed.begin())) < 0.01);
        const TimeScale ended = zoomed.endingAt(zero + 90'030s, 16);
        QVERIFY(std::abs(ended.toX(zero + 90'030s) - 984) < 0.01);
        const TimeScale held = zoomed.pannedBy(1e9).clampedTo(secondsFromZero(0, 90'030), 0.25);
        QVERIFY(held.toX(zero + 90'030s) > 0);
        QVERIFY(held.toX(zero + 90'030s) <= 1000);
    }
    void unfoldsWithoutLosingItsBegin()
    {
        const TimeScale scale(toViewTime(zero + 2s), 1e7, 800);
        QCOMPARE(scale.folded(twoGaps()).folded(nullptr), scale);
        QCOMPARE(scale.folded(twoGaps()).begin(), scale.begin());
    }
    void putsNoTickIntoAFoldedGap()
    {
        const TimeScale scale = TimeScale::fitting(secondsFromZero(0, 90'030), 1600, 20, twoGaps());
        const auto ticks = tickMarks(scale, zero, 96);
        QVERIFY2(ticks.size() > 10 && ticks.size() < 200, qPrintable(QString::number(ticks.size())));
        double lastLabel = -1e300;
        int behindTheGaps = 0;
        for (const TickMark &tick : ticks) {
            const GapFold::Gap *gap = scale.fold()->at(toViewTime(zero) + tick.offset);
            QVERIFY(gap == nullptr || toViewTime(zero) + tick.offset == gap->begin);
            QVERIFY(std::abs(scale.toX(toViewTime(zero) + tick.offset) - tick.x) < 1e-6);
            behindTheGaps += tick.offset > Nanos(90'020s) ? 1 : 0;
            if (!tick.isMajor())
                continue;
            QVERIFY(tick.x - lastLabel >= 95);
            lastLabel = tick.x;
        }
        QVERIFY(behindTheGaps > 3);
    }

    void findsTheGapsBetweenWhatHappened_data()
    {
        QTest::addColumn<QString>("busy");
        QTest::addColumn<QString>("gaps");
        QTest::newRow("nothing") << ""
                                 << "0-1000";
        QTest::newRow("one in the middle") << "400-500"
                                           << "0-400 500-1000";
        QTest::newRow("in order") << "0-100 300-400 600-1000"
                                  << "100-300 400-600";
        QTest::newRow("out of order") << "600-1000 0-100 300-400"
                                      << "100-300 400-600";
        QTest::newRow("overlapping") << "0-100 50-350 300-400 0-20"
                                     << "400-1000";
        QTest::newRow("one over all") << "300-400 600-700 0-1000"
                                      << "";
        QTest::newRow("bridged later") << "0-100 300-400 100-300"
                                       << "400-1000";
        QTest::newRow("beyond the whole") << "0-100 900-5000"
                                          << "100-900";
    }
    void findsTheGapsBetweenWhatHappened()
    {
        QFETCH(QString, busy);
        QFETCH(QString, gaps);
        BusyTime time;
        for (const QString &part : busy.split(u' ', Qt::SkipEmptyParts))
            time.add(secondsFromZero(part.section(u'-', 0, 0).toDouble(), part.section(u'-', 1).toDouble()));
        QCOMPARE(textOf(time.gapsIn(secondsFromZero(0, 1000), 10s)), gaps);
    }
    void leavesOutGapsThatAreTooShort()
    {
        BusyTime time;
        time.add(secondsFromZero(0, 10));
        time.add(secondsFromZero(15, 20));
        time.add(secondsFromZero(40, 50));
        QCOMPARE(textOf(time.gapsIn(secondsFromZero(0, 50), 6s)), QStringLiteral("20-40"));
    }
    void staysSmallAndKeepsTheLargeGaps_data()
    {
        QTest::addColumn<bool>("shuffled");
        QTest::newRow("in order") << false;
        QTest::newRow("in any order") << true;
    }
    void staysSmallAndKeepsTheLargeGaps()
    {
        QFETCH(bool, shuffled);
        std::vector<TimeRange> ranges;
        for (int i = 0; i < 50'000; ++i) {
            const double at = i < 25'000 ? i * 0.02 : 1000 + i * 0.02;
            ranges.push_back(secondsFromZero(at, at + 0.01));
        }
        std::mt19937_64 random(3); // NOLINT(cert-msc51-cpp): the same test each time
        if (shuffled)
            std::shuffle(ranges.begin(), ranges.end(), random);
        BusyTime time;
        for (const TimeRange &range : ranges)
            time.add(range);
        QVERIFY(time.stretchCount() <= 4096);
        QCOMPARE(textOf(time.gapsIn(secondsFromZero(0, 2000), 5s)), QStringLiteral("499-1500"));
    }
    void saysHowIdleASessionIs_data()
    {
        QTest::addColumn<QString>("busy");
        QTest::addColumn<int>("percent");
        QTest::addColumn<int>("folded");
        QTest::newRow("never") << "0-1000" << 0 << 0;
        QTest::newRow("mostly") << "0-20 500-510 960-1000" << 93 << 2;
        QTest::newRow("in gaps too short to fold") << "0-996" << 0 << 0;
        QTest::newRow("nothing happened") << "" << 0 << 0;
    }
    void saysHowIdleASessionIs()
    {
        QFETCH(QString, busy);
        QFETCH(int, percent);
        QFETCH(int, folded);
        BusyTime time;
        for (const QString &part : busy.split(u' ', Qt::SkipEmptyParts))
            time.add(secondsFromZero(part.section(u'-', 0, 0).toDouble(), part.section(u'-', 1).toDouble()));
        const IdleTime idle = idleTimeOf(time, secondsFromZero(0, 1000));
        QCOMPARE(qRound(idle.share() * 100), percent);
        const auto fold = foldOf(idle);
        QCOMPARE(fold ? fold->gaps().size() : 0, std::size_t(folded));
    }
    void givesBreaksAtMostAThirdOfTheAxis()
    {
        for (const int pieces : {2, 10, 60, 150}) {
            BusyTime time;
            for (int i = 0; i < pieces; ++i)
                time.add(secondsFromZero(i * 1000, i * 1000 + 2));
            const TimeRange whole = secondsFromZero(0, pieces * 1000);
            const auto fold = foldOf(idleTimeOf(time, whole));
            QVERIFY(fold);
            const double axis = fold->between(toViewTime(whole.begin), toViewTime(whole.end));
            const double breaks = axis - pieces * 2e9;
            QVERIFY2(breaks / axis <= 0.34, qPrintable(QString::number(breaks / axis)));
        }
    }
    void survivesWildClocks()
    {
        BusyTime time;
        time.add({Timestamp::min(), Timestamp::max()});
        time.add({Timestamp::max(), Timestamp::min()});
        QVERIFY(!foldOf(idleTimeOf(time, {Timestamp::min(), Timestamp::max()})));
    }
};

QTEST_APPLESS_MAIN(TestGapFold)
#include "tst_gap_fold.moc"
