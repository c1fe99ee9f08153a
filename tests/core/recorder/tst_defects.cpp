// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Defects of AgentOps 0.3.13 that no other test is about; docs/design/defects.md names them all.

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace sluice;
using nlohmann::json;

namespace {

constexpr const char *firstKey = "11111111-2222-4333-8444-555555555555";
constexpr const char *secondKey = "99999999-2222-4333-8444-555555555555";

/// Passes on to a script and keeps the address and the headers of each request.
class NotingTransport final : public BlockingTransport
{
public:
    explicit NotingTransport(
        std::shared_ptr<TransportScript> script, std::function<void(const HttpRequest &)> note)
        : m_script(std::move(script))
        , m_note(std::move(note))
    { }
    void abort() noexcept override { }

private:
    HttpAnswer exchange(const HttpRequest &request) override
    {
        m_note(request);
        return m_script->answer(request);
    }

    const std::shared_ptr<TransportScript> m_script;
    const std::function<void(const HttpRequest &)> m_note;
};

} // namespace

class TestDefects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        MutexLock lock(m_mutex);
        m_urls.clear();
    }

    // D5, D6, D31, D33, D36
    void asksNobodyButItsEndpoint()
    {
        recordOneOfEach(configOf("http://127.0.0.1:1/"));
        for (const std::string &url : urls())
            QVERIFY2(url.starts_with("http://127.0.0.1:1/v2/"), url.c_str());
        QCOMPARE(text(m_script->paths()),
            QStringLiteral("create_session create_agent create_events update_session"));
    }

    void sendsNoSecretAndNoQueueInASessionsBody()
    {
        recordOneOfEach(configOf("http://127.0.0.1:1"));
        int bodies = 0;
        for (const auto &request : m_script->requests()) {
            QVERIFY2(request.body.find("token-1") == std::string::npos, request.body.c_str());
            QVERIFY2(request.body.find(firstKey) == std::string::npos, request.body.c_str());
            const json body = json::parse(request.body);
            if (!body.contains("session"))
                continue;
            ++bodies;
            for (const char *key : {"jwt", "queue", "config", "lock", "thread", "stop_flag"})
                QVERIFY2(!body["session"].contains(key), key);
        }
        QCOMPARE(bodies, 2);
    }

    // D7
    void endsWhateverTheServerSaysOfTheCost_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("no cost") << QStringLiteral(R"({"status":"success"})");
        QTest::newRow("null") << QStringLiteral(R"({"status":"success","token_cost":null})");
        QTest::newRow("a word") << QStringLiteral(R"({"status":"success","token_cost":"unknown"})");
        QTest::newRow("an object") << QStringLiteral(R"({"status":"success","token_cost":{}})");
    }

    void endsWhateverTheServerSaysOfTheCost()
    {
        QFETCH(QString, answer);
        m_script->next("/v2/update_session", TransportScript::answered(200, answer.toStdString()));
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        QVERIFY(session->end(EndState::Success).complete);
        QVERIFY(session->isEnded());
    }

    // D8, D9
    void aSessionThatEndedTakesNothingAndEndsOnce()
    {
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        session->record(ActionEvent{.actionType = "before"});
        QVERIFY(session->end(EndState::Success).complete);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(session->record(ActionEvent{.actionType = "after"}), RecordOutcome::RejectedClosed);
        const DrainReport again = session->end(EndState::Fail);
        QVERIFY(again.complete);
        QCOMPARE(again.ledger.rejected, 200U);
        QVERIFY(again.ledger.balances());
        recorder.reset();
        QCOMPARE(text(m_script->paths()), QStringLiteral("create_session create_events update_session"));
    }

    void theEndDoesNotWaitASecondForItsThread()
    {
        auto recorder = make(configOf());
        auto quickest = std::chrono::hours(1) + Nanos(0);
        for (int i = 0; i < 5; ++i) {
            auto session = recorder->startSession().value();
            session->record(ActionEvent{.actionType = "a"});
            const auto before = std::chrono::steady_clock::now();
            QVERIFY(session->end(EndState::Success).complete);
            quickest = std::min<Nanos>(quickest, std::chrono::steady_clock::now() - before);
        }
        QVERIFY2(quickest < Millis(900), "the original's is never shorter than a second");
    }

    // D14, D16, D21, D41
    void laterChangesDoNotReachWhatWasRecorded()
    {
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        ActionEvent kept{.actionType = "divide", .params = json{{"by", 1}}};
        session->record(kept);
        kept.params = json{{"by", 2}};
        session->record(kept);
        ErrorEvent error{.errorType = "E", .trigger = Uuid::parse(secondKey).value()};
        session->record(error);
        QVERIFY2(!error.trigger.isNil(), "what the caller keeps stays as it is");
        QVERIFY(session->end(EndState::Success).complete);
        const json events = sentEvents();
        QCOMPARE(events.size(), std::size_t(3)); // the trigger is named, not sent again
        QCOMPARE(events[0]["params"]["by"], 1);
        QCOMPARE(events[1]["params"]["by"], 2);
        QCOMPARE(events[2]["trigger_event_id"], secondKey);
    }

    void theSameEventTwiceHasTwoIds()
    {
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        const ActionEvent twice{.actionType = "a"};
        session->record(twice);
        session->record(twice);
        QVERIFY(session->end(EndState::Success).complete);
        const json events = sentEvents();
        QCOMPARE(events.size(), std::size_t(2));
        QVERIFY(events[0]["id"] != events[1]["id"]);
    }

    // D17
    void keepsNullsAndEveryKey()
    {
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        const json value = json::parse(R"({"n":null,"self":1,"deep":[{"self":null}],"":0})");
        session->record(ActionEvent{.actionType = "a", .params = value, .returns = json(nullptr)});
        QVERIFY(session->end(EndState::Success).complete);
        const json events = sentEvents();
        QVERIFY(events[0]["params"] == value);
        QVERIFY(events[0].contains("returns") && events[0]["returns"].is_null());
    }

    // D18
    void endsEverySessionThatIsOpenAtExit()
    {
        auto recorder = make(configOf());
        std::set<std::string> open;
        for (int i = 0; i < 4; ++i)
            open.insert(recorder->startSession().value()->id().text());
        recorder.reset();
        std::set<std::string> ended;
        for (const auto &request : m_script->requests("/v2/update_session"))
            ended.insert(json::parse(request.body)["session"]["session_id"].get<std::string>());
        QVERIFY(ended == open);
    }

    // D19
    void leavesSignalHandlersAlone()
    {
        const auto handlers = [] {
            std::vector<void (*)(int)> found;
            for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGABRT, SIGSEGV}) {
                struct sigaction action = {};
                sigaction(signal, nullptr, &action);
                found.push_back(action.sa_handler);
            }
            return found;
        };
        const auto before = handlers();
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        session->record(ActionEvent{.actionType = "a"});
        QVERIFY(handlers() == before);
        recorder.reset();
        QVERIFY(handlers() == before);
    }

    // D22
    void anErrorGoesToTheSessionThatRecordsItWithTwoOpen()
    {
        auto recorder = make(configOf());
        auto idle = recorder->startSession().value();
        auto failing = recorder->startSession().value();
        failing->record(ActionEvent{.actionType = "work", .params = json{{"args", {1, 2}}}});
        failing->record(ErrorEvent{.errorType = "ValueError"});
        QCOMPARE(failing->end(EndState::Fail).ledger.delivered, 2U);
        QCOMPARE(idle->end(EndState::Success).ledger.recorded, 0U);
    }

    // D24, D25, D27
    void writesNoFileAndSaysNothing()
    {
        const QTemporaryDir folder;
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(folder.path()));
        const int out = dup(STDOUT_FILENO);
        const int err = dup(STDERR_FILENO);
        QTemporaryFile said;
        const bool opened = said.open();
        dup2(said.handle(), STDOUT_FILENO);
        dup2(said.handle(), STDERR_FILENO);
        {
            m_script->always([](const auto &) { return TransportScript::answered(401, "{}"); });
            RecorderConfig config = configOf();
            config.endDeadline = Millis(50);
            auto recorder = make(config);
            auto session = recorder->startSession().value();
            for (int i = 0; i < 200; ++i)
                session->record(ActionEvent{.actionType = "a", .params = JsonText{"no JSON"}});
        }
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        close(out);
        close(err);
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(opened);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList());
        QCOMPARE(said.size(), 0);
    }

    // D37
    void triesTheEndAgain()
    {
        for (const int status : {500, 503})
            m_script->next("/v2/update_session", TransportScript::answered(status, "{}"));
        m_script->next("/v2/update_session", TransportScript::notSent());
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        QVERIFY(session->end(EndState::Fail, "it broke").complete);
        const auto ends = m_script->requests("/v2/update_session");
        QCOMPARE(ends.size(), std::size_t(4));
        const json body = json::parse(ends.back().body);
        QCOMPARE(body["session"]["end_state"], "Fail");
        QCOMPARE(body["session"]["end_state_reason"], "it broke");
    }

    // D38
    void anotherKeyNeedsNoEndOfTheFirst()
    {
        RecorderConfig config = configOf();
        auto first = make(config);
        auto running = first->startSession().value();
        running->record(ActionEvent{.actionType = "a"});
        config.apiKey = ApiKey::parse(secondKey, "test").value();
        auto second = make(config);
        QVERIFY(second->startSession().value()->end(EndState::Success).complete);
        QVERIFY(running->end(EndState::Success).complete);
        std::set<std::string> keys;
        for (const auto &request : m_script->requests("/v2/create_session"))
            keys.insert(request.header("X-Agentops-Api-Key"));
        QCOMPARE(keys, (std::set<std::string>{firstKey, secondKey}));
    }

    // D39, D46
    void anErrorHasIdAndTimeAndNothingInvented()
    {
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        session->record(ErrorEvent{.errorType = "E"});
        QVERIFY(session->end(EndState::Fail).complete);
        const json error = sentEvents().at(0);
        QVERIFY(Uuid::parse(error["id"].get<std::string>()));
        QVERIFY(parseIsoText(error["timestamp"].get<std::string>()));
        for (const char *key : {"logs", "trigger_event", "exception"})
            QVERIFY2(!error.contains(key), key);
    }

    // D42
    void theOptOutLeavesTheMachineOut()
    {
        RecorderConfig config = configOf();
        config.envDataOptOut = true;
        auto recorder = make(config);
        QVERIFY(recorder->startSession().value()->end(EndState::Success).complete);
        const json body = json::parse(m_script->requests("/v2/create_session").at(0).body);
        const json env = body["session"]["host_env"];
        QVERIFY(!env["OS"].contains("Hostname"));
        for (const char *key : {"CPU", "RAM", "Disk", "Installed Packages", "Project Working Directory"})
            QVERIFY2(!env.contains(key), key);
    }

    // D20, D44
    void agentsWaitForASessionThatCannotStartYet()
    {
        for (int i = 0; i < 2; ++i)
            m_script->next("/v2/create_session", TransportScript::notSent());
        auto recorder = make(configOf());
        auto session = recorder->startSession().value();
        const Uuid agent = session->createAgent("early");
        QVERIFY(session->end(EndState::Success).complete);
        QCOMPARE(text(m_script->paths()),
            QStringLiteral("create_session create_session create_session create_agent update_session"));
        const auto request = m_script->requests("/v2/create_agent").at(0);
        QCOMPARE(json::parse(request.body)["id"], agent.toText());
        QCOMPARE(text(request.header("Authorization")), QStringLiteral("Bearer token-1"));
    }

