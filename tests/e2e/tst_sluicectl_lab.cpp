// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// sluicectl lab run and replay, through the real program, recorder, collector and store.

#include "tests/e2e/sluicectl_process.h"
#include "tests/support/agentops_server.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace sluice;
using nlohmann::json;

namespace {

constexpr const char *mixedPlan = R"({
  "sluice_plan": 1, "name": "of a test", "events": 400, "producers": 2, "rate": 2000, "shape": "sawtooth",
  "period_ms": 50, "mix": {"actions": 4, "llms": 3, "tools": 2, "errors": 1}, "payload_most": 300,
  "end_deadline_ms": 60000})";

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// What is another thing each time, and in each session.
json withoutIdsAndTimes(json event)
{
    for (const char *name :
        {"id", "init_timestamp", "end_timestamp", "timestamp", "trigger_event_id", "agent_id"})
        event.erase(name);
    return event;
}

std::vector<json> comparable(const json &session)
{
    std::vector<json> events = session["events"];
    std::ranges::transform(events, events.begin(), withoutIdsAndTimes);
    std::ranges::sort(events);
    return events;
}

} // namespace

class TestSluicectlLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_dataDir = m_home->filePath(QStringLiteral("sluice"));
    }

    void runsAPlanFromStandardInput()
    {
        const json done = good(ran({QStringLiteral("-")}, mixedPlan));
        QCOMPARE(done["plan"], "of a test");
        QCOMPARE(done["seed"], 1);
        QCOMPARE(done["recorded"], 400);
        QCOMPARE(done["delivered"], 400);
        QCOMPARE(done["balanced"], true);
        QVERIFY(done["faults"].is_null());
        const json session = exported(done["session_id"])["session"];
        const json counts = session["counts"];
        QCOMPARE(session["lab"]["plan"]["name"], "of a test");
        QCOMPARE(session["lab"]["result"]["offered"], 400);
        QCOMPARE(session["lab"]["result"]["record_ns"]["p50"], done["record_ns"]["p50"]);
        for (const char *kind : {"actions", "llms", "tools", "errors"})
            QVERIFY2(counts[kind] > 10, kind);
    }

    void firesTheSameEventsForTheSameSeed()
    {
        const QString file = planFile(mixedPlan);
        const auto eventsFor = [&](const char *seed) {
            const json done = good(ran({file, QStringLiteral("--seed"), QLatin1String(seed)}));
            return comparable(exported(done["session_id"]));
        };
        const std::vector<json> first = eventsFor("7");
        QCOMPARE(first.size(), std::size_t(400));
        QVERIFY(eventsFor("7") == first);
        QVERIFY(eventsFor("8") != first);
    }

    void losesNothingUnderBlockThroughFaults()
    {
        const QString file = planFile(R"({"sluice_plan": 1, "events": 300, "rate": 1000, "producers": 3,
            "end_deadline_ms": 60000, "faults": {"phases": [
                {"begin_ms": 20, "length_ms": 80, "kind": "503", "retry_after_s": 0},
                {"begin_ms": 150, "length_ms": 50, "kind": "half_answer"},
                {"begin_ms": 220, "length_ms": 60, "kind": "refused"}]}})");
        const json done = good(ran({file}));
        QCOMPARE(done["delivered"], 300);
        QCOMPARE(done["dropped"].dump(), std::string("{}"));
        QCOMPARE(done["balanced"], true);
        QVERIFY(done["faults"]["faulted"] > 0);
        const json session = exported(done["session_id"]);
        std::set<std::string> ids;
        for (const json &event : session["events"])
            ids.insert(event["id"].get<std::string>());
        QCOMPARE(session["events"].size(), std::size_t(300));
        QCOMPARE(ids.size(), std::size_t(300));
    }

    void putsTheFaultOfTheCommandLineInPlaceOfThePlans()
    {
        const ProgramRun run = ran({planFile(R"({"sluice_plan": 1, "events": 20, "end_deadline_ms": 300})"),
            QStringLiteral("--fault"), QStringLiteral("503:0")});
        QCOMPARE(run.exitCode, 1);
        const json done = json::parse(run.out.toStdString());
        QCOMPARE(done["balanced"], true);
        QCOMPARE(done["delivered"], 0);
        QVERIFY(done["faults"]["faulted"] > 0);
    }

    void reportsWhatArrivedWhileTheRecorderWasClosed()
    {
        // The end deadline stays the plan's own, as the last fault has no end; the first one ends after it.
        const json done = good(ran({planFile(R"({"sluice_plan": 1, "events": 20, "end_deadline_ms": 1500,
            "faults": {"phases": [{"begin_ms": 0, "length_ms": 1800, "kind": "latency", "delay_ms": 60000},
                {"begin_ms": 3600000, "kind": "503"}]}})")}));
        QCOMPARE(done["delivered"], 20);
        QVERIFY(done["message"].is_null());
        QVERIFY(done["faults"]["delayed"] > 0);
    }

    void leavesThePlanWithWhoHoldsTheStore()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        const ProgramRun run = ran({QStringLiteral("-")}, mixedPlan);
        QVERIFY2(run.err.isEmpty(), run.err.constData());
        const json done = good(run);
        QCOMPARE(done["delivered"], 400);
        const json session = exported(done["session_id"])["session"];
        QCOMPARE(session["origin"], "received");
        QCOMPARE(session["counts"]["actions"].get<int>() > 10, true);
        QCOMPARE(session["lab"]["plan"]["name"], "of a test");
        QCOMPARE(session["lab"]["seed"], 1);
        QCOMPARE(session["lab"]["result"]["offered"], 400);
        QCOMPARE(session["lab"]["result"]["record_ns"]["p50"], done["record_ns"]["p50"]);
    }

    void leavesNoPlanWithAnotherEndpoint()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        AgentOpsServer elsewhere;
        const ProgramRun run = ran(
            {QStringLiteral("99"), QStringLiteral("--endpoint"), QString::fromStdString(elsewhere.url())});
        QVERIFY2(run.err.isEmpty(), run.err.constData());
        QCOMPARE(good(run)["delivered"], 99);
        QVERIFY2(elsewhere.eventCount() == 99, "nobody stores it here, and the other one was not asked");
    }

    void runsPresetsByName()
    {
        const json done = good(ran({QStringLiteral("101")}));
        QCOMPARE(done["plan"], "101");
        QCOMPARE(done["delivered"], 101);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *line, const char *says) {
            QTest::newRow(name) << words(line) << QString::fromLatin1(says);
        };
        row("nothing", "lab", "expected one of run, ");
        row("no such part", "lab fire", "unknown 'fire'; expected one of run, ");
        row("no plan", "lab run", "expected a plan: a file, - for standard input, or a preset's name");
        row("no such plan", "lab run nowhere.json",
            "cannot read the plan nowhere.json: No such file or directory; presets are 99, 100, 101, "
            "Overflow");
        row("a folder", "lab run /", "cannot read the plan /: ");
        row("no such fault", "lab run 99 --fault slow", "slow");
        row("no seed", "lab run 99 --seed x", "--seed is 'x'; expected a whole number");
        row("another host", "lab run 99 --endpoint http://192.0.2.1", "is not this machine");
        row("https through a proxy", "lab run 99 --fault 503 --yes --endpoint https://127.0.0.1:1", "https");
        row("no session", "replay", "expected a session");
        row("too fast", "replay 12345678 --speed 100.5", "speed is 100.5");
        row("ids and spill", "replay 12345678 --keep-ids --policy spill",
            "with --keep-ids nothing is spooled");
        row("no speed", "replay 12345678 --speed fast", "--speed is 'fast'");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QStringList, line);
        QFETCH(QString, says);
        const ProgramRun run = runSluicectl(m_home->path(), line);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void namesThePlaceInAPlanThatIsWrong()
    {
        const ProgramRun run = ran({QStringLiteral("-")}, R"({"sluice_plan": 1, "evnts": 5})");
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(
            run.err.contains("standard input: /evnts is 5; expected no such setting"), run.err.constData());
    }

    void replaysASessionAsANewOne()
    {
        const json first = good(ran({QStringLiteral("-")}, mixedPlan));
        const json again
            = good(replay(first["session_id"], {QStringLiteral("--speed"), QStringLiteral("50")}));
        QCOMPARE(again["source_session_id"], first["session_id"]);
        QVERIFY(again["session_id"] != first["session_id"]);
        QCOMPARE(again["replayed"], 400);
        QCOMPARE(again["skipped"], 0);
        QCOMPARE(again["delivered"], 400);
        QCOMPARE(again["balanced"], true);
        const json before = exported(first["session_id"]);
        const json after = exported(again["session_id"]);
        QVERIFY(comparable(before) == comparable(after));
        QVERIFY(after["session"]["tags"].dump().find("replay") != std::string::npos);
        std::set<std::string> ids;
        for (const json &event : before["events"])
            ids.insert(event["id"].get<std::string>());
        for (const json &event : after["events"])
            QVERIFY(!ids.contains(event["id"].get<std::string>()));
    }

    void replaysWithItsIdsToAnotherServer()
    {
        const json first = good(ran({QStringLiteral("-")}, mixedPlan));
        const json before = exported(first["session_id"]);
        AgentOpsServer server;
        const json again = good(replay(first["session_id"],
            {QStringLiteral("--speed"), QStringLiteral("100"), QStringLiteral("--keep-ids"),
                QStringLiteral("--endpoint"), QString::fromStdString(server.url())}));
        QCOMPARE(again["session_id"], first["session_id"]);
        std::vector<std::string> sent = server.eventIdsOf(first["session_id"].get<std::string>());
        std::vector<std::string> stored;
        const json session = exported(first["session_id"]);
        QCOMPARE(session.dump(), before.dump()); // its summary, ledger and flushes among them
        for (const json &event : session["events"])
            stored.push_back(event["id"]);
        std::ranges::sort(sent);
        std::ranges::sort(stored);
        QCOMPARE(stored.size(), std::size_t(400));
        QCOMPARE(sent.size(), stored.size());
        QCOMPARE(sent, stored);
    }

    void keepsIdsOnlyToAnotherEndpoint()
    {
        const json first = good(ran({QStringLiteral("99")}));
        const json before = exported(first["session_id"]);
        const ProgramRun run = replay(first["session_id"], {QStringLiteral("--keep-ids")});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("is stored here already; keep ids only to another endpoint"),
            run.err.constData());
        QCOMPARE(exported(first["session_id"]).dump(), before.dump());
    }

    void asksWhatIfOfASessionThatItRan()
    {
        const json done = good(ran({QStringLiteral("-")}, mixedPlan));
        const ProgramRun run = runSluicectl(m_home->path(),
            {QStringLiteral("lab"), QStringLiteral("what-if"),
                QString::fromStdString(done["session_id"].get<std::string>()), QStringLiteral("--capacity"),
                QStringLiteral("10,1000"), QStringLiteral("--json"), QStringLiteral("--data-dir"),
                m_dataDir});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json answer = json::parse(run.out.toStdString());
        QCOMPARE(answer["simulation"], true);
        QCOMPARE(answer["proof"], "complete");
    }

    void reproducesTheDeadlock()
    {
        const ProgramRun run = runSluicectl(m_home->path(), words("lab deadlock --n 100 --json"));
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(json::parse(run.out.toStdString())["deadlocked"], true);
    }

    void saysThatThereIsNoSuchSession()
    {
        good(ran({QStringLiteral("99")}));
        const ProgramRun run = replay("019a0000-0000-7000-8000-000000000000", {});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("there is no session 019a0000"), run.err.constData());
    }

