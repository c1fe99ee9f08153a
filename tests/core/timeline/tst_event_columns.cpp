// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/timeline/event_columns.h"
#include "tests/core/timeline/event_rows.h"

#include <QTest>

#include <atomic>
#include <optional>
#include <thread>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

EventHead headOf(std::int64_t row)
{
    EventHead head;
    head.row = row;
    head.start = zero + row * 10us;
    head.end = head.start + 5us;
    head.name = "n" + std::to_string(row % 700);
    head.agent = AgentId("a" + std::to_string(row % 3));
    return head;
}

/// What headOf() gives, read back.
bool isWhole(const EventSnapshot &snapshot, EventIndex event)
{
    const std::int64_t row = snapshot.row(event);
    return snapshot.start(event) == zero + row * 10us
        && snapshot.name(event) == "n" + std::to_string(row % 700)
        && snapshot.agentId(snapshot.agent(event)) == "a" + std::to_string(row % 3);
}

} // namespace

class TestEventColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItTook_data()
    {
        QTest::addColumn<qlonglong>("row");
        QTest::addColumn<qlonglong>("start");
        QTest::addColumn<qlonglong>("duration");
        QTest::newRow("near") << 3LL << 100LL << 7LL;
        QTest::newRow("the last narrow row") << 65'536LL + 1 << 0LL << 0LL;
        QTest::newRow("the first wide row") << 65'537LL + 1 << 0LL << 0LL;
        QTest::newRow("a row far away") << (1LL << 62) << 0LL << 0LL;
        QTest::newRow("the last narrow start") << 3LL << (1LL << 31) - 1 << 0LL;
        QTest::newRow("the first wide start") << 3LL << (1LL << 31) << 0LL;
        QTest::newRow("the earliest narrow start") << 3LL << -(1LL << 31) << 0LL;
        QTest::newRow("an earlier one") << 3LL << -(1LL << 31) - 1 << 0LL;
        QTest::newRow("the longest narrow duration") << 3LL << 0LL << (1LL << 32) - 1;
        QTest::newRow("the shortest wide duration") << 3LL << 0LL << (1LL << 32);
        QTest::newRow("all of them wide") << (1LL << 40) << (1LL << 40) << (1LL << 40);
    }
    void givesBackWhatItTook()
    {
        QFETCH(qlonglong, row);
        QFETCH(qlonglong, start);
        QFETCH(qlonglong, duration);
        EventColumns columns;
        EventHead first = headOf(1);
        first.start = zero;
        first.end = zero + 3us;
        columns.append(first);
        EventHead head = headOf(2);
        head.row = row;
        head.start = zero + Micros(start);
        head.end = head.start + Micros(duration);
        const EventIndex event = columns.append(head);
        QCOMPARE(columns.row(event), row);
        QCOMPARE((columns.start(event) - zero).count(), start);
        QCOMPARE(columns.duration(event).count(), duration);
        QCOMPARE(columns.row(0), 1);
        QCOMPARE(columns.start(0), zero);
        QCOMPARE(columns.duration(0), 3us);
    }

    void tellsAgentsFromThreads()
    {
        EventColumns columns;
        EventHead head = headOf(1);
        head.thread = "main";
        columns.append(head);
        head = headOf(2);
        head.agent = AgentId();
        head.thread = "a1";
        columns.append(head);
        head.row = 3;
        head.thread.clear();
        columns.append(head);
        QCOMPARE(columns.agentId(columns.agent(0)), std::string_view("a1"));
        QCOMPARE(columns.agent(1), 0);
        QVERIFY(columns.isThread(columns.track(1)));
        QVERIFY(columns.track(1) != columns.track(0));
        QCOMPARE(columns.trackText(columns.track(1)), std::string_view("a1"));
        QCOMPARE(columns.track(2), 0);
        QCOMPARE(columns.snapshot().thread(1), std::string_view("a1"));
        QCOMPARE(columns.snapshot().thread(0), std::string_view());
    }

    void keepsTheFactsOfCallsApart()
    {
        EventColumns columns;
        for (std::int64_t row = 1; row <= 3000; ++row) {
            EventHead head = headOf(row);
            if (row % 10 == 0) {
                head.promptTokens = static_cast<std::uint64_t>(row);
                head.cost = Money::fromPico(row);
            }
            columns.append(head);
        }
        const EventSnapshot snapshot = columns.snapshot();
        QCOMPARE(snapshot.promptTokens(9), std::optional<std::uint64_t>(10));
        QCOMPARE(snapshot.completionTokens(9), std::nullopt);
        QCOMPARE(snapshot.cost(2999), Money::fromPico(3000));
        QCOMPARE(snapshot.promptTokens(10), std::nullopt);
        EventHead ended = headOf(11);
        ended.completionTokens = 5;
        columns.assign(10, columns.valuesOf(ended));
        QCOMPARE(columns.calls(10).completionTokens, std::optional<std::uint64_t>(5));
        QCOMPARE(snapshot.completionTokens(10), std::nullopt);
        columns.assign(10, columns.valuesOf(headOf(11)));
        QVERIFY(columns.calls(10).isEmpty());
    }

    void staysAsItWasInASnapshot()
    {
        EventColumns columns;
        for (std::int64_t row = 1; row <= 1500; ++row)
            columns.append(headOf(row));
        const EventSnapshot snapshot = columns.snapshot();
        EventHead changed = headOf(3);
        changed.name = "changed";
        changed.isOpen = true;
        columns.assign(2, columns.valuesOf(changed));
        columns.setParent(1400, 2);
        for (std::int64_t row = 1501; row <= 4000; ++row)
            columns.append(headOf(row));
        QCOMPARE(snapshot.size(), std::size_t{1500});
        QCOMPARE(snapshot.name(2), std::string_view("n3"));
        QVERIFY(!snapshot.isOpen(2));
        QCOMPARE(snapshot.parent(1400), noEvent);
        const EventSnapshot later = columns.snapshot();
        QCOMPARE(later.size(), std::size_t{4000});
        QCOMPARE(later.name(2), std::string_view("changed"));
        QVERIFY(later.isOpen(2));
        QCOMPARE(later.parent(1400), EventIndex{2});
        columns.clear();
        QVERIFY(isWhole(later, 3999));
    }

    void isReadByAnotherThreadWhileItGrows()
    {
        EventColumns columns;
        SeededRandom random(5);
        for (std::int64_t row = 1; row <= 2000; ++row)
            columns.append(headOf(row));
        std::atomic<bool> allWhole = true;
        std::vector<std::jthread> readers;
        for (int round = 0; round < 20; ++round) {
            readers.emplace_back([snapshot = columns.snapshot(), &allWhole] {
                for (EventIndex event = 0; event < snapshot.size(); ++event) {
                    if (!isWhole(snapshot, event))
                        allWhole = false;
                }
            });
            for (std::int64_t i = 0; i < 300; ++i)
                columns.append(headOf(static_cast<std::int64_t>(columns.size()) + 1));
            for (int i = 0; i < 300; ++i) {
                const auto event = static_cast<EventIndex>(random.next() % columns.size());
                EventHead head = headOf(columns.row(event));
                head.end = head.start + 5h; // does not fit a narrow column
                head.promptTokens = random.next();
                columns.assign(event, columns.valuesOf(head));
            }
        }
        readers.clear();
        QVERIFY(allWhole);
    }

    void takesTwentyOneBytesAnEvent()
    {
        EventColumns columns;
        const EventHead head = headOf(1);
        auto values = columns.valuesOf(head);
        for (std::int64_t row = 1; row <= 100'000; ++row) {
            values.start = zero + row * 10us;
            columns.append(row * 7, values); // between those of six other sessions
        }
        QVERIFY(columns.bytes() < std::size_t{2'150'000});
        QCOMPARE(columns.callBytes(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestEventColumns)
#include "tst_event_columns.moc"
