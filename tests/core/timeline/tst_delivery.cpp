// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/delivery_marks.h"
#include "core/timeline/depth_series.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp zero{1'800'000'000s};
/// 1 ms a pixel, 100 px.
const TimeScale milliScale(toViewTime(zero), 1e6, 100);

DepthSample sample(Millis at, std::uint32_t lowest, std::uint32_t highest)
{
    return {SessionId(), zero + at, lowest, highest, 100};
}

FlushRecord flush(Millis begin, Millis end, FlushOutcome outcome, std::uint64_t events = 50)
{
    FlushRecord record;
    record.started = zero + begin;
    record.ended = zero + end;
    record.outcome = outcome;
    record.events = events;
    return record;
}

/// "0-3 2..5": pixels [0, 3) with a depth from 2 to 5.
QString textOf(const std::vector<DepthSeries::Column> &columns)
{
    QStringList texts;
    for (std::size_t i = 0; i < columns.size();) {
        std::size_t j = i;
        while (j < columns.size() && columns[j].lowest == columns[i].lowest
            && columns[j].highest == columns[i].highest)
            ++j;
        texts << QStringLiteral("%1-%2 %3..%4")
                     .arg(columns[i].x)
                     .arg(columns[j - 1].x + 1)
                     .arg(columns[i].lowest)
                     .arg(columns[i].highest);
        i = j;
    }
    return texts.join(u", ");
}

QString textOf(const std::vector<DeliveryMark> &marks)
{
    QStringList texts;
    for (const DeliveryMark &mark : marks)
        texts << QStringLiteral("%1-%2 x%3 worst %4 events %5")
                     .arg(mark.left)
                     .arg(mark.right)
                     .arg(mark.records)
                     .arg(mark.worst)
                     .arg(mark.events);
    return texts.join(u", ");
}

} // namespace

class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsTheDepth()
    {
        DepthSeries series;
        QVERIFY(series.columns(milliScale, zero + 1s).empty());
        series.add(sample(10ms, 0, 40));
        series.add(sample(30ms, 40, 60));
        series.add(sample(50ms, 0, 60));
        QCOMPARE(textOf(series.columns(milliScale, zero + 60ms)),
            QStringLiteral("10-11 0..40, 11-30 40..40, 30-50 40..60, 50-60 0..60"));
    }
    void keepsExtremesOfOnePixel()
    {
        DepthSeries series;
        for (int i = 0; i < 1000; ++i) {
            DepthSample spike = sample(0ms, 50, i == 500 ? 99 : 51);
            spike.time = zero + i * 10us;
            series.add(spike);
        }
        const auto columns = series.columns(TimeScale(toViewTime(zero), 1e8, 100), zero + 10ms);
        QCOMPARE(textOf(columns), QStringLiteral("0-1 50..99"));
        QCOMPARE(columns.front().capacity, 100U);
    }
    void takesLateSamples()
    {
        DepthSeries series;
        series.add(sample(30ms, 3, 3));
        series.add(sample(10ms, 1, 1));
        series.add(sample(30ms, 4, 4));
        QCOMPARE(series.size(), 2U);
        QCOMPARE(series.at(zero + 9ms), nullptr);
        QCOMPARE(series.at(zero + 29ms)->highest, 1U);
        QCOMPARE(series.at(zero + 30ms)->highest, 4U);
    }
    void showsTheDepthFromBeforeTheView()
    {
        DepthSeries series;
        series.add(sample(10ms, 7, 7));
        QCOMPARE(textOf(series.columns(milliScale.pannedBy(50), zero + 70ms)), QStringLiteral("0-20 7..7"));
    }

    void joinsFlushesThatAreTooNear_data()
    {
        using Flushes = std::vector<FlushRecord>;
        QTest::addColumn<Flushes>("flushes");
        QTest::addColumn<QString>("marks");
        const auto good = FlushOutcome::Delivered;
        QTest::newRow("none") << Flushes{} << "";
        QTest::newRow("apart") << Flushes{flush(0ms, 10ms, good), flush(10ms, 20ms, good)}
                               << "0-10 x1 worst 0 events 50, 10-20 x1 worst 1 events 50";
        QTest::newRow("short") << Flushes{flush(5ms, 5ms, good)} << "5-9 x1 worst 0 events 50";
        QTest::newRow("the refused one is shown")
            << Flushes{flush(0ms, 1ms, good), flush(1ms, 2ms, FlushOutcome::Refused), flush(2ms, 3ms, good)}
            << "0-6 x3 worst 1 events 150";
        QTest::newRow("under way until now")
            << Flushes{flush(10ms, 10ms, FlushOutcome::Sending)} << "10-80 x1 worst 0 events 50";
        QTest::newRow("outside") << Flushes{flush(-20ms, -10ms, good), flush(200ms, 300ms, good)} << "";
        QTest::newRow("across the edges")
            << Flushes{flush(-20ms, 300ms, good)} << "-12-112 x1 worst 0 events 50";
    }
    void joinsFlushesThatAreTooNear()
    {
        QFETCH(std::vector<FlushRecord>, flushes);
        QTEST(textOf(flushMarks(flushes, milliScale, zero + 80ms)), "marks");
    }

    void joinsDrops()
    {
        const std::vector<DropRun> drops = {
            {SessionId(), DropReason::QueueFull, zero + 1ms, zero + 2ms, 5},
            {SessionId(), DropReason::BlockTimeout, zero + 3ms, zero + 3ms, 9},
            {SessionId(), DropReason::QueueFull, zero + 50ms, zero + 60ms, 1},
        };
        const auto marks = dropMarks(drops, milliScale);
        QCOMPARE(textOf(marks), QStringLiteral("1-15 x2 worst 1 events 14, 50-62 x1 worst 2 events 1"));
        QCOMPARE(markAt(marks, 6.5, 0), &marks[0]);
        QCOMPARE(markAt(marks, 49, 2), &marks[1]);
        QCOMPARE(markAt(marks, 30, 2), nullptr);
    }
};

QTEST_APPLESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
