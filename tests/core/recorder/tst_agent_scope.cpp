// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/agent_scope.h"
#include "core/recorder/recorder.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>
#include <stdexcept>
#include <thread>
#include <type_traits>

using namespace sluice;

static_assert(!std::is_copy_constructible_v<AgentScope> && !std::is_move_constructible_v<AgentScope>);

class TestAgentScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1";
        config.endDeadline = Millis(10'000);
        m_recorder = Recorder::create(
            config, [this] { return goodServer(); }, m_clock, nullptr, 7)
                         .value();
        m_session = m_recorder->startSession().value();
    }

    void givesItsAgentToEventsWithoutOne()
    {
        const Uuid planner = m_session->createAgent("planner");
        const Uuid own = m_session->createAgent("own");
        {
            const AgentScope scope(*m_session, planner);
            record("in");
            m_session->record(ActionEvent{.actionType = "own", .agent = own});
            m_session->record(LlmEvent{.model = "llm"});
            m_session->record(ToolEvent{.name = "tool"});
            m_session->record(ErrorEvent{.errorType = "error"});
        }
        record("after");
        QCOMPARE(agents(),
            (Agents{{"in", planner.toText()}, {"own", own.toText()}, {"llm", planner.toText()},
                {"tool", planner.toText()}, {"error", planner.toText()}, {"after", ""}}));
    }

    void nestsAndComesBack()
    {
        const Uuid outer = m_session->createAgent("outer");
        const Uuid inner = m_session->createAgent("inner");
        {
            const AgentScope first(*m_session, outer);
            {
                const AgentScope second(*m_session, inner);
                record("inner");
                const AgentScope none(*m_session, Uuid());
                record("hidden");
            }
            record("outer again");
        }
        QCOMPARE(
            agents(), (Agents{{"inner", inner.toText()}, {"hidden", ""}, {"outer again", outer.toText()}}));
    }

    void comesBackAfterAnException()
    {
        const Uuid agent = m_session->createAgent("throws");
        try {
            const AgentScope scope(*m_session, agent);
            throw std::runtime_error("work failed");
        } catch (const std::runtime_error &) {
            record("caught");
        }
        QCOMPARE(agents(), (Agents{{"caught", ""}}));
    }

    void anotherSessionsEventsGetTheirOwnScopesOnly()
    {
        const auto other = m_recorder->startSession().value();
        const Uuid mine = m_session->createAgent("mine");
        const Uuid theirs = other->createAgent("theirs");
        const AgentScope outer(*other, theirs);
        {
            const AgentScope inner(*m_session, mine);
            record("mine");
            other->record(ActionEvent{.actionType = "theirs"});
            QVERIFY(AgentScope::agentFor(*other) == theirs);
        }
        record("mine, outside");
        QVERIFY(other->end(EndState::Success).complete);
        QCOMPARE(
            agents(), (Agents{{"mine", mine.toText()}, {"theirs", theirs.toText()}, {"mine, outside", ""}}));
    }

    void anotherThreadHasItsOwn()
    {
        const Uuid agent = m_session->createAgent("here");
        const Uuid there = m_session->createAgent("there");
        const AgentScope scope(*m_session, agent);
        std::jthread([&] {
            record("bare");
            const AgentScope own(*m_session, there);
            record("own");
        }).join();
        record("here");
        QCOMPARE(agents(), (Agents{{"bare", ""}, {"own", there.toText()}, {"here", agent.toText()}}));
    }

private:
    using Agents = std::map<std::string, std::string>; ///< event's name → agent_id, "" for none

    void record(const std::string &name) { m_session->record(ActionEvent{.actionType = name}); }

    /// Ends the session; what the wire carried.
    Agents agents()
    {
        const DrainReport report = m_session->end(EndState::Success);
        if (!report.complete)
            return {{"incomplete", report.message}};
        Agents agents;
        for (const auto &request : m_script->requests("/v2/create_events")) {
            const auto body = nlohmann::json::parse(request.body);
            for (const auto &event : body["events"]) {
                for (const char *key : {"action_type", "model", "name", "error_type"}) {
                    if (event.contains(key))
                        agents[event[key].get<std::string>()] = event.value("agent_id", "");
                }
            }
        }
        return agents;
    }

    std::unique_ptr<Transport> goodServer() { return std::make_unique<ScriptedTransport>(m_script); }

    SystemClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<Recorder> m_recorder;
    std::shared_ptr<RecordingSession> m_session;
};

QTEST_APPLESS_MAIN(TestAgentScope)
#include "tst_agent_scope.moc"
