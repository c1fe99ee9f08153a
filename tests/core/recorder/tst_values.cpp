// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/by_hand.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

using namespace sluice;
using nlohmann::json;

namespace {

/// A wall clock that jumps as a test says, and a steady one that does not.
class JumpingClock final : public Clock
{
public:
    Timestamp wallNow() const override { return wall; }
    SteadyTime steadyNow() const override { return steady; }

    Timestamp wall = ManualClock::startTime;
    SteadyTime steady{std::chrono::hours(1)};
};

json nested(int levels)
{
    json value = 1;
    for (int i = 0; i < levels; ++i) {
        json outer = json::array();
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    return value;
}

} // namespace

class TestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        m_session = std::make_unique<LiveSession>(byHandConfig(100), SessionOptions{},
            LiveSession::Parts{std::make_unique<ScriptedTransport>(m_script), m_clock}, 42,
            LiveSession::Drive::ByHand);
    }

    void numbersThatAreNoneBecomeNull()
    {
        ActionEvent event = actionNamed("a");
        event.params
            = json{{"nan", std::nan("")}, {"inf", std::numeric_limits<double>::infinity()}, {"one", 1}};
        const json sent = sentAs(std::move(event));
        QVERIFY(sent["params"]["nan"].is_null());
        QVERIFY(sent["params"]["inf"].is_null());
        QCOMPARE(sent["params"]["one"], 1);
    }

    void invalidUtf8BecomesTheReplacementCharacter()
    {
        ActionEvent event = actionNamed("a\xff");
        event.params = json("x\xc3");
        const json sent = sentAs(std::move(event));
        QCOMPARE(sent["action_type"].get<std::string>(), std::string("a\xef\xbf\xbd"));
        QCOMPARE(sent["params"].get<std::string>(), std::string("x\xef\xbf\xbd"));
    }

    void aValueOf64LevelsIsSentAndOneOf65IsNot()
    {
        ActionEvent good = actionNamed("64");
        good.params = nested(64);
        m_session->record(std::move(good));
        ActionEvent bad = actionNamed("65");
        bad.params = nested(65);
        m_session->record(std::move(bad));
        end();
        QCOMPARE(m_session->ledger().delivered, 1U);
        QCOMPARE(m_session->ledger().dropsFor(DropReason::EncodeError), 1U);
    }

    void aDepthBombIsMovedCountedAndFreed()
    {
        ActionEvent bomb = actionNamed("bomb");
        bomb.params = nested(100'000);
        bomb.returns = nested(100'000);
        QCOMPARE(m_session->record(std::move(bomb)), RecordOutcome::Accepted);
        end();
        QCOMPARE(m_session->ledger().dropsFor(DropReason::EncodeError), 1U);
        QVERIFY(m_session->ledger().balances());
    }

    void aDepthBombThatFindsNoRoomIsFreed()
    {
        recordActions(*m_session, 100);
        ActionEvent bomb = actionNamed("bomb");
        bomb.params = nested(100'000);
        QCOMPARE(m_session->record(std::move(bomb)), RecordOutcome::DroppedQueueFull);
        end();
        QCOMPARE(m_session->ledger().delivered, 100U);
    }

    void anEventOf16MiBIsSentAndALargerOneIsNot()
    {
        const std::size_t rest = sentSize(0);
        QCOMPARE(sentSize(mostEventBytes - rest), mostEventBytes);
        QCOMPARE(sentSize(mostEventBytes - rest + 1), std::size_t(0));
        QCOMPARE(m_session->ledger().dropsFor(DropReason::TooLarge), 1U);
    }

    void textsBeyond16MiBAreRefusedAtOnce_data()
    {
        QTest::addColumn<int>("field");
        for (int field = 0; field < 4; ++field)
            QTest::addRow("field %d", field) << field;
    }

    void textsBeyond16MiBAreRefusedAtOnce()
    {
        QFETCH(int, field);
        const std::string text(mostEventBytes + 1, 'x');
        ActionEvent event = actionNamed("a");
        Payload *const fields[] = {&event.params, &event.returns, &event.logs};
        if (field < 3)
            *fields[field] = json(text);
        else
            event.screenshot = text;
        QCOMPARE(m_session->record(std::move(event)), RecordOutcome::DroppedTooLarge);
        QVERIFY(m_session->ledger().balances());
    }

    void manySmallTextsBeyond16MiBAreDroppedWhenTheyAreEncoded()
    {
        ActionEvent event = actionNamed("a");
        event.params = json(std::vector<std::string>(17, std::string(1U << 20U, 'x')));
        QCOMPARE(m_session->record(std::move(event)), RecordOutcome::Accepted);
        end();
        QCOMPARE(m_session->ledger().dropsFor(DropReason::TooLarge), 1U);
        QVERIFY(m_session->ledger().balances());
    }

    void whatIsRecordedIsACopy()
    {
        json params = {{"step", 1}};
        ActionEvent event = actionNamed("a");
        event.params = params;
        m_session->record(event);
        params["step"] = 2;
        event.params = params;
        end();
        QCOMPARE(sentEvents().at(0)["params"]["step"], 1);
    }

    void idsAreOfVersion7UniqueAndInOrder()
    {
        recordActions(*m_session, 100);
        end();
        std::string last;
        for (const json &event : sentEvents()) {
            const std::string id = event["id"];
            QCOMPARE(id.size(), std::size_t(36));
            QCOMPARE(id[14], '7');
            QVERIFY(std::string("89ab").find(id[19]) != std::string::npos);
            QVERIFY(id > last);
            last = id;
        }
    }

    void timesNeverRunBackwardsWhenTheWallClockJumps()
    {
        JumpingClock clock;
        LiveSession session(byHandConfig(100), {}, {std::make_unique<ScriptedTransport>(m_script), clock}, 1,
            LiveSession::Drive::ByHand);
        using std::chrono::hours;
        using std::chrono::sys_days;
        using std::chrono::year;
        const Timestamp start = clock.wall;
        for (const Timestamp jump :
            {start + hours(1), start, start - hours(1), start + hours(24), start - hours(24),
                Timestamp{sys_days{year{1970} / 1 / 1}}, Timestamp{sys_days{year{2106} / 2 / 7}}, start}) {
            clock.wall = jump;
            clock.steady += Millis(10);
            session.record(actionNamed("a"));
        }
        session.beginEnd(EndState::Success, {});
        while (session.step().kind != Flusher::Next::Kind::Finished) { }
        std::string last;
        for (const json &event : sentEvents()) {
            QVERIFY(event["init_timestamp"].get<std::string>() >= last);
            QVERIFY(event["end_timestamp"] >= event["init_timestamp"]);
            last = event["end_timestamp"];
        }
        const auto ended = json::parse(m_script->requests("/v2/update_session").at(0).body)["session"];
        QVERIFY2(ended["end_timestamp"].get<std::string>() >= last, "a session ends after its events");
    }

    void aJumpOfTheWallClockMovesNoDeadline()
    {
        JumpingClock clock;
        LiveSession session(byHandConfig(100), {}, {std::make_unique<ScriptedTransport>(m_script), clock}, 1,
            LiveSession::Drive::ByHand);
        settle(session);
        session.record(actionNamed("a"));
        clock.wall += std::chrono::hours(24);
        settle(session);
        QVERIFY(m_script->requests("/v2/create_events").empty());
        clock.wall -= std::chrono::hours(48);
        clock.steady += Millis(5'000);
        settle(session);
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(1));
    }

private:
    void end()
    {
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished(*m_session, m_clock));
    }

    std::vector<json> sentEvents() const
    {
        std::vector<json> events;
        for (const auto &request : m_script->requests("/v2/create_events")) {
            json body = json::parse(request.body);
            for (json &event : body["events"])
                events.push_back(std::move(event));
        }
        return events;
    }

    json sentAs(ActionEvent event)
    {
        m_session->record(std::move(event));
        end();
        const std::vector<json> events = sentEvents();
        return events.empty() ? json() : events.front();
    }

    /// The size on the wire of an event with a text of `bytes`; 0: it was not sent.
    std::size_t sentSize(std::size_t bytes)
    {
        const std::size_t before = m_script->requests("/v2/create_events").size();
        ActionEvent event = actionNamed("a");
        event.params = JsonText{'"' + std::string(bytes, 'x') + '"'};
        m_session->record(std::move(event));
        m_session->flush(Millis(0));
        settle(*m_session);
        const auto sent = m_script->requests("/v2/create_events");
        return sent.size() == before ? 0 : sent.back().body.size() - std::string(R"({"events":[]})").size();
    }

    ManualClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
