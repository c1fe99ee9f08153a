// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/lab/burst_run.h"
#include "core/lab/slow_transport.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <thread>

using namespace sluice;

class TestBurstRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.endDeadline = Millis(100);
        m_recorder = Recorder::create(
            config, [script = m_script] { return std::make_unique<ScriptedTransport>(script); }, m_clock,
            nullptr, 1)
                         .value();
    }

    void cleanup() { m_recorder.reset(); }

    void recordsExactlyThePlannedEvents_data()
    {
        QTest::addColumn<int>("producers");
        QTest::newRow("1 producer") << 1;
        QTest::newRow("3, not a divisor") << 3;
        QTest::newRow("16") << 16;
    }

    void recordsExactlyThePlannedEvents()
    {
        QFETCH(int, producers);
        BurstPlan plan = burstPresets().at(1).plan;
        plan.events = 1'001;
        plan.producers = static_cast<unsigned>(producers);
        plan.endDeadline = Millis(30'000);
        auto run = BurstRun::start(*m_recorder, plan).value();
        const BurstProgress done = run->wait();
        QCOMPARE(done.state, BurstProgress::State::Finished);
        QCOMPARE(done.offered, 1'001U);
        QCOMPARE(done.ledger.delivered, 1'001U);
        QVERIFY(done.ledger.balances());
        QVERIFY(done.flushes >= 1);
        QVERIFY(done.cost.p50 <= done.cost.p99 && done.cost.p99 <= done.cost.max);
        QVERIFY2(done.cost.p50 > 0, "record() takes some time");
        QVERIFY2(done.message.empty(), done.message.c_str());
    }

    void sendsPayloadsOfTheSizeAskedFor()
    {
        BurstPlan plan;
        plan.events = 3;
        plan.payloadBytes = 500;
        BurstRun::start(*m_recorder, plan).value()->wait();
        const auto body = nlohmann::json::parse(m_script->requests("/v2/create_events").at(0).body);
        for (const auto &event : body["events"])
            QCOMPARE(event["params"].dump().size(), std::size_t(500));
    }

    void keepsToTheRate()
    {
        BurstPlan plan;
        plan.events = 40;
        plan.rate = 200;
        plan.producers = 4;
        const BurstProgress done = BurstRun::start(*m_recorder, plan).value()->wait();
        QVERIFY2(done.elapsed >= Millis(190), "39 gaps of 5 ms");
        QCOMPARE(done.ledger.delivered, 40U);
    }

    void stopsWhenTold()
    {
        BurstPlan plan;
        plan.events = 1'000'000;
        plan.rate = 100;
        auto run = BurstRun::start(*m_recorder, plan).value();
        QTRY_VERIFY(run->progress().offered >= 1);
        run->stop();
        const BurstProgress done = run->wait();
        QVERIFY(done.offered < 1'000'000);
        QCOMPARE(done.ledger.delivered, done.ledger.recorded);
    }

    void stopsWhileAProducerWaitsForRoom()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        BurstPlan plan;
        plan.events = 1'000;
        plan.producers = 2;
        plan.queue.maxQueueSize = 10;
        plan.queue.blockDeadline.reset();
        plan.endDeadline = Millis(50);
        auto run = BurstRun::start(*m_recorder, plan).value();
        QTRY_COMPARE(run->progress().ledger.queued, 10U);
        run->stop();
        const BurstProgress done = run->wait();
        QVERIFY(done.ledger.balances());
        QVERIFY2(!done.message.empty(), "it says what remained");
        QVERIFY(done.ledger.undecided() > 0);
    }

    void overflowsAgainstASlowedEndpoint()
    {
        BurstPlan plan;
        plan.events = 2'000;
        plan.queue.maxQueueSize = 10;
        plan.queue.policy = OverflowPolicy::DropNewest;
        plan.endpointDelay = Millis(50);
        plan.endDeadline = Millis(30'000);
        const BurstProgress done = BurstRun::start(*m_recorder, plan).value()->wait();
        QVERIFY(done.ledger.balances());
        QVERIFY(done.ledger.dropsFor(DropReason::QueueFull) > 0);
        QCOMPARE(done.ledger.delivered + done.ledger.droppedInAll(), 2'000U);
    }

    void aSlowTransportGivesUpAtOnceWhenAborted()
    {
        SlowTransport slow(std::make_unique<ScriptedTransport>(m_script), std::chrono::minutes(5));
        std::jthread other([&slow] { slow.abort(); });
        HttpRequest request;
        request.url = "http://127.0.0.1:1/v2/create_events";
        const HttpAnswer answer = slow.post(request);
        QVERIFY(answer.aborted);
        QCOMPARE(answer.reach, HttpAnswer::Reach::NotSent);
        QVERIFY(m_script->requests().empty());
    }

private:
    SystemClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<Recorder> m_recorder;
};

QTEST_APPLESS_MAIN(TestBurstRun)
#include "tst_burst_run.moc"
