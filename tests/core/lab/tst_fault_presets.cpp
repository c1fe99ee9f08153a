// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/lab/fault_proxy.h"
#include "core/recorder/recorder.h"
#include "core/transport/curl_transport.h"
#include "tests/support/agentops_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <map>
#include <thread>
#include <vector>

using namespace sluice;

namespace {

constexpr int eventCount = 120;
constexpr std::size_t capacity = 20;

/// What of one run is to be looked at, on the test's thread.
struct Outcome
{
    std::string run;
    std::string error; ///< of the set-up
    DrainReport report;
    std::map<std::string, std::size_t, std::less<>> timesStored;
    std::size_t sessionsEnded = 0;
};

struct Way
{
    const char *name;
    AgentOpsManners server;
    OverflowPolicy policy = OverflowPolicy::Block;
};

const std::vector<Way> &ways()
{
    static const std::vector<Way> all = {
        {"block, idempotent", {.idempotent = true}, OverflowPolicy::Block},
        {"block, as the hosted server", {.strict = true}, OverflowPolicy::Block},
        {"spill, idempotent", {.idempotent = true}, OverflowPolicy::Spill},
        {"spill, as the hosted server", {.strict = true}, OverflowPolicy::Spill},
    };
    return all;
}

RecorderConfig configFor(const Way &way, const std::string &endpoint, const std::string &spoolDir)
{
    RecorderConfig config;
    config.endpoint = endpoint;
    config.apiKey = ApiKey::parse("11111111-2222-4333-8444-555555555555", "key").value();
    config.queue.maxQueueSize = capacity;
    config.queue.maxWaitTime = Millis(10);
    config.queue.policy = way.policy;
    config.queue.blockDeadline.reset();
    config.requestTimeout = Millis(20'000);
    config.spoolDir = spoolDir;
    return config;
}

/// Under spill a producer waits at most 5 ms for room and then drops: this one leaves the flusher the time
/// that a disk takes, as an agent's pace does.
void recordSome(RecordingSession &session, int count)
{
    for (int i = 0; i < count; ++i) {
        ActionEvent event;
        event.actionType = "event " + std::to_string(i);
        session.record(std::move(event));
        while (session.snapshot().policy == OverflowPolicy::Spill && session.snapshot().depth > capacity / 2)
            std::this_thread::yield();
    }
}

/// Until the first fault of a plan that began just now; on a machine that is too busy for it, until it is
/// over.
void awaitFault(const FaultProxy &proxy, const FaultPhase &first)
{
    const SteadyTime over = std::chrono::steady_clock::now() + first.end();
    while (proxy.stats().now.isNone() && std::chrono::steady_clock::now() < over)
        std::this_thread::yield();
}

Outcome runThrough(const FaultPlan &plan, const Way &way)
{
    Outcome outcome;
    outcome.run = way.name;
    const QTemporaryDir folder;
    AgentOpsServer server(way.server);
    const auto proxy = FaultProxy::start(server.url()).value();
    const SystemClock clock;
    auto recorder = Recorder::create(
        configFor(way, server.url(), folder.path().toStdString()),
        [&proxy] { return proxy->throughThis(std::make_unique<CurlTransport>()); }, clock, nullptr, 17);
    if (!recorder) {
        outcome.error = recorder.error().message;
        return outcome;
    }
    proxy->follow(plan);
    auto session = (*recorder)->startSession().value();
    constexpr int before = capacity / 4; // no flush is due yet
    recordSome(*session, before);
    awaitFault(*proxy, plan.phases.front());
    recordSome(*session, eventCount - before); // more than there is room for
    if (plan.repeatsAfter)
        proxy->set({}); // the endpoint returns
    outcome.report = session->end(EndState::Success, "test", Millis(60'000));
    outcome.timesStored = server.timesStored();
    outcome.sessionsEnded = server.sessionsEnded().size();
    return outcome;
}

/// At such a pace that what goes wrong goes wrong for some 300 ms.
FaultPlan hurried(const FaultPlan &preset)
{
    const Millis length = preset.repeatsAfter.value_or(preset.phases.back().end());
    return preset.scaled(300.0 / static_cast<double>(length.count()));
}

} // namespace

/// Every preset, at a hurried pace, between a real recorder with a small queue and a server.
class TestFaultPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAndStoresEachEventOnce_data();
    void losesNothingAndStoresEachEventOnce();
};

void TestFaultPresets::losesNothingAndStoresEachEventOnce_data()
{
    QTest::addColumn<FaultPlan>("preset");
    for (const FaultPlan &preset : faultPresets())
        QTest::newRow(preset.name.c_str()) << preset;
}

// The four ways run side by side: they mostly wait.
void TestFaultPresets::losesNothingAndStoresEachEventOnce()
{
    QFETCH(FaultPlan, preset);
    const FaultPlan plan = hurried(preset);
    QVERIFY(plan.validate().ok());
    std::vector<std::future<Outcome>> runs;
    for (const Way &way : ways())
        runs.push_back(std::async(std::launch::async, [&plan, &way] { return runThrough(plan, way); }));
    std::vector<Outcome> outcomes;
    for (auto &run : runs)
        outcomes.push_back(run.get());
    for (const Outcome &outcome : outcomes) {
        const std::string &message = outcome.report.message;
        const std::string said = outcome.run + ": " + outcome.error + message;
        QVERIFY2(outcome.error.empty(), said.c_str());
        const Ledger &ledger = outcome.report.ledger;
        QVERIFY2(ledger.balances(), said.c_str());
        QVERIFY2(outcome.report.complete, said.c_str());
        QCOMPARE(ledger.recorded, std::uint64_t(eventCount));
        QCOMPARE(ledger.delivered, std::uint64_t(eventCount));
        QCOMPARE(outcome.timesStored.size(), std::size_t(eventCount));
        for (const auto &[id, times] : outcome.timesStored)
            QVERIFY2(times == 1, said.c_str());
        QCOMPARE(outcome.sessionsEnded, std::size_t(1));
    }
}

QTEST_APPLESS_MAIN(TestFaultPresets)
#include "tst_fault_presets.moc"
