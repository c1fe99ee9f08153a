// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"
#include "tests/core/spool/spool_process.h"
#include "tests/core/sqlite/raw_database.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace sluice;

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

const SessionId one("11111111-1111-4111-8111-111111111111");
const SessionId two("22222222-2222-4222-8222-222222222222");

/// An ended process: a session with `bodies` of two events, and as many events in its write-ahead.
void leaveSpool(const TemporaryRoot &root, const SessionId &id, int bodies)
{
    const auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(id.text())).ok());
    for (int i = 0; i < bodies; ++i)
        QVERIFY(spool
                    ->put(makeBody(
                        id, {"{\"b\":" + std::to_string(i) + "}", "{\"c\":" + std::to_string(i) + "}"}))
                    .ok());
    const auto writeAhead = spool->writeAhead(makeSession(id.text())).value();
    for (int i = 0; i < bodies; ++i) {
        const std::string text = "{\"w\":" + std::to_string(i) + "}";
        writeAhead->fill(writeAhead->reserve(text.size()), text);
    }
}

Texts leftBy(int bodies)
{
    Texts events;
    for (int i = 0; i < bodies; ++i) {
        events.push_back("{\"b\":" + std::to_string(i) + "}");
        events.push_back("{\"c\":" + std::to_string(i) + "}");
    }
    for (int i = 0; i < bodies; ++i)
        events.push_back("{\"w\":" + std::to_string(i) + "}");
    return events;
}

fs::path fileWith(const fs::path &folder, const std::string &extension)
{
    for (const auto &entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == extension)
            return entry.path();
    }
    return {};
}

/// What the findings say, in one line each.
Texts wordsOf(const Spool &spool)
{
    Texts words;
    for (const SpoolFinding &finding : spool.findings())
        words.push_back(finding.words);
    return words;
}

} // namespace

class TestAdoption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOverFolderAfterFolder();
    void leavesAFolderAloneThatAnotherProcessHolds();
    void leavesAFolderAloneThatThisProcessHolds();
    void adoptsWhatAKilledProcessLeft();
    void takesOverNothingTwice();
    void carriesOnWithWhatAnotherTookOver();
    void dropsTheOldestOfWhatDoesNotFit();
    void keepsASessionThatHasNothing();
    void cutsRecoveredBodies_data();
    void cutsRecoveredBodies();
    void setsAsideForeignFiles();
    void setsAsideAForeignDatabase_data();
    void setsAsideAForeignDatabase();
    void leavesANewerSpoolAlone();
    void setsAsideADamagedSegmentAndKeepsTheRest();
    void keepsBothWhenTheQuarantineHasTheName();
    void looksAtNothingElseInTheRoot();
    void givesNoWrongEventWhateverByteOfTheDatabaseIsDamaged();
};

void TestAdoption::takesOverFolderAfterFolder()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 3);
    leaveSpool(root, two, 2); // took over the first's
    const auto spool = root.open();
    QCOMPARE(root.folders().size(), std::size_t{1});
    QCOMPARE(spool->adopted().size(), std::size_t{2});
    QCOMPARE(spool->findings().size(), std::size_t{0});
    QCOMPARE(spool->events(one), std::uint64_t{9});
    QCOMPARE(drain(*spool, one), leftBy(3));
    QCOMPARE(drain(*spool, two), leftBy(2));
    QCOMPARE(spool->bytes(), std::uint64_t{0});
}

void TestAdoption::leavesAFolderAloneThatAnotherProcessHolds()
{
    const TemporaryRoot root;
    SpoolProcess other(root.path(), [](Spool &spool) {
        return spool.putSession(makeSession(one.text())).ok() && spool.put(makeBody(one, {"1"})).ok();
    });
    QVERIFY(other.isReady());
    {
        const auto spool = root.open();
        QCOMPARE(root.folders().size(), std::size_t{2});
        QVERIFY(spool->adopted().empty());
        QVERIFY(spool->findings().empty());
    }
    QCOMPARE(root.folders().size(), std::size_t{1});
    other.kill();
    QCOMPARE(drain(*root.open(), one), Texts{"1"});
}

void TestAdoption::leavesAFolderAloneThatThisProcessHolds()
{
    const TemporaryRoot root;
    const auto first = root.open();
    QVERIFY(first->putSession(makeSession(one.text())).ok());
    QVERIFY(root.open()->adopted().empty());
    QVERIFY(first->put(makeBody(one, {"1"})).ok());
}

void TestAdoption::adoptsWhatAKilledProcessLeft()
{
    const TemporaryRoot root;
    SpoolProcess other(root.path(), [](Spool &spool) {
        auto writeAhead = spool.writeAhead(makeSession(one.text()));
        if (!writeAhead || !spool.put(makeBody(two, {"2"})) || !spool.putSession(makeSession(two.text())))
            return false;
        (*writeAhead)->fill((*writeAhead)->reserve(3), "{1}");
        static_cast<void>(writeAhead->release()); // no destructor runs
        return true;
    });
    QVERIFY(other.isReady());
    other.kill();
    const auto spool = root.open();
    QCOMPARE(drain(*spool, one), Texts{"{1}"});
    QCOMPARE(drain(*spool, two), Texts{"2"});
    QCOMPARE(root.folders().size(), std::size_t{1});
}

