// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "tests/core/recorder/over_http.h"

#include <QtTest>

#include <set>

using namespace sluice;

namespace {

/// 4,000, and 100,000 in ./test.sh long.
std::uint64_t eventsOfRun()
{
    bool given = false;
    const std::uint64_t events = qEnvironmentVariable("SLUICE_EVENTS").toULongLong(&given);
    return given ? events : 4'000;
}

RecorderConfig configOf(std::size_t capacity)
{
    RecorderConfig config = byHandConfig(capacity);
    config.spoolDir.clear();
    return config;
}

/// Counts what was said of events that may be there twice.
class DoubtDiary final : public RecorderSink
{
public:
    void sessionChanged(const RecordedSession &) override { }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushStarted(const FlushRecord &) override { }
    void flushDelayed(const FlushRecord &) override { }
    void flushFinished(const FlushRecord &flush) override
    {
        if (flush.message.find("possibly sent twice") != std::string::npos)
            saidTwice += flush.events;
    }
    void eventsDropped(std::span<const DropRun>) override { }
    void depthSampled(std::span<const DepthSample>) override { }

    std::uint64_t saidTwice = 0;
};

/// Actions, model calls and tools in turn, with the ids that record() gave them.
void recordMixture(LiveSession &session, std::uint64_t n)
{
    switch (n % 3) {
    case 0:
        session.record(actionNamed("step"));
        break;
    case 1:
        session.record(LlmEvent{.model = "a-model"});
        break;
    default:
        session.record(ToolEvent{.name = "a-tool"});
    }
}

} // namespace

/// Delivery to a server with the hosted one's semantics (reliability.md 2.4, P6): ids are primary keys for
/// each table, a refused body is partly stored, statistics lie, errors have no key.
class TestHostedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesEachEventOnceThoughAnswersGetLost();
    void saysWhichErrorsMayBeThereTwice();
    void resendsWholeBodiesToAnIdempotentServer();
};

void TestHostedServer::storesEachEventOnceThoughAnswersGetLost()
{
    AgentOpsServer server({.strict = true});
    server.setTroubles({.lostAnswers = 0.3, .seed = 7, .lostOn = "/v2/create_events", .tokenUses = 500});
    OverHttp way(server.url(), configOf(100));
    const std::uint64_t events = eventsOfRun();
    for (std::uint64_t n = 0; n < events; ++n) {
        recordMixture(way.session(), n);
        if (n % 50 == 49) {
            QVERIFY(way.settle());
            QVERIFY(way.session().ledger().balances());
        }
    }
    way.session().beginEnd(EndState::Success, {});
    QVERIFY(way.settle());

    QVERIFY2(server.lostAnswers() > 0, "the trouble was there");
    const Ledger ledger = way.session().ledger();
    QCOMPARE(ledger.recorded, events);
    QCOMPARE(ledger.delivered, events);
    const auto times = server.timesStored();
    QCOMPARE(times.size(), static_cast<std::size_t>(events));
    for (const auto &[id, count] : times)
        QVERIFY2(count == 1, id.c_str());
    QCOMPARE(server.sessionsEnded().size(), std::size_t(1));
}

void TestHostedServer::saysWhichErrorsMayBeThereTwice()
{
    AgentOpsServer server({.strict = true});
    server.setTroubles({.lostAnswers = 0.3, .seed = 11, .lostOn = "/v2/create_events"});
    DoubtDiary diary;
    OverHttp way(server.url(), configOf(10), &diary);
    constexpr std::uint64_t errors = 200;
    for (std::uint64_t n = 0; n < errors; ++n) {
        way.session().record(ErrorEvent{.errorType = "Timeout"});
        QVERIFY(way.settle());
    }
    way.session().beginEnd(EndState::Fail, {});
    QVERIFY(way.settle());

    QCOMPARE(way.session().ledger().delivered, errors);
    const std::uint64_t twice = server.eventCount() - errors;
    QVERIFY2(twice > 0, "an error has no key there: what is sent again is stored again");
    QVERIFY2(diary.saidTwice > 0 && twice <= server.lostAnswers(),
        qPrintable(QStringLiteral("%1 stored twice, %2 said, %3 answers lost")
                       .arg(twice)
                       .arg(diary.saidTwice)
                       .arg(server.lostAnswers())));
}

void TestHostedServer::resendsWholeBodiesToAnIdempotentServer()
{
    AgentOpsServer server({.idempotent = true});
    server.setTroubles({.lostAnswers = 0.3, .seed = 13, .lostOn = "/v2/create_events"});
    OverHttp way(server.url(), configOf(100));
    constexpr std::uint64_t events = 2'000;
    for (std::uint64_t n = 0; n < events; ++n) {
        recordMixture(way.session(), n);
        if (n % 50 == 49)
            QVERIFY(way.settle());
    }
    way.session().beginEnd(EndState::Success, {});
    QVERIFY(way.settle());

    QCOMPARE(way.session().ledger().delivered, events);
    QCOMPARE(server.timesStored().size(), std::size_t(events));
    // 40 bodies of 50; a lost answer costs one more of the whole body and never a half.
    QCOMPARE(server.requestCount("/v2/create_events"), std::size_t(40) + server.lostAnswers());
}

QTEST_GUILESS_MAIN(TestHostedServer)
#include "tst_hosted_server.moc"
