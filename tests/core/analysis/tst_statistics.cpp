// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_statistics.h"
#include "tests/core/analysis/made_events.h"

#include <QTest>

using namespace sluice;

namespace {

PriceTable prices()
{
    return *PriceTable::of(
        "2026-11-01", "test", {{"gpt-4o", *Money::fromDecimal("2.5"), *Money::fromDecimal("10")}}, {});
}

EventSnapshot someEvents()
{
    MadeEvents events;
    events.add(EventType::Llm, "gpt-4o", 0, 1'000, "a1", {1'000, 100, Money::fromDecimal("0.02")});
    events.add(EventType::Llm, "gpt-4o", 100, 3'000, "a2", {2'000, 100, {}});
    events.add(EventType::Llm, "llama", 200, 50, "a2", {10, {}, {}});
    events.add(EventType::Tool, "search", 300, 2'000, "a1");
    events.add(EventType::Error, "TimeoutError", 2'300, 0, "a1", {}, 4);
    events.add(EventType::Tool, "fetch", 5'000, 10, "a2", {}, 0, true);
    return events.snapshot();
}

EventStatistics reckon(
    const std::optional<TimeRange> &range = {}, const std::vector<EventIndex> *events = nullptr)
{
    const EventSnapshot snapshot = someEvents();
    return *statisticsOf(snapshot, events, range, EventCosts(snapshot, prices()), {});
}

/// "key text: count errors open total p50"
QString print(const std::vector<EventGroup> &groups)
{
    QStringList lines;
    for (const EventGroup &group : groups) {
        const EventFigures &figures = group.figures;
        lines << QStringLiteral("%1: %2 events, %3 errors, %4 open, %5 ms, %6 ms")
                     .arg(
                         group.text.empty() ? QString::number(group.key) : QString::fromStdString(group.text))
                     .arg(figures.count)
                     .arg(figures.errors)
                     .arg(figures.open)
                     .arg(figures.durations.total.count() / 1'000)
                     .arg(figures.durations.p50.count() / 1'000);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesPercentilesThatOccurred_data()
    {
        QTest::addColumn<int>("count"); // 1, 2, ... count microseconds
        QTest::addColumn<QList<int>>("figures"); // p50, p90, p99, longest, total
        QTest::newRow("none") << 0 << QList{0, 0, 0, 0, 0};
        QTest::newRow("one") << 1 << QList{1, 1, 1, 1, 1};
        QTest::newRow("two") << 2 << QList{1, 2, 2, 2, 3};
        QTest::newRow("ten") << 10 << QList{5, 9, 10, 10, 55};
        QTest::newRow("hundred") << 100 << QList{50, 90, 99, 100, 5'050};
        QTest::newRow("hundred and one") << 101 << QList{51, 91, 100, 101, 5'151};
        QTest::newRow("thousand") << 1'000 << QList{500, 900, 990, 1'000, 500'500};
    }
    void takesPercentilesThatOccurred()
    {
        QFETCH(int, count);
        QFETCH(QList<int>, figures);
        std::vector<Micros> durations;
        for (int i = 0; i < count; ++i)
            durations.emplace_back((i * 7'919) % count + 1); // a prime: each once, in no order
        const DurationFigures found = durationFigures(durations);
        QCOMPARE((QList{int(found.p50.count()), int(found.p90.count()), int(found.p99.count()),
                     int(found.longest.count()), int(found.total.count())}),
            figures);
        QCOMPARE(static_cast<int>(found.histogram.total()), count);
    }

    void keepsATotalThatIsTooLong()
    {
        std::vector<Micros> durations(3, Micros::max() / 2);
        QCOMPARE(durationFigures(durations).total, Micros::max());
    }

    void putsDurationsIntoBuckets_data()
    {
        QTest::addColumn<qint64>("duration");
        QTest::addColumn<qint64>("least");
        for (const auto &[duration, least] :
            std::vector<std::pair<qint64, qint64>>{{-5, 0}, {0, 0}, {1, 1}, {2, 2}, {4, 2}, {5, 5}, {9, 5},
                {10, 10}, {19, 10}, {20, 20}, {999'999, 500'000}, {1'000'000, 1'000'000},
                {99'999'999'999, 50'000'000'000}, {1'000'000'000'000, 50'000'000'000}})
            QTest::addRow("%lld us", static_cast<long long>(duration)) << duration << least;
    }
    void putsDurationsIntoBuckets()
    {
        QFETCH(qint64, duration);
        QFETCH(qint64, least);
        const std::size_t bucket = DurationHistogram::bucketOf(Micros(duration));
        QCOMPARE(static_cast<qint64>(DurationHistogram::leastOf(bucket).count()), least);
    }

    void sumsASession()
    {
        const EventStatistics statistics = reckon();
        const EventFigures &all = statistics.all;
        QCOMPARE(all.count, std::uint64_t{6});
        QCOMPARE(all.errors, std::uint64_t{2}); // the error, and the search that it names
        QCOMPARE(all.open, std::uint64_t{1});
        QCOMPARE(all.durations.count, std::uint64_t{5});
        QCOMPARE(all.durations.total, Millis(6'050));
        QCOMPARE(all.durations.p50, Millis(1'000));
        QCOMPARE(all.durations.longest, Millis(3'000));
        QCOMPARE(all.promptTokens, std::uint64_t{3'010});
        QCOMPARE(all.completionTokens, std::uint64_t{200});
        QCOMPARE(all.callsWithoutTokens, std::uint64_t{0});
        QCOMPARE(all.cost.given, *Money::fromDecimal("0.02"));
        QCOMPARE(all.cost.reckoned, *Money::fromDecimal("0.006"));
        QCOMPARE(all.cost.unknownCalls, std::uint64_t{1});
        QCOMPARE(*statistics.first, MadeEvents::zero);
        QCOMPARE(*statistics.last, MadeEvents::zero + Millis(5'010));
    }

    void groups_data()
    {
        QTest::addColumn<int>("grouping");
        QTest::addColumn<QString>("lines");
        QTest::newRow("type") << 0
                              << "1: 3 events, 0 errors, 0 open, 4050 ms, 1000 ms\n"
                                 "2: 2 events, 1 errors, 1 open, 2000 ms, 2000 ms\n"
                                 "3: 1 events, 1 errors, 0 open, 0 ms, 0 ms";
        QTest::newRow("name") << 1
                              << "gpt-4o: 2 events, 0 errors, 0 open, 4000 ms, 1000 ms\n"
                                 "search: 1 events, 1 errors, 0 open, 2000 ms, 2000 ms\n"
                                 "llama: 1 events, 0 errors, 0 open, 50 ms, 50 ms\n"
                                 "TimeoutError: 1 events, 1 errors, 0 open, 0 ms, 0 ms\n"
                                 "fetch: 1 events, 0 errors, 1 open, 0 ms, 0 ms";
        QTest::newRow("model") << 2
                               << "gpt-4o: 2 events, 0 errors, 0 open, 4000 ms, 1000 ms\n"
                                  "llama: 1 events, 0 errors, 0 open, 50 ms, 50 ms";
        QTest::newRow("agent") << 3
                               << "a2: 3 events, 0 errors, 1 open, 3050 ms, 50 ms\n"
                                  "a1: 3 events, 2 errors, 0 open, 3000 ms, 1000 ms";
    }
    void groups()
    {
        QFETCH(int, grouping);
        QFETCH(QString, lines);
        QCOMPARE(print(reckon().groups[static_cast<std::size_t>(grouping)]), lines);
    }

    void saysThePriceOfAModel()
    {
        const EventStatistics statistics = reckon();
        const auto &models = statistics.groups[static_cast<std::size_t>(Grouping::Model)];
        QVERIFY(models[0].price);
        QVERIFY(!models[1].price);
        QVERIFY(!models[1].figures.cost.total()); // unknown, and not 0
        QCOMPARE(*models[0].figures.cost.total(), *Money::fromDecimal("0.026"));
    }

    void keepsToARange_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("count");
        QTest::newRow("all") << 0 << 10'000 << 6;
        QTest::newRow("nothing there") << 6'000 << 7'000 << 0;
        QTest::newRow("touched by those before") << 2'000 << 2'300 << 2;
        QTest::newRow("without its end") << 0 << 100 << 1;
        QTest::newRow("with its begin") << 2'300 << 2'301 << 3;
    }
    void keepsToARange()
    {
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(int, count);
        const TimeRange range{MadeEvents::zero + Millis(begin), MadeEvents::zero + Millis(end)};
        QCOMPARE(static_cast<int>(reckon(range).all.count), count);
    }

    void keepsToChosenEvents()
    {
        const std::vector<EventIndex> events{0, 2};
        QCOMPARE(reckon({}, &events).all.count, std::uint64_t{2});
        QVERIFY(reckon({}, &events).groups[0].size() == 1);
    }

    void isNothingForNoEvents()
    {
        const EventSnapshot none;
        const auto statistics = statisticsOf(none, nullptr, {}, {}, {});
        QVERIFY(statistics);
        QCOMPARE(statistics->all, EventFigures());
        QVERIFY(!statistics->first);
    }

    void isCancelled()
    {
        const EventSnapshot events = manyEvents(3 * eventsAChunk);
        QCOMPARE(
            statisticsOf(events, nullptr, {}, {}, [] { return false; }).error().kind, ErrorKind::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
