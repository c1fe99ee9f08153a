// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/spool/left_spool.h"
#include "tests/core/spool/spool_process.h"
#include "tests/core/sqlite/raw_database.h"

#include <QTest>

using namespace sluice;

namespace {

namespace fs = std::filesystem;

const SessionId one("11111111-1111-4111-8111-111111111111");
const SessionId two("22222222-2222-4222-8222-222222222222");

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

QTEST_APPLESS_MAIN(TestAdoption)
#include "tst_adoption.moc"
