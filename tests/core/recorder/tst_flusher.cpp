// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/live_session.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <thread>

using namespace sluice;
using Next = Flusher::Next;

namespace {

/// Writes down what the sink is told, a line each.
class SinkDiary final : public RecorderSink
{
public:
    void sessionChanged(const RecordedSession &session) override { last = session; }
    void eventsTaken(const SessionId &, std::string_view body) override { bodies.emplace_back(body); }
    void flushStarted(const FlushRecord &flush) override { note("start", flush); }
    void flushDelayed(const FlushRecord &flush) override { note("delay", flush); }
    void flushFinished(const FlushRecord &flush) override { note("finish", flush); }
    void eventsDropped(std::span<const DropRun> drops) override
    {
        for (const DropRun &run : drops)
            dropped += run.count;
    }
    void depthSampled(std::span<const DepthSample> told) override { samples += told.size(); }

    QString text() const { return lines.join(QLatin1Char('\n')); }

    RecordedSession last;
    std::vector<std::string> bodies;
    QStringList lines;
    std::uint64_t dropped = 0;
    std::size_t samples = 0;

private:
    void note(const char *what, const FlushRecord &flush)
    {
        lines << QStringLiteral("%1 #%2 %3: %4 events, attempt %5, %6 %7")
                     .arg(QLatin1String(what))
                     .arg(flush.sequence)
                     .arg(QLatin1String(wireName(flush.cause)))
                     .arg(flush.events)
                     .arg(flush.attempts)
                     .arg(flush.httpStatus)
                     .arg(QLatin1String(wireName(flush.outcome)));
    }
};

RecorderConfig configOf(std::size_t capacity)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1";
    config.apiKey = ApiKey::parse("11111111-2222-4333-8444-555555555555", "key").value();
    config.queue.maxQueueSize = capacity;
    config.queue.policy = OverflowPolicy::DropNewest;
    return config;
}

ActionEvent action(const std::string &name)
{
    ActionEvent event;
    event.actionType = name;
    return event;
}

} // namespace

