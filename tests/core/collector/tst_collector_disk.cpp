// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A real store on a disk that fails, behind the sockets.

#include "core/base/clock.h"
#include "core/collector/collector.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/core/sqlite/faulty_disk.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/support/raw_client.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>

using namespace sluice;

namespace {

constexpr const char *unknown = "unknown-token";

/// Files of this process may not grow beyond `bytes`, as on a full disk.
void limitFileSize(rlim_t bytes)
{
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

class TestCollectorDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fullDisksAreA503UntilThereIsRoom();
    void a503SaysWhatTheDiskSaid_data();
    void a503SaysWhatTheDiskSaid();
    void damageIsA503();

private:
    RawClient::Answer post(const std::string &id);
    std::size_t stored() const;

    const FaultyDisk m_disk{}; // under every database of this process
    const SystemClock m_clock{};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<RawClient> m_client;

    DataDir dir() const { return DataDir{m_folder->path().toStdString()}; }
    void start();
    void stop();
};

void TestCollectorDisk::initTestCase()
{
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestCollectorDisk::start()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = SqliteStore::open(dir()).value();
    m_collector = Collector::start(ListenAddress{"127.0.0.1", 0}, *m_store, m_clock).value();
    m_client = std::make_unique<RawClient>(m_collector->address().port);
}

void TestCollectorDisk::stop()
{
    m_client.reset();
    m_collector.reset();
    m_store.reset();
}

RawClient::Answer TestCollectorDisk::post(const std::string &id)
{
    const std::string body
        = R"({"events":[{"id":")" + id + R"(","params":")" + std::string(50'000, 'x') + "\"}]}";
    m_client->send(
        "POST /v2/create_events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_collector->address().port)
        + "\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body);
    return m_client->answer();
}

std::size_t TestCollectorDisk::stored() const
{
    return StoreReader::open(dir()).value()->eventIds(SessionId(unknown)).value().size();
}

void TestCollectorDisk::fullDisksAreA503UntilThereIsRoom()
{
    start();
    limitFileSize(1U << 20U);
    std::size_t acknowledged = 0;
    RawClient::Answer answer;
    do {
        answer = post("a" + std::to_string(acknowledged));
        acknowledged += answer.status == 200 ? 1 : 0;
    } while (answer.status == 200 && acknowledged < 200);
    QVERIFY(acknowledged > 0);
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.hasHeader("Retry-After: 1"));
    QVERIFY2(answer.body.find("not stored: ") != std::string::npos, answer.body.c_str());
    QCOMPARE(stored(), acknowledged);
    QVERIFY(m_collector->stats().trouble.cause == DiskFault::Failed); // EFBIG, which is not ENOSPC

    limitFileSize(RLIM_INFINITY);
    QCOMPARE(post("b").status, 200);
    stop();
    QCOMPARE(stored(), acknowledged + 1);
}

void TestCollectorDisk::a503SaysWhatTheDiskSaid_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<DiskFault>("cause");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, int code, DiskFault cause, const char *words) {
        QTest::newRow(name) << code << cause << QByteArray(words);
    };
    row("full", SQLITE_FULL, DiskFault::Full, "database or disk is full");
    row("write", SQLITE_IOERR_WRITE, DiskFault::Failed, "disk I/O error");
    row("sync", SQLITE_IOERR_FSYNC, DiskFault::Failed, "disk I/O error");
    row("read-only", SQLITE_READONLY, DiskFault::ReadOnly, "attempt to write a readonly database");
    row("damage", SQLITE_CORRUPT, DiskFault::Damaged, "database disk image is malformed");
    row("locked", SQLITE_BUSY, DiskFault::Locked, "database is locked");
}

void TestCollectorDisk::a503SaysWhatTheDiskSaid()
{
    QFETCH(const int, code);
    QFETCH(const DiskFault, cause);
    QFETCH(const QByteArray, words);
    start();
    QCOMPARE(post("a").status, 200);
    QVERIFY(m_collector->stats().trouble == StoreTrouble());
    FaultyDisk::failFrom(1, code);
    const RawClient::Answer answer = post("b");
    QVERIFY(FaultyDisk::heal());
    QCOMPARE(answer.status, 503);
    QVERIFY2(answer.body.find(words.toStdString()) != std::string::npos, answer.body.c_str());
    QVERIFY(m_collector->stats().trouble == (StoreTrouble{cause, 1}));
    stop();
    start();
    QCOMPARE(post("c").status, 200);
    stop();
}

void TestCollectorDisk::damageIsA503()
{
    start();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(post("a" + std::to_string(i)).status, 200);
    stop();
    const std::string root
        = sqlOn(dir().database(), "SELECT rootpage FROM sqlite_schema WHERE name = 'bodies'").at(0);
    QFile file(QString::fromStdString(dir().database().string()));
    QVERIFY(file.open(QFile::ReadWrite));
    constexpr qint64 page = 4'096;
    QVERIFY(file.seek((std::stoll(root) - 1) * page));
    QCOMPARE(file.write(QByteArray(page, '\xff')), page);
    file.close();

    m_store = SqliteStore::open(dir()).value();
    m_collector = Collector::start(ListenAddress{"127.0.0.1", 0}, *m_store, m_clock).value();
    m_client = std::make_unique<RawClient>(m_collector->address().port);
    const auto answer = post("after");
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.hasHeader("Retry-After: 1"));
    QVERIFY(m_collector->stats().trouble == (StoreTrouble{DiskFault::Damaged, 1}));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("damaged"))));
    stop();
}

QTEST_GUILESS_MAIN(TestCollectorDisk)
#include "tst_collector_disk.moc"
