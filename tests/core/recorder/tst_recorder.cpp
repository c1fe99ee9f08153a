// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "core/recorder/recorder_feed.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <atomic>
#include <set>
#include <thread>

using namespace sluice;

namespace {

enum class Server { Good, Hangs, Away };

RecorderConfig configOf(std::size_t capacity)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1/";
    config.queue.maxQueueSize = capacity;
    config.queue.maxWaitTime = Millis(20);
    config.endDeadline = Millis(10'000);
    return config;
}

ActionEvent action(std::string name)
{
    ActionEvent event;
    event.actionType = std::move(name);
    return event;
}

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        m_feed.take();
    }

    void deliversEveryEventUnderBlock_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("producers");
        for (const int producers : {1, 8}) {
            for (const int events : {1, 99, 100, 101, 512, 20'000})
                QTest::addRow("%d events, %d producers", events, producers) << events << producers;
        }
    }

    void deliversEveryEventUnderBlock()
    {
        QFETCH(int, events);
        QFETCH(int, producers);
        RecorderConfig config = configOf(100);
        config.queue.blockDeadline.reset();
        config.endDeadline = Millis(60'000);
        auto recorder = make(config, Server::Good);
        auto session = recorder->startSession({}).value();
        {
            std::vector<std::jthread> threads;
            for (int p = 0; p < producers; ++p) {
                threads.emplace_back([&, p] {
                    for (int i = p; i < events; i += producers)
                        session->record(action("event"));
                });
            }
        }
        const DrainReport report = session->end(EndState::Success);
        QVERIFY2(report.complete, report.message.c_str());
        QCOMPARE(report.ledger.delivered, static_cast<std::uint64_t>(events));
        QVERIFY(report.ledger.balances());
        std::set<std::string> ids;
        for (const auto &request : m_script->requests("/v2/create_events")) {
            const auto body = nlohmann::json::parse(request.body);
            for (const auto &event : body["events"])
                ids.insert(event["id"].get<std::string>());
        }
        QCOMPARE(ids.size(), static_cast<std::size_t>(events));
    }

    void endAndFlushReturnAtTheirDeadlineWhenTheServerHangs()
    {
        auto recorder = make(configOf(100), Server::Hangs);
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < 60; ++i)
            session->record(action("event"));
        QElapsedTimer timer;
        timer.start();
        const DrainReport flushed = session->flush(Millis(50));
        QVERIFY(!flushed.complete);
        QVERIFY2(timer.elapsed() < 5'000, "the bound, with a wide margin");
        const DrainReport ended = session->end(EndState::Success, "test", Millis(50));
        QVERIFY2(timer.elapsed() < 10'000, "the bound, with a wide margin");
        QVERIFY(!ended.complete);
        QVERIFY2(!ended.message.empty(), "it says what remained");
        QCOMPARE(ended.ledger.undecided(), 60U);
        QVERIFY(ended.ledger.balances());
    }

    void theDestructorDoesNotHangOnAHungServer()
    {
        RecorderConfig config = configOf(100);
        config.endDeadline = Millis(50);
        auto recorder = make(config, Server::Hangs);
        auto session = recorder->startSession({}).value();
        session->record(action("event"));
        QElapsedTimer timer;
        timer.start();
        recorder.reset();
        QVERIFY2(timer.elapsed() < 10'000, "the bound, with a wide margin");
        QCOMPARE(session->record(action("late")), RecordOutcome::RejectedClosed);
        QVERIFY(session->ledger().balances());
    }

    void startSessionDoesNotWaitForTheServer()
    {
        auto recorder = make(configOf(100), Server::Hangs);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            QVERIFY(recorder->startSession({}).ok());
        QVERIFY(timer.elapsed() < 5'000);
        recorder->endAll(EndState::Fail, "test", Millis(0));
    }

    void sessionsShareNothing()
    {
        auto recorder = make(configOf(100), Server::Good);
        auto first = recorder->startSession({}).value();
        auto second = recorder->startSession({}).value();
        QVERIFY(first->id() != second->id());
        first->record(action("a"));
        second->record(action("b"));
        second->record(action("c"));
        QCOMPARE(first->end(EndState::Success).ledger.delivered, 1U);
        QCOMPARE(second->ledger().recorded, 2U);
        QVERIFY(!second->isEnded());
        QCOMPARE(second->end(EndState::Fail).ledger.delivered, 2U);
        QCOMPARE(recorder->ledger().delivered, 3U);
    }

    void refusesSession257()
    {
        auto recorder = make(configOf(1), Server::Away);
        for (std::size_t i = 0; i < mostSessions; ++i)
            QVERIFY(recorder->startSession({}).ok());
        const auto refused = recorder->startSession({});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Limit);
        recorder->endAll(EndState::Fail, "test", Millis(0));
    }

    void keepsTheSumOfSessionsThatWereLetGo()
    {
        auto recorder = make(configOf(10), Server::Good);
        for (int i = 0; i < 100; ++i) {
            auto session = recorder->startSession({}).value();
            session->record(action("a"));
            QVERIFY(session->end(EndState::Success).complete);
        }
        QVERIFY(recorder->startSession({}).ok());
        QVERIFY2(recorder->snapshots().size() <= 66, "64 ended ones are kept");
        QCOMPARE(recorder->ledger().recorded, 100U);
        QVERIFY(recorder->ledger().balances());
    }

    void joinsAnInheritedSession()
    {
        auto recorder = make(configOf(10), Server::Good);
        SessionOptions options;
        options.inherited = SessionId("638552b9-beb9-4ea9-956f-33a52dc9b794");
        auto session = recorder->startSession(std::move(options)).value();
        QCOMPARE(session->id().text(), std::string("638552b9-beb9-4ea9-956f-33a52dc9b794"));
        QVERIFY(session->end(EndState::Success).complete);
        const auto body = nlohmann::json::parse(m_script->requests("/v2/create_session").at(0).body);
        QCOMPARE(body["session"]["session_id"], "638552b9-beb9-4ea9-956f-33a52dc9b794");
    }

    void theFeedHasEachFlushOnceAndCountsWhatItMissed()
    {
        auto recorder = make(configOf(100), Server::Good);
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < 100; ++i)
            session->record(action("event"));
        QVERIFY(session->end(EndState::Success).complete);
        const RecorderNews news = m_feed.take();
        std::uint64_t events = 0;
        for (const FlushRecord &flush : news.finished)
            events += flush.events;
        QCOMPARE(events, 100U);
        QCOMPARE(news.started.size(), news.finished.size());
        QVERIFY(m_feed.take().finished.empty());

        FlushRecord flush;
        for (std::size_t i = 0; i < RecorderFeed::mostKept + 5; ++i)
            m_feed.flushFinished(flush);
        QCOMPARE(m_feed.take().missed, 5U);
    }

    void theLedgerBalancesAtEveryLookWhileItRuns()
    {
        RecorderConfig config = configOf(16);
        config.endDeadline = Millis(200);
        config.queue.policy = OverflowPolicy::DropOldest;
        auto recorder = make(config, Server::Good);
        std::atomic<int> turn{0};
        m_script->always([&turn](const TransportScript::Request &request) {
            switch (++turn % 5) {
            case 0:
                return TransportScript::answered(500, "{}");
            case 1:
                return TransportScript::answered(503, "{}");
            default:
                return TransportScript::good(request);
            }
        });
        std::vector<std::shared_ptr<RecordingSession>> sessions;
        for (int i = 0; i < 3; ++i)
            sessions.push_back(recorder->startSession({}).value());
        std::atomic<bool> balanced{true};
        std::atomic<bool> done{false};
        std::jthread watcher([&] {
            while (!done) {
                balanced = balanced && recorder->ledger().balances();
                for (const QueueSnapshot &shot : recorder->snapshots())
                    balanced = balanced && shot.ledger.balances() && shot.ledger.queued == shot.depth;
            }
        });
        {
            std::vector<std::jthread> producers;
            for (const auto &session : sessions) {
                producers.emplace_back([&session] {
                    for (int i = 0; i < 5'000; ++i)
                        session->record(action("event"));
                });
            }
        }
        recorder->endAll(EndState::Success, "test", Millis(200));
        done = true;
        watcher.join();
        QVERIFY(balanced);
        QCOMPARE(recorder->ledger().recorded, 15'000U);
    }

    void refusesABadConfiguration_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::newRow("empty") << QString();
        QTest::newRow("no scheme") << QStringLiteral("127.0.0.1:4318");
        QTest::newRow("another scheme") << QStringLiteral("ftp://127.0.0.1");
        QTest::newRow("no host") << QStringLiteral("http://");
        QTest::newRow("only slashes") << QStringLiteral("http:///");
        QTest::newRow("a password") << QStringLiteral("http://user:pass@host");
        QTest::newRow("a space") << QStringLiteral("http://ho st");
    }

    void refusesABadConfiguration()
    {
        QFETCH(QString, endpoint);
        RecorderConfig config = configOf(1);
        config.endpoint = endpoint.toStdString();
        const auto recorder = Recorder::create(
            config, [] { return nullptr; }, m_clock, nullptr, 1);
        QVERIFY(!recorder.ok());
        QCOMPARE(recorder.error().kind, ErrorKind::Usage);
        QVERIFY(!QString::fromStdString(recorder.error().message).contains(QStringLiteral("pass@")));
    }

    void readsTheEnvironment()
    {
        clearEnvironment();
        RecorderConfig fresh = RecorderConfig::fromEnvironment().value();
        QCOMPARE(fresh.endpoint, std::string("https://api.agentops.ai"));
        QVERIFY(fresh.apiKey.isEmpty());
        QCOMPARE(fresh.queue.maxQueueSize, std::size_t(100));
        QCOMPARE(fresh.queue.maxWaitTime, Millis(5'000));
        QCOMPARE(fresh.endDeadline, Millis(2'000));

        qputenv("AGENTOPS_API_KEY", "11111111-2222-4333-8444-555555555555");
        qputenv("AGENTOPS_API_ENDPOINT", "http://127.0.0.1:4318//");
        qputenv("AGENTOPS_ENV_DATA_OPT_OUT", "True");
        const RecorderConfig set = RecorderConfig::fromEnvironment().value();
        QCOMPARE(set.endpoint, std::string("http://127.0.0.1:4318"));
        QCOMPARE(set.apiKey.secret(), std::string("11111111-2222-4333-8444-555555555555"));
        QVERIFY(set.envDataOptOut);
        QStringList origins;
        for (const SettingOrigin &origin : set.origins)
            origins << QString::fromStdString(origin.setting + ": " + origin.from);
        QCOMPARE(origins.join(QStringLiteral("; ")),
            QStringLiteral("AGENTOPS_API_KEY: environment; AGENTOPS_PARENT_KEY: not set; "
                           "AGENTOPS_API_ENDPOINT: environment; AGENTOPS_ENV_DATA_OPT_OUT: environment"));
        clearEnvironment();
    }

    void namesTheSettingAndNeverTheKeyWhenItIsBad_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("key") << QByteArray("AGENTOPS_API_KEY") << QByteArray("secret-not-a-uuid");
        QTest::newRow("parent key") << QByteArray("AGENTOPS_PARENT_KEY") << QByteArray("secret");
        QTest::newRow("endpoint") << QByteArray("AGENTOPS_API_ENDPOINT") << QByteArray("localhost");
        QTest::newRow("opt out") << QByteArray("AGENTOPS_ENV_DATA_OPT_OUT") << QByteArray("maybe");
    }

    void namesTheSettingAndNeverTheKeyWhenItIsBad()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        clearEnvironment();
        qputenv(name.constData(), value);
        const auto read = RecorderConfig::fromEnvironment();
        clearEnvironment();
        QVERIFY(!read.ok());
        const QString message = QString::fromStdString(read.error().message);
        QVERIFY(message.contains(QString::fromLatin1(name)));
        QVERIFY(!name.endsWith("KEY") || !message.contains(QString::fromLatin1(value)));
    }

private:
    static void clearEnvironment()
    {
        for (const char *name :
            {"AGENTOPS_API_KEY", "AGENTOPS_PARENT_KEY", "AGENTOPS_API_ENDPOINT", "AGENTOPS_ENV_DATA_OPT_OUT"})
            qunsetenv(name);
    }

    std::unique_ptr<Recorder> make(RecorderConfig config, Server server)
    {
        if (server != Server::Good)
            config.endDeadline = Millis(20); // of the destructor: nothing will come of it
        if (server == Server::Away)
            m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        const auto transports = [script = m_script, server] {
            return std::make_unique<ScriptedTransport>(script, server == Server::Hangs);
        };
        return Recorder::create(config, transports, m_clock, &m_feed, 7).value();
    }

    SystemClock m_clock;
    RecorderFeed m_feed;
    std::shared_ptr<TransportScript> m_script;
};

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
