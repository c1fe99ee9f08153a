// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/bridge/lab_json.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

/// A real recorder whose server is a script, and a lab that looks at it when the test says so. There is no
/// store.
class Bench
{
public:
    Bench()
    {
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.apiKey = ApiKey::parse("00000000-0000-4000-8000-000000000000", "key").value();
        recorder = Recorder::create(
            config, [this] { return std::make_unique<ScriptedTransport>(script); }, clock, nullptr, 1)
                       .value();
        LabSources sources;
        sources.recorder = recorder.get();
        sources.dataDir = DataDir{m_dir.path().toStdString()};
        sources.clock = &clock;
        sources.storeLab = [this](const SessionId &session, std::string json) {
            stored.emplace_back(session, std::move(json));
        };
        lab = std::make_unique<LabBridge>(std::move(sources));
    }

    static BurstPlan plan(std::uint64_t events)
    {
        BurstPlan plan;
        plan.events = events;
        plan.queue.maxWaitTime = Millis(20);
        return plan;
    }

    bool tickUntil(const std::function<bool()> &done) const
    {
        return QTest::qWaitFor(
            [&] {
                lab->tick();
                return done();
            },
            patience);
    }

private:
    QTemporaryDir m_dir;

public:
    SystemClock clock;
    std::shared_ptr<TransportScript> script = std::make_shared<TransportScript>();
    std::unique_ptr<Recorder> recorder;
    std::vector<std::pair<SessionId, std::string>> stored;
    std::unique_ptr<LabBridge> lab; // last: it looks at all of the above
};

} // namespace

class TestLabBridge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storesARunAtItsStartAndAtItsEnd();
    void followsWhatIsSentAfterTheEnd();
    void refusesASecondRun();
    void runsNothingWithoutARecorder();
    void switchesNoFaultWithoutAProxy();
    void reproducesOneAfterTheOther();
    void forgetsWhatWaits();
    void refusesOptionsThatMakeNoSense();
    void saysThatThereIsNoStore();
    void refusesAReplayThatMakesNoSense();
    void findsThePlanInARecord();
};

void TestLabBridge::storesARunAtItsStartAndAtItsEnd()
{
    Bench bench;
    const QSignalSpy changed(&bench.lab->runs(), &LabRuns::changed);
    const Result<SessionId> session = bench.lab->runs().run(Bench::plan(200));
    QVERIFY(session.ok());
    QCOMPARE(bench.stored.size(), std::size_t{1});
    QVERIFY(changed.size() >= 1); // at once
    QVERIFY(bench.tickUntil([&] { return !bench.lab->runs().isRunning(); }));
    QCOMPARE(bench.stored.size(), std::size_t{2});
    QCOMPARE(bench.stored[1].first, session.value());
    const Result<BurstPlan> plan = labPlan(bench.stored[1].second);
    QVERIFY(plan.ok());
    QCOMPARE(plan->events, std::uint64_t{200});
    const auto before = changed.size();
    bench.lab->tick();
    QCOMPARE(changed.size(), before); // silent while nothing runs
}

void TestLabBridge::followsWhatIsSentAfterTheEnd()
{
    Bench bench;
    bench.script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
    BurstProgress last;
    connect(&bench.lab->runs(), &LabRuns::changed, this,
        [&last](const BurstProgress &progress) { last = progress; });
    BurstPlan plan = Bench::plan(20);
    plan.endDeadline = Millis(50);
    QVERIFY(bench.lab->runs().run(plan).ok());
    QVERIFY(bench.tickUntil([&] { return !bench.lab->runs().isRunning(); }));
    QCOMPARE(last.ledger.delivered, std::uint64_t{0});
    QVERIFY(!last.message.empty());
    bench.script->always(nullptr);
    QVERIFY(bench.tickUntil([&] { return last.ledger.delivered == 20; }));
    QCOMPARE(last.state, BurstProgress::State::Finished);
    QVERIFY2(last.message.empty(), last.message.c_str());
}

void TestLabBridge::refusesASecondRun()
{
    Bench bench;
    BurstPlan slow = Bench::plan(100'000);
    slow.rate = 100;
    QVERIFY(bench.lab->runs().run(slow).ok());
    const Result<SessionId> second = bench.lab->runs().run(Bench::plan(1));
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, ErrorKind::Limit);
    bench.lab->runs().stop();
    QVERIFY(bench.tickUntil([&] { return !bench.lab->runs().isRunning(); }));
    QVERIFY(bench.lab->runs().run(Bench::plan(1)).ok());
}

void TestLabBridge::runsNothingWithoutARecorder()
{
    const Bench bench;
    bench.lab->setRecorder(nullptr);
    QVERIFY(!bench.lab->canRecord());
    QCOMPARE(bench.lab->endpoint(), QString());
    QCOMPARE(bench.lab->runs().run(Bench::plan(1)).error().kind, ErrorKind::Usage);
}

