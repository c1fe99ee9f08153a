// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/lab/replay_page.h"
#include "ui/models/replay_text.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>

using namespace sluice;
using namespace sluice::ui;

namespace {

struct Asked
{
    int times = 0;
    ReplayOptions options;
    QString endpoint;
};

class Bench : public PageBench<ReplayPage>
{
public:
    Bench()
    {
        QObject::connect(page, &ReplayPage::startAsked, page,
            [this](const SessionId &, const ReplayOptions &options, const QString &endpoint) {
                asked = {asked.times + 1, options, endpoint};
            });
        SessionSummary session;
        session.tags = {"demo"};
        session.counts.of(EventType::Action) = 2'000;
        page->showSession(session);
    }

    Asked asked;
};

ReplayProgress at(ReplayProgress::State state, std::uint64_t replayed)
{
    ReplayProgress progress;
    progress.state = state;
    progress.replayed = replayed;
    progress.planned = 2'000;
    progress.position = Micros(3'200'000);
    progress.length = Micros(10'000'000);
    progress.ledger.recorded = progress.ledger.delivered = replayed;
    return progress;
}

} // namespace

class TestReplayPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replaysHereAtTheSpeedThatWasTyped();
    void setsTheSpeedByTheSlider();
    void turnsStepsAndSpeedsIntoEachOther_data();
    void turnsStepsAndSpeedsIntoEachOther();
    void replaysElsewhere();
    void wantsAUrlForElsewhere();
    void keepsIdsWhenAsked();
    void keepsNoIdsHere();
    void staysWithTheSessionThatItReplays();
    void beginsWithAStep();
    void pausesAndGoesOn();
    void changesTheSpeedWhileItRuns();
    void saysHowFarItIs();
    void saysWhatWentWrong();
    void needsASession();
};

void TestReplayPage::replaysHereAtTheSpeedThatWasTyped()
{
    const Bench bench;
    bench.type("replaySpeed", QStringLiteral("12.5"));
    bench.click("replayStart");
    QCOMPARE(bench.asked.times, 1);
    QCOMPARE(bench.asked.options.speed, 12.5);
    QVERIFY(!bench.asked.options.stepwise);
    QVERIFY(!bench.asked.options.keepIds);
    QCOMPARE(bench.asked.endpoint, QString());
    QVERIFY(bench.asked.options.validate().ok());
}

void TestReplayPage::setsTheSpeedByTheSlider()
{
    const Bench bench;
    bench.press("replaySlider", Qt::Key_End);
    QCOMPARE(bench.find<QDoubleSpinBox>("replaySpeed")->value(), 100.0);
    bench.press("replaySlider", Qt::Key_Home);
    QCOMPARE(bench.find<QDoubleSpinBox>("replaySpeed")->value(), 0.1);
}

void TestReplayPage::turnsStepsAndSpeedsIntoEachOther_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<double>("speed");
    QTest::newRow("slowest") << 0 << 0.1;
    QTest::newRow("as recorded") << 100 << 1.0;
    QTest::newRow("ten times") << 200 << 10.0;
    QTest::newRow("fastest") << replaySpeedSteps << 100.0;
}

void TestReplayPage::turnsStepsAndSpeedsIntoEachOther()
{
    QFETCH(int, step);
    QFETCH(double, speed);
    QCOMPARE(replaySpeedStep(speed), step);
    QVERIFY(qAbs(replaySpeed(step) - speed) < 1e-9);
}

void TestReplayPage::replaysElsewhere()
{
    const Bench bench;
    QVERIFY(!bench.find("replayUrl")->isEnabled());
    bench.press("replayElsewhere", Qt::Key_Space);
    QVERIFY(bench.find("replayUrl")->isEnabled());
    QTest::keyClicks(bench.find("replayUrl"), QStringLiteral(" http://127.0.0.1:9 "));
    bench.click("replayStart");
    QCOMPARE(bench.asked.endpoint, QStringLiteral("http://127.0.0.1:9"));
}

void TestReplayPage::wantsAUrlForElsewhere()
{
    const Bench bench;
    bench.press("replayElsewhere", Qt::Key_Space);
    bench.click("replayStart");
    QCOMPARE(bench.asked.times, 0);
    QVERIFY(bench.find("replayProblem")->isVisible());
}

void TestReplayPage::keepsIdsWhenAsked()
{
    const Bench bench;
    bench.press("replayElsewhere", Qt::Key_Space);
    QTest::keyClicks(bench.find("replayUrl"), QStringLiteral("http://127.0.0.1:9"));
    bench.press("replayKeepIds", Qt::Key_Space);
    bench.click("replayStart");
    QVERIFY(bench.asked.options.keepIds);
}

