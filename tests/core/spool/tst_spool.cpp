// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <sys/stat.h>

#include <fstream>

using namespace sluice;

namespace {

const SessionId one("11111111-1111-4111-8111-111111111111");
const SessionId two("agent-2");

using Texts = std::vector<std::string>;

} // namespace

class TestSpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasPut();
    void keepsTheOrderOfASession();
    void keepsSessionsApart();
    void countsExactly();
    void leavesNoFolderWhenEmpty();
    void keepsItsFilesPrivate();
    void adoptsWhatAnEndedSpoolLeft();
    void putsHalvesInTheirBodysPlace();
    void cutsHalvesDownToSingleEvents();
    void dropsTheOldestWhenFull_data();
    void dropsTheOldestWhenFull();
    void refusesABodyLargerThanItself();
    void forgetsASessionWithItsBodies();
    void doesNothingForARowThatIsGone();
    void setsAsideABodyThatWasDamagedMeanwhile();
    void shrinksWhenTheLastBodyIsGone();
};

void TestSpool::givesBackWhatWasPut()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    SpooledSession session = makeSession(one.text());
    session.known = true;
    session.ended = Timestamp(Micros(1'764'000'001'000'000));
    session.endState = EndState::Fail;
    session.endReason = "crashed";
    QCOMPARE(messageOf(spool->putSession(session)), std::string());
    QVERIFY(spool->session(one).value() == session);
    QVERIFY(!spool->session(two).value());

    SpooledBody body = makeBody(one, {R"({"a":1})", R"({"b":"\u0000"})", R"({"c":3})"});
    body.cause = FlushCause::Asked;
    const Result<std::int64_t> row = spool->put(body);
    QCOMPARE(messageOf(row), std::string());
    body.row = *row;
    QVERIFY(spool->oldest(one).value() == body);
    QVERIFY(spool->markInDoubt(*row).ok());
    body.inDoubt = true;
    QVERIFY(spool->oldest(one).value() == body);
    QVERIFY(spool->remove(*row).ok());
    QVERIFY(!spool->oldest(one).value());
}

void TestSpool::keepsTheOrderOfASession()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    std::int64_t last = 0;
    Texts expected;
    for (int i = 0; i < 20; ++i) {
        expected.push_back(std::to_string(i));
        const std::int64_t row = spool->put(makeBody(one, {expected.back()})).value();
        QVERIFY(row > last);
        last = row;
    }
    QCOMPARE(drain(*spool, one), expected);
}

void TestSpool::keepsSessionsApart()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->put(makeBody(one, {"1"})).ok());
    QVERIFY(spool->put(makeBody(two, {"2"})).ok());
    QVERIFY(spool->put(makeBody(one, {"3"})).ok());
    QCOMPARE(drain(*spool, two), Texts{"2"});
    QCOMPARE(drain(*spool, one), (Texts{"1", "3"}));
}

void TestSpool::countsExactly()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    const SpooledBody first = makeBody(one, {"1", "2"});
    const SpooledBody second = makeBody(one, {"3"});
    const std::int64_t row = spool->put(first).value();
    QVERIFY(spool->put(second).ok());
    QVERIFY(spool->put(makeBody(two, {"4"})).ok());
    QCOMPARE(spool->events(one), std::uint64_t{3});
    QCOMPARE(spool->bytes(), first.text.size() + 2 * second.text.size());
    QVERIFY(spool->remove(row).ok());
    QCOMPARE(spool->events(one), std::uint64_t{1});
    QCOMPARE(spool->events(two), std::uint64_t{1});
    QCOMPARE(spool->events(SessionId("nobody")), std::uint64_t{0});
    QCOMPARE(spool->bytes(), 2 * second.text.size());
    QCOMPARE(spool->takeDropped(one), std::uint64_t{0});
}

void TestSpool::leavesNoFolderWhenEmpty()
{
    const TemporaryRoot root;
    {
        const auto spool = root.open();
        QCOMPARE(root.folders().size(), std::size_t{1});
        QVERIFY(spool->putSession(makeSession(one.text())).ok());
        QVERIFY(spool->put(makeBody(one, {"1"})).ok());
        drain(*spool, one);
        QVERIFY(spool->removeSession(one).ok());
    }
    QCOMPARE(root.folders().size(), std::size_t{0});
    QVERIFY(root.open()->putSession(makeSession(one.text())).ok());
    QCOMPARE(root.folders().size(), std::size_t{1});
}