private:
    QString planFile(const char *text)
    {
        QFile file(m_home->filePath(QStringLiteral("plan.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            return {};
        return file.fileName();
    }

    ProgramRun ran(const QStringList &options, const QByteArray &input = {})
    {
        return runSluicectl(m_home->path(),
            QStringList{QStringLiteral("lab"), QStringLiteral("run"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"), m_dataDir}
                + options,
            input);
    }

    ProgramRun replay(const std::string &session, const QStringList &options)
    {
        return runSluicectl(m_home->path(),
            QStringList{QStringLiteral("replay"), QString::fromStdString(session), QStringLiteral("--json"),
                QStringLiteral("--end-deadline"), QStringLiteral("60000"), QStringLiteral("--data-dir"),
                m_dataDir}
                + options);
    }

    /// What it printed; null, and a failed test, when it did not end well.
    json good(const ProgramRun &run)
    {
        if (run.exitCode != 0)
            QTest::qFail(run.err.constData(), __FILE__, __LINE__);
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    json exported(const std::string &session)
    {
        const ProgramRun run = runSluicectl(m_home->path(),
            {QStringLiteral("export"), QString::fromStdString(session), QStringLiteral("--data-dir"),
                m_dataDir});
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_dataDir;
};

QTEST_GUILESS_MAIN(TestSluicectlLab)
#include "tst_sluicectl_lab.moc"
