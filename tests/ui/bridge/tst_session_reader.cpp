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

/// Three events, and flush 7 that carried them.
void commitFlush(StoreBench &bench)
{
    StoreBatch batch;
    FlushContents contents;
    contents.session = alpha;
    contents.flush = 7;
    contents.taken = Timestamp(Micros(100));
    for (int i = 1; i <= 3; ++i) {
        StoredEvent event;
        event.session = alpha;
        const std::string id = "0000000" + std::to_string(i) + "-0000-4000-8000-000000000000";
        event.id = EventId(id);
        event.start = event.end = Timestamp(Micros(i));
        event.body = "{}";
        batch.events.push_back(event);
        contents.events.push_back({*Uuid::parse(id), Timestamp(Micros(10 * i))});
    }
    FlushRecord flush;
    flush.session = alpha;
    flush.sequence = 7;
    flush.outcome = FlushOutcome::Delivered;
    flush.events = 3;
    batch.flushes.push_back(flush);
    batch.contents.push_back(std::move(contents));
    bench.commit(std::move(batch));
}

} // namespace

class TestSessionReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnEventsBody();
    void saysThatAnEventIsGone();
    void answersOnlyTheLastQuestion();
    void readsTheLifeLineOfAnEvent();
    void saysThatAnEventHasNoLifeLine();
    void readsTheEventsOfAFlush();
    void findsWhatCarriedWhat();
    void answersEmptyWhenThereIsNoStore();
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

void TestSessionReader::readsTheLifeLineOfAnEvent()
{
    StoreBench bench;
    bench.open();
    commitFlush(bench);
    SessionReader reader(bench.dir, systemClock, nullptr);
    std::optional<LifeLine> line;
    connect(&reader, &SessionReader::lifeLineRead, this, [&](std::int64_t, const LifeLine &l) { line = l; });
    reader.readLifeLine(alpha, rowsOf(bench).at(1));
    QTRY_VERIFY(line);
    QCOMPARE(line->enqueued, std::optional(Timestamp(Micros(20))));
    QCOMPARE(line->flushes.size(), std::size_t{1});
    QCOMPARE(line->flushes[0].sequence, std::uint64_t{7});
}

void TestSessionReader::saysThatAnEventHasNoLifeLine()
{
    StoreBench bench;
    bench.open();
    commitFlush(bench);
    SessionReader reader(bench.dir, systemClock, nullptr);
    QSignalSpy failed(&reader, &SessionReader::lifeLineFailed);
    reader.readLifeLine(alpha, 1'000'000);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][1].toString().isEmpty());
}

void TestSessionReader::readsTheEventsOfAFlush()
{
    StoreBench bench;
    bench.open();
    commitFlush(bench);
    SessionReader reader(bench.dir, systemClock, nullptr);
    std::vector<std::int64_t> rows;
    connect(&reader, &SessionReader::flushEventsRead, this,
        [&](const SessionId &, quint64 sequence, const std::vector<EventHead> &events) {
            QCOMPARE(sequence, quint64{7});
            for (const EventHead &event : events)
                rows.push_back(event.row);
        });
    reader.readFlushEvents(alpha, 7, 2);
    const std::vector<std::int64_t> all = rowsOf(bench);
    QTRY_COMPARE(rows, (std::vector<std::int64_t>{all[0], all[1]}));
}

void TestSessionReader::findsWhatCarriedWhat()
{
    StoreBench bench;
    bench.open();
    commitFlush(bench);
    SessionReader reader(bench.dir, systemClock, nullptr);
    QList<quint64> carriers;
    std::size_t carried = 0;
    connect(&reader, &SessionReader::carriersFound, this,
        [&](const SessionId &, qint64, const QList<quint64> &sequences) { carriers = sequences; });
    connect(&reader, &SessionReader::carriedFound, this,
        [&](const SessionId &, quint64, const std::vector<EventHead> &events) { carried = events.size(); });
    reader.findCarriers(alpha, rowsOf(bench).at(2));
    reader.findCarried(alpha, 7, 100);
    QTRY_COMPARE(carriers, QList<quint64>{7});
    QTRY_COMPARE(carried, std::size_t{3});
}

void TestSessionReader::answersEmptyWhenThereIsNoStore()
{
    QTemporaryDir nothing;
    SessionReader reader(DataDir{nothing.path().toStdString()}, systemClock, nullptr);
    QSignalSpy carriers(&reader, &SessionReader::carriersFound);
    QSignalSpy carried(&reader, &SessionReader::carriedFound);
    QSignalSpy failed(&reader, &SessionReader::flushEventsFailed);
    reader.findCarriers(alpha, 1);
    reader.findCarried(alpha, 1, 100);
    reader.readFlushEvents(alpha, 1, 100);
    QTRY_COMPARE(carriers.count(), 1);
    QTRY_COMPARE(carried.count(), 1);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(carriers[0][2].value<QList<quint64>>().isEmpty());
    QVERIFY(!failed[0][2].toString().isEmpty());
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
