// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/plan_list.h"
#include "ui/widgets/curve_view.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace sluice;
using namespace sluice::ui;

namespace {

class Bench : public PageBench<BurstLabPage>
{
public:
    explicit Bench(const QTemporaryDir &dir)
        : PageBench(dir.filePath(QStringLiteral("plans")))
    { }

    void chooseShape(const QString &name) const
    {
        auto *shape = find<QComboBox>("labShape");
        shape->setFocus();
        QTest::keyClicks(shape, name);
    }

    void choosePlan(const QString &name) const
    {
        auto *list = find<QListView>("planList");
        const QModelIndexList found = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, name);
        if (found.isEmpty())
            qFatal("there is no plan %s", qPrintable(name));
        list->scrollTo(found.front());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(found.front()).center());
    }

    void name(const QString &text) const
    {
        auto *field = find<QLineEdit>("planName");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }

    int plans() const { return find<QListView>("planList")->model()->rowCount(); }
};

} // namespace

class TestBurstLabPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void runsWhatWasTyped();
    void keepsEverythingOfAPlan();
    void showsSharesOfTheMix();
    void drawsWhatWillBeFired();
    void saysWhatIsWrongBesideItsField_data();
    void saysWhatIsWrongBesideItsField();
    void runsTheSamePlanAgain();
    void takesRecordedTimes();
    void savesAndFindsAPlanAgain();
    void savesUnderAnotherNameOnly();
    void keepsPresets();
    void deletesAfterAsking();
    void sharesAndOpensAFile();
    void saysWhyAFileIsNoPlan();
    void putsThePictureOnTop();
    void greysOutWhereNothingCanBeRecorded();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestBurstLabPage::runsWhatWasTyped()
{
    const Bench bench(*m_dir);
    BurstPlan asked;
    connect(bench.page, &BurstLabPage::runAsked, this, [&asked](const BurstPlan &plan) { asked = plan; });
    bench.chooseShape(QStringLiteral("saw"));
    bench.type("labEvents", QStringLiteral("2500"));
    bench.type("labRate", QStringLiteral("500"));
    bench.type("labPeriod", QStringLiteral("250"));
    bench.type("labProducers", QStringLiteral("3"));
    bench.type("labMixLlms", QStringLiteral("4"));
    bench.type("labPayloadMost", QStringLiteral("512"));
    bench.type("labCapacity", QStringLiteral("64"));
    bench.type("labQueueBytes", QStringLiteral("2048"));
    bench.click("labRun");
    QCOMPARE(asked.shape, BurstShape::Sawtooth);
    QCOMPARE(asked.events, std::uint64_t{2'500});
    QCOMPARE(asked.rate, 500.0);
    QVERIFY(asked.period == Millis(250));
    QCOMPARE(asked.producers, 3U);
    QCOMPARE(asked.mix, (EventMix{1, 4, 0, 0}));
    QCOMPARE(asked.payloadMost, std::size_t{512});
    QCOMPARE(asked.queue.maxQueueSize, std::size_t{64});
    QCOMPARE(asked.queue.maxQueueBytes, std::size_t{2'048} * 1'024);
    QVERIFY(asked.proxied);
}

void TestBurstLabPage::keepsEverythingOfAPlan()
{
    const Bench bench(*m_dir);
    BurstPlan plan;
    plan.name = "all of it";
    plan.events = 777;
    plan.producers = 5;
    plan.rate = 12.5;
    plan.shape = BurstShape::Poisson;
    plan.period = Millis(333);
    plan.mix = {10, 5, 4, 1};
    plan.payloadBytes = 100;
    plan.payloadMost = 5'000;
    plan.seed = 12'345'678'901'234'567ULL;
    plan.queue.maxQueueSize = 33;
    plan.queue.maxQueueBytes = 1'000;
    plan.queue.maxWaitTime = Millis(44);
    plan.queue.policy = OverflowPolicy::DropOldest;
    plan.queue.blockDeadline = Millis(55);
    plan.endState = EndState::Fail;
    plan.endDeadline = Millis(66);
    plan.endpointDelay = Millis(77);
    plan.faults = faultPresets().front();
    plan.tags = {"mine"};
    bench.page->setPlan(plan);
    const BurstPlan again = bench.page->plan();
    QCOMPARE(again.events, plan.events);
    QCOMPARE(again.producers, plan.producers);
    QCOMPARE(again.rate, plan.rate);
    QCOMPARE(again.shape, plan.shape);
    QVERIFY(again.period == plan.period);
    QCOMPARE(again.mix, plan.mix);
    QCOMPARE(again.payloadBytes, plan.payloadBytes);
    QCOMPARE(again.payloadMost, plan.payloadMost);
    QCOMPARE(again.seed, plan.seed);
    QCOMPARE(again.queue.maxQueueSize, plan.queue.maxQueueSize);
    QCOMPARE(again.queue.maxQueueBytes, plan.queue.maxQueueBytes);
    QVERIFY(again.queue.maxWaitTime == plan.queue.maxWaitTime);
    QCOMPARE(again.queue.policy, plan.queue.policy);
    QVERIFY(again.queue.blockDeadline == plan.queue.blockDeadline);
    QCOMPARE(again.endState, plan.endState);
    QVERIFY(again.endDeadline == plan.endDeadline);
    QVERIFY(again.endpointDelay == plan.endpointDelay);
    QCOMPARE(again.faults, plan.faults);
    QCOMPARE(again.tags, plan.tags);
}

void TestBurstLabPage::showsSharesOfTheMix()
{
    const Bench bench(*m_dir);
    bench.type("labMixActions", QStringLiteral("3"));
    bench.type("labMixTools", QStringLiteral("1"));
    QCOMPARE(bench.find<QLabel>("labMixActionsShare")->text(), QStringLiteral("75 %"));
    QCOMPARE(bench.find<QLabel>("labMixToolsShare")->text(), QStringLiteral("25 %"));
    QCOMPARE(bench.find<QLabel>("labMixErrorsShare")->text(), QStringLiteral("0 %"));
    bench.type("labMixLlms", QStringLiteral("2"));
    QCOMPARE(bench.find<QLabel>("labMixLlmsShare")->text(), QStringLiteral("33.3 %"));
}

void TestBurstLabPage::drawsWhatWillBeFired()
{
    const Bench bench(*m_dir);
    auto *preview = bench.find<CurveView>("arrivalPreview");
    QVERIFY(preview->curves().front().points.empty());
    QVERIFY(preview->words().contains(QStringLiteral("as fast as possible")));
    bench.type("labEvents", QStringLiteral("1000"));
    bench.type("labRate", QStringLiteral("100"));
    bench.chooseShape(QStringLiteral("ramp"));
    QVERIFY(!preview->curves().empty());
    const std::vector<QPointF> &ramp = preview->curves().front().points;
    QVERIFY(ramp.size() > 20);
    QVERIFY(ramp[ramp.size() - 3].y() > 4 * ramp[2].y());
    QVERIFY(bench.find<QLabel>("arrivalWords")->text().startsWith(QStringLiteral("1,000 events in ")));
}

void TestBurstLabPage::saysWhatIsWrongBesideItsField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("problem");
    QTest::newRow("payload") << QStringLiteral("labPayloadMost") << QStringLiteral("5")
                             << QStringLiteral("steady") << QStringLiteral("labPayloadMostProblem");
    QTest::newRow("rate") << QStringLiteral("labRate") << QStringLiteral("0") << QStringLiteral("Poi")
                          << QStringLiteral("labRateProblem");
    QTest::newRow("mix") << QStringLiteral("labMixActions") << QStringLiteral("0") << QStringLiteral("steady")
                         << QStringLiteral("labMixProblem");
    QTest::newRow("recorded") << QStringLiteral("labEvents") << QStringLiteral("7") << QStringLiteral("as")
                              << QStringLiteral("labShapeProblem");
}

void TestBurstLabPage::saysWhatIsWrongBesideItsField()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, shape);
    QFETCH(QString, problem);
    const Bench bench(*m_dir);
    const QSignalSpy asked(bench.page, &BurstLabPage::runAsked);
    bench.type(qPrintable(field), value);
    bench.chooseShape(shape);
    bench.click("labRun");
    QCOMPARE(asked.size(), 0);
    auto *line = bench.find<QLabel>(qPrintable(problem));
    QVERIFY(line->isVisible());
    QVERIFY(!line->text().isEmpty());
    bench.type("labProducers", QStringLiteral("2"));
    QVERIFY(!line->isVisible()); // an edit takes it away
}