/// As when a process died after it had taken a folder over and before it had removed it.
void TestAdoption::takesOverNothingTwice()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 3);
    const fs::path old = root.folders().at(0);
    const fs::path copy = root.path() / "copy";
    fs::copy(old, copy, fs::copy_options::recursive);
    root.open(); // has taken it over, and keeps it
    const fs::path taker = root.folders().at(0);
    fs::rename(copy, old);
    QCOMPARE(sqlOn(taker / "spool.db", "INSERT INTO taken_over VALUES ('" + old.filename().string() + "')"),
        Texts());
    const auto spool = root.open();
    QCOMPARE(root.folders().size(), std::size_t{1});
    QCOMPARE(drain(*spool, one), leftBy(3));
}

/// As above, and the files of the folder could not be removed: they must stay known as taken over.
void TestAdoption::carriesOnWithWhatAnotherTookOver()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 3);
    const fs::path old = root.folders().at(0);
    const fs::path copy = root.path() / "copy";
    fs::copy(old, copy, fs::copy_options::recursive);
    root.open();
    const fs::path taker = root.folders().at(0);
    fs::rename(copy, old);
    sqlOn(taker / "spool.db", "INSERT INTO taken_over VALUES ('" + old.filename().string() + "')");
    // A folder that is not empty is no file, and where the quarantine should be there is one.
    fs::create_directories(old / "folder" / "inside");
    writeFile(root.path() / "quarantine", "a file");
    for (int i = 0; i < 3; ++i) {
        const auto spool = root.open();
        QCOMPARE(root.folders().size(), std::size_t{2});
        QCOMPARE(wordsOf(*spool).size(), std::size_t{1});
        QCOMPARE(spool->events(one), std::uint64_t{9});
        // Not even a second spool gets what the first has.
        QCOMPARE(root.open()->events(one), std::uint64_t{0});
    }
    fs::remove(root.path() / "quarantine");
    const auto spool = root.open();
    QCOMPARE(root.folders().size(), std::size_t{1});
    QCOMPARE(drain(*spool, one), leftBy(3));
}

void TestAdoption::dropsTheOldestOfWhatDoesNotFit()
{
    const TemporaryRoot root;
    leaveSpool(root, one, 3);
    leaveSpool(root, two, 3);
    SpoolOptions options;
    options.mostBytes = 100;
    const auto spool = root.open(options);
    QVERIFY(spool->bytes() <= options.mostBytes);
    QCOMPARE(spool->events(one) + spool->takeDropped(one), std::uint64_t{9});
    QCOMPARE(spool->events(two) + spool->takeDropped(two), std::uint64_t{9});
    QCOMPARE(spool->events(one), std::uint64_t{0});
    const Texts all = leftBy(3);
    QCOMPARE(drain(*spool, two), Texts(all.end() - 3 - 4, all.end()));
}

void TestAdoption::keepsASessionThatHasNothing()
{
    const TemporaryRoot root;
    SpooledSession session = makeSession(one.text());
    session.known = true;
    session.ended = session.started + std::chrono::seconds(1);
    QVERIFY(root.open()->putSession(session).ok());
    QVERIFY(root.open()->adopted() == std::vector<SpooledSession>{session});
    QVERIFY(root.open()->adopted() == std::vector<SpooledSession>{session});
}

void TestAdoption::cutsRecoveredBodies_data()
{
    QTest::addColumn<int>("moreThanTheLimit");
    QTest::addColumn<int>("bodies");
    QTest::newRow("limit - 1") << -1 << 1;
    QTest::newRow("limit") << 0 << 1;
    QTest::newRow("limit + 1") << 1 << 2;
}

void TestAdoption::cutsRecoveredBodies()
{
    QFETCH(const int, moreThanTheLimit);
    QFETCH(const int, bodies);
    const TemporaryRoot root;
    const std::size_t frame = makeBody(one, {"", ""}).text.size();
    const std::string first(1000, '1');
    const std::string second(
        (1U << 20U) - frame - first.size() + static_cast<std::size_t>(1 + moreThanTheLimit) - 1, '2');
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        for (const std::string &text : {first, second}) {
            WriteAhead::Place place = writeAhead->reserve(text.size());
            if (place.bytes == 0 && writeAhead->makeRoom())
                place = writeAhead->reserve(text.size());
            QVERIFY(place.bytes != 0);
            writeAhead->fill(place, text);
        }
    }
    const auto spool = root.open();
    int found = 0;
    while (const std::optional<SpooledBody> body = spool->oldest(one).value()) {
        ++found;
        QVERIFY(body->text.size() <= 1U << 20U);
        QVERIFY(*body == [&] {
            SpooledBody expected = makeBody(one,
                bodies == 1      ? Texts{first, second}
                    : found == 1 ? Texts{first}
                                 : Texts{second});
            expected.row = body->row;
            expected.inDoubt = true;
            expected.cause = FlushCause::End;
            return expected;
        }());
        QVERIFY(spool->remove(body->row).ok());
    }
    QCOMPARE(found, bodies);
}

void TestAdoption::setsAsideForeignFiles()
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

void TestAdoption::setsAsideAForeignDatabase_data()
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

void TestAdoption::setsAsideAForeignDatabase()
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

void TestAdoption::leavesANewerSpoolAlone()
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

void TestAdoption::setsAsideADamagedSegmentAndKeepsTheRest()
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

void TestAdoption::keepsBothWhenTheQuarantineHasTheName()
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

void TestAdoption::looksAtNothingElseInTheRoot()
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

void TestAdoption::givesNoWrongEventWhateverByteOfTheDatabaseIsDamaged()
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

QTEST_APPLESS_MAIN(TestAdoption)
#include "tst_adoption.moc"
