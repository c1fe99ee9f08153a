// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/by_hand.h"
#include "tests/core/recorder/held_transport.h"
#include "tests/core/recorder/memory_spool.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using Next = Flusher::Next;

class TestInFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_requests = std::make_shared<HeldRequests>();
        m_session = std::make_unique<LiveSession>(byHandConfig(100), SessionOptions{},
            LiveSession::Parts{std::make_unique<HeldTransport>(m_requests), m_clock}, 42,
            LiveSession::Drive::ByHand);
    }

    void opensAlone()
    {
        recordActions(*m_session, 60);
        m_session->createAgent("writer");
        m_session->addTags({"one"});
        settle(*m_session);
        QCOMPARE(m_requests->paths(), std::string("create_session"));
    }

    void sendsOneBodyAtATimeWhileRoundTripsAreShort()
    {
        open();
        roundTrip(Millis(4));
        sendSeveral();
        QCOMPARE(m_requests->underWay.size(), std::size_t(1));
    }

    void sendsUpToFourBodiesWhenRoundTripsAreLong()
    {
        open();
        roundTrip(Millis(5));
        sendSeveral();
        QCOMPARE(m_requests->underWay.size(), std::size_t(4));
        const Ledger ledger = m_session->ledger();
        QCOMPARE(ledger.inFlight, 200U);
        QVERIFY(ledger.balances());
        m_clock.advance(Millis(20));
        m_requests->answerWell(2); // in any order
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().delivered, 100U);
        QCOMPARE(m_requests->underWay.size(), std::size_t(4)); // the next one is on its way
    }

    void waitsForAnswersWhileRequestsAreUnderWay()
    {
        open();
        recordActions(*m_session, 60);
        m_session->step();
        const Next next = m_session->step();
        QVERIFY(next.kind == Next::Kind::Answers);
        QVERIFY2(next.watch == BoundedQueue::Watch::Nothing, "no second one may begin");
    }

    void restsUntilASlowAnswerComes_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        QTest::newRow("block") << OverflowPolicy::Block;
        QTest::newRow("drop the newest") << OverflowPolicy::DropNewest;
        QTest::newRow("drop the oldest") << OverflowPolicy::DropOldest;
        QTest::newRow("spill") << OverflowPolicy::Spill;
    }

    /// A spool beside the queue is no reason to look again and again: that would cost a whole core.
    void restsUntilASlowAnswerComes()
    {
        QFETCH(const OverflowPolicy, policy);
        MemorySpool spool;
        m_session.reset();
        m_requests = std::make_shared<HeldRequests>();
        m_session = std::make_unique<LiveSession>(byHandConfig(100, policy), SessionOptions{},
            LiveSession::Parts{std::make_unique<HeldTransport>(m_requests), m_clock, nullptr, &spool}, 42,
            LiveSession::Drive::ByHand);
        open();
        recordActions(*m_session, 60);
        const SteadyTime begun = m_clock.steadyNow();
        int steps = 0;
        while (m_clock.steadyNow() - begun < std::chrono::seconds(1) && steps < 1'000) {
            ++steps;
            const Next next = m_session->step();
            QVERIFY(next.kind != Next::Kind::Finished);
            if (next.kind != Next::Kind::Again) {
                const SteadyTime latest = begun + std::chrono::seconds(1);
                m_clock.advance(
                    std::max(Nanos(0), std::min(next.until.value_or(latest), latest) - m_clock.steadyNow()));
            }
        }
        QVERIFY2(steps < 100, qPrintable(QString::number(steps)));
        QCOMPARE(m_requests->paths(), std::string("create_events"));
        m_session.reset();
    }

    void severalThatFailTogetherAreOneFailure()
    {
        fourUnderWay();
        while (!m_requests->underWay.empty())
            m_requests->answer(TransportScript::answered(503, "{}"));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->snapshot().attempt, 1U);
        QCOMPARE(m_session->snapshot().flusher, FlusherState::BackingOff);
        m_clock.advance(Millis(100)); // the first delay's bound
        QVERIFY(settle(*m_session));
        QVERIFY2(m_requests->underWay.size() == 1, "one tries whether the server is back");
    }

    void severalRefusedTokensAskForOneNewOne()
    {
        fourUnderWay();
        while (!m_requests->underWay.empty())
            m_requests->answer(TransportScript::answered(401, R"({"message":"Expired Token"})"));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("reauthorize_jwt"));
        m_requests->answer(TransportScript::answered(200, R"({"jwt":"token-2"})"));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->underWay.size(), std::size_t(4));
        for (const auto &request : m_requests->underWay)
            QCOMPARE(request.sent.header("Authorization"), std::string("Bearer token-2"));
        while (!m_requests->underWay.empty())
            m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().delivered, 250U);
    }

    void aRefusedTokenThatWasReplacedMeanwhileIsNoReasonForAnother()
    {
        fourUnderWay();
        m_requests->answer(TransportScript::answered(401, "{}"));
        settle(*m_session);
        QVERIFY2(m_requests->paths().ends_with("reauthorize_jwt"), "asked for beside those under way");
        m_requests->answer(TransportScript::answered(200, R"({"jwt":"token-2"})"), 3);
        settle(*m_session);
        m_requests->answer(TransportScript::answered(401, "{}")); // it had the first token
        settle(*m_session);
        QVERIFY(m_requests->paths().find("reauthorize_jwt") == std::string::npos);
        QVERIFY(m_session->snapshot().flusher != FlusherState::BackingOff);
    }

    void asksForATokenOnceAMinute()
    {
        open();
        recordActions(*m_session, 60);
        settle(*m_session);
        int asked = 0;
        const SteadyTime start = m_clock.steadyNow();
        while (m_clock.steadyNow() - start < std::chrono::minutes(10)) {
            const bool forToken = m_requests->paths() == "reauthorize_jwt";
            asked += forToken ? 1 : 0;
            if (forToken)
                m_requests->answer(TransportScript::answered(200, R"({"jwt":"token-2"})"));
            else if (!m_requests->underWay.empty())
                m_requests->answer(TransportScript::answered(401, "{}"));
            const Next next = m_session->step();
            if (next.kind != Next::Kind::Again && next.until)
                m_clock.advance(*next.until - m_clock.steadyNow());
        }
        QVERIFY(asked >= 5);
        QVERIFY(asked <= 11);
    }

    void eventsThatTheServerCannotReadNeedNoToken()
    {
        open();
        recordActions(*m_session, 60);
        settle(*m_session);
        m_requests->answer(
            TransportScript::answered(401, R"({"message":"Invalid model while posting event: x"})"));
        settle(*m_session);
        QCOMPARE(m_session->ledger().refused, 60U);
        QVERIFY(m_requests->underWay.empty());
    }

    void retryAfterHoldsTheWholeSession()
    {
        fourUnderWay();
        HttpAnswer busy = TransportScript::answered(429, "{}");
        busy.retryAfter = Millis(60'000);
        m_requests->answer(busy);
        QVERIFY(settle(*m_session));
        while (!m_requests->underWay.empty())
            m_requests->answerWell(); // begun before it said so
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().delivered, 200U);
        m_session->flush(Millis(0));
        m_clock.advance(Millis(59'999));
        QVERIFY(settle(*m_session));
        QVERIFY2(m_requests->underWay.empty(), "an asked flush does not overrule the server");
        m_clock.advance(Millis(101)); // and the jitter of a first failure
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->underWay.size(), std::size_t(1));
    }

    void anAgentGoesBeforeEventsRecordedAfterIt()
    {
        open();
        roundTrip(Millis(20));
        recordActions(*m_session, 50);
        settle(*m_session);
        m_session->createAgent("writer");
        recordActions(*m_session, 50);
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("create_events create_agent"));
        m_requests->answerWell(1);
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("create_events create_events"));
    }

    void neverHasMoreUnderWayThanATransportTakes()
    {
        fourUnderWay();
        m_session->createAgent("writer");
        m_session->addTags({"one"});
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->most, Transport::mostInFlight);
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QVERIFY2(m_requests->paths().ends_with("create_agent"), "it is next");
        QCOMPARE(m_requests->most, Transport::mostInFlight);
    }

    void theEndIsLastAndAlone()
    {
        open();
        roundTrip(Millis(20));
        recordActions(*m_session, 50);
        settle(*m_session);
        recordActions(*m_session, 50);
        settle(*m_session);
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("create_events create_events"));
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("create_events"));
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->paths(), std::string("update_session"));
        m_requests->answerWell();
        QVERIFY(m_session->step().kind == Next::Kind::Finished);
        QVERIFY(m_session->awaitEnd(Millis(0)).complete);
    }

    void aFlushIsServedWhileLaterBodiesAreUnderWay()
    {
        open();
        roundTrip(Millis(20));
        recordActions(*m_session, 10);
        m_session->flush(Millis(0));
        QVERIFY(settle(*m_session));
        recordActions(*m_session, 50);
        QVERIFY(settle(*m_session));
        QCOMPARE(m_requests->underWay.size(), std::size_t(2));
        QVERIFY(!m_session->isServed(1));
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QVERIFY(m_session->isServed(1));
    }

    void cutsOffWhatIsUnderWayWhenItIsAbandoned()
    {
        fourUnderWay();
        m_session->abandon();
        for (int i = 0; i < 5 && m_session->step().kind != Next::Kind::Finished; ++i)
            m_session->listen(std::nullopt);
        QVERIFY(m_session->isFinished());
        const Ledger ledger = m_session->ledger();
        QCOMPARE(ledger.inDoubt, 200U);
        QVERIFY(ledger.balances());
    }

private:
    void open()
    {
        settle(*m_session);
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
    }

    /// One body there and back, so that the session knows how long that takes.
    void roundTrip(Millis time)
    {
        recordActions(*m_session, 50);
        settle(*m_session);
        QCOMPARE(m_requests->paths(), std::string("create_events"));
        m_clock.advance(time);
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
    }

    void sendSeveral()
    {
        for (int i = 0; i < 6; ++i) {
            recordActions(*m_session, 50);
            QVERIFY(settle(*m_session));
        }
    }

    void fourUnderWay()
    {
        open();
        roundTrip(Millis(20));
        for (int i = 0; i < 4; ++i) {
            recordActions(*m_session, 50);
            QVERIFY(settle(*m_session));
        }
        QCOMPARE(m_requests->underWay.size(), std::size_t(4));
    }

    ManualClock m_clock;
    std::shared_ptr<HeldRequests> m_requests;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestInFlight)
#include "tst_in_flight.moc"
