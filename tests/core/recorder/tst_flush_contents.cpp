// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/left_over.h"
#include "tests/core/recorder/by_hand.h"
#include "tests/core/recorder/memory_spool.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace sluice;
using Next = Flusher::Next;

namespace {

/// Keeps what each flush carried, and the last record of each.
class ContentsKeeper final : public RecorderSink
{
public:
    void sessionChanged(const RecordedSession &) override { }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushCarries(const FlushContents &told) override
    {
        twice = twice || contents.contains(told.flush);
        contents[told.flush] = told;
    }
    void flushStarted(const FlushRecord &flush) override
    {
        untold = untold || !contents.contains(flush.sequence);
        records[flush.sequence] = flush;
    }
    void flushDelayed(const FlushRecord &flush) override { records[flush.sequence] = flush; }
    void flushFinished(const FlushRecord &flush) override { records[flush.sequence] = flush; }
    void eventsDropped(std::span<const DropRun>) override { }
    void depthSampled(std::span<const DepthSample>) override { }

    std::map<std::uint64_t, FlushContents> contents;
    std::map<std::uint64_t, FlushRecord> records;
    bool twice = false; ///< contents were told a second time
    bool untold = false; ///< a flush began before its contents were told
};

Uuid idOf(std::uint64_t number)
{
    Uuid id;
    id.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

/// "1@5 2@6 ": the ids, and how many milliseconds after `start` each was enqueued; "1@- " when not known.
QString textOf(const FlushContents &contents)
{
    QString text;
    for (const CarriedEvent &event : contents.events) {
        const auto after = std::chrono::duration_cast<Millis>(event.enqueued - ManualClock::startTime);
        text
            += QStringLiteral("%1@%2 ")
                   .arg(event.id.bytes[15])
                   .arg(event.enqueued == Timestamp{} ? QStringLiteral("-") : QString::number(after.count()));
    }
    return text;
}

/// "503 retrying, 200 delivered".
QString textOf(const std::vector<FlushAttempt> &tries)
{
    QStringList all;
    for (const FlushAttempt &attempt : tries) {
        all << QStringLiteral("%1 %2").arg(attempt.httpStatus).arg(QLatin1String(wireName(attempt.outcome)));
    }
    return all.join(QStringLiteral(", "));
}

} // namespace

class TestFlushContents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<TransportScript>();
        m_sink = std::make_unique<ContentsKeeper>();
        m_spool = std::make_unique<MemorySpool>();
        m_clock = std::make_unique<ManualClock>();
    }
    void cleanup()
    {
        QVERIFY2(!m_sink->twice, "told once");
        QVERIFY2(!m_sink->untold, "told before the first attempt");
        for (const auto &[sequence, record] : m_sink->records)
            QCOMPARE(m_sink->contents[sequence].events.size(), static_cast<std::size_t>(record.events));
        for (const auto &[sequence, record] : m_sink->records)
            checkTries(record);
        m_session.reset();
    }

    void sayWhatAndWhen()
    {
        start();
        for (std::uint64_t i = 1; i <= 3; ++i) {
            m_clock->advance(Millis(1));
            record(i);
        }
        m_clock->advance(Millis(7));
        end();
        QCOMPARE(m_sink->contents.size(), std::size_t(1));
        const FlushContents &contents = m_sink->contents[1];
        QCOMPARE(contents.session, m_session->id());
        QCOMPARE(textOf(contents), QStringLiteral("1@1 2@2 3@3 "));
        QCOMPARE(contents.taken, after(10));
    }

    void areToldOnceHoweverOftenItIsSent()
    {
        start();
        for (int i = 0; i < 2; ++i)
            m_script->next("/v2/create_events", TransportScript::answered(503, "{}"));
        m_script->next("/v2/create_events", TransportScript::notSent());
        record(1);
        end();
        QCOMPARE(m_sink->contents.size(), std::size_t(1));
        QCOMPARE(textOf(m_sink->records[1].tries),
            QStringLiteral("503 retrying, 503 retrying, 0 retrying, 200 delivered"));
    }

    void followTheEventsIntoTheHalvesOfABody()
    {
        start();
        m_script->next("/v2/create_events", TransportScript::answered(413, "{}"));
        m_script->next("/v2/create_events", TransportScript::answered(503, "{}"));
        for (std::uint64_t i = 1; i <= 5; ++i) {
            m_clock->advance(Millis(1));
            record(i);
        }
        end();
        QCOMPARE(textOf(m_sink->contents[1]), QStringLiteral("1@1 2@2 3@3 4@4 5@5 "));
        QCOMPARE(textOf(m_sink->contents[2]), QStringLiteral("1@1 2@2 "));
        QCOMPARE(textOf(m_sink->contents[3]), QStringLiteral("3@3 4@4 5@5 "));
        QCOMPARE(m_sink->contents[2].taken, m_sink->contents[1].taken);
        QCOMPARE(m_sink->contents[3].taken, m_sink->contents[1].taken);
        QCOMPARE(textOf(m_sink->records[1].tries), QStringLiteral("413 split"));
        QCOMPARE(textOf(m_sink->records[2].tries), QStringLiteral("503 retrying, 200 delivered"));
        QCOMPARE(textOf(m_sink->records[3].tries), QStringLiteral("200 delivered"));
    }

    void setErrorsApartWithTheirTimes()
    {
        start();
        m_script->next("/v2/create_events", TransportScript::unknown());
        record(1);
        m_clock->advance(Millis(1));
        ErrorEvent error;
        error.id = idOf(2);
        m_session->record(std::move(error));
        m_clock->advance(Millis(1));
        record(3);
        end();
        QCOMPARE(textOf(m_sink->contents[2]), QStringLiteral("1@0 3@2 "));
        QCOMPARE(textOf(m_sink->contents[3]), QStringLiteral("2@1 "));
    }

    void cutBodiesAtTheirSize()
    {
        start();
        for (std::uint64_t i = 1; i <= 5; ++i) {
            ActionEvent large = actionNamed(std::string(400'000, 'x'));
            large.id = idOf(i);
            m_session->record(std::move(large));
        }
        end();
        QCOMPARE(textOf(m_sink->contents[1]), QStringLiteral("1@0 2@0 "));
        QCOMPARE(textOf(m_sink->contents[2]), QStringLiteral("3@0 4@0 "));
        QCOMPARE(textOf(m_sink->contents[3]), QStringLiteral("5@0 "));
    }

    void leaveOutWhatCannotBeEncoded()
    {
        start();
        record(1);
        ActionEvent bad = actionNamed("bad");
        bad.id = idOf(2);
        bad.params = JsonText{"{"};
        m_session->record(std::move(bad));
        record(3);
        end();
        QCOMPARE(textOf(m_sink->contents[1]), QStringLiteral("1@0 3@0 "));
    }

    void areToldOfWhatIsRefusedWithoutAnAttempt()
    {
        start();
        m_script->always([](const TransportScript::Request &) {
            return TransportScript::answered(400, R"({"message":"Invalid API key format"})");
        });
        for (std::uint64_t i = 1; i <= 60; ++i)
            record(i);
        settle(*m_session);
        QCOMPARE(m_session->ledger().refused, 60U);
        QCOMPARE(m_sink->contents[1].events.size(), std::size_t(60));
        QCOMPARE(m_sink->records[1].attempts, 0U);
        QVERIFY(m_sink->records[1].tries.empty());
    }

    void keepTheLastTries_data()
    {
        QTest::addColumn<int>("failures");
        QTest::newRow("one below the bound") << 30;
        QTest::newRow("at the bound") << 31;
        QTest::newRow("one above the bound") << 32;
    }

    void keepTheLastTries()
    {
        QFETCH(const int, failures);
        start();
        m_script->next("/v2/create_events", TransportScript::answered(429, "{}"));
        for (int i = 1; i < failures; ++i)
            m_script->next("/v2/create_events", TransportScript::answered(503, "{}"));
        record(1);
        end();
        const FlushRecord &record = m_sink->records[1];
        QCOMPARE(record.attempts, static_cast<std::uint32_t>(failures + 1));
        QCOMPARE(record.tries.size(), std::min(FlushRecord::mostTries, std::size_t(record.attempts)));
        QCOMPARE(record.tries.front().httpStatus, failures > 31 ? 503 : 429);
        QCOMPARE(record.tries.back().outcome, FlushOutcome::Delivered);
    }

    void keepATryOfAFlushThatIsGivenUp()
    {
        start();
        m_script->always([](const TransportScript::Request &request) {
            return request.path.ends_with("create_events") ? TransportScript::notSent()
                                                           : TransportScript::good(request);
        });
        record(1);
        m_session->flush(Millis(0));
        settle(*m_session);
        m_session->abandon();
        QVERIFY(runUntilFinished(*m_session, *m_clock));
        QCOMPARE(m_sink->records[1].outcome, FlushOutcome::Abandoned);
        QCOMPARE(textOf(m_sink->records[1].tries), QStringLiteral("0 retrying"));
    }

    void areKnownOfWhatWentThroughTheSpool()
    {
        start(OverflowPolicy::DropNewest, m_spool.get());
        away();
        for (std::uint64_t i = 1; i <= 2; ++i) {
            m_clock->advance(Millis(1));
            record(i);
        }
        QVERIFY(spooled(2));
        QVERIFY2(m_sink->contents.empty(), "create_session failed: no body was tried");
        m_script->always(nullptr);
        end();
        QCOMPARE(textOf(m_sink->contents[1]), QStringLiteral("1@1 2@2 "));
        QVERIFY(m_sink->contents[1].taken >= after(2));
        QVERIFY(m_sink->records[1].started > m_sink->contents[1].taken);
    }

    void areKnownByTheBodyAloneWhenAnEarlierRunSpooledIt()
    {
        start(OverflowPolicy::DropNewest, m_spool.get());
        away();
        record(1);
        ErrorEvent error;
        error.id = idOf(2);
        m_session->record(std::move(error));
        LlmEvent llm;
        llm.id = idOf(3);
        m_session->record(std::move(llm));
        QVERIFY(spooled(3));
        const SessionId id = m_session->id();
        m_session.reset();

        m_script->always(nullptr);
        LeftOver next(byHandConfig(100), m_spool->sessions.at(id),
            {std::make_unique<ScriptedTransport>(m_script), *m_clock, m_sink.get(), *m_spool}, 2);
        next.run();
        QVERIFY(next.isComplete());
        QCOMPARE(m_sink->contents.size(), std::size_t(1));
        const FlushContents &contents = m_sink->contents.begin()->second;
        QCOMPARE(textOf(contents), QStringLiteral("1@- 2@- 3@- "));
        QCOMPARE(contents.taken, Timestamp{});
    }

    void areNotNeededWithoutASink()
    {
        m_session = std::make_unique<LiveSession>(byHandConfig(100), SessionOptions{},
            LiveSession::Parts{std::make_unique<ScriptedTransport>(m_script), *m_clock}, 1,
            LiveSession::Drive::ByHand);
        m_script->next("/v2/create_events", TransportScript::answered(413, "{}"));
        record(1);
        record(2);
        end();
        QCOMPARE(m_session->ledger().delivered, 2U);
    }

private:
    void start(OverflowPolicy policy = OverflowPolicy::DropNewest, Spool *spool = nullptr)
    {
        m_session = std::make_unique<LiveSession>(byHandConfig(100, policy), SessionOptions{},
            LiveSession::Parts{std::make_unique<ScriptedTransport>(m_script), *m_clock, m_sink.get(), spool},
            1, LiveSession::Drive::ByHand);
    }

    void record(std::uint64_t number)
    {
        ActionEvent event = actionNamed("event");
        event.id = idOf(number);
        QVERIFY(wasAccepted(m_session->record(std::move(event))));
    }

    void end()
    {
        m_session->beginEnd(EndState::Success, {});
        QVERIFY(runUntilFinished(*m_session, *m_clock));
        QVERIFY(m_session->ledger().balances());
    }

    void away()
    {
        m_script->always([](const TransportScript::Request &) { return TransportScript::notSent(); });
    }

    /// Fails until the shelf has `events`.
    bool spooled(std::uint64_t events)
    {
        m_session->flush(Millis(0));
        for (int i = 0; i < 100 && m_session->ledger().spooled < events; ++i) {
            const Next next = m_session->step();
            if (next.until && next.kind != Next::Kind::Again)
                m_clock->advance(*next.until - m_clock->steadyNow());
        }
        return m_session->ledger().spooled == events;
    }

    static void checkTries(const FlushRecord &record)
    {
        QCOMPARE(record.tries.size(), std::min(FlushRecord::mostTries, std::size_t(record.attempts)));
        Timestamp last = record.started;
        for (const FlushAttempt &attempt : record.tries) {
            QVERIFY(last <= attempt.began && attempt.began <= attempt.ended);
            last = attempt.ended;
        }
        if (!record.tries.empty())
            QCOMPARE(last, record.ended);
    }

    static Timestamp after(int millis) { return ManualClock::startTime + Millis(millis); }

    std::shared_ptr<TransportScript> m_script;
    std::unique_ptr<ContentsKeeper> m_sink;
    std::unique_ptr<MemorySpool> m_spool;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<LiveSession> m_session;
};

QTEST_APPLESS_MAIN(TestFlushContents)
#include "tst_flush_contents.moc"