void TestSpool::keepsItsFilesPrivate()
{
    const mode_t before = ::umask(0);
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->put(makeBody(one, {"1"})).ok());
    const auto writeAhead = spool->writeAhead(makeSession(one.text()));
    ::umask(before);
    const auto modeOf = [](const std::filesystem::path &path) {
        return static_cast<int>(std::filesystem::status(path).permissions());
    };
    QCOMPARE(modeOf(root.path()), 0700);
    const std::filesystem::path folder = root.folders().at(0);
    QCOMPARE(modeOf(folder), 0700);
    int files = 0;
    for (const auto &file : std::filesystem::directory_iterator(folder)) {
        QCOMPARE(modeOf(file.path()), 0600);
        ++files;
    }
    QVERIFY2(files >= 4, "lock, database, log, segment");
}

void TestSpool::adoptsWhatAnEndedSpoolLeft()
{
    const TemporaryRoot root;
    SpooledSession session = makeSession(one.text());
    SpooledBody body = makeBody(one, {"1", "2"});
    {
        const auto spool = root.open();
        QVERIFY(spool->putSession(session).ok());
        QVERIFY(spool->put(body).ok());
        QVERIFY(spool->adopted().empty());
    }
    const auto spool = root.open();
    QCOMPARE(root.folders().size(), std::size_t{1});
    QVERIFY(spool->adopted() == std::vector<SpooledSession>{session});
    QVERIFY(spool->findings().empty());
    QCOMPARE(spool->events(one), std::uint64_t{2});
    QCOMPARE(spool->bytes(), std::uint64_t{body.text.size()});
    const SpooledBody adopted = spool->oldest(one).value().value();
    QVERIFY(adopted.inDoubt);
    body.inDoubt = true;
    body.row = adopted.row;
    QVERIFY(adopted == body);
}

void TestSpool::putsHalvesInTheirBodysPlace()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->put(makeBody(one, {"0"})).ok());
    const std::int64_t row = spool->put(makeBody(one, {"1", "2", "3", "4"})).value();
    QVERIFY(spool->put(makeBody(one, {"5"})).ok());
    QVERIFY(spool->replace(row, {makeBody(one, {"1", "2"}), makeBody(one, {"3", "4"})}).ok());
    QCOMPARE(spool->events(one), std::uint64_t{6});
    QVERIFY(spool->put(makeBody(one, {"6"})).ok());
    QCOMPARE(drain(*spool, one), (Texts{"0", "1", "2", "3", "4", "5", "6"}));
    QCOMPARE(spool->bytes(), std::uint64_t{0});
}

void TestSpool::cutsHalvesDownToSingleEvents()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    Texts all;
    for (int i = 0; i < 200; ++i)
        all.push_back(std::to_string(i));
    QVERIFY(spool->put(makeBody(one, all)).ok());
    Texts singles;
    while (const std::optional<SpooledBody> body = spool->oldest(one).value()) {
        const Texts events = eventsOf(*body);
        if (events.size() == 1) {
            singles.push_back(events.front());
            QVERIFY(spool->remove(body->row).ok());
            continue;
        }
        const auto middle = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
        QVERIFY(spool
                    ->replace(body->row,
                        {makeBody(one, Texts(events.begin(), middle)),
                            makeBody(one, Texts(middle, events.end()))})
                    .ok());
    }
    QCOMPARE(singles, all);
}

void TestSpool::dropsTheOldestWhenFull_data()
{
    QTest::addColumn<int>("moreThanTheLimit");
    QTest::addColumn<int>("dropped");
    QTest::newRow("limit - 1") << -1 << 0;
    QTest::newRow("limit") << 0 << 0;
    QTest::newRow("limit + 1") << 1 << 2;
}

void TestSpool::dropsTheOldestWhenFull()
{
    QFETCH(const int, moreThanTheLimit);
    QFETCH(const int, dropped);
    const TemporaryRoot root;
    const SpooledBody first = makeBody(one, {"1", "2"});
    const SpooledBody second = makeBody(two, {"3"});
    SpooledBody third = makeBody(one, {"4"});
    SpoolOptions options;
    options.mostBytes = first.text.size() + second.text.size() + third.text.size();
    third = makeBody(one, {std::string(static_cast<std::size_t>(1 + moreThanTheLimit), '4')});
    const auto spool = root.open(options);
    for (const SpooledBody &body : std::vector<SpooledBody>{first, second, third})
        QVERIFY(spool->put(body).ok());
    QVERIFY(spool->bytes() <= options.mostBytes);
    QCOMPARE(spool->takeDropped(one), static_cast<std::uint64_t>(dropped));
    QCOMPARE(spool->takeDropped(one), std::uint64_t{0});
    QCOMPARE(spool->takeDropped(two), std::uint64_t{0});
    QCOMPARE(spool->events(one), static_cast<std::uint64_t>(3 - dropped));
}

