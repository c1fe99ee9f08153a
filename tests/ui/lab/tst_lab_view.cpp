// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/lab_bench.h"
#include "ui/models/compare_model.h"
#include "ui/models/what_if_model.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

using namespace sluice;
using namespace sluice::ui;

namespace {

std::string labOf(LabBench &bench, const SessionId &session)
{
    bench.engine->store()->drain();
    return StoreReader::open(bench.engine->dataDir()).value()->lab(session).value().value_or("");
}

/// Long enough to switch something meanwhile.
BurstPlan unhurried()
{
    BurstPlan plan = LabBench::quick(600);
    plan.rate = 400;
    plan.queue.policy = OverflowPolicy::Block;
    plan.queue.blockDeadline.reset();
    return plan;
}

} // namespace

class TestLabView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storesEachRunWithItsPlan();
    void firesTheSameEventsAgain();
    void switchesFaultsWhileARunGoesOn();
    void stopsARun();
    void reproducesTheDeadlockAndItsCures();
    void simulatesTheShownSession();
    void takesTheShownSessionsTimes();
    void replaysTheShownSession();
    void leavesASessionAloneThatGoesElsewhereWithItsIds();
    void replaysStepByStep();
    void comparesTwoRuns();
    void asksBeforeAnotherMachine();
    void saysWhyNothingCanBeFired();
    void opensItsPages();
};

void TestLabView::storesEachRunWithItsPlan()
{
    LabBench bench;
    const SessionSummary session = bench.run(LabBench::quick(250));
    QVERIFY(session.ledger.has_value());
    QCOMPARE(session.ledger->delivered, std::uint64_t{250});
    const std::string lab = labOf(bench, session.id);
    QVERIFY2(lab.find("\"plan\"") != std::string::npos, lab.c_str());
    QVERIFY2(lab.find("\"record_ns\"") != std::string::npos, lab.c_str());
    QVERIFY(bench.find<QLabel>("labState")->text().startsWith(QStringLiteral("250 recorded in ")));
}

