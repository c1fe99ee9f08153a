// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/mapped_file.h"
#include "tests/core/spool/spool_fixture.h"
#include "tests/core/spool/write_ahead_fixture.h"

#include <QTest>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sluice;

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

const SessionId one("11111111-1111-4111-8111-111111111111");

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
    void settlesBeforeItFills();
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
