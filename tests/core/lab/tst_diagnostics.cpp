// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/thread_name.h"
#include "core/lab/diagnostics.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <latch>
#include <sstream>
#include <thread>

using namespace sluice;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr Timestamp time0{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + 23h + 15min + 2s};

/// One of everything.
Diagnostics full()
{
    Diagnostics all;
    all.written = time0;
    all.versions = {{"Sluice", "0.1.0"}};
    all.settings = {{"endpoint", "http://127.0.0.1:4318"}};
    all.process = {7, "Debian", "Linux 6.1", 2, 4'096, {{8, "flusher", "sleeping", "futex_wait"}}};
    all.watch.workers = {{"collector", "waits for requests", 3, false}};
    all.watch.alarms
        = {{2, {Alarm::Kind::NoProgress, "session s-1", 2'400ms, "it waits"}, time0, std::nullopt}};
    all.watch.past = {{1, {Alarm::Kind::LockHeld, "session s-1", 300ms, "it was held"}, time0, time0 + 1s}};
    QueuePicture queue;
    queue.queue.session = SessionId("s-1");
    queue.queue.flusher = FlusherState::BackingOff;
    queue.queue.backOffUntil = time0 + 3s;
    queue.queue.ledger.recorded = 5;
    queue.queue.ledger.inDoubt = 5;
    queue.flusher.doing = "backs off";
    queue.lock.holder = LockPicture::Holder::Producer;
    queue.producers = {{1, 5, true, 2ms, 3ms, 4ms}};
    all.queues = {queue};
    FlushRecord flush;
    flush.session = SessionId("s-1");
    flush.sequence = 1;
    flush.message = "the server said no";
    all.flushes = {flush};
    return all;
}

std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

} // namespace

class TestDiagnostics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhoDoesWhatAndWaitsForWhat()
    {
        const Json json = Json::parse(diagnosticsToJson(full(), Redaction()));
        QCOMPARE(json["sluice_diagnostics"].get<int>(), 1);
        QCOMPARE(json["written"].get<std::string>(), std::string("2026-11-25T23:15:02.000000+00:00"));
        QVERIFY(json["versions"] == Json({{"Sluice", "0.1.0"}}));
        QVERIFY(json["settings"] == Json({{"endpoint", "http://127.0.0.1:4318"}}));
        QCOMPARE(json["workers"][0]["doing"].get<std::string>(), std::string("waits for requests"));
        QCOMPARE(json["alarms"][0]["lasting_ms"].get<int>(), 2'400);
        QVERIFY(json["alarms"][0]["ended"].is_null());
        QCOMPARE(json["past_alarms"][0]["kind"].get<std::string>(), std::string("lock_held"));
        QCOMPARE(json["process"]["threads"][0]["waits_in"].get<std::string>(), std::string("futex_wait"));
        QCOMPARE(json["flushes"][0]["message"].get<std::string>(), std::string("the server said no"));
        QVERIFY2(json["flushes"][0]["status"].is_null(), "unknown is null, never 0");
    }

    void tellsEachQueueWithItsLedger()
    {
        const Json json = Json::parse(diagnosticsToJson(full(), Redaction()));
        const Json &queue = json["queues"][0];
        QCOMPARE(queue["flusher"]["state"].get<std::string>(), std::string("backing off"));
        QCOMPARE(queue["flusher"]["back_off_until"].get<std::string>(),
            std::string("2026-11-25T23:15:05.000000+00:00"));
        QCOMPARE(queue["lock"]["holder"].get<std::string>(), std::string("producer"));
        QCOMPARE(queue["producers"][0]["waiting_us"].get<int>(), 2'000);
        QCOMPARE(queue["ledger"]["in_doubt"].get<int>(), 5);
        QVERIFY(queue["ledger"]["balances"].get<bool>());
        QCOMPARE(json["ledger_of_these_queues"]["recorded"].get<int>(), 5);
    }

    void keepsTheLastHundredFlushes_data()
    {
        QTest::addColumn<int>("flushes");
        QTest::addColumn<int>("kept");
        QTest::addColumn<int>("first");
        QTest::newRow("limit - 1") << 99 << 99 << 1;
        QTest::newRow("limit") << 100 << 100 << 1;
        QTest::newRow("limit + 1") << 101 << 100 << 2;
    }
    void keepsTheLastHundredFlushes()
    {
        QFETCH(int, flushes);
        Diagnostics all;
        for (int i = 1; i <= flushes; ++i) {
            FlushRecord flush;
            flush.sequence = static_cast<std::uint64_t>(i);
            all.flushes.push_back(flush);
        }
        const Json json = Json::parse(diagnosticsToJson(all, Redaction()));
        QTEST(static_cast<int>(json["flushes"].size()), "kept");
        QTEST(json["flushes"][0]["sequence"].get<int>(), "first");
    }

    void holdsNoSecretWhereverOneStands()
    {
        const std::string key = "0a1b2c3d-1111-4222-8333-00000000000f";
        const std::string token = "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFiY2RlZmdoaWo";
        const std::string jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        const std::vector<std::string> secrets
            = {key, token, jwt, "hunter2", "correct-horse", "sk-proj-abcdefghijkl0", "/home/ada"};
        const std::string everything = "key " + key + ", Authorization: Bearer " + token
            + "\nBearer correct-horse, {\"jwt\": \"" + jwt
            + "\"}, http://ada:hunter2@host/?token=correct-horse, password=hunter2, sk-proj-abcdefghijkl0, "
              "in /home/ada/data";
        Diagnostics all = full();
        all.settings = {{"api_key", "hunter2"}, {"spool", everything}, {"AGENTOPS_PARENT_KEY", "hunter2"}};
        all.process.threads[0].name = everything;
        all.process.system = everything;
        all.watch.workers[0].doing = everything;
        all.watch.alarms[0].alarm.text = everything;
        all.watch.past[0].alarm.worker = everything;
        all.queues[0].queue.session = SessionId(everything);
        all.queues[0].flusher.doing = everything;
        all.flushes[0].message = everything;
        all.versions.push_back({"curl", everything});

        const std::string text = diagnosticsToJson(all, Redaction({key}, "/home/ada"));
        for (const std::string &secret : secrets)
            QVERIFY2(text.find(secret) == std::string::npos, secret.c_str());
        const Json json = Json::parse(text);
        QCOMPARE(json["settings"]["api_key"].get<std::string>(), std::string("[redacted]"));
        QVERIFY(json["flushes"][0]["message"].get<std::string>().ends_with("in ~/data"));
    }

    void mendsTextThatIsNotUtf8()
    {
        Diagnostics all = full();
        all.flushes[0].message = "\xff\xfe";
        QVERIFY(Json::accept(diagnosticsToJson(all, Redaction())));
    }

    void namesTheProcessAndItsThreads()
    {
        std::latch named(1);
        std::latch seen(1);
        std::jthread thread([&] {
            nameThisThread("a named thread");
            named.count_down();
            seen.wait();
        });
        named.wait();
        const ProcessPicture picture = pictureOfThisProcess();
        seen.count_down();
        QCOMPARE(picture.id, static_cast<long>(::getpid()));
        QVERIFY(!picture.kernel.empty());
        QVERIFY(picture.threads.size() >= 2);
        const auto found = std::ranges::find(picture.threads, "a named thread", &ThreadPicture::name);
        QVERIFY(found != picture.threads.end());
        QVERIFY2(found->state == "sleeping" || found->state == "running", found->state.c_str());
    }

    void knowsItsVersions()
    {
        const std::vector<NamedText> versions = ownVersions();
        QCOMPARE(versions[0].name, std::string("Sluice"));
        for (const NamedText &version : versions)
            QVERIFY2(!version.value.empty(), version.name.c_str());
    }

    void writesAFileOfItsOwner()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = diagnosticsFile(dir.path().toStdString(), time0);
        QCOMPARE(file.filename().string(), std::string("sluice-20261125-231502.json"));
        QVERIFY(writeDiagnostics(file, "text").ok());
        QCOMPARE(contentOf(file), std::string("text"));
        struct stat status
        { };
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(::stat(file.parent_path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
        QVERIFY(writeDiagnostics(file, "other").ok());
        QCOMPARE(contentOf(file), std::string("other"));
        QCOMPARE(QDir(QString::fromStdString(file.parent_path().string())).entryList(QDir::Files).size(), 1);
    }

    void saysWhyItCannotWrite()
    {
        const QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("taken")).toStdString();
        QVERIFY(writeDiagnostics(file, "x").ok());
        const Result<void> done = writeDiagnostics(file + "/below.json", "x");
        QVERIFY(!done.ok());
        QCOMPARE(done.error().kind, ErrorKind::Io);
        QVERIFY2(done.error().message.find("taken") != std::string::npos, done.error().message.c_str());
        QVERIFY(!writeDiagnostics(dir.path().toStdString(), "x").ok());
    }
};

QTEST_GUILESS_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