void TestLabBridge::switchesNoFaultWithoutAProxy()
{
    const Bench bench;
    QVERIFY(!bench.lab->runs().setFault({}).ok());
    BurstPlan slow = Bench::plan(100'000);
    slow.rate = 100;
    std::vector<FaultsOnWire> told;
    connect(&bench.lab->runs(), &LabRuns::faultsChanged, this,
        [&told](const FaultsOnWire &faults) { told.push_back(faults); });
    QVERIFY(bench.lab->runs().run(slow).ok());
    QVERIFY(!told.back().canSwitch);
    QVERIFY(!told.back().stats);
    QVERIFY(!bench.lab->runs().setFault({}).ok());
    QVERIFY(!bench.lab->runs().followFaults(faultPresets().front()).ok());
}

void TestLabBridge::reproducesOneAfterTheOther()
{
    const Bench bench;
    DeadlockRuns &runs = bench.lab->deadlocks();
    std::vector<DeadlockResult> results;
    connect(&runs, &DeadlockRuns::changed, this, [&](const DeadlockResult &result) {
        if (result.finished)
            results.push_back(result);
    });
    const QSignalSpy idle(&runs, &DeadlockRuns::idle);
    DeadlockOptions options;
    options.serverDelay = Millis(1);
    QVERIFY(runs.run(options).ok());
    options.cure = DeadlockCure::AfterLock;
    QVERIFY(runs.run(options).ok());
    QVERIFY(runs.isRunning());
    QVERIFY(bench.tickUntil([&] { return !runs.isRunning(); }));
    QCOMPARE(results.size(), std::size_t{2});
    QVERIFY(results[0].deadlocked);
    QCOMPARE(results[0].onTheWire, std::uint64_t{0});
    QVERIFY(!results[1].deadlocked);
    QCOMPARE(results[1].onTheWire, std::uint64_t{100});
    QCOMPARE(idle.size(), 1);
}

void TestLabBridge::forgetsWhatWaits()
{
    const Bench bench;
    DeadlockRuns &runs = bench.lab->deadlocks();
    DeadlockOptions options;
    options.cure = DeadlockCure::ReEntrant;
    options.serverDelay = Millis(5'000);
    QVERIFY(runs.run(options).ok());
    QVERIFY(runs.run(options).ok());
    const QSignalSpy idle(&runs, &DeadlockRuns::idle);
    runs.stop();
    QVERIFY(!runs.isRunning());
    QCOMPARE(idle.size(), 1);
    bench.lab->tick();
    QVERIFY(!runs.isRunning());
}

void TestLabBridge::refusesOptionsThatMakeNoSense()
{
    const Bench bench;
    DeadlockOptions options;
    options.events = 0;
    QCOMPARE(bench.lab->deadlocks().run(options).error().kind, ErrorKind::Usage);
    QVERIFY(!bench.lab->deadlocks().isRunning());
}

void TestLabBridge::saysThatThereIsNoStore()
{
    const Bench bench;
    const SessionId session("11111111-1111-7111-8111-111111111111");
    QSignalSpy whatIf(&bench.lab->whatIf(), &WhatIfJobs::failed);
    bench.lab->whatIf().run(session, 1, {WhatIf{}});
    QTRY_COMPARE_WITH_TIMEOUT(whatIf.size(), 1, patience);
    QVERIFY(!bench.lab->whatIf().isRunning());
    QSignalSpy pair(&bench.lab->stored(), &RunReader::pairFailed);
    bench.lab->stored().readPair(session, session);
    QTRY_COMPARE_WITH_TIMEOUT(pair.size(), 1, patience);
    QSignalSpy arrivals(&bench.lab->stored(), &RunReader::arrivalsFailed);
    bench.lab->stored().readArrivals(session);
    QTRY_COMPARE_WITH_TIMEOUT(arrivals.size(), 1, patience);
    QSignalSpy replay(&bench.lab->replay(), &LabReplay::failed);
    QVERIFY(bench.lab->replay().start(session, {}, {}).ok());
    QTRY_COMPARE_WITH_TIMEOUT(replay.size(), 1, patience);
    QVERIFY(!bench.lab->replay().isRunning());
}

void TestLabBridge::refusesAReplayThatMakesNoSense()
{
    const Bench bench;
    const SessionId session("11111111-1111-7111-8111-111111111111");
    ReplayOptions options;
    options.speed = 1'000;
    QCOMPARE(bench.lab->replay().start(session, options, {}).error().kind, ErrorKind::Usage);
    options.speed = 1;
    options.keepIds = true; // it would be mixed up with itself
    QCOMPARE(bench.lab->replay().start(session, options, {}).error().kind, ErrorKind::Usage);
    options.keepIds = false;
    const QString noUrl = QStringLiteral("ftp://127.0.0.1");
    QCOMPARE(bench.lab->replay().start(session, options, noUrl).error().kind, ErrorKind::Usage);
    bench.lab->setRecorder(nullptr);
    QCOMPARE(bench.lab->replay().start(session, options, {}).error().kind, ErrorKind::Usage);
    QVERIFY(!bench.lab->replay().isRunning());
}

void TestLabBridge::findsThePlanInARecord()
{
    QVERIFY(!labPlan("").ok());
    QVERIFY(!labPlan("{\"plan\":7}").ok());
    QVERIFY(!labPlan("{\"plan\":{\"sluice_plan\":1,\"events\":-1}}").ok());
    const Result<BurstPlan> plan
        = labPlan("{\"plan\":{\"sluice_plan\":1,\"events\":7,\"seed\":9007199254740993},\"result\":null}");
    QVERIFY(plan.ok());
    QCOMPARE(plan->events, std::uint64_t{7});
    QCOMPARE(plan->seed, std::uint64_t{9'007'199'254'740'993}); // beyond what a double holds
}

QTEST_GUILESS_MAIN(TestLabBridge)
#include "tst_lab_bridge.moc"