class TestFlusher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        m_sink = std::make_unique<SinkDiary>();
        m_session.reset();
        start(configOf(100));
    }

    void opensSendsAndEndsInThatOrder()
    {
        record(3);
        m_session->beginEnd(EndState::Success, "done");
        QVERIFY(runUntilFinished());
        QCOMPARE(m_script->paths(), std::string("create_session create_events update_session"));
        QCOMPARE(m_sink->text(),
            QStringLiteral("start #1 end: 3 events, attempt 0, 0 sending\n"
                           "finish #1 end: 3 events, attempt 1, 200 delivered"));
        const Ledger ledger = m_session->ledger();
        QCOMPARE(ledger.delivered, 3U);
        QVERIFY(ledger.balances());
        QCOMPARE(m_sink->last.ledger, ledger);
        QVERIFY(m_session->awaitEnd(Millis(0)).complete);
    }

    void sendsTheEndWithItsStateAndCounts()
    {
        record(2);
        m_session->beginEnd(EndState::Fail, "it broke");
        QVERIFY(runUntilFinished());
        const auto body
            = nlohmann::json::parse(m_script->requests("/v2/update_session").at(0).body)["session"];
        QCOMPARE(body["end_state"], "Fail");
        QCOMPARE(body["end_state_reason"], "it broke");
        QCOMPARE(body["is_running"], false);
        QCOMPARE(body["event_counts"]["actions"], 2);
        QVERIFY(body["end_timestamp"].is_string());
        const auto created
            = nlohmann::json::parse(m_script->requests("/v2/create_session").at(0).body)["session"];
        QVERIFY2(created["end_timestamp"].is_null(), "a session must not begin ended");
    }

    void usesItsKeyAndItsToken()
    {
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        const auto created = m_script->requests("/v2/create_session").at(0);
        QCOMPARE(created.header("X-Agentops-Api-Key"), std::string("11111111-2222-4333-8444-555555555555"));
        QVERIFY2(created.header("Authorization").empty(), "the original sent a foreign token here");
        const auto events = m_script->requests("/v2/create_events").at(0);
        QCOMPARE(events.header("Authorization"), std::string("Bearer token-1"));
    }

    void flushesAtHalfTheCapacity()
    {
        settle();
        record(49);
        settle();
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(0));
        record(1);
        settle();
        QCOMPARE(
            m_sink->lines.value(1), QStringLiteral("finish #1 size: 50 events, attempt 1, 200 delivered"));
    }

    void flushesAfterMaxWaitTime()
    {
        record(1);
        settle();
        QCOMPARE(m_script->paths(), std::string("create_session"));
        m_clock.advance(Millis(5'000));
        settle();
        QCOMPARE(
            m_sink->lines.value(1), QStringLiteral("finish #1 time: 1 events, attempt 1, 200 delivered"));
    }

    void flushesWhenAsked()
    {
        record(1);
        QVERIFY2(!m_session->flush(Millis(0)).complete, "nobody has driven the flusher yet");
        settle();
        QCOMPARE(
            m_sink->lines.value(1), QStringLiteral("finish #1 asked: 1 events, attempt 1, 200 delivered"));
    }

    void triesAgainWithTheSameBodyWhenItWasNotDelivered_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("connection refused") << 0;
        QTest::newRow("408") << 408;
        QTest::newRow("425") << 425;
        QTest::newRow("429") << 429;
        QTest::newRow("503") << 503;
    }

    void triesAgainWithTheSameBodyWhenItWasNotDelivered()
    {
        QFETCH(int, status);
        const HttpAnswer failure
            = status == 0 ? TransportScript::notSent() : TransportScript::answered(status, "{}");
        m_script->next("/v2/create_events", failure);
        record(3);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        const auto sent = m_script->requests("/v2/create_events");
        QCOMPARE(sent.size(), std::size_t(2));
        QCOMPARE(sent[0].body, sent[1].body);
        QCOMPARE(m_sink->text(),
            QStringLiteral("start #1 end: 3 events, attempt 0, 0 sending\n"
                           "delay #1 end: 3 events, attempt 1, %1 retrying\n"
                           "finish #1 end: 3 events, attempt 2, 200 delivered")
                .arg(status));
        QCOMPARE(m_session->ledger().delivered, 3U);
    }

    void resendsHalvesWhenInDoubt_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("time-out after sending") << 0;
        QTest::newRow("500") << 500;
        QTest::newRow("502") << 502;
        QTest::newRow("504") << 504;
    }

    void resendsHalvesWhenInDoubt()
    {
        QFETCH(int, status);
        m_script->next("/v2/create_events",
            status == 0 ? TransportScript::unknown() : TransportScript::answered(status, "{}"));
        record(4);
        m_session->beginEnd(EndState::Success, {});
        m_session->step();
        m_session->step();
        QCOMPARE(m_session->ledger().inDoubt, 4U);
        QVERIFY(runUntilFinished());
        QCOMPARE(m_sink->text(),
            QStringLiteral("start #1 end: 4 events, attempt 0, 0 sending\n"
                           "finish #1 end: 4 events, attempt 1, %1 split\n"
                           "start #2 end: 2 events, attempt 0, 0 sending\n"
                           "finish #2 end: 2 events, attempt 1, 200 delivered\n"
                           "start #3 end: 2 events, attempt 0, 0 sending\n"
                           "finish #3 end: 2 events, attempt 1, 200 delivered")
                .arg(status));
        QCOMPARE(m_session->ledger().delivered, 4U);
        QVERIFY(m_session->ledger().balances());
    }

    void resendsTheWholeBodyToAnIdempotentServer()
    {
        HttpAnswer grant = TransportScript::good({"/v2/create_session", {}, {}});
        grant.idempotentEvents = true;
        m_script->next("/v2/create_session", grant);
        m_script->next("/v2/create_events", TransportScript::unknown());
        record(4);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        const auto sent = m_script->requests("/v2/create_events");
        QCOMPARE(sent.size(), std::size_t(2));
        QCOMPARE(sent[0].body, sent[1].body);
        QCOMPARE(m_session->ledger().delivered, 4U);
    }

    void takesADuplicateKeyForDelivered()
    {
        m_script->next("/v2/create_events", TransportScript::unknown());
        m_script->next("/v2/create_events",
            TransportScript::answered(
                400, R"({"message":"duplicate key value violates unique constraint"})"));
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().delivered, 1U);
        QCOMPARE(m_session->ledger().refused, 0U);
    }

    void keepsADuplicateKeyRefusedWhenNothingWasInDoubt()
    {
        m_script->next("/v2/create_events", TransportScript::answered(400, R"({"message":"duplicate key"})"));
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().refused, 1U);
    }

    void doesNotTakeAForeignAnswerForDelivered()
    {
        m_script->next(
            "/v2/create_events", TransportScript::answered(200, "<html>Log in to the hotel</html>"));
        record(1);
        m_session->beginEnd(EndState::Success, {});
        m_session->step();
        m_session->step();
        QCOMPARE(m_session->ledger().delivered, 0U);
        QCOMPARE(m_session->ledger().inDoubt, 1U);
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().delivered, 1U);
    }

    void keepsAsideWhatTheServerRefuses()
    {
        m_script->next(
            "/v2/create_events", TransportScript::answered(400, R"({"message":"Error posting event: no"})"));
        record(2);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().refused, 2U);
        QVERIFY(m_session->ledger().balances());
        QCOMPARE(m_sink->lines.value(1), QStringLiteral("finish #1 end: 2 events, attempt 1, 400 refused"));
    }

    void asksForANewTokenOnceWhenItsExpired()
    {
        m_script->next("/v2/create_events", TransportScript::answered(401, R"({"message":"Expired Token"})"));
        m_script->next("/v2/reauthorize_jwt", TransportScript::answered(200, R"({"jwt":"token-2"})"));
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_script->paths(),
            std::string("create_session create_events reauthorize_jwt create_events update_session"));
        QCOMPARE(m_script->requests("/v2/create_events").at(1).header("Authorization"),
            std::string("Bearer token-2"));
        QCOMPARE(m_session->ledger().delivered, 1U);
    }

    void backsOffWhenTheNewTokenIsRefusedToo()
    {
        m_script->always([](const TransportScript::Request &request) {
            return request.path.ends_with("create_events") ? TransportScript::answered(401, "{}")
                                                           : TransportScript::good(request);
        });
        record(1);
        m_session->beginEnd(EndState::Success, {});
        for (int i = 0; i < 20; ++i)
            m_session->step();
        QCOMPARE(m_script->requests("/v2/reauthorize_jwt").size(), std::size_t(1));
        QCOMPARE(m_session->ledger().inFlight, 1U);
    }

    void halvesWhatIsTooLargeForTheServer()
    {
        m_script->always([](const TransportScript::Request &request) {
            const bool tooLarge = request.path.ends_with("create_events") && request.body.size() > 400;
            return tooLarge ? TransportScript::answered(413, "{}") : TransportScript::good(request);
        });
        record(8);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().delivered, 8U);
        QVERIFY(m_session->ledger().balances());
    }

    void waitsAsLongAsTheServerSays()
    {
        settle();
        HttpAnswer busy = TransportScript::answered(503, "{}");
        busy.retryAfter = Millis(60'000);
        m_script->next("/v2/create_events", busy);
        record(1);
        m_session->flush(Millis(0));
        settle();
        m_session->flush(Millis(0)); // an asked flush does not overrule the server
        m_clock.advance(Millis(59'000));
        settle();
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(1));
        QCOMPARE(m_session->snapshot().flusher, FlusherState::BackingOff);
        m_clock.advance(Millis(31'001)); // the jitter is up to 30 s
        settle();
        QCOMPARE(m_session->ledger().delivered, 1U);
    }

    void keepsRecordingWhileTheServerIsAway()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        for (int i = 0; i < 50; ++i) {
            record(50);
            m_session->step();
        }
        const Ledger away = m_session->ledger();
        QVERIFY(away.balances());
        QCOMPARE(away.delivered, 0U);
        QCOMPARE(away.recorded, 2'500U);
        QVERIFY2(away.inFlight + away.queued <= 200, "at most two capacities in memory");
        m_script->always(nullptr);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        const Ledger back = m_session->ledger();
        QCOMPARE(back.delivered, away.inFlight + away.queued);
        QVERIFY(back.balances());
        QCOMPARE(m_sink->dropped, back.droppedInAll());
    }

    void refusesEventsOfASessionThatTheServerRefuses()
    {
        m_script->always([](const TransportScript::Request &) {
            return TransportScript::answered(400, R"({"message":"Invalid API key format"})");
        });
        record(60);
        m_session->step();
        QCOMPARE(m_session->ledger().refused, 60U);
        QVERIFY(m_session->ledger().balances());
        QVERIFY(QString::fromStdString(m_session->flush(Millis(0)).message)
                    .contains(QStringLiteral("Invalid API key format")));
    }

    void tellsAnAgentBeforeItsEvents()
    {
        settle();
        const Uuid agent = m_session->createAgent("researcher");
        ActionEvent event = action("a");
        event.agent = agent;
        m_session->record(std::move(event));
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_script->paths(), std::string("create_session create_agent create_events update_session"));
        QVERIFY(m_script->requests("/v2/create_events").at(0).body.find(agent.toText()) != std::string::npos);
    }

    void sendsNewTags()
    {
        settle();
        m_session->addTags({"one", "two", "one"});
        settle();
        m_session->setTags({"three"});
        settle();
        const auto updates = m_script->requests("/v2/update_session");
        QCOMPARE(updates.size(), std::size_t(2));
        QCOMPARE(nlohmann::json::parse(updates[0].body)["session"]["tags"].dump(),
            std::string(R"(["test","one","two"])"));
        QCOMPARE(
            nlohmann::json::parse(updates[1].body)["session"]["tags"].dump(), std::string(R"(["three"])"));
    }

    void dropsWhatCannotBeEncodedAndSaysSo()
    {
        nlohmann::json deep = 1;
        for (int i = 0; i < 65; ++i)
            deep = nlohmann::json::array({std::move(deep)});
        ActionEvent bad = action("deep");
        bad.params = std::move(deep);
        ActionEvent notJson = action("not json");
        notJson.params = JsonText{"{oops"};
        m_session->record(std::move(bad));
        m_session->record(std::move(notJson));
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().dropsFor(DropReason::EncodeError), 2U);
        QCOMPARE(m_session->ledger().delivered, 1U);
        QCOMPARE(m_sink->dropped, 2U);
    }

    void dropsAnEventOver16MiB()
    {
        ActionEvent big = action("big");
        big.params = JsonText{'"' + std::string(17U << 20U, 'x') + '"'};
        QCOMPARE(m_session->record(std::move(big)), RecordOutcome::DroppedTooLarge);
        QCOMPARE(m_session->ledger().dropsFor(DropReason::TooLarge), 1U);
        QVERIFY(m_session->ledger().balances());
    }

    void cutsBodiesAt1MiB()
    {
        RecorderConfig config = configOf(100);
        start(config);
        for (int i = 0; i < 5; ++i) {
            ActionEvent event = action("half");
            event.params = JsonText{'"' + std::string(500'000, 'x') + '"'};
            m_session->record(std::move(event));
        }
        ActionEvent big = action("alone");
        big.params = JsonText{'"' + std::string(2'000'000, 'x') + '"'};
        m_session->record(std::move(big));
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QStringList events;
        for (const auto &request : m_script->requests("/v2/create_events"))
            events << QString::number(nlohmann::json::parse(request.body)["events"].size());
        QCOMPARE(events.join(QLatin1Char(' ')), QStringLiteral("2 2 1 1"));
        QCOMPARE(m_session->ledger().delivered, 6U);
    }

    void tapsEachBodyBeforeItIsSent()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        record(60);
        m_session->step();
        QCOMPARE(m_sink->bodies.size(), std::size_t(1));
        QCOMPARE(nlohmann::json::parse(m_sink->bodies[0])["events"].size(), std::size_t(60));
    }

    void recordFromInsideACallbackIsReentrant()
    {
        class Recording final : public RecorderSink
        {
        public:
            void sessionChanged(const RecordedSession &) override { }
            void eventsTaken(const SessionId &, std::string_view) override { }
            void flushStarted(const FlushRecord &) override
            {
                outcome = session->record(action("from inside"));
                report = session->flush(Millis(60'000));
            }
            void flushDelayed(const FlushRecord &) override { }
            void flushFinished(const FlushRecord &) override { }
            void eventsDropped(std::span<const DropRun>) override { }
            void depthSampled(std::span<const DepthSample>) override { }

            LiveSession *session = nullptr;
            RecordOutcome outcome = RecordOutcome::Accepted;
            DrainReport report;
        };
        Recording sink;
        LiveSession session(configOf(100), {},
            {std::make_unique<ScriptedTransport>(m_script), m_clock, &sink}, 1, LiveSession::Drive::ByHand);
        sink.session = &session;
        session.record(action("a"));
        session.flush(Millis(0));
        QElapsedTimer timer;
        timer.start();
        while (session.step().kind != Next::Kind::Wait) { }
        session.beginEnd(EndState::Success, {});
        while (session.step().kind != Next::Kind::Finished) { }
        QCOMPARE(sink.outcome, RecordOutcome::DroppedReentrant);
        QVERIFY2(!sink.report.complete, "a flusher cannot wait for itself");
        QVERIFY(timer.elapsed() < 30'000);
        QCOMPARE(session.ledger().dropsFor(DropReason::Reentrant), 1U);
        QVERIFY(session.ledger().balances());
    }

    void saysWhatRemainedWhenItIsAbandoned()
    {
        m_script->next("/v2/create_events", TransportScript::notSent());
        record(60);
        settle();
        record(5);
        m_session->beginEnd(EndState::Success, {});
        m_session->abandon();
        m_session->step();
        const DrainReport report = m_session->awaitEnd(Millis(0));
        QVERIFY(!report.complete);
        QVERIFY(QString::fromStdString(report.message).startsWith(QStringLiteral("0 queued, 65 in flight")));
        QVERIFY(report.ledger.balances());
        QVERIFY(m_sink->lines.last().endsWith(QStringLiteral("abandoned")));
        QCOMPARE(m_sink->bodies.size(), std::size_t(2)); // the tap has them all
    }

    void asksForANewTokenForAgentsAndTheEndToo_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("agent") << QByteArray("/v2/create_agent");
        QTest::newRow("end") << QByteArray("/v2/update_session");
    }

    void asksForANewTokenForAgentsAndTheEndToo()
    {
        QFETCH(QByteArray, path);
        m_script->next(path.toStdString(), TransportScript::answered(401, R"({"message":"Expired Token"})"));
        m_session->createAgent("writer");
        record(1);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_script->requests("/v2/reauthorize_jwt").size(), std::size_t(1));
        QCOMPARE(m_session->ledger().delivered, 1U);
        QVERIFY(m_session->awaitEnd(Millis(0)).complete);
    }

    void anAgentThatIsNotTakenDoesNotHoldUpEvents_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("413") << 413;
        QTest::newRow("500, lasting") << 500;
        QTest::newRow("400") << 400;
    }

    void anAgentThatIsNotTakenDoesNotHoldUpEvents()
    {
        QFETCH(int, status);
        m_script->always([status](const TransportScript::Request &request) {
            return request.path.ends_with("create_agent") ? TransportScript::answered(status, "{}")
                                                          : TransportScript::good(request);
        });
        m_session->createAgent("writer");
        record(3);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().delivered, 3U);
    }

    void servesAFlushAlsoWhileEventsKeepComing()
    {
        record(60);
        m_session->flush(Millis(0));
        bool served = false;
        for (int i = 0; i < 20 && !served; ++i) {
            m_session->step();
            record(60); // there is always something to do
            const auto sent = m_script->requests("/v2/create_events").size();
            served = sent >= 1 && m_session->isServed(1);
        }
        QVERIFY2(served, "what was recorded before the flush was sent long ago");
    }

    void adoptsASessionWhoseAnswerWasLost()
    {
        m_script->next("/v2/create_session", TransportScript::unknown());
        m_script->always([](const TransportScript::Request &request) {
            // As the hosted server answers an id that it has.
            return request.path.ends_with("create_session") ? TransportScript::answered(500, "{}")
                                                            : TransportScript::good(request);
        });
        record(2);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().delivered, 2U);
        QCOMPARE(m_script->paths(),
            std::string("create_session create_session reauthorize_jwt create_events update_session"));
    }

    void endsASessionThatTheServerRefuses()
    {
        m_script->always([](const TransportScript::Request &) {
            return TransportScript::answered(400, R"({"message":"Invalid API key format"})");
        });
        record(3);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished());
        QCOMPARE(m_session->ledger().refused, 3U);
        const DrainReport report = m_session->awaitEnd(Millis(0));
        QVERIFY(!report.complete);
        QVERIFY(QString::fromStdString(report.message).contains(QStringLiteral("Invalid API key format")));
    }

    void tellsDropsWhileItBacksOff()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        record(60);
        settle();
        record(200); // 100 find room, 100 do not
        const Next next = m_session->step();
        QCOMPARE(next.kind, Next::Kind::Wait);
        QVERIFY2(*next.until - m_clock.steadyNow() <= Millis(20), "it looks again when the run is over");
        m_clock.advance(Millis(20));
        m_session->step();
        QCOMPARE(m_sink->dropped, 100U);
    }

    void theEndNeedsNoSecondWakeUp()
    {
        settle();
        m_session->beginEnd(EndState::Success, {});
        for (int i = 0; i < 10; ++i) {
            const Next next = m_session->step();
            if (next.kind == Next::Kind::Finished)
                return;
            QVERIFY2(next.kind == Next::Kind::Again, "it would sleep with the end in its hand");
        }
        QFAIL("it never ends");
    }

    void waitsWithoutOverflow()
    {
        std::jthread flusher([this] { QVERIFY(runUntilFinished()); });
        record(1);
        QVERIFY(m_session->end(EndState::Success, {}, Millis::max()).complete);
    }

    void stampsNeverRunBackwards()
    {
        class BackwardClock final : public Clock
        {
        public:
            Timestamp wallNow() const override
            {
                return ManualClock::startTime - std::chrono::seconds(m_calls++);
            }
            SteadyTime steadyNow() const override { return SteadyTime(std::chrono::hours(1)); }

        private:
            mutable int m_calls = 0;
        };
        const BackwardClock clock;
        LiveSession session(configOf(100), {},
            {std::make_unique<ScriptedTransport>(m_script), clock, m_sink.get()}, 1,
            LiveSession::Drive::ByHand);
        for (int i = 0; i < 3; ++i)
            session.record(action("a"));
        session.beginEnd(EndState::Success, {});
        while (session.step().kind != Next::Kind::Finished) { }
        std::string last;
        const auto body = nlohmann::json::parse(m_sink->bodies.at(0));
        QCOMPARE(body["events"].size(), std::size_t(3));
        for (const auto &event : body["events"]) {
            QVERIFY(event["init_timestamp"].get<std::string>() >= last);
            QVERIFY(event["end_timestamp"] >= event["init_timestamp"]);
            last = event["end_timestamp"];
        }
    }

