// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/spool/spool_fixture.h"
#include "tests/core/sqlite/faulty_disk.h"
#include "tests/core/sqlite/raw_database.h"

#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace sluice;

namespace {

using Texts = std::vector<std::string>;

const SessionId one("11111111-1111-4111-8111-111111111111");

/// Several pages: several writes.
std::string largeEvent(const std::string &name)
{
    return "{\"n\":\"" + name + "\",\"x\":\"" + std::string(20'000, 'x') + "\"}";
}

/// What is done while the disk fails.
struct Step
{
    const char *name;
    Result<void> (*run)(Spool &, std::int64_t row);
    std::string after; ///< the session's events when it went well, else "before between "
};

Result<void> withoutRow(const Result<std::int64_t> &result)
{
    return result ? Result<void>() : result.error();
}

std::string joined(const Texts &events)
{
    std::string text;
    for (const std::string &event : events)
        text += event.substr(6, event.find('"', 6) - 6) + " ";
    return text;
}

const std::vector<Step> &steps()
{
    static const std::vector<Step> all = {
        {"put",
            [](Spool &spool, std::int64_t) {
                return withoutRow(spool.put(makeBody(one, {largeEvent("new")})));
            },
            "before between new "},
        {"remove", [](Spool &spool, std::int64_t row) { return spool.remove(row); }, "between "},
        {"replace",
            [](Spool &spool, std::int64_t row) {
                return spool.replace(
                    row, {makeBody(one, {largeEvent("a")}), makeBody(one, {largeEvent("b")})});
            },
            "a b between "},
        {"markInDoubt", [](Spool &spool, std::int64_t row) { return spool.markInDoubt(row); },
            "before between "},
        {"putSession",
            [](Spool &spool, std::int64_t) {
                SpooledSession session = makeSession(one.text());
                session.known = true;
                return spool.putSession(session);
            },
            "before between "},
        {"removeSession", [](Spool &spool, std::int64_t) { return spool.removeSession(one); }, ""},
    };
    return all;
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

class TestSpoolFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void changesAllOrNothing_data();
    void changesAllOrNothing();
    void opensOrSaysWhyNot();
    void adoptsAllOrNothing();
    void goesOnWhenAFileCouldNotGrow();
    void closesWhileTheDiskFails();
    void saysThatTheRootCannotBeWritten();

private:
    /// One step whose n-th call and every later one fails. True when there were as many calls.
    static bool failStep(const Step &step, int call, int code);
};

void TestSpoolFaults::initTestCase()
{
    static const FaultyDisk disk;
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestSpoolFaults::changesAllOrNothing_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("code");
    const std::vector<std::pair<const char *, int>> codes = {
        {"disk full", SQLITE_FULL}, {"write fails", SQLITE_IOERR_WRITE}, {"sync fails", SQLITE_IOERR_FSYNC}};
    for (std::size_t step = 0; step < steps().size(); ++step) {
        for (const auto &[words, code] : codes)
            QTest::addRow("%s, %s", steps()[step].name, words) << static_cast<int>(step) << code;
    }
}

void TestSpoolFaults::changesAllOrNothing()
{
    QFETCH(const int, step);
    QFETCH(const int, code);
    int call = 1;
    while (failStep(steps()[static_cast<std::size_t>(step)], call, code) && !QTest::currentTestFailed())
        ++call;
    QVERIFY2(call > 2, "a commit writes and syncs");
}

bool TestSpoolFaults::failStep(const Step &step, int call, int code)
{
    const TemporaryRoot root;
    bool failed = false;
    std::string expected;
    [&] {
        const auto spool = root.open();
        QVERIFY(spool->putSession(makeSession(one.text())).ok());
        const std::int64_t row = spool->put(makeBody(one, {largeEvent("before")})).value();
        QVERIFY(spool->put(makeBody(one, {largeEvent("between")})).ok());
        const std::uint64_t bytes = spool->bytes();
        FaultyDisk::failFrom(call, code);
        const Result<void> during = step.run(*spool, row);
        failed = FaultyDisk::heal();
        // A checkpoint that fails is no failure of the change.
        expected = during ? step.after : "before between ";
        if (!during) {
            QVERIFY(failed);
            QCOMPARE(during.error().kind, ErrorKind::Io);
            QVERIFY(during.error().message.find("spool.db: ") != std::string::npos);
            QCOMPARE(spool->events(one), std::uint64_t{2});
            QCOMPARE(spool->bytes(), bytes);
        }
        QVERIFY(spool->putSession(makeSession(one.text())).ok());
        QCOMPARE(messageOf(spool->put(makeBody(one, {largeEvent("after")}))), std::string());
        expected += "after ";
    }();
    if (QTest::currentTestFailed())
        return false;
    const auto spool = root.open();
    const std::uint64_t events = spool->events(one);
    const Texts drained = drain(*spool, one);
    if (events != drained.size() || joined(drained) != expected)
        QTest::qFail(
            ("reopened, it holds " + joined(drained) + "instead of " + expected).c_str(), __FILE__, __LINE__);
    return failed;
}

void TestSpoolFaults::opensOrSaysWhyNot()
{
    bool failed = true;
    int call = 1;
    for (; failed; ++call) {
        const TemporaryRoot root;
        FaultyDisk::failFrom(call, SQLITE_FULL);
        Result<std::unique_ptr<Spool>> spool = Spool::open(root.path());
        failed = FaultyDisk::heal();
        QVERIFY(failed || spool.ok());
        if (spool) {
            QVERIFY(spool.value()->put(makeBody(one, {"1"})).ok());
            continue;
        }
        QCOMPARE(spool.error().kind, ErrorKind::Io);
        QCOMPARE(root.folders().size(), std::size_t{0});
    }
    QVERIFY(call > 5);
}

/// The folder that could not be copied stays for the next one.
void TestSpoolFaults::adoptsAllOrNothing()
{
    bool failed = true;
    int call = 1;
    int left = 0;
    for (; failed; ++call) {
        const TemporaryRoot root;
        {
            const auto spool = root.open();
            QVERIFY(spool->putSession(makeSession(one.text())).ok());
            for (const char *name : {"a", "b", "c"})
                QVERIFY(spool->put(makeBody(one, {largeEvent(name)})).ok());
        }
        FaultyDisk::failFrom(call, SQLITE_FULL);
        {
            const Result<std::unique_ptr<Spool>> spool = Spool::open(root.path());
            failed = FaultyDisk::heal();
            if (spool && spool.value()->events(one) == 0) {
                ++left;
                QCOMPARE(spool.value()->findings().size(), std::size_t{1});
            }
        }
        const auto spool = root.open();
        QVERIFY(spool->findings().empty());
        QCOMPARE(joined(drain(*spool, one)), std::string("a b c "));
        QCOMPARE(root.quarantined(), Texts());
    }
    QVERIFY(left > 3);
}

void TestSpoolFaults::goesOnWhenAFileCouldNotGrow()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->put(makeBody(one, {largeEvent("small")})).ok());
    const SpooledBody huge = makeBody(one, {"{\"n\":\"huge\"," + std::string(4U << 20U, 'x')});
    limitFileSize(1U << 20U);
    const Result<std::int64_t> during = spool->put(huge);
    limitFileSize(RLIM_INFINITY);
    QVERIFY(!during.ok());
    QCOMPARE(during.error().kind, ErrorKind::Io);
    QCOMPARE(spool->events(one), std::uint64_t{1});
    QVERIFY(spool->put(huge).ok());
    QCOMPARE(joined(drain(*spool, one)), std::string("small huge "));
}

