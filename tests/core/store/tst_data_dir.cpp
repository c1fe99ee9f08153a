// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/data_dir.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

using namespace sluice;

namespace {

unsigned modeOf(const std::filesystem::path &path)
{
    struct stat status = {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

} // namespace

class TestDataDir : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesTheGivenDirectoryFirst();
    void takesXdgDataHomeThenHome();
    void refusesToGuessWithoutAHome();
    void isAbsoluteWhateverWasGiven();
    void makesWhatIsMissingForTheOwnerAlone();
    void leavesAnExistingDirectoryAsItIs();
    void namesTheDirectoryThatCannotBeMade();
    void namesTheDirectoryThatMayNotBeMade();

private:
    std::string inside(const char *path) const { return m_root->path().toStdString() + path; }

    std::unique_ptr<QTemporaryDir> m_root;
};

void TestDataDir::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_root->path().toUtf8() + "/xdg");
    qputenv("HOME", m_root->path().toUtf8() + "/home");
}

void TestDataDir::takesTheGivenDirectoryFirst()
{
    const Result<DataDir> dir = DataDir::resolve(inside("/given"));
    QVERIFY(dir.ok());
    QCOMPARE(dir->path.string(), inside("/given"));
    QCOMPARE(dir->database().string(), inside("/given/sluice.db"));
    QCOMPARE(dir->lockFile().string(), inside("/given/lock"));
}

void TestDataDir::takesXdgDataHomeThenHome()
{
    QCOMPARE(DataDir::resolve("")->path.string(), inside("/xdg/sluice"));
    qputenv("XDG_DATA_HOME", "relative/is/ignored");
    QCOMPARE(DataDir::resolve("")->path.string(), inside("/home/.local/share/sluice"));
    qunsetenv("XDG_DATA_HOME");
    QCOMPARE(DataDir::resolve("")->path.string(), inside("/home/.local/share/sluice"));
}

void TestDataDir::refusesToGuessWithoutAHome()
{
    qunsetenv("XDG_DATA_HOME");
    qunsetenv("HOME");
    const Result<DataDir> dir = DataDir::resolve("");
    QVERIFY(!dir.ok());
    QCOMPARE(dir.error().kind, ErrorKind::Usage);
    QVERIFY(contains(dir.error().message, "--data-dir"));
}

void TestDataDir::isAbsoluteWhateverWasGiven()
{
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(m_root->path().toStdString());
    const Result<DataDir> dir = DataDir::resolve("a/../data/");
    std::filesystem::current_path(before);
    QVERIFY(dir.ok());
    QVERIFY(dir->path.is_absolute());
    QCOMPARE(dir->path.filename().string(), std::string("data"));
    QVERIFY(std::filesystem::is_directory(inside("/data")));
}

void TestDataDir::makesWhatIsMissingForTheOwnerAlone()
{
    QVERIFY(DataDir::resolve(inside("/a/b/c")).ok());
    for (const char *path : {"/a", "/a/b", "/a/b/c"})
        QCOMPARE(modeOf(inside(path)), 0700U);
}

void TestDataDir::leavesAnExistingDirectoryAsItIs()
{
    QVERIFY(mkdir(inside("/there").c_str(), 0755) == 0);
    QVERIFY(chmod(inside("/there").c_str(), 0755) == 0);
    QVERIFY(DataDir::resolve(inside("/there")).ok());
    QCOMPARE(modeOf(inside("/there")), 0755U);
}

void TestDataDir::namesTheDirectoryThatCannotBeMade()
{
    std::ofstream(inside("/file")) << "in the way";
    for (const char *path : {"/file", "/file/below"}) {
        const Result<DataDir> dir = DataDir::resolve(inside(path));
        QVERIFY(!dir.ok());
        QCOMPARE(dir.error().kind, ErrorKind::Io);
        QVERIFY(contains(dir.error().message, inside("/file")));
        QVERIFY(contains(dir.error().message, "Not a directory"));
    }
}

void TestDataDir::namesTheDirectoryThatMayNotBeMade()
{
    QVERIFY(mkdir(inside("/closed").c_str(), 0500) == 0);
    // Root may write anywhere: be nobody for a moment.
    const bool isRoot = geteuid() == 0;
    QVERIFY(chmod(m_root->path().toUtf8().constData(), 0755) == 0);
    QVERIFY(!isRoot || seteuid(65534) == 0);
    const Result<DataDir> dir = DataDir::resolve(inside("/closed/data"));
    const Result<DataLock> lock = DataLock::take(DataDir{inside("/closed")}, "test");
    QVERIFY(!isRoot || seteuid(0) == 0);

    QVERIFY(!dir.ok());
    QCOMPARE(dir.error().kind, ErrorKind::Io);
    QVERIFY(contains(dir.error().message, inside("/closed/data") + ": Permission denied"));
    QVERIFY(!lock.ok());
    QCOMPARE(lock.error().kind, ErrorKind::Io);
    QVERIFY(contains(lock.error().message, inside("/closed/lock") + ": Permission denied"));
}

QTEST_APPLESS_MAIN(TestDataDir)
#include "tst_data_dir.moc"
