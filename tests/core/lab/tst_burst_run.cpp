// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/lab/burst_run.h"
#include "core/lab/slow_transport.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <thread>

using namespace sluice;
using nlohmann::json;

namespace {

/// What is another thing each time.
json withoutIdsAndTimes(json event)
{
    for (const char *name : {"id", "init_timestamp", "end_timestamp", "timestamp", "trigger_event_id"})
        event.erase(name);
    return event;
}

BurstPlan mixedPlan(unsigned producers)
{
    BurstPlan plan;
    plan.events = 400;
    plan.producers = producers;
    plan.mix = {4, 3, 2, 1};
    plan.payloadMost = 500;
    plan.rate = 4'000;
    plan.shape = BurstShape::Poisson;
    plan.endDeadline = Millis(30'000);
    return plan;
}

} // namespace

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

    void sendsTheSameEventsForTheSameSeed_data()
    {
        QTest::addColumn<int>("producers");
        QTest::newRow("1 producer") << 1;
        QTest::newRow("3 producers") << 3;
    }

    void sendsTheSameEventsForTheSameSeed()
    {
        QFETCH(int, producers);
        BurstPlan plan = mixedPlan(static_cast<unsigned>(producers));
        const std::vector<json> first = sentBy(plan);
        QCOMPARE(first.size(), std::size_t(400));
        QVERIFY(sentBy(plan) == first);
        plan.seed = 2;
        QVERIFY(sentBy(plan) != first);
    }

    void pointsAtWhatAnErrorFollowed()
    {
        const BurstPlan plan = mixedPlan(2);
        BurstRun::start(*m_recorder, plan).value()->wait();
        std::map<std::string, std::string> kinds;
        const std::vector<json> events = sentEvents();
        for (const json &event : events)
            kinds[event["id"]] = event["event_type"];
        int errors = 0;
        for (const json &event : events) {
            if (event["event_type"] != "errors" || !event.contains("trigger_event_id"))
                continue;
            ++errors;
            QCOMPARE(kinds.at(event["trigger_event_id"]), event["trigger_event_type"].get<std::string>());
        }
        QVERIFY2(errors > 20, "all but those before anything else");
    }

    void tellsWhenWorkBeganButNotBeforeTheBurst()
    {
        BurstPlan plan = mixedPlan(1);
        plan.mix = {0, 1, 0, 0};
        const Timestamp before = m_clock.wallNow();
        BurstRun::start(*m_recorder, plan).value()->wait();
        const std::vector<json> events = sentEvents();
        for (const json &event : events) {
            const auto start = parseIsoText(event["init_timestamp"].get<std::string>()).value();
            QVERIFY(start >= before);
            QVERIFY(parseIsoText(event["end_timestamp"].get<std::string>()).value() >= start);
        }
        QVERIFY(events.front()["init_timestamp"] < events.back()["end_timestamp"]);
    }

    void takesTheTimeOfARecordedPlan()
    {
        BurstPlan plan;
        plan.shape = BurstShape::Recorded;
        plan.arrivals = {Micros(0), Micros(0), Micros(1'000), Micros(120'000)};
        plan.events = 4;
        plan.producers = 3;
        const BurstProgress done = BurstRun::start(*m_recorder, plan).value()->wait();
        QVERIFY(done.elapsed >= Millis(120));
        QCOMPARE(done.ledger.delivered, 4U);
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

    void tellsThePlanAndItsResultForTheStore()
    {
        BurstPlan plan = mixedPlan(2);
        plan.name = "of a test";
        plan.seed = 18'446'744'073'709'551'615U;
        auto run = BurstRun::start(*m_recorder, plan).value();
        const json before = json::parse(run->labJson());
        QCOMPARE(before["plan"]["name"], "of a test");
        QCOMPARE(before["seed"], plan.seed);
        QVERIFY(before.contains("result"));
        const BurstProgress done = run->wait();
        const json after = json::parse(run->labJson());
        QCOMPARE(after["plan"], before["plan"]);
        QCOMPARE(after["result"]["offered"], 400);
        QCOMPARE(after["result"]["elapsed_ms"], done.elapsed.count());
        QCOMPARE(after["result"]["record_ns"]["p50"], done.cost.p50);
        QCOMPARE(after["result"]["record_ns"]["p99"], done.cost.p99);
        QCOMPARE(after["result"]["record_ns"]["max"], done.cost.max);
        QVERIFY2(after["result"]["faults"].is_null(), "there is no proxy");
    }

private:
    std::vector<json> sentEvents() const
    {
        std::vector<json> events;
        for (const TransportScript::Request &request : m_script->requests("/v2/create_events")) {
            const json body = json::parse(request.body);
            events.insert(events.end(), body["events"].begin(), body["events"].end());
        }
        return events;
    }

    /// The events of one burst in an order of their own: the flusher gets them as the producers come.
    std::vector<json> sentBy(const BurstPlan &plan)
    {
        init();
        BurstRun::start(*m_recorder, plan).value()->wait();
        std::vector<json> events = sentEvents();
        std::ranges::transform(events, events.begin(), withoutIdsAndTimes);
        std::ranges::sort(events);
        return events;
    }

    SystemClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<Recorder> m_recorder;
};

QTEST_APPLESS_MAIN(TestBurstRun)
#include "tst_burst_run.moc"