void TestSpoolFaults::closesWhileTheDiskFails()
{
    const TemporaryRoot root;
    auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(one.text())).ok());
    QVERIFY(spool->put(makeBody(one, {largeEvent("kept")})).ok());
    FaultyDisk::failFrom(1, SQLITE_IOERR_WRITE);
    spool.reset();
    QVERIFY(FaultyDisk::heal());
    QCOMPARE(joined(drain(*root.open(), one)), std::string("kept "));
}

void TestSpoolFaults::saysThatTheRootCannotBeWritten()
{
    const auto failureAt = [](const std::filesystem::path &root) {
        const Result<std::unique_ptr<Spool>> spool = Spool::open(root);
        return spool ? std::string("opened") : spool.error().message;
    };
    QTemporaryDir dir;
    const std::string file = dir.filePath(QStringLiteral("file")).toStdString();
    QVERIFY(sqlOn(file, "CREATE TABLE t (a)").empty());
    QCOMPARE(failureAt(file), "cannot make the spool " + file + ": Not a directory");
    QCOMPARE(failureAt(file + "/spool"), "cannot make the spool " + file + ": Not a directory");
    const std::string noOnes = failureAt("/proc/self/fdinfo");
    QVERIFY2(noOnes.starts_with("cannot make the spool /proc/self/fdinfo/"), noOnes.c_str());
}

QTEST_APPLESS_MAIN(TestSpoolFaults)
#include "tst_spool_faults.moc"
