// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/base/uuid.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

using namespace sluice;

static_assert(std::is_trivially_copyable_v<Uuid>);
static_assert(sizeof(Uuid) == 16);
static_assert(!std::is_copy_constructible_v<UuidV7Source>);

namespace {

constexpr Timestamp start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

unsigned versionOf(const Uuid &uuid)
{
    return uuid.bytes[6] >> 4U;
}

unsigned variantOf(const Uuid &uuid)
{
    return uuid.bytes[8] >> 6U;
}

std::int64_t millisIn(const Uuid &uuid)
{
    std::int64_t millis = 0;
    for (std::size_t i = 0; i < 6; ++i)
        millis = millis * 256 + uuid.bytes[i];
    return millis;
}

} // namespace

class TestUuid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsLowerCaseWithDashes();
    void readsBothForms_data();
    void readsBothForms();
    void readsWhatItPrints();
    void refusesOtherText_data();
    void refusesOtherText();
    void isNilByDefault();
    void makesVersion4();
    void makesVersion7WithTheTimeInFront();
    void staysInOrderWhateverTheClockDoes_data();
    void staysInOrderWhateverTheClockDoes();
    void outlivesMoreIdsInAMillisecondThanItsCounterHas();
    void recoversFromAClockBefore1970();
    void makesTheSameIdsFromTheSameSeed();
    void makesOtherIdsFromAnotherSeed();
    void makesDistinctIdsOnManyThreads();
};

void TestUuid::printsLowerCaseWithDashes()
{
    Uuid uuid;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(i * 0x11);
    QCOMPARE(uuid.toText(), std::string("00112233-4455-6677-8899-aabbccddeeff"));
    std::string text = "id=";
    uuid.appendTo(text);
    QCOMPARE(text, std::string("id=00112233-4455-6677-8899-aabbccddeeff"));
}

void TestUuid::readsBothForms_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("dashes") << std::string("00112233-4455-6677-8899-aabbccddeeff");
    QTest::newRow("no dashes") << std::string("00112233445566778899aabbccddeeff");
    QTest::newRow("upper case") << std::string("00112233-4455-6677-8899-AABBCCDDEEFF");
    QTest::newRow("both cases") << std::string("00112233445566778899aAbBcCdDeEfF");
}

void TestUuid::readsBothForms()
{
    QFETCH(std::string, text);
    const std::optional<Uuid> uuid = Uuid::parse(text);
    QVERIFY(uuid);
    QCOMPARE(uuid->toText(), std::string("00112233-4455-6677-8899-aabbccddeeff"));
}

void TestUuid::readsWhatItPrints()
{
    SeededRandom random(4);
    for (int i = 0; i < 10'000; ++i) {
        const Uuid uuid = Uuid::random(random);
        QVERIFY(Uuid::parse(uuid.toText()) == uuid);
    }
}

void TestUuid::refusesOtherText_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, std::string text) { QTest::newRow(name) << std::move(text); };
    row("empty", "");
    row("one short", "00112233-4455-6677-8899-aabbccddeef");
    row("one long", "00112233-4455-6677-8899-aabbccddeeff0");
    row("31 digits", "00112233445566778899aabbccddeef");
    row("33 digits", "00112233445566778899aabbccddeeff0");
    row("no hexadecimal digit", "0011223g-4455-6677-8899-aabbccddeeff");
    row("no hexadecimal digit at the end", "00112233-4455-6677-8899-aabbccddeefg");
    row("dash in a wrong place", "0011223-34455-6677-8899-aabbccddeeff");
    row("dash for a digit", "-0112233445566778899aabbccddeeff");
    row("other dashes", "00112233_4455_6677_8899_aabbccddeeff");
    row("32 characters with dashes", "00112233-4455-6677-8899-aabbccdd");
    row("braces", "{00112233-4455-6677-8899-aabbccddeeff}");
    row("urn", "urn:uuid:00112233-4455-6677-8899-aabbccddeeff");
    row("blank in front", " 0112233-4455-6677-8899-aabbccddeeff");
    row("NUL", std::string("0011223\0-4455-6677-8899-aabbccddeeff", 36));
    row("UTF-8", "0011223\xc3\xa9-4455-6677-8899-aabbccddeef");
}

void TestUuid::refusesOtherText()
{
    QFETCH(std::string, text);
    QVERIFY(!Uuid::parse(text));
}

