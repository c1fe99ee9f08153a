// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The lines for bash are run by a real bash, as a person pastes them; those for fish too where there is one.

#include "ui/models/connect_lines.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice::ui;

namespace {

constexpr int patience = 10'000;

ConnectTarget openTarget()
{
    return {QStringLiteral("http://127.0.0.1:4318"), QLatin1String(exampleKey), false};
}

ConnectTarget closedTarget()
{
    return {QStringLiteral("http://127.0.0.1:4318"), QStringLiteral("11111111-2222-4333-8444-555555555555"),
        true};
}

QString valueOf(const QList<EnvSetting> &settings, const char *name)
{
    for (const EnvSetting &setting : settings) {
        if (setting.name == QLatin1String(name))
            return setting.value;
    }
    return QStringLiteral("(not set)");
}

/// What the program prints when it was given that script.
QByteArray outputOf(const QString &program, const QString &script, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, {QStringLiteral("-c"), script});
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        return "(failed: " + process.readAllStandardError() + ')';
    return process.readAllStandardOutput();
}

/// The environment that a program has which is started after the lines.
QByteArray environmentAfter(const QString &shell, const QString &lines)
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    environment.insert(QStringLiteral("HOME"), QStringLiteral("/nonexistent"));
    return outputOf(shell, lines + QStringLiteral("env\n"), environment);
}

} // namespace

class TestConnectLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsEachSdkHere_data();
    void pointsEachSdkHere();
    void showsTheTokenWhereOneIsAsked_data();
    void showsTheTokenWhereOneIsAsked();
    void saysThatTheTokenIsInTheLines_data();
    void saysThatTheTokenIsInTheLines();
    void quotesByTheRulesOfTheShell_data();
    void quotesByTheRulesOfTheShell();
    void setsInARealShell_data();
    void setsInARealShell();
    void carriesAnyKeyThroughAShell_data();
    void carriesAnyKeyThroughAShell();
    void writesLinesForEachPlace_data();
    void writesLinesForEachPlace();
    void callsTheHostByItsNameInDockerDesktop();
    void offersCurlForShellsOnly();
    void givesNodeAFileToLoad();
    void saysWhatCannotBeRedirected_data();
    void saysWhatCannotBeRedirected();
    void namesEachSdkAndShellOnce();
};

void TestConnectLines::pointsEachSdkHere_data()
{
    QTest::addColumn<SdkKind>("sdk");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("value");
    const QString url = openTarget().url;
    const QString traces = url + QStringLiteral("/v1/traces");
    const QString key = QLatin1String(exampleKey);
    const auto row = [](const char *what, SdkKind sdk, const char *name, const QString &value) {
        QTest::addRow("%s %s", what, name) << sdk << QByteArray(name) << value;
    };
    row("0.3", SdkKind::AgentOps03, "AGENTOPS_API_ENDPOINT", url);
    row("0.3", SdkKind::AgentOps03, "AGENTOPS_API_KEY", key);
    row("0.1", SdkKind::AgentOps01, "AGENTOPS_API_ENDPOINT", url);
    row("0.4", SdkKind::AgentOps04, "AGENTOPS_API_ENDPOINT", url);
    row("0.4", SdkKind::AgentOps04, "AGENTOPS_EXPORTER_ENDPOINT", traces);
    row("0.4", SdkKind::AgentOps04, "AGENTOPS_APP_URL", url);
    row("0.4", SdkKind::AgentOps04, "AGENTOPS_API_KEY", key);
    row("npm", SdkKind::AgentOpsNode, "AGENTOPS_API_KEY", key);
    row("npm", SdkKind::AgentOpsNode, "NODE_OPTIONS", QStringLiteral("--require ./sluice.cjs"));
    row("OpenTelemetry", SdkKind::OpenTelemetry, "OTEL_EXPORTER_OTLP_ENDPOINT", url);
    row("OpenTelemetry", SdkKind::OpenTelemetry, "OTEL_EXPORTER_OTLP_PROTOCOL",
        QStringLiteral("http/protobuf"));
    row("OpenTelemetry", SdkKind::OpenTelemetry, "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
        QStringLiteral("true"));
    row("OpenInference", SdkKind::OpenInference, "OTEL_EXPORTER_OTLP_ENDPOINT", url);
    row("Phoenix", SdkKind::OpenInference, "PHOENIX_COLLECTOR_ENDPOINT", url);
    row("Langfuse", SdkKind::Langfuse, "LANGFUSE_BASE_URL", url);
    row("Langfuse", SdkKind::Langfuse, "LANGFUSE_HOST", url);
    row("Traceloop", SdkKind::Traceloop, "TRACELOOP_BASE_URL", url);
    row("Vercel", SdkKind::VercelAi, "OTEL_EXPORTER_OTLP_ENDPOINT", url);
    row("LiteLLM", SdkKind::LiteLlm, "OTEL_EXPORTER", QStringLiteral("otlp_http"));
    row("LiteLLM", SdkKind::LiteLlm, "OTEL_ENDPOINT", traces);
}

