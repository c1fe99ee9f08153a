// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/store/store_reader.h"
#include "tests/core/exchange/exchange_bench.h"
#include "ui/bridge/exchange_jobs.h"

#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

const SystemClock systemClock;

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

/// The jobs over a real store.
struct JobsBench
{
    explicit JobsBench(bool isViewer = false)
        : jobs({data.dir(), isViewer ? nullptr : data.store.get(), &systemClock})
        , exported(&jobs, &ExchangeJobs::exported)
        , imported(&jobs, &ExchangeJobs::imported)
        , failed(&jobs, &ExchangeJobs::importFailed)
        , conflicted(&jobs, &ExchangeJobs::conflicted)
        , stopped(&jobs, &ExchangeJobs::stopped)
    { }

    ExchangeBench data;
    ExchangeJobs jobs;
    QSignalSpy exported;
    QSignalSpy imported;
    QSignalSpy failed;
    QSignalSpy conflicted;
    QSignalSpy stopped;
};

StoreBatch manyEvents(std::uint64_t count)
{
    StoreBatch batch = batchOf(richSession());
    for (std::uint64_t i = 1; i <= count; ++i)
        batch.events.push_back(wireEvent(richId, i, EventType::Action, ""));
    return batch;
}

} // namespace

class TestExchangeJobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exportsInEveryFormat()
    {
        JobsBench bench;
        bench.data.put(richBatch());
        QSignalSpy began(&bench.jobs, &ExchangeJobs::began);
        int number = 0;
        for (const ExchangeFormat format : allExchangeFormats) {
            const QString path = pathOf(bench.data.path("out")) + QString::number(number++);
            bench.jobs.exportSession(richId, format, path);
        }
        QCOMPARE(bench.jobs.waiting(), 4);
        QTRY_COMPARE_WITH_TIMEOUT(bench.exported.count(), 4, patience);
        QCOMPARE(bench.jobs.waiting(), 0);
        QCOMPARE(began.count(), 4);
        QFile csv(bench.exported[1][0].toString());
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().startsWith("id,event_type,name"));
    }

    void importsAndFindsWhatIsThere()
    {
        JobsBench bench;
        ExchangeBench source;
        source.put(richBatch());
        const QString path = pathOf(bench.data.file(source.exported(richId)));
        bench.jobs.importFile(path);
        bench.jobs.importFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.count(), 2, patience);
        QCOMPARE(bench.imported[0][1].value<ImportReport>().imported.size(), std::size_t{1});
        QCOMPARE(bench.imported[1][1].value<ImportReport>().alreadyThere.size(), std::size_t{1});
        QCOMPARE(bench.data.sessions().size(), std::size_t{1});
    }

    void asksAboutAConflict()
    {
        JobsBench bench;
        bench.data.put(richBatch());
        const QString path = pathOf(bench.data.file(bench.data.exported(richId)));
        bench.data.put(batchOf({wireEvent(richId, 77, EventType::Action, "")}));
        bench.jobs.importFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(bench.conflicted.count(), 1, patience);
        QVERIFY(bench.conflicted[0][1].toString().contains(QStringLiteral("is stored already")));
        QVERIFY(bench.failed.isEmpty());
        bench.jobs.importFile(path, OnConflict::AsNew);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.count(), 1, patience);
        QCOMPARE(bench.data.sessions().size(), std::size_t{2});
    }

    void saysWhatIsWrongWithAFile()
    {
        JobsBench bench;
        bench.jobs.importFile(pathOf(bench.data.file("{\"a\":<b>}")));
        bench.jobs.importFile(QStringLiteral("/no/such/file"));
        bench.jobs.exportSession(SessionId("nobody"), ExchangeFormat::Csv, pathOf(bench.data.path("out")));
        QSignalSpy exportFailed(&bench.jobs, &ExchangeJobs::exportFailed);
        QTRY_COMPARE_WITH_TIMEOUT(exportFailed.count(), 1, patience);
        QCOMPARE(bench.failed.count(), 2);
        QVERIFY(bench.failed[1][1].toString().contains(QStringLiteral("No such file")));
    }

    void saysWhoHoldsTheStoreOfAViewer()
    {
        JobsBench bench(true);
        const Result<DataLock> lock = DataLock::take(bench.data.dir(), "sluice");
        QVERIFY(lock.ok());
        bench.jobs.importFile(QStringLiteral("file.json"));
        QCOMPARE(bench.failed.count(), 1); // at once
        QVERIFY(bench.failed[0][1].toString().contains(
            QStringLiteral("sluice (process %1) holds the store").arg(QCoreApplication::applicationPid())));
        bench.data.put(richBatch());
        bench.jobs.exportSession(richId, ExchangeFormat::Json, pathOf(bench.data.path("out.json")));
        QTRY_COMPARE_WITH_TIMEOUT(bench.exported.count(), 1, patience);
    }

    void stopsWhatIsUnderWayAndWhatWaits()
    {
        JobsBench bench;
        bench.data.put(manyEvents(20'000));
        const QString path = pathOf(bench.data.file(bench.data.exported(richId)));
        JobsBench fresh;
        QObject::connect(&fresh.jobs, &ExchangeJobs::progressed, &fresh.jobs, &ExchangeJobs::cancel);
        fresh.jobs.importFile(path);
        fresh.jobs.importFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(fresh.stopped.count() + fresh.imported.count(), 2, patience);
        QVERIFY(fresh.stopped.count() >= 1);
        QVERIFY(fresh.imported.isEmpty() || fresh.data.sessions().size() == 1);
        if (fresh.imported.isEmpty())
            QVERIFY(fresh.data.sessions().empty());
    }

    void tellsHowFarItIs()
    {
        JobsBench bench;
        bench.data.put(manyEvents(20'000));
        QSignalSpy progressed(&bench.jobs, &ExchangeJobs::progressed);
        bench.jobs.exportSession(richId, ExchangeFormat::Otlp, pathOf(bench.data.path("out.json")));
        QTRY_COMPARE_WITH_TIMEOUT(bench.exported.count(), 1, patience);
        QVERIFY(progressed.count() >= 1);
        QCOMPARE(progressed.last()[1].toLongLong(), 20'000);
    }

    void leavesNothingBehindWhenItEnds()
    {
        ExchangeBench data;
        data.put(manyEvents(20'000));
        {
            ExchangeJobs jobs({data.dir(), data.store.get(), &systemClock});
            jobs.exportSession(richId, ExchangeFormat::Json, pathOf(data.path("out.json")));
        }
        const QStringList files = data.files();
        QVERIFY(files.isEmpty() || files == QStringList{QStringLiteral("out.json")});
    }
};

QTEST_GUILESS_MAIN(TestExchangeJobs)
#include "tst_exchange_jobs.moc"
