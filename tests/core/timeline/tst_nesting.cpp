// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/timeline/event_lanes.h"
#include "tests/core/timeline/event_rows.h"

#include <QTest>

#include <array>
#include <map>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

/// "3<1@writer:10-20": row 3 below row 1, of agent writer, from 10 to 20 microseconds since zero; "+" behind
/// the end: still open; "<?": below one that is not stored yet.
EventHead headFrom(const QString &word)
{
    const QStringList parts = word.split(u':');
    const QStringList who = parts[0].split(u'@');
    const QStringList rows = who[0].split(u'<');
    EventHead head;
    head.row = rows[0].toLongLong();
    if (rows.size() > 1)
        head.parent = rows[1] == QLatin1String("?") ? -1 : rows[1].toLongLong();
    if (who.size() > 1)
        head.agent = AgentId(who[1].toStdString());
    const QStringList times = parts[1].split(u'-');
    head.isOpen = times[1].endsWith(u'+');
    head.start = zero + Micros(times[0].toLongLong());
    head.end = zero + Micros(times[1].chopped(head.isOpen ? 1 : 0).toLongLong());
    return head;
}

/// Each lane's rows as "missing | 1 4 | 2 | 3": the rows of events, a band of each depth.
QString textOf(const EventLanes &lanes)
{
    QStringList laneTexts;
    for (const Lane &lane : lanes.lanes()) {
        QStringList rows;
        for (const NestedLane::Row &row : lane.events.rows()) {
            if (row.events == nullptr) {
                rows << QStringLiteral("missing");
                continue;
            }
            QStringList events;
            for (auto place = row.events->begin(); place != row.events->end();
                 place = row.events->next(place))
                events << QString::number(lanes.columns().row(row.events->at(place)));
            rows << QStringLiteral("%1: ").arg(row.depth) + events.join(u' ');
        }
        laneTexts << rows.join(QStringLiteral(" | "));
    }
    return laneTexts.join(QStringLiteral(" // "));
}

void add(EventLanes &lanes, const QString &text)
{
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        lanes.add(headFrom(word));
    while (!lanes.isSettled())
        lanes.settle(3);
}

} // namespace

