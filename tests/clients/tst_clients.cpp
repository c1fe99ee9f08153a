// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Programs with the real SDKs of npm, unmodified, send to a `sluicectl collect` of their own; what is told of
// them afterwards is compared event by event. Needs node and the packages of package-lock.json, which
// ./test.sh clients installs.

#include "tests/e2e/sluicectl_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QtTest>

using namespace sluice;

namespace {

const QString packages = QStringLiteral(CLIENT_PACKAGES);
const QString programs = QStringLiteral(CLIENT_PROGRAMS);

QJsonDocument parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json);
}

QString compact(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    if (value.isString())
        return value.toString();
    QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

QString nameOf(const QJsonObject &event)
{
    for (const char *member : {"action_type", "model", "name", "error_type"}) {
        if (event.contains(QLatin1String(member)))
            return event[QLatin1String(member)].toString();
    }
    return {};
}

/// "llms gpt-4o under planner 40+9 tokens": the events of a session in order of start, then of name.
QStringList told(const QJsonArray &events)
{
    QMap<QString, QString> names;
    for (const QJsonValue &value : events) {
        const QJsonObject event = value.toObject();
        names.insert(event[QStringLiteral("id")].toString(), nameOf(event));
    }
    QStringList lines;
    for (const QJsonValue &value : events) {
        const QJsonObject event = value.toObject();
        QString line = event[QStringLiteral("event_type")].toString() + QLatin1Char(' ') + nameOf(event);
        const QString parent = event[QStringLiteral("parent_id")].toString();
        if (!parent.isEmpty())
            line += QStringLiteral(" under %1").arg(names.value(parent, QStringLiteral("?")));
        if (event.contains(QStringLiteral("prompt_tokens")))
            line += QStringLiteral(" %1+%2 tokens")
                        .arg(compact(event[QStringLiteral("prompt_tokens")]),
                            compact(event[QStringLiteral("completion_tokens")]));
        for (const char *member : {"cost", "prompt", "completion", "params", "returns", "details"}) {
            if (event.contains(QLatin1String(member)))
                line += QStringLiteral(" %1=%2").arg(
                    QLatin1String(member), compact(event[QLatin1String(member)]));
        }
        lines += line;
    }
    lines.sort();
    return lines;
}

} // namespace

class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty())
            QSKIP("node is not installed");
        if (!QDir(packages).exists())
            QSKIP("the SDKs are not installed: ./test.sh clients does it");
    }

    void appearAsTheyAre_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("expected");
        for (const QString &encoding : {QStringLiteral("proto"), QStringLiteral("http")}) {
            for (const QString &compression : {QStringLiteral("none"), QStringLiteral("gzip")})
                QTest::addRow("OpenTelemetry, %s, %s", qPrintable(encoding), qPrintable(compression))
                    << QStringList{QStringLiteral("opentelemetry.mjs"), encoding, compression}
                    << QStringLiteral("opentelemetry.txt");
        }
        QTest::addRow("Langfuse") << QStringList{QStringLiteral("langfuse.mjs")}
                                  << QStringLiteral("langfuse.txt");
        QTest::addRow("Traceloop") << QStringList{QStringLiteral("traceloop.mjs")}
                                   << QStringLiteral("traceloop.txt");
        QTest::addRow("OpenInference")
            << QStringList{QStringLiteral("openinference.mjs")} << QStringLiteral("openinference.txt");
        QTest::addRow("npm agentops")
            << QStringList{QStringLiteral("agentops.cjs")} << QStringLiteral("agentops.txt");
    }
    void appearAsTheyAre()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, expected);
        const QTemporaryDir home;
        const QString dataDir = home.filePath(QStringLiteral("sluice"));
        CollectProcess collector(home.path(), dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        runClient(home.path(), collector.url(), words);
        QCOMPARE(collector.terminate(), 0);

        const QStringList store{QStringLiteral("--data-dir"), dataDir};
        const auto sessions = runSluicectl(
            home.path(), QStringList{QStringLiteral("sessions"), QStringLiteral("--json")} + store);
        const QJsonArray listed = parsed(sessions.out).array();
        QCOMPARE(listed.size(), 1);
        const QString id = listed.at(0).toObject()[QStringLiteral("id")].toString();
        const auto exported = runSluicectl(home.path(), QStringList{QStringLiteral("export"), id} + store);
        const QStringList lines = told(parsed(exported.out).object()[QStringLiteral("events")].toArray());

        QFile file(programs + QLatin1Char('/') + expected);
        if (qEnvironmentVariableIsSet("SLUICE_WRITE_EXPECTED")) {
            QVERIFY(file.open(QFile::WriteOnly));
            file.write((lines.join(u'\n') + u'\n').toUtf8());
            return;
        }
        QVERIFY2(file.open(QFile::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(lines.join(u'\n') + u'\n', QString::fromUtf8(file.readAll()));
    }

private:
    /// A copy of the program beside the packages: node looks for them from where a program lies.
    void runClient(const QString &home, const QString &url, const QStringList &words)
    {
        const QString copy = QFileInfo(packages).path() + QLatin1Char('/') + words.first();
        QFile::remove(copy);
        QVERIFY(QFile::copy(programs + QLatin1Char('/') + words.first(), copy));
        QProcessEnvironment environment = closedEnvironment(home);
        environment.insert(QStringLiteral("SLUICE_URL"), url);
        environment.insert(
            QStringLiteral("AGENTOPS_API_KEY"), QStringLiteral("11111111-2222-4333-8444-555555555555"));
        QProcess node;
        node.setProcessEnvironment(environment);
        node.setWorkingDirectory(QFileInfo(packages).path());
        node.start(QStringLiteral("node"), words);
        if (!node.waitForFinished(90'000)) {
            node.kill();
            node.waitForFinished();
            QFAIL("the client did not end");
        }
        QVERIFY2(node.exitCode() == 0, node.readAllStandardError().constData());
    }
};

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
