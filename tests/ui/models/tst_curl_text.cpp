// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The commands are run by a real shell, with a curl that writes down what it was given.

#include "ui/models/curl_text.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice::ui;

namespace {

/// Answers the first request with a token; each request's arguments and body go into the folder's files.
constexpr const char *fakeCurl
    = "#!/bin/sh\n"
      "number=$(($(cat \"$FAKE/count\" 2>/dev/null || echo 0) + 1))\n"
      "echo \"$number\" > \"$FAKE/count\"\n"
      "for argument in \"$@\"; do printf '%s\\n' \"$argument\"; done > \"$FAKE/arguments$number\"\n"
      "previous=\n"
      "for argument in \"$@\"; do\n"
      "  if [ \"$previous\" = --data-binary ]; then\n"
      "    if [ \"$argument\" = @- ]; then cat > \"$FAKE/body$number\"; else printf '%s' \"$argument\" > "
      "\"$FAKE/body$number\"; fi\n"
      "  fi\n"
      "  previous=$argument\n"
      "done\n"
      "echo '{\"status\":\"Success\",\"jwt\": \"token-of-the-session\"}'\n";

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

} // namespace

class TestCurlText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsTheEventByAShell_data();
    void sendsTheEventByAShell();
    void stopsWithoutAKeyOrAnAddress_data();
    void stopsWithoutAKeyOrAnAddress();
};

void TestCurlText::sendsTheEventByAShell_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("plain") << QByteArray(R"({"id":"e"})");
    QTest::newRow("quotes and expansions")
        << QByteArray("{\"a\":\"it's $HOME `id` $(id) \\\\ \\\" !! ; & | > x\"}");
    QTest::newRow("line breaks") << QByteArray("{\n\"a\":\n1}");
    QTest::newRow("only quotes") << QByteArray("''''");
    QTest::newRow("beyond ASCII") << QByteArray("{\"a\":\"\xc3\xa4\xe2\x80\xae\"}");
    QTest::newRow("just fits an argument")
        << QByteArray("{\"a\":\"" + QByteArray(100 * 1024 - 9, 'x') + "\"}");
    QTest::newRow("does not fit") << QByteArray("{\"a\":\"" + QByteArray(100 * 1024 - 8, 'x') + "\"}");
    QTest::newRow("a large one that holds the mark")
        << QByteArray("{\"a\":\n\"" + QByteArray(200 * 1024, '\'') + "\nSLUICE_EVENT\n$HOME `id` \\\\\"}");
}

void TestCurlText::sendsTheEventByAShell()
{
    QFETCH(QByteArray, body);
    const QTemporaryDir folder;
    QFile curl(folder.filePath(QStringLiteral("curl")));
    QVERIFY(curl.open(QIODevice::WriteOnly));
    curl.write(fakeCurl);
    curl.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    curl.close();
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
        folder.path() + QStringLiteral(":") + environment.value(QStringLiteral("PATH")));
    environment.insert(QStringLiteral("FAKE"), folder.path());
    environment.insert(QStringLiteral("AGENTOPS_API_ENDPOINT"), QStringLiteral("http://server:1"));
    environment.insert(QStringLiteral("AGENTOPS_API_KEY"), QStringLiteral("a key"));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("/bin/sh"), {});
    shell.write(curlText("it's a session", body.toStdString()).toUtf8());
    shell.closeWriteChannel();
    QVERIFY(shell.waitForFinished());
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    QCOMPARE(contents(folder.filePath(QStringLiteral("body1"))),
        QByteArray("{\"session_id\":\"it's a session\"}"));
    const QByteArray first = contents(folder.filePath(QStringLiteral("arguments1")));
    QVERIFY2(first.contains("http://server:1/v2/reauthorize_jwt\n"), first.constData());
    QVERIFY2(first.contains("X-Agentops-Api-Key: a key\n"), first.constData());
    const QByteArray second = contents(folder.filePath(QStringLiteral("arguments2")));
    QVERIFY2(second.contains("http://server:1/v2/create_events\n"), second.left(500).constData());
    QVERIFY2(second.contains("Authorization: Bearer token-of-the-session\n"), second.left(500).constData());
    QByteArray sent = contents(folder.filePath(QStringLiteral("body2")));
    if (sent.endsWith('\n')) // a here document ends with one
        sent.chop(1);
    QVERIFY(sent == "{\"events\":[" + body + "]}");
}

void TestCurlText::stopsWithoutAKeyOrAnAddress_data()
{
    QTest::addColumn<QString>("variable");
    QTest::newRow("no key") << QStringLiteral("AGENTOPS_API_ENDPOINT");
    QTest::newRow("no address") << QStringLiteral("AGENTOPS_API_KEY");
}

void TestCurlText::stopsWithoutAKeyOrAnAddress()
{
    QFETCH(QString, variable);
    QProcess shell;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), QStringLiteral("/nowhere"));
    environment.insert(variable, QStringLiteral("set"));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("/bin/sh"), {});
    shell.write(curlText("s", "{}").toUtf8());
    shell.closeWriteChannel();
    QVERIFY(shell.waitForFinished());
    QVERIFY(shell.exitCode() != 0);
    QVERIFY(shell.readAllStandardError().contains("set it to"));
}

QTEST_GUILESS_MAIN(TestCurlText)
#include "tst_curl_text.moc"
