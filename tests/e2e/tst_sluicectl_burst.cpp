// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// sluicectl burst against its own collector, against a running one, and against servers that fail.

#include "tests/e2e/sluicectl_process.h"
#include "tests/support/agentops_server.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <set>

using namespace sluice;
using nlohmann::json;

namespace {

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

} // namespace

class TestSluicectlBurst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_dataDir = m_home->filePath(QStringLiteral("sluice"));
    }

    void storesEveryEventThatItRecorded_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("producers");
        for (const int producers : {1, 8}) {
            for (const int events : {1, 99, 100, 101, 512, 100'000})
                QTest::addRow("%d events, %d producers", events, producers) << events << producers;
        }
    }

    void storesEveryEventThatItRecorded()
    {
        QFETCH(int, events);
        QFETCH(int, producers);
        const ProgramRun run = burst({QStringLiteral("--count"), QString::number(events),
            QStringLiteral("--producers"), QString::number(producers), QStringLiteral("--capacity"),
            QStringLiteral("100"), QStringLiteral("--end-deadline"), QStringLiteral("60000")});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["recorded"], events);
        QCOMPARE(ledger["delivered"], events);
        QCOMPARE(ledger["balanced"], true);
        QCOMPARE(ledger["dropped"].dump(), std::string("{}"));
        QVERIFY(ledger["flushes"] >= 1);
        QVERIFY(ledger["record_ns"]["p99"] >= ledger["record_ns"]["p50"]);

        const json session = exported(ledger["session_id"]);
        std::set<std::string> ids;
        for (const json &event : session["events"])
            ids.insert(event["id"].get<std::string>());
        QCOMPARE(session["events"].size(), static_cast<std::size_t>(events));
        QCOMPARE(ids.size(), static_cast<std::size_t>(events));
        QCOMPARE(session["flushes"].size(), ledger["flushes"].get<std::size_t>());
        QCOMPARE(session["session"]["counts"]["actions"], events);
        QCOMPARE(session["session"]["end_state"], "Success");
        QCOMPARE(session["session"]["origin"], "recorded");
    }

    void sendsToTheSluiceThatHoldsTheDataDir()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        const ProgramRun run = burst({QStringLiteral("--count"), QStringLiteral("250")});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["delivered"], 250);
        // Read while the collector still runs.
        QCOMPARE(exported(ledger["session_id"])["events"].size(), std::size_t(250));
        QCOMPARE(collector.terminate(), 0);
    }

    void namesEveryLossWhenTheServerDoesNotTakeThem_data()
    {
        QTest::addColumn<int>("wire");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("delay");
        QTest::newRow("answers after 4 s") << static_cast<int>(FaultAnswer::Wire::Whole) << 200 << 4'000;
        QTest::newRow("503") << static_cast<int>(FaultAnswer::Wire::Whole) << 503 << 0;
        QTest::newRow("never answers") << static_cast<int>(FaultAnswer::Wire::Nothing) << 200 << 0;
        QTest::newRow("resets") << static_cast<int>(FaultAnswer::Wire::Reset) << 200 << 0;
    }

    void namesEveryLossWhenTheServerDoesNotTakeThem()
    {
        QFETCH(int, wire);
        QFETCH(int, status);
        QFETCH(int, delay);
        AgentOpsServer server;
        FaultAnswer fault;
        fault.wire = static_cast<FaultAnswer::Wire>(wire);
        fault.status = status;
        fault.delay = Millis(delay);
        server.failAlways(fault, "/v2/create_events", AgentOpsServer::Storing::No);
        QElapsedTimer timer;
        timer.start();
        const ProgramRun run = burst({QStringLiteral("--count"), QStringLiteral("300"),
            QStringLiteral("--policy"), QStringLiteral("drop-newest"), QStringLiteral("--end-deadline"),
            QStringLiteral("500"), QStringLiteral("--endpoint"), text(server.url())});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(timer.elapsed() < 30'000, "every wait has its deadline");
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["balanced"], true);
        QCOMPARE(ledger["recorded"], 300);
        QCOMPARE(ledger["delivered"], 0);
        const int undecided = ledger["queued"].get<int>() + ledger["in_flight"].get<int>()
            + ledger["in_doubt"].get<int>() + ledger["spooled"].get<int>();
        const int dropped = ledger["dropped"].value("queue_full", 0);
        QVERIFY(undecided > 0);
        QCOMPARE(undecided + dropped, 300);
        // Recorded sessions reach the store whatever the endpoint is: the events that were taken are there.
        const json session = exported(ledger["session_id"]);
        QVERIFY(!session["events"].empty());
    }

    void boundsEachRecordByTheBlockDeadline()
    {
        AgentOpsServer server;
        FaultAnswer hole;
        hole.wire = FaultAnswer::Wire::Nothing;
        server.failAlways(hole);
        const ProgramRun run = burst({QStringLiteral("--count"), QStringLiteral("210"),
            QStringLiteral("--block-deadline"), QStringLiteral("20"), QStringLiteral("--end-deadline"),
            QStringLiteral("200"), QStringLiteral("--endpoint"), text(server.url())});
        QCOMPARE(run.exitCode, 1);
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["balanced"], true);
        QVERIFY(ledger["dropped"]["block_timeout"] >= 1);
        QVERIFY2(ledger["record_ns"]["max"].get<double>() < 5e9, "20 ms, with a wide margin");
        QVERIFY(ledger["record_ns"]["max"].get<double>() >= 19e6);
    }

    void dropsOfTheChosenPolicyAreGood()
    {
        AgentOpsServer server;
        FaultAnswer slow;
        slow.delay = Millis(100);
        slow.body = "\"Success\"";
        server.failNext(1, slow, "/v2/create_events");
        const ProgramRun run = burst({QStringLiteral("--count"), QStringLiteral("5000"),
            QStringLiteral("--capacity"), QStringLiteral("10"), QStringLiteral("--policy"),
            QStringLiteral("drop-oldest"), QStringLiteral("--end-deadline"), QStringLiteral("30000"),
            QStringLiteral("--endpoint"), text(server.url())});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QVERIFY(ledger["dropped"]["queue_full"] > 0);
        QCOMPARE(ledger["delivered"].get<int>() + ledger["dropped"]["queue_full"].get<int>(), 5'000);
    }

    void deliversAfterTheServerComesBack()
    {
        AgentOpsServer server(AgentOpsManners{.strict = true});
        FaultAnswer away;
        away.status = 503;
        server.failNext(3, away);
        FaultAnswer lost; // stored, but the answer never comes: in doubt
        lost.wire = FaultAnswer::Wire::Close;
        server.failNext(1, lost, "/v2/create_events", AgentOpsServer::Storing::Yes);
        const ProgramRun run
            = burst({QStringLiteral("--count"), QStringLiteral("120"), QStringLiteral("--end-deadline"),
                QStringLiteral("60000"), QStringLiteral("--endpoint"), text(server.url())});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["delivered"], 120);
        const auto ids = server.eventIds();
        QCOMPARE(ids.size(), std::size_t(120));
        QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), std::size_t(120));
        QCOMPARE(server.sessionsEnded().size(), std::size_t(1));
    }

    void endsCleanlyOnASignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("SIGTERM") << SIGTERM << 143;
        QTest::newRow("SIGINT") << SIGINT << 130;
    }

    void endsCleanlyOnASignal()
    {
        QFETCH(int, signal);
        QFETCH(int, exitCode);
        AgentOpsServer server;
        QProcess process;
        startSluicectl(process, m_home->path(),
            {QStringLiteral("burst"), QStringLiteral("--count"), QStringLiteral("1000000"),
                QStringLiteral("--rate"), QStringLiteral("200"), QStringLiteral("--max-wait"),
                QStringLiteral("10"), QStringLiteral("--endpoint"), text(server.url()),
                QStringLiteral("--data-dir"), m_dataDir, QStringLiteral("--json")});
        QVERIFY(server.waitForEvents(1));
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), exitCode);
        const json ledger = json::parse(process.readAllStandardOutput().toStdString());
        QCOMPARE(ledger["balanced"], true);
        QCOMPARE(ledger["delivered"], static_cast<int>(server.eventIds().size()));
        QCOMPARE(server.sessionsEnded().size(), std::size_t(1));
    }

    void saysWhatIsWrongWithTheCommandLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *words, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                << QString::fromLatin1(says);
        };
        row("no command", "", "expected a command");
        row("unknown command", "fire", "unknown command 'fire'");
        row("no count", "burst", "--count N is missing");
        row("count without a value", "burst --count", "--count needs a value");
        row("zero", "burst --count 0", "--count is '0'; expected a whole number from 1 to 1000000");
        row("too many", "burst --count 1000001", "--count is '1000001'");
        row("a word", "burst --count many", "--count is 'many'");
        row("negative", "burst --count -5", "--count is '-5'");
        row("17 producers", "burst --count 1 --producers 17", "--producers is '17'");
        row("negative rate", "burst --count 1 --rate -1", "--rate is '-1'");
        row("unknown policy", "burst --count 1 --policy drop",
            "--policy is 'drop'; expected block, drop-newest, drop-oldest or spill");
        row("no capacity", "burst --count 1 --capacity 0", "--capacity is '0'");
        row("unknown option", "burst --count 1 --fast", "unknown option --fast");
        row("a value for a flag", "burst --count 1 --json=yes", "--json takes no value");
        row("a stray word", "burst --count 1 now", "unexpected 'now'");
        row("bad endpoint", "burst --count 1 --endpoint localhost",
            "endpoint 'localhost': expected http://HOST");
        row("another host", "burst --count 1 --endpoint http://192.0.2.1", "is not this machine");
        row("bad listen", "collect --listen 0.0.0.0:x", "--listen");
        row("no session", "export", "expected a session");
        row("bad format", "export abc --format xml", "--format is 'xml'; expected json");
    }

    void saysWhatIsWrongWithTheCommandLine()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const ProgramRun run = runSluicectl(m_home->path(), words);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void refusesAKeyThatIsNoUuidWithoutShowingIt()
    {
        QFile file(m_home->filePath(QStringLiteral("key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not-a-uuid-but-a-secret\n");
        file.close();
        const ProgramRun run = burst({QStringLiteral("--count"), QStringLiteral("1"),
            QStringLiteral("--api-key-file"), file.fileName()});
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.err.contains("is not a UUID"));
        QVERIFY(!run.err.contains("secret"));
    }

    void tellsHelpAndVersion()
    {
        const ProgramRun help = runSluicectl(m_home->path(), {QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        for (const char *word : {"burst", "collect", "sessions", "export", "lab run", "lab what-if",
                 "lab deadlock", "replay", "--end-deadline", "Exit codes"})
            QVERIFY2(help.out.contains(word), word);
        const ProgramRun version = runSluicectl(m_home->path(), {QStringLiteral("--version")});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.startsWith("sluicectl "));
    }

private:
    ProgramRun burst(const QStringList &options)
    {
        return runSluicectl(m_home->path(),
            QStringList{
                QStringLiteral("burst"), QStringLiteral("--json"), QStringLiteral("--data-dir"), m_dataDir}
                + options);
    }

    json exported(const std::string &session)
    {
        const ProgramRun run = runSluicectl(m_home->path(),
            {QStringLiteral("export"), text(session), QStringLiteral("--data-dir"), m_dataDir});
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_dataDir;
};

QTEST_GUILESS_MAIN(TestSluicectlBurst)
#include "tst_sluicectl_burst.moc"