void TestConnectLines::pointsEachSdkHere()
{
    QFETCH(SdkKind, sdk);
    QFETCH(QByteArray, name);
    QFETCH(QString, value);
    QCOMPARE(valueOf(connectSettings(sdk, openTarget()), name.constData()), value);
}

void TestConnectLines::showsTheTokenWhereOneIsAsked_data()
{
    QTest::addColumn<SdkKind>("sdk");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("value");
    const QString token = closedTarget().key;
    const QString bearer = QStringLiteral("authorization=Bearer%20") + token;
    QTest::newRow("0.3") << SdkKind::AgentOps03 << QByteArray("AGENTOPS_API_KEY") << token;
    QTest::newRow("OpenTelemetry") << SdkKind::OpenTelemetry << QByteArray("OTEL_EXPORTER_OTLP_HEADERS")
                                   << bearer;
    QTest::newRow("Vercel") << SdkKind::VercelAi << QByteArray("OTEL_EXPORTER_OTLP_HEADERS") << bearer;
    QTest::newRow("Phoenix") << SdkKind::OpenInference << QByteArray("PHOENIX_API_KEY") << token;
    QTest::newRow("Langfuse") << SdkKind::Langfuse << QByteArray("LANGFUSE_SECRET_KEY") << token;
    QTest::newRow("Traceloop") << SdkKind::Traceloop << QByteArray("TRACELOOP_API_KEY") << token;
    QTest::newRow("LiteLLM") << SdkKind::LiteLlm << QByteArray("OTEL_HEADERS")
                             << QStringLiteral("Authorization=Bearer ") + token;
}

void TestConnectLines::showsTheTokenWhereOneIsAsked()
{
    QFETCH(SdkKind, sdk);
    QFETCH(QByteArray, name);
    QFETCH(QString, value);
    QCOMPARE(valueOf(connectSettings(sdk, closedTarget()), name.constData()), value);
    if (name.startsWith("OTEL"))
        QCOMPARE(valueOf(connectSettings(sdk, openTarget()), name.constData()), QStringLiteral("(not set)"));
}

void TestConnectLines::saysThatTheTokenIsInTheLines_data()
{
    QTest::addColumn<SdkKind>("sdk");
    for (const SdkKind sdk : allSdkKinds)
        QTest::newRow(qPrintable(sdkName(sdk))) << sdk;
}

void TestConnectLines::saysThatTheTokenIsInTheLines()
{
    QFETCH(SdkKind, sdk);
    const ConnectTarget target = closedTarget();
    QVERIFY(connectNotes(sdk, ShellKind::Bash, target).join(u' ').contains(QStringLiteral("It is in these")));
    QString texts;
    for (const ConnectPiece &piece : connectPieces(sdk, ShellKind::Bash, target))
        texts += piece.text;
    QVERIFY(texts.contains(target.key));
}

