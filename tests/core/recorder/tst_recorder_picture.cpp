// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What others see of sessions being recorded: pictures of their queues, and their flushers' signs of life.

#include "core/base/clock.h"
#include "tests/core/recorder/by_hand.h"
#include "tests/core/recorder/held_transport.h"

#include <QtTest>

#include <thread>
#include <vector>

using namespace sluice;

namespace {

const char *const waitsForEvents = "waits for events";
const char *const waitsForAnswer = "waits for the server's answer to events";

} // namespace

class TestRecorderPicture : public QObject
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

    void hasTheSnapshotInIt()
    {
        recordActions(*m_session, 3);
        const QueuePicture picture = m_session->picture(10);
        QCOMPARE(picture.queue.session, m_session->id());
        QCOMPARE(picture.queue.depth, std::size_t(3));
        QCOMPARE(picture.queue.ledger, m_session->ledger());
        QCOMPARE(picture.cells.size(), std::size_t(10));
        QCOMPARE(picture.cells[0].filled, 3U);
        QCOMPARE(picture.cells[0].byType, (TypeCounts{3, 0, 0, 0, 0}));
        QCOMPARE(picture.producers.size(), std::size_t(1));
        QCOMPARE(picture.producers[0].recorded, 3U);
    }

    void thereIsWorkWhenSomethingIsDue()
    {
        open();
        QCOMPARE(look(), text(waitsForEvents, false));
        recordActions(*m_session, 1);
        QCOMPARE(look(), text(waitsForEvents, false));
        m_clock.advance(Millis(5'000)); // the max wait; the flusher has not looked
        QCOMPARE(look(), text(waitsForEvents, true));
    }

    void thereIsWorkWhileEventsAreInFlight()
    {
        open();
        recordActions(*m_session, 60);
        QVERIFY(settle(*m_session));
        QCOMPARE(look(), text(waitsForAnswer, true));
        QCOMPARE(m_session->picture(10).inFlight, (TypeCounts{60, 0, 0, 0, 0}));
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QCOMPARE(look(), text(waitsForEvents, false));
        QCOMPARE(m_session->picture(10).inFlight, TypeCounts{});
    }

    void thereIsNoneWhileItBacksOff()
    {
        open();
        recordActions(*m_session, 60);
        QVERIFY(settle(*m_session));
        m_requests->answer(TransportScript::answered(503, "{}"));
        QVERIFY(settle(*m_session));
        recordActions(*m_session, 60); // due, but it may not
        QCOMPARE(look(), text("backs off", false));
        m_clock.advance(Millis(100)); // the first delay's bound
        QVERIFY(settle(*m_session));
        QCOMPARE(look(), text(waitsForAnswer, true));
    }

    void saysThatItBacksOffAlsoWhenItTakesMeanwhile()
    {
        m_session->step(); // create_session
        m_requests->answer(TransportScript::answered(503, "{}"));
        QVERIFY(settle(*m_session));
        const QueueSnapshot before = m_session->snapshot();
        QCOMPARE(before.flusher, FlusherState::BackingOff);
        recordActions(*m_session, 60);
        QVERIFY(settle(*m_session));
        const QueueSnapshot after = m_session->snapshot();
        QCOMPARE(after.ledger.inFlight, 60U);
        QCOMPARE(after.flusher, FlusherState::BackingOff);
        QVERIFY(after.backOffUntil && *after.backOffUntil > after.time);
        QCOMPARE(*after.backOffUntil, *before.backOffUntil);
        QCOMPARE(look(), text("backs off", false));
    }

    void saysThatItSendsAlsoWhenItTakesMeanwhile()
    {
        m_session->step();
        QCOMPARE(m_requests->paths(), std::string("create_session"));
        QCOMPARE(m_session->snapshot().flusher, FlusherState::Sending);
        recordActions(*m_session, 60);
        QVERIFY(settle(*m_session));
        QCOMPARE(m_session->snapshot().ledger.inFlight, 60U); // taken and encoded
        QCOMPARE(m_requests->paths(), std::string("create_session"));
        QCOMPARE(m_session->snapshot().flusher, FlusherState::Sending);
        QCOMPARE(m_session->snapshot().attempt, 1U);
    }

    void aTurnIsATakingARequestOrAnAnswer()
    {
        open();
        const std::uint64_t idle = turns();
        QVERIFY(settle(*m_session));
        QVERIFY(settle(*m_session));
        QVERIFY2(turns() == idle, "looking alone is no progress");
        recordActions(*m_session, 60);
        QVERIFY(settle(*m_session));
        const std::uint64_t sent = turns();
        QVERIFY(sent >= idle + 2);
        QVERIFY(settle(*m_session));
        QVERIFY2(turns() == sent, "waiting for a server that hangs is no progress");
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
        QVERIFY(turns() > sent);
    }

    void anEndedSessionHasNoWork()
    {
        open();
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(settle(*m_session));
        m_requests->answerWell();
        QVERIFY(runUntilFinished(*m_session, m_clock));
        QCOMPARE(look(), text("has ended", false));
        QCOMPARE(m_session->picture(10).queue.flusher, FlusherState::Ended);
    }

    void recordersGiveThoseOfTheirSessions()
    {
        const SystemClock clock;
        const auto recorder = recorderOf(clock, OverflowPolicy::Block);
        QVERIFY(recorder->pictures(10).empty());
        const auto first = recorder->startSession({}).value();
        const auto second = recorder->startSession({}).value();
        second->record(actionNamed("event"));
        QCOMPARE(recorder->pictures(10).size(), std::size_t(2));
        QCOMPARE(recorder->pictures(10)[1].queue.session, second->id());
        QCOMPARE(recorder->picture(second->id(), 10)->producers.size(), std::size_t(1));
        QVERIFY(recorder->picture(first->id(), 10)->producers.empty());
        QVERIFY(!recorder->picture(SessionId("another"), 10));
        QVERIFY(first->end(EndState::Success).complete);
        QCOMPARE(recorder->picture(first->id(), 10)->flusher.doing, std::string("has ended"));
    }

    void picturesOfABurstBalance_data()
    {
        QTest::addColumn<OverflowPolicy>("policy");
        for (const OverflowPolicy policy :
            {OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest})
            QTest::addRow("%s", wireName(policy).data()) << policy;
    }

    void picturesOfABurstBalance()
    {
        QFETCH(OverflowPolicy, policy);
        constexpr int producers = 8;
        constexpr int each = 1'000;
        const SystemClock clock;
        const auto recorder = recorderOf(clock, policy);
        const auto session = recorder->startSession({}).value();
        bool balanced = true;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < producers; ++i) {
                threads.emplace_back([&] {
                    for (int n = 0; n < each; ++n)
                        session->record(actionNamed("event"));
                });
            }
            for (int i = 0; i < 200; ++i)
                balanced = balanced && recorder->picture(session->id(), 400)->queue.ledger.balances();
        }
        QVERIFY(balanced);
        const DrainReport report = session->end(EndState::Success, {}, Millis(20'000));
        QVERIFY2(report.complete, report.message.c_str());
        std::uint64_t recorded = 0;
        const QueuePicture last = session->picture(400);
        for (const ProducerPicture &producer : last.producers)
            recorded += producer.recorded;
        QCOMPARE(recorded, report.ledger.recorded);
        QCOMPARE(recorded, static_cast<std::uint64_t>(producers * each));
        QCOMPARE(last.inFlight, TypeCounts{});
    }

private:
    void open()
    {
        QVERIFY(settle(*m_session));
        m_requests->answerWell();
        QVERIFY(settle(*m_session));
    }

    /// "what it does: work or not".
    QString look() const
    {
        const FlusherPicture flusher = m_session->picture(10).flusher;
        return text(flusher.doing.c_str(), flusher.hasWork);
    }
    static QString text(const char *doing, bool hasWork)
    {
        return QString::fromUtf8(doing) + (hasWork ? QStringLiteral(": has work") : QString());
    }
    std::uint64_t turns() const { return m_session->pulse().turns(); }

    static std::unique_ptr<Recorder> recorderOf(const Clock &clock, OverflowPolicy policy)
    {
        RecorderConfig config;
        config.endpoint = "http://127.0.0.1:1/";
        config.queue.policy = policy;
        config.queue.blockDeadline.reset();
        config.queue.maxWaitTime = Millis(20);
        config.endDeadline = Millis(10'000);
        const auto script = std::make_shared<TransportScript>();
        return Recorder::create(
            config, [script] { return std::make_unique<ScriptedTransport>(script); }, clock, nullptr, 7)
            .value();
    }

    ManualClock m_clock;
    std::shared_ptr<HeldRequests> m_requests;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestRecorderPicture)
#include "tst_recorder_picture.moc"
