// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine.h"
#include "app/engine/engine_facts.h"
#include "tests/ui/bridge/watch_scene.h"
#include "tests/ui/window/desk_picture.h"
#include "ui/settings/window_settings.h"
#include "ui/theme/theme.h"
#include "ui/window/alarm_notifier.h"
#include "ui/window/self_test_dialog.h"
#include "ui/window/watch_banner.h"
#include "ui/window/watch_desk.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

/// A window with nothing in it but what the watchdog has there.
class Bench
{
public:
    explicit Bench(std::vector<SelfTestCase> selfTest = selfTestCases())
        : scene(std::move(selfTest))
        , settings(scene.file("sluice.conf"))
    {
        auto *centre = new QWidget(&window);
        auto *layout = new QVBoxLayout(centre);
        layout->setContentsMargins(0, 0, 0, 0);
        desk = new WatchDesk(*scene.bridge, settings, &window);
        layout->addWidget(desk->banner());
        layout->addStretch();
        window.setCentralWidget(centre);
        window.menuBar()->addMenu(QStringLiteral("&Help"))->addActions(desk->actions());
        window.setMinimumSize(1024, 640);
        window.show();
    }

    template <typename Object = QWidget>
    Object *find(const char *name, QWidget *in = nullptr) const
    {
        auto *found = (in ? in : &window)->findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }

    /// The button of that text which can be seen in the banner.
    QPushButton *button(const char *text) const
    {
        for (auto *found : desk->banner()->findChildren<QPushButton *>()) {
            if (found->isVisible() && found->text() == QLatin1String(text))
                return found;
        }
        return nullptr;
    }

    void raiseAlarm()
    {
        scene.holdLock(true);
        scene.pass(400ms);
    }

    mutable QMainWindow window;
    WatchScene scene;
    WindowSettings settings;
    WatchDesk *desk = nullptr;
};

std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

KeptAlarm kept(std::uint64_t number, Alarm::Kind kind = Alarm::Kind::NoProgress)
{
    return {number, {kind, "collector", 2s, "the collector stands"}, {}, std::nullopt};
}

} // namespace

class TestWatchDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void raisesABannerForAnAlarmAndTakesItAway()
    {
        Bench bench;
        WatchBanner *banner = bench.desk->banner();
        QVERIFY(!banner->isVisible());
        bench.raiseAlarm();
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->alarmText(),
            QStringLiteral("Session 638552b9: a producer has held the queue's lock for 300 ms."));
        savePicture(bench.window, QStringLiteral("watch-alarm"));
        bench.scene.pass(2s);
        QCOMPARE(banner->alarmText(),
            QStringLiteral("Session 638552b9: a producer has held the queue's lock for 2.3 s."));
        bench.scene.holdLock(false);
        bench.scene.pass(100ms);
        QTRY_VERIFY(!banner->isVisible());
    }

    void savesABundleWithOneClick()
    {
        Bench bench;
        bench.raiseAlarm();
        QSignalSpy saved(bench.scene.bridge.get(), &WatchBridge::bundleSaved);
        QTRY_VERIFY(bench.button("Save diagnostic bundle"));
        QTest::mouseClick(bench.button("Save diagnostic bundle"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        const QString path = saved[0][0].toString();
        QVERIFY(path.startsWith(bench.scene.dataDir() + QStringLiteral("/diagnostics/")));
        const Json json = Json::parse(contentOf(path));
        QCOMPARE(json["alarms"].size(), 1U);
        QVERIFY(bench.desk->banner()->noteText().contains(path));
        savePicture(bench.window, QStringLiteral("watch-saved"));
        QTest::mouseClick(bench.button("Copy path"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), path);
    }

    void savesABundleWhereItIsTold()
    {
        Bench bench;
        QSignalSpy saved(bench.scene.bridge.get(), &WatchBridge::bundleSaved);
        bench.find<QAction>("actionSaveBundle")->trigger();
        auto *dialog = bench.window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString path = bench.scene.file("mine.json");
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QVERIFY(Json::accept(contentOf(path)));
    }

    void saysWhyABundleWasNotSaved()
    {
        Bench bench;
        bench.scene.bridge->saveBundle(QStringLiteral("/proc/no/such/place.json"));
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.desk->banner()->noteText().contains(QStringLiteral("was not written")), patience);
        QVERIFY(bench.desk->banner()->isVisible());
    }

    void staysClosedUntilAnotherAlarm()
    {
        Bench bench;
        bench.raiseAlarm();
        QTRY_VERIFY(bench.desk->banner()->isVisible());
        QTest::mouseClick(bench.find("alarm")->findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!bench.desk->banner()->isVisible());
        bench.scene.pass(2s);
        QVERIFY(!bench.desk->banner()->isVisible());
        bench.scene.setWorkers({{"collector", "serves requests", 1, true}});
        bench.scene.pass(2'200ms);
        QVERIFY(bench.desk->banner()->isVisible());
        QCOMPARE(bench.desk->banner()->alarmText().count(QLatin1Char('\n')), 1);
    }

    void showsAnAlarmAgainThatComesBackSoon()
    {
        Bench bench;
        bench.raiseAlarm();
        QTRY_VERIFY(bench.desk->banner()->isVisible());
        bench.scene.holdLock(false);
        bench.scene.pass(100ms);
        QTRY_VERIFY(!bench.desk->banner()->isVisible());
        bench.raiseAlarm();
        QTRY_VERIFY(bench.desk->banner()->isVisible());
        QVERIFY(!bench.desk->banner()->alarmText().isEmpty());
    }

    void keepsAClosedAlarmClosedForAsLongAsItsNumber()
    {
        Bench bench;
        WatchBanner &banner = *bench.desk->banner();
        const auto close = [&bench] {
            QTest::mouseClick(bench.find("alarm")->findChild<QToolButton *>(), Qt::LeftButton);
        };
        banner.showAlarms({kept(2)});
        close();
        QVERIFY(!banner.isVisible());
        banner.showAlarms({});
        banner.showAlarms({kept(2)});
        QVERIFY2(!banner.isVisible(), "it came back with its number");
        banner.showAlarms({kept(1), kept(2)});
        QVERIFY2(banner.isVisible(), "an older one that nobody closed");
        banner.showAlarms({kept(2)});
        QVERIFY(!banner.isVisible());
        banner.showAlarms({kept(3)});
        QVERIFY2(banner.isVisible(), "it came back after long, as another one");
    }

    void showsThreeAlarmsAndHowManyMore()
    {
        Bench bench;
        WatchBanner &banner = *bench.desk->banner();
        banner.showAlarms({kept(1), kept(2), kept(3), kept(4), kept(5)});
        QCOMPARE(banner.alarmText().split(QLatin1Char('\n')).size(), 4);
        QVERIFY(banner.alarmText().endsWith(QStringLiteral("And 2 more.")));
    }

    void tellsThatTheWindowStoodStill()
    {
        Bench bench;
        bench.scene.pass(1s);
        bench.scene.pass(3'100ms, WatchScene::Window::StandsStill);
        bench.scene.bridge->tick();
        bench.scene.pass(200ms);
        QVERIFY(
            bench.desk->banner()->noteText().startsWith(QStringLiteral("The window stood still for 3.00 s")));
    }

    void notifiesOfEachAlarmOnceWhenItIsWanted()
    {
        Bench bench;
        QStringList told;
        AlarmNotifier notifier(bench.settings, &bench.window,
            [&told](const QString &title, const QString &text) { told += title + QLatin1Char('|') + text; });
        notifier.hear({kept(1)});
        QVERIFY2(told.isEmpty(), "off until somebody wants it");
        bench.find<QAction>("actionNotify")->trigger();
        QVERIFY(bench.settings.notifiesOfAlarms());
        notifier.hear({kept(1)});
        QVERIFY2(told.isEmpty(), "an alarm of before");
        for (int i = 0; i < 3; ++i)
            notifier.hear({kept(1), kept(2), kept(3, Alarm::Kind::LockHeld)});
        QCOMPARE(told,
            (QStringList{QStringLiteral("Sluice: no progress|the collector stands"),
                QStringLiteral("Sluice: a lock is held|the collector stands")}));
        notifier.hear({});
        notifier.hear({kept(3, Alarm::Kind::LockHeld)});
        QVERIFY2(told.size() == 2, "it came back with its number");
        bench.find<QAction>("actionNotify")->trigger();
        notifier.hear({kept(4)});
        QCOMPARE(told.size(), 2);
    }

    void doesWithoutATray()
    {
        Bench bench;
        bench.settings.setNotifiesOfAlarms(true);
        bench.raiseAlarm();
        QTRY_VERIFY(bench.desk->banner()->isVisible());
    }

    void showsThatTheSelfTestPassed()
    {
        Bench bench;
        bench.find<QAction>("actionSelfTest")->trigger();
        auto *dialog = bench.window.findChild<SelfTestDialog *>();
        QVERIFY(dialog);
        const std::size_t checks = selfTestCases().size();
        const QString all = QStringLiteral("%1 of %1 passed").arg(checks);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->summary().startsWith(all), patience);
        auto *table = bench.find<QTableWidget>("selfTestChecks", dialog);
        QCOMPARE(table->rowCount(), static_cast<int>(checks));
        for (int row = 0; row < table->rowCount(); ++row)
            QCOMPARE(table->item(row, 0)->text(), QStringLiteral("✓ passed"));
        savePicture(*dialog, QStringLiteral("watch-self-test"));
        QTest::mouseClick(bench.find<QPushButton>("selfTestCopy", dialog), Qt::LeftButton);
        QVERIFY(
            QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Sluice's self-test: ") + all));
        bench.find<QAction>("actionSelfTest")->trigger();
        QCOMPARE(bench.window.findChildren<SelfTestDialog *>().size(), 1);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(bench.window.findChildren<SelfTestDialog *>().isEmpty());
    }

    void showsWhichChecksFailed()
    {
        Bench bench({{"good one", "it works",
                         [] {
                             return SelfTestCase::Outcome{true, "it did"};
                         }},
            {"bad one", "it works", [] {
                 return SelfTestCase::Outcome{false, "it did not"};
             }}});
        bench.find<QAction>("actionSelfTest")->trigger();
        auto *dialog = bench.window.findChild<SelfTestDialog *>();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->summary().startsWith(QStringLiteral("1 of 2 passed")), patience);
        auto *table = bench.find<QTableWidget>("selfTestChecks", dialog);
        QCOMPARE(table->item(1, 0)->text(), QStringLiteral("✗ failed"));
        QCOMPARE(table->item(1, 2)->text(), QStringLiteral("it did not"));
        QVERIFY(table->item(0, 0)->foreground() != table->item(1, 0)->foreground());
        QTest::mouseClick(bench.find<QPushButton>("selfTestAgain", dialog), Qt::LeftButton);
        QCOMPARE(dialog->summary(), QStringLiteral("Running…"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->summary().startsWith(QStringLiteral("1 of 2 passed")), patience);
    }

    void namesItsCommands()
    {
        Bench bench;
        for (const QAction *action : bench.desk->actions()) {
            QVERIFY(!action->toolTip().isEmpty());
            QVERIFY(!action->objectName().isEmpty());
        }
        QCOMPARE(bench.desk->actions().size(), 3);
    }

    void watchesARealEngine()
    {
        const QTemporaryDir dir;
        EngineOptions options;
        options.dataDir = dir.filePath(QStringLiteral("data")).toStdString();
        options.listen = ListenAddress{"127.0.0.1", 0};
        const auto engine = Engine::open(options).value();
        WatchBridge bridge({watchSourcesOf(*engine), &engine->clock(), engine->dataDir().path,
            [&engine] { return factsOf(*engine); }});
        bridge.start();
        const auto session = engine->recorder()->startSession().value();
        session->record(ActionEvent{.actionType = "one"});
        QSignalSpy saved(&bridge, &WatchBridge::bundleSaved);
        QTRY_VERIFY_WITH_TIMEOUT(bridge.watch()->report()->looks > 2, patience);
        bridge.saveBundle();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        const std::string text = contentOf(saved[0][0].toString());
        const Json json = Json::parse(text);
        QCOMPARE(json["workers"].size(), 3U);
        QCOMPARE(json["queues"].size(), 1U);
        for (const char *name : {"Sluice", "compiler", "libcurl", "SQLite", "Boost", "Qt"})
            QVERIFY2(json["versions"].contains(name), name);
        QVERIFY(text.find(engine->recorder()->config().apiKey.secret()) == std::string::npos);
        QVERIFY(json["settings"]["endpoint"].get<std::string>().starts_with("http://127.0.0.1:"));
        bridge.stopLooking();
    }
};

QTEST_MAIN(TestWatchDesk)
#include "tst_watch_desk.moc"
