// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace sluice;

namespace {

ActionEvent action(std::string name)
{
    ActionEvent event;
    event.actionType = std::move(name);
    return event;
}

} // namespace

class TestLeftOver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_script = std::make_shared<TransportScript>();
    }

    void theNextStartSendsAndEndsWhatTheLastCouldNot()
    {
        const SessionId id = leaveBehind(25);
        m_script->always(nullptr);
        auto recorder = make();
        QVERIFY2(recorder->drained().sessions <= 1, "it may be through already");
        const DrainReport report = recorder->drain(Millis(20'000));
        QVERIFY2(report.complete, report.message.c_str());
        QCOMPARE(report.ledger.delivered, 25U);
        QVERIFY(report.ledger.balances());
        QCOMPARE(recorder->ledger().recorded, 0U);
        QCOMPARE(eventsSent(), std::size_t(25));
        const auto end
            = nlohmann::json::parse(m_script->requests("/v2/update_session").at(0).body)["session"];
        QCOMPARE(end["session_id"].get<std::string>(), id.text());
        QCOMPARE(end["end_state"], "Fail");
        QCOMPARE(end["end_state_reason"], "it broke");
        QCOMPARE(end["event_counts"]["actions"], 25);
        QCOMPARE(recorder->drained().sessions, std::size_t(0));
        recorder.reset();
        QCOMPARE(folders(), QString());
    }

    void anotherStartFindsNothingOfIt()
    {
        leaveBehind(3);
        m_script->always(nullptr);
        QVERIFY(make()->drain(Millis(20'000)).complete);
        const std::size_t before = m_script->requests().size();
        QVERIFY(make()->drain(Millis(20'000)).complete);
        QCOMPARE(m_script->requests().size(), before);
    }

    void aSessionWhoseEndWasNotToldIsEnded()
    {
        m_script->always([](const TransportScript::Request &request) {
            return request.path.ends_with("update_session") ? TransportScript::notSent()
                                                            : TransportScript::good(request);
        });
        {
            auto recorder = make();
            auto session = recorder->startSession({}).value();
            session->record(action("a"));
            QVERIFY(!session->end(EndState::Success, {}, Millis(200)).complete);
            QCOMPARE(session->ledger().delivered, 1U);
        }
        m_script->always(nullptr);
        const std::size_t ends = m_script->requests("/v2/update_session").size();
        QVERIFY(make()->drain(Millis(20'000)).complete);
        QCOMPARE(m_script->requests("/v2/update_session").size(), ends + 1);
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(1));
    }

    void joinsASessionThatTheServerHas()
    {
        m_script->always([](const TransportScript::Request &request) {
            return request.path.ends_with("create_events") ? TransportScript::notSent()
                                                           : TransportScript::good(request);
        });
        {
            auto recorder = make();
            auto session = recorder->startSession({}).value();
            session->record(action("a"));
            session->flush(Millis(100));
        }
        // As the hosted server answers an id that it has.
        m_script->always([](const TransportScript::Request &request) {
            return request.path.ends_with("create_session") ? TransportScript::answered(500, "{}")
                                                            : TransportScript::good(request);
        });
        QVERIFY(make()->drain(Millis(20'000)).complete);
        QCOMPARE(m_script->requests("/v2/reauthorize_jwt").size(), std::size_t(1));
    }

    void leavesSessionsForAnotherEndpointAlone_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<bool>("same");
        QTest::newRow("another host")
            << QByteArray("https://a.test") << QByteArray("https://b.test") << false;
        QTest::newRow("another port")
            << QByteArray("https://a.test") << QByteArray("https://a.test:444") << false;
        QTest::newRow("another scheme")
            << QByteArray("https://a.test") << QByteArray("http://a.test") << false;
        QTest::newRow("another path")
            << QByteArray("https://a.test") << QByteArray("https://a.test/x") << true;
        QTest::newRow("loopback, another port")
            << QByteArray("http://127.0.0.1:1") << QByteArray("http://localhost:2") << true;
        QTest::newRow("from loopback")
            << QByteArray("http://127.0.0.1:1") << QByteArray("https://a.test") << false;
    }

    void leavesSessionsForAnotherEndpointAlone()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(bool, same);
        m_endpoint = first.toStdString();
        leaveBehind(2);
        m_script->always(nullptr);
        m_endpoint = second.toStdString();
        {
            auto recorder = make();
            QVERIFY(recorder->drain(Millis(20'000)).complete);
            QCOMPARE(recorder->drained().elsewhere, same ? std::size_t(0) : std::size_t(1));
            QCOMPARE(eventsSent(), same ? std::size_t(2) : std::size_t(0));
        }
        m_endpoint = first.toStdString();
        QVERIFY(make()->drain(Millis(20'000)).complete);
        QCOMPARE(eventsSent(), std::size_t(2));
    }

    void aSessionThatIsRefusedStaysForAnotherStart()
    {
        leaveBehind(5);
        m_script->always([](const TransportScript::Request &) {
            return TransportScript::answered(400, R"({"message":"Invalid API key format"})");
        });
        {
            auto recorder = make();
            const DrainReport report = recorder->drain(Millis(20'000));
            QVERIFY(!report.complete);
            QVERIFY2(
                report.message.find("Invalid API key format") != std::string::npos, report.message.c_str());
            QCOMPARE(recorder->drained().events, 5U);
        }
        m_script->always(nullptr);
        QVERIFY(make()->drain(Millis(20'000)).complete);
        QCOMPARE(eventsSent(), std::size_t(5));
    }

    void drainReturnsAtItsDeadline()
    {
        leaveBehind(4);
        auto recorder = make();
        QElapsedTimer timer;
        timer.start();
        const DrainReport report = recorder->drain(Millis(50));
        QVERIFY(!report.complete);
        QVERIFY2(timer.elapsed() >= 50 && timer.elapsed() < 10'000, "the bound, with a wide margin");
        QVERIFY(report.message.find("4 events of 1 earlier sessions") != std::string::npos);
        QCOMPARE(recorder->drained().events, 4U);
    }

    void manySessionsAreAllSent()
    {
        away();
        {
            auto recorder = make();
            for (int i = 0; i < 30; ++i)
                recorder->startSession({}).value()->record(action("a"));
        }
        m_script->always(nullptr);
        auto recorder = make();
        const DrainReport report = recorder->drain(Millis(30'000));
        QVERIFY2(report.complete, report.message.c_str());
        QCOMPARE(report.ledger.delivered, 30U);
        QCOMPARE(eventsSent(), std::size_t(30));
    }

    void aSessionThatIsBeingSentCannotBeJoined()
    {
        const SessionId id = leaveBehind(1);
        auto recorder = make();
        SessionOptions options;
        options.inherited = id;
        const auto refused = recorder->startSession(std::move(options));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Held);
    }

    void anIdIsRecordedOnce()
    {
        auto recorder = make();
        SessionOptions options;
        options.inherited = recorder->startSession({}).value()->id();
        QCOMPARE(recorder->startSession(std::move(options)).error().kind, ErrorKind::Held);
    }

    void doesWithoutASpoolThatCannotBeOpened()
    {
        QFile file(m_dir->filePath(QStringLiteral("spool")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        auto recorder = make();
        QCOMPARE(recorder->findings().size(), std::size_t(1));
        QVERIFY(!recorder->findings()[0].words.empty());
        QVERIFY(recorder->drain(Millis(0)).complete);
        auto session = recorder->startSession({}).value();
        session->record(action("a"));
        QVERIFY(session->end(EndState::Success, {}, Millis(10'000)).complete);

        RecorderConfig config = this->config();
        config.durable = true;
        QCOMPARE(create(config).error().kind, ErrorKind::Io);
        config.durable = false;
        config.queue.policy = OverflowPolicy::Spill;
        QCOMPARE(create(config).error().kind, ErrorKind::Io);
    }

    void spillAndDurableNeedASpoolDir()
    {
        RecorderConfig config = this->config();
        config.spoolDir.clear();
        config.durable = true;
        Result<void> valid = config.validate();
        QCOMPARE(valid.error().kind, ErrorKind::Usage);
        QVERIFY(valid.error().message.find("durable") != std::string::npos);
        QVERIFY(valid.error().message.find("spool_dir") != std::string::npos);
        config.durable = false;
        config.queue.policy = OverflowPolicy::Spill;
        valid = config.validate();
        QCOMPARE(valid.error().kind, ErrorKind::Usage);
        QVERIFY(valid.error().message.find("spill") != std::string::npos);
        config.spoolDir = "x";
        QVERIFY(config.validate().ok());
    }

    void aDurableSessionIsDeliveredAndLeavesNothing()
    {
        RecorderConfig config = this->config();
        config.durable = true;
        {
            auto recorder = std::move(create(config)).value();
            auto session = recorder->startSession({}).value();
            for (int i = 0; i < 500; ++i)
                QVERIFY(wasAccepted(session->record(action("a"))));
            const DrainReport report = session->end(EndState::Success, {}, Millis(20'000));
            QVERIFY2(report.complete, report.message.c_str());
            QCOMPARE(report.ledger.delivered, 500U);
        }
        QCOMPARE(folders(), QString());
        QCOMPARE(eventsSent(), std::size_t(500));
    }

    void endReturnsAtItsDeadlineWithAHungServerAndASpool()
    {
        m_hang = true;
        auto recorder = make();
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < 60; ++i)
            session->record(action("a"));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!session->flush(Millis(50)).complete);
        QVERIFY(!session->end(EndState::Success, {}, Millis(50)).complete);
        recorder.reset();
        QVERIFY2(timer.elapsed() < 10'000, "the bound, with a wide margin");
        QCOMPARE(session->ledger().spooled, 60U);
        QVERIFY(session->ledger().balances());
    }

private:
    RecorderConfig config() const
    {
        RecorderConfig config;
        config.endpoint = m_endpoint;
        config.queue.maxWaitTime = Millis(20);
        config.queue.blockDeadline.reset();
        config.endDeadline = Millis(60); // of the destructor
        config.spoolDir = m_dir->filePath(QStringLiteral("spool")).toStdString();
        return config;
    }

    Result<std::unique_ptr<Recorder>> create(const RecorderConfig &config)
    {
        return Recorder::create(
            config,
            [script = m_script, hang = m_hang] { return std::make_unique<ScriptedTransport>(script, hang); },
            m_clock, nullptr, ++m_seed);
    }

    std::unique_ptr<Recorder> make() { return std::move(create(config())).value(); }

    void away()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
    }

    /// Records a session of so many events while the server is away, and ends it.
    SessionId leaveBehind(int events)
    {
        away();
        auto recorder = make();
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < events; ++i)
            session->record(action("a"));
        session->end(EndState::Fail, "it broke", Millis(0));
        return session->id();
    }

    std::size_t eventsSent() const
    {
        std::size_t events = 0;
        for (const auto &request : m_script->requests("/v2/create_events"))
            events += nlohmann::json::parse(request.body)["events"].size();
        return events;
    }

    /// Of recorders; an empty spool leaves none behind.
    QString folders() const
    {
        QStringList names;
        for (const auto &entry : std::filesystem::directory_iterator(config().spoolDir)) {
            if (entry.is_directory())
                names << QString::fromStdString(entry.path().filename().string());
        }
        return names.join(QLatin1Char(' '));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<TransportScript> m_script;
    std::string m_endpoint = "http://127.0.0.1:1";
    std::uint64_t m_seed = 0;
    bool m_hang = false;
};

QTEST_APPLESS_MAIN(TestLeftOver)
#include "tst_left_over.moc"
