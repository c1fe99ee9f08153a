// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/command_line.h"
#include "app/message_log.h"

#include <QTest>

using namespace sluice;

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryOption();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void answersHelpBeforeAnythingElse();
    void describesEveryOption();
    void blacksOutKeysAndTokens_data();
    void blacksOutKeysAndTokens();
};

void TestCommandLine::readsEveryOption()
{
    const auto line = CommandLine::parse({"--data-dir", "/d", "--listen=127.0.0.1:0", "--endpoint",
        "https://api.agentops.ai", "--api-key-file", "/k", "--no-collector", "--theme", "dark", "--demo-out",
        "/o", "a.json", "--", "--b"});
    QVERIFY2(line.ok(), line.ok() ? "" : line.error().message.c_str());
    QCOMPARE(line->dataDir, std::string("/d"));
    QCOMPARE(line->listen.port, std::uint16_t{0});
    QCOMPARE(line->endpoint, std::string("https://api.agentops.ai"));
    QCOMPARE(line->apiKeyFile.value(), std::string("/k"));
    QVERIFY(line->noCollector);
    QCOMPARE(line->theme, std::string("dark"));
    QCOMPARE(line->demoOut, std::string("/o"));
    QCOMPARE(line->files, (std::vector<std::string>{"a.json", "--b"}));
}

void TestCommandLine::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const QStringList &arguments, const char *names) {
        QTest::newRow(name) << arguments << QString::fromLatin1(names);
    };
    row("unknown option", {QStringLiteral("--nonsense")}, "--nonsense");
    row("a key on the command line", {QStringLiteral("--api-key=1234")}, "--api-key");
    row("no value", {QStringLiteral("--data-dir")}, "--data-dir");
    row("empty value", {QStringLiteral("--data-dir=")}, "--data-dir");
    row("bad port", {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:99999")}, "--listen");
    row("bad theme", {QStringLiteral("--theme"), QStringLiteral("pink")}, "pink");
    row("bad endpoint", {QStringLiteral("--endpoint"), QStringLiteral("ftp://x")}, "ftp://x");
    row("endpoint without a host", {QStringLiteral("--endpoint"), QStringLiteral("http://")}, "--endpoint");
}

void TestCommandLine::refusesWhatMakesNoSense()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    std::vector<std::string> list;
    for (const QString &argument : arguments)
        list.push_back(argument.toStdString());
    const auto line = CommandLine::parse(list);
    QVERIFY(!line.ok());
    QCOMPARE(line.error().kind, ErrorKind::Usage);
    QVERIFY2(
        line.error().message.find(names.toStdString()) != std::string::npos, line.error().message.c_str());
    QVERIFY(line.error().message.find("1234") == std::string::npos);
}

void TestCommandLine::answersHelpBeforeAnythingElse()
{
    QCOMPARE(CommandLine::parse({"--help", "--nonsense"})->wish, CommandLine::Wish::Help);
    QCOMPARE(CommandLine::parse({"-v"})->wish, CommandLine::Wish::Version);
}

void TestCommandLine::describesEveryOption()
{
    const std::string help = helpText();
    for (const char *option : {"--data-dir", "--listen", "--no-collector", "--endpoint", "--api-key-file",
             "--theme", "--demo-out", "--help", "--version"})
        QVERIFY2(help.find(option) != std::string::npos, option);
}

void TestCommandLine::blacksOutKeysAndTokens_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("shown");
    QTest::newRow("bearer") << QStringLiteral("Authorization: Bearer abc.def")
                            << QStringLiteral("Authorization: Bearer [redacted]");
    QTest::newRow("json") << QStringLiteral(R"({"api_key": "1-2-3", "n": 1})")
                          << QStringLiteral(R"({"api_key": "[redacted]", "n": 1})");
    QTest::newRow("assignment") << QStringLiteral("AGENTOPS_API_KEY=1-2-3 x")
                                << QStringLiteral("AGENTOPS_API_KEY=[redacted] x");
    QTest::newRow("nothing secret") << QStringLiteral("port 4318 is taken")
                                    << QStringLiteral("port 4318 is taken");
}

void TestCommandLine::blacksOutKeysAndTokens()
{
    QFETCH(QString, message);
    QTEST(redacted(message), "shown");
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
