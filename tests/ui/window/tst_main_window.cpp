// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/window/window_bench.h"
#include "ui/inspector/details_panel.h"
#include "ui/models/flush_log_model.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/key_sheet.h"
#include "ui/window/ledger_bar.h"

#include <QAccessible>
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTreeView>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

qint64 countedBars(TimelineView &timeline)
{
    qint64 bars = 0;
    for (const TimelineView::VisibleBar &bar : timeline.visibleBars())
        bars += bar.count;
    for (const TimelineView::VisibleBar &column : timeline.visibleColumns())
        bars += column.count;
    return bars;
}

qint64 eventsInFlushLog(const QAbstractItemModel &log)
{
    qint64 events = 0;
    for (int row = 0; row < log.rowCount(); ++row) {
        QString text = log.index(row, FlushLogModel::Events).data().toString();
        events += text.remove(QLatin1Char(',')).toLongLong();
    }
    return events;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheStartPageWhenThereIsNothing();
    void showsEachEventOfABurst();
    void firesWhatWasTyped();
    void selectsTheSessionOfANewBurst();
    void stopsABurst();
    void tellsDropsByTheLedger();
    void showsTheEventThatIsClicked();
    void namesItsControlsForScreenReaders_data();
    void namesItsControlsForScreenReaders();
    void keepsTheLedgersTextForScreenReaders();
    void goesRoundItsPanelsWithF6();
    void reachesEveryBurstControlByTab();
    void asksOnceBeforeAnotherMachine();
    void offersAnotherPortWhenItsOwnIsTaken();
    void leadsToTheConnectPage();
    void staysThereWhenTheFirstSessionComes();
    void looksOnWhenAnotherHoldsTheData();
    void remembersThemeAndLayout();
    void listsItsKeys();
    void fitsOnASmallScreen();
    void showsTheCountsOfASession();
};

void TestMainWindow::showsTheStartPageWhenThereIsNothing()
{
    WindowBench bench;
    QVERIFY(bench.find("startPage")->isVisible());
    QVERIFY(!bench.find("timeline")->isVisible());
    const QString url = QString::fromStdString(bench.engine->collector()->address().toUrl());
    bool shown = false;
    for (const QLineEdit *line : bench.find("startPage")->findChildren<QLineEdit *>())
        shown = shown || line->text().contains(QStringLiteral("AGENTOPS_API_ENDPOINT=%1 ").arg(url));
    QVERIFY(shown);
    QCOMPARE(bench.find<QLabel>("waiting")->text(),
        QStringLiteral("Waiting for the first event, 0 requests so far."));
}

