// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/curl_transports.h"
#include "core/transport/transport.h"
#include "tests/core/recorder/by_hand.h"
#include "tests/support/agentops_server.h"

#include <QtTest>

#include <set>

using namespace sluice;

namespace {

/// Keeps the flushes that said their errors may be there twice.
class MarkedFlushes final : public RecorderSink
{
public:
    void sessionChanged(const RecordedSession &) override { }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushStarted(const FlushRecord &) override { }
    void flushDelayed(const FlushRecord &flush) override { look(flush); }
    void flushFinished(const FlushRecord &flush) override { look(flush); }
    void eventsDropped(std::span<const DropRun>) override { }
    void depthSampled(std::span<const DepthSample>) override { }

    std::uint64_t events = 0; ///< in them; an event counts for each attempt

private:
    void look(const FlushRecord &flush)
    {
        if (flush.message.find("possibly sent twice") != std::string::npos)
            events += flush.events;
    }
};

} // namespace

class TestDoubt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // P6: the hosted server's tables, which refuse a repeated id and keep each error as often as it comes.
    void storesEveryEventOnceWhenAnswersAreLost_data()
    {
        QTest::addColumn<bool>("strict");
        QTest::newRow("as the hosted server") << true;
        QTest::newRow("as our collector") << false;
    }

    void storesEveryEventOnceWhenAnswersAreLost()
    {
        QFETCH(bool, strict);
        AgentOpsServer server({.idempotent = !strict, .strict = strict});
        server.setTroubles({.lostAnswers = 0.3, .seed = 11, .lostOn = "/v2/create_events"});
        RecorderConfig config = byHandConfig(500);
        config.endpoint = server.url();
        ManualClock clock;
        MarkedFlushes marked;
        LiveSession session(
            config, {}, {curlTransports(config)(), clock, &marked}, 5, LiveSession::Drive::ByHand);

        std::set<std::string> ids;
        SeededRandom random(1);
        constexpr int rounds = 20;
        for (int round = 0; round < rounds; ++round) {
            for (int i = 0; i < 250; ++i)
                recordOne(session, i, random, ids);
            drive(session, clock, true);
        }
        session.beginEnd(EndState::Success, {});
        drive(session, clock, false);

        const Ledger ledger = session.ledger();
        QCOMPARE(ledger.delivered, std::uint64_t(rounds * 250));
        QVERIFY(ledger.balances());
        QVERIFY2(server.lostAnswers() > 5, "the test is one");
        for (const std::string &id : ids)
            QCOMPARE(server.timesStored(id), std::size_t(1));
        const std::size_t twice = server.eventCount() - static_cast<std::size_t>(ledger.delivered);
        QVERIFY2(twice <= marked.events, "an error that is there twice was marked so");
        if (!strict)
            QCOMPARE(twice, std::size_t(0));
        QCOMPARE(server.sessionsEnded().size(), std::size_t(1));
    }

private:
    /// Every 50th is an error; the others' ids are kept.
    static void recordOne(LiveSession &session, int i, Random &random, std::set<std::string> &ids)
    {
        const Uuid id = Uuid::random(random);
        if (i % 50 == 49) {
            ErrorEvent error;
            error.errorType = "ValueError";
            session.record(std::move(error));
            return;
        }
        ids.insert(id.toText());
        if (i % 3 == 0) {
            ActionEvent event;
            event.id = id;
            session.record(std::move(event));
        } else if (i % 3 == 1) {
            LlmEvent event;
            event.id = id;
            session.record(std::move(event));
        } else {
            ToolEvent event;
            event.id = id;
            session.record(std::move(event));
        }
    }

    /// Runs the flusher on the manual clock: until it has nothing to do, or to its end.
    static void drive(LiveSession &session, ManualClock &clock, bool untilIdle)
    {
        for (;;) {
            const Flusher::Next next = session.step();
            if (next.kind == Flusher::Next::Kind::Finished)
                return;
            if (next.kind == Flusher::Next::Kind::Answers)
                session.listen(std::nullopt);
            if (next.kind != Flusher::Next::Kind::Wait)
                continue;
            if (untilIdle && session.ledger().undecided() == 0)
                return;
            if (next.until)
                clock.advance(*next.until - clock.steadyNow());
            else
                clock.advance(Millis(5'000));
        }
    }
};

QTEST_APPLESS_MAIN(TestDoubt)
#include "tst_doubt.moc"
