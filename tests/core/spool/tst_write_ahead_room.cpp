// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/spool/spool_fixture.h"
#include "tests/core/spool/write_ahead_fixture.h"

#include <QTest>

#include <deque>

using namespace sluice;

namespace {

using Texts = std::vector<std::string>;

const SessionId one("11111111-1111-4111-8111-111111111111");

/// Records events of 1,000 bytes until there is no room.
std::deque<WriteAhead::Place> fillUp(WriteAhead &writeAhead)
{
    std::deque<WriteAhead::Place> places;
    const std::string text(1'000, 'x');
    for (WriteAhead::Place place = record(writeAhead, text); place.bytes != 0;
         place = record(writeAhead, text))
        places.push_back(place);
    return places;
}

} // namespace

class TestWriteAheadRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesSegmentsAgain();
    void takesRecordsUpToTheLargest_data();
    void takesRecordsUpToTheLargest();
    void staysWithinItsBytes_data();
    void staysWithinItsBytes();
    void wantsRoomOnlyWhereThereIsSome();
    void givesRoomBackToOtherSessions();
    void servesASessionWithALongText();
    void serves256Sessions();
};

void TestWriteAheadRoom::usesSegmentsAgain()
{
    const TemporaryRoot root;
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        std::uint64_t most = 0;
        for (int i = 0; i < 100'000; ++i) {
            const WriteAhead::Place place = record(*writeAhead, eventText(i));
            QVERIFY(place.bytes != 0);
            writeAhead->settle(place);
            most = std::max(most, writeAhead->bytesInUse());
        }
        QVERIFY2(most < 600U << 10U, std::to_string(most).c_str());
    }
    QCOMPARE(root.folders().size(), std::size_t{0});
}

void TestWriteAheadRoom::takesRecordsUpToTheLargest_data()
{
    QTest::addColumn<qulonglong>("bytes");
    QTest::addColumn<bool>("taken");
    constexpr qulonglong most = WriteAhead::mostRecordBytes;
    QTest::newRow("nothing") << 0ULL << false;
    QTest::newRow("one byte") << 1ULL << true;
    QTest::newRow("more than the first segment") << 100'000ULL << true;
    QTest::newRow("more than any ordinary segment") << 5'000'000ULL << true;
    QTest::newRow("limit - 1") << most - 1 << true;
    QTest::newRow("limit") << most << true;
    QTest::newRow("limit + 1") << most + 1 << false;
}

void TestWriteAheadRoom::takesRecordsUpToTheLargest()
{
    QFETCH(const qulonglong, bytes);
    QFETCH(const bool, taken);
    const TemporaryRoot root;
    const std::string text(bytes, 'x');
    Texts expected = {"{\"before\":1}", "{\"after\":1}"};
    if (taken)
        expected.insert(expected.begin() + 1, text);
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        QVERIFY(record(*writeAhead, expected.front()).bytes != 0);
        QCOMPARE(record(*writeAhead, text).bytes, static_cast<std::uint32_t>(taken ? bytes : 0));
        QVERIFY(record(*writeAhead, expected.back()).bytes != 0);
    }
    const auto spool = root.open();
    QVERIFY(spool->findings().empty());
    QVERIFY(drain(*spool, one) == expected);
}

void TestWriteAheadRoom::staysWithinItsBytes_data()
{
    QTest::addColumn<qulonglong>("most");
    QTest::newRow("128 KiB") << (128ULL << 10U);
    QTest::newRow("1 MiB") << (1ULL << 20U);
    QTest::newRow("64 MiB") << (64ULL << 20U);
}

