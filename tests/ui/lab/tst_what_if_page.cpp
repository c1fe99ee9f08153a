// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/lab/what_if_page.h"
#include "ui/models/words.h"
#include "ui/widgets/curve_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

using namespace sluice;
using namespace sluice::ui;

namespace {

class Bench : public PageBench<WhatIfPage>
{
public:
    QTableView *table() const { return find<QTableView>("whatIfTable"); }
    QString text(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    /// Opens the cell's editor by a key, as a person does.
    template <typename Editor>
    Editor *edit(int row, int column) const
    {
        table()->setFocus();
        table()->setCurrentIndex(table()->model()->index(row, column));
        QTest::keyClick(table()->viewport(), Qt::Key_F2);
        return table()->findChild<Editor *>();
    }
};

SessionSummary session(const char *id = "11111111-1111-7111-8111-111111111111")
{
    SessionSummary summary;
    summary.id = SessionId(id);
    summary.tags = {"demo"};
    return summary;
}

WhatIf recorded()
{
    WhatIf baseline;
    baseline.queue.maxQueueSize = 100;
    baseline.queue.policy = OverflowPolicy::DropNewest;
    return baseline;
}

WhatIfOutcome outcome(std::uint64_t dropped)
{
    WhatIfOutcome outcome;
    outcome.recorded = 1'000;
    outcome.dropped = dropped;
    outcome.delivered = 1'000 - dropped;
    outcome.delayP50 = Micros(1'500);
    outcome.depths = {{Micros(0), 1}, {Micros(1'000'000), 90}};
    outcome.dropsSoFar = {{Micros(0), 0}, {Micros(1'000'000), dropped}};
    return outcome;
}

} // namespace

class TestWhatIfPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForTheSettingsOfANewSession();
    void simulatesEveryLine();
    void editsALine();
    void keepsWhatWasRecorded();
    void refusesWhatTheQueueRefuses();
    void addsAndRemovesLines();
    void showsOutcomesAsASimulation();
    void forgetsAnOutcomeThatNoLongerHolds();
    void cancels();
    void saysWhyNothingWasSimulated();
};

void TestWhatIfPage::asksForTheSettingsOfANewSession()
{
    const Bench bench;
    const QSignalSpy asked(bench.page, &WhatIfPage::baselineAsked);
    QVERIFY(!bench.find("whatIfSimulate")->isEnabled());
    bench.page->showSession(session());
    bench.page->showSession(session()); // news of the same
    QCOMPARE(asked.size(), 1);
    bench.page->showBaseline(session().id, recorded(), 4, true);
    QCOMPARE(bench.text(0, WhatIfModel::Name), QStringLiteral("as recorded"));
    QCOMPARE(bench.text(0, WhatIfModel::Capacity), QStringLiteral("100"));
    QVERIFY(bench.find("whatIfSimulate")->isEnabled());
    bench.page->showBaseline(
        session("22222222-2222-7222-8222-222222222222").id, {}, 1, false); // late: of another one
    QCOMPARE(bench.text(0, WhatIfModel::Policy), QStringLiteral("drop newest"));
}

void TestWhatIfPage::simulatesEveryLine()
{
    const Bench bench;
    std::vector<WhatIf> asked;
    unsigned producers = 0;
    connect(bench.page, &WhatIfPage::simulateAsked, this,
        [&](const SessionId &, unsigned of, const std::vector<WhatIf> &variants) {
            producers = of;
            asked = variants;
        });
    bench.page->showSession(session());
    bench.page->showBaseline(session().id, recorded(), 4, true);
    bench.click("whatIfSimulate");
    QCOMPARE(producers, 4U);
    QCOMPARE(static_cast<int>(asked.size()), bench.table()->model()->rowCount());
    QVERIFY(asked.size() >= 3);
    QCOMPARE(asked[0].queue.maxQueueSize, std::size_t{100});
    QCOMPARE(asked[1].queue.maxQueueSize, std::size_t{1'000});
}

void TestWhatIfPage::editsALine()
{
    const Bench bench;
    bench.page->showSession(session());
    bench.page->showBaseline(session().id, recorded(), 1, true);
    auto *capacity = bench.edit<QSpinBox>(1, WhatIfModel::Capacity);
    QVERIFY(capacity);
    QCOMPARE(capacity->minimum(), 1);
    capacity->selectAll();
    QTest::keyClicks(capacity, QStringLiteral("77"));
    QTest::keyClick(capacity, Qt::Key_Return);
    QTRY_COMPARE(bench.text(1, WhatIfModel::Capacity), QStringLiteral("77"));
    QCOMPARE(bench.text(1, WhatIfModel::Batch), QStringLiteral("38 (usual)"));
    auto *policy = bench.edit<QComboBox>(1, WhatIfModel::Policy);
    QVERIFY(policy);
    QTest::keyClicks(policy, QStringLiteral("spill"));
    QTest::keyClick(policy, Qt::Key_Return);
    QTRY_COMPARE(bench.text(1, WhatIfModel::Policy), policyText(OverflowPolicy::Spill));
    auto *latency = bench.edit<QSpinBox>(1, WhatIfModel::Latency);
    QVERIFY(latency);
    latency->selectAll();
    QTest::keyClicks(latency, QStringLiteral("250"));
    QTest::keyClick(latency, Qt::Key_Return);
    QTRY_COMPARE(bench.text(1, WhatIfModel::Latency), QStringLiteral("250 ms"));
}

void TestWhatIfPage::keepsWhatWasRecorded()
{
    const Bench bench;
    bench.page->showSession(session());
    bench.page->showBaseline(session().id, recorded(), 1, true);
    QVERIFY(!bench.edit<QSpinBox>(0, WhatIfModel::Capacity));
    bench.table()->setCurrentIndex(bench.table()->model()->index(0, 0));
    QVERIFY(!bench.find("whatIfRemove")->isEnabled());
}

void TestWhatIfPage::refusesWhatTheQueueRefuses()
{
    WhatIfModel model;
    const QAbstractItemModelTester tester(&model);
    model.reset(recorded());
    const auto set = [&model](int column, const QVariant &value) {
        return model.setData(model.index(1, column), value);
    };
    QVERIFY(!set(WhatIfModel::Capacity, 0));
    QVERIFY(set(WhatIfModel::Capacity, 1));
    QVERIFY(!set(WhatIfModel::Capacity, 1'000'001));
    QVERIFY(!set(WhatIfModel::Policy, 4));
    QVERIFY(!set(WhatIfModel::Interval, 0));
    QVERIFY(!set(WhatIfModel::Name, QStringLiteral("  ")));
    QVERIFY(!model.setData(model.index(0, WhatIfModel::Capacity), 7));
}

void TestWhatIfPage::addsAndRemovesLines()
{
    const Bench bench;
    bench.page->showSession(session());
    bench.page->showBaseline(session().id, recorded(), 1, true);
    QAbstractItemModel *model = bench.table()->model();
    const int before = model->rowCount();
    bench.click("whatIfAdd");
    QCOMPARE(model->rowCount(), before + 1);
    QCOMPARE(bench.table()->currentIndex().row(), before);
    bench.click("whatIfRemove");
    QCOMPARE(model->rowCount(), before);
    for (int i = 0; i < WhatIfModel::mostLines; ++i)
        bench.click("whatIfAdd");
    QCOMPARE(model->rowCount(), WhatIfModel::mostLines);
    QVERIFY(!bench.find("whatIfAdd")->isEnabled());
}

void TestWhatIfPage::showsOutcomesAsASimulation()
{
    const Bench bench;
    bench.page->showSession(session());
    bench.page->showBaseline(session().id, recorded(), 1, true);
    QCOMPARE(bench.text(0, WhatIfModel::Dropped), QStringLiteral("—"));
    bench.click("whatIfSimulate");
    bench.page->showOutcome(0, outcome(250));
    bench.page->showOutcome(1, outcome(0));
    QCOMPARE(bench.text(0, WhatIfModel::Dropped), QStringLiteral("250 (25.0 %)"));
    QCOMPARE(bench.text(1, WhatIfModel::Delivered), QStringLiteral("1,000"));
    QCOMPARE(bench.text(0, WhatIfModel::DelayP50), QStringLiteral("1.50 ms"));
    auto *drops = bench.find<CurveView>("whatIfDrops");
    QCOMPARE(drops->curves().size(), std::size_t{2});
    QVERIFY(drops->words().contains(QStringLiteral("simulation")));
    QVERIFY(bench.find<QLabel>("whatIfTitle")->text().startsWith(QStringLiteral("Simulation of ")));
    bench.page->showFinished();
    QVERIFY(bench.find("whatIfSimulate")->isEnabled());
}

void TestWhatIfPage::forgetsAnOutcomeThatNoLongerHolds()
{
    WhatIfModel model;
    model.reset(recorded());
    model.setOutcome(1, outcome(5));
    QVERIFY(model.setData(model.index(1, WhatIfModel::Name), QStringLiteral("mine")));
    QVERIFY(model.lines()[1].outcome); // a name changes nothing
    QVERIFY(model.setData(model.index(1, WhatIfModel::Batch), 3));
    QVERIFY(!model.lines()[1].outcome);
}

void TestWhatIfPage::cancels()
{
    const Bench bench;
    const QSignalSpy cancelled(bench.page, &WhatIfPage::cancelAsked);
    bench.page->showSession(session());
    bench.click("whatIfSimulate");
    QVERIFY(!bench.find("whatIfAdd")->isEnabled());
    bench.click("whatIfCancel");
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(bench.find("whatIfSimulate")->isEnabled());
    QCOMPARE(bench.find<QLabel>("whatIfState")->text(), QStringLiteral("Cancelled."));
}

void TestWhatIfPage::saysWhyNothingWasSimulated()
{
    const Bench bench;
    bench.page->showSession(session());
    bench.click("whatIfSimulate");
    bench.page->showProblem(QStringLiteral("no flush came to an end"));
    QVERIFY(bench.find("whatIfProblem")->isVisible());
    QVERIFY(bench.find("whatIfSimulate")->isEnabled());
}

QTEST_MAIN(TestWhatIfPage)
#include "tst_what_if_page.moc"
