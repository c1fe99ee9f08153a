// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/base/clock.h"
#include "core/lab/replay.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "core/store/stored_session.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace sluice;
using nlohmann::json;

namespace {

constexpr Timestamp origin{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
constexpr const char *sessionId = "019a0000-0000-7000-8000-00000000abcd";
constexpr const char *agentId = "019a0000-0000-7000-8000-0000000000aa";

/// A UUID that ends in `number`.
std::string uuid(int number)
{
    return "019a0000-0000-7000-8000-"
        + QStringLiteral("%1").arg(number, 12, 10, QLatin1Char('0')).toStdString();
}

StoredEvent storedFrom(Event event)
{
    StoredEvent stored;
    stored.session = SessionId(sessionId);
    stored.id = EventId(event.id.toText());
    stored.type = event.type;
    stored.name = event.name;
    if (!event.agent.isNil())
        stored.agent = AgentId(event.agent.toText());
    stored.start = event.start;
    stored.end = event.end;
    if (event.details && !event.details->trigger.isNil())
        stored.trigger = EventId(event.details->trigger.toText());
    [[maybe_unused]] const Result<void> written = appendEvent(stored.body, event);
    return stored;
}

/// The number-th event: an action `step N` that begins `after` the session's first and lasts 30 ms.
StoredEvent action(int number, Millis after)
{
    ActionEvent event;
    event.id = Uuid::parse(uuid(number)).value();
    event.actionType = "step " + std::to_string(number);
    event.params = JsonText{"{\"n\": 1.50}"};
    event.start = origin + after;
    event.end = origin + after + Millis(30);
    return storedFrom(Event(std::move(event)));
}

StoredEvent failureOf(int number, int trigger, Millis after)
{
    ErrorEvent event;
    event.id = Uuid::parse(uuid(number)).value();
    event.agent = Uuid::parse(agentId).value();
    event.errorType = "ValueError";
    event.trigger = Uuid::parse(uuid(trigger)).value();
    event.time = origin + after;
    return storedFrom(Event(std::move(event)));
}

ReplaySource sourceOf(std::vector<StoredEvent> events)
{
    ReplaySource source;
    source.session.id = SessionId(sessionId);
    source.session.tags = {"night"};
    source.session.endState = EndState::Fail;
    source.events = std::move(events);
    return source;
}

ReplayOptions atSpeed(double speed)
{
    ReplayOptions options;
    options.speed = speed;
    options.queue.maxWaitTime = Millis(5);
    options.endDeadline = Millis(30'000);
    return options;
}

} // namespace

class TestReplay : public QObject
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

    void sendsEventsInTheOrderInWhichTheyBegan()
    {
        const ReplayProgress done
            = replayed({action(3, Millis(90)), action(1, Millis(0)), action(2, Millis(40))}, atSpeed(100));
        QCOMPARE(done.state, ReplayProgress::State::Finished);
        QCOMPARE(done.replayed, 3U);
        QCOMPARE(done.planned, 3U);
        QCOMPARE(done.ledger.delivered, 3U);
        QVERIFY2(done.message.empty(), done.message.c_str());
        QVERIFY(done.position == Millis(90) && done.length == Millis(90));
        const std::vector<json> sent = sentEvents();
        QCOMPARE(sent.at(0)["action_type"], "step 1");
        QCOMPARE(sent.at(1)["action_type"], "step 2");
        QCOMPARE(sent.at(2)["action_type"], "step 3");
    }

    void sendsTheSameBodiesWithTheirIds()
    {
        const std::vector<StoredEvent> events = {action(1, Millis(0)), failureOf(2, 1, Millis(5))};
        ReplayOptions options = atSpeed(100);
        options.keepIds = true;
        const ReplayProgress done = replayed(events, options);
        QCOMPARE(done.session.text(), std::string(sessionId));
        const auto requests = m_script->requests("/v2/create_events");
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests[0].body, "{\"events\":[" + events[0].body + "," + events[1].body + "]}");
    }

