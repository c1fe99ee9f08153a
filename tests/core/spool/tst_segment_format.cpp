// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/segment_format.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

using namespace sluice;

namespace {

const std::string session = R"({"id":"one"})";
constexpr std::uint64_t generation = 0x1234'5678'9abc'def0;

enum class State { Filled, Reserved, Settled, SettledUnfilled };

/// A segment in memory.
class Bytes
{
public:
    explicit Bytes(std::size_t size)
        : m_words(size / 8)
        , m_tail(segmentHeadBytes(session))
    {
        writeSegmentHead(data(), 7, generation, session);
    }

    std::byte *data() { return reinterpret_cast<std::byte *>(m_words.data()); }
    std::string text() const { return {reinterpret_cast<const char *>(m_words.data()), m_words.size() * 8}; }
    std::size_t tail() const { return m_tail; }

    std::size_t add(const std::string &event, State state, std::uint64_t of = generation)
    {
        const std::size_t offset = m_tail;
        writeRecordHead(data(), offset, of, m_sequence++, static_cast<std::uint32_t>(event.size()));
        if (state == State::Settled || state == State::SettledUnfilled)
            markRecordSettled(data(), offset);
        if (state == State::Filled || state == State::Settled)
            writeRecordText(data(), offset, event);
        m_tail += recordSpace(event.size());
        return offset;
    }

    void restart(std::uint64_t next)
    {
        m_tail = segmentHeadBytes(session);
        restartSegment(data(), m_tail, next);
    }

private:
    std::vector<std::uint64_t> m_words;
    std::size_t m_tail;
    std::uint64_t m_sequence = 0;
};

const std::vector<std::string> events
    = {R"({"a":1})", R"({"b":22,"c":"xxxxxxxx"})", "{}", R"({"dd":333333})"};

/// Small enough to try every bit of it.
Bytes smallSegment()
{
    Bytes bytes(352);
    for (const std::string &event : events)
        bytes.add(event, State::Filled);
    return bytes;
}

std::string joined(const SegmentReading &reading)
{
    std::string text;
    for (const SegmentRecord &record : reading.records)
        text += std::to_string(record.sequence) + ":" + std::string(record.text) + " ";
    return text;
}

/// Whether each record is one of `events`, whole and in its place.
bool isSubset(const SegmentReading &reading)
{
    return std::ranges::all_of(reading.records, [](const SegmentRecord &record) {
        return record.sequence < events.size() && record.text == events[record.sequence];
    });
}

} // namespace

class TestSegmentFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten();
    void passesOverWhatWasNotFilledOrIsSettled();
    void readsASegmentThatIsFullToTheLastByte();
    void givesOnlyRecordsOfATornFile();
    void givesOnlyRecordsWhenTheRestIsZero();
    void givesNoWrongRecordWhateverBitFlips();
    void saysWhereItIsDamaged();
    void readsNothingOfAnEarlierUse();
    void takesAFileThatWasNotFinishedForAnEmptyOne();
    void refusesWhatIsNotItsOwn_data();
    void refusesWhatIsNotItsOwn();
};

void TestSegmentFormat::readsWhatWasWritten()
{
    const std::string bytes = smallSegment().text();
    const SegmentReading reading = readSegment(bytes);
    QCOMPARE(reading.damage, std::string());
    QCOMPARE(reading.writeAhead, std::uint64_t{7});
    QCOMPARE(std::string(reading.session), session);
    QCOMPARE(joined(reading), std::string(R"(0:{"a":1} 1:{"b":22,"c":"xxxxxxxx"} 2:{} 3:{"dd":333333} )"));
}

void TestSegmentFormat::passesOverWhatWasNotFilledOrIsSettled()
{
    Bytes bytes(1024);
    bytes.add("never returned for", State::Reserved);
    bytes.add("first", State::Filled);
    bytes.add("delivered", State::Settled);
    bytes.add("dropped before it was filled", State::SettledUnfilled);
    bytes.add("second", State::Filled);
    bytes.add("never returned for either", State::Reserved);
    const std::string text = bytes.text();
    QCOMPARE(joined(readSegment(text)), std::string("1:first 4:second "));
    QCOMPARE(readSegment(text).damage, std::string());
}

void TestSegmentFormat::readsASegmentThatIsFullToTheLastByte()
{
    for (const std::size_t endMark : {recordHeadBytes - 8, recordHeadBytes, recordHeadBytes + 8}) {
        const std::size_t size = segmentHeadBytes(session) + recordSpace(40) + endMark;
        Bytes bytes(size + recordHeadBytes);
        bytes.add(std::string(40, 'x'), State::Filled);
        const std::string text = bytes.text().substr(0, size);
        QCOMPARE(readSegment(text).records.size(), std::size_t{1});
        QCOMPARE(readSegment(text).damage, std::string());
    }
}

void TestSegmentFormat::givesOnlyRecordsOfATornFile()
{
    const std::string whole = smallSegment().text();
    std::size_t most = 0;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const std::string torn = whole.substr(0, size);
        const SegmentReading reading = readSegment(torn);
        QVERIFY(isSubset(reading));
        QVERIFY2(reading.records.size() >= most, "what is longer holds no less");
        most = reading.records.size();
    }
    QCOMPARE(most, events.size());
}

