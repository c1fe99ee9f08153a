// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/bridge/convert.h"
#include "ui/lab/fault_board.h"
#include "ui/lab/fault_track.h"
#include "ui/models/lab_words.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <cstdlib>

using namespace sluice;
using namespace sluice::ui;

namespace {

using Bench = PageBench<FaultBoard>;

FaultsOnWire running(const Fault &now, const FaultPlan &plan = {}, Millis since = Millis(0))
{
    FaultsOnWire faults;
    faults.canSwitch = true;
    faults.plan = plan;
    faults.since = since;
    faults.stats = FaultStats{};
    faults.stats->now = now;
    faults.stats->requests = 12;
    faults.stats->faulted = 5;
    faults.stats->delayed = 7;
    faults.stats->bytesIn = 2'048;
    return faults;
}

QString nameOf(FaultKind kind)
{
    return QStringLiteral("fault_") + toQt(wireName(kind));
}

} // namespace

class TestFaultBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choosesWhatTheNextRunBeginsWith_data();
    void choosesWhatTheNextRunBeginsWith();
    void switchesTheRunUnderWay();
    void switchesByTheKeyboard();
    void takesTheNumbersOfAFault();
    void standsOutWhereItIsSwitchedOn_data();
    void standsOutWhereItIsSwitchedOn();
    void choosesASchedule();
    void saysWhichPhaseIsOn();
    void showsWhatTheProxyCounts();
    void saysWhereAScheduleStands_data();
    void saysWhereAScheduleStands();
};

void TestFaultBoard::choosesWhatTheNextRunBeginsWith_data()
{
    QTest::addColumn<FaultKind>("kind");
    for (const FaultKind kind : allFaultKinds)
        QTest::newRow(std::string(wireName(kind)).c_str()) << kind;
}

void TestFaultBoard::choosesWhatTheNextRunBeginsWith()
{
    QFETCH(FaultKind, kind);
    const Bench bench;
    bench.click(qPrintable(nameOf(FaultKind::Garbage))); // something else than "none"
    bench.click(qPrintable(nameOf(kind)));
    QVERIFY(bench.find<QPushButton>(qPrintable(nameOf(kind)))->isChecked());
    const FaultPlan plan = bench.page->plan();
    QVERIFY(plan.validate().ok());
    QCOMPARE(plan.faultAt(Millis(0)).kind, kind);
    QCOMPARE(plan.faultAt(std::chrono::hours(24)).kind, kind);
    QVERIFY(bench.find<QLabel>("faultNow")->text().contains(faultKindText(kind)));
}

void TestFaultBoard::switchesTheRunUnderWay()
{
    const Bench bench;
    std::vector<Fault> asked;
    bool planChosen = false;
    connect(bench.page, &FaultBoard::faultAsked, this, [&](const Fault &fault) { asked.push_back(fault); });
    connect(bench.page, &FaultBoard::planChosen, this, [&] { planChosen = true; });
    bench.page->showFaults(running({}));
    bench.click("fault_503");
    QCOMPARE(asked.size(), std::size_t{1});
    QCOMPARE(asked[0].kind, FaultKind::Status503);
    bench.page->showFaults(running(asked[0]));
    QCOMPARE(
        bench.find<QLabel>("faultNow")->text(), QStringLiteral("On the wire now: 503 busy, Retry-After 1 s"));
    bench.type("faultRetryAfter", QStringLiteral("7"));
    QCOMPARE(asked.back().retryAfter, 7U);
    bench.click("fault_none");
    QVERIFY(asked.back().isNone());
    QVERIFY(!planChosen); // the next run begins as it was chosen
    QVERIFY(bench.page->plan().isEmpty());
}

void TestFaultBoard::switchesByTheKeyboard()
{
    const Bench bench;
    Fault asked;
    connect(bench.page, &FaultBoard::faultAsked, this, [&](const Fault &fault) { asked = fault; });
    bench.page->showFaults(running({}));
    bench.press("fault_black_hole", Qt::Key_Space);
    QCOMPARE(asked.kind, FaultKind::BlackHole);
    QVERIFY(!bench.find("fault_black_hole")->accessibleDescription().isEmpty());
}

