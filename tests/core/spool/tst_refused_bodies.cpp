// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/refused_bodies.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <nlohmann/json.hpp>
#include <sys/stat.h>

using namespace sluice;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

const SessionId session("11111111-1111-4111-8111-111111111111");
constexpr Timestamp start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

SpooledBody bodyOf(const std::string &name)
{
    SpooledBody body;
    body.session = session;
    body.text = R"({"events":[{"action_type":")" + name + R"("}]})";
    body.starts = {11};
    return body;
}

/// What lies there, oldest first.
std::vector<json> filesOf(const TemporaryRoot &root)
{
    std::vector<fs::path> paths;
    for (const auto &entry : fs::directory_iterator(root.path() / "refused"))
        paths.push_back(entry.path());
    std::ranges::sort(paths);
    std::vector<json> files;
    for (const fs::path &path : paths)
        files.push_back(json::parse(std::ifstream(path)));
    return files;
}

} // namespace

class TestRefusedBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsABodyWithTheServersWords();
    void letsTheOldestGo_data();
    void letsTheOldestGo();
    void isNoSpoolToAdopt();
    void saysWhereItCannotWrite();
};

void TestRefusedBodies::keepsABodyWithTheServersWords()
{
    const TemporaryRoot root;
    const auto spool = root.open();
    QVERIFY(spool->keepRefused(bodyOf("bad"), "HTTP 400: \"no\"\n\xff").ok());
    const std::vector<json> files = filesOf(root);
    QCOMPARE(files.size(), std::size_t(1));
    QCOMPARE(files[0]["session"].get<std::string>(), session.text());
    QCOMPARE(files[0]["words"].get<std::string>(), std::string("HTTP 400: \"no\"\n\xef\xbf\xbd"));
    QCOMPARE(files[0]["events"][0]["action_type"].get<std::string>(), std::string("bad"));
    QVERIFY(!files[0]["refused"].get<std::string>().empty());
    struct stat status = {};
    const fs::path folder = root.path() / "refused";
    QCOMPARE(::stat(fs::directory_iterator(folder)->path().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(folder.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void TestRefusedBodies::letsTheOldestGo_data()
{
    QTest::addColumn<int>("spare"); // bytes of room beside three files
    QTest::addColumn<int>("kept");
    QTest::newRow("one byte too few") << -1 << 2;
    QTest::newRow("just enough") << 0 << 3;
    QTest::newRow("one byte to spare") << 1 << 3;
}

void TestRefusedBodies::letsTheOldestGo()
{
    QFETCH(const int, spare);
    QFETCH(const int, kept);
    const TemporaryRoot root;
    fs::create_directories(root.path());
    QVERIFY(RefusedBodies(root.path()).keep(bodyOf("a"), "no", start).ok());
    const std::uintmax_t size = fs::file_size(fs::directory_iterator(root.path() / "refused")->path());
    RefusedBodies refused(root.path(), 3 * size + static_cast<std::uintmax_t>(spare));
    QVERIFY(refused.keep(bodyOf("b"), "no", start + Millis(1)).ok());
    QVERIFY(refused.keep(bodyOf("c"), "no", start + Millis(2)).ok());
    const std::vector<json> files = filesOf(root);
    QCOMPARE(files.size(), static_cast<std::size_t>(kept));
    QCOMPARE(files.back()["events"][0]["action_type"].get<std::string>(), std::string("c"));
    QCOMPARE(
        files.front()["events"][0]["action_type"].get<std::string>(), std::string(kept == 3 ? "a" : "b"));
}

void TestRefusedBodies::isNoSpoolToAdopt()
{
    const TemporaryRoot root;
    QVERIFY(root.open()->keepRefused(bodyOf("bad"), "no").ok());
    const auto next = root.open();
    QVERIFY(next->adopted().empty());
    QVERIFY(next->findings().empty());
    QCOMPARE(filesOf(root).size(), std::size_t(1));
}

void TestRefusedBodies::saysWhereItCannotWrite()
{
    const TemporaryRoot root;
    fs::create_directories(root.path());
    std::ofstream(root.path() / "refused") << "a file where the folder should be";
    const Result<void> kept = RefusedBodies(root.path()).keep(bodyOf("bad"), "no", start);
    QVERIFY(!kept.ok());
    QVERIFY(kept.error().message.find("refused") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestRefusedBodies)
#include "tst_refused_bodies.moc"