void TestMainWindow::showsEachEventOfABurst()
{
    WindowBench bench;
    bench.click("preset100");
    QCOMPARE(bench.find<QSpinBox>("capacity")->value(), 100);
    bench.click("fire");

    auto *ledger = bench.find<LedgerBar>("ledger");
    QTRY_COMPARE_WITH_TIMEOUT(
        ledger->text(), QStringLiteral("recorded 100 = delivered 100 + queued 0 + in flight 0"), patience);
    auto *timeline = bench.find<TimelineView>("timeline");
    QTRY_VERIFY(timeline->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(countedBars(*timeline), 100, patience);
    const QAbstractItemModel &log = *bench.find<QTableView>("flushLog")->model();
    QTRY_COMPARE_WITH_TIMEOUT(eventsInFlushLog(log), 100, patience);
    QVERIFY(log.rowCount() >= 1);
    QTRY_COMPARE(bench.find<QLabel>("burstProblem")->isVisible(), false);
    QTRY_VERIFY(bench.find("fire")->isEnabled());
}

void TestMainWindow::firesWhatWasTyped()
{
    WindowBench bench;
    bench.type("events", QStringLiteral("250"));
    bench.type("producers", QStringLiteral("3"));
    bench.type("capacity", QStringLiteral("10"));
    bench.click("fire");
    QTRY_COMPARE_WITH_TIMEOUT(bench.engine->recorder()->ledger().delivered, std::uint64_t{250}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window->shown().timeline().events().eventCount(), std::size_t{250}, patience);
}

void TestMainWindow::selectsTheSessionOfANewBurst()
{
    WindowBench bench;
    bench.click("preset99");
    bench.click("fire");
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    const SessionId first = bench.window->shown().id();
    bench.click("preset101");
    bench.click("fire");
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    QVERIFY(bench.window->shown().id() != first);

    auto *sessions = bench.find<QTreeView>("sessions");
    QTRY_COMPARE_WITH_TIMEOUT(sessions->model()->rowCount(), 2, patience);
    const auto idOf
        = [](const QModelIndex &index) { return index.data(SessionsModel::IdRole).toString().toStdString(); };
    QTRY_COMPARE(idOf(sessions->currentIndex()), bench.window->shown().id().text());

    // A click on the other one brings it back, with all its events.
    const int other = idOf(sessions->model()->index(0, 0)) == first.text() ? 0 : 1;
    const QRect row = sessions->visualRect(sessions->model()->index(other, 0));
    QTest::mouseClick(sessions->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(bench.window->shown().id().text(), first.text());
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window->shown().timeline().events().eventCount(), std::size_t{99}, patience);
}

void TestMainWindow::stopsABurst()
{
    WindowBench bench;
    bench.type("events", QStringLiteral("1000000"));
    bench.type("rate", QStringLiteral("100"));
    bench.click("fire");
    QTRY_VERIFY_WITH_TIMEOUT(bench.engine->recorder()->ledger().recorded > 0, patience);
    QVERIFY(!bench.find("fire")->isEnabled());
    bench.click("stop");
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    const Ledger ledger = bench.engine->recorder()->ledger();
    QVERIFY(ledger.recorded < 1'000'000);
    QVERIFY(ledger.balances());
    QCOMPARE(ledger.undecided(), std::uint64_t{0});
}

void TestMainWindow::tellsDropsByTheLedger()
{
    WindowBench bench;
    bench.click("presetOverflow");
    bench.type("events", QStringLiteral("600"));
    bench.type("rate", QStringLiteral("0"));
    bench.click("fire");
    QTRY_VERIFY_WITH_TIMEOUT(bench.engine->recorder()->ledger().recorded == 600, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    const Ledger ledger = bench.engine->recorder()->ledger();
    QVERIFY(ledger.droppedInAll() > 0);
    QTRY_VERIFY(bench.find<LedgerBar>("ledger")->text().contains(
        QStringLiteral("dropped %1 (queue full %1)").arg(ledger.droppedInAll())));
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window->shown().timeline().droppedEvents(), ledger.droppedInAll(), patience);
}

void TestMainWindow::showsTheEventThatIsClicked()
{
    WindowBench bench;
    bench.type("events", QStringLiteral("1"));
    bench.click("fire");
    auto *timeline = bench.find<TimelineView>("timeline");
    QTRY_COMPARE_WITH_TIMEOUT(countedBars(*timeline), 1, patience);
    const auto bars = timeline->visibleBars();
    QCOMPARE(bars.size(), std::size_t{1});
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, bars[0].rect.center());
    auto *panel = bench.window->findChild<DetailsPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->has(DetailsPanel::Tab::Raw), patience);
    panel->open(DetailsPanel::Tab::Raw);
    auto *raw = bench.find<QPlainTextEdit>("detailJson");
    QVERIFY2(raw->toPlainText().contains(QStringLiteral("\"event_type\":\"actions\"")),
        qPrintable(raw->toPlainText()));
}

void TestMainWindow::namesItsControlsForScreenReaders_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *object, const char *name) {
        QTest::newRow(name) << QString::fromLatin1(object) << QString::fromLatin1(name);
    };
    row("events", "Events");
    row("producers", "Producers");
    row("rate", "Rate");
    row("payload", "Payload");
    row("capacity", "Capacity");
    row("maxWait", "Max wait");
    row("policy", "Policy");
    row("endState", "End state");
    row("fire", "Fire");
    row("stop", "Stop");
    row("sessions", "Sessions");
    row("timeline", "Timeline");
    row("queue", "Queue");
    row("flushLog", "Flush log");
    row("details", "Details");
    row("ledger", "Ledger");
}

void TestMainWindow::namesItsControlsForScreenReaders()
{
    QFETCH(QString, object);
    WindowBench bench;
    auto *widget = bench.window->findChild<QWidget *>(object);
    QVERIFY(widget);
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    QVERIFY(accessible);
    QTEST(accessible->text(QAccessible::Name), "name");
}

void TestMainWindow::keepsTheLedgersTextForScreenReaders()
{
    WindowBench bench;
    auto *ledger = bench.find<LedgerBar>("ledger");
    const QAccessibleInterface *frame = QAccessible::queryAccessibleInterface(ledger);
    QCOMPARE(frame->text(QAccessible::Description), ledger->text());
    const QAccessibleInterface *label = QAccessible::queryAccessibleInterface(bench.find("ledgerText"));
    QCOMPARE(label->text(QAccessible::Name), ledger->text());
}

