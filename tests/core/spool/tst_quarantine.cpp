// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/spool/left_spool.h"
#include "tests/core/sqlite/raw_database.h"

#include <QTest>

#include <sys/stat.h>

using namespace sluice;

namespace {

namespace fs = std::filesystem;

const SessionId one("11111111-1111-4111-8111-111111111111");

fs::path fileWith(const fs::path &folder, const std::string &extension)
{
    for (const auto &entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == extension)
            return entry.path();
    }
    return {};
}

} // namespace

class TestQuarantine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAsideForeignFiles();
    void setsAsideAForeignDatabase_data();
    void setsAsideAForeignDatabase();
    void leavesANewerSpoolAlone();
    void setsAsideADamagedSegmentAndKeepsTheRest();
    void keepsBothWhenTheQuarantineHasTheName();
    void looksAtNothingElseInTheRoot();
    void givesNoWrongEventWhateverByteOfTheDatabaseIsDamaged();
};

void TestQuarantine::setsAsideForeignFiles()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 2);
    const fs::path folder = root.folders().at(0);
    writeFile(folder / "notes.txt", "mine");
    writeFile(folder / "9-1.segment", "no segment at all, though its name says so");
    QCOMPARE(::mkfifo((folder / "9-2.segment").c_str(), 0600), 0);
    fs::create_directory(folder / "9-3.segment");
    fs::create_symlink("/etc/passwd", folder / "9-4.segment");
    const auto spool = root.open();
    QCOMPARE(wordsOf(*spool).size(), std::size_t{5});
    QVERIFY(fs::exists(spool->findings().at(4).file));
    QCOMPARE(wordsOf(*spool).at(4), std::string("notes.txt is no file of a spool"));
    QCOMPARE(wordsOf(*spool).at(0), std::string("9-1.segment is no write-ahead of Sluice"));
    QCOMPARE(readFile(root.path() / "quarantine" / (folder.filename().string() + "-notes.txt")),
        std::string("mine"));
    QCOMPARE(root.quarantined().size(), std::size_t{5});
    QCOMPARE(root.folders().size(), std::size_t{1});
    QCOMPARE(drain(*spool, one), leftBy(2));
}

void TestQuarantine::setsAsideAForeignDatabase_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("no database") << "text"
                                 << "file is not a database";
    QTest::newRow("another program's") << "other"
                                       << "is a database of another program, not a spool of Sluice";
    QTest::newRow("tables that are not there") << "tables"
                                               << "no such table";
    QTest::newRow("a folder") << "folder"
                              << "is no file";
}

void TestQuarantine::setsAsideAForeignDatabase()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, words);
    const TemporaryRoot root;
    leaveSpool(root, one, 2);
    const fs::path folder = root.folders().at(0);
    const fs::path database = folder / "spool.db";
    if (kind == QLatin1String("tables")) {
        QCOMPARE(sqlOn(database, "DROP TABLE bodies"), Texts());
    } else {
        fs::remove(database);
        fs::remove(folder / "spool.db-wal");
    }
    if (kind == QLatin1String("text"))
        writeFile(database, std::string(5000, 'x'));
    else if (kind == QLatin1String("other"))
        QCOMPARE(sqlOn(database, "CREATE TABLE t (a); INSERT INTO t VALUES (1)"), Texts());
    else if (kind == QLatin1String("folder"))
        fs::create_directory(database);
    const auto spool = root.open();
    QVERIFY2(spool->findings().size() == 1, std::to_string(spool->findings().size()).c_str());
    QVERIFY2(
        wordsOf(*spool).at(0).find(words.toStdString()) != std::string::npos, wordsOf(*spool).at(0).c_str());
    QCOMPARE(root.quarantined(), Texts{folder.filename().string() + "-spool.db"});
    QCOMPARE(root.folders().size(), std::size_t{1});
    const Texts all = leftBy(2);
    QCOMPARE(drain(*spool, one), Texts(all.end() - 2, all.end()));
}