    void tellsTheAgentsWithTheirIds()
    {
        ReplaySource source = sourceOf({failureOf(1, 9, Millis(0))});
        source.agents = {{AgentId(agentId), "planner"}};
        ReplayOptions options = atSpeed(100);
        options.keepIds = true;
        Replay::start(*m_recorder, source, options).value()->wait();
        const auto agents = m_script->requests("/v2/create_agent");
        QCOMPARE(agents.size(), std::size_t(1));
        QVERIFY2(
            QString::fromStdString(agents[0].body).contains(QLatin1String(agentId)), agents[0].body.c_str());
    }

    void givesNewIdsThatPointAtEachOther()
    {
        ReplaySource source = sourceOf({action(1, Millis(0)), failureOf(2, 1, Millis(5))});
        source.agents = {{AgentId(agentId), "planner"}};
        const ReplayProgress done = Replay::start(*m_recorder, source, atSpeed(100)).value()->wait();
        QVERIFY(done.session.text() != sessionId);
        const std::vector<json> sent = sentEvents();
        QVERIFY(sent.at(0)["id"] != uuid(1));
        QVERIFY(sent.at(1)["id"] != uuid(2));
        QCOMPARE(sent.at(1)["trigger_event_id"], sent.at(0)["id"]);
        const auto agents = m_script->requests("/v2/create_agent");
        QCOMPARE(agents.size(), std::size_t(1));
        const std::string agent = sent.at(1)["agent_id"];
        QVERIFY(agent != agentId);
        QVERIFY(QString::fromStdString(agents[0].body).contains(QString::fromStdString(agent)));
    }

    void renewsIdsThatAreNoUuids()
    {
        StoredEvent odd = action(1, Millis(0));
        odd.id = EventId("evt-1");
        odd.agent = AgentId("agent-123");
        odd.body = R"({"event_type":"actions","id":"evt-1","agent_id":"agent-123","action_type":"odd"})";
        const ReplayProgress done = replayed({odd}, atSpeed(100));
        QCOMPARE(done.replayed, 1U);
        QVERIFY(Uuid::parse(sentEvents().at(0)["id"].get<std::string>()).has_value());
        QVERIFY(Uuid::parse(sentEvents().at(0)["agent_id"].get<std::string>()).has_value());
        QVERIFY2(m_script->requests("/v2/create_agent").at(0).body.find("agent-123") != std::string::npos,
            "an agent that nobody told of is called what its id was");
        ReplayOptions kept = atSpeed(100);
        kept.keepIds = true;
        const ReplayProgress none = replayed({odd}, kept);
        QCOMPARE(none.skipped, 1U);
        QVERIFY2(none.message.starts_with("event 1 was skipped: "), none.message.c_str());
    }