void TestUuid::isNilByDefault()
{
    QVERIFY(Uuid{}.isNil());
    QCOMPARE(Uuid{}.toText(), std::string("00000000-0000-0000-0000-000000000000"));
    SeededRandom random(1);
    QVERIFY(!Uuid::random(random).isNil());
}

void TestUuid::makesVersion4()
{
    SeededRandom random(5);
    std::set<Uuid> all;
    for (int i = 0; i < 10'000; ++i) {
        const Uuid uuid = Uuid::random(random);
        QCOMPARE(versionOf(uuid), 4U);
        QCOMPARE(variantOf(uuid), 2U);
        all.insert(uuid);
    }
    QCOMPARE(all.size(), std::size_t(10'000));
}

void TestUuid::makesVersion7WithTheTimeInFront()
{
    UuidV7Source source(1);
    const Uuid uuid = source.make(start + std::chrono::milliseconds(123) + std::chrono::microseconds(999));
    QCOMPARE(versionOf(uuid), 7U);
    QCOMPARE(variantOf(uuid), 2U);
    QCOMPARE(millisIn(uuid), std::int64_t(1'767'225'600'123));
}

void TestUuid::staysInOrderWhateverTheClockDoes_data()
{
    QTest::addColumn<qint64>("stepMicros");
    QTest::newRow("stands") << qint64(0);
    QTest::newRow("walks") << qint64(10);
    QTest::newRow("jumps") << qint64(1'000'000);
    QTest::newRow("goes back") << qint64(-1'000);
    QTest::newRow("goes back to before 1970") << qint64(-3'600'000'000'000);
}

void TestUuid::staysInOrderWhateverTheClockDoes()
{
    QFETCH(qint64, stepMicros);
    UuidV7Source source(2);
    Uuid previous;
    Timestamp now = start;
    for (int i = 0; i < 20'000; ++i) {
        const Uuid uuid = source.make(now);
        QVERIFY2(previous < uuid, uuid.toText().c_str());
        QCOMPARE(versionOf(uuid), 7U);
        QCOMPARE(variantOf(uuid), 2U);
        previous = uuid;
        now += Micros(stepMicros);
    }
}

void TestUuid::outlivesMoreIdsInAMillisecondThanItsCounterHas()
{
    UuidV7Source source(3);
    Uuid previous;
    Uuid uuid;
    for (int i = 0; i < 70'000; ++i) {
        uuid = source.make(start);
        QVERIFY(previous < uuid);
        previous = uuid;
    }
    QCOMPARE(millisIn(uuid), std::int64_t(1'767'225'600'001));
}

void TestUuid::recoversFromAClockBefore1970()
{
    UuidV7Source source(4);
    const Uuid early = source.make(Timestamp{} - std::chrono::hours(1));
    QCOMPARE(millisIn(early), std::int64_t(0));
    const Uuid good = source.make(start);
    QCOMPARE(millisIn(good), std::int64_t(1'767'225'600'000));
    QVERIFY(early < good);
}

void TestUuid::makesTheSameIdsFromTheSameSeed()
{
    UuidV7Source one(7);
    UuidV7Source other(7);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(one.make(start + Millis(i / 3)) == other.make(start + Millis(i / 3)));
}

void TestUuid::makesOtherIdsFromAnotherSeed()
{
    UuidV7Source one(7);
    UuidV7Source other(8);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(one.make(start) != other.make(start));
}

void TestUuid::makesDistinctIdsOnManyThreads()
{
    constexpr std::size_t threads = 4;
    constexpr std::size_t each = 25'000;
    UuidV7Source source(9);
    std::vector<std::vector<Uuid>> made(threads);
    {
        std::vector<std::jthread> all;
        for (std::vector<Uuid> &mine : made)
            all.emplace_back([&source, &mine] {
                for (std::size_t i = 0; i < each; ++i)
                    mine.push_back(source.make(start + Micros(static_cast<int>(i % 5'000))));
            });
    }
    std::set<Uuid> distinct;
    for (const std::vector<Uuid> &mine : made) {
        QVERIFY(std::ranges::is_sorted(mine));
        distinct.insert(mine.begin(), mine.end());
    }
    QCOMPARE(distinct.size(), threads * each);
}

QTEST_APPLESS_MAIN(TestUuid)
#include "tst_uuid.moc"
