// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/connection.h"
#include "core/sqlite/gathered_log.h"
#include "tests/core/sqlite/faulty_disk.h"
#include "tests/core/sqlite/raw_database.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include <fstream>

using namespace sluice;

namespace {

constexpr auto hundredRows = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                             " INSERT INTO t SELECT randomblob(3000) FROM n";

} // namespace

class TestGatheredLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        static const FaultyDisk disk; // the default from here on, which is what gatheredLog() is over
        m_files = gatheredLog();
        QCOMPARE(gatheredLog(), m_files);
    }

    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void writesPagesTogether()
    {
        const auto plain = open("plain", {});
        const int apart = writesOf(*plain, hundredRows);
        const auto gathered = open("gathered", m_files);
        const int together = writesOf(*gathered, hundredRows);
        QVERIFY2(apart >= 200, qPrintable(QString::number(apart)));
        QVERIFY2(together <= apart / 10, qPrintable(QString::number(together)));
        QCOMPARE(seenByOthers("gathered"), std::string("100"));
    }

    void showsEachCommitToOthersAtOnce()
    {
        const auto connection = open("a", m_files);
        for (int i = 1; i <= 20; ++i) {
            QVERIFY(connection->execute("INSERT INTO t VALUES ('row')").ok());
            QCOMPARE(seenByOthers("a"), std::to_string(i));
        }
    }

    void findsPagesThatLeftTheCacheBeforeTheCommit()
    {
        const auto connection = open("a", m_files);
        QVERIFY(connection->execute("PRAGMA cache_size=10; BEGIN").ok());
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(connection->execute(hundredRows).ok());
            QCOMPARE(connection->number("SELECT count(*) FROM t WHERE length(x) = 3000").value(), i * 100);
        }
        QCOMPARE(seenByOthers("a"), std::string("0"));
        QVERIFY(connection->execute("ROLLBACK").ok());
        QVERIFY(connection->execute(hundredRows).ok());
        QCOMPARE(seenByOthers("a"), std::string("100"));
        QCOMPARE(sqlOn(path("a"), "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
    }

    void aWriteThatFailsFailsTheCommit_data()
    {
        QTest::addColumn<int>("call");
        for (int call = 1; call <= 8; ++call)
            QTest::addRow("call %d", call) << call;
    }

    void aWriteThatFailsFailsTheCommit()
    {
        QFETCH(const int, call);
        const auto connection = open("a", m_files);
        FaultyDisk::failFrom(call, SQLITE_FULL);
        const Result<void> written = connection->execute(hundredRows);
        QVERIFY(FaultyDisk::heal());
        QVERIFY(!written.ok());
        QVERIFY2(written.error().message.find("full") != std::string::npos, written.error().message.c_str());
        QCOMPARE(seenByOthers("a"), std::string("0"));
        QVERIFY(connection->execute(hundredRows).ok());
        QCOMPARE(seenByOthers("a"), std::string("100"));
        QCOMPARE(sqlOn(path("a"), "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
    }

    void leavesNothingBehindAtClose()
    {
        QVERIFY(open("a", m_files)->execute(hundredRows).ok());
        QVERIFY(!QFile::exists(QString::fromStdString(path("a").string() + "-wal")));
        QCOMPARE(seenByOthers("a"), std::string("100"));
    }

    void isTheBaseWhereThereIsNoSuchVfs()
    {
        QCOMPARE(gatheredLog("no such files"), std::string("no such files"));
    }

private:
    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_dir->path().toStdString()) / name;
    }

    std::unique_ptr<Connection> open(const char *name, const std::string &files) const
    {
        std::ofstream(path(name)).close();
        auto connection = Connection::open(path(name), Connection::Mode::Write, files).value();
        const Result<void> made
            = connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x)");
        if (!made)
            qFatal("%s", made.error().message.c_str());
        return connection;
    }

    static int writesOf(Connection &connection, const char *sql)
    {
        const int before = FaultyDisk::writes();
        const Result<void> done = connection.execute(sql);
        return done ? FaultyDisk::writes() - before : -1;
    }

    std::string seenByOthers(const char *name) const
    {
        return sqlOn(path(name), "SELECT count(*) FROM t").at(0);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::string m_files;
};

QTEST_APPLESS_MAIN(TestGatheredLog)
#include "tst_gathered_log.moc"
