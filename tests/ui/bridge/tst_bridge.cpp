// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "core/recorder/recorder_feed.h"
#include "tests/support/scripted_transport.h"
#include "ui/bridge/bridge.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

/// A real recorder whose server is a script, and a bridge that looks at it when the test says so.
class Bench
{
public:
    Bench()
    {
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.apiKey = ApiKey::parse("00000000-0000-4000-8000-000000000000", "key").value();
        recorder = Recorder::create(
            config, [this] { return std::make_unique<ScriptedTransport>(script); }, clock, &feed, 1)
                       .value();
        bridge = std::make_unique<Bridge>(
            BridgeSources{recorder.get(), &feed, nullptr, DataDir{m_dir.path().toStdString()}, &clock});
    }

    static BurstPlan plan(std::uint64_t events)
    {
        BurstPlan plan;
        plan.events = events;
        plan.queue.blockDeadline.reset();
        plan.queue.maxWaitTime = Millis(20);
        return plan;
    }

    /// Ticks as the window does until the burst is over; returns the number of ticks.
    int tickThroughBurst()
    {
        int ticks = 0;
        while (bridge->isBurstRunning() && ticks < 5'000) {
            QTest::qWait(5);
            bridge->tick();
            ++ticks;
        }
        bridge->tick();
        return ticks + 1;
    }

private:
    QTemporaryDir m_dir;

public:
    SystemClock clock;
    RecorderFeed feed;
    std::shared_ptr<TransportScript> script = std::make_shared<TransportScript>();
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<Bridge> bridge; // last: it looks at all of the above
};

} // namespace

class TestBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheSignalsOfTheContract();
    void turnsThousandsOfEventsIntoAHandfulOfSignals();
    void saysEachFlushOnce();
    void endsWithTheExactLedger();
    void isSilentWhileNothingChanges();
    void saysDropsWithTheirReasons();
    void givesPicturesWhileTheyAreWanted();
    void givesTheLastPictureOfAnEndedSessionOnce();
    void refusesASecondBurst();
    void refusesAPlanThatMakesNoSense();
    void stopsABurst();
    void followsWhatTheEndDeadlineLeft();
    void looksOnWithoutARecorder();
    void carriesItsValuesAcrossThreads();
};

void TestBridge::hasTheSignalsOfTheContract()
{
    for (const char *signature : {"queueDepthChanged(sluice::QueueSnapshot)",
             "flushesStarted(QList<sluice::FlushRecord>)", "flushesFinished(QList<sluice::FlushRecord>)",
             "eventsDropped(QList<sluice::DropRun>)", "queuePictureChanged(sluice::QueuePicture)",
             "sessionsChanged(QList<sluice::SessionSummary>)", "ledgerChanged(sluice::Ledger)"})
        QVERIFY2(Bridge::staticMetaObject.indexOfSignal(signature) >= 0, signature);
}