void TestFaultBoard::takesTheNumbersOfAFault()
{
    const Bench bench;
    bench.click("fault_latency");
    QVERIFY(bench.find("faultDelay")->isVisible());
    QVERIFY(!bench.find("faultBodyLimit")->isVisible());
    QVERIFY(bench.page->plan().faultAt(Millis(0)).delay == Millis(FaultBoard::firstDelay));
    bench.click("fault_413");
    QVERIFY(bench.find("faultBodyLimit")->isVisible());
    bench.type("faultBodyLimit", QStringLiteral("1000"));
    QCOMPARE(bench.page->plan().faultAt(Millis(0)).bodyLimit, std::size_t{1'000});
}

void TestFaultBoard::standsOutWhereItIsSwitchedOn_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void TestFaultBoard::standsOutWhereItIsSwitchedOn()
{
    QFETCH(const Theme, theme);
    applyTheme(*qApp, theme);
    const Bench bench;
    bench.click("fault_503");
    const auto fillOf = [&bench](const char *name) {
        const QImage image = bench.find<QPushButton>(name)->grab().toImage();
        return image.pixelColor(6, image.height() / 2); // beside the words
    };
    const int on = fillOf("fault_503").lightness();
    const int off = fillOf("fault_500").lightness();
    QVERIFY2(std::abs(on - off) >= 48, qPrintable(QStringLiteral("%1 and %2").arg(on).arg(off)));
    applyTheme(*qApp, Theme::Light);
}

void TestFaultBoard::choosesASchedule()
{
    const Bench bench;
    for (const FaultPlan &preset : faultPresets()) {
        const QString name = QStringLiteral("faultPreset_") + toQt(preset.name).replace(u' ', u'_');
        bench.click(qPrintable(name));
        QCOMPARE(bench.page->plan(), preset);
    }
    FaultPlan asked;
    connect(bench.page, &FaultBoard::scheduleAsked, this, [&](const FaultPlan &plan) { asked = plan; });
    bench.page->showFaults(running({}));
    bench.click("faultPreset_flapping");
    QCOMPARE(asked.name, std::string("flapping"));
}

void TestFaultBoard::saysWhichPhaseIsOn()
{
    const FaultPlan plan{"two phases", "A test.",
        {{Millis(0), Millis(1'000), {.kind = FaultKind::Refused}},
            {Millis(2'000), Millis(1'000), {.kind = FaultKind::Reset}}},
        {}};
    const Bench bench;
    bench.page->showFaults(running(plan.faultAt(Millis(250)), plan, Millis(250)));
    const QString words = bench.find<QLabel>("faultSchedule")->text();
    QCOMPARE(words, QStringLiteral("two phases: phase 1 of 2: refused; 250 ms of 1.00 s gone"));
    QCOMPARE(bench.find("faultTrack")->accessibleDescription(), scheduleText(plan, Millis(250)));
    QVERIFY(bench.find<QPushButton>("fault_refused")->isChecked());
    bench.page->showFaults(running(plan.faultAt(Millis(1'500)), plan, Millis(1'500)));
    QVERIFY(bench.find<QPushButton>("fault_none")->isChecked());
}

void TestFaultBoard::showsWhatTheProxyCounts()
{
    const Bench bench;
    QCOMPARE(bench.find<QLabel>("statRequests")->text(), QStringLiteral("—"));
    bench.page->showFaults(running({}));
    QCOMPARE(bench.find<QLabel>("statRequests")->text(), QStringLiteral("12"));
    QCOMPARE(bench.find<QLabel>("statFaulted")->text(), QStringLiteral("5"));
    QCOMPARE(bench.find<QLabel>("statDelayed")->text(), QStringLiteral("7"));
    QVERIFY(bench.find<QLabel>("statConnections")
                ->toolTip()
                .contains(QStringLiteral("refused connections are not seen by the proxy")));
    QCOMPARE(bench.find<QLabel>("statIn")->text(), QStringLiteral("2.00 KiB"));
    QCOMPARE(bench.find<QLabel>("statPassed")->text(), QStringLiteral("0"));
}

void TestFaultBoard::saysWhereAScheduleStands_data()
{
    QTest::addColumn<int>("since");
    QTest::addColumn<QString>("words");
    QTest::newRow("in front") << 0
                              << QStringLiteral("between phases: all is well; the next begins in 1.00 s");
    QTest::newRow("in it") << 1'500 << QStringLiteral("phase 1 of 1: reset; 500 ms of 2.00 s gone");
    QTest::newRow("behind") << 4'000
                            << QStringLiteral("between phases: all is well; the next begins in 2.00 s");
    QTest::newRow("next round") << 6'500 << QStringLiteral("phase 1 of 1: reset; 500 ms of 2.00 s gone");
}

void TestFaultBoard::saysWhereAScheduleStands()
{
    QFETCH(int, since);
    const FaultPlan plan{
        "again", "A test.", {{Millis(1'000), Millis(2'000), {.kind = FaultKind::Reset}}}, Millis(5'000)};
    QTEST(scheduleText(plan, Millis(since)), "words");
}

QTEST_MAIN(TestFaultBoard)
#include "tst_fault_board.moc"
