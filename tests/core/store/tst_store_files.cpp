// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <sys/stat.h>

#include <fstream>
#include <random>

using namespace sluice;

namespace {

const SessionId session(uuidText(1));

unsigned modeOf(const std::filesystem::path &path)
{
    struct stat status = {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

std::string logOf(const DataDir &dir)
{
    return dir.database().string() + "-wal";
}

/// A good store with some events, closed.
void makeStore(const TemporaryDataDir &data)
{
    const auto store = data.openStore();
    StoreBatch batch;
    for (std::uint64_t i = 1; i <= 200; ++i)
        batch.events.push_back(makeEvent(session, uuidText(i)));
    QVERIFY(commit(*store, std::move(batch)).ok());
}

std::string readFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

class TestStoreFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areForTheOwnerAlone();
    void leaveNoLogBehindAfterClosing();
    void areMarkedAsOurs();
    void areRefusedWhenForeign_data();
    void areRefusedWhenForeign();
    void areRefusedWhenNewer();
    void areMadeReadyWhenStillEmpty();
    void areNotTouchedByReaders();
    void neverCrashWhenDamaged();
    void saySoWhenTheDirectoryIsNotThere();
    void haveExactTotals();
};

void TestStoreFiles::areForTheOwnerAlone()
{
    const mode_t before = umask(0);
    const TemporaryDataDir data;
    const auto store = data.openStore();
    QVERIFY(commit(*store, batchOf({makeEvent(session, "1")})).ok());
    umask(before);
    QCOMPARE(modeOf(data.dir().database()), 0600U);
    QCOMPARE(modeOf(logOf(data.dir())), 0600U);
    QCOMPARE(modeOf(data.dir().database().string() + "-shm"), 0600U);
}

void TestStoreFiles::leaveNoLogBehindAfterClosing()
{
    const TemporaryDataDir data;
    auto store = data.openStore();
    QVERIFY(commit(*store, batchOf({makeEvent(session, "1")})).ok());
    QVERIFY(std::filesystem::file_size(logOf(data.dir())) > 0);
    store.reset();
    QVERIFY(!std::filesystem::exists(logOf(data.dir())));

    // With a reader about, the log stays, and is empty.
    store = data.openStore();
    const auto reader = data.openReader();
    QVERIFY(reader->revision().ok());
    QVERIFY(commit(*store, batchOf({makeEvent(session, "2")})).ok());
    store.reset();
    QCOMPARE(std::filesystem::file_size(logOf(data.dir())), std::uintmax_t{0});
}

void TestStoreFiles::areMarkedAsOurs()
{
    const TemporaryDataDir data;
    makeStore(data);
    QCOMPARE(sqlOn(data.dir().database(), "PRAGMA application_id"), std::vector<std::string>{"1399616873"});
    QCOMPARE(sqlOn(data.dir().database(), "PRAGMA user_version"), std::vector<std::string>{"3"});
    QCOMPARE(sqlOn(data.dir().database(), "PRAGMA journal_mode"), std::vector<std::string>{"wal"});
    QCOMPARE(readFile(data.dir().database()).substr(68, 4), std::string("Slui"));
}

void TestStoreFiles::areRefusedWhenForeign_data()
{
    QTest::addColumn<bool>("isDatabase");
    QTest::newRow("text") << false;
    QTest::newRow("another program's database") << true;
}

void TestStoreFiles::areRefusedWhenForeign()
{
    QFETCH(const bool, isDatabase);
    const TemporaryDataDir data;
    if (isDatabase)
        sqlOn(data.dir().database(), "CREATE TABLE theirs (a); INSERT INTO theirs VALUES ('precious')");
    else
        writeFile(data.dir().database(), std::string(5000, 'x'));
    const std::string before = readFile(data.dir().database());

    const auto store = SqliteStore::open(data.dir());
    const auto reader = StoreReader::open(data.dir());
    QVERIFY(!store.ok() && !reader.ok());
    QCOMPARE(store.error().kind, ErrorKind::Invalid);
    QCOMPARE(reader.error().kind, ErrorKind::Invalid);
    const std::string file = data.dir().database().string();
    QCOMPARE(store.error().message,
        isDatabase ? file + " is a database of another program, not a store of Sluice"
                   : file + ": file is not a database");
    QVERIFY(readFile(data.dir().database()) == before);
}

void TestStoreFiles::areRefusedWhenNewer()
{
    const TemporaryDataDir data;
    makeStore(data);
    sqlOn(data.dir().database(), "PRAGMA user_version=4");
    const std::string before = readFile(data.dir().database());
    const auto store = SqliteStore::open(data.dir());
    QVERIFY(!store.ok());
    QCOMPARE(store.error().kind, ErrorKind::Invalid);
    QCOMPARE(store.error().message,
        data.dir().database().string()
            + " was written by a newer Sluice (its tables have version 4, this one knows 3); use that "
              "Sluice, or"
              " another data directory");
    QCOMPARE(messageOf(StoreReader::open(data.dir())), store.error().message);
    QVERIFY(readFile(data.dir().database()) == before);
}

void TestStoreFiles::areMadeReadyWhenStillEmpty()
{
    // What a crash between the making of the file and of its tables leaves.
    const TemporaryDataDir data;
    writeFile(data.dir().database(), "");
    QCOMPARE(StoreReader::open(data.dir()).error().kind, ErrorKind::NotFound);
    sqlOn(data.dir().database(), "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; COMMIT");
    QCOMPARE(StoreReader::open(data.dir()).error().kind, ErrorKind::NotFound);
    makeStore(data);
    QCOMPARE(data.openReader()->eventIds(session)->size(), std::size_t{200});
}

void TestStoreFiles::areNotTouchedByReaders()
{
    const TemporaryDataDir data;
    makeStore(data);
    const std::string before = readFile(data.dir().database());
    {
        // The last to close, with a log that could be checkpointed.
        auto store = data.openStore();
        auto reader = data.openReader();
        QVERIFY(commit(*store, batchOf({makeEvent(session, "more")})).ok());
        QCOMPARE(reader->eventIds(session)->size(), std::size_t{201});
        reader.reset();
        QVERIFY(readFile(data.dir().database()) == before);
        QVERIFY(std::filesystem::file_size(logOf(data.dir())) > 0);
    }
    const std::string after = readFile(data.dir().database());
    QVERIFY(after != before);
    QCOMPARE(data.openReader()->eventIds(session)->size(), std::size_t{201});
    QVERIFY(readFile(data.dir().database()) == after);
}

void TestStoreFiles::neverCrashWhenDamaged()
{
    const TemporaryDataDir data;
    makeStore(data);
    const std::string good = readFile(data.dir().database());
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::string bad = good;
        if (round % 3 == 0)
            bad.resize(random() % bad.size());
        else if (round % 3 == 1)
            bad.replace(random() % (bad.size() / 4096) * 4096, 4096, 4096, '\0');
        else
            for (int i = 0; i < 300; ++i)
                bad[100 + random() % (bad.size() - 100)] = static_cast<char>(random());
        for (const char *suffix : {"-wal", "-shm"})
            std::filesystem::remove(data.dir().database().string() + suffix);
        writeFile(data.dir().database(), bad);

        const auto note = [&](const auto &result) {
            if (!result) {
                ++refused;
                QVERIFY2(contains(result.error().message, data.dir().path.string()),
                    result.error().message.c_str());
            }
        };
        auto reader = StoreReader::open(data.dir());
        note(reader);
        if (reader) {
            note((*reader)->sessionsChangedSince(0));
            note((*reader)->eventHeads(session, 0, 1000));
            note((*reader)->eachEvent(session, [](const StoredEvent &) { return true; }));
        }
        auto store = SqliteStore::open(data.dir());
        if (store)
            note(commit(**store, batchOf({makeEvent(session, uuidText(3)), makeEvent(session, "new")})));
        else if (!bad.empty())
            note(store);
    }
    QVERIFY(refused > 20);
}

void TestStoreFiles::saySoWhenTheDirectoryIsNotThere()
{
    const TemporaryDataDir data;
    const DataDir missing{data.dir().path / "missing"};
    const auto store = SqliteStore::open(missing);
    QVERIFY(!store.ok());
    QCOMPARE(store.error().kind, ErrorKind::Io);
    QCOMPARE(
        store.error().message, "cannot make " + missing.database().string() + ": No such file or directory");
    QCOMPARE(StoreReader::open(missing).error().kind, ErrorKind::NotFound);
}

void TestStoreFiles::haveExactTotals()
{
    const TemporaryDataDir data;
    {
        const auto store = data.openStore();
        std::mt19937 random(7);
        for (int round = 0; round < 40; ++round) {
            StoreBatch batch;
            for (int i = 0; i < 20; ++i) {
                const SessionId to(std::to_string(random() % 3));
                batch.events.push_back(
                    makeEvent(to, std::to_string(random() % 200), static_cast<EventType>(random() % 5)));
                batch.drops.push_back({to, DropReason::QueueFull, at(1), at(2), random() % 9});
            }
            QVERIFY(commit(*store, std::move(batch)).ok());
        }
    }
    const auto file = data.dir().database();
    const char *columns[] = {"actions", "llms", "tools", "errors", "apis"};
    for (int type = 0; type < 5; ++type) {
        QCOMPARE(sqlOn(file, std::string("SELECT ") + columns[type] + " FROM sessions ORDER BY key"),
            sqlOn(file,
                "SELECT (SELECT count(*) FROM events WHERE session = key AND type = " + std::to_string(type)
                    + ") FROM sessions ORDER BY key"));
    }
    QCOMPARE(sqlOn(file, "SELECT drops FROM sessions ORDER BY key"),
        sqlOn(file, "SELECT sum(count) FROM drops GROUP BY session ORDER BY session"));
    QCOMPARE(sqlOn(file, "SELECT count(*) FROM bodies"),
        sqlOn(file, "SELECT count(*) FROM events JOIN bodies USING (row)"));
    QCOMPARE(sqlOn(file, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

QTEST_APPLESS_MAIN(TestStoreFiles)
#include "tst_store_files.moc"
