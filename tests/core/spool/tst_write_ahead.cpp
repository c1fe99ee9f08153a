// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/mapped_file.h"
#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <deque>

using namespace sluice;

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

const SessionId one("11111111-1111-4111-8111-111111111111");

std::string eventText(int number)
{
    return "{\"event\":" + std::to_string(number) + ",\"padding\":\""
        + std::string(static_cast<std::size_t>(number % 97), 'x') + "\"}";
}

/// Records `text`, making room when it is wanted.
WriteAhead::Place record(WriteAhead &writeAhead, const std::string &text)
{
    WriteAhead::Place place = writeAhead.reserve(text.size());
    if (writeAhead.wantsRoom() && !writeAhead.makeRoom())
        return {};
    if (place.bytes == 0)
        place = writeAhead.reserve(text.size());
    if (place.bytes != 0)
        writeAhead.fill(place, text);
    return place;
}

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

std::size_t segmentsIn(const TemporaryRoot &root)
{
    std::size_t count = 0;
    for (const auto &entry : fs::recursive_directory_iterator(root.path()))
        count += entry.path().extension() == ".segment" ? 1 : 0;
    return count;
}

/// The n-th call fails, and no other.
class FailingCalls final : public SegmentCalls
{
public:
    explicit FailingCalls(int call)
        : m_left(call)
    { }
    int open(const char *path) override { return fails(EMFILE) ? -1 : SegmentCalls::open(path); }
    int allocate(int fd, std::size_t bytes) override
    {
        return fails(ENOSPC) ? ENOSPC : SegmentCalls::allocate(fd, bytes);
    }
    void *map(int fd, std::size_t bytes) override
    {
        return fails(ENOMEM) ? MAP_FAILED : SegmentCalls::map(fd, bytes);
    }
    bool hasFailed() const { return m_left <= 0; }

private:
    bool fails(int why)
    {
        errno = why;
        return --m_left == 0;
    }
    int m_left;
};

} // namespace

class TestWriteAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recoversWhatWasFilled();
    void recoversEventsOfEverySize();
    void usesSegmentsAgain();
    void takesRecordsUpToTheLargest_data();
    void takesRecordsUpToTheLargest();
    void settlesBeforeItFills();
    void staysWithinItsBytes_data();
    void staysWithinItsBytes();
    void wantsRoomOnlyWhereThereIsSome();
    void givesRoomBackToOtherSessions();
    void servesASessionWithALongText();
    void serves256Sessions();
    void removesWhatIsSettledAndKeepsWhatIsNot();
    void saysWhatTheSystemSaid();
    void goesOnAfterAFailureOfEachCall();
    void leavesTheFilesAloneInAForkedChild();
};

void TestWriteAhead::recoversWhatWasFilled()
{
    const TemporaryRoot root;
    Texts expected;
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        for (int i = 0; i < 20'000; ++i) {
            const WriteAhead::Place place = record(*writeAhead, eventText(i));
            QVERIFY(place.bytes != 0);
            if (i % 3 == 0)
                writeAhead->settle(place);
            else
                expected.push_back(eventText(i));
        }
    }
    const auto spool = root.open();
    QCOMPARE(spool->adopted().size(), std::size_t{1});
    QVERIFY(spool->adopted().front() == makeSession(one.text()));
    QVERIFY(spool->findings().empty());
    QVERIFY(spool->oldest(one).value()->inDoubt);
    QCOMPARE(spool->events(one), std::uint64_t{expected.size()});
    QVERIFY(drain(*spool, one) == expected);
}

void TestWriteAhead::recoversEventsOfEverySize()
{
    const TemporaryRoot root;
    Texts expected;
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        for (std::size_t size = 1; size < 3'000; ++size) {
            expected.emplace_back(size, static_cast<char>('a' + size % 26));
            QVERIFY(record(*writeAhead, expected.back()).bytes != 0);
        }
    }
    const auto spool = root.open();
    QVERIFY(spool->findings().empty());
    QVERIFY(drain(*spool, one) == expected);
}

void TestWriteAhead::usesSegmentsAgain()
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

void TestWriteAhead::takesRecordsUpToTheLargest_data()
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

void TestWriteAhead::takesRecordsUpToTheLargest()
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