void TestQuarantine::leavesANewerSpoolAlone()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 2);
    const fs::path folder = root.folders().at(0);
    QCOMPARE(sqlOn(folder / "spool.db", "PRAGMA user_version=2"), Texts());
    {
        const auto spool = root.open();
        QCOMPARE(wordsOf(*spool),
            Texts{(folder / "spool.db").string()
                + ": was written by a newer Sluice (its tables have version 2, this one knows 1)"});
        QCOMPARE(spool->findings().at(0).file, folder / "spool.db");
        QVERIFY(spool->adopted().empty());
    }
    QCOMPARE(root.folders(), std::vector<fs::path>{folder});
    sqlOn(folder / "spool.db", "PRAGMA user_version=1");
    QCOMPARE(drain(*root.open(), one), leftBy(2));
}

void TestQuarantine::setsAsideADamagedSegmentAndKeepsTheRest()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 3);
    const fs::path folder = root.folders().at(0);
    const fs::path segment = fileWith(folder, ".segment");
    std::string bytes = readFile(segment);
    bytes[bytes.find("{\"w\":2}")] = '[';
    writeFile(segment, bytes);
    const auto spool = root.open();
    QCOMPARE(spool->findings().size(), std::size_t{1});
    QVERIFY(wordsOf(*spool).at(0).find(".segment is damaged at byte ") != std::string::npos);
    QCOMPARE(readFile(spool->findings().at(0).file), bytes);
    Texts expected = leftBy(3);
    expected.pop_back();
    QCOMPARE(drain(*spool, one), expected);
}

void TestQuarantine::keepsBothWhenTheQuarantineHasTheName()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 1);
    const std::string name = root.folders().at(0).filename().string();
    writeFile(root.folders().at(0) / "notes.txt", "new");
    fs::create_directory(root.path() / "quarantine");
    writeFile(root.path() / "quarantine" / (name + "-notes.txt"), "old");
    root.open();
    QCOMPARE(root.quarantined(), (Texts{name + "-notes.txt", name + "-notes.txt.2"}));
    QCOMPARE(readFile(root.path() / "quarantine" / (name + "-notes.txt")), std::string("old"));
    QCOMPARE(readFile(root.path() / "quarantine" / (name + "-notes.txt.2")), std::string("new"));
}

void TestQuarantine::looksAtNothingElseInTheRoot()
{
    const TemporaryRoot root;
    root.open();
    fs::create_directory(root.path() / "not-an-id");
    writeFile(root.path() / "not-an-id" / "notes.txt", "mine");
    writeFile(root.path() / "11111111-1111-4111-8111-111111111111", "a file");
    const auto spool = root.open();
    QVERIFY(spool->findings().empty());
    QCOMPARE(readFile(root.path() / "not-an-id" / "notes.txt"), std::string("mine"));
    QCOMPARE(readFile(root.path() / "11111111-1111-4111-8111-111111111111"), std::string("a file"));
}

void TestQuarantine::givesNoWrongEventWhateverByteOfTheDatabaseIsDamaged()
{
    const TemporaryRoot made;
    leaveSpool(made, one, 2);
    const fs::path folder = made.folders().at(0);
    const std::string name = folder.filename().string();
    const std::string whole = readFile(folder / "spool.db");
    const Texts all = leftBy(2);
    int less = 0;
    // Of the bytes that hold something every second, of the empty ones every so many.
    const TemporaryRoot root;
    for (std::size_t at = 0; at < whole.size(); at += whole[at] == 0 ? 61 : 2) {
        fs::remove_all(root.path());
        fs::create_directories(root.path() / name);
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
        writeFile(root.path() / name / "spool.db", bytes);
        const auto spool = root.open();
        QVERIFY(spool != nullptr);
        const Texts events = drain(*spool, one);
        less += events.size() < 4 ? 1 : 0;
        QVERIFY2(std::ranges::all_of(events,
                     [&](const std::string &event) {
                         return std::ranges::count(all, event) == 1 && std::ranges::count(events, event) == 1;
                     }),
            std::to_string(at).c_str());
        if (events.size() < 4 && spool->adopted().size() == 1)
            QVERIFY2(!spool->findings().empty(), std::to_string(at).c_str());
    }
    QVERIFY(less > 10);
}

QTEST_APPLESS_MAIN(TestQuarantine)
#include "tst_quarantine.moc"
