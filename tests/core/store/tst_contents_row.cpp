// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/contents_row.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace sluice;

namespace {

CarriedEvent carried(std::uint64_t id, Timestamp enqueued = {})
{
    return {*Uuid::parse(uuidText(id)), enqueued};
}

} // namespace

class TestContentsRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksWhatItPacked_data();
    void unpacksWhatItPacked();
    void knowsTheLowestAndTheHighest();
    void takes24BytesAnEventAtMost();
    void takesWhatIsWholeOfBytesThatWereCut();
};

void TestContentsRow::unpacksWhatItPacked_data()
{
    QTest::addColumn<std::vector<CarriedEvent>>("events");
    using Events = std::vector<CarriedEvent>;
    QTest::newRow("one") << Events{carried(1, at(1))};
    QTest::newRow("out of order") << Events{carried(3, at(5)), carried(1, at(4)), carried(2, at(6))};
    QTest::newRow("no times") << Events{carried(1), carried(2)};
    QTest::newRow("some times") << Events{carried(1), carried(2, at(0)), carried(3)};
    QTest::newRow("before 1970") << Events{carried(1, Timestamp(Micros(-1)))};
    QTest::newRow("far away") << Events{carried(1, Timestamp::max()), carried(2, Timestamp::min())};
    QTest::newRow("the same twice") << Events{carried(1, at(1)), carried(1, at(1))};
}

void TestContentsRow::unpacksWhatItPacked()
{
    QFETCH(const std::vector<CarriedEvent>, events);
    const PackedContents packed = pack(events);
    QCOMPARE(unpack(packed.ids, packed.enqueued), events);
    for (const CarriedEvent &event : events) {
        const auto place = placeOf(event.id, packed.ids);
        QVERIFY(place.has_value());
        QCOMPARE(events[*place].id, event.id);
        QCOMPARE(enqueuedAt(*place, packed.enqueued), event.enqueued);
    }
    QVERIFY(!placeOf(carried(99).id, packed.ids));
}

void TestContentsRow::knowsTheLowestAndTheHighest()
{
    const PackedContents packed = pack({carried(0x20), carried(0x10), carried(0x1f00), carried(0x30)});
    QCOMPARE(packed.lowest, carried(0x10).id);
    QCOMPARE(packed.highest, carried(0x1f00).id);
}

void TestContentsRow::takes24BytesAnEventAtMost()
{
    const PackedContents timed = pack({carried(1, at(1)), carried(2)});
    QCOMPARE(timed.ids.size() + timed.enqueued.size(), std::size_t{48});
    const PackedContents untimed = pack({carried(1), carried(2)});
    QCOMPARE(untimed.ids.size() + untimed.enqueued.size(), std::size_t{32});
}

void TestContentsRow::takesWhatIsWholeOfBytesThatWereCut()
{
    PackedContents packed = pack({carried(1, at(1)), carried(2, at(2))});
    packed.ids.pop_back();
    QCOMPARE(unpack(packed.ids, packed.enqueued), std::vector<CarriedEvent>{carried(1, at(1))});
    QVERIFY(!placeOf(carried(2).id, packed.ids));
    packed.enqueued.resize(7);
    QCOMPARE(unpack(packed.ids, packed.enqueued), std::vector<CarriedEvent>{carried(1)});
    QVERIFY(unpack({}, {}).empty());
}

QTEST_APPLESS_MAIN(TestContentsRow)
#include "tst_contents_row.moc"