void TestConnectLines::quotesByTheRulesOfTheShell_data()
{
    QTest::addColumn<ShellKind>("shell");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    const QString curly = QString(1, QChar(0x2019));
    const auto row = [](const char *name, ShellKind shell, const QString &value, const QString &word) {
        QTest::newRow(name) << shell << value << word;
    };
    row("bash, plain", ShellKind::Bash, QStringLiteral("http://a:1/b"), QStringLiteral("http://a:1/b"));
    row("bash, blank", ShellKind::Bash, QStringLiteral("a b"), QStringLiteral("'a b'"));
    row("bash, quote", ShellKind::Bash, QStringLiteral("it's"), QStringLiteral("'it'\\''s'"));
    row("bash, empty", ShellKind::Bash, QString(), QStringLiteral("''"));
    row("fish, quote", ShellKind::Fish, QStringLiteral("it's"), QStringLiteral("'it\\'s'"));
    row("fish, backslash", ShellKind::Fish, QStringLiteral("a\\b"), QStringLiteral("'a\\\\b'"));
    row("PowerShell, plain", ShellKind::PowerShell, QStringLiteral("a"), QStringLiteral("'a'"));
    row("PowerShell, quote", ShellKind::PowerShell, QStringLiteral("it's $x"), QStringLiteral("'it''s $x'"));
    row("PowerShell, typographic", ShellKind::PowerShell, QStringLiteral("it") + curly,
        QStringLiteral("'it") + curly + curly + QStringLiteral("'"));
    row(".env", ShellKind::EnvFile, QStringLiteral("a b"), QStringLiteral("a b"));
    row("Docker", ShellKind::Docker, QStringLiteral("a b"), QStringLiteral("'a b'"));
}

void TestConnectLines::quotesByTheRulesOfTheShell()
{
    QFETCH(ShellKind, shell);
    QFETCH(QString, value);
    QTEST(quotedFor(shell, value), "word");
}

void TestConnectLines::setsInARealShell_data()
{
    QTest::addColumn<SdkKind>("sdk");
    for (const SdkKind sdk : allSdkKinds) {
        if (sdk != SdkKind::Curl)
            QTest::newRow(qPrintable(sdkName(sdk))) << sdk;
    }
}

void TestConnectLines::setsInARealShell()
{
    QFETCH(SdkKind, sdk);
    const QString fish = QStandardPaths::findExecutable(QStringLiteral("fish"));
    for (const ConnectTarget &target : {openTarget(), closedTarget()}) {
        const QByteArray inBash
            = environmentAfter(QStringLiteral("bash"), connectLines(sdk, ShellKind::Bash, target));
        for (const EnvSetting &setting : connectSettings(sdk, target)) {
            const QByteArray line
                = (setting.name + QLatin1Char('=') + setting.value + QLatin1Char('\n')).toUtf8();
            QVERIFY2(inBash.contains(line), QByteArray(inBash + "lacks " + line).constData());
        }
        if (fish.isEmpty())
            continue; // the quoting rules have their own rows
        const QByteArray inFish = environmentAfter(fish, connectLines(sdk, ShellKind::Fish, target));
        for (const EnvSetting &setting : connectSettings(sdk, target)) {
            const QByteArray line
                = (setting.name + QLatin1Char('=') + setting.value + QLatin1Char('\n')).toUtf8();
            QVERIFY2(inFish.contains(line), QByteArray(inFish + "lacks " + line).constData());
        }
    }
}

void TestConnectLines::carriesAnyKeyThroughAShell_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("quotes") << QStringLiteral("it's \"$HOME\" `id` $(id)");
    QTest::newRow("backslashes") << QStringLiteral("\\ \\\\ \\n");
    QTest::newRow("signs") << QStringLiteral("! # ~ & | ; < > * ? [ ] { }");
}