void TestMainWindow::goesRoundItsPanelsWithF6()
{
    WindowBench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    QSet<QString> docks;
    QSet<QWidget *> focused;
    for (int press = 0; press < 8; ++press) {
        QTest::keyClick(
            bench.window->focusWidget() ? bench.window->focusWidget() : bench.window.get(), Qt::Key_F6);
        focused.insert(bench.window->focusWidget());
        for (const QDockWidget *dock : bench.window->findChildren<QDockWidget *>()) {
            if (dock->isAncestorOf(bench.window->focusWidget()))
                docks.insert(dock->objectName());
        }
    }
    // The empty list of sessions and the empty details have nothing to focus.
    QVERIFY(docks.contains(QStringLiteral("burstDock")));
    QVERIFY(docks.contains(QStringLiteral("queueDock")));
    QVERIFY(focused.size() >= 3);
}

void TestMainWindow::reachesEveryBurstControlByTab()
{
    WindowBench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    bench.find("events")->setFocus();
    QStringList order;
    for (int press = 0; press < 11; ++press) {
        order << bench.window->focusWidget()->objectName();
        QTest::keyClick(bench.window->focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order.join(QLatin1Char(' ')),
        QStringLiteral(
            "events producers rate payload capacity maxWait policy blockDeadline endpointDelay endState "
            "endDeadline"));
    QCOMPARE(bench.window->focusWidget()->objectName(), QStringLiteral("fire"));
}

void TestMainWindow::asksOnceBeforeAnotherMachine()
{
    EngineOptions options;
    options.endpoint = "http://192.0.2.1:9"; // TEST-NET-1: never reached in this test
    options.apiKey = ApiKey::parse("00000000-0000-4000-8000-000000000000", "key").value();
    WindowBench bench(options);
    bench.click("fire");
    const auto *question = bench.find<MessageBanner>("askEndpoint");
    QVERIFY(question->isVisible());
    QVERIFY(question->text().contains(QStringLiteral("192.0.2.1")));
    QVERIFY(!bench.bridge->isBurstRunning());

    auto *yes = question->findChild<QPushButton *>();
    QTest::mouseClick(yes, Qt::LeftButton);
    QVERIFY(bench.bridge->isBurstRunning());
    QVERIFY(!question->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    bench.click("fire");
    QVERIFY(!question->isVisible());
    QVERIFY(bench.bridge->isBurstRunning());
}

void TestMainWindow::leadsToTheConnectPage()
{
    const WindowBench bench;
    auto *action = bench.find<QAction>("actionConnect");
    action->trigger();
    QVERIFY(bench.find("connectPage")->isVisible());
    QVERIFY(action->isChecked());
    action->trigger();
    QVERIFY(bench.find("startPage")->isVisible());
    bench.click("collectorState");
    QVERIFY(bench.find("connectPage")->isVisible());
    bench.find<QAction>("actionStartPage")->trigger();
    bench.find("connectAgent")->setFocus();
    QTest::keyClick(bench.find("connectAgent"), Qt::Key_Space);
    QVERIFY(bench.find("connectPage")->isVisible());
}

void TestMainWindow::staysThereWhenTheFirstSessionComes()
{
    const WindowBench bench;
    bench.find<QAction>("actionConnect")->trigger();
    bench.click("sendTest");
    auto *result = bench.find<MessageBanner>("testResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(QStringLiteral("is in the list")), patience);
    QVERIFY(bench.find("connectPage")->isVisible());
    QTest::mouseClick(result->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(bench.find("timeline")->isVisible());
    QVERIFY(!bench.window->shown().id().isEmpty());
}

void TestMainWindow::offersAnotherPortWhenItsOwnIsTaken()
{
    WindowBench holder;
    WindowBench bench{EngineOptions{}};
    quint16 asked = 0;
    connect(bench.window.get(), &MainWindow::listenAsked, bench.window.get(),
        [&](quint16 port) { asked = port; });
    const quint16 taken = holder.engine->collector()->address().port;
    bench.window->showCollectorProblem(QStringLiteral("port taken by PID 1 (init)"), taken);
    QVERIFY(bench.find("portBanner")->isVisible());
    QCOMPARE(bench.find<QSpinBox>("port")->value(), taken + 1);
    bench.type("port", QStringLiteral("0"));
    bench.click("listenThere");
    QCOMPARE(asked, quint16{0});

    QVERIFY(bench.engine->startCollector(ListenAddress{"127.0.0.1", asked}).ok());
    bench.bridge->setCollector(bench.engine->collector());
    bench.bridge->setRecorder(bench.engine->recorder());
    bench.window->refreshSources({});
    QVERIFY(!bench.find("portBanner")->isVisible());
    QVERIFY(bench.find("fire")->isEnabled());
}

void TestMainWindow::looksOnWhenAnotherHoldsTheData()
{
    WindowBench holder;
    holder.click("preset99");
    holder.click("fire");
    QTRY_COMPARE_WITH_TIMEOUT(
        holder.window->shown().timeline().events().eventCount(), std::size_t{99}, patience);

    EngineOptions options;
    options.dataDir = holder.dataDir().toStdString();
    WindowBench viewer(options);
    QVERIFY(viewer.engine->isViewer());
    QTRY_COMPARE_WITH_TIMEOUT(
        viewer.window->shown().timeline().events().eventCount(), std::size_t{99}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(eventsInFlushLog(*viewer.find<QTableView>("flushLog")->model()), 99, patience);
}

void TestMainWindow::remembersThemeAndLayout()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("sluice.conf"));
    WindowBench bench;
    WindowSettings settings(file);
    {
        MainWindow window(bench.doors(), settings);
        window.show();
        window.findChild<QAction *>(QStringLiteral("actionThemeDark"))->trigger();
        window.findChild<QDockWidget *>(QStringLiteral("detailsDock"))->close();
        window.close();
    }
    MainWindow again(bench.doors(), settings);
    again.show();
    QVERIFY(again.findChild<QAction *>(QStringLiteral("actionThemeDark"))->isChecked());
    QVERIFY(again.palette().color(QPalette::Window).lightness() < 128);
    QVERIFY(!again.findChild<QDockWidget *>(QStringLiteral("detailsDock"))->isVisible());
    again.findChild<QAction *>(QStringLiteral("actionResetLayout"))->trigger();
    QVERIFY(again.findChild<QDockWidget *>(QStringLiteral("detailsDock"))->isVisible());
    again.findChild<QAction *>(QStringLiteral("actionThemeLight"))->trigger();
}

void TestMainWindow::listsItsKeys()
{
    WindowBench bench;
    // Not shown: the offscreen platform warns of each dialog's size hints, and a warning ends a test.
    const KeySheet sheet(bench.window->findChildren<QAction *>(), bench.window.get());
    const auto *table = sheet.findChild<QTableView *>();
    QStringList keys;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        keys << table->model()->index(row, 0).data().toString();
    QVERIFY(keys.contains(QStringLiteral("F6")));
    for (const QAction *action : bench.window->findChildren<QAction *>()) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(keys.filter(action->shortcut().toString(QKeySequence::NativeText)).size() > 0,
                qPrintable(action->text()));
    }
    for (const KeyMeaning &line : timelineKeyMeanings())
        QVERIFY2(keys.contains(line.keys), qPrintable(line.keys));
}

void TestMainWindow::fitsOnASmallScreen()
{
    WindowBench bench;
    bench.window->resize(1024, 640);
    QTest::qWait(0);
    QCOMPARE(bench.window->size(), QSize(1024, 640));
    QVERIFY(bench.find("startPage")->width() >= 360);
    QVERIFY(bench.find("ledger")->isVisible());
    auto *fire = bench.find("fire");
    QCOMPARE(fire->visibleRegion().boundingRect(), fire->rect());
    bench.find("endDeadline")->setFocus(Qt::TabFocusReason);
    QCOMPARE(fire->visibleRegion().boundingRect(), fire->rect());
    bench.click("preset99");
    bench.click("fire");
    QTRY_VERIFY_WITH_TIMEOUT(fire->isEnabled() && bench.window->shown().id(), patience);
    QTest::qWait(0); // the lines below the buttons have their text now
    QCOMPARE(bench.window->size(), QSize(1024, 640));
    QCOMPARE(fire->visibleRegion().boundingRect(), fire->rect());
}

void TestMainWindow::showsTheCountsOfASession()
{
    WindowBench bench;
    bench.click("preset99");
    bench.click("fire");
    auto *sessions = bench.find<QTreeView>("sessions");
    QTRY_VERIFY_WITH_TIMEOUT(sessions->isVisible(), patience);
    for (const QSize size : {QSize(1440, 900), QSize(1024, 640)}) {
        bench.window->resize(size);
        QTest::qWait(0);
        for (const int column :
            {SessionsModel::Name, SessionsModel::Events, SessionsModel::Errors, SessionsModel::Drops}) {
            const QRect cell = sessions->visualRect(sessions->model()->index(0, column));
            QVERIFY(sessions->viewport()->rect().contains(cell));
        }
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
