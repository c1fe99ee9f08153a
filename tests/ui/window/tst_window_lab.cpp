// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The queue lab and the ledger in the whole window, driven as a person does.

#include "core/lab/burst_plan.h"
#include "core/store/store_reader.h"
#include "tests/ui/window/window_bench.h"
#include "ui/inspector/details_panel.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/lab_view.h"
#include "ui/queue/ledger_page.h"
#include "ui/queue/queue_picture_view.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/proof_badge.h"
#include "ui/window/ledger_bar.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 30'000;

/// Full at once, so that some are dropped: the first request goes nowhere.
BurstPlan droppingPlan()
{
    BurstPlan plan;
    plan.events = 400;
    plan.queue.maxQueueSize = 50;
    plan.queue.maxWaitTime = Millis(20);
    plan.queue.policy = OverflowPolicy::DropNewest;
    plan.faults = faultPlanFromText("latency:300").value();
    plan.endDeadline = Millis(20'000);
    return plan;
}

class LabScene
{
public:
    explicit LabScene(EngineOptions options = WindowBench::withCollector())
        : bench(std::move(options))
        , timeline(*bench.window->findChild<TimelineView *>())
        , lab(*bench.window->findChild<LabView *>())
        , ledger(*bench.window->findChild<LedgerPage *>())
    { }

    /// Keys of commands reach the window that the desktop gave the keyboard to.
    bool isActive() { return QTest::qWaitForWindowActive(bench.window.get()); }

    void openLab() { bench.find<QAction>("actionQueueLab")->trigger(); }

    /// By the button, to its end; the timeline has all of it then.
    BurstProgress run(const BurstPlan &plan)
    {
        lab.openPage(LabView::Page::BurstLab);
        lab.burstLab().setPlan(plan);
        BurstProgress last;
        QObject::connect(&bench.lab->runs(), &LabRuns::changed, &lab,
            [&last](const BurstProgress &progress) { last = progress; });
        bench.click("labRun");
        const auto ended = [&last] { return last.state == BurstProgress::State::Finished; };
        if (!QTest::qWaitFor(ended, patience))
            qFatal("the run did not end");
        QObject::disconnect(&bench.lab->runs(), &LabRuns::changed, &lab, nullptr);
        const auto shown = [&] { return bench.window->shown().timeline().events().eventCount(); };
        if (!QTest::qWaitFor([&] { return shown() == last.ledger.delivered; }, patience))
            qFatal("the timeline did not get its events");
        return last;
    }

    WindowBench bench;
    TimelineView &timeline;
    LabView &lab;
    LedgerPage &ledger;
};

} // namespace

class TestWindowLab : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheLabTheRoomAndTakesItBack();
    void drawsTheQueueWhileAPlanRuns();
    void leadsFromTheLedgerBarToADropRun();
    void leadsFromADeliveredFlushToItsEvent();
    void showsTheLifeLineOfTheSelectedEvent();
    void marksEachSessionWithItsProof();
    void leavesAViewersPlanWithWhoHoldsTheStore();
    void runsThePlanByTheKeyOfFire();
    void provesItselfFromTheMenu();
};

