// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Bursts through a FaultProxy, over real connections, to a server that is well.

#include "core/base/clock.h"
#include "core/lab/burst_run.h"
#include "core/recorder/curl_transports.h"
#include "tests/support/agentops_server.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using namespace sluice;
using nlohmann::json;

namespace {

Fault faultOf(FaultKind kind)
{
    Fault fault;
    fault.kind = kind;
    return fault;
}

BurstPlan proxiedPlan(std::uint64_t events)
{
    BurstPlan plan;
    plan.events = events;
    plan.producers = 2;
    plan.proxied = true;
    plan.queue.maxWaitTime = Millis(10);
    plan.endDeadline = Millis(30'000);
    return plan;
}

bool proxyRuns()
{
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream comm(task.path() / "comm");
        std::string line;
        if (std::getline(comm, line); line == "fault proxy")
            return true;
    }
    return false;
}

} // namespace

class TestBurstFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<AgentOpsServer>();
        RecorderConfig config;
        config.endpoint = m_server->url();
        config.apiKey = ApiKey::parse("11111111-1111-4111-8111-111111111111", "key").value();
        config.endDeadline = Millis(5'000);
        m_recorder = Recorder::create(config, curlTransports(config), m_clock, nullptr, 1).value();
    }

    void cleanup()
    {
        m_recorder.reset();
        m_server.reset();
    }

    void loseNothingUnderBlockWhenTheScheduleIsOver()
    {
        BurstPlan plan = proxiedPlan(300);
        plan.proxied = false;
        plan.rate = 1'000;
        plan.faults.phases = {{Millis(50), Millis(100), faultOf(FaultKind::Status503)},
            {Millis(200), Millis(50), faultOf(FaultKind::Refused)}};
        plan.faults.phases[0].fault.retryAfter = 0;
        auto run = BurstRun::start(*m_recorder, plan).value();
        QVERIFY2(run->faultStats().has_value(), "faults alone make a proxy");
        const BurstProgress done = run->wait();
        QVERIFY2(done.message.empty(), done.message.c_str());
        QVERIFY(done.ledger.balances());
        QCOMPARE(done.ledger.delivered, 300U);
        QCOMPARE(m_server->eventCount(), std::size_t(300));
        QVERIFY(run->faultStats()->faulted > 0);
        QVERIFY(run->faultStats()->passed > 0);
    }

    void areSwitchedWhileItRuns()
    {
        BurstPlan plan = proxiedPlan(1'000'000);
        plan.rate = 500;
        auto run = BurstRun::start(*m_recorder, plan).value();
        QTRY_VERIFY(m_server->eventCount() > 0);
        QVERIFY(run->setFault(faultOf(FaultKind::BlackHole)).ok());
        QCOMPARE(run->faultStats()->now.kind, FaultKind::BlackHole);
        QVERIFY(run->setFault(Fault{}).ok());
        run->stop();
        const BurstProgress done = run->wait();
        QVERIFY2(done.message.empty(), done.message.c_str());
        QVERIFY(done.ledger.delivered > 0);
        QVERIFY(done.ledger.balances());
        QCOMPARE(m_server->eventCount(), std::size_t(done.ledger.delivered));
    }

    void followAnotherScheduleFromNowOn()
    {
        BurstPlan plan = proxiedPlan(1'000'000);
        plan.rate = 200;
        auto run = BurstRun::start(*m_recorder, plan).value();
        QTRY_VERIFY(run->faultStats()->passed > 0);
        FaultPlan away;
        away.phases = {{Millis(0), FaultPhase::forEver, faultOf(FaultKind::Status429)}};
        QVERIFY(run->followFaults(away).ok());
        QTRY_VERIFY(run->faultStats()->faulted > 0);
        QVERIFY(run->followFaults(FaultPlan{}).ok());
        run->stop();
        const BurstProgress done = run->wait();
        QCOMPARE(done.ledger.delivered, done.ledger.recorded);
    }

    void areLiftedWhenTheRunIsFinished_data()
    {
        QTest::addColumn<FaultKind>("kind");
        QTest::newRow("503") << FaultKind::Status503;
        QTest::newRow("black hole") << FaultKind::BlackHole;
        QTest::newRow("refused") << FaultKind::Refused;
    }

    void areLiftedWhenTheRunIsFinished()
    {
        QFETCH(const FaultKind, kind);
        BurstPlan plan = proxiedPlan(50);
        plan.faults.phases = {{Millis(0), FaultPhase::forEver, faultOf(kind)}};
        plan.faults.phases[0].fault.retryAfter = 0;
        plan.endDeadline = Millis(20);
        const auto run = BurstRun::start(*m_recorder, plan).value();
        const BurstProgress done = run->wait();
        QVERIFY2(!done.message.empty(), "it says what remained");
        QVERIFY(run->faultStats()->now.isNone());
        QTRY_COMPARE_WITH_TIMEOUT(run->progress().ledger.delivered, 50U, 30'000);
        QVERIFY(run->progress().ledger.balances());
        QTRY_VERIFY2(!proxyRuns(), "nothing goes through it any more");
    }

    void takeTheirProxyWithThem()
    {
        const auto run = BurstRun::start(*m_recorder, proxiedPlan(100)).value();
        QTRY_VERIFY(proxyRuns());
        QCOMPARE(run->wait().ledger.delivered, 100U);
        QTRY_VERIFY(!proxyRuns());
        QVERIFY(run->faultStats()->passed > 0); // its numbers stay
    }

    void goOnAsPlannedUntilTheRecorderIsClosed()
    {
        BurstPlan plan = proxiedPlan(50);
        plan.faults.phases = {{Millis(0), FaultPhase::forEver, faultOf(FaultKind::Status503)}};
        plan.faults.phases[0].fault.retryAfter = 0;
        plan.endDeadline = Millis(20);
        RecorderConfig config = m_recorder->config();
        config.endDeadline = Millis(200);
        auto recorder = Recorder::create(config, curlTransports(config), m_clock, nullptr, 1).value();
        const auto run = BurstRun::start(*recorder, plan, FaultsAfterRun::AsPlanned).value();
        QVERIFY(!run->wait().message.empty());
        QCOMPARE(run->faultStats()->now.kind, FaultKind::Status503);
        QCOMPARE(run->setFault(Fault{}).error().kind, ErrorKind::Usage);
        recorder.reset();
        QCOMPARE(run->progress().ledger.delivered, 0U);
        QCOMPARE(m_server->eventCount(), std::size_t(0));
        QVERIFY(run->progress().ledger.balances());
    }

    void cannotBeSetWhenTheRunIsFinished()
    {
        const auto run = BurstRun::start(*m_recorder, proxiedPlan(10)).value();
        run->wait();
        QCOMPARE(run->setFault(faultOf(FaultKind::BlackHole)).error().kind, ErrorKind::Usage);
        QCOMPARE(run->followFaults(FaultPlan{}).error().kind, ErrorKind::Usage);
        QVERIFY(run->faultStats()->now.isNone());
    }

    void needAProxy()
    {
        BurstPlan plan = proxiedPlan(10);
        plan.proxied = false;
        auto run = BurstRun::start(*m_recorder, plan).value();
        QCOMPARE(run->setFault(Fault{}).error().kind, ErrorKind::Usage);
        QCOMPARE(run->followFaults(FaultPlan{}).error().kind, ErrorKind::Usage);
        QVERIFY(!run->faultStats());
        run->wait();
    }

    void areRefusedWhenNotValid()
    {
        auto run = BurstRun::start(*m_recorder, proxiedPlan(10)).value();
        Fault fault = faultOf(FaultKind::Latency);
        QVERIFY(!run->setFault(fault).ok());
        FaultPlan plan;
        plan.phases = {FaultPhase{}};
        QVERIFY(!run->followFaults(plan).ok());
        QVERIFY(run->faultStats()->now.isNone());
        run->wait();
    }

    void cannotBeDoneToHttps()
    {
        RecorderConfig config = m_recorder->config();
        config.endpoint = "https://127.0.0.1:1";
        const auto recorder = Recorder::create(config, curlTransports(config), m_clock, nullptr, 1).value();
        const auto run = BurstRun::start(*recorder, proxiedPlan(10));
        QVERIFY(!run.ok());
        QCOMPARE(run.error().kind, ErrorKind::Usage);
    }

    void areToldForTheStore()
    {
        auto run = BurstRun::start(*m_recorder, proxiedPlan(100)).value();
        run->wait();
        const json lab = json::parse(run->labJson());
        const json faults = lab["result"]["faults"];
        QCOMPARE(lab["plan"]["proxied"], true);
        QVERIFY(faults["connections"] >= 1);
        QVERIFY(faults["requests"] >= 3);
        QCOMPARE(faults["faulted"], 0);
        QCOMPARE(faults["delayed"], 0);
        QVERIFY(faults["bytes_in"] > 100 * 64);
        QVERIFY(faults["bytes_out"] > 0);
    }

private:
    SystemClock m_clock;
    std::unique_ptr<AgentOpsServer> m_server;
    std::unique_ptr<Recorder> m_recorder;
};

QTEST_GUILESS_MAIN(TestBurstFaults)
#include "tst_burst_faults.moc"
