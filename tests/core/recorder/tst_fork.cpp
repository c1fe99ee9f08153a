// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

using namespace sluice;

namespace {

ActionEvent action(std::string name)
{
    ActionEvent event;
    event.actionType = std::move(name);
    return event;
}

/// Runs `body` in a child, which ends with its value without a word to anybody. -1: it hung or crashed.
template <typename Body>
int inChild(Body body)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(10); // it may hang: that is what is tested
        ::_exit(body());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestFork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_script = std::make_shared<TransportScript>();
    }

    void theChildDoesNothingAndTheParentSendsEverything()
    {
        auto recorder = make(false);
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < 30; ++i)
            session->record(action("parent"));
        const int child = inChild([&] {
            if (session->record(action("child")) != RecordOutcome::RejectedClosed)
                return 1;
            if (recorder->startSession({}).ok())
                return 2;
            if (session->flush(Millis(5'000)).complete
                || session->end(EndState::Fail, {}, Millis(5'000)).complete)
                return 3;
            session->addTags({"child"});
            session->createAgent("child");
            if (!session->isEnded() || !recorder->snapshots().empty() || session->ledger().recorded != 0)
                return 4;
            recorder->endAll(EndState::Fail, {}, Millis(5'000));
            session.reset();
            recorder.reset();
            return 0;
        });
        QCOMPARE(child, 0);
        QVERIFY(!session->isEnded());
        QCOMPARE(session->record(action("parent")), RecordOutcome::Accepted);
        const DrainReport report = session->end(EndState::Success, {}, Millis(10'000));
        QVERIFY2(report.complete, report.message.c_str());
        QCOMPARE(report.ledger.delivered, 31U);
    }

    void theChildsDestructorsLeaveTheParentsFilesAlone()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        auto recorder = make(true);
        auto session = recorder->startSession({}).value();
        for (int i = 0; i < 10; ++i)
            session->record(action("parent"));
        QCOMPARE(inChild([&] {
            session.reset();
            recorder.reset();
            return 0;
        }),
            0);
        session.reset();
        recorder.reset();
        m_script->always(nullptr);
        QVERIFY(make(true)->drain(Millis(20'000)).complete);
        QCOMPARE(idsSent().size(), std::size_t(10));
    }

    void aChildMayHaveARecorderOfItsOwn()
    {
        auto parents = make(false);
        QCOMPARE(inChild([&] {
            auto own = make(false);
            auto session = own->startSession({}).value();
            session->record(action("child"));
            return session->end(EndState::Success, {}, Millis(5'000)).complete ? 0 : 1;
        }),
            0);
    }

    void whatADurableSessionTookSurvivesTheProcess()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
        QCOMPARE(inChild([&] {
            auto recorder = make(true);
            auto session = recorder->startSession({}).value();
            for (int i = 0; i < 90; ++i) {
                if (!wasAccepted(session->record(action("durable"))))
                    return 1;
            }
            ::_exit(0); // no destructor runs: it is gone as after kill -9
        }),
            0);
        m_script->always(nullptr);
        auto recorder = make(true);
        const DrainReport report = recorder->drain(Millis(20'000));
        QVERIFY2(report.complete, report.message.c_str());
        QCOMPARE(idsSent().size(), std::size_t(90));
        QVERIFY2(m_script->requests("/v2/update_session").empty(), "nobody ended it: no end is invented");
    }

private:
    std::unique_ptr<Recorder> make(bool durable)
    {
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.queue.maxWaitTime = Millis(20);
        config.endDeadline = Millis(200);
        config.spoolDir = m_dir->filePath(QStringLiteral("spool")).toStdString();
        config.durable = durable;
        return Recorder::create(
            config, [script = m_script] { return std::make_unique<ScriptedTransport>(script); }, m_clock,
            nullptr, ++m_seed)
            .value();
    }

    std::set<std::string> idsSent() const
    {
        std::set<std::string> ids;
        for (const auto &request : m_script->requests("/v2/create_events")) {
            const auto body = nlohmann::json::parse(request.body);
            for (const auto &event : body["events"])
                ids.insert(event["id"].get<std::string>());
        }
        return ids;
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<TransportScript> m_script;
    std::uint64_t m_seed = 0;
};

QTEST_APPLESS_MAIN(TestFork)
#include "tst_fork.moc"
