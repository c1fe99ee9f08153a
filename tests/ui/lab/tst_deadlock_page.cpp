// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/lab/cure_card.h"
#include "ui/lab/deadlock_page.h"
#include "ui/models/deadlock_text.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>

using namespace sluice;
using namespace sluice::ui;

namespace {

using Bench = PageBench<DeadlockPage>;
using Kind = DeadlockStep::Kind;

DeadlockResult deadlock()
{
    DeadlockResult result;
    result.finished = true;
    result.deadlocked = true;
    result.returned = 99;
    result.steps = {{Kind::Append, Micros(10), "program", 99, "Events 1 to 99 go into the queue."},
        {Kind::LockTaken, Micros(20), "program", 100, "record() number 100 holds the lock."},
        {Kind::SelfDeadlock, Micros(30), "program", 100, "It wants the lock that it holds."}};
    return result;
}

DeadlockResult good(DeadlockCure cure, Micros longest)
{
    DeadlockResult result;
    result.options.cure = cure;
    result.finished = true;
    result.returned = result.onTheWire = 100;
    result.posts = 2;
    result.longestRecord = longest;
    return result;
}

} // namespace

class TestDeadlockPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForTheOriginal();
    void asksForAllOfThem();
    void tellsTheDeadlock();
    void showsACureOnItsCard();
    void gradesWhatCameOut_data();
    void gradesWhatCameOut();
    void showsTheMovedCliff();
    void stopsOnlyWhatRuns();
    void labelsSimulationsAsSuch();
    void keepsItsStepsWhileTheyGrow();
};

void TestDeadlockPage::asksForTheOriginal()
{
    const Bench bench;
    DeadlockOptions asked;
    connect(
        bench.page, &DeadlockPage::runAsked, this, [&](const DeadlockOptions &options) { asked = options; });
    bench.press("deadlockSlider", Qt::Key_Home);
    QCOMPARE(bench.find<QSpinBox>("deadlockEvents")->value(), 1);
    bench.type("deadlockEvents", QStringLiteral("99"));
    QCOMPARE(bench.find<QSlider>("deadlockSlider")->value(), 99);
    bench.type("deadlockDelay", QStringLiteral("20"));
    bench.click("deadlockRun");
    QCOMPARE(asked.events, std::uint64_t{99});
    QCOMPARE(asked.cure, DeadlockCure::None);
    QVERIFY(asked.serverDelay == Millis(20));
}

void TestDeadlockPage::asksForAllOfThem()
{
    const Bench bench;
    std::vector<DeadlockCure> asked;
    connect(bench.page, &DeadlockPage::runAsked, this,
        [&](const DeadlockOptions &options) { asked.push_back(options.cure); });
    bench.click("deadlockRunAll");
    QCOMPARE(asked,
        (std::vector{DeadlockCure::None, DeadlockCure::AfterLock, DeadlockCure::ReEntrant,
            DeadlockCure::Bigger, DeadlockCure::Sluice}));
}

void TestDeadlockPage::tellsTheDeadlock()
{
    const Bench bench;
    bench.page->showResult(deadlock());
    QCOMPARE(bench.find<QLabel>("storyWire")->text(), QStringLiteral("0 of 100"));
    QVERIFY(bench.find<QLabel>("storyVerdict")->text().contains(QStringLiteral("record() number 100")));
    auto *table = bench.find<QTableView>("deadlockSteps");
    QCOMPARE(table->model()->rowCount(), 3);
    QCOMPARE(table->currentIndex().row(), 2);
    QCOMPARE(table->model()->index(2, DeadlockStepsModel::Tale).data().toString(),
        QStringLiteral("It wants the lock that it holds."));
}

void TestDeadlockPage::showsACureOnItsCard()
{
    const Bench bench;
    bench.page->showResult(good(DeadlockCure::ReEntrant, Micros(52'000)));
    auto *card = bench.find("cure_re-entrant");
    QCOMPARE(card->findChild<QLabel *>(QStringLiteral("wire"))->text(), QStringLiteral("100 of 100"));
    QVERIFY(card->findChild<QLabel *>(QStringLiteral("verdict"))->text().contains(QStringLiteral("52.0 ms")));
    QCOMPARE(bench.find<QLabel>("storyWire")->text(), QStringLiteral("—"));
}

void TestDeadlockPage::gradesWhatCameOut_data()
{
    using Grade = DeadlockVerdict::Grade;
    QTest::addColumn<DeadlockResult>("result");
    QTest::addColumn<Grade>("grade");
    DeadlockResult running;
    DeadlockResult lost = good(DeadlockCure::Sluice, Micros(5));
    lost.onTheWire = 40;
    QTest::newRow("running") << running << Grade::Running;
    QTest::newRow("hangs") << deadlock() << Grade::Hangs;
    QTest::newRow("lost") << lost << Grade::Lost;
    QTest::newRow("waited for the server") << good(DeadlockCure::AfterLock, Micros(50'000)) << Grade::Costly;
    QTest::newRow("good") << good(DeadlockCure::Sluice, Micros(40)) << Grade::Good;
}

void TestDeadlockPage::gradesWhatCameOut()
{
    QFETCH(DeadlockResult, result);
    QFETCH(DeadlockVerdict::Grade, grade);
    QCOMPARE(verdictOf(result).grade, grade);
    QVERIFY(!verdictOf(result).text.isEmpty());
}

void TestDeadlockPage::showsTheMovedCliff()
{
    const Bench bench;
    DeadlockOptions asked;
    connect(
        bench.page, &DeadlockPage::runAsked, this, [&](const DeadlockOptions &options) { asked = options; });
    QTest::mouseClick(bench.find("run_moved"), Qt::LeftButton);
    QCOMPARE(asked.cure, DeadlockCure::Bigger);
    QCOMPARE(asked.events, std::uint64_t{512});
}

void TestDeadlockPage::stopsOnlyWhatRuns()
{
    const Bench bench;
    QVERIFY(!bench.find("deadlockStop")->isEnabled());
    bench.page->showStarted({});
    QVERIFY(bench.find("deadlockStop")->isEnabled());
    bench.click("run_sluice");
    bench.page->showIdle();
    QVERIFY(!bench.find("deadlockStop")->isEnabled());
    const QString stopped = QStringLiteral("Stopped before its end.");
    QCOMPARE(bench.find<QLabel>("storyVerdict")->text(), stopped);
    QCOMPARE(bench.find("cure_sluice")->findChild<QLabel *>(QStringLiteral("verdict"))->text(), stopped);
}

void TestDeadlockPage::labelsSimulationsAsSuch()
{
    const Bench bench;
    auto *table = bench.find<QTableWidget>("silentDrops");
    QCOMPARE(table->rowCount(), 3);
    QVERIFY(table->horizontalHeaderItem(1)->text().contains(QStringLiteral("simulation")));
    QVERIFY(table->horizontalHeaderItem(2)->text().contains(QStringLiteral("measured")));
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("2,550"));
    const QString before = table->item(0, 1)->text();
    bench.type("laterEvents", QStringLiteral("400"));
    QVERIFY(table->item(0, 1)->text() != before);
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("2,550"));
}

void TestDeadlockPage::keepsItsStepsWhileTheyGrow()
{
    DeadlockStepsModel model;
    const QAbstractItemModelTester tester(&model);
    std::vector<DeadlockStep> steps = deadlock().steps;
    model.setSteps({steps[0]});
    model.setSteps(steps);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.deadlockRow(), 2);
    model.setSteps({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.deadlockRow(), -1);
}

QTEST_MAIN(TestDeadlockPage)
#include "tst_deadlock_page.moc"
