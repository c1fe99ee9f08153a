// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/store/store_reader.h"
#include "tests/ui/bridge/store_bench.h"
#include "ui/bridge/session_reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

const SessionId alpha{"aaaaaaaa-0000-4000-8000-000000000000"};
const SystemClock systemClock;

/// The rows that the store gave to the session's events, in their order.
std::vector<std::int64_t> rowsOf(const StoreBench &bench)
{
    const auto reader = StoreReader::open(bench.dir).value();
    std::vector<std::int64_t> rows;
    for (const EventHead &head : reader->eventHeads(alpha, 0, 1'000).value())
        rows.push_back(head.row);
    return rows;
}

} // namespace

class TestSessionReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnEventsBody();
    void saysThatAnEventIsGone();
    void answersOnlyTheLastQuestion();
    void exportsASession();
    void leavesNoFileWhenTheExportFails_data();
    void leavesNoFileWhenTheExportFails();
};

void TestSessionReader::readsAnEventsBody()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 3);
    SessionReader reader(bench.dir, systemClock, nullptr);
    std::string body;
    connect(&reader, &SessionReader::eventRead, this,
        [&](std::int64_t, const StoredEvent &event) { body = event.body; });
    reader.readEvent(alpha, rowsOf(bench).at(1));
    QTRY_COMPARE(body, std::string("{\"n\":1}"));
}

void TestSessionReader::saysThatAnEventIsGone()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 1);
    SessionReader reader(bench.dir, systemClock, nullptr);
    QSignalSpy failed(&reader, &SessionReader::eventFailed);
    reader.readEvent(alpha, 1'000'000);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][1].toString().isEmpty());
}

void TestSessionReader::answersOnlyTheLastQuestion()
{
    StoreBench bench;
    bench.open();
    bench.addEvents(alpha, 0, 50);
    SessionReader reader(bench.dir, systemClock, nullptr);
    std::vector<std::string> bodies;
    connect(&reader, &SessionReader::eventRead, this,
        [&](std::int64_t, const StoredEvent &event) { bodies.push_back(event.body); });
    for (const std::int64_t row : rowsOf(bench))
        reader.readEvent(alpha, row);
    QTRY_COMPARE(bodies.size(), std::size_t{1});
    QCOMPARE(bodies[0], std::string("{\"n\":49}"));
}

void TestSessionReader::exportsASession()
{
    StoreBench bench;
    bench.open();
    bench.addSession(alpha);
    bench.addEvents(alpha, 0, 100);
    SessionReader reader(bench.dir, systemClock, nullptr);
    QSignalSpy exported(&reader, &SessionReader::exported);
    QTemporaryDir out;
    const QString path = out.filePath(QStringLiteral("session.json"));
    reader.exportSession(alpha, path);
    QTRY_COMPARE(exported.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(object.value(QLatin1String("events")).toArray().size(), 100);
}

void TestSessionReader::leavesNoFileWhenTheExportFails_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<QString>("folder");
    QTest::newRow("no such session") << QStringLiteral("nobody") << QString();
    QTest::newRow("no such folder") << QString::fromStdString(alpha.text()) << QStringLiteral("none/");
}

void TestSessionReader::leavesNoFileWhenTheExportFails()
{
    QFETCH(QString, session);
    QFETCH(QString, folder);
    StoreBench bench;
    bench.open();
    bench.addSession(alpha);
    SessionReader reader(bench.dir, systemClock, nullptr);
    QSignalSpy failed(&reader, &SessionReader::exportFailed);
    QTemporaryDir out;
    const QString path = out.filePath(folder + QStringLiteral("session.json"));
    reader.exportSession(SessionId(session.toStdString()), path);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][1].toString().isEmpty());
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(TestSessionReader)
#include "tst_session_reader.moc"
