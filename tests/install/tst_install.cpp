// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The library as others get it: installed, moved elsewhere, found with find_package(sluice), and used.

#include "tests/e2e/sluicectl_process.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using nlohmann::json;

namespace {

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator found(folder, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        files << QDir(folder).relativeFilePath(found.next());
    files.sort();
    return files;
}

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

} // namespace

class TestInstall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        const QString first = m_home.filePath(QStringLiteral("first"));
        m_prefix = m_home.filePath(QStringLiteral("moved"));
        QVERIFY(run({QStringLiteral("--install"), QStringLiteral(BUILD_DIR), QStringLiteral("--component"),
            QStringLiteral("library"), QStringLiteral("--config"), QStringLiteral(BUILD_TYPE),
            QStringLiteral("--prefix"), first}));
        QVERIFY2(QDir().rename(first, m_prefix), "an installed tree may be put anywhere");
    }

    void holdsTheCoreAlone()
    {
        const QStringList headers = filesBelow(m_prefix + QStringLiteral("/include"));
        QVERIFY(headers.contains(QStringLiteral("sluice/sluice.h")));
        QVERIFY(headers.contains(QStringLiteral("sluice/core/recorder/recorder.h")));
        for (const QString &header : headers) {
            QVERIFY2(header == QStringLiteral("sluice/sluice.h")
                    || header.startsWith(QStringLiteral("sluice/core/")),
                qPrintable(header));
        }
    }

    void namesNoPathOfTheBuild()
    {
        int looked = 0;
        for (const QString &file : filesBelow(m_prefix)) {
            if (file.endsWith(QStringLiteral(".a")))
                continue; // debug information names its sources
            ++looked;
            const QByteArray content = contentOf(m_prefix + QLatin1Char('/') + file);
            for (const QString &path : {QStringLiteral(SOURCE_DIR), QStringLiteral(BUILD_DIR), m_home.path()})
                QVERIFY2(!content.contains(path.toUtf8()), qPrintable(file + QStringLiteral(": ") + path));
        }
        QVERIFY(looked > 10);
    }

    void everyHeaderCanBeIncluded()
    {
        const QString source = m_home.filePath(QStringLiteral("headers"));
        QByteArray program;
        for (const QString &header : filesBelow(m_prefix + QStringLiteral("/include/sluice/core")))
            program += "#include <core/" + header.toUtf8() + ">\n";
        program += "#include <sluice/core/recorder/recorder.h> // the other way to write it\n"
                   "int main() { return sluice::RecorderConfig().durable ? 1 : 0; }\n";
        write(source + QStringLiteral("/headers.cpp"), program);
        write(source + QStringLiteral("/CMakeLists.txt"),
            "cmake_minimum_required(VERSION 3.25)\n"
            "project(headers LANGUAGES CXX)\n"
            "find_package(sluice 0.1 REQUIRED)\n"
            "add_executable(headers headers.cpp)\n"
            "target_link_libraries(headers PRIVATE sluice::core)\n");
        QVERIFY(build(source));
    }

    void recordsFromTenLines()
    {
        const QString source = m_prefix + QStringLiteral("/share/doc/sluice/examples");
        const QByteArray program = contentOf(source + QStringLiteral("/record.cpp"));
        const QByteArray body = program.mid(program.indexOf("\n{\n") + 3);
        int lines = 0;
        for (const QByteArray &line : body.left(body.lastIndexOf("}")).split('\n'))
            lines += line.trimmed().isEmpty() ? 0 : 1;
        QVERIFY2(lines >= 5 && lines <= 10, qPrintable(QString::number(lines)));
        QVERIFY(build(source));

        const QString dataDir = m_home.filePath(QStringLiteral("data"));
        CollectProcess collector(m_home.path(), dataDir);
        QVERIFY2(!collector.url().isEmpty(), collector.process().readAllStandardError().constData());
        QProcess example;
        QProcessEnvironment environment = closedEnvironment(m_home.path());
        environment.insert(QStringLiteral("AGENTOPS_API_ENDPOINT"), collector.url());
        environment.insert(
            QStringLiteral("AGENTOPS_API_KEY"), QStringLiteral("11111111-2222-4333-8444-555555555555"));
        example.setProcessEnvironment(environment);
        example.start(binaryDir(source) + QStringLiteral("/record"), QStringList());
        QVERIFY(example.waitForFinished(30'000));
        QVERIFY2(example.exitCode() == 0, example.readAllStandardError().constData());

        const json sessions = told({QStringLiteral("sessions"), QStringLiteral("--json")}, dataDir);
        QCOMPARE(sessions.size(), std::size_t(1));
        QCOMPARE(sessions[0]["tags"].dump(), std::string(R"(["example"])"));
        QCOMPARE(sessions[0]["end_state"], "Success");
        const json session
            = told({QStringLiteral("export"), QString::fromStdString(sessions[0]["id"].get<std::string>())},
                dataDir);
        QCOMPARE(session["agents"][0]["name"], "planner");
        std::vector<std::string> types;
        for (const json &event : session["events"]) {
            types.push_back(event["event_type"].get<std::string>());
            QCOMPARE(event["agent_id"], session["agents"][0]["id"]);
        }
        QCOMPARE(types, (std::vector<std::string>{"actions", "llms", "errors"}));
        QCOMPARE(session["events"][0]["params"]["whom"], "world");
    }

private:
    bool run(const QStringList &arguments)
    {
        QProcess cmake;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        // The compiler's cache may know the example from the last run, which lay elsewhere.
        environment.insert(QStringLiteral("CCACHE_BASEDIR"), m_home.path());
        environment.insert(QStringLiteral("CCACHE_NOHASHDIR"), QStringLiteral("1"));
        cmake.setProcessEnvironment(environment);
        cmake.setProcessChannelMode(QProcess::MergedChannels);
        cmake.start(QStringLiteral(CMAKE), arguments);
        const bool finished = cmake.waitForFinished(200'000);
        if (finished && cmake.exitCode() == 0)
            return true;
        qInfo("%s", cmake.readAll().constData());
        return false;
    }

    QString binaryDir(const QString &source) const
    {
        return m_home.filePath(QStringLiteral("build-") + QFileInfo(source).fileName());
    }

    /// As a user builds who wants to hear of every warning.
    bool build(const QString &source)
    {
        return run({QStringLiteral("-G"), QStringLiteral("Ninja"), QStringLiteral("-S"), source,
                   QStringLiteral("-B"), binaryDir(source), QStringLiteral("-DCMAKE_PREFIX_PATH=") + m_prefix,
                   QStringLiteral("-DCMAKE_CXX_COMPILER=" COMPILER),
                   QStringLiteral("-DCMAKE_CXX_COMPILER_LAUNCHER=" LAUNCHER),
                   QStringLiteral("-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror")})
            && run({QStringLiteral("--build"), binaryDir(source)});
    }

    json told(const QStringList &words, const QString &dataDir)
    {
        const ProgramRun run
            = runSluicectl(m_home.path(), words + QStringList{QStringLiteral("--data-dir"), dataDir});
        return json::parse(run.out.toStdString(), nullptr, false);
    }

    static void write(const QString &file, const QByteArray &content)
    {
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(opened.write(content), content.size());
    }

    QTemporaryDir m_home;
    QString m_prefix;
};

QTEST_GUILESS_MAIN(TestInstall)
#include "tst_install.moc"
