// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// sluicectl collect, sessions and export: a store that others read while it is written, and who may hold it.

#include "core/transport/curl_transport.h"
#include "tests/e2e/sluicectl_process.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using nlohmann::json;

namespace {

constexpr const char *key = "11111111-2222-4333-8444-555555555555";
constexpr const char *sessionId = "638552b9-beb9-4ea9-956f-33a52dc9b794";

QString part(const char *word)
{
    return QString::fromLatin1(word);
}

/// Posts as an SDK does; the answer's body, or the error in words.
HttpAnswer post(const QString &url, const std::string &body, const std::string &token = {})
{
    CurlTransport transport;
    HttpRequest request;
    request.url = url.toStdString();
    request.body = body;
    request.headers = {{"Content-Type", "application/json; charset=UTF-8"}, {"X-Agentops-Api-Key", key}};
    if (!token.empty())
        request.headers.push_back({"Authorization", "Bearer " + token});
    return transport.post(request);
}

std::string sessionText()
{
    return json({{"session",
                    {{"session_id", sessionId}, {"init_timestamp", "2026-11-23T02:45:07.364124+00:00"},
                        {"tags", json::array({"from-curl"})}}}})
        .dump();
}

} // namespace

class TestSluicectlCollect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_dataDir = m_home->filePath(part("sluice"));
    }

    void keepsWhatItAnsweredFor()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        const HttpAnswer created = post(collector.url() + part("/v2/create_session"), sessionText());
        QCOMPARE(created.status, 200);
        const std::string token = json::parse(created.body)["jwt"];
        const std::string events
            = R"({"events":[{"event_type":"actions","id":"8848eb6f-bb6f-4117-836b-3f0f16af76a0",)"
              R"("action_type":"browse","params":{"n":1.50,"big":12345678901234567890},)"
              R"("init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
              R"("end_timestamp":"2026-11-23T02:46:15.749014+00:00"}]})";
        QCOMPARE(post(collector.url() + part("/v2/create_events"), events, token).status, 200);
        collector.kill(); // a 200 means: on disk

        const json session = exported();
        QCOMPARE(session["session"]["id"], sessionId);
        QCOMPARE(session["session"]["tags"].dump(), std::string(R"(["from-curl"])"));
        QCOMPARE(session["events"].size(), std::size_t(1));
        QCOMPARE(session["events"][0]["params"]["big"].dump(), std::string("12345678901234567890"));
        QCOMPARE(session["events"][0]["action_type"], "browse");
    }

    void acceptsATokenOfTheDayBefore()
    {
        std::string token;
        {
            CollectProcess first(m_home->path(), m_dataDir);
            const HttpAnswer created = post(first.url() + part("/v2/create_session"), sessionText());
            token = json::parse(created.body)["jwt"];
            QCOMPARE(first.terminate(), 0);
        }
        CollectProcess second(m_home->path(), m_dataDir);
        const std::string events
            = R"({"events":[{"event_type":"llms","id":"550d047e-0000-4000-8000-000000000001","model":"m"}]})";
        QCOMPARE(post(second.url() + part("/v2/create_events"), events, token).status, 200);
        QCOMPARE(exported()["events"].size(), std::size_t(1));
    }

    void tellsWhoSentWhenItEnds()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QCOMPARE(post(collector.url() + part("/v2/create_session"), sessionText()).status, 200);
        QCOMPARE(post(collector.url() + part("/v2/create_session"), "no JSON").status, 400);
        QCOMPARE(collector.terminate(), 0);
        const QByteArray told = collector.process().readAllStandardError();
        QVERIFY2(
            told.contains("(AgentOps v2): 2 requests, 0 events, 1 requests rejected\n"), told.constData());
        QVERIFY2(told.contains("  POST /v2/create_session: 400, Error creating session: "), told.constData());
    }

    void isReadWhileItRuns()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        QCOMPARE(post(collector.url() + part("/v2/create_session"), sessionText()).status, 200);
        const ProgramRun run
            = runSluicectl(m_home->path(), {part("sessions"), part("--json"), part("--data-dir"), m_dataDir});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json sessions = json::parse(run.out.toStdString());
        QCOMPARE(sessions.size(), std::size_t(1));
        QCOMPARE(sessions[0]["id"], sessionId);
        QCOMPARE(sessions[0]["origin"], "received");
        QCOMPARE(sessions[0]["state"], "running");
        QVERIFY(sessions[0]["ended"].is_null());
        QVERIFY(sessions[0]["end_state"].is_null());
        QCOMPARE(sessions[0]["started"], "2026-11-23T02:45:07.364124+00:00");
        for (const char *kind : {"actions", "llms", "tools", "errors", "apis"})
            QCOMPARE(sessions[0]["counts"][kind], 0);
        const ProgramRun table
            = runSluicectl(m_home->path(), {part("sessions"), part("--data-dir"), m_dataDir});
        QVERIFY(table.out.contains("from-curl"));
    }

    void isSearchedWhileItRuns()
    {
        CollectProcess collector(m_home->path(), m_dataDir);
        const HttpAnswer created = post(collector.url() + part("/v2/create_session"), sessionText());
        const std::string token = json::parse(created.body)["jwt"];
        const std::string events
            = R"({"events":[{"event_type":"llms","id":"550d047e-0000-4000-8000-000000000001","model":"m",)"
              R"("prompt":"Why is the <b>Größe</b> of it wrong?"}]})";
        QCOMPARE(post(collector.url() + part("/v2/create_events"), events, token).status, 200);
        json answer;
        const auto isFound = [&] {
            const ProgramRun run = runSluicectl(m_home->path(),
                {part("search"), QStringLiteral("größe wrong"), part("--json"), part("--data-dir"),
                    m_dataDir});
            answer = json::parse(run.out.toStdString(), nullptr, false);
            return run.exitCode == 0 && answer["matches"] == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFound(), 30'000);
        QCOMPARE(answer["indexed"], 1);
        QCOMPARE(answer["events"], 1);
        QCOMPARE(answer["sessions"][0]["session"], sessionId);
        const json hit = answer["sessions"][0]["hits"][0];
        QCOMPARE(hit["snippet"], "Why is the <b>Größe</b> of it wrong?");
        QCOMPARE(hit["places"].dump(), std::string(R"([{"at":14,"size":7},{"at":32,"size":5}])"));
        const ProgramRun wrong
            = runSluicectl(m_home->path(), {part("search"), part("\"open"), part("--data-dir"), m_dataDir});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY(wrong.err.contains("quotation mark"));
    }

    void saysWhoHoldsTheDataDir()
    {
        CollectProcess first(m_home->path(), m_dataDir);
        QVERIFY(!first.url().isEmpty());
        const ProgramRun second = runSluicectl(m_home->path(),
            {part("collect"), part("--listen"), part("127.0.0.1:0"), part("--data-dir"), m_dataDir});
        QCOMPARE(second.exitCode, 69);
        const QString says = QString::fromUtf8(second.err);
        QVERIFY2(says.contains(m_dataDir), second.err.constData());
        QVERIFY2(says.contains(QString::number(first.pid())), second.err.constData());
        QVERIFY2(says.contains(part("sluicectl collect")), second.err.constData());
    }

    void saysWhoHoldsThePort()
    {
        CollectProcess first(m_home->path(), m_dataDir);
        const QString address = first.url().mid(QStringLiteral("http://").size());
        const ProgramRun second = runSluicectl(m_home->path(),
            {part("collect"), part("--listen"), address, part("--data-dir"),
                m_home->filePath(part("other"))});
        QCOMPARE(second.exitCode, 69);
        QVERIFY2(
            QString::fromUtf8(second.err).contains(QString::number(first.pid())), second.err.constData());
    }

    void refusesAnAddressThatOthersReach()
    {
        const ProgramRun run = runSluicectl(m_home->path(),
            {part("collect"), part("--listen"), part("0.0.0.0:0"), part("--data-dir"), m_dataDir});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("loopback"), run.err.constData());
    }

    void saysThatTheDataDirCannotBeWritten()
    {
        QFile file(m_home->filePath(part("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QString inside = file.fileName() + part("/below");
        const ProgramRun run = runSluicectl(m_home->path(),
            {part("collect"), part("--listen"), part("127.0.0.1:0"), part("--data-dir"), inside});
        QCOMPARE(run.exitCode, 74);
        QVERIFY2(QString::fromUtf8(run.err).contains(file.fileName()), run.err.constData());
    }

    void sendsSessionsOn()
    {
        CollectProcess other(m_home->path(), m_home->filePath(part("other")));
        CollectProcess collector(
            m_home->path(), m_dataDir, {part("--forward-to"), other.url(), part("--forward-as=agentops")});
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        const HttpAnswer created = post(collector.url() + part("/v2/create_session"), sessionText());
        const std::string token = json::parse(created.body)["jwt"];
        const std::string events
            = R"({"events":[{"event_type":"llms","id":"550d047e-0000-4000-8000-000000000001","model":"m"}]})";
        QCOMPARE(post(collector.url() + part("/v2/create_events"), events, token).status, 200);
        const auto there = [this] {
            const ProgramRun run = runSluicectl(m_home->path(),
                {part("export"), part(sessionId), part("--data-dir"), m_home->filePath(part("other"))});
            const json session = json::parse(run.out.toStdString(), nullptr, false);
            return session.is_object() && session["events"].size() == 1
                && session["session"]["tags"] == json::array({"from-curl"});
        };
        QTRY_VERIFY_WITH_TIMEOUT(there(), 30'000);
        QCOMPARE(collector.terminate(), 0);
        const QByteArray says = collector.process().readAllStandardError();
        QVERIFY2(says.contains("1 of 1 events"), says.constData());
    }

    void refusesToSendOn_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("says");
        const QString to = part("--forward-to");
        QTest::newRow("no URL") << QStringList{to, part("here")} << QByteArray("expected http://");
        QTest::newRow("unknown wire") << QStringList{to, part("http://127.0.0.1:9"), part("--forward-as"),
            part("grpc")} << QByteArray("expected agentops or otlp");
        QTest::newRow("no key") << QStringList{to, part("https://api.agentops.ai")}
                                << QByteArray("needs an API key");
        QTest::newRow("wire alone") << QStringList{part("--forward-as"), part("otlp")}
                                    << QByteArray("needs --forward-to");
    }

    void refusesToSendOn()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QByteArray, says);
        const ProgramRun run = runSluicectl(m_home->path(),
            QStringList{part("collect"), part("--listen"), part("127.0.0.1:0"), part("--data-dir"), m_dataDir}
                + words);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains(says), run.err.constData());
    }

    void listsNothingWhereThereIsNoStore()
    {
        const ProgramRun run
            = runSluicectl(m_home->path(), {part("sessions"), part("--json"), part("--data-dir"), m_dataDir});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.out.trimmed(), QByteArray("[]"));
        const ProgramRun missing
            = runSluicectl(m_home->path(), {part("export"), part("638552b9"), part("--data-dir"), m_dataDir});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY(missing.err.contains("638552b9"));
    }

    void saysThatASessionIsNotThere()
    {
        {
            CollectProcess collector(m_home->path(), m_dataDir);
            QCOMPARE(collector.terminate(), 0);
        }
        const ProgramRun missing
            = runSluicectl(m_home->path(), {part("export"), part("ffffffff"), part("--data-dir"), m_dataDir});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY2(missing.err.contains("ffffffff"), missing.err.constData());
    }

private:
    json exported()
    {
        const ProgramRun run
            = runSluicectl(m_home->path(), {part("export"), part(sessionId), part("--data-dir"), m_dataDir});
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_dataDir;
};

QTEST_GUILESS_MAIN(TestSluicectlCollect)
#include "tst_sluicectl_collect.moc"
