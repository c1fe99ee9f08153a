// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// sluicectl lab deadlock and lab what-if.

#include "tests/e2e/sluicectl_process.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using nlohmann::json;

class TestSluicectlTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_dataDir = m_home->filePath(QStringLiteral("sluice"));
    }

    void reproducesTheDeadlockAndItsCures_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<bool>("deadlocked");
        QTest::addColumn<int>("onTheWire");
        QTest::newRow("99") << QStringLiteral("--n 99") << 0 << false << 99;
        QTest::newRow("100") << QStringLiteral("--n 100 --cure none") << 1 << true << 0;
        QTest::newRow("after the lock") << QStringLiteral("--n 101 --cure after-lock") << 0 << false << 101;
        QTest::newRow("re-entrant") << QStringLiteral("--n 101 --cure re-entrant") << 0 << false << 101;
        QTest::newRow("511 of 512") << QStringLiteral("--n 511 --cure 512") << 0 << false << 511;
        QTest::newRow("512 of 512") << QStringLiteral("--n 512 --cure 512") << 1 << true << 0;
        QTest::newRow("Sluice") << QStringLiteral("--n 101 --cure sluice --server-delay 20") << 0 << false
                                << 101;
    }

    void reproducesTheDeadlockAndItsCures()
    {
        QFETCH(QString, words);
        QFETCH(int, exitCode);
        QFETCH(bool, deadlocked);
        QFETCH(int, onTheWire);
        const ProgramRun run = lab(QStringLiteral("deadlock --json ") + words);
        QVERIFY2(run.exitCode == exitCode, run.err.constData());
        const json result = json::parse(run.out.toStdString());
        QCOMPARE(result["deadlocked"], deadlocked);
        QCOMPARE(result["on_the_wire"], onTheWire);
        QCOMPARE(result["steps"].back()["kind"], "ended");
        QVERIFY(result["elapsed_us"] > 0);
        QVERIFY(!result["steps"][0]["text"].get<std::string>().empty());
    }

    void tellsTheStoryToAPerson()
    {
        const ProgramRun run = lab(QStringLiteral("deadlock --n 100"));
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.out.isEmpty());
        for (const char *words : {"Events 1 to 99 go into the queue", "it holds the lock and wants it",
                 "DEADLOCK: 99 of 100 record() calls came back, 0 events on the wire"})
            QVERIFY2(run.err.contains(words), run.err.constData());
    }

    void simulatesOtherSettings()
    {
        const std::string session = burst();
        const ProgramRun run = lab(QStringLiteral("what-if %1 --capacity 10,2000 --policy block,drop-newest "
                                                  "--latency 0,400 --json")
                                       .arg(QString::fromStdString(session)));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const json result = json::parse(run.out.toStdString());
        QCOMPARE(result["session_id"], session);
        QCOMPARE(result["simulation"], true);
        QCOMPARE(result["measured"]["recorded"], 600);
        QCOMPARE(result["measured"]["delivered"], 600);
        QCOMPARE(result["rows"].size(), std::size_t(9));
        const json &recorded = result["rows"][0];
        QCOMPARE(recorded["name"], "as recorded");
        QCOMPARE(recorded["recorded"], 600);
        QCOMPARE(recorded["latency_ms"], json());
        for (const json &row : result["rows"]) {
            QCOMPARE(row["delivered"].get<int>() + row["dropped"].get<int>(), 600);
            if (row["policy"] == "block")
                QCOMPARE(row["dropped"], 0);
        }
        const json &worst = result["rows"][4];
        QCOMPARE(worst["capacity"], 10);
        QCOMPARE(worst["policy"], "drop_newest");
        QCOMPARE(worst["latency_ms"], 400);
        QVERIFY(worst["dropped"] > 0);
        QVERIFY(worst["delay_p99_us"] >= 400'000);
    }

    void printsATableThatSaysSimulation()
    {
        const ProgramRun run = lab(QStringLiteral("what-if %1 --batch 7 --flush-interval 50")
                                       .arg(QString::fromStdString(burst()).left(8)));
        QVERIFY2(run.exitCode == 0, run.err.constData());
        QVERIFY(run.out.startsWith("SIMULATION of session "));
        for (const char *words : {"\nmeasured ", "\nas recorded ", "\nwhat if ", "CAPACITY"})
            QVERIFY2(run.out.contains(words), run.out.constData());
        QCOMPARE(run.out.count('\n'), 5);
    }

    void saysWhatIsWrongWithTheCommandLine_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *words, int exitCode, const char *says) {
            QTest::newRow(words) << QString::fromLatin1(words) << exitCode << QString::fromLatin1(says);
        };
        row("deadlock", 2, "--n N is missing");
        row("deadlock --n 0", 2, "--n is '0'; expected a whole number from 1 to 2000");
        row("deadlock --n 2001", 2, "--n is '2001'");
        row("deadlock --n 1 --cure magic", 2,
            "--cure is 'magic'; expected none, after-lock, re-entrant, 512");
        row("deadlock --n 1 --server-delay 5001", 2, "--server-delay is '5001'");
        row("what-if", 2, "expected a session");
        row("what-if abc --capacity 0", 2, "--capacity is '0'; expected whole numbers from 1 to 1000000");
        row("what-if abc --capacity 1,,2", 2, "--capacity is '1,,2'");
        row("what-if abc --policy drop", 2,
            "--policy is 'drop'; expected block, drop-newest, drop-oldest or spill");
        row("what-if abc --latency -1", 2, "--latency is '-1'");
        row("what-if abc", 1, "there is no store");
    }

    void saysWhatIsWrongWithTheCommandLine()
    {
        QFETCH(QString, words);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        const ProgramRun run = lab(words);
        QVERIFY2(run.exitCode == exitCode, run.err.constData());
        if (exitCode == 2)
            QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        QVERIFY(!run.err.isEmpty());
        QVERIFY(run.out.isEmpty());
    }

private:
    ProgramRun lab(const QString &words)
    {
        QStringList all{QStringLiteral("lab")};
        all += words.split(QLatin1Char(' '));
        if (words.startsWith(QLatin1String("what-if")))
            all += {QStringLiteral("--data-dir"), m_dataDir};
        return runSluicectl(m_home->path(), all);
    }

    std::string burst()
    {
        const QString words = QStringLiteral("burst --count 600 --rate 3000 --json --data-dir");
        const ProgramRun run
            = runSluicectl(m_home->path(), words.split(QLatin1Char(' ')) + QStringList{m_dataDir});
        return json::parse(run.out.toStdString())["session_id"];
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_dataDir;
};

QTEST_GUILESS_MAIN(TestSluicectlTheory)
#include "tst_sluicectl_theory.moc"