void TestBridge::turnsThousandsOfEventsIntoAHandfulOfSignals()
{
    Bench bench;
    const QSignalSpy depths(bench.bridge.get(), &Bridge::queueDepthChanged);
    const QSignalSpy finished(bench.bridge.get(), &Bridge::flushesFinished);
    const QSignalSpy ledgers(bench.bridge.get(), &Bridge::ledgerChanged);
    QVERIFY(bench.bridge->fireBurst(Bench::plan(5'000)).ok());
    const int ticks = bench.tickThroughBurst();
    QVERIFY(ticks < 5'000);
    for (const QSignalSpy *spy : {&depths, &finished, &ledgers}) {
        QVERIFY(spy->count() >= 1);
        QVERIFY(spy->count() <= ticks);
    }
}

void TestBridge::saysEachFlushOnce()
{
    Bench bench;
    std::uint64_t events = 0;
    std::vector<std::uint64_t> sequences;
    connect(bench.bridge.get(), &Bridge::flushesFinished, this, [&](const QList<FlushRecord> &flushes) {
        for (const FlushRecord &flush : flushes) {
            events += flush.events;
            sequences.push_back(flush.sequence);
        }
    });
    QVERIFY(bench.bridge->fireBurst(Bench::plan(1'000)).ok());
    bench.tickThroughBurst();
    QCOMPARE(events, std::uint64_t{1'000});
    std::ranges::sort(sequences);
    QVERIFY(std::ranges::adjacent_find(sequences) == sequences.end());
}

void TestBridge::endsWithTheExactLedger()
{
    Bench bench;
    Ledger last;
    connect(bench.bridge.get(), &Bridge::ledgerChanged, this, [&](const Ledger &ledger) {
        QVERIFY(ledger.balances());
        last = ledger;
    });
    QVERIFY(bench.bridge->fireBurst(Bench::plan(777)).ok());
    bench.tickThroughBurst();
    QCOMPARE(last.recorded, std::uint64_t{777});
    QCOMPARE(last.delivered, std::uint64_t{777});
}

void TestBridge::isSilentWhileNothingChanges()
{
    Bench bench;
    QVERIFY(bench.bridge->fireBurst(Bench::plan(10)).ok());
    bench.tickThroughBurst();
    const QSignalSpy depths(bench.bridge.get(), &Bridge::queueDepthChanged);
    const QSignalSpy ledgers(bench.bridge.get(), &Bridge::ledgerChanged);
    const QSignalSpy bursts(bench.bridge.get(), &Bridge::burstChanged);
    for (int i = 0; i < 10; ++i)
        bench.bridge->tick();
    QCOMPARE(depths.count() + ledgers.count() + bursts.count(), 0);
}

void TestBridge::saysDropsWithTheirReasons()
{
    Bench bench;
    std::uint64_t dropped = 0;
    connect(bench.bridge.get(), &Bridge::eventsDropped, this, [&](const QList<DropRun> &runs) {
        for (const DropRun &run : runs) {
            QCOMPARE(run.reason, DropReason::QueueFull);
            dropped += run.count;
        }
    });
    BurstPlan plan = Bench::plan(500);
    plan.queue.maxQueueSize = 10;
    plan.queue.policy = OverflowPolicy::DropNewest;
    plan.endpointDelay = Millis(30);
    QVERIFY(bench.bridge->fireBurst(plan).ok());
    bench.tickThroughBurst();
    QVERIFY(dropped > 0);
    QCOMPARE(dropped, bench.recorder->ledger().dropsFor(DropReason::QueueFull));
}

void TestBridge::givesPicturesWhileTheyAreWanted()
{
    Bench bench;
    QSignalSpy pictures(bench.bridge.get(), &Bridge::queuePictureChanged);
    BurstPlan slow = Bench::plan(100'000);
    slow.rate = 1'000;
    const auto session = bench.bridge->fireBurst(slow);
    QVERIFY(session.ok());
    bench.bridge->tick();
    QCOMPARE(pictures.count(), 0);
    bench.bridge->setPictureWanted(true);
    bench.bridge->tick();
    bench.bridge->tick();
    QCOMPARE(pictures.count(), 2); // with each tick, whatever happened
    const auto picture = pictures[1][0].value<QueuePicture>();
    QCOMPARE(picture.queue.session, *session);
    std::size_t places = 0;
    for (const QueueCell &cell : picture.cells)
        places += cell.places;
    QCOMPARE(places, picture.queue.capacity);
    bench.bridge->setPictureWanted(false);
    bench.bridge->tick();
    QCOMPARE(pictures.count(), 2);
    bench.bridge->stopBurst();
    bench.tickThroughBurst();
}

void TestBridge::givesTheLastPictureOfAnEndedSessionOnce()
{
    Bench bench;
    QVERIFY(bench.bridge->fireBurst(Bench::plan(10)).ok());
    bench.tickThroughBurst();
    QSignalSpy pictures(bench.bridge.get(), &Bridge::queuePictureChanged);
    bench.bridge->setPictureWanted(true);
    for (int i = 0; i < 5; ++i)
        bench.bridge->tick();
    QCOMPARE(pictures.count(), 1);
    QCOMPARE(pictures[0][0].value<QueuePicture>().queue.flusher, FlusherState::Ended);
}

void TestBridge::refusesASecondBurst()
{
    Bench bench;
    BurstPlan slow = Bench::plan(1'000);
    slow.rate = 1'000;
    QVERIFY(bench.bridge->fireBurst(slow).ok());
    const auto second = bench.bridge->fireBurst(slow);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, ErrorKind::Limit);
    bench.bridge->stopBurst();
    bench.tickThroughBurst();
    QVERIFY(bench.bridge->fireBurst(Bench::plan(1)).ok());
    bench.tickThroughBurst();
}

void TestBridge::refusesAPlanThatMakesNoSense()
{
    Bench bench;
    const auto fired = bench.bridge->fireBurst(Bench::plan(0));
    QVERIFY(!fired.ok());
    QCOMPARE(fired.error().kind, ErrorKind::Usage);
    QVERIFY(!bench.bridge->isBurstRunning());
}

void TestBridge::stopsABurst()
{
    Bench bench;
    BurstPlan slow = Bench::plan(1'000'000);
    slow.rate = 1'000;
    QVERIFY(bench.bridge->fireBurst(slow).ok());
    bench.bridge->stopBurst();
    bench.tickThroughBurst();
    QVERIFY(!bench.bridge->isBurstRunning());
    QVERIFY(bench.recorder->ledger().recorded < 1'000'000);
    QCOMPARE(bench.recorder->ledger().undecided(), std::uint64_t{0});
}

void TestBridge::followsWhatTheEndDeadlineLeft()
{
    Bench bench;
    std::vector<BurstProgress> said;
    connect(bench.bridge.get(), &Bridge::burstChanged, this,
        [&](const BurstProgress &progress) { said.push_back(progress); });
    BurstPlan plan = Bench::plan(60);
    plan.endpointDelay = Millis(300);
    plan.endDeadline = Millis(1);
    QVERIFY(bench.bridge->fireBurst(plan).ok());
    bench.tickThroughBurst();
    QCOMPARE(said.back().state, BurstProgress::State::Finished);
    QVERIFY(said.back().ledger.delivered < 60);
    QVERIFY(!said.back().message.empty());
    const auto delivered = [&] {
        bench.bridge->tick();
        return said.back().ledger.delivered;
    };
    QTRY_COMPARE(delivered(), std::uint64_t{60});
    QVERIFY2(said.back().message.empty(), "nothing remains");
    const std::size_t count = said.size();
    bench.bridge->tick();
    QCOMPARE(said.size(), count);
}

void TestBridge::looksOnWithoutARecorder()
{
    const SystemClock clock;
    QTemporaryDir dir;
    Bridge bridge(BridgeSources{nullptr, nullptr, nullptr, DataDir{dir.path().toStdString()}, &clock});
    bridge.tick();
    QVERIFY(!bridge.canRecord());
    QVERIFY(!bridge.fireBurst(Bench::plan(1)).ok());
}

void TestBridge::carriesItsValuesAcrossThreads()
{
    Bench bench;
    Ledger received;
    connect(
        bench.bridge.get(), &Bridge::ledgerChanged, this, [&](const Ledger &ledger) { received = ledger; },
        Qt::QueuedConnection);
    QVERIFY(bench.bridge->fireBurst(Bench::plan(7)).ok());
    bench.tickThroughBurst();
    QTRY_COMPARE(received.delivered, std::uint64_t{7});
}

QTEST_GUILESS_MAIN(TestBridge)
#include "tst_bridge.moc"
