// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/bridge/watch_scene.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

class TestWatchBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysAnAlarmAndItsEnd()
    {
        WatchScene scene;
        QSignalSpy changed(scene.bridge.get(), &WatchBridge::alarmsChanged);
        scene.holdLock(true);
        scene.pass(300ms);
        QVERIFY(changed.isEmpty());
        scene.pass(100ms);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(scene.bridge->alarms().size(), 1);
        QCOMPARE(scene.bridge->alarms()[0].alarm.kind, Alarm::Kind::LockHeld);
        scene.holdLock(false);
        scene.pass(100ms);
        QCOMPARE(changed.size(), 2);
        QVERIFY(scene.bridge->alarms().isEmpty());
        scene.pass(1s);
        QCOMPARE(changed.size(), 2);
    }

    void noticesThatTheWindowStoodStill()
    {
        WatchScene scene;
        QSignalSpy stood(scene.bridge.get(), &WatchBridge::windowStoodStill);
        scene.pass(5s);
        QVERIFY(scene.bridge->alarms().isEmpty());
        scene.pass(3'100ms, WatchScene::Window::StandsStill);
        QCOMPARE(scene.bridge->watch()->report()->alarms.size(), 1U);
        QCOMPARE(scene.bridge->watch()->report()->alarms[0].alarm.worker, std::string("window"));
        QVERIFY(stood.isEmpty());
        scene.bridge->tick();
        scene.pass(1s);
        QCOMPARE(stood.size(), 1);
        QCOMPARE(stood[0][0].value<std::chrono::milliseconds>(), 3'000ms);
        scene.pass(3s, WatchScene::Window::StandsStill);
        scene.bridge->tick();
        scene.pass(1s);
        QCOMPARE(stood.size(), 2);
    }

    void doesNotMissAWindowThatHasNotBegun()
    {
        WatchScene scene;
        scene.pass(10s, WatchScene::Window::StandsStill);
        QVERIFY(scene.bridge->watch()->report()->alarms.empty());
    }

    void ticksByItself()
    {
        WatchScene scene;
        scene.bridge->start();
        scene.bridge->watch()->look();
        const std::uint64_t turns = scene.bridge->watch()->report()->workers[0].turns;
        const auto beats = [&] {
            scene.bridge->watch()->look();
            return scene.bridge->watch()->report()->workers[0].turns;
        };
        QTRY_VERIFY_WITH_TIMEOUT(beats() >= turns + 2, patience);
    }

    void endsItsAlarmsWhenItStopsLooking()
    {
        WatchScene scene;
        scene.holdLock(true);
        scene.pass(1s);
        QCOMPARE(scene.bridge->alarms().size(), 1);
        scene.bridge->stopLooking();
        QVERIFY(scene.bridge->alarms().isEmpty());
        scene.bridge->tick();
        scene.bridge->startLooking();
        scene.pass(1s);
        QCOMPARE(scene.bridge->alarms().size(), 1);
    }

    void writesABundleOfWhatItKnows()
    {
        WatchScene scene;
        scene.setWorkers({{"store writer", "commits batches", 7, true}});
        scene.holdLock(true);
        scene.pass(1s);
        FlushRecord flush;
        flush.message = "no 0A1B2C3D-1111-4222-8333-00000000000F";
        scene.bridge->rememberFlushes({flush});
        QSignalSpy saved(scene.bridge.get(), &WatchBridge::bundleSaved);
        scene.bridge->saveBundle(scene.file("bundle.json"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QCOMPARE(saved[0][0].toString(), scene.file("bundle.json"));
        const std::string text = contentOf(scene.file("bundle.json"));
        QVERIFY(text.find("hunter2") == std::string::npos);
        QVERIFY(text.find("1111-4222-8333-00000000000") == std::string::npos);
        const Json json = Json::parse(text);
        QCOMPARE(json["versions"]["Qt"].get<std::string>(), std::string(qVersion()));
        QCOMPARE(json["workers"].size(), 2U);
        QCOMPARE(json["workers"][1]["name"].get<std::string>(), std::string("window"));
        QCOMPARE(json["queues"].size(), 1U);
        QCOMPARE(json["alarms"].size(), 1U);
        QCOMPARE(json["flushes"][0]["message"].get<std::string>(), std::string("no [redacted]"));
        QVERIFY(json["process"]["threads"].size() >= 2);
    }

    void writesToItsOwnFolderWhenNoPlaceIsChosen()
    {
        WatchScene scene;
        QSignalSpy saved(scene.bridge.get(), &WatchBridge::bundleSaved);
        scene.bridge->saveBundle();
        scene.bridge->saveBundle();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        const QString path = scene.dataDir() + QStringLiteral("/diagnostics/sluice-20260101-000000.json");
        QCOMPARE(saved[0][0].toString(), path);
        QVERIFY(Json::accept(contentOf(path)));
        QCOMPARE(scene.bridge->defaultBundleName(), QStringLiteral("sluice-20260101-000000.json"));
    }

    void saysWhyABundleWasNotWritten()
    {
        WatchScene scene;
        QSignalSpy failed(scene.bridge.get(), &WatchBridge::bundleFailed);
        scene.bridge->saveBundle(QStringLiteral("/proc/no/such/place.json"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("/proc/no/such/place.json"));
        QVERIFY(failed[0][1].toString().contains(QStringLiteral("/proc/no")));
    }

    void runsTheSelfTestOnceAtATime()
    {
        WatchScene scene;
        QSignalSpy finished(scene.bridge.get(), &WatchBridge::selfTestFinished);
        scene.bridge->runSelfTest();
        QVERIFY(scene.bridge->isSelfTestRunning());
        scene.bridge->runSelfTest();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QVERIFY(!scene.bridge->isSelfTestRunning());
        QVERIFY(finished[0][0].value<SelfTestReport>().passed());
        QTest::qWait(0);
        QCOMPARE(finished.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWatchBridge)
#include "tst_watch_bridge.moc"