void TestLabView::firesTheSameEventsAgain()
{
    LabBench bench;
    BurstPlan plan = LabBench::quick(60);
    plan.mix = {1, 1, 1, 0};
    plan.payloadMost = 900;
    const SessionSummary first = bench.run(plan);
    bench.click("labRunAgain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.started.size(), std::size_t{2}, LabBench::patience);
    QVERIFY(QTest::qWaitFor([&] { return !bench.bridge->runs().isRunning(); }, LabBench::patience));
    const SessionSummary second = bench.show(bench.started.back());
    QVERIFY(first.id != second.id);
    QCOMPARE(first.counts, second.counts);
}

void TestLabView::switchesFaultsWhileARunGoesOn()
{
    LabBench bench;
    bench.open(LabView::Page::BurstLab);
    bench.view->burstLab().setPlan(unhurried());
    bench.click("labRun");
    QTRY_VERIFY(bench.find<QLabel>("faultNow")->text().startsWith(QStringLiteral("On the wire now: none")));
    bench.press("fault_503", Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(
        bench.find<QLabel>("faultNow")->text().contains(QStringLiteral("503")), LabBench::patience);
    const auto faulted = [&] { return bench.find<QLabel>("statFaulted")->text(); };
    QTRY_VERIFY_WITH_TIMEOUT(faulted() != QStringLiteral("0"), LabBench::patience);
    bench.press("fault_none", Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([&] { return !bench.bridge->runs().isRunning(); }, LabBench::patience));
    const SessionSummary session = bench.show(bench.started.back());
    QVERIFY(session.ledger->balances());
    QCOMPARE(session.ledger->delivered, std::uint64_t{600}); // under `block` nothing is lost
    QVERIFY(bench.find<QLabel>("faultNow")->text().startsWith(QStringLiteral("The next run begins with")));
}

void TestLabView::stopsARun()
{
    LabBench bench;
    BurstPlan plan = LabBench::quick(100'000);
    plan.rate = 200;
    bench.open(LabView::Page::BurstLab);
    bench.view->burstLab().setPlan(plan);
    bench.click("labRun");
    QTRY_VERIFY(bench.find("labStop")->isEnabled());
    bench.click("labStop");
    QVERIFY(QTest::qWaitFor([&] { return !bench.bridge->runs().isRunning(); }, LabBench::patience));
    QTRY_VERIFY(bench.find("labRun")->isEnabled());
    QVERIFY(bench.show(bench.started.back()).ledger->recorded < 100'000);
}

void TestLabView::reproducesTheDeadlockAndItsCures()
{
    LabBench bench;
    bench.open(LabView::Page::Deadlock);
    bench.find<QSpinBox>("deadlockDelay")->setValue(5);
    bench.click("deadlockRunAll");
    QVERIFY(QTest::qWaitFor([&] { return !bench.bridge->deadlocks().isRunning(); }, LabBench::patience));
    QCOMPARE(bench.find<QLabel>("storyWire")->text(), QStringLiteral("0 of 100"));
    QVERIFY(bench.find<QLabel>("storyVerdict")->text().contains(QStringLiteral("record() number 100")));
    for (const char *cure : {"cure_after-lock", "cure_re-entrant", "cure_512", "cure_sluice"})
        QCOMPARE(bench.find(cure)->findChild<QLabel *>(QStringLiteral("wire"))->text(),
            QStringLiteral("100 of 100"));
    QVERIFY(!bench.find("deadlockStop")->isEnabled());
}

void TestLabView::simulatesTheShownSession()
{
    LabBench bench;
    BurstPlan plan = LabBench::quick(400);
    plan.producers = 2;
    plan.queue.maxQueueSize = 50;
    bench.run(plan);
    bench.open(LabView::Page::WhatIf);
    auto *model = bench.find<QTableView>("whatIfTable")->model();
    const auto text = [model](int row, int column) { return model->index(row, column).data().toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(text(0, WhatIfModel::Capacity), QStringLiteral("50"), LabBench::patience);
    bench.click("whatIfSimulate");
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("whatIfSimulate")->isEnabled(), LabBench::patience);
    QVERIFY2(
        !bench.find("whatIfProblem")->isVisible(), qPrintable(bench.find<QLabel>("whatIfProblem")->text()));
    for (int row = 0; row < model->rowCount(); ++row)
        QVERIFY(text(row, WhatIfModel::Delivered) != QStringLiteral("—"));
    QCOMPARE(text(0, WhatIfModel::Delivered), QStringLiteral("400")); // it blocks
}

void TestLabView::takesTheShownSessionsTimes()
{
    LabBench bench;
    BurstPlan plan = LabBench::quick(40);
    plan.rate = 400;
    bench.run(plan);
    bench.open(LabView::Page::BurstLab);
    bench.click("takeArrivals");
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.view->burstLab().plan().arrivals.size(), std::size_t{40}, LabBench::patience);
    QVERIFY(bench.view->burstLab().plan().validate().ok());
}

void TestLabView::replaysTheShownSession()
{
    LabBench bench;
    const SessionSummary session = bench.run(LabBench::quick(80));
    bench.open(LabView::Page::Replay);
    auto *speed = bench.find<QDoubleSpinBox>("replaySpeed");
    speed->setFocus();
    speed->selectAll();
    QTest::keyClicks(speed, QStringLiteral("100"));
    bench.click("replayStart");
    QTRY_COMPARE_WITH_TIMEOUT(bench.started.size(), std::size_t{2}, LabBench::patience);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.bridge->replay().isRunning(), LabBench::patience);
    const SessionSummary again = bench.show(bench.started.back());
    QVERIFY(again.id != session.id);
    QCOMPARE(again.counts.total(), std::uint64_t{80});
    QTRY_VERIFY(bench.find<QLabel>("replayState")->text().startsWith(QStringLiteral("Finished: 80 of 80")));
}

void TestLabView::leavesASessionAloneThatGoesElsewhereWithItsIds()
{
    const QTemporaryDir otherDir;
    EngineOptions other;
    other.dataDir = otherDir.path().toStdString();
    other.listen = ListenAddress{"127.0.0.1", 0};
    const std::unique_ptr<Engine> elsewhere = Engine::open(other).value();
    LabBench bench;
    const SessionSummary before = bench.run(LabBench::quick(80));
    ReplayOptions options;
    options.keepIds = true;
    options.speed = ReplayOptions::fastest;
    LabReplay &replay = bench.bridge->replay();
    const QString here = QString::fromStdString(bench.engine->collector()->address().toUrl());
    QCOMPARE(replay.start(before.id, options, here).error().kind, ErrorKind::Usage);
    const QString there = QString::fromStdString(elsewhere->collector()->address().toUrl());
    QVERIFY(replay.start(before.id, options, there).ok());
    QTRY_VERIFY_WITH_TIMEOUT(!replay.isRunning(), LabBench::patience);

    QCOMPARE(bench.started.size(), std::size_t{1}); // the run alone
    const SessionSummary after = bench.show(before.id);
    QVERIFY(after.ledger == before.ledger);
    QVERIFY(after.counts == before.counts);
    QVERIFY(after.tags == before.tags);
    QVERIFY(after.ended == before.ended);
    elsewhere->store()->drain();
    const auto reader = StoreReader::open(elsewhere->dataDir()).value();
    QCOMPARE(reader->session(before.id).value().value().counts.total(), std::uint64_t{80});
}

void TestLabView::replaysStepByStep()
{
    LabBench bench;
    bench.run(LabBench::quick(5));
    bench.open(LabView::Page::Replay);
    for (int step = 1; step <= 2; ++step) {
        bench.click("replayStep");
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<QLabel>("replayState")
                                     ->text()
                                     .contains(QStringLiteral("%1 of 5 events").arg(step == 1 ? 0 : 1)),
            LabBench::patience);
    }
    bench.click("replayStop");
    QTRY_VERIFY_WITH_TIMEOUT(!bench.bridge->replay().isRunning(), LabBench::patience);
}

void TestLabView::comparesTwoRuns()
{
    LabBench bench;
    BurstPlan plan = LabBench::quick(100);
    bench.run(plan);
    plan.queue.maxQueueSize = 20;
    bench.run(plan);
    bench.open(LabView::Page::Compare);
    auto *model = bench.find<QTableView>("compareTable")->model();
    const auto has = [model](const QString &what) {
        return !model->match(model->index(0, CompareModel::What), Qt::DisplayRole, what, 1, Qt::MatchContains)
                    .isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(QStringLiteral("delivered")), LabBench::patience);
    QTRY_VERIFY(has(QStringLiteral("max_queue_size")) || has(QStringLiteral("capacity")));
    QVERIFY(bench.find<QComboBox>("compareFirst")->count() >= 2);
}

void TestLabView::asksBeforeAnotherMachine()
{
    RecorderConfig config;
    config.endpoint = "http://192.0.2.1:4318"; // for documentation: nobody is there
    config.apiKey = ApiKey::parse("00000000-0000-4000-8000-000000000000", "key").value();
    LabBench bench;
    const auto recorder = Recorder::create(config).value();
    bench.bridge->setRecorder(recorder.get());
    bench.click("labRun");
    QVERIFY(bench.find("labAskEndpoint")->isVisible());
    QVERIFY(!bench.bridge->runs().isRunning());
    QCOMPARE(bench.started.size(), std::size_t{0});
    bench.bridge->setRecorder(bench.engine->recorder());
}

void TestLabView::saysWhyNothingCanBeFired()
{
    LabBench bench;
    bench.bridge->setRecorder(nullptr);
    bench.click("labRun");
    QVERIFY(bench.find<QLabel>("labProblem")->text().contains(QStringLiteral("no collector")));
}

void TestLabView::opensItsPages()
{
    LabBench bench;
    auto *tabs = bench.find<QTabWidget>("labTabs");
    bench.open(LabView::Page::Compare);
    QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("Compare"));
    bench.open(LabView::Page::BurstLab);
    QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("Burst lab"));
}

QTEST_MAIN(TestLabView)
#include "tst_lab_view.moc"