void TestConnectLines::carriesAnyKeyThroughAShell()
{
    QFETCH(QString, key);
    ConnectTarget target = openTarget();
    target.key = key;
    const QByteArray wanted = "AGENTOPS_API_KEY=" + key.toUtf8() + '\n';
    const QByteArray inBash = environmentAfter(
        QStringLiteral("bash"), connectLines(SdkKind::AgentOps03, ShellKind::Bash, target));
    QVERIFY2(inBash.contains(wanted), inBash.constData());
    const QString fish = QStandardPaths::findExecutable(QStringLiteral("fish"));
    if (fish.isEmpty())
        return;
    const QByteArray inFish
        = environmentAfter(fish, connectLines(SdkKind::AgentOps03, ShellKind::Fish, target));
    QVERIFY2(inFish.contains(wanted), inFish.constData());
}

void TestConnectLines::writesLinesForEachPlace_data()
{
    QTest::addColumn<ShellKind>("shell");
    QTest::addColumn<QString>("lines");
    QTest::newRow("bash") << ShellKind::Bash
                          << QStringLiteral("export AGENTOPS_API_ENDPOINT=http://127.0.0.1:4318\n"
                                            "export AGENTOPS_API_KEY=00000000-0000-4000-8000-000000000000\n");
    QTest::newRow("fish") << ShellKind::Fish
                          << QStringLiteral(
                                 "set -gx AGENTOPS_API_ENDPOINT http://127.0.0.1:4318\n"
                                 "set -gx AGENTOPS_API_KEY 00000000-0000-4000-8000-000000000000\n");
    QTest::newRow("PowerShell") << ShellKind::PowerShell
                                << QStringLiteral(
                                       "$env:AGENTOPS_API_ENDPOINT = 'http://127.0.0.1:4318'\n"
                                       "$env:AGENTOPS_API_KEY = '00000000-0000-4000-8000-000000000000'\n");
    QTest::newRow(".env") << ShellKind::EnvFile
                          << QStringLiteral("AGENTOPS_API_ENDPOINT=http://127.0.0.1:4318\n"
                                            "AGENTOPS_API_KEY=00000000-0000-4000-8000-000000000000\n");
    QTest::newRow("Docker") << ShellKind::Docker
                            << QStringLiteral(
                                   "docker run --network host \\\n"
                                   "  -e AGENTOPS_API_ENDPOINT=http://127.0.0.1:4318 \\\n"
                                   "  -e AGENTOPS_API_KEY=00000000-0000-4000-8000-000000000000 \\\n"
                                   "  YOUR_IMAGE\n");
    QTest::newRow("Docker Desktop") << ShellKind::DockerDesktop
                                    << QStringLiteral(
                                           "docker run \\\n"
                                           "  -e AGENTOPS_API_ENDPOINT=http://host.docker.internal:4318 \\\n"
                                           "  -e AGENTOPS_API_KEY=00000000-0000-4000-8000-000000000000 \\\n"
                                           "  YOUR_IMAGE\n");
}

void TestConnectLines::writesLinesForEachPlace()
{
    QFETCH(ShellKind, shell);
    QTEST(connectLines(SdkKind::AgentOps03, shell, openTarget()), "lines");
}

void TestConnectLines::callsTheHostByItsNameInDockerDesktop()
{
    for (const SdkKind sdk : allSdkKinds) {
        const QString lines = connectLines(sdk, ShellKind::DockerDesktop, openTarget());
        QVERIFY(!lines.contains(QStringLiteral("127.0.0.1")));
    }
    const QList<ConnectPiece> pieces
        = connectPieces(SdkKind::AgentOpsNode, ShellKind::DockerDesktop, openTarget());
    QVERIFY(pieces.at(0).text.contains(QStringLiteral("$PWD/sluice.cjs:/sluice.cjs")));
    QVERIFY(pieces.at(1).text.contains(QStringLiteral("'http://host.docker.internal:4318'")));
    const QStringList notes = connectNotes(SdkKind::AgentOps03, ShellKind::DockerDesktop, openTarget());
    QVERIFY(notes.at(0).contains(QStringLiteral("--allow-host host.docker.internal")));
}