class TestNesting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liesBelowItsParent_data()
    {
        QTest::addColumn<QString>("events");
        QTest::addColumn<QString>("nested");
        QTest::newRow("parent first") << "1:0-50 2<1:10-20 3<1:20-30"
                                      << "0: 1 | 1: 2 3";
        QTest::newRow("parent last") << "2<9:10-20 3<9:20-30 9:0-50"
                                     << "0: 9 | 1: 2 3";
        QTest::newRow("parent not here") << "2<9:10-20 3<9:20-30"
                                         << "missing | 1: 2 3";
        QTest::newRow("parent not stored") << "2<?:10-20 3<?:20-30 4:0-5"
                                           << "missing | 0: 4 | 1: 2 3";
        QTest::newRow("stored later, and told again") << "2<?:10-20 3<?:20-30 9:0-50 2<9:10-20 3<9:20-30"
                                                      << "0: 9 | 1: 2 3";
        QTest::newRow("one of two told again") << "2<?:10-20 3<?:20-30 9:0-50 2<9:10-20"
                                               << "missing | 0: 9 | 1: 2 3";
        QTest::newRow("three deep, from below") << "1<2:4-5 2<3:3-6 3<4:2-7 4:1-8"
                                                << "0: 4 | 1: 3 | 2: 2 | 3: 1";
        QTest::newRow("the middle last") << "1<2:4-5 4:1-8 3<4:2-7 2<3:3-6"
                                         << "0: 4 | 1: 3 | 2: 2 | 3: 1";
        QTest::newRow("a branch that waits below one that waits") << "1<5:4-5 2<9:2-7 5<2:3-6 9:1-8"
                                                                  << "0: 9 | 1: 2 | 2: 5 | 3: 1";
        QTest::newRow("overlapping children") << "1:0-50 2<1:10-20 3<1:15-30"
                                              << "0: 1 | 1: 2 | 1: 3";
        QTest::newRow("another agent's child") << "1@a:0-50 2<1@b:10-20 3<2@a:12-14"
                                               << "0: 1 | 1: 3 // 0: 2";
        QTest::newRow("its own parent") << "1<1:0-5"
                                        << "0: 1";
        QTest::newRow("a circle of two") << "1<2:0-5 2<1:5-9"
                                         << "0: 1 | 1: 2";
        QTest::newRow("another parent later") << "1:0-50 2:50-90 3<1:10-20 3<2:60-70"
                                              << "0: 1 2 | 1: 3";
        QTest::newRow("no parent any more") << "1:0-50 3<1:60-70 3:60-70"
                                            << "0: 1 3";
        QTest::newRow("a parent that moves takes its children along") << "1:0-50 2:1-40 3<2:2-30 2<1:1-40"
                                                                      << "0: 1 | 1: 2 | 2: 3";
    }
    void liesBelowItsParent()
    {
        QFETCH(QString, events);
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        add(lanes, events);
        QTEST(textOf(lanes), "nested");
    }

    void liesFlatByType()
    {
        EventLanes lanes;
        add(lanes, QStringLiteral("1:0-50 2<1:60-70 3<9:80-90"));
        QCOMPARE(textOf(lanes), QStringLiteral("0: 1 2 3"));
        QVERIFY(lanes.placeholders().empty());
        lanes.setLaneBy(LaneBy::Agent);
        QCOMPARE(textOf(lanes), QStringLiteral("missing | 0: 1 | 1: 2 3"));
    }

    void coversAMissingParentsChildren()
    {
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        add(lanes, QStringLiteral("2<9@a:10-20 3<9@a:5-8 4<8@a:90-95 5<?@a:30-40"));
        const auto places = lanes.placeholders();
        QCOMPARE(places.size(), std::size_t{3});
        QCOMPARE(places[0].range, (TimeRange{zero + 5us, zero + 20us}));
        QCOMPARE(places[0].children, 2U);
        QCOMPARE(places[1].range, (TimeRange{zero + 30us, zero + 40us}));
        QCOMPARE(places[2].range, (TimeRange{zero + 90us, zero + 95us}));
        add(lanes, QStringLiteral("9@a:0-60"));
        QCOMPARE(lanes.placeholders().size(), std::size_t{2});
    }

    void nestsNoDeeperThanSixtyThree()
    {
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        for (std::int64_t row = 1; row <= 1000; ++row) {
            EventHead head = headFrom(QStringLiteral("1:0-5000"));
            head.row = row;
            head.parent = row - 1;
            lanes.add(head);
        }
        QCOMPARE(lanes.columns().depth(62), 62);
        QCOMPARE(lanes.columns().depth(63), 63);
        QCOMPARE(lanes.columns().depth(64), 63);
        QCOMPARE(lanes.lanes()[0].events.rows().back().depth, 63);
    }

    void keepsWhatFollowsOffAnOpenEvent()
    {
        EventLanes lanes;
        add(lanes, QStringLiteral("1:0-5 2:10-12+ 3:20-30 4:6-8"));
        QCOMPARE(textOf(lanes), QStringLiteral("0: 1 4 2 | 0: 3"));
        QCOMPARE(lanes.lanes()[0].events.rows()[0].open, EventIndex{1});
        QVERIFY(lanes.hasOpen());
        add(lanes, QStringLiteral("5:11-12+"));
        QCOMPARE(textOf(lanes), QStringLiteral("0: 1 4 2 | 0: 3 | 0: 5"));
        add(lanes, QStringLiteral("2:10-15 5:11-12"));
        QVERIFY(!lanes.hasOpen());
        add(lanes, QStringLiteral("6:15-18"));
        QCOMPARE(textOf(lanes), QStringLiteral("0: 1 4 2 6 | 0: 5 3"));
    }

    /// The same tree in any order of arrival, told at once or in pieces, ends up the same.
    void endsTheSameInAnyOrder_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("order %d", seed) << seed;
    }
    void endsTheSameInAnyOrder()
    {
        QFETCH(int, seed);
        SeededRandom random(static_cast<std::uint64_t>(seed));
        constexpr std::int64_t count = 400;
        std::vector<EventHead> heads;
        std::map<std::int64_t, int> depths;
        for (std::int64_t i = 0; i < count; ++i) {
            EventHead head = headFrom(QStringLiteral("1:0-5"));
            head.row = i + 1;
            head.start = zero + i * 10us;
            head.end = head.start + 5us;
            head.parent
                = i == 0 ? 0 : static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(i)) + 1;
            depths[head.row] = head.parent == 0 ? 0 : depths[head.parent] + 1;
            heads.push_back(head);
        }
        for (std::size_t i = heads.size(); i > 1; --i)
            std::swap(heads[i - 1], heads[random.next() % i]);
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        for (const EventHead &head : heads)
            lanes.add(head);
        while (!lanes.isSettled())
            lanes.settle(7);
        std::size_t shown = 0;
        for (const NestedLane::Row &row : lanes.lanes()[0].events.rows()) {
            for (auto place = row.events->begin(); place != row.events->end();
                 place = row.events->next(place)) {
                const EventIndex event = row.events->at(place);
                QCOMPARE(int{row.depth}, depths[lanes.columns().row(event)]);
                ++shown;
            }
        }
        QCOMPARE(shown, static_cast<std::size_t>(count));
        QVERIFY(lanes.placeholders().empty());
    }

    void packsMillionsAnewInSteps()
    {
        EventLanes lanes;
        for (std::int64_t row = 1; row <= 150'000; ++row) {
            EventHead head = headFrom(QStringLiteral("1:0-5"));
            head.row = row;
            head.start = head.end = zero + row * 10us;
            lanes.add(head);
        }
        lanes.setLaneBy(LaneBy::Agent);
        QVERIFY(!lanes.isSettled());
        QCOMPARE(lanes.laneOf(149'999).events.rowOf(lanes.columns(), 149'999), std::size_t{1});
        lanes.settle(50'000);
        QVERIFY(lanes.isSettled());
        QCOMPARE(lanes.lanes()[0].events.eventCount(), std::size_t{150'000});
    }

    void sumsUpARange()
    {
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        SeededRandom random(11);
        std::vector<EventHead> heads;
        for (std::int64_t row = 1; row <= 5000; ++row) {
            EventHead head = headFrom(QStringLiteral("1:0-5"));
            head.row = row;
            head.type = allEventTypes[random.next() % allEventTypes.size()];
            head.start = zero + Micros(random.next() % 50'000);
            head.end = head.start + Micros(random.next() % 40);
            head.agent = AgentId("a" + std::to_string(random.next() % 3));
            if (head.type == EventType::Llm && random.next() % 3 != 0) {
                head.promptTokens = random.next() % 1000;
                if (random.next() % 2 == 0)
                    head.cost = Money::fromPico(static_cast<std::int64_t>(random.next() % 1000));
            }
            heads.push_back(head);
            lanes.add(head);
        }
        for (int i = 0; i < 500; ++i) { // told again
            EventHead &head = heads[random.next() % heads.size()];
            head.completionTokens = random.next() % 100;
            head.start += 3us;
            lanes.add(head);
        }
        for (int i = 0; i < 50; ++i) {
            const TimeRange range{
                zero + Micros(random.next() % 30'000), zero + Micros(30'000 + random.next() % 30'000)};
            EventSums expected;
            for (const EventHead &head : heads) {
                if (head.start < range.begin || head.start >= range.end)
                    continue;
                ++expected.counts.of(head.type);
                if (head.type == EventType::Llm) {
                    EventFacts facts;
                    facts.promptTokens = head.promptTokens;
                    facts.completionTokens = head.completionTokens;
                    facts.cost = head.cost;
                    expected.usage.add(facts);
                }
            }
            QCOMPARE(lanes.sums(range), expected);
        }
    }

    void takesPiecesAsItTakesHeads()
    {
        ReadyHeads piece;
        EventLanes one;
        EventLanes other;
        for (const QString &word : QStringLiteral("2<9@a:10-20 3<9@b:5-8 9@a:0-60 4@a:70-80").split(u' ')) {
            EventHead head = headFrom(word);
            head.name = word.toStdString();
            head.thread = "t";
            head.cost = Money::fromPico(head.row);
            piece.add(head);
            one.add(head);
        }
        std::size_t from = other.add(piece, 0, 3);
        QCOMPARE(from, std::size_t{3});
        from = other.add(piece, from, 3);
        QCOMPARE(from, piece.size());
        QCOMPARE(textOf(other), textOf(one));
        for (EventIndex event = 0; event < 4; ++event) {
            QCOMPARE(other.columns().values(event).calls, one.columns().values(event).calls);
            QCOMPARE(other.columns().name(event), one.columns().name(event));
            QCOMPARE(other.columns().trackText(other.columns().track(event)),
                one.columns().trackText(one.columns().track(event)));
            QCOMPARE(other.columns().parent(event), one.columns().parent(event));
        }
    }

    /// Of a session that shares its store with six others, with nested calls: the promise of event_columns.h
    /// and ordered_events.h together.
    void takesAtMostThirtyTwoBytesAnEvent()
    {
        constexpr std::int64_t count = 1'000'000;
        EventLanes lanes;
        lanes.setLaneBy(LaneBy::Agent);
        ReadyHeads piece;
        SeededRandom random(4);
        std::array<Timestamp, 32> free;
        free.fill(zero);
        ReadyHeads::Head head;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto lane = static_cast<std::size_t>(i / 4 % 32);
            head.row = i * 7 + 1;
            head.parent = i % 4 == 0 ? 0 : head.row - 7 * (i % 4);
            head.type = allEventTypes[random.next() % allEventTypes.size()];
            head.start = free[lane] + Micros(random.next() % 5000);
            head.end = head.start + Micros(random.next() % 9000);
            free[lane] = i % 4 == 3 ? head.end : head.start + 1us;
            piece.add(head, "name", std::to_string(lane), {}, {});
        }
        QCOMPARE(lanes.add(piece, 0, count), static_cast<std::size_t>(count));
        QVERIFY(lanes.isSettled());
        const std::size_t bytesPerEvent = (lanes.bytes() + count - 1) / count;
        QVERIFY2(bytesPerEvent <= 32, qPrintable(QString::number(bytesPerEvent)));
    }
};

QTEST_APPLESS_MAIN(TestNesting)
#include "tst_nesting.moc"
