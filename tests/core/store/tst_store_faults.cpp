// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/gathered_log.h"
#include "tests/core/sqlite/faulty_disk.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <future>

using namespace sluice;

namespace {

const SessionId session(uuidText(1));

/// So large that it does not fit into SQLite's cache page by page: several writes.
/// Six parts of the log, and more.
StoredEvent largeEvent(const std::string &id)
{
    StoredEvent event = makeEvent(session, id);
    event.body = "{\"a\":\"" + std::string(6 * gatheredLogBytes, 'x') + "\"}";
    return event;
}

std::string joined(const std::vector<EventId> &ids)
{
    std::string text;
    for (const EventId &id : ids)
        text += id.text() + " ";
    return text;
}

/// Files of this process may not grow beyond `bytes`, as on a full disk.
void limitFileSize(rlim_t bytes)
{
    rlimit limit = {};
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

class TestStoreFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void survivesAFailureOfEveryCall_data();
    void survivesAFailureOfEveryCall();
    void tellsEveryWaitingBatchWhenTheDiskIsFull();
    void goesOnWhenAFileCouldNotGrow();
    void closesWhileTheDiskFails();

private:
    /// One failing commit, the n-th call of it onwards. True when there were as many calls.
    static bool failCommit(int call, int code);
};

void TestStoreFaults::initTestCase()
{
    static const FaultyDisk disk;
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestStoreFaults::survivesAFailureOfEveryCall_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("disk full") << SQLITE_FULL;
    QTest::newRow("write fails") << SQLITE_IOERR_WRITE;
    QTest::newRow("sync fails") << SQLITE_IOERR_FSYNC;
}

void TestStoreFaults::survivesAFailureOfEveryCall()
{
    QFETCH(const int, code);
    int call = 1;
    while (failCommit(call, code) && !QTest::currentTestFailed())
        ++call;
    QVERIFY2(call > 5, "a commit writes some parts and syncs them");
}

bool TestStoreFaults::failCommit(int call, int code)
{
    const TemporaryDataDir data;
    std::string expected = "before ";
    bool failed = false;
    [&] {
        const auto store = data.openStore();
        QVERIFY(commit(*store, batchOf({largeEvent("before")})).ok());
        FaultyDisk::failFrom(call, code);
        const Result<void> during = commit(*store, batchOf({largeEvent("during")}));
        failed = FaultyDisk::heal();
        QCOMPARE(during.ok(), !failed);
        if (during) {
            expected += "during ";
        } else {
            QCOMPARE(during.error().kind, ErrorKind::Io);
            QVERIFY(contains(during.error().message, data.dir().database().string()));
            QVERIFY(contains(
                during.error().message, code == SQLITE_FULL ? "database or disk is full" : "disk I/O error"));
        }
        QCOMPARE(messageOf(commit(*store, batchOf({largeEvent("after")}))), std::string());
        expected += "after ";
        QCOMPARE(joined(data.openReader()->eventIds(session).value()), expected);
    }();
    if (QTest::currentTestFailed())
        return false;
    const auto store = data.openStore();
    if (!store || joined(data.openReader()->eventIds(session).value()) != expected)
        QTest::qFail("reopened, it holds something else", __FILE__, __LINE__);
    if (sqlOn(data.dir().database(), "PRAGMA integrity_check") != std::vector<std::string>{"ok"})
        QTest::qFail("reopened, it is damaged", __FILE__, __LINE__);
    return failed;
}

void TestStoreFaults::tellsEveryWaitingBatchWhenTheDiskIsFull()
{
    const TemporaryDataDir data;
    const auto store = data.openStore();
    std::promise<void> inside;
    std::promise<void> open;
    QVERIFY(store
                ->submit(batchOf({makeEvent(session, "0")}),
                    [&](const Result<void> &) {
                        inside.set_value();
                        open.get_future().wait();
                    })
                .ok());
    inside.get_future().wait();
    std::vector<std::string> fates;
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(store
                    ->submit(batchOf({largeEvent(std::to_string(i))}),
                        [&fates](const Result<void> &fate) { fates.push_back(messageOf(fate)); })
                    .ok());
    }
    FaultyDisk::failFrom(1, SQLITE_FULL);
    open.set_value();
    store->drain();
    QVERIFY(FaultyDisk::heal());

    QCOMPARE(
        fates, std::vector<std::string>(5, data.dir().database().string() + ": database or disk is full"));
    QCOMPARE(store->revision(), std::uint64_t{1});
    QCOMPARE(messageOf(commit(*store, batchOf({makeEvent(session, "6")}))), std::string());
    QCOMPARE(joined(data.openReader()->eventIds(session).value()), std::string("0 6 "));
}

void TestStoreFaults::goesOnWhenAFileCouldNotGrow()
{
    const TemporaryDataDir data;
    const auto store = data.openStore();
    QVERIFY(commit(*store, batchOf({makeEvent(session, "small")})).ok());
    StoredEvent huge = makeEvent(session, "huge");
    huge.body.assign(4U << 20U, 'x');
    limitFileSize(1U << 20U);
    const Result<void> during = commit(*store, batchOf({huge}));
    limitFileSize(RLIM_INFINITY);

    QVERIFY(!during.ok());
    QCOMPARE(during.error().kind, ErrorKind::Io);
    QCOMPARE(during.error().message, data.dir().database().string() + ": disk I/O error");
    QCOMPARE(messageOf(commit(*store, batchOf({huge}))), std::string());
    QCOMPARE(joined(data.openReader()->eventIds(session).value()), std::string("small huge "));
}

void TestStoreFaults::closesWhileTheDiskFails()
{
    const TemporaryDataDir data;
    auto store = data.openStore();
    QVERIFY(commit(*store, batchOf({largeEvent("kept")})).ok());
    FaultyDisk::failFrom(1, SQLITE_IOERR_WRITE);
    store.reset();
    QVERIFY(FaultyDisk::heal());
    store = data.openStore();
    QVERIFY(store != nullptr);
    QCOMPARE(joined(data.openReader()->eventIds(session).value()), std::string("kept "));
}

QTEST_APPLESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
