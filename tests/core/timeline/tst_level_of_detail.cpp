// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/timeline/event_lanes.h"
#include "core/timeline/level_of_detail.h"
#include "tests/core/timeline/event_rows.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

/// 1 µs a pixel, so that a pixel is a number of the events' texts; 100 px wide.
const TimeScale microScale(toViewTime(zero), 1000, 100);

/// "bar 0-10 #1" or "column 3-4 #2 x5 !1": pixels, row, events, errors.
QString textOf(const std::vector<DetailItem> &items, const OrderedEvents &events, const EventColumns &columns)
{
    QStringList texts;
    for (const DetailItem &item : items) {
        QString text
            = QStringLiteral("%1 %2-%3 #%4")
                  .arg(item.kind == DetailItem::Kind::Bar ? QStringLiteral("bar") : QStringLiteral("column"));
        text = text.arg(item.left).arg(item.right).arg(columns.row(eventOf(item, events)));
        if (item.count != 1)
            text += QStringLiteral(" x%1").arg(item.count);
        if (item.errors != 0)
            text += QStringLiteral(" !%1").arg(item.errors);
        texts << text;
    }
    return texts.join(u", ");
}

struct OneRow
{
    EventColumns columns;
    OrderedEvents events;

    explicit OneRow(const std::vector<EventHead> &heads)
    {
        for (const EventHead &head : heads)
            events.insert(columns, columns.append(head));
    }
    std::vector<DetailItem> detail(const TimeScale &scale) const
    {
        std::vector<DetailItem> items;
        appendDetail(events, columns, PixelGrid(scale), items);
        return items;
    }
    std::vector<DetailItem> restDetail(const TimeScale &scale) const
    {
        std::vector<DetailItem> items;
        appendRestDetail(events, columns, PixelGrid(scale), items);
        return items;
    }
};

/// `count` events, each `every` after the one before, with half of it as duration; every 10th of another
/// type.
std::vector<EventHead> regularHeads(int count, Micros every)
{
    std::vector<EventHead> heads;
    for (int i = 0; i < count; ++i) {
        EventHead head;
        head.row = i + 1;
        head.type = i % 10 == 0 ? EventType::Llm : EventType::Action;
        head.start = zero + i * every;
        head.end = head.start + every / 2;
        heads.push_back(head);
    }
    return heads;
}

} // namespace

class TestLevelOfDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesBarsAndColumns_data()
    {
        QTest::addColumn<QString>("events");
        QTest::addColumn<double>("nanosPerPixel");
        QTest::addColumn<QString>("items");
        QTest::addRow("nothing") << "" << 1000.0 << "";
        QTest::addRow("bars") << "0-10 10-13 50-60" << 1000.0 << "bar 0-10 #1, bar 10-13 #2, bar 50-60 #3";
        QTest::addRow("an instant alone") << "7-7 10-20" << 1000.0 << "bar 7-10 #1, bar 10-20 #2";
        QTest::addRow("instants too near")
            << "7-7 9-9 30-30" << 1000.0 << "column 7-8 #1, bar 9-12 #2, bar 30-33 #3";
        QTest::addRow("many in a pixel")
            << "0-1 1-2 2-3 3-4 4-5 500-501" << 10'000.0 << "column 0-1 #1 x5, bar 50-53 #6";
        QTest::addRow("an error among many") << "0-1 1-2 error:2-3 3-4 4-5 10-11 500-501" << 10'000.0
                                             << "column 0-1 #3 x5 !1, bar 1-4 #6, bar 50-53 #7";
        QTest::addRow("a wide one in the same pixel")
            << "0-1 2-3 5-90" << 10'000.0 << "column 0-1 #1 x2, bar 0-9 #3";
    }
    void choosesBarsAndColumns()
    {
        QFETCH(QString, events);
        QFETCH(double, nanosPerPixel);
        const OneRow row(headsFrom(events));
        const TimeScale scale(toViewTime(zero), nanosPerPixel, 100);
        QTEST(textOf(row.detail(scale), row.events, row.columns), "items");
    }

    void showsWhatCrossesTheEdges()
    {
        auto heads = headsFrom(QStringLiteral("5-40 60-200"));
        const OneRow row(heads);
        const TimeScale scale = microScale.pannedBy(20);
        QCOMPARE(textOf(row.detail(scale), row.events, row.columns),
            QStringLiteral("bar -2-20 #1, bar 40-102 #2"));
    }

    void losesNoEventAndNoErrorAtAnyZoom_data()
    {
        QTest::addColumn<int>("error");
        for (const int error : {0, 1, 15, 16, 255, 256, 9'999, 54'321, 99'999})
            QTest::addRow("error at %d", error) << error;
    }
    void losesNoEventAndNoErrorAtAnyZoom()
    {
        QFETCH(int, error);
        auto heads = regularHeads(100'000, 10us);
        heads[static_cast<std::size_t>(error)].type = EventType::Error;
        const OneRow row(heads);
        const TimeRange all{zero, zero + 1s};
        for (double width = 1; width <= 4096; width *= 4) {
            std::uint64_t events = 0;
            std::uint64_t errors = 0;
            const auto items = row.detail(TimeScale::fitting(all, width));
            int right = 0;
            for (const DetailItem &item : items) {
                QVERIFY(item.left >= right);
                QVERIFY(item.right > item.left);
                right = item.right;
                events += item.count;
                errors += item.errors;
                if (item.errors > 0)
                    QCOMPARE(row.columns.row(eventOf(item, row.events)), std::int64_t{error} + 1);
            }
            QCOMPARE(events, 100'000U);
            QCOMPARE(errors, 1U);
            QVERIFY(items.size() <= static_cast<std::size_t>(width) + 1);
        }
    }

    /// Random sessions and zooms: where an error begins, there an item says so.
    void showsEachErrorInItsPixel_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("session %d", seed) << seed;
    }
    void showsEachErrorInItsPixel()
    {
        QFETCH(int, seed);
        SeededRandom random(static_cast<std::uint64_t>(seed));
        const std::uint64_t errorsIn = std::array<std::uint64_t, 4>{2, 20, 500, 5000}[random.next() % 4];
        const std::uint64_t longest = std::array<std::uint64_t, 3>{1, 100, 20'000}[random.next() % 3];
        std::vector<EventHead> heads;
        Timestamp free = zero;
        for (int i = 0; i < 20'000; ++i) {
            EventHead head;
            head.row = i + 1;
            head.type = random.next() % errorsIn == 0 ? EventType::Error : EventType::Llm;
            head.start = free + Micros(random.next() % 100 == 0 ? random.next() % 5000 : random.next() % 5);
            head.end = head.start + Micros(random.next() % 30 == 0 ? random.next() % longest : 0);
            free = std::max(head.end, head.start + 1us);
            heads.push_back(head);
        }
        const OneRow row(heads);
        const TimeRange all{zero, free};
        for (int step = 0; step < 60; ++step) {
            const double width = static_cast<double>(1 + random.next() % 2000);
            const TimeScale whole = TimeScale::fitting(all, width);
            const double closer = std::pow(1.5, static_cast<double>(random.next() % 30));
            const TimeScale scale
                = whole.zoomedAt(width * static_cast<double>(random.next() % 1000) / 1000, closer);
            const auto items = row.detail(scale);
            for (const EventHead &head : heads) {
                const double x = scale.toX(head.start);
                if (head.type != EventType::Error || x < 0 || x >= width)
                    continue;
                const bool isShown = std::ranges::any_of(items, [x](const DetailItem &item) {
                    return item.errors > 0 && item.left <= x && x < item.right;
                });
                QVERIFY2(isShown, qPrintable(QStringLiteral("row %1 at %2").arg(head.row).arg(x)));
            }
        }
    }

    void agreesWithAPlainCount()
    {
        SeededRandom random(3);
        std::vector<EventHead> heads;
        Timestamp free = zero;
        for (int i = 0; i < 3000; ++i) {
            EventHead head;
            head.row = i + 1;
            head.type = random.next() % 50 == 0 ? EventType::Error : EventType::Tool;
            head.start = free + Micros(random.next() % 40);
            head.end
                = head.start + Micros(random.next() % 100 == 0 ? random.next() % 5000 : random.next() % 10);
            free = std::max(head.end, head.start + 1us);
            heads.push_back(head);
        }
        const OneRow row(heads);
        for (int step = 0; step < 200; ++step) {
            const auto begin = zero + Micros(random.next() % 40'000);
            const TimeScale scale(toViewTime(begin), static_cast<double>(100 + random.next() % 50'000), 300);
            std::uint64_t expected = 0;
            for (const EventHead &head : heads) {
                const double x = scale.toX(head.start);
                expected += x >= 0 && x < 300 ? 1 : 0;
            }
            std::uint64_t shown = 0;
            for (const DetailItem &item : row.detail(scale))
                shown += item.left >= 0 ? item.count : 0;
            QVERIFY(shown >= expected);
            QVERIFY(shown <= expected + 1); // one that began less than a pixel before the edge
        }
    }

    void sumsUpTheRest_data()
    {
        QTest::addColumn<QString>("events");
        QTest::addColumn<QString>("items");
        QTest::addRow("nothing") << ""
                                 << "";
        QTest::addRow("one") << "10-20"
                             << "column 10-20 #1";
        QTest::addRow("covered to the next") << "10-50 20-30 60-61"
                                             << "column 10-20 #1, column 20-50 #2, column 60-61 #3";
        QTest::addRow("several in a pixel") << "10-20 10-30 error:10-10"
                                            << "column 10-30 #3 x3 !1";
    }
    void sumsUpTheRest()
    {
        QFETCH(QString, events);
        const OneRow row(headsFrom(events));
        QTEST(textOf(row.restDetail(microScale), row.events, row.columns), "items");
    }
    void showsARestThatBeganBeforeTheView()
    {
        const OneRow row(headsFrom(QStringLiteral("0-60 5-10 70-80")));
        QCOMPARE(textOf(row.restDetail(microScale.pannedBy(20)), row.events, row.columns),
            QStringLiteral("column 0-40 #1 x0, column 50-60 #3"));
    }

    void lengthensAnOpenEvent_data()
    {
        QTest::addColumn<QString>("events"); // the last one is open
        QTest::addColumn<int>("now");
        QTest::addColumn<QString>("items");
        QTest::newRow("a bar") << "0-5 10-20" << 50 << "bar 0-5 #1, bar 10-50 #2";
        QTest::newRow("from the end of a column")
            << "8-8 9-9 10-10" << 50 << "column 8-9 #1, column 9-10 #2, bar 10-50 #3";
        QTest::newRow("beyond the view") << "10-20" << 500 << "bar 10-102 #1";
        QTest::newRow("not back in time") << "10-20" << 15 << "bar 10-20 #1";
    }
    void lengthensAnOpenEvent()
    {
        QFETCH(QString, events);
        QFETCH(int, now);
        const OneRow row(headsFrom(events));
        auto items = row.detail(microScale);
        const auto last = static_cast<EventIndex>(row.columns.size() - 1);
        extendOpen(last, row.columns, zero + Micros(now), microScale, items);
        QTEST(textOf(items, row.events, row.columns), "items");
        QVERIFY(items.back().isOpen);
    }
    void showsAnOpenEventThatWasLastHeardOfLongAgo()
    {
        const OneRow row(headsFrom(QStringLiteral("10-20")));
        const TimeScale later = microScale.pannedBy(5000);
        auto items = row.detail(later);
        QVERIFY(items.empty());
        extendOpen(0, row.columns, zero + 5050us, later, items);
        QCOMPARE(textOf(items, row.events, row.columns), QStringLiteral("bar -2-50 #1"));
        items.clear();
        extendOpen(0, row.columns, zero + 4000us, later, items);
        QVERIFY(items.empty());
    }

    void hitsWhatItDraws()
    {
        const OneRow row(regularHeads(5000, 7us));
        for (const double nanos : {100.0, 1'000.0, 2'345.0, 20'000.0, 1e6}) {
            const TimeScale scale(toViewTime(zero), nanos, 500);
            const auto items = row.detail(scale);
            for (const DetailItem &item : items) {
                for (int x = std::max(0, item.left); x < item.right; ++x)
                    QCOMPARE(itemAt(items, x + 0.5, 0), &item);
            }
        }
    }
    void hitsNearMissesWithinTheTolerance()
    {
        const OneRow row(headsFrom(QStringLiteral("10-20 40-50")));
        const auto items = row.detail(microScale);
        QCOMPARE(itemAt(items, 25, 2), nullptr);
        QCOMPARE(itemAt(items, 21.5, 2), &items[0]);
        QCOMPARE(itemAt(items, 38.5, 2), &items[1]);
        QCOMPARE(itemAt(items, 51.5, 2), &items[1]);
        QCOMPARE(itemAt({}, 5, 2), nullptr);
    }
};

QTEST_APPLESS_MAIN(TestLevelOfDetail)
#include "tst_level_of_detail.moc"
