// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// sluicectl record: lines on standard input into a session.

#include "core/base/uuid.h"
#include "tests/e2e/sluicectl_process.h"
#include "tests/support/agentops_server.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <iterator>
#include <map>
#include <set>

using namespace sluice;
using nlohmann::json;

namespace {

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

std::vector<std::string> linesOf(const QByteArray &out)
{
    std::vector<std::string> lines;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            lines.push_back(line.toStdString());
    }
    return lines;
}

QByteArray numbered(int events)
{
    QByteArray input;
    for (int i = 0; i < events; ++i)
        input += "{\"action_type\":\"work\",\"params\":{\"n\":" + QByteArray::number(i) + "}}\n";
    return input;
}

} // namespace

class TestSluicectlRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_dataDir = m_home->filePath(QStringLiteral("sluice"));
    }

    void storesWhatEachLineSays()
    {
        const ProgramRun run = record(
            R"({"action_type":"browse","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0","params":{"n":1e2}})"
            "\n"
            R"({"event_type":"llms","model":"m","prompt":["p"],"completion":"c","prompt_tokens":12,"cost":0.50})"
            "\r\n\n  \n"
            R"({"name":"search","returns":[null],"init_timestamp":"2026-01-02T03:04:05Z"})"
            "\n"
            R"({"event_type":"errors","error_type":"E","details":{"by":0}})", // the last line has no end
            words("--type tool --tags night,batch"));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["recorded"], 4);
        QCOMPARE(ledger["delivered"], 4);
        QCOMPARE(ledger["skipped"], 0);
        QCOMPARE(ledger["balanced"], true);

        const json session = exported(ledger["session_id"]);
        QCOMPARE(session["session"]["tags"].dump(), std::string(R"(["night","batch"])"));
        QCOMPARE(session["session"]["end_state"], "Success");
        std::map<std::string, json> events;
        for (const json &event : session["events"])
            events[event["event_type"].get<std::string>()] = event;
        // The first names no kind either, so it is a tool; its action_type has no place there.
        QCOMPARE(session["events"].size(), std::size_t(4));
        QVERIFY(run.err.contains("line 1: 'action_type' has no place in an event"));
        QCOMPARE(events["llms"]["prompt"].dump(), std::string(R"(["p"])"));
        QCOMPARE(events["llms"]["prompt_tokens"], 12);
        QCOMPARE(events["llms"]["cost"], 0.5);
        QCOMPARE(events["errors"]["details"].dump(), std::string(R"({"by":0})"));
        bool kept = false;
        for (const json &event : session["events"])
            kept = kept || event["id"] == "8848eb6f-bb6f-4117-836b-3f0f16af76a0";
        QVERIFY2(kept, "the id that was given");
    }

    void namesABadLineAndGoesOn()
    {
        const ProgramRun run = record("{\"action_type\":\"a\"}\nhello\n[]\n{\"id\":\"evt-1\"}\n{}\n");
        QVERIFY2(run.exitCode == 0, "a skipped line is no event, so all events are delivered");
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["recorded"], 2);
        QCOMPARE(ledger["delivered"], 2);
        QCOMPARE(ledger["skipped"], 3);
        for (const char *says :
            {"line 2: not JSON: column 1", "line 3: the event: expected an object, found an array",
                R"(line 4: id: expected a UUID, found "evt-1")"})
            QVERIFY2(run.err.contains(says), run.err.constData());
    }

    void countsWhatItDoesNotNameOfAFlood()
    {
        const ProgramRun run = record(QByteArray("x\n").repeated(150));
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.err.count("; skipped\n"), 100);
        QVERIFY2(run.err.contains("50 more lines were skipped"), run.err.constData());
        QCOMPARE(json::parse(run.out.toStdString())["skipped"], 150);
    }

    void takesLinesOfSixteenMebibytesAndCountsLargerOnes()
    {
        const auto line = [](int bytes) -> QByteArray {
            const QByteArray frame = "{\"params\":\"\"}";
            return "{\"params\":\"" + QByteArray(bytes - frame.size(), 'x') + "\"}\n";
        };
        constexpr int mebibyte = 1 << 20;
        const ProgramRun run
            = record(line(15 * mebibyte) + line(17 * mebibyte) + line(33 * mebibyte) + "{}\n",
                words("--end-deadline 60000"));
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["delivered"], 2);
        QCOMPARE(ledger["dropped"]["too_large"], 1);
        QCOMPARE(ledger["skipped"], 1);
        QVERIFY2(run.err.contains("line 3: expected at most 33554432 bytes"), run.err.constData());
        QCOMPARE(run.exitCode, 1);
    }

    void echoesAnIdOnceItsEventIsRecorded()
    {
        QProcess process;
        start(process, words("--echo-ids"));
        for (const char *id : {"8848eb6f-bb6f-4117-836b-3f0f16af76a0", "8848EB6FBB6F4117836B3F0F16AF76A1"}) {
            process.write("{\"id\":\"" + QByteArray(id) + "\"}\nrubbish\n");
            // Standard input stays open: the id comes for this line, not for the end.
            QVERIFY(waitForLine(process));
            QCOMPARE(process.readLine(), Uuid::parse(id).value().toText().c_str() + QByteArray("\n"));
        }
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(json::parse(process.readAllStandardOutput().toStdString())["delivered"], 2);
    }

    void echoesNoIdOfAnEventThatWasNotTaken()
    {
        AgentOpsServer server;
        FaultAnswer hole;
        hole.wire = FaultAnswer::Wire::Nothing;
        server.failAlways(hole);
        const ProgramRun run = record(numbered(400),
            words("--echo-ids --policy drop-newest --end-deadline 100 --endpoint") << text(server.url()));
        QCOMPARE(run.exitCode, 1);
        std::vector<std::string> out = linesOf(run.out);
        const json ledger = json::parse(out.back());
        out.pop_back();
        const auto dropped = ledger["dropped"]["queue_full"].get<std::size_t>();
        QVERIFY(dropped > 0);
        QCOMPARE(out.size() + dropped, std::size_t(400));
        QCOMPARE(std::set<std::string>(out.begin(), out.end()).size(), out.size());
    }

    void recordsNothingFromNothing()
    {
        const ProgramRun run = record("\n");
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QVERIFY2(ledger["session_id"].is_null(), "no event, no session");
        QCOMPARE(ledger["recorded"], 0);
        const ProgramRun sessions
            = runSluicectl(m_home->path(), words("sessions --json --data-dir") << m_dataDir);
        QCOMPARE(sessions.out.trimmed(), QByteArray("[]"));
    }

    void listsItsSessionsWithTheirProof()
    {
        const ProgramRun run = record(numbered(250));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const ProgramRun list
            = runSluicectl(m_home->path(), words("sessions --json --data-dir") << m_dataDir);
        const json sessions = json::parse(list.out.toStdString());
        QCOMPARE(sessions.size(), std::size_t(1));
        QCOMPARE(sessions[0]["proof"], "complete");
        const ProgramRun table = runSluicectl(m_home->path(), words("sessions --data-dir") << m_dataDir);
        QVERIFY2(table.out.contains(" PROOF ") && table.out.contains(" complete "), table.out.constData());

        const json whole = exported(sessions[0]["id"]);
        QCOMPARE(whole["session"]["proof_reason"], "250 recorded = 250 delivered");
        std::size_t carried = 0;
        for (const json &flush : whole["flushes"]) {
            QCOMPARE(flush["tries"].size(), flush["attempts"].get<std::size_t>());
            carried += flush["contents"]["events"].size();
        }
        QCOMPARE(carried, std::size_t(250));
    }

    void sendsToTheSluiceThatHoldsTheDataDir()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        const ProgramRun run = record(numbered(250));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json ledger = json::parse(run.out.toStdString());
        QCOMPARE(ledger["delivered"], 250);
        QCOMPARE(exported(ledger["session_id"])["events"].size(), std::size_t(250));
        QCOMPARE(collector.terminate(), 0);
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
        QProcess process;
        start(process, words("--echo-ids"));
        process.write(numbered(3));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(waitForLine(process));
            process.readLine();
        }
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), exitCode);
        const json ledger = json::parse(process.readAllStandardOutput().toStdString());
        QCOMPARE(ledger["delivered"], 3);
        QCOMPARE(exported(ledger["session_id"])["session"]["end_state"], "Indeterminate");
    }

    void aSignalFreesARecordThatWaitsForRoom()
    {
        AgentOpsServer server;
        FaultAnswer hole;
        hole.wire = FaultAnswer::Wire::Nothing;
        server.failAlways(hole);
        QProcess process;
        start(process, words("--echo-ids --capacity 10 --end-deadline 100 --endpoint") << text(server.url()));
        process.write(numbered(100));
        QVERIFY(waitForLine(process));
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 143);
        const std::vector<std::string> out = linesOf(process.readAllStandardOutput());
        QCOMPARE(json::parse(out.back())["balanced"], true);
    }

    void losesNothingThatItEchoedToKills()
    {
        constexpr int rounds = 50;
        const auto seed = QRandomGenerator::system()->generate();
        QRandomGenerator random(seed);
        std::set<std::string> echoed;
        for (int round = 0; round < rounds; ++round) {
            QProcess process;
            start(process, words("--durable --echo-ids --capacity 50"));
            process.write(numbered(2'000));
            const auto killAt = echoed.size() + random.bounded(1U, 300U);
            while (echoed.size() < killAt) {
                QVERIFY2(waitForLine(process), process.readAllStandardError().constData());
                echoed.insert(process.readLine().trimmed().toStdString());
            }
            process.kill();
            process.waitForFinished();
            // The last line may be cut: it was not said.
            const QByteArray rest = process.readAllStandardOutput();
            for (const std::string &id : linesOf(rest.left(rest.lastIndexOf('\n') + 1)))
                echoed.insert(id);
        }
        const ProgramRun run = record({}, words("--end-deadline 60000"));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QCOMPARE(json::parse(run.out.toStdString())["earlier"]["left_events"], 0);
        const std::set<std::string> stored = storedIds();
        std::vector<std::string> lost;
        std::set_difference(
            echoed.begin(), echoed.end(), stored.begin(), stored.end(), std::back_inserter(lost));
        QVERIFY2(lost.empty(),
            qPrintable(
                QStringLiteral("%1 of %2 lost, seed %3").arg(lost.size()).arg(echoed.size()).arg(seed)));
    }

    void sendsAtTheNextStartWhatItCouldNot()
    {
        AgentOpsServer server;
        FaultAnswer away;
        away.status = 503;
        server.failAlways(away);
        const ProgramRun first
            = record(numbered(30), words("--end-deadline 300 --endpoint") << text(server.url()));
        QCOMPARE(first.exitCode, 1);
        const json ledger = json::parse(first.out.toStdString());
        QVERIFY2(ledger["spooled"] == 30, first.out.constData());
        QCOMPARE(ledger["balanced"], true);

        const ProgramRun second = record({}, words("--end-deadline 60000"));
        QVERIFY2(second.exitCode == 0, second.err.constData());
        QCOMPARE(json::parse(second.out.toStdString())["earlier"]["delivered"], 30);
        QCOMPARE(exported(ledger["session_id"])["events"].size(), std::size_t(30));
    }

    void spillsToTheDiskInsteadOfWaiting()
    {
        AgentOpsServer server;
        FaultAnswer hole;
        hole.wire = FaultAnswer::Wire::Nothing;
        server.failAlways(hole);
        const ProgramRun run = record(
            numbered(1'000), words("--policy spill --end-deadline 1000 --endpoint") << text(server.url()));
        QCOMPARE(run.exitCode, 1);
        const json ledger = json::parse(run.out.toStdString());
        QVERIFY2(ledger["spooled"].get<int>() + ledger["dropped"].value("queue_full", 0) == 1'000,
            run.out.constData());
        QVERIFY(ledger["spooled"] > 100);
    }

    void saysWhatIsWrongWithTheCommandLine_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *options, const char *says) {
            QTest::newRow(name) << words(options) << QString::fromLatin1(says);
        };
        row("type", "--type api", "--type is 'api'; expected action, llm, tool or error");
        row("the wire's type", "--type actions", "--type is 'actions'");
        row("policy", "--policy none",
            "--policy is 'none'; expected block, drop-newest, drop-oldest or spill");
        row("no capacity", "--capacity 0", "--capacity is '0'");
        row("a key", "--api-key x", "unknown option --api-key");
        row("a file", "events.jsonl", "unexpected 'events.jsonl'");
    }

    void saysWhatIsWrongWithTheCommandLine()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, says);
        const ProgramRun run = record("{}\n", options);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

private:
    QStringList command(const QStringList &options) const
    {
        return QStringList{QStringLiteral("record"), QStringLiteral("--json"), QStringLiteral("--data-dir"),
                   m_dataDir}
        + options;
    }

    ProgramRun record(const QByteArray &input, const QStringList &options = {})
    {
        return runSluicectl(m_home->path(), command(options), input);
    }

    void start(QProcess &process, const QStringList &options)
    {
        startSluicectl(process, m_home->path(), command(options));
        QVERIFY(process.waitForStarted());
    }

    static bool waitForLine(QProcess &process)
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(30'000))
                return false;
        }
        return true;
    }

    /// Of every session in the data directory.
    std::set<std::string> storedIds()
    {
        const ProgramRun list
            = runSluicectl(m_home->path(), words("sessions --json --data-dir") << m_dataDir);
        std::set<std::string> ids;
        for (const json &session : json::parse(list.out.toStdString())) {
            const json whole = exported(session["id"]);
            for (const json &event : whole["events"])
                ids.insert(event["id"].get<std::string>());
        }
        return ids;
    }

    json exported(const std::string &session)
    {
        const ProgramRun run = runSluicectl(
            m_home->path(), words("export") << text(session) << words("--data-dir") << m_dataDir);
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_dataDir;
};

QTEST_GUILESS_MAIN(TestSluicectlRecord)
#include "tst_sluicectl_record.moc"
