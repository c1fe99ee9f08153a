// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/e2e/sluicectl_process.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace sluice;
using Json = nlohmann::ordered_json;

namespace {

/// A data directory with one recorded session, and another that is empty.
class Bench
{
public:
    Bench()
    {
        const ProgramRun run = sluicectl({"record", "--data-dir", here(), "--json"},
            R"({"event_type":"llms","model":"gpt-4o","prompt_tokens":12,"completion_tokens":5,"cost":0.5})"
            "\n"
            R"({"event_type":"tools","name":"search","params":{"q":"=1+1"}})"
            "\n");
        if (run.exitCode != 0)
            qFatal("cannot record: %s", run.err.constData());
        session = QString::fromStdString(Json::parse(run.out.toStdString())["session_id"].get<std::string>());
    }

    /// A word as a literal or a QString.
    struct Word
    {
        Word(const char *word) // NOLINT(google-explicit-constructor): words stand in a list
            : text(QString::fromLatin1(word))
        { }
        Word(QString word) // NOLINT(google-explicit-constructor): as above
            : text(std::move(word))
        { }
        QString text;
    };

    ProgramRun sluicectl(const std::vector<Word> &words, const QByteArray &input = {}) const
    {
        QStringList list;
        for (const Word &word : words)
            list << word.text;
        return runSluicectl(m_home.path(), list, input);
    }

    QString here() const { return m_home.filePath(QStringLiteral("here")); }
    QString there() const { return m_home.filePath(QStringLiteral("there")); }
    QString file(const char *name) const { return m_home.filePath(QLatin1String(name)); }

    QString session;

private:
    QTemporaryDir m_home;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSluicectlExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesASessionToAnotherStore_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"json", "chrome", "otlp"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }

    void takesASessionToAnotherStore()
    {
        QFETCH(const QString, format);
        const Bench bench;
        const QString file = bench.file("session.json");
        const ProgramRun out = bench.sluicectl({"export", bench.session.left(8), "--data-dir", bench.here(),
            "--format", format, "--output", file});
        QCOMPARE(out.exitCode, 0);
        QVERIFY(out.out.isEmpty());
        const ProgramRun in = bench.sluicectl({"import", file, "--data-dir", bench.there(), "--json"});
        QCOMPARE(in.exitCode, 0);
        const Json report = Json::parse(in.out.toStdString());
        QCOMPARE(report[0]["imported"].dump(), "[\"" + bench.session.toStdString() + "\"]");
        QCOMPARE(report[0]["events"].get<int>(), 2);
        const ProgramRun again = bench.sluicectl({"import", file, "--data-dir", bench.there()});
        QCOMPARE(again.exitCode, 0);
        QVERIFY(again.err.contains("is already there"));
        const Json sessions = Json::parse(
            bench.sluicectl({"sessions", "--data-dir", bench.there(), "--json"}).out.toStdString());
        QCOMPARE(sessions.size(), std::size_t{1});
        QCOMPARE(sessions[0]["origin"].get<std::string>(), std::string("imported"));
        QCOMPARE(sessions[0]["counts"]["llms"].get<int>(), 1);
    }

    void printsWhatItWouldWrite()
    {
        const Bench bench;
        const QString file = bench.file("session.csv");
        QCOMPARE(bench
                     .sluicectl({"export", bench.session, "--data-dir", bench.here(), "--format", "csv",
                         "--output", file})
                     .exitCode,
            0);
        const ProgramRun printed
            = bench.sluicectl({"export", bench.session, "--data-dir", bench.here(), "--format", "csv"});
        QCOMPARE(printed.out, contentOf(file));
        QVERIFY(printed.out.startsWith("id,event_type,name,"));
    }

    void refusesAConflictUnlessItIsToBeNew()
    {
        const Bench bench;
        const QString file = bench.file("session.json");
        QCOMPARE(
            bench.sluicectl({"export", bench.session, "--data-dir", bench.here(), "--output", file}).exitCode,
            0);
        QByteArray text = contentOf(file);
        QCOMPARE(text.count("\"search\""), 1);
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write(text.replace("\"search\"", "\"find\""));
        changed.close();
        const ProgramRun refused = bench.sluicectl({"import", file, "--data-dir", bench.here()});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(refused.err.contains("is stored already"));
        const ProgramRun asNew = bench.sluicectl({"import", file, "--as-new", "--data-dir", bench.here()});
        QCOMPARE(asNew.exitCode, 0);
    }

    void saysWhoHoldsTheStore()
    {
        const Bench bench;
        const CollectProcess collect(bench.there(), bench.there());
        QVERIFY(!collect.url().isEmpty());
        const ProgramRun run
            = bench.sluicectl({"import", bench.file("any.json"), "--data-dir", bench.there()});
        QCOMPARE(run.exitCode, 69);
        QVERIFY(run.err.contains("sluicectl collect"));
        QVERIFY(run.err.contains(QByteArray::number(collect.pid())));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no file") << QStringList{QStringLiteral("import")} << 2
                                 << QByteArray("expected a file");
        QTest::newRow("a format") << QStringList{QStringLiteral("import"), QStringLiteral("x"),
            QStringLiteral("--format=csv")}
                                  << 2 << QByteArray("expected auto, json, agentops, otlp or chrome");
        QTest::newRow("a format to write")
            << QStringList{QStringLiteral("export"), QStringLiteral("x"), QStringLiteral("--format=pdf")} << 2
            << QByteArray("expected json, csv, chrome or otlp");
        QTest::newRow("no such file")
            << QStringList{QStringLiteral("import"), QStringLiteral("/no/such/file")} << 74
            << QByteArray("No such file");
        QTest::newRow("no folder to write to") << QStringList{QStringLiteral("export"),
            QStringLiteral("SESSION"), QStringLiteral("--output"), QStringLiteral("/no/such/folder/file")}
                                               << 74 << QByteArray("cannot write /no/such/folder/file");
        QTest::newRow("no such session") << QStringList{QStringLiteral("export"), QStringLiteral("nobody")}
                                         << 1 << QByteArray("there is no session nobody");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QStringList, words);
        QFETCH(const int, exitCode);
        QFETCH(const QByteArray, message);
        const Bench bench;
        words.replaceInStrings(QStringLiteral("SESSION"), bench.session);
        words << QStringLiteral("--data-dir") << bench.here();
        const ProgramRun run = bench.sluicectl({words.begin(), words.end()});
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.err.contains(message), run.err.constData());
    }

    void importsTheGoodOnesOfSeveral()
    {
        const Bench bench;
        const QString good = bench.file("good.json");
        const QString bad = bench.file("bad.json");
        QCOMPARE(
            bench.sluicectl({"export", bench.session, "--data-dir", bench.here(), "--output", good}).exitCode,
            0);
        QFile file(bad);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contentOf(good).chopped(20));
        file.close();
        const ProgramRun run = bench.sluicectl({"import", bad, good, "--data-dir", bench.there()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.err.contains("bad.json: line "));
        QVERIFY(run.err.contains(QByteArray(bench.session.toUtf8()).append(" imported")));
    }
};

QTEST_GUILESS_MAIN(TestSluicectlExchange)
#include "tst_sluicectl_exchange.moc"