private:
    void start(const RecorderConfig &config)
    {
        SessionOptions options;
        options.tags = {"test"};
        LiveSession::Parts parts{std::make_unique<ScriptedTransport>(m_script), m_clock, m_sink.get()};
        m_session = std::make_unique<LiveSession>(
            config, std::move(options), std::move(parts), 42, LiveSession::Drive::ByHand);
    }

    void record(int count)
    {
        for (int i = 0; i < count; ++i)
            m_session->record(action("event"));
    }

    /// Steps until the flusher has nothing to do now.
    void settle()
    {
        for (int i = 0; i < 1'000; ++i) {
            if (m_session->step().kind != Next::Kind::Again)
                return;
        }
        QFAIL("the flusher never rests");
    }

    /// Steps, and moves the clock to where the flusher wants to be woken.
    bool runUntilFinished()
    {
        for (int i = 0; i < 1'000; ++i) {
            const Next next = m_session->step();
            if (next.kind == Next::Kind::Finished)
                return true;
            if (next.kind == Next::Kind::Wait) {
                if (!next.until)
                    return false; // it would sleep for ever
                m_clock.advance(*next.until - m_clock.steadyNow());
            }
        }
        return false;
    }

    ManualClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<SinkDiary> m_sink;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestFlusher)
#include "tst_flusher.moc"
