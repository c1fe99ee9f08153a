// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/store_rescue.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <random>

using namespace sluice;

namespace {

constexpr int events = 2'000;
constexpr qint64 page = 4'096;
const SessionId session(uuidText(1));

/// A store with many pages, closed.
void fill(const DataDir &dir)
{
    auto store = SqliteStore::open(dir).value();
    SessionChange change;
    change.id = session;
    change.tags = {"mine"};
    StoreBatch batch = batchOf(change);
    for (int i = 0; i < events; ++i) {
        batch.events.push_back(makeEvent(session, uuidText(static_cast<std::uint64_t>(1000 + i))));
        batch.events.back().body = "{\"pad\":\"" + std::string(300, 'x') + "\"}";
    }
    QVERIFY(commit(*store, std::move(batch)).ok());
}

void overwrite(const DataDir &dir, qint64 from, const QByteArray &bytes)
{
    QFile file(QString::fromStdString(dir.database().string()));
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.seek(from));
    QCOMPARE(file.write(bytes), bytes.size());
}

qint64 sizeOf(const DataDir &dir)
{
    return QFile(QString::fromStdString(dir.database().string())).size();
}

std::size_t storedIn(const TemporaryDataDir &data)
{
    return data.openReader()->eventIds(session).value().size();
}

std::string integrityOf(const DataDir &dir)
{
    return sqlOn(dir.database(), "PRAGMA integrity_check").at(0);
}

} // namespace

class TestStoreRescue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodStoresAreOpenedAsTheyAre();
    void foreignDatabasesAreLeftAlone();
    void whatCannotBeReadAtAllIsPutAside();
    void whatCanBeReadIsSaved();
    void damageFoundWhileWritingIsRescuedNextTime();
    void interruptedRescuesGoOn();
    void anyDamageStandsInNobodysWay();
};

void TestStoreRescue::goodStoresAreOpenedAsTheyAre()
{
    const TemporaryDataDir data;
    fill(data.dir());
    noteDamage(data.dir()); // a false alarm
    QVERIFY(isDamageNoted(data.dir()));
    {
        const auto opened = openOrRescue(data.dir(), at(0));
        QVERIFY(opened.ok());
        QVERIFY(!opened->rescue);
    }
    QCOMPARE(storedIn(data), static_cast<std::size_t>(events));
    QVERIFY(!isDamageNoted(data.dir()));
}

void TestStoreRescue::foreignDatabasesAreLeftAlone()
{
    const TemporaryDataDir data;
    sqlOn(data.dir().database(), "CREATE TABLE theirs (a); INSERT INTO theirs VALUES ('precious')");
    const auto opened = openOrRescue(data.dir(), at(0));
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, ErrorKind::Invalid);
    QCOMPARE(sqlOn(data.dir().database(), "SELECT a FROM theirs").at(0), std::string("precious"));
}

void TestStoreRescue::whatCannotBeReadAtAllIsPutAside()
{
    const TemporaryDataDir data;
    fill(data.dir());
    overwrite(data.dir(), 0, QByteArray(page, '\xff'));
    const auto opened = openOrRescue(data.dir(), at(0));
    QVERIFY2(opened.ok(), messageOf(opened).c_str());
    QVERIFY(opened->rescue && !opened->rescue->isSalvaged);
    QVERIFY(std::filesystem::file_size(opened->rescue->kept) > 10 * page);
    QVERIFY(contains(opened->rescue->kept.string(), "sluice.db.corrupt-2026"));
    QVERIFY(commit(*opened->store, batchOf({makeEvent(session, "new")})).ok());
    QCOMPARE(storedIn(data), std::size_t{1});
}

