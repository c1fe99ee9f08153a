// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/timeline/chosen_in_row.h"
#include "core/timeline/event_lanes.h"
#include "tests/core/timeline/event_rows.h"

#include <QTest>

#include <algorithm>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

/// Each lane's sub-rows as "0-10 10-30 / 5-8 / rest 1-2": begin and end in microseconds since zero.
QString textOf(const EventLanes &lanes)
{
    QStringList laneTexts;
    for (const Lane &lane : lanes.lanes()) {
        QStringList rows;
        for (const NestedLane::Row &shown : lane.events.rows()) {
            if (shown.events == nullptr) {
                rows << QStringLiteral("missing");
                continue;
            }
            const OrderedEvents &row = *shown.events;
            QStringList events;
            for (auto place = row.begin(); place != row.end(); place = row.next(place)) {
                const EventIndex event = row.at(place);
                events << QStringLiteral("%1-%2")
                              .arg((lanes.columns().start(event) - zero).count())
                              .arg((lanes.columns().end(event) - zero).count());
            }
            rows << (shown.isRest ? QStringLiteral("rest ") : QString()) + events.join(u' ');
        }
        laneTexts << rows.join(u" / ");
    }
    return laneTexts.join(u" // ");
}

void verifySortedAndDisjoint(const EventLanes &lanes)
{
    const EventColumns &columns = lanes.columns();
    std::size_t seen = 0;
    for (const Lane &lane : lanes.lanes()) {
        for (const NestedLane::Row &shown : lane.events.rows()) {
            if (shown.events == nullptr)
                continue;
            const OrderedEvents &row = *shown.events;
            Timestamp free = Timestamp::min();
            for (auto place = row.begin(); place != row.end(); place = row.next(place)) {
                const EventIndex event = row.at(place);
                QVERIFY(columns.start(event) >= free);
                free = shown.isRest ? columns.start(event) : columns.occupiedEnd(event);
                ++seen;
            }
        }
    }
    QCOMPARE(seen, lanes.eventCount());
}

} // namespace

class TestEventLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packsOverlappingEvents_data()
    {
        QTest::addColumn<QString>("events");
        QTest::addColumn<QString>("packed");
        QTest::addRow("one after the other") << "0-10 10-20 20-30"
                                             << "0-10 10-20 20-30";
        QTest::addRow("overlap") << "0-10 5-15 10-20"
                                 << "0-10 10-20 / 5-15";
        QTest::addRow("late, into a gap") << "0-10 50-60 20-30"
                                          << "0-10 20-30 50-60";
        QTest::addRow("late, into an exact gap") << "0-10 30-60 10-30"
                                                 << "0-10 10-30 30-60";
        QTest::addRow("late, gap too small") << "0-10 29-60 10-30"
                                             << "0-10 29-60 / 10-30";
        QTest::addRow("a parent that comes after its children") << "10-20 30-40 0-50"
                                                                << "10-20 30-40 / 0-50";
        QTest::addRow("two of one instant") << "7-7 7-7 8-8"
                                            << "7-7 8-8 / 7-7";
        QTest::addRow("an instant at another's end") << "0-7 7-7"
                                                     << "0-7 7-7";
        QTest::addRow("end before start") << "9-3 12-13"
                                          << "9-9 12-13";
        QTest::addRow("longer than 71 minutes") << "0-5000000000 5000000000-5000000001 10-20"
                                                << "0-5000000000 5000000000-5000000001 / 10-20";
        QTest::addRow("more than the sub-rows")
            << "0-9 1-9 2-9 3-9 4-9 5-9 6-9 7-9 8-9 2-8 9-10"
            << "0-9 9-10 / 1-9 / 2-9 / 3-9 / 4-9 / 5-9 / 6-9 / 7-9 / rest 2-8 8-9";
        QTest::addRow("types") << "llm:0-9 error:3-3 0-4 tool:1-2"
                               << "0-9 // 1-2 // 0-4 // 3-3";
    }
    void packsOverlappingEvents()
    {
        QFETCH(QString, events);
        EventLanes lanes;
        for (const EventHead &head : headsFrom(events))
            lanes.add(head);
        QTEST(textOf(lanes), "packed");
    }

    void packsByAgentInOrderOfAppearance()
    {
        EventLanes lanes;
        auto heads = headsFrom(QStringLiteral("0-5 1-2 llm:6-7"));
        heads[0].agent = AgentId("writer");
        heads[1].agent = AgentId("critic");
        heads[2].agent = AgentId("writer");
        for (const EventHead &head : heads)
            lanes.add(head);
        lanes.setLaneBy(LaneBy::Agent);
        QCOMPARE(textOf(lanes), QStringLiteral("0-5 6-7 // 1-2"));
        QCOMPARE(lanes.columns().trackText(lanes.lanes().front().key), std::string_view("writer"));
        lanes.setLaneBy(LaneBy::Type);
        QCOMPARE(textOf(lanes), QStringLiteral("6-7 // 0-5 / 1-2"));
    }

    void movesToTheLaneOfAnAgentThatComesLater()
    {
        EventLanes lanes;
        auto heads = headsFrom(QStringLiteral("0-5 1-2 2-4"));
        heads[0].agent = AgentId("planner");
        heads[2].parent = heads[1].row;
        for (const EventHead &head : heads)
            lanes.add(head);
        lanes.setLaneBy(LaneBy::Agent);
        QCOMPARE(lanes.lanes().size(), 2U);
        for (const std::size_t later : {2U, 1U}) {
            heads[later].agent = AgentId("planner");
            lanes.add(heads[later]);
        }
        while (!lanes.isSettled())
            lanes.settle(1'000);
        QCOMPARE(lanes.lanes().size(), 1U);
        QCOMPARE(lanes.columns().trackText(lanes.lanes().front().key), std::string_view("planner"));
        QCOMPARE(lanes.eventCount(), 3U);
    }

    void replacesAKnownRow_data()
    {
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<QString>("packed");
        QTest::addRow("the same again") << "10-20"
                                        << "0-5 10-20 30-40";
        QTest::addRow("longer") << "10-25"
                                << "0-5 10-25 30-40";
        QTest::addRow("moved") << "50-60"
                               << "0-5 30-40 50-60";
        QTest::addRow("into a neighbour") << "10-35"
                                          << "0-5 30-40 / 10-35";
        QTest::addRow("another type") << "error:10-20"
                                      << "0-5 30-40 // 10-20";
    }
    void replacesAKnownRow()
    {
        QFETCH(QString, replacement);
        EventLanes lanes;
        for (const EventHead &head : headsFrom(QStringLiteral("0-5 10-20 30-40")))
            lanes.add(head);
        EventHead head = headsFrom(replacement).front();
        head.row = 2;
        lanes.add(head);
        QCOMPARE(lanes.eventCount(), 3U);
        QTEST(textOf(lanes), "packed");
    }
    void forgetsALaneWhoseLastEventLeaves()
    {
        EventLanes lanes;
        lanes.add(headsFrom(QStringLiteral("error:1-2")).front());
        QCOMPARE(lanes.errorCount(), 1U);
        lanes.add(headsFrom(QStringLiteral("llm:1-2")).front());
        QCOMPARE(lanes.errorCount(), 0U);
        QCOMPARE(lanes.lanes().size(), 1U);
    }

    void findsRowsInAnyOrderOfArrival()
    {
        EventLanes lanes;
        auto heads = headsFrom(QStringLiteral("0-1 2-3 4-5 6-7"));
        heads[0].row = 10;
        heads[1].row = 30;
        heads[2].row = 20;
        heads[3].row = 40;
        for (const EventHead &head : heads)
            lanes.add(head);
        for (EventIndex i = 0; i < 4; ++i)
            QCOMPARE(lanes.columns().find(heads[i].row), i);
        QCOMPARE(lanes.columns().find(25), noEvent);
    }

    void staysSortedAndDisjointUnderDisorder_data()
    {
        QTest::addColumn<int>("disorder");
        QTest::addRow("in order") << 0;
        QTest::addRow("a little late") << 50;
        QTest::addRow("backwards and forwards") << 1'000'000;
    }
    void staysSortedAndDisjointUnderDisorder()
    {
        QFETCH(int, disorder);
        SeededRandom random(7);
        EventLanes lanes;
        for (std::int64_t i = 0; i < 5000; ++i) {
            const auto jitter = disorder == 0
                ? 0
                : static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(disorder));
            EventHead head;
            head.row = i < 4500 ? i : i - 1000; // the last ones replace
            head.type = allEventTypes[random.next() % allEventTypes.size()];
            head.start = zero + Micros(i * 20 + jitter);
            head.end = head.start + Micros(random.next() % 60);
            lanes.add(head);
        }
        QCOMPARE(lanes.eventCount(), 4500U);
        verifySortedAndDisjoint(lanes);
        lanes.setLaneBy(LaneBy::Agent);
        verifySortedAndDisjoint(lanes);
    }

    void stepsThroughALaneByStart()
    {
        EventLanes lanes;
        for (const EventHead &head : headsFrom(QStringLiteral("0-10 5-15 llm:6-7 10-20 5-5")))
            lanes.add(head);
        const auto &columns = lanes.columns();
        QList<qint64> rows;
        for (EventIndex event = 0; event != noEvent; event = lanes.next(event))
            rows << columns.row(event);
        QCOMPARE(rows, (QList<qint64>{1, 2, 5, 4}));
        rows.clear();
        for (EventIndex event = 3; event != noEvent; event = lanes.previous(event))
            rows << columns.row(event);
        QCOMPARE(rows, (QList<qint64>{4, 5, 2, 1}));
    }

    void stepsThroughErrors()
    {
        EventLanes lanes;
        QCOMPARE(lanes.nextError(noEvent), noEvent);
        for (const EventHead &head : headsFrom(QStringLiteral("0-10 error:20-20 30-40 error:5-5")))
            lanes.add(head);
        QCOMPARE(lanes.nextError(noEvent), 3U);
        QCOMPARE(lanes.nextError(3), 1U);
        QCOMPARE(lanes.nextError(2), noEvent);
        QCOMPARE(lanes.previousError(2), 1U);
        QCOMPARE(lanes.previousError(noEvent), 1U);
        QCOMPARE(lanes.errorCount(), 2U);
    }

    void countsChosenEventsOfAnyStretch()
    {
        EventLanes lanes;
        std::vector<EventIndex> chosen;
        for (int i = 0; i < 1'000; ++i) {
            EventHead head;
            head.row = i + 1;
            // Every tenth comes late, into a block that has to be split.
            head.start = zero + Micros(10 * (i % 10 == 9 ? i - 500 : i) + 5'000);
            head.end = head.start + 1us;
            lanes.add(head);
            if (i % 7 == 0)
                chosen.push_back(static_cast<EventIndex>(i));
        }
        QCOMPARE(lanes.lanes().size(), std::size_t{1});
        const EventSet set(900, chosen); // nobody has asked of the last hundred
        for (const NestedLane::Row &shown : lanes.lanes()[0].events.rows()) {
            const OrderedEvents &row = *shown.events;
            const ChosenInRow counts(row, set);
            std::vector<OrderedEvents::Place> places;
            for (auto place = row.begin(); place != row.end(); place = row.next(place))
                places.push_back(place);
            places.push_back(row.end());
            for (std::size_t from = 0; from < places.size(); from += 13) {
                std::uint32_t expected = 0;
                for (std::size_t to = from; to < places.size(); ++to) {
                    QCOMPARE(counts.count(places[from], places[to]), expected);
                    if (to + 1 < places.size() && set.has(row.at(places[to])))
                        ++expected;
                }
            }
            QCOMPARE(counts.count(places[1], places[0]), std::uint32_t{0});
            QCOMPARE(counts.count(row.begin(), {row.end().block + 5, 3}), // it has grown since
                counts.count(row.begin(), row.end()));
        }
        QVERIFY(set.has(0) && !set.has(1) && set.has(7) && set.has(900) && set.has(5'000));
        QVERIFY(EventSet().has(0));
    }

    void findsTheNearestEvent()
    {
        EventLanes lanes;
        QCOMPARE(lanes.nearest(zero), noEvent);
        for (const EventHead &head : headsFrom(QStringLiteral("0-10 llm:20-30 40-50")))
            lanes.add(head);
        QCOMPARE(lanes.nearest(zero - 1s), 0U);
        QCOMPARE(lanes.nearest(zero + 29us), 1U);
        QCOMPARE(lanes.nearest(zero + 1s), 2U);
    }

    void knowsItsRange()
    {
        EventLanes lanes;
        QVERIFY(!lanes.range());
        for (const EventHead &head : headsFrom(QStringLiteral("10-90 20-30 5-6")))
            lanes.add(head);
        QCOMPARE(*lanes.range(), (TimeRange{zero + 5us, zero + 90us}));
    }
};

QTEST_APPLESS_MAIN(TestEventLanes)
#include "tst_event_lanes.moc"