    void happensNowAtItsSpeed()
    {
        const Timestamp before = m_clock.wallNow();
        replayed({action(1, Millis(0)), action(2, Millis(100))}, atSpeed(10));
        const Timestamp after = m_clock.wallNow();
        for (const json &event : sentEvents()) {
            const Timestamp start = parseIsoText(event["init_timestamp"].get<std::string>()).value();
            const Timestamp end = parseIsoText(event["end_timestamp"].get<std::string>()).value();
            QVERIFY(start >= before && start <= after);
            QCOMPARE((end - start).count(), 3'000);
        }
    }

    void keepsTheGapsBySpeed()
    {
        std::vector<StoredEvent> events;
        for (int i = 0; i <= 20; ++i)
            events.push_back(action(i, Millis(1'000 * i)));
        QElapsedTimer timer;
        timer.start();
        replayed(events, atSpeed(100));
        QVERIFY2(timer.elapsed() >= 200, "20 s, a hundred times as fast");
        QVERIFY2(timer.elapsed() < 10'000, "with a wide margin");
        const std::vector<json> sent = sentEvents();
        QCOMPARE(sent.size(), std::size_t(21));
        const Timestamp first = parseIsoText(sent.front()["init_timestamp"].get<std::string>()).value();
        const Timestamp last = parseIsoText(sent.back()["init_timestamp"].get<std::string>()).value();
        QVERIFY(last - first >= Millis(190));
    }

    void goesStepByStep()
    {
        ReplayOptions options = atSpeed(1);
        options.stepwise = true;
        const auto replay = Replay::start(*m_recorder,
            sourceOf({action(1, Millis(0)), action(2, Millis(3'600'000)), action(3, Millis(7'200'000))}),
            options)
                                .value();
        QCOMPARE(replay->progress().state, ReplayProgress::State::Waiting);
        replay->step();
        QTRY_COMPARE(replay->progress().replayed, 1U);
        QTRY_COMPARE(sentEvents().size(), std::size_t(1));
        QCOMPARE(replay->progress().state, ReplayProgress::State::Paused);
        replay->step();
        QTRY_COMPARE(replay->progress().replayed, 2U);
        QVERIFY2(replay->progress().position == std::chrono::hours(1), "it is there at once");
        replay->step();
        const ReplayProgress done = replay->wait();
        QCOMPARE(done.replayed, 3U);
        QCOMPARE(done.ledger.delivered, 3U);
    }

    void pausesAndGoesOn()
    {
        const auto replay = Replay::start(*m_recorder,
            sourceOf({action(1, Millis(0)), action(2, Millis(60'000)), action(3, Millis(60'000))}),
            atSpeed(1))
                                .value();
        QTRY_COMPARE(replay->progress().replayed, 1U);
        QCOMPARE(replay->progress().state, ReplayProgress::State::Running);
        replay->pause();
        QCOMPARE(replay->progress().state, ReplayProgress::State::Paused);
        const Micros position = replay->progress().position;
        QVERIFY(position < Millis(60'000));
        QVERIFY(replay->progress().position == position);
        replay->step();
        QTRY_COMPARE(replay->progress().replayed, 2U);
        replay->resume();
        QCOMPARE(replay->wait().replayed, 3U);
    }

    void changesItsSpeedWhileItRuns()
    {
        const auto replay = Replay::start(
            *m_recorder, sourceOf({action(1, Millis(0)), action(2, Millis(20'000))}), atSpeed(0.1))
                                .value(); // 200 s
        QTRY_COMPARE(replay->progress().replayed, 1U);
        QElapsedTimer timer;
        timer.start();
        replay->setSpeed(std::numeric_limits<double>::quiet_NaN());
        replay->setSpeed(1e9); // is taken as 100
        QCOMPARE(replay->wait().replayed, 2U);
        QVERIFY2(timer.elapsed() < 20'000, "200 ms, with a wide margin");
    }

    void stopsInTheMiddle()
    {
        const auto replay = Replay::start(
            *m_recorder, sourceOf({action(1, Millis(0)), action(2, Millis(3'600'000))}), atSpeed(1))
                                .value();
        QTRY_COMPARE(replay->progress().replayed, 1U);
        replay->stop();
        const ReplayProgress done = replay->wait();
        QCOMPARE(done.state, ReplayProgress::State::Finished);
        QCOMPARE(done.replayed, 1U);
        QCOMPARE(done.ledger.delivered, 1U);
        QVERIFY(
            m_script->requests("/v2/update_session").back().body.find("Indeterminate") != std::string::npos);
    }

    void stopsWhileItWaitsForRoom()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        ReplayOptions options = atSpeed(100);
        options.queue.maxQueueSize = 1;
        options.queue.blockDeadline.reset();
        options.endDeadline = Millis(20);
        std::vector<StoredEvent> events;
        for (int i = 0; i < 20; ++i)
            events.push_back(action(i, Millis(0)));
        const auto replay = Replay::start(*m_recorder, sourceOf(events), options).value();
        QTRY_COMPARE(replay->progress().ledger.queued, 1U);
        replay->stop();
        const ReplayProgress done = replay->wait();
        QVERIFY(done.ledger.balances());
        QVERIFY2(!done.message.empty(), "it says what remained");
    }

    void skipsAndCountsABodyThatCannotBeRead()
    {
        StoredEvent broken = action(2, Millis(1));
        broken.body = "{\"event_type\":";
        StoredEvent wrong = action(3, Millis(2));
        wrong.body = R"({"event_type":"llms","prompt_tokens":"many"})";
        const ReplayProgress done
            = replayed({action(1, Millis(0)), broken, wrong, action(4, Millis(3))}, atSpeed(100));
        QCOMPARE(done.replayed, 2U);
        QCOMPARE(done.skipped, 2U);
        QCOMPARE(done.planned, 4U);
        QVERIFY2(done.message.starts_with("event 2 was skipped: not JSON"), done.message.c_str());
        QCOMPARE(done.ledger.delivered, 2U);
    }

    void carriesTagsAndTheEndOver()
    {
        replayed({action(1, Millis(0))}, atSpeed(100));
        const json begun = json::parse(m_script->requests("/v2/create_session").at(0).body)["session"];
        QCOMPARE(begun["tags"].dump(), std::string(R"(["night","replay"])"));
        const json ended = json::parse(m_script->requests("/v2/update_session").back().body)["session"];
        QCOMPARE(ended["end_state"], "Fail");
    }

    void endsAtOnceWithoutEvents()
    {
        const ReplayProgress done = replayed({}, atSpeed(1));
        QCOMPARE(done.state, ReplayProgress::State::Finished);
        QVERIFY(done.length == Micros(0));
        QCOMPARE(m_script->requests("/v2/update_session").size(), std::size_t(1));
    }

    void refusesTheIdOfASessionThatIsBeingRecorded()
    {
        const QTemporaryDir spool; // where two of one id could not be told apart
        RecorderConfig config = m_recorder->config();
        config.spoolDir = spool.path().toStdString();
        const auto recorder = Recorder::create(
            config, [script = m_script] { return std::make_unique<ScriptedTransport>(script); }, m_clock,
            nullptr, 1)
                                  .value();
        SessionOptions options;
        options.inherited = SessionId(sessionId);
        const auto live = recorder->startSession(options).value();
        ReplayOptions kept = atSpeed(1);
        kept.keepIds = true;
        const auto replay = Replay::start(*recorder, sourceOf({}), kept);
        QVERIFY(!replay.ok());
        QCOMPARE(replay.error().kind, ErrorKind::Held);
    }

    void refusesASpeedOutOfBounds_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<bool>("good");
        QTest::newRow("slower") << 0.099 << false;
        QTest::newRow("slowest") << 0.1 << true;
        QTest::newRow("fastest") << 100.0 << true;
        QTest::newRow("faster") << 100.1 << false;
        QTest::newRow("backwards") << -1.0 << false;
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << false;
    }

    void refusesASpeedOutOfBounds()
    {
        QFETCH(double, speed);
        QFETCH(bool, good);
        const auto replay = Replay::start(*m_recorder, sourceOf({}), atSpeed(speed));
        QCOMPARE(replay.ok(), good);
        if (!good)
            QVERIFY2(replay.error().message.starts_with("speed is "), replay.error().message.c_str());
    }

    void readsASessionFromTheStore()
    {
        const QTemporaryDir folder;
        const DataDir dir = DataDir::resolve(folder.path().toStdString()).value();
        const auto store = SqliteStore::open(dir).value();
        StoreBatch batch;
        SessionChange change;
        change.id = SessionId(sessionId);
        change.started = origin;
        change.tags = {"night"};
        batch.sessions.push_back(change);
        batch.agents.push_back({SessionId(sessionId), {AgentId(agentId), "planner"}});
        batch.events = {action(2, Millis(7)), action(1, Millis(0))};
        QVERIFY(store->submit(batch, {}).ok());
        store->drain();
        const auto reader = StoreReader::open(dir).value();
        const ReplaySource source = readStoredSession(*reader, SessionId("019a0000")).value();
        QCOMPARE(source.session.id.text(), std::string(sessionId));
        QCOMPARE(source.agents.at(0).name, std::string("planner"));
        QCOMPARE(source.events.size(), std::size_t(2));
        QCOMPARE(source.events.at(0).body, action(2, Millis(7)).body);
        QCOMPARE(readStoredSession(*reader, SessionId("there is none")).error().kind, ErrorKind::NotFound);
    }

private:
    ReplayProgress replayed(std::vector<StoredEvent> events, const ReplayOptions &options)
    {
        return Replay::start(*m_recorder, sourceOf(std::move(events)), options).value()->wait();
    }

    std::vector<json> sentEvents() const
    {
        std::vector<json> events;
        for (const TransportScript::Request &request : m_script->requests("/v2/create_events")) {
            const json body = json::parse(request.body);
            events.insert(events.end(), body["events"].begin(), body["events"].end());
        }
        return events;
    }

    SystemClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<Recorder> m_recorder;
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