void TestConnectLines::offersCurlForShellsOnly()
{
    for (const ShellKind shell : allShellKinds) {
        const bool isShell
            = shell == ShellKind::Bash || shell == ShellKind::Fish || shell == ShellKind::PowerShell;
        QCOMPARE(isOffered(SdkKind::Curl, shell), isShell);
        QCOMPARE(!connectLines(SdkKind::Curl, shell, openTarget()).isEmpty(), isShell);
        QVERIFY(isOffered(SdkKind::AgentOps04, shell));
    }
}

/// A module with the shape of npm's agentops 0.1.0 stands in for it.
void TestConnectLines::givesNodeAFileToLoad()
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty())
        QSKIP("node is not installed");
    const QTemporaryDir folder;
    const auto write = [&](const char *name, const QByteArray &text) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const QList<ConnectPiece> pieces = connectPieces(SdkKind::AgentOpsNode, ShellKind::Bash, openTarget());
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("node_modules/agentops")));
    QVERIFY(write("node_modules/agentops/index.js",
        "exports.agentops = { config: { apiEndpoint: 'a', otlpEndpoint: 'b' } };"));
    QVERIFY(write("sluice.cjs", pieces.at(1).text.toUtf8()));
    QVERIFY(write(
        "agent.cjs", "const { agentops } = require('agentops'); console.log(agentops.config.otlpEndpoint);"));
    QVERIFY(
        write("agent.mjs", "import { agentops } from 'agentops'; console.log(agentops.config.apiEndpoint);"));
    const QString lines = QStringLiteral("cd '%1'\n%2 node agent.cjs\nnode agent.mjs\n")
                              .arg(folder.path(), pieces.at(0).text);
    QCOMPARE(outputOf(QStringLiteral("bash"), lines, QProcessEnvironment::systemEnvironment()),
        QByteArray("http://127.0.0.1:4318\nhttp://127.0.0.1:4318\n"));
}

void TestConnectLines::saysWhatCannotBeRedirected_data()
{
    QTest::addColumn<SdkKind>("sdk");
    QTest::addColumn<QString>("word");
    QTest::newRow("0.3") << SdkKind::AgentOps03 << QStringLiteral("package index");
    QTest::newRow("0.4") << SdkKind::AgentOps04 << QStringLiteral("otlp.agentops.ai/v1/metrics");
    QTest::newRow("npm") << SdkKind::AgentOpsNode << QStringLiteral("app.agentops.ai");
    QTest::newRow("Langfuse") << SdkKind::Langfuse << QStringLiteral("404");
    QTest::newRow("Traceloop") << SdkKind::Traceloop << QStringLiteral("TRACELOOP_TELEMETRY");
    QTest::newRow("nothing") << SdkKind::OpenTelemetry << QString();
}

void TestConnectLines::saysWhatCannotBeRedirected()
{
    QFETCH(SdkKind, sdk);
    QFETCH(QString, word);
    const QString all = notRedirected(sdk).join(QLatin1Char(' '));
    QCOMPARE(all.isEmpty(), word.isEmpty());
    QVERIFY(all.contains(word));
}

void TestConnectLines::namesEachSdkAndShellOnce()
{
    QSet<QString> names;
    for (const SdkKind sdk : allSdkKinds)
        names.insert(sdkName(sdk));
    QCOMPARE(names.size(), static_cast<qsizetype>(allSdkKinds.size()));
    names.clear();
    for (const ShellKind shell : allShellKinds)
        names.insert(shellName(shell));
    QCOMPARE(names.size(), static_cast<qsizetype>(allShellKinds.size()));
}

QTEST_GUILESS_MAIN(TestConnectLines)
#include "tst_connect_lines.moc"