void TestBurstLabPage::runsTheSamePlanAgain()
{
    const Bench bench(*m_dir);
    std::vector<BurstPlan> asked;
    connect(bench.page, &BurstLabPage::runAsked, this,
        [&asked](const BurstPlan &plan) { asked.push_back(plan); });
    QVERIFY(!bench.find("labRunAgain")->isEnabled());
    auto *seed = bench.find<QLineEdit>("labSeed");
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("4711"));
    bench.click("labRun");
    bench.page->showStarted(asked.back());
    BurstProgress progress;
    bench.page->showProgress(progress);
    QVERIFY(!bench.find("labRun")->isEnabled());
    QVERIFY(bench.find("labStop")->isEnabled());
    progress.state = BurstProgress::State::Finished;
    bench.page->showProgress(progress);
    bench.click("newSeed");
    QVERIFY(seed->text() != QStringLiteral("4711"));
    bench.click("labRunAgain");
    QCOMPARE(asked.size(), std::size_t{2});
    QCOMPARE(asked[1].seed, std::uint64_t{4'711});
}

void TestBurstLabPage::takesRecordedTimes()
{
    const Bench bench(*m_dir);
    const QSignalSpy wanted(bench.page, &BurstLabPage::arrivalsAsked);
    bench.click("takeArrivals");
    QCOMPARE(wanted.size(), 1);
    bench.page->setArrivals({Micros(0), Micros(50), Micros(900)}, QStringLiteral("demo"));
    const BurstPlan plan = bench.page->plan();
    QCOMPARE(plan.shape, BurstShape::Recorded);
    QCOMPARE(plan.events, std::uint64_t{3});
    QVERIFY(plan.validate().ok());
    QCOMPARE(bench.find<QLabel>("recordedFrom")->text(), QStringLiteral("3 times of demo"));
}

void TestBurstLabPage::savesAndFindsAPlanAgain()
{
    {
        const Bench bench(*m_dir);
        const int before = bench.plans();
        bench.type("labEvents", QStringLiteral("4321"));
        bench.name(QStringLiteral("evening / 100 %"));
        bench.click("planSave");
        QVERIFY(!bench.find("planProblem")->isVisible());
        QCOMPARE(bench.plans(), before + 1);
        bench.type("labEvents", QStringLiteral("1234"));
        bench.click("planSave"); // over it
        QCOMPARE(bench.plans(), before + 1);
    }
    const Bench again(*m_dir);
    again.choosePlan(QStringLiteral("evening / 100 %"));
    QCOMPARE(again.find<QSpinBox>("labEvents")->value(), 1'234);
}

void TestBurstLabPage::savesUnderAnotherNameOnly()
{
    const Bench bench(*m_dir);
    const int before = bench.plans();
    bench.name(QStringLiteral("one"));
    bench.click("planSaveAs");
    QCOMPARE(bench.plans(), before + 1);
    bench.click("planSaveAs");
    QVERIFY(bench.find<QLabel>("planProblem")->text().contains(QStringLiteral("“one”")));
    bench.name(QStringLiteral("two"));
    bench.click("planSaveAs");
    QCOMPARE(bench.plans(), before + 2);
}

void TestBurstLabPage::keepsPresets()
{
    const Bench bench(*m_dir);
    const int before = bench.plans();
    bench.choosePlan(QStringLiteral("100"));
    QVERIFY(!bench.find("planDelete")->isEnabled());
    bench.click("planSave");
    QVERIFY(bench.find<QLabel>("planProblem")->text().contains(QStringLiteral("preset")));
    QCOMPARE(bench.plans(), before);
}

void TestBurstLabPage::deletesAfterAsking()
{
    const Bench bench(*m_dir);
    bench.name(QStringLiteral("short-lived"));
    bench.click("planSave");
    const int before = bench.plans();
    bench.click("planDelete");
    QCOMPARE(bench.plans(), before);
    auto *ask = bench.find("askDelete");
    QVERIFY(ask->isVisible());
    QTest::mouseClick(ask->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(bench.plans(), before - 1);
    QVERIFY(!ask->isVisible());
}

void TestBurstLabPage::sharesAndOpensAFile()
{
    const QString path = m_dir->filePath(QStringLiteral("shared.json"));
    const Bench bench(*m_dir);
    bench.type("labEvents", QStringLiteral("5555"));
    bench.name(QStringLiteral("for you"));
    auto *plans = bench.find<PlanList>("plans"); // a dialog is a window, and warns offscreen
    plans->shareTo(path);
    QVERIFY(bench.find<QLabel>("planProblem")->text().contains(path));
    bench.type("labEvents", QStringLiteral("1"));
    bench.name(QStringLiteral("mine"));
    plans->openFile(path);
    QCOMPARE(bench.find<QSpinBox>("labEvents")->value(), 5'555);
    QCOMPARE(bench.find<QLineEdit>("planName")->text(), QStringLiteral("for you"));
    plans->openFile(m_dir->filePath(QStringLiteral("nowhere.json")));
    QVERIFY(bench.find<QLabel>("planProblem")->text().contains(QStringLiteral("nowhere.json")));
    QCOMPARE(bench.find<QSpinBox>("labEvents")->value(), 5'555);
}

void TestBurstLabPage::saysWhyAFileIsNoPlan()
{
    QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("plans")));
    QFile file(m_dir->filePath(QStringLiteral("plans/odd.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"sluice_plan\": 1, \"events\": \"many\"}");
    file.close();
    const Bench bench(*m_dir);
    const QString problem = bench.find<QLabel>("planProblem")->text();
    QVERIFY2(problem.contains(QStringLiteral("odd.json")), qPrintable(problem));
    QVERIFY2(problem.contains(QStringLiteral("events")), qPrintable(problem));
}

void TestBurstLabPage::putsThePictureOnTop()
{
    const Bench bench(*m_dir);
    auto *picture = new QLabel(QStringLiteral("picture"));
    picture->setMinimumHeight(100);
    bench.page->setPicture(picture);
    QTRY_VERIFY(picture->isVisible());
    QVERIFY(picture->mapTo(bench.page, QPoint()).y() < bench.find("labRun")->mapTo(bench.page, QPoint()).y());
}

void TestBurstLabPage::greysOutWhereNothingCanBeRecorded()
{
    const Bench bench(*m_dir);
    bench.page->setUnavailable(QStringLiteral("Another Sluice records here."));
    QVERIFY(!bench.find("labRun")->isEnabled());
    QCOMPARE(bench.find<QLabel>("labState")->text(), QStringLiteral("Another Sluice records here."));
    bench.page->setUnavailable({});
    QVERIFY(bench.find("labRun")->isEnabled());
}

QTEST_MAIN(TestBurstLabPage)
#include "tst_burst_lab_page.moc"