void TestWindowLab::givesTheLabTheRoomAndTakesItBack()
{
    LabScene scene;
    auto *burst = scene.bench.find<QDockWidget>("burstDock");
    QVERIFY(burst->isVisible());
    QVERIFY(scene.isActive());
    QTest::keyClick(scene.bench.window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(scene.lab.isVisible());
    QVERIFY(!burst->isVisible());
    QVERIFY(scene.bench.find<QDockWidget>("sessionsDock")->isVisible());
    QTest::keyClick(scene.bench.window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!scene.lab.isVisible());
    QVERIFY(burst->isVisible());
}

void TestWindowLab::drawsTheQueueWhileAPlanRuns()
{
    LabScene scene;
    auto &picture = *scene.bench.window->findChild<QueuePictureView *>();
    QSignalSpy pictures(scene.bench.bridge, &Bridge::queuePictureChanged);
    scene.run(droppingPlan());
    QCOMPARE(pictures.count(), 0); // nobody sees it
    scene.openLab();
    QSignalSpy painted(&picture, &QueuePictureView::painted);
    scene.run(droppingPlan());
    QVERIFY(pictures.count() > 0);
    QVERIFY(painted.count() > 0);
    std::size_t mostFilled = 0;
    for (const QList<QVariant> &said : pictures) {
        const auto drawn = said.first().value<QueuePicture>();
        QCOMPARE(drawn.cells.size(), std::size_t{50});
        mostFilled = std::max(mostFilled, drawn.queue.highWater);
    }
    QCOMPARE(mostFilled, std::size_t{50});
    QVERIFY2(picture.accessibleDescription().contains(QStringLiteral("50")),
        qPrintable(picture.accessibleDescription()));
}

void TestWindowLab::leadsFromTheLedgerBarToADropRun()
{
    LabScene scene;
    const BurstProgress end = scene.run(droppingPlan());
    QVERIFY(end.ledger.droppedInAll() > 0);
    QVERIFY(
        !scene.ledger.isVisible() || scene.bench.find<QDockWidget>("ledgerDock")->visibleRegion().isEmpty());
    QTest::mouseClick(scene.bench.find<LedgerBar>("ledger"), Qt::LeftButton);
    QTRY_VERIFY(!scene.ledger.visibleRegion().isEmpty());
    scene.ledger.selectTerm(LedgerTerm::Dropped);
    QSignalSpy asked(&scene.ledger, &LedgerPage::dropAsked);
    auto *tree = scene.ledger.findChild<QTreeView *>();
    QVERIFY(tree);
    QTRY_VERIFY_WITH_TIMEOUT(tree->model()->rowCount() > 0, patience);
    tree->expandAll();
    const QModelIndex run = tree->model()->index(0, 0, tree->model()->index(0, 0));
    QVERIFY(run.isValid());
    tree->setCurrentIndex(run);
    asked.clear();
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QVERIFY(scene.timeline.isVisible());
    QCOMPARE(asked.first().first().value<DropRun>().reason, DropReason::QueueFull);
}

void TestWindowLab::leadsFromADeliveredFlushToItsEvent()
{
    LabScene scene;
    scene.run(droppingPlan());
    scene.bench.find<QAction>("actionLedger")->trigger();
    scene.ledger.selectTerm(LedgerTerm::Delivered);
    auto *tree = scene.ledger.findChild<QTreeView *>();
    QTRY_VERIFY_WITH_TIMEOUT(tree->model()->rowCount() > 0, patience);
    const QModelIndex flush = tree->model()->index(0, 0);
    tree->expand(flush);
    QSignalSpy asked(&scene.ledger, &LedgerPage::eventAsked);
    const auto firstEvent = [&] { return tree->model()->index(0, 0, tree->model()->index(0, 0)); };
    const auto openEvent = [&] {
        if (!firstEvent().isValid())
            return false;
        tree->setCurrentIndex(firstEvent());
        QTest::keyClick(tree, Qt::Key_Return);
        return asked.count() > 0;
    };
    QVERIFY(QTest::qWaitFor(openEvent, patience));
    QCOMPARE(scene.timeline.selectedRow(), std::optional<qint64>(asked.first().first().toLongLong()));
    QVERIFY(scene.timeline.isVisible());
}

void TestWindowLab::showsTheLifeLineOfTheSelectedEvent()
{
    LabScene scene;
    scene.run(droppingPlan());
    scene.timeline.setFocus();
    QTest::keyClick(&scene.timeline, Qt::Key_Period);
    QTRY_VERIFY(scene.timeline.selectedRow().has_value());
    auto *panel = scene.bench.window->findChild<DetailsPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->has(DetailsPanel::Tab::LifeLine), patience);
    panel->open(DetailsPanel::Tab::LifeLine);
    auto *steps = scene.bench.find<QTableView>("lifeSteps");
    QTRY_VERIFY_WITH_TIMEOUT(steps->isVisible() && steps->model()->rowCount() >= 5, patience);
    QStringList names;
    for (int row = 0; row < steps->model()->rowCount(); ++row)
        names << steps->model()->index(row, 0).data().toString();
    QVERIFY2(names.first() == QStringLiteral("Created") && names.last() == QStringLiteral("Acknowledged"),
        qPrintable(names.join(QLatin1Char('|'))));
    QTRY_VERIFY_WITH_TIMEOUT(scene.timeline.linkedFlushes().size() == 1, patience);
}

void TestWindowLab::marksEachSessionWithItsProof()
{
    LabScene scene;
    scene.run(droppingPlan());
    auto *badge = scene.bench.window->findChild<DetailsPanel *>()->findChild<ProofBadge *>();
    QVERIFY(badge);
    QTRY_COMPARE_WITH_TIMEOUT(badge->proof(), Proof::CompleteWithDrops, patience);
}

void TestWindowLab::leavesAViewersPlanWithWhoHoldsTheStore()
{
    WindowBench holder;
    EngineOptions options;
    options.dataDir = holder.dataDir().toStdString();
    LabScene viewer(options);
    QVERIFY(viewer.bench.engine->isViewer());
    BurstPlan plan;
    plan.events = 7;
    plan.seed = 439;
    const BurstProgress end = viewer.run(plan);
    const auto stored = [&]() -> std::string {
        const auto reader = StoreReader::open(viewer.bench.engine->dataDir());
        const auto lab
            = reader ? (*reader)->lab(end.session) : Result<std::optional<std::string>>(std::nullopt);
        return lab && *lab ? **lab : std::string();
    };
    QTRY_VERIFY_WITH_TIMEOUT(stored().find("\"result\":{") != std::string::npos, patience);
    QVERIFY(stored().find("\"seed\":439") != std::string::npos);
}

void TestWindowLab::runsThePlanByTheKeyOfFire()
{
    LabScene scene;
    QVERIFY(scene.isActive());
    scene.openLab();
    BurstPlan plan = droppingPlan();
    plan.events = 7;
    plan.faults = {};
    scene.lab.burstLab().setPlan(plan);
    QSignalSpy started(&scene.bench.lab->runs(), &LabRuns::started);
    QTest::keyClick(scene.bench.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(started.count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.bench.lab->runs().isRunning(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        scene.bench.window->shown().timeline().events().eventCount(), std::size_t{7}, patience);
}

void TestWindowLab::provesItselfFromTheMenu()
{
    LabScene scene;
    QSignalSpy finished(&scene.bench.bridges->watch, &WatchBridge::selfTestFinished);
    scene.bench.bridges->watch.runSelfTest();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QVERIFY(finished.first().first().value<SelfTestReport>().passed());
    QVERIFY(scene.bench.find<QAction>("actionSelfTest")->isEnabled());
}

QTEST_MAIN(TestWindowLab)
#include "tst_window_lab.moc"
