// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/data_dir.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <latch>
#include <thread>

using namespace sluice;

static_assert(!std::is_copy_constructible_v<DataLock>);
static_assert(std::is_nothrow_move_constructible_v<DataLock>);

class TestDataLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHeldByOneAtATime();
    void saysWhoHoldsIt();
    void publishesAndWithdrawsTheCollector();
    void endsWithItsOwner();
    void goesAlongWhenMoved();
    void diesWithItsProcess();
    void isNotTakenByAsking();
    void isForTheOwnerAlone();
    void saysSoWhenTheFileSaysNothing();
};

void TestDataLock::isHeldByOneAtATime()
{
    const TemporaryDataDir data;
    const Result<DataLock> first = DataLock::take(data.dir(), "first");
    QVERIFY(first.ok());
    const Result<DataLock> second = DataLock::take(data.dir(), "second");
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, ErrorKind::Held);
}

void TestDataLock::saysWhoHoldsIt()
{
    const TemporaryDataDir data;
    QVERIFY(!DataLock::holderOf(data.dir()));
    Result<DataLock> lock = DataLock::take(data.dir(), "sluicectl collect");
    QVERIFY(lock.ok());
    QVERIFY(lock->publishCollector("http://127.0.0.1:4318").ok());

    const std::optional<LockHolder> holder = DataLock::holderOf(data.dir());
    QVERIFY(holder.has_value());
    QCOMPARE(holder->pid, long{getpid()});
    QCOMPARE(holder->program, std::string("sluicectl collect"));

    const std::string expected = "the data directory " + data.dir().path.string()
        + " is in use by sluicectl collect (PID " + std::to_string(getpid())
        + "), which collects at http://127.0.0.1:4318";
    QCOMPARE(messageOf(DataLock::take(data.dir(), "sluice")), expected);
}

void TestDataLock::publishesAndWithdrawsTheCollector()
{
    const TemporaryDataDir data;
    Result<DataLock> lock = DataLock::take(data.dir(), "sluice");
    QVERIFY(lock.ok());
    QCOMPARE(DataLock::holderOf(data.dir())->collector, std::string());
    QVERIFY(lock->publishCollector("http://127.0.0.1:40001").ok());
    QCOMPARE(DataLock::holderOf(data.dir())->collector, std::string("http://127.0.0.1:40001"));
    QVERIFY(lock->publishCollector("").ok());
    QCOMPARE(DataLock::holderOf(data.dir())->collector, std::string());
    QCOMPARE(DataLock::holderOf(data.dir())->program, std::string("sluice"));
}

void TestDataLock::endsWithItsOwner()
{
    const TemporaryDataDir data;
    {
        const Result<DataLock> lock = DataLock::take(data.dir(), "first");
        QVERIFY(lock.ok());
    }
    QVERIFY(!DataLock::holderOf(data.dir()));
    QVERIFY(DataLock::take(data.dir(), "second").ok());
}

void TestDataLock::goesAlongWhenMoved()
{
    const TemporaryDataDir data;
    Result<DataLock> lock = DataLock::take(data.dir(), "first");
    QVERIFY(lock.ok());
    {
        DataLock moved = std::move(lock).value();
        QVERIFY(DataLock::holderOf(data.dir()).has_value());
        QVERIFY(moved.publishCollector("http://[::1]:1").ok());
        QCOMPARE(DataLock::holderOf(data.dir())->program, std::string("first"));
    }
    QVERIFY(!DataLock::holderOf(data.dir()));
}

void TestDataLock::diesWithItsProcess()
{
    const TemporaryDataDir data;
    int ready[2] = {};
    QVERIFY(pipe(ready) == 0);
    const pid_t child = fork();
    if (child == 0) {
        const Result<DataLock> lock = DataLock::take(data.dir(), "child");
        const char taken = lock ? '1' : '0';
        static_cast<void>(!write(ready[1], &taken, 1));
        pause();
        _exit(0);
    }
    char taken = 0;
    QVERIFY(read(ready[0], &taken, 1) == 1);
    QCOMPARE(taken, '1');
    QCOMPARE(DataLock::holderOf(data.dir())->pid, long{child});
    QVERIFY(contains(messageOf(DataLock::take(data.dir(), "parent")), "PID " + std::to_string(child)));

    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(ready[0]);
    close(ready[1]);
    QVERIFY(!DataLock::holderOf(data.dir()));
    QVERIFY(DataLock::take(data.dir(), "parent").ok());
}

void TestDataLock::isNotTakenByAsking()
{
    const TemporaryDataDir data;
    QVERIFY(DataLock::take(data.dir(), "makes the file").ok());
    std::latch asked(1);
    std::jthread asking([&](const std::stop_token &stop) {
        static_cast<void>(DataLock::holderOf(data.dir()));
        asked.count_down();
        while (!stop.stop_requested())
            static_cast<void>(DataLock::holderOf(data.dir()));
    });
    asked.wait();
    for (int i = 0; i < 500; ++i)
        QCOMPARE(messageOf(DataLock::take(data.dir(), "taker")), std::string());
}

void TestDataLock::isForTheOwnerAlone()
{
    const TemporaryDataDir data;
    const Result<DataLock> lock = DataLock::take(data.dir(), "sluice");
    struct stat status = {};
    QVERIFY(stat(data.dir().lockFile().c_str(), &status) == 0);
    QCOMPARE(status.st_mode & 07777U, 0600U);
}

void TestDataLock::saysSoWhenTheFileSaysNothing()
{
    const TemporaryDataDir data;
    const Result<DataLock> lock = DataLock::take(data.dir(), "sluice");
    QVERIFY(lock.ok());
    std::ofstream(data.dir().lockFile(), std::ios::trunc) << "[1,";
    QCOMPARE(DataLock::holderOf(data.dir())->pid, 0L);
    QVERIFY(contains(messageOf(DataLock::take(data.dir(), "second")), "is in use by another process"));
}

QTEST_APPLESS_MAIN(TestDataLock)
#include "tst_data_lock.moc"
