// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/duration_text.h"
#include "core/timeline/tick_marks.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

QString labelsOf(const std::vector<TickMark> &ticks)
{
    QStringList labels;
    for (const TickMark &tick : ticks) {
        if (tick.isMajor())
            labels << QString::fromStdString(tick.label);
    }
    return labels.join(u" | ");
}

} // namespace

class TestTickMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesARoundStep_data()
    {
        QTest::addColumn<qint64>("least");
        QTest::addColumn<qint64>("step");
        const auto row = [](const char *name, Nanos least, Nanos step) {
            QTest::newRow(name) << qint64(least.count()) << qint64(step.count());
        };
        row("nothing", 0ns, 1ns);
        row("3 ns", 3ns, 5ns);
        row("exactly 20 ms", 20ms, 20ms);
        row("21 ms", 21ms, 50ms);
        row("5 s", 5s, 5s);
        row("6 s", 6s, 10s);
        row("16 s", 16s, 30s);
        row("31 s", 31s, 1min);
        row("31 min", 31min, 1h);
        row("13 h", 13h, 24h);
        row("25 h", 25h, 48h);
        row("3 days", 72h, 120h);
    }
    void choosesARoundStep()
    {
        QFETCH(qint64, least);
        QFETCH(qint64, step);
        QCOMPARE(qint64(rulerStep(Nanos(least)).count()), step);
    }

    void labelsTheRuler_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("span");
        QTest::addColumn<QString>("labels");
        const auto row = [](const char *name, Nanos begin, Nanos span, const char *labels) {
            QTest::newRow(name) << qint64(begin.count()) << qint64(span.count()) << QString::fromUtf8(labels);
        };
        row("microseconds", 0ns, 40us, "0 | 10 µs | 20 µs | 30 µs | 40 µs | 50 µs");
        row("milliseconds", 0ns, 400ms, "0 | 100 ms | 200 ms | 300 ms | 400 ms | 500 ms");
        row("across a second", 800ms, 800ms, "800 ms | 1.0 s | 1.2 s | 1.4 s | 1.6 s | 1.8 s");
        row("seconds", 0s, 20s, "0 | 5 s | 10 s | 15 s | 20 s | 25 s");
        row("across a minute", 45s, 60s, "45 s | 1:00 | 1:15 | 1:30 | 1:45 | 2:00");
        row("fractions late in a session", 125s, 2s, "2:05.0 | 2:05.5 | 2:06.0 | 2:06.5 | 2:07.0 | 2:07.5");
        row("minutes", 0s, 8min, "0 | 2 min | 4 min | 6 min | 8 min | 10 min");
        row("hours", 0s, 8h, "0 | 2 h 00 min | 4 h 00 min | 6 h 00 min | 8 h 00 min | 10 h 00 min");
        row("before zero", -2s, 4s, "-2 s | -1 s | 0 | 1 s | 2 s | 3 s");
    }
    void labelsTheRuler()
    {
        QFETCH(qint64, begin);
        QFETCH(qint64, span);
        constexpr Timestamp zero{1'800'000'000s};
        const TimeScale scale(toViewTime(zero) + Nanos(begin), static_cast<double>(span) / 400, 400);
        QTEST(labelsOf(tickMarks(scale, zero, 80)), "labels");
    }

    void keepsLabelsApartAtEveryZoom()
    {
        constexpr Timestamp zero{1'800'000'000s};
        for (double nanos = TimeScale::nearestNanosPerPixel; nanos < 1e14; nanos *= 1.37) {
            const auto ticks = tickMarks(TimeScale(toViewTime(zero), nanos, 1600), zero, 90);
            double last = -1e9;
            for (const TickMark &tick : ticks) {
                if (!tick.isMajor())
                    continue;
                QVERIFY2(tick.x - last >= 89.99, qPrintable(QString::number(nanos)));
                last = tick.x;
            }
            QVERIFY(ticks.size() < 120);
        }
    }
    void hasNoTicksWithoutAWidth() { QVERIFY(tickMarks(TimeScale(), Timestamp{}, 80).empty()); }

    void saysADurationExactly_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text, Micros span) {
            QTest::newRow(text) << qint64(span.count()) << QString::fromUtf8(text);
        };
        row("0 s", 0s);
        row("1 µs", 1us);
        row("999 µs", 999us);
        row("1.001 ms", 1001us);
        row("1.204417 s", 1'204'417us);
        row("3 min 5.5 s", 185'500ms);
        row("1 h 0 min 0.000001 s", 1h + 1us);
        row("-250 ms", -250ms);
    }
    void saysADurationExactly()
    {
        QFETCH(qint64, micros);
        QTEST(QString::fromStdString(exactDurationText(Micros(micros))), "text");
    }
    void saysTheLongestDurations()
    {
        QVERIFY(!offsetText(Nanos::min(), Nanos(1)).empty());
        QVERIFY(!exactDurationText(Micros::max()).empty());
        QVERIFY(!exactDurationText(Micros::min()).empty());
    }
};

QTEST_APPLESS_MAIN(TestTickMarks)
#include "tst_tick_marks.moc"