void TestSegmentFormat::givesOnlyRecordsWhenTheRestIsZero()
{
    const std::string whole = smallSegment().text();
    std::size_t most = 0;
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        std::string torn = whole.substr(0, size);
        torn.resize(whole.size(), '\0');
        const SegmentReading reading = readSegment(torn);
        QVERIFY(isSubset(reading));
        QVERIFY(reading.records.size() >= most);
        most = reading.records.size();
    }
    QCOMPARE(most, events.size());
}

void TestSegmentFormat::givesNoWrongRecordWhateverBitFlips()
{
    Bytes bytes = smallSegment();
    const std::string whole = bytes.text();
    std::size_t unnoticed = 0;
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        const SegmentReading reading = readSegment(flipped);
        QVERIFY2(isSubset(reading), std::to_string(bit).c_str());
        if (reading.damage.empty()) {
            ++unnoticed;
            QVERIFY2(joined(reading) == joined(readSegment(whole)), std::to_string(bit).c_str());
        }
    }
    // Padding, what lies behind the end, and words of which one value alone has a meaning.
    QVERIFY2(unnoticed < whole.size() * 8 / 2, std::to_string(unnoticed).c_str());
}

void TestSegmentFormat::saysWhereItIsDamaged()
{
    Bytes bytes(1024);
    bytes.add("first", State::Filled);
    const std::size_t second = bytes.add("second", State::Filled);
    bytes.add("third", State::Filled);
    std::string text = bytes.text();
    text[second + recordHeadBytes] ^= 1;
    QCOMPARE(joined(readSegment(text)), std::string("0:first "));
    QCOMPARE(readSegment(text).damage, "is damaged at byte " + std::to_string(second));
}

void TestSegmentFormat::readsNothingOfAnEarlierUse()
{
    Bytes bytes(1024);
    for (const char *event : {"old 1", "old 2", "old 3"})
        bytes.add(event, State::Filled);
    const std::string before = bytes.text();
    bytes.restart(generation + 1);
    QCOMPARE(joined(readSegment(bytes.text())), std::string());
    QCOMPARE(readSegment(bytes.text()).damage, std::string());

    bytes.add("new 1", State::Filled, generation + 1);
    const std::string after = bytes.text();
    QCOMPARE(joined(readSegment(after)), std::string("3:new 1 "));
    QCOMPARE(readSegment(after).damage, std::string());

    // Even where the end mark is lost, the old record behind it is not taken for one.
    std::string mixed = after;
    std::ranges::copy(before.substr(bytes.tail()), mixed.begin() + static_cast<std::ptrdiff_t>(bytes.tail()));
    QCOMPARE(joined(readSegment(mixed)), std::string("3:new 1 "));
    QVERIFY(!readSegment(mixed).damage.empty());
}

void TestSegmentFormat::takesAFileThatWasNotFinishedForAnEmptyOne()
{
    const Bytes fresh(1024);
    const std::string head = fresh.text();
    std::string unfinished(1024, '\0');
    QCOMPARE(readSegment(unfinished).damage, std::string());
    // As writeSegmentHead() stores: where the records begin, then the rest, and the check last.
    constexpr std::size_t firstRecordAt = 12;
    constexpr std::size_t checkAt = 28;
    std::memcpy(unfinished.data() + firstRecordAt, head.data() + firstRecordAt, 4);
    for (std::size_t i = 0; i < segmentHeadBytes(session); ++i) {
        if (i / 4 != checkAt / 4)
            unfinished[i] = head[i];
        const SegmentReading reading = readSegment(unfinished);
        QCOMPARE(reading.damage, std::string());
        QVERIFY(reading.session.empty());
        QVERIFY(reading.records.empty());
    }
}

void TestSegmentFormat::refusesWhatIsNotItsOwn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("damage");
    std::string newer = smallSegment().text();
    newer[8] = 2;
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("is too short for a write-ahead");
    QTest::newRow("too short") << QByteArray(39, '\0') << QStringLiteral("is too short for a write-ahead");
    QTest::newRow("text") << QByteArray(400, 'x') << QStringLiteral("is no write-ahead of Sluice");
    QTest::newRow("newer") << QByteArray::fromStdString(newer)
                           << QStringLiteral("has version 2 of the format, this Sluice knows 1");
    QTest::newRow("records behind the end") << QByteArray::fromStdString(smallSegment().text().substr(0, 63))
                                            << QStringLiteral("has a damaged head");
}

void TestSegmentFormat::refusesWhatIsNotItsOwn()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, damage);
    const std::string text = bytes.toStdString();
    const SegmentReading reading = readSegment(text);
    QCOMPARE(QString::fromStdString(reading.damage), damage);
    QVERIFY(reading.records.empty());
}

QTEST_APPLESS_MAIN(TestSegmentFormat)
#include "tst_segment_format.moc"