void TestStoreRescue::whatCanBeReadIsSaved()
{
    const TemporaryDataDir data;
    fill(data.dir());
    // Somewhere in the bodies; the roots of the tables come first in the file.
    const qint64 middle = sizeOf(data.dir()) / page / 2 * page;
    overwrite(data.dir(), middle, QByteArray(3 * page, '\xff'));
    noteDamage(data.dir());
    {
        const auto opened = openOrRescue(data.dir(), at(0));
        QVERIFY2(opened.ok(), messageOf(opened).c_str());
        QVERIFY(opened->rescue && opened->rescue->isSalvaged);
        QVERIFY(opened->rescue->gaps >= 1);
        // Three pages hold some forty rows.
        QVERIFY(opened->rescue->rows > static_cast<std::uint64_t>(2 * events - 200));
        StoreBatch more = batchOf({makeEvent(session, "new")});
        QVERIFY(commit(*opened->store, std::move(more)).ok());
    }
    const auto reader = data.openReader();
    const auto ids = reader->eventIds(session).value();
    QVERIFY(ids.size() > static_cast<std::size_t>(events - 200));
    const auto summary = reader->session(session).value();
    QVERIFY(summary);
    QCOMPARE(summary->tags, std::vector<std::string>{"mine"});
    QCOMPARE(summary->counts.total(), static_cast<std::uint64_t>(ids.size()));
    QCOMPARE(integrityOf(data.dir()), std::string("ok"));
}

void TestStoreRescue::damageFoundWhileWritingIsRescuedNextTime()
{
    const TemporaryDataDir data;
    fill(data.dir());
    {
        auto opened = openOrRescue(data.dir(), at(0));
        QVERIFY(opened.ok());
        // Behind the store's back: everything but the first pages.
        overwrite(data.dir(), 12 * page, QByteArray(sizeOf(data.dir()) - 12 * page, '\xff'));
        Result<void> fate;
        for (int i = 0; i < events && fate; i += 50)
            fate = commit(*opened->store,
                batchOf({makeEvent(session, uuidText(static_cast<std::uint64_t>(1000 + i)))}));
        if (fate)
            QSKIP("all of it was in the cache");
    }
    QVERIFY(std::filesystem::exists(data.dir().path / "damaged"));
    const auto opened = openOrRescue(data.dir(), at(0));
    QVERIFY2(opened.ok(), messageOf(opened).c_str());
    QVERIFY(opened->rescue);
    QVERIFY(commit(*opened->store, batchOf({makeEvent(session, "new")})).ok());
}

void TestStoreRescue::interruptedRescuesGoOn()
{
    const TemporaryDataDir data;
    fill(data.dir());
    // As if the power failed between the two renames.
    const auto database = data.dir().database().string();
    std::filesystem::copy_file(database, database + ".rescued");
    std::filesystem::rename(database, database + ".corrupt-20260101T000000Z");
    QFile log(QString::fromStdString(database + "-wal"));
    QVERIFY(log.open(QFile::WriteOnly));
    log.write("a log that belongs to the damaged file");
    log.close();
    {
        const auto opened = openOrRescue(data.dir(), at(0));
        QVERIFY2(opened.ok(), messageOf(opened).c_str());
    }
    QCOMPARE(storedIn(data), static_cast<std::size_t>(events));
    QVERIFY(!std::filesystem::exists(database + ".rescued"));
}

/// Pages at random are zeroed, filled, or cut off, on one store again and again.
void TestStoreRescue::anyDamageStandsInNobodysWay()
{
    const TemporaryDataDir original;
    fill(original.dir());
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 12; ++round) {
        const TemporaryDataDir data;
        std::filesystem::copy_file(original.dir().database(), data.dir().database());
        const qint64 pages = sizeOf(data.dir()) / page;
        for (int hits = 0; hits < 3; ++hits) {
            const auto which = static_cast<qint64>(random()) % pages;
            overwrite(data.dir(), which * page + static_cast<qint64>(random()) % page,
                QByteArray(1, static_cast<char>(random())));
            overwrite(data.dir(), which * page, QByteArray(page / 2, static_cast<char>(random() % 3 - 1)));
        }
        if (round % 3 == 0)
            QVERIFY(QFile::resize(QString::fromStdString(data.dir().database().string()),
                static_cast<qint64>(random()) % (pages * page)));
        noteDamage(data.dir());
        const auto opened = openOrRescue(data.dir(), at(round));
        if (!opened)
            qFatal("seed %u, round %d: %s", seed, round, opened.error().message.c_str());
        const auto fate = commit(*opened->store, batchOf({makeEvent(SessionId("after"), "new")}));
        if (!fate)
            qFatal("seed %u, round %d: %s", seed, round, fate.error().message.c_str());
    }
}

QTEST_GUILESS_MAIN(TestStoreRescue)
#include "tst_store_rescue.moc"