private:
    static QString text(const std::string &words) { return QString::fromStdString(words); }

    static RecorderConfig configOf(const std::string &endpoint = "http://127.0.0.1:1")
    {
        RecorderConfig config;
        config.endpoint = endpoint;
        config.apiKey = ApiKey::parse(firstKey, "test").value();
        config.endDeadline = Millis(30'000);
        return config;
    }

    std::unique_ptr<Recorder> make(const RecorderConfig &config)
    {
        const auto transports = [this] {
            return std::make_unique<NotingTransport>(m_script, [this](const HttpRequest &request) {
                MutexLock lock(m_mutex);
                m_urls.push_back(request.url);
            });
        };
        return Recorder::create(config, transports, m_clock, nullptr, 7).value();
    }

    void recordOneOfEach(const RecorderConfig &config)
    {
        auto recorder = make(config);
        auto session = recorder->startSession().value();
        session->createAgent("planner");
        session->record(ActionEvent{.actionType = "a"});
        session->record(LlmEvent{.model = "m"});
        session->record(ToolEvent{.name = "t"});
        session->record(ErrorEvent{.errorType = "E"});
        QVERIFY(session->end(EndState::Success).complete);
    }

    std::vector<std::string> urls() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        return m_urls;
    }

    /// In the order in which they went.
    json sentEvents() const
    {
        json all = json::array();
        for (const auto &request : m_script->requests("/v2/create_events")) {
            const json body = json::parse(request.body);
            for (const json &event : body["events"])
                all.push_back(event);
        }
        return all;
    }

    SystemClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    Mutex m_mutex;
    std::vector<std::string> m_urls GUARDED_BY(m_mutex);
};

QTEST_APPLESS_MAIN(TestDefects)
#include "tst_defects.moc"