void TestReplayPage::keepsNoIdsHere()
{
    const Bench bench;
    QVERIFY(!bench.find("replayKeepIds")->isEnabled());
    QVERIFY(bench.find("replayKeepIds")->toolTip().contains(QStringLiteral("stored here already")));
    bench.press("replayElsewhere", Qt::Key_Space);
    QVERIFY(bench.find("replayKeepIds")->isEnabled());
    QVERIFY(!bench.find("replayKeepIds")->toolTip().contains(QStringLiteral("stored here already")));
    bench.press("replayKeepIds", Qt::Key_Space);
    bench.press("replayHere", Qt::Key_Space);
    QVERIFY(!bench.find("replayKeepIds")->isEnabled());
    bench.click("replayStart");
    QCOMPARE(bench.asked.times, 1);
    QVERIFY(!bench.asked.options.keepIds);
}

void TestReplayPage::staysWithTheSessionThatItReplays()
{
    const Bench bench;
    const QString title = bench.find<QLabel>("replayTitle")->text();
    bench.page->showReading();
    SessionSummary other;
    other.tags = {"other"};
    bench.page->showSession(other); // as the window does when the replay's own session begins
    QCOMPARE(bench.find<QLabel>("replayTitle")->text(), title);
    bench.page->showProgress(at(ReplayProgress::State::Running, 10));
    bench.page->showSession(other);
    QCOMPARE(bench.find<QLabel>("replayTitle")->text(), title);
    bench.page->showProgress(at(ReplayProgress::State::Finished, 2'000));
    QVERIFY(bench.find<QLabel>("replayTitle")->text().contains(QStringLiteral("other")));
}

void TestReplayPage::beginsWithAStep()
{
    const Bench bench;
    const QSignalSpy steps(bench.page, &ReplayPage::stepAsked);
    bench.click("replayStep");
    QCOMPARE(bench.asked.times, 1);
    QVERIFY(bench.asked.options.stepwise);
    bench.page->showProgress(at(ReplayProgress::State::Waiting, 0));
    bench.click("replayStep");
    QCOMPARE(steps.size(), 1);
    QCOMPARE(bench.asked.times, 1);
}

void TestReplayPage::pausesAndGoesOn()
{
    const Bench bench;
    const QSignalSpy pauses(bench.page, &ReplayPage::pauseAsked);
    const QSignalSpy resumes(bench.page, &ReplayPage::resumeAsked);
    const QSignalSpy stops(bench.page, &ReplayPage::stopAsked);
    QVERIFY(!bench.find("replayPause")->isEnabled());
    bench.page->showProgress(at(ReplayProgress::State::Running, 10));
    bench.click("replayPause");
    QCOMPARE(pauses.size(), 1);
    bench.page->showProgress(at(ReplayProgress::State::Paused, 10));
    QCOMPARE(bench.find<QPushButton>("replayPause")->text(), QStringLiteral("Go on"));
    bench.click("replayPause");
    QCOMPARE(resumes.size(), 1);
    bench.click("replayStop");
    QCOMPARE(stops.size(), 1);
}

void TestReplayPage::changesTheSpeedWhileItRuns()
{
    const Bench bench;
    bench.page->showProgress(at(ReplayProgress::State::Running, 10));
    double chosen = 0;
    connect(bench.page, &ReplayPage::speedChosen, this, [&chosen](double speed) { chosen = speed; });
    bench.type("replaySpeed", QStringLiteral("50"));
    QCOMPARE(chosen, 50.0);
}

void TestReplayPage::saysHowFarItIs()
{
    const Bench bench;
    bench.page->showProgress(at(ReplayProgress::State::Running, 500));
    QCOMPARE(bench.find<QProgressBar>("replayProgress")->value(), 250);
    QCOMPARE(bench.find<QLabel>("replayState")->text(),
        QStringLiteral("Running: 500 of 2,000 events; 3.20 s of 10.0 s of the session"));
    QVERIFY(bench.find<QLabel>("replayCounts")->text().contains(QStringLiteral("delivered 500")));
    QVERIFY(!bench.find("replayStart")->isEnabled());
    bench.page->showProgress(at(ReplayProgress::State::Finished, 2'000));
    QVERIFY(bench.find("replayStart")->isEnabled());
    QVERIFY(!bench.find("replayStop")->isEnabled());
}

void TestReplayPage::saysWhatWentWrong()
{
    const Bench bench;
    bench.page->showReading();
    QVERIFY(!bench.find("replayStart")->isEnabled());
    bench.page->showProblem(QStringLiteral("The session is no longer in the store."));
    QCOMPARE(bench.find<QLabel>("replayProblem")->text(),
        QStringLiteral("The session is no longer in the store."));
    QVERIFY(bench.find("replayStart")->isEnabled());
}

void TestReplayPage::needsASession()
{
    const PageBench<ReplayPage> bench;
    QVERIFY(!bench.find("replayStart")->isEnabled());
    QVERIFY(!bench.find("replayStep")->isEnabled());
}

QTEST_MAIN(TestReplayPage)
#include "tst_replay_page.moc"
