// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/by_hand.h"
#include "tests/core/recorder/memory_spool.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace sluice;
using Next = Flusher::Next;

class TestSpooling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        m_spool = std::make_unique<MemorySpool>();
        m_counts = std::make_shared<CountedWriteAhead::Counts>();
    }

    void putsAsideWhatFailedThreeTimes()
    {
        start(byHandConfig(100));
        away();
        recordActions(*m_session, 60);
        fail(2);
        QCOMPARE(m_session->ledger().inFlight, 60U);
        fail(1);
        QCOMPARE(m_session->ledger().spooled, 60U);
        QCOMPARE(m_spool->bodies.size(), std::size_t(1));
        QVERIFY(m_session->ledger().balances());
    }

    void keepsAsideWhatTheServerRefusesWithItsWords()
    {
        start(byHandConfig(100));
        m_session->record(actionNamed("bad"));
        m_session->flush(Millis(0));
        m_script->next(
            "/v2/create_events", TransportScript::answered(400, R"({"message":"no such column"})"));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().refused, 1U);
        QCOMPARE(m_spool->refused.size(), std::size_t(1));
        const auto &[body, words] = m_spool->refused.front();
        QCOMPARE(body.session, m_session->id());
        QVERIFY(body.text.find("\"bad\"") != std::string::npos);
        QCOMPARE(words, std::string("HTTP 400: no such column"));
        QVERIFY2(m_spool->bodies.empty(), "it is not to be sent again");
    }

    void sendsWhatIsSpooledBeforeWhatIsNewer()
    {
        start(byHandConfig(100));
        away();
        m_session->record(actionNamed("first"));
        m_session->flush(Millis(0));
        fail(3);
        QCOMPARE(m_session->ledger().spooled, 1U);
        m_session->record(actionNamed("second"));
        m_script->always(nullptr);
        end();
        QCOMPARE(sentNames(), QStringLiteral("first second"));
        QCOMPARE(m_session->ledger().delivered, 2U);
        QVERIFY2(m_spool->sessions.empty() && m_spool->bodies.empty(), "nothing is left for another start");
    }

    void takesNothingMoreWhileItsBodiesAreOnDisk()
    {
        start(byHandConfig(100));
        away();
        recordActions(*m_session, 60);
        fail(3);
        recordActions(*m_session, 150);
        fail(3);
        const Ledger ledger = m_session->ledger();
        QCOMPARE(ledger.spooled, 60U);
        QCOMPARE(ledger.queued, 100U);
        QCOMPARE(ledger.dropsFor(DropReason::QueueFull), 50U);
    }

    void spillsInsteadOfDropping()
    {
        start(byHandConfig(100, OverflowPolicy::Spill));
        away();
        settle(*m_session);
        for (int i = 0; i < 50; ++i) {
            recordActions(*m_session, 50);
            settle(*m_session);
        }
        const Ledger away = m_session->ledger();
        QCOMPARE(away.droppedInAll(), 0U);
        QVERIFY2(away.spooled >= 2'300, "what waits in memory is at most two capacities");
        QVERIFY(away.balances());
        m_script->always(nullptr);
        end();
        QCOMPARE(m_session->ledger().delivered, 2'500U);
        QVERIFY(m_session->ledger().balances());
    }

    void keepsEventsInMemoryWhileTheDiskFails()
    {
        start(byHandConfig(100, OverflowPolicy::Spill));
        away();
        m_spool->diskFails = true;
        recordActions(*m_session, 60);
        fail(4);
        QCOMPARE(m_session->ledger().inFlight, 60U);
        QCOMPARE(m_session->ledger().spooled, 0U);
        const DrainReport report = m_session->flush(Millis(0));
        QVERIFY2(report.message.find("no space left on device") != std::string::npos, report.message.c_str());
        m_spool->diskFails = false;
        m_clock.advance(Millis(1'000));
        fail(1);
        QCOMPARE(m_session->ledger().spooled, 60U);
        m_script->always(nullptr);
        end();
        QCOMPARE(m_session->ledger().delivered, 60U);
    }

    void aDiskThatFailsForGoodTakesNoMoreIntoMemory()
    {
        start(byHandConfig(100, OverflowPolicy::Spill));
        away();
        m_spool->diskFails = true;
        for (int i = 0; i < 20; ++i) {
            recordActions(*m_session, 10);
            fail(1);
            m_clock.advance(Millis(1'000));
        }
        const Ledger ledger = m_session->ledger();
        QVERIFY(ledger.inFlight + ledger.queued <= 200);
        QVERIFY(ledger.balances());
    }

    void countsWhatWentBecauseTheSpoolWasFull()
    {
        start(byHandConfig(100, OverflowPolicy::Spill));
        away();
        m_spool->mostBytes = 60'000;
        settle(*m_session);
        for (int i = 0; i < 40; ++i) {
            recordActions(*m_session, 50);
            settle(*m_session);
        }
        settle(*m_session);
        const Ledger full = m_session->ledger();
        QVERIFY(full.dropsFor(DropReason::SpoolFull) > 0);
        QCOMPARE(full.spooled, m_spool->events(m_session->id()));
        QVERIFY(full.balances());
        m_script->always(nullptr);
        end();
        const Ledger ended = m_session->ledger();
        QCOMPARE(ended.delivered + ended.droppedInAll(), 2'000U);
        QVERIFY(ended.balances());
    }

    void aBodyThatWentWhileItWasBeingSentLivesOn()
    {
        start(byHandConfig(100));
        settle(*m_session);
        away();
        recordActions(*m_session, 60);
        fail(4); // the fourth is of the body from the spool
        m_spool->dropOldest();
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().spooled, 0U);
        QCOMPARE(m_session->ledger().inFlight, 60U);
        m_script->always(nullptr);
        end();
        QCOMPARE(m_session->ledger().delivered, 60U);
        QVERIFY(m_session->ledger().balances());
    }

    void aDecidedBodyThatCannotBeRemovedIsNotSentAgain()
    {
        start(byHandConfig(100));
        away();
        recordActions(*m_session, 60);
        fail(3);
        QCOMPARE(m_session->ledger().spooled, 60U);
        m_script->always([this](const TransportScript::Request &request) {
            m_spool->diskFails = request.path.ends_with("create_events");
            return TransportScript::good(request);
        });
        m_session->flush(Millis(0));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->ledger().delivered, 60U);
        QCOMPARE(m_spool->bodies.size(), std::size_t(1));
        m_spool->diskFails = false;
        m_script->always(nullptr);
        end();
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(1));
        QVERIFY(m_spool->bodies.empty());
        QVERIFY(m_session->ledger().balances());
    }

    void splitsADoubtfulBodyInTheSpool()
    {
        start(byHandConfig(100));
        away();
        recordActions(*m_session, 60);
        fail(3);
        m_script->always(nullptr);
        m_script->next("/v2/create_events", TransportScript::answered(502, "{}"));
        m_session->flush(Millis(0));
        QVERIFY(settle(*m_session));
        QCOMPARE(m_spool->bodies.size(), std::size_t(2));
        QVERIFY(m_spool->bodies.begin()->second.inDoubt);
        end();
        QCOMPARE(m_session->ledger().delivered, 60U);
        QCOMPARE(m_script->requests("/v2/create_events").size(), std::size_t(3));
        QVERIFY(m_session->ledger().balances());
    }

    void putsEverythingIntoTheSpoolWhenItIsAbandoned()
    {
        start(byHandConfig(100));
        away();
        recordActions(*m_session, 60);
        m_session->createAgent("writer");
        fail(1);
        recordActions(*m_session, 7);
        m_session->beginEnd(EndState::Fail, "it broke");
        m_session->abandon();
        QVERIFY(m_session->step().kind == Next::Kind::Finished);
        const Ledger ledger = m_session->ledger();
        QCOMPARE(ledger.spooled, 67U);
        QVERIFY(ledger.balances());
        const SpooledSession kept = m_spool->sessions.at(m_session->id());
        QCOMPARE(kept.endState, std::optional(EndState::Fail));
        QCOMPARE(kept.endReason, std::string("it broke"));
        QVERIFY(kept.ended.has_value());
        QCOMPARE(kept.agents.size(), std::size_t(1));
        QVERIFY(!kept.known);
        QCOMPARE(kept.eventCounts[0], 67U);
        QVERIFY(m_session->awaitEnd(Millis(0)).message.find("67 in the spool") != std::string::npos);
    }

    void theSpoolKnowsThatTheServerMayHaveTheSession()
    {
        start(byHandConfig(100));
        m_script->next("/v2/create_session", TransportScript::unknown());
        m_session->step();
        recordActions(*m_session, 1);
        m_session->abandon();
        m_session->step();
        QVERIFY(m_spool->sessions.at(m_session->id()).known);
    }

    void letsEveryPlaceInTheWriteAheadGoOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("delivered") << 200;
        QTest::newRow("refused") << 400;
        QTest::newRow("in halves") << 500;
        QTest::newRow("not sent, spooled") << 0;
    }

    void letsEveryPlaceInTheWriteAheadGoOnce()
    {
        QFETCH(int, status);
        startDurable(byHandConfig(100, OverflowPolicy::DropOldest));
        settle(*m_session);
        for (int i = 0; i < 8; ++i)
            m_script->next("/v2/create_events",
                status == 0 ? TransportScript::notSent()
                            : TransportScript::answered(status, status == 200 ? R"("Success")" : "{}"));
        recordActions(*m_session, 130); // 30 give their places
        ActionEvent bad = actionNamed("bad");
        bad.params = JsonText{"{oops"};
        QVERIFY(!wasAccepted(m_session->record(std::move(bad))));
        end();
        QCOMPARE(m_counts->filled, 130U);
        QCOMPARE(m_counts->given, 130U);
        QVERIFY2(m_counts->open.empty(), "each was settled");
        QVERIFY(!m_counts->twice);
        QVERIFY(m_session->ledger().balances());
        QCOMPARE(m_session->ledger().dropsFor(DropReason::EncodeError), 1U);
    }

    void aFullWriteAheadIsAFullQueue()
    {
        m_counts->most = 20;
        startDurable(byHandConfig(100));
        recordActions(*m_session, 30);
        QCOMPARE(m_session->ledger().queued, 20U);
        QCOMPARE(m_session->ledger().dropsFor(DropReason::QueueFull), 10U);
        m_counts->wantsRoom = true;
        settle(*m_session);
        recordActions(*m_session, 10);
        QVERIFY2(m_session->ledger().dropsFor(DropReason::QueueFull) == 10U, "the flusher made room");
        end();
        QCOMPARE(m_session->ledger().delivered, 30U);
        QVERIFY(m_counts->open.empty());
    }

    void setsLimitsWhileItRuns()
    {
        start(byHandConfig(100));
        QueueLimits limits = byHandConfig(200).queue;
        QVERIFY(m_session->setLimits(limits).ok());
        recordActions(*m_session, 250);
        QCOMPARE(m_session->ledger().queued, 200U);
        settle(*m_session);
        limits.maxQueueSize = 10;
        QVERIFY(m_session->setLimits(limits).ok());
        recordActions(*m_session, 20);
        QCOMPARE(m_session->ledger().queued, 10U);
        limits.maxQueueSize = 0;
        QCOMPARE(m_session->setLimits(limits).error().kind, ErrorKind::Usage);
        end();
        QCOMPARE(m_session->ledger().delivered, 210U);
    }

    void spillNeedsASpool()
    {
        LiveSession session(byHandConfig(100), {}, {std::make_unique<ScriptedTransport>(m_script), m_clock},
            1, LiveSession::Drive::ByHand);
        const Result<void> set = session.setLimits(byHandConfig(100, OverflowPolicy::Spill).queue);
        QVERIFY(!set.ok());
        QVERIFY(set.error().message.find("spool_dir") != std::string::npos);
    }

private:
    void start(const RecorderConfig &config)
    {
        m_session = std::make_unique<LiveSession>(
            config, SessionOptions{}, parts(), 42, LiveSession::Drive::ByHand);
    }

    void startDurable(const RecorderConfig &config)
    {
        LiveSession::Parts parts = this->parts();
        parts.writeAhead = std::make_unique<CountedWriteAhead>(m_counts);
        m_session = std::make_unique<LiveSession>(
            config, SessionOptions{}, std::move(parts), 42, LiveSession::Drive::ByHand);
    }

    LiveSession::Parts parts()
    {
        return {std::make_unique<ScriptedTransport>(m_script), m_clock, nullptr, m_spool.get()};
    }

    void away()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
    }

    /// Lets so many more requests fail, waiting out the back-off between them.
    void fail(int count)
    {
        for (int i = 0; i < count; ++i) {
            const std::size_t before = m_script->requests().size();
            for (int step = 0; step < 100 && m_script->requests().size() == before; ++step) {
                const Next next = m_session->step();
                if (next.kind != Next::Kind::Again && next.until)
                    m_clock.advance(*next.until - m_clock.steadyNow());
            }
        }
    }

    void end()
    {
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished(*m_session, m_clock));
    }

    QString sentNames() const
    {
        QStringList names;
        for (const auto &request : m_script->requests("/v2/create_events")) {
            const auto body = nlohmann::json::parse(request.body);
            for (const auto &event : body["events"])
                names << QString::fromStdString(event["action_type"].get<std::string>());
        }
        return names.join(QLatin1Char(' '));
    }

    ManualClock m_clock;
    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<MemorySpool> m_spool;
    std::shared_ptr<CountedWriteAhead::Counts> m_counts;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestSpooling)
#include "tst_spooling.moc"