void TestWriteAheadRoom::staysWithinItsBytes()
{
    QFETCH(const qulonglong, most);
    const TemporaryRoot root;
    SpoolOptions options;
    options.mostWriteAheadBytes = most;
    const auto spool = root.open(options);
    const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
    const std::deque<WriteAhead::Place> places = fillUp(*writeAhead);
    QVERIFY(writeAhead->bytesInUse() <= most);
    // What is kept for the first segments of other sessions, and what is lost at the ends of segments.
    QVERIFY2(places.size() * 1'000 > most / 10 * 6, std::to_string(places.size()).c_str());
    for (const WriteAhead::Place &place : places)
        writeAhead->settle(place);
}

void TestWriteAheadRoom::wantsRoomOnlyWhereThereIsSome()
{
    const TemporaryRoot root;
    SpoolOptions options;
    options.mostWriteAheadBytes = 1U << 20U;
    const auto spool = root.open(options);
    const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
    QVERIFY(!writeAhead->wantsRoom());
    std::deque<WriteAhead::Place> places = fillUp(*writeAhead);
    QVERIFY2(!writeAhead->wantsRoom(), "nobody must ask again and again for what there is not");
    QVERIFY(writeAhead->makeRoom().ok());
    QCOMPARE(writeAhead->reserve(1'000).bytes, 0U);
    QVERIFY(!writeAhead->wantsRoom());

    // Used again as soon as one segment is settled, time after time.
    for (int i = 0; i < 5'000; ++i) {
        while (!writeAhead->wantsRoom() && !places.empty()) {
            writeAhead->settle(places.front());
            places.pop_front();
        }
        const WriteAhead::Place place = record(*writeAhead, std::string(1'000, 'y'));
        QVERIFY(place.bytes != 0);
        places.push_back(place);
    }
    for (const WriteAhead::Place &place : places)
        writeAhead->settle(place);
}

void TestWriteAheadRoom::givesRoomBackToOtherSessions()
{
    const TemporaryRoot root;
    SpoolOptions options;
    options.mostWriteAheadBytes = 1U << 20U;
    const auto spool = root.open(options);
    auto greedy = spool->writeAhead(makeSession("greedy")).value();
    const std::deque<WriteAhead::Place> all = fillUp(*greedy);
    const auto modest = spool->writeAhead(makeSession("modest")).value();
    std::deque<WriteAhead::Place> few = fillUp(*modest);
    QVERIFY2(few.size() > 5, "its first segment is its own");
    QVERIFY(!modest->wantsRoom());
    for (const WriteAhead::Place &place : all)
        greedy->settle(place);
    greedy.reset();
    QVERIFY(modest->wantsRoom());
    const std::deque<WriteAhead::Place> more = fillUp(*modest);
    QVERIFY2(more.size() > 20 * few.size(),
        (std::to_string(few.size()) + " and " + std::to_string(more.size())).c_str());
}

void TestWriteAheadRoom::servesASessionWithALongText()
{
    const TemporaryRoot root;
    SpooledSession session = makeSession(one.text());
    session.hostEnv = "{\"packages\":\"" + std::string(300'000, 'p') + "\"}";
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(session).value();
        for (int i = 0; i < 5'000; ++i)
            QVERIFY(record(*writeAhead, eventText(i)).bytes != 0);
    }
    const auto spool = root.open();
    QVERIFY(spool->adopted() == std::vector<SpooledSession>{session});
    QCOMPARE(spool->events(one), std::uint64_t{5'000});
}

void TestWriteAheadRoom::serves256Sessions()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    std::vector<std::unique_ptr<WriteAhead>> writeAheads;
    std::uint64_t bytes = 0;
    for (int i = 0; i < 256; ++i) {
        Result<std::unique_ptr<WriteAhead>> writeAhead
            = spool->writeAhead(makeSession("session-" + std::to_string(i)));
        QCOMPARE(messageOf(writeAhead), std::string());
        writeAheads.push_back(std::move(*writeAhead));
        bytes += writeAheads.back()->bytesInUse();
    }
    QVERIFY(bytes <= SpoolOptions().mostWriteAheadBytes);
    for (int round = 0; round < 2'000; ++round) {
        for (const auto &writeAhead : writeAheads) {
            const WriteAhead::Place place = record(*writeAhead, eventText(round));
            QVERIFY(place.bytes != 0);
            writeAhead->settle(place);
        }
    }
}

QTEST_APPLESS_MAIN(TestWriteAheadRoom)
#include "tst_write_ahead_room.moc"
