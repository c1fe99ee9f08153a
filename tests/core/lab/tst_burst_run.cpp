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

    void everyPresetIsAValidPlan()
    {
        QStringList names;
        for (const BurstPreset &preset : burstPresets()) {
            QVERIFY(preset.plan.validate().ok());
            QVERIFY(!preset.meaning.empty());
            names << QString::fromStdString(preset.name);
        }
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("99 100 101 Overflow"));
    }

    void refusesAPlanOutOfBounds_data()
    {
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<int>("producers");
        QTest::addColumn<double>("rate");
        QTest::addColumn<qulonglong>("payload");
        QTest::addColumn<QString>("names");
        QTest::newRow("0 events") << 0ULL << 1 << 0.0 << 64ULL << QStringLiteral("events is 0");
        QTest::newRow("1 event") << 1ULL << 1 << 0.0 << 64ULL << QString();
        QTest::newRow("a million") << 1'000'000ULL << 1 << 0.0 << 64ULL << QString();
        QTest::newRow("one more") << 1'000'001ULL << 1 << 0.0 << 64ULL << QStringLiteral("events is 1000001");
        QTest::newRow("no producer") << 1ULL << 0 << 0.0 << 64ULL << QStringLiteral("producers is 0");
        QTest::newRow("16 producers") << 1ULL << 16 << 0.0 << 64ULL << QString();
        QTest::newRow("17 producers") << 1ULL << 17 << 0.0 << 64ULL << QStringLiteral("producers is 17");
        QTest::newRow("negative rate") << 1ULL << 1 << -1.0 << 64ULL << QStringLiteral("rate is -1");
        QTest::newRow("no number") << 1ULL << 1 << qQNaN() << 64ULL << QStringLiteral("rate is nan");
        QTest::newRow("1 MiB payload") << 1ULL << 1 << 0.0 << (1ULL << 20U) << QString();
        QTest::newRow("one byte more")
            << 1ULL << 1 << 0.0 << (1ULL << 20U) + 1 << QStringLiteral("payload is 1048577");
    }

    void refusesAPlanOutOfBounds()
    {
        QFETCH(qulonglong, events);
        QFETCH(int, producers);
        QFETCH(double, rate);
        QFETCH(qulonglong, payload);
        QFETCH(QString, names);
        BurstPlan plan;
        plan.events = events;
        plan.producers = static_cast<unsigned>(producers);
        plan.rate = rate;
        plan.payloadBytes = payload;
        const Result<void> valid = plan.validate();
        QCOMPARE(valid.ok(), names.isEmpty());
        if (!valid)
            QVERIFY2(QString::fromStdString(valid.error().message).startsWith(names),
                valid.error().message.c_str());
    }

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