void TestWriteAhead::settlesBeforeItFills()
{
    const TemporaryRoot root;
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        const WriteAhead::Place dropped = writeAhead->reserve(3);
        const WriteAhead::Place kept = writeAhead->reserve(3);
        writeAhead->settle(dropped);
        writeAhead->fill(dropped, "{1}");
        writeAhead->fill(kept, "{2}");
    }
    QCOMPARE(drain(*root.open(), one), Texts{"{2}"});
}

void TestWriteAhead::staysWithinItsBytes_data()
{
    QTest::addColumn<qulonglong>("most");
    QTest::newRow("128 KiB") << (128ULL << 10U);
    QTest::newRow("1 MiB") << (1ULL << 20U);
    QTest::newRow("64 MiB") << (64ULL << 20U);
}

void TestWriteAhead::staysWithinItsBytes()
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

void TestWriteAhead::wantsRoomOnlyWhereThereIsSome()
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

void TestWriteAhead::givesRoomBackToOtherSessions()
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

void TestWriteAhead::servesASessionWithALongText()
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

void TestWriteAhead::serves256Sessions()
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

void TestWriteAhead::removesWhatIsSettledAndKeepsWhatIsNot()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    for (const bool isSettled : {true, false}) {
        auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        QVERIFY(segmentsIn(root) >= 1);
        const WriteAhead::Place place = record(*writeAhead, "{}");
        if (isSettled)
            writeAhead->settle(place);
        writeAhead.reset();
        QCOMPARE(segmentsIn(root), std::size_t{isSettled ? 0U : 1U});
    }
}

void TestWriteAhead::saysWhatTheSystemSaid()
{
    const char *const reasons[]
        = {"Too many open files", "No space left on device", "Cannot allocate memory"};
    for (int call = 1; call <= 3; ++call) {
        const TemporaryRoot root;
        FailingCalls calls(call);
        SpoolOptions options;
        options.calls = &calls;
        const auto spool = root.open(options);
        const Result<std::unique_ptr<WriteAhead>> writeAhead = spool->writeAhead(makeSession(one.text()));
        QVERIFY(!writeAhead.ok());
        QCOMPARE(writeAhead.error().kind, ErrorKind::Io);
        const std::string file = (root.folders().at(0) / "1-1.segment").string();
        QCOMPARE(
            writeAhead.error().message, "cannot make the write-ahead " + file + ": " + reasons[call - 1]);
        QCOMPARE(segmentsIn(root), std::size_t{0});
        QVERIFY2(spool->writeAhead(makeSession(one.text())).ok(), "the next one is made");
    }
}

void TestWriteAhead::goesOnAfterAFailureOfEachCall()
{
    bool hasFailed = true;
    for (int call = 4; hasFailed; ++call) {
        const TemporaryRoot root;
        FailingCalls calls(call);
        SpoolOptions options;
        options.calls = &calls;
        Texts expected;
        {
            const auto spool = root.open(options);
            const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
            for (int i = 0; i < 40'000; ++i) {
                WriteAhead::Place place = record(*writeAhead, eventText(i));
                if (place.bytes == 0)
                    place = record(*writeAhead, eventText(i));
                QVERIFY(place.bytes != 0);
                expected.push_back(eventText(i));
            }
            hasFailed = calls.hasFailed();
        }
        const auto spool = root.open();
        QVERIFY(spool->findings().empty());
        QVERIFY(drain(*spool, one) == expected);
    }
}

void TestWriteAhead::leavesTheFilesAloneInAForkedChild()
{
    const TemporaryRoot root;
    auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(one.text())).ok());
    auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
    const pid_t child = fork();
    if (child == 0) {
        writeAhead.reset();
        spool.reset();
        _exit(0);
    }
    int status = -1;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QVERIFY(segmentsIn(root) >= 1);
    QVERIFY2(root.open()->adopted().empty(), "the folder is still held");
    QVERIFY(record(*writeAhead, "{2}").bytes != 0);
    QVERIFY(spool->put(makeBody(one, {"{1}"})).ok());
    writeAhead.reset();
    spool.reset();
    QCOMPARE(drain(*root.open(), one), (Texts{"{1}", "{2}"}));
}

QTEST_APPLESS_MAIN(TestWriteAhead)
#include "tst_write_ahead.moc"