void TestSpool::refusesABodyLargerThanItself()
{
    const TemporaryRoot root;
    SpoolOptions options;
    const SpooledBody small = makeBody(one, {"1"});
    options.mostBytes = small.text.size();
    const auto spool = root.open(options);
    QVERIFY(spool->put(small).ok());
    const Result<std::int64_t> put = spool->put(makeBody(one, {"12"}));
    QVERIFY(!put.ok());
    QCOMPARE(put.error().kind, ErrorKind::Limit);
    QCOMPARE(put.error().message, std::string("a body of 15 bytes does not fit in a spool of 14"));
    QCOMPARE(spool->events(one), std::uint64_t{1});
}

void TestSpool::forgetsASessionWithItsBodies()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(one.text())).ok());
    QVERIFY(spool->put(makeBody(one, {"1"})).ok());
    QVERIFY(spool->put(makeBody(two, {"2"})).ok());
    QVERIFY(spool->removeSession(one).ok());
    QVERIFY(!spool->session(one).value());
    QVERIFY(!spool->oldest(one).value());
    QCOMPARE(spool->events(one), std::uint64_t{0});
    QCOMPARE(spool->bytes(), makeBody(two, {"2"}).text.size());
}

void TestSpool::doesNothingForARowThatIsGone()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    const std::int64_t row = spool->put(makeBody(one, {"1"})).value();
    QVERIFY(spool->remove(row).ok());
    QVERIFY(spool->remove(row).ok());
    QVERIFY(spool->replace(row, {makeBody(one, {"1"})}).ok());
    QVERIFY(spool->markInDoubt(row).ok());
    QCOMPARE(spool->events(one), std::uint64_t{0});
    QCOMPARE(spool->bytes(), std::uint64_t{0});
}

void TestSpool::setsAsideABodyThatWasDamagedMeanwhile()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    const std::string marked = "{\"marked\":1}";
    const SpooledBody body = makeBody(one, {std::string(100'000, 'y'), marked});
    QVERIFY(spool->put(body).ok());
    // More than SQLite keeps in memory, so that it reads the first from the disk.
    const std::string large(4U << 20U, 'x');
    QVERIFY(spool->put(makeBody(one, {large})).ok());
    const std::filesystem::path log = root.folders().at(0) / "spool.db-wal";
    std::string bytes = readFile(log);
    for (std::size_t at = bytes.find(marked); at != std::string::npos; at = bytes.find(marked, at))
        bytes[at] = '[';
    std::fstream(log, std::ios::binary | std::ios::in | std::ios::out)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));

    QCOMPARE(spool->events(one), std::uint64_t{3});
    QVERIFY(eventsOf(spool->oldest(one).value().value()) == Texts{large});
    QCOMPARE(spool->events(one), std::uint64_t{1});
    QCOMPARE(spool->takeDropped(one), std::uint64_t{2});
    QCOMPARE(spool->bytes(), std::uint64_t{makeBody(one, {large}).text.size()});
    QCOMPARE(spool->findings().size(), std::size_t{1});
    QVERIFY(spool->findings().at(0).words.ends_with(" of session " + one.text() + " is damaged"));
    std::string damaged = body.text;
    damaged[damaged.find(marked)] = '[';
    QCOMPARE(readFile(spool->findings().at(0).file), damaged);
}

void TestSpool::shrinksWhenTheLastBodyIsGone()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(one.text())).ok());
    const std::string large(1U << 20U, 'x');
    for (int i = 0; i < 20; ++i)
        QVERIFY(spool->put(makeBody(one, {large})).ok());
    const auto bytesOnDisk = [&root] {
        std::uintmax_t bytes = 0;
        for (const auto &entry : std::filesystem::directory_iterator(root.folders().at(0)))
            bytes += entry.file_size();
        return bytes;
    };
    QVERIFY(bytesOnDisk() > 20U << 20U);
    QCOMPARE(drain(*spool, one).size(), std::size_t{20});
    QVERIFY2(bytesOnDisk() < 1U << 20U, std::to_string(bytesOnDisk()).c_str());
    QVERIFY(spool->session(one).value() == makeSession(one.text()));
    QVERIFY(spool->put(makeBody(one, {"1"})).ok());
    QCOMPARE(drain(*spool, one), Texts{"1"});
}

QTEST_APPLESS_MAIN(TestSpool)
#include "tst_spool.moc"
