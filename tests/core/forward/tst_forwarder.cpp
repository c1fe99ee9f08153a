// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_batch.h"
#include "tests/core/forward/forward_fixture.h"
#include "tests/support/posting.h"

#include <QtTest>

#include <filesystem>

using namespace sluice;

namespace {

/// The session, its agent, `events` events and its end.
StoreBatch wholeSession(const SessionId &id, std::uint64_t events)
{
    StoreBatch batch = eventsOf(id, 1, events);
    batch.sessions = {received(id), ended(id)};
    batch.agents.push_back({id, {AgentId(uuidText(0xa1)), "planner"}});
    return batch;
}

FaultAnswer withRetryAfter(int status, const std::string &seconds)
{
    FaultAnswer answer = statusOf(status);
    answer.headers.push_back({"Retry-After", seconds});
    answer.body = "busy";
    return answer;
}

/// A file of spooled bodies is there.
bool hasSpool(const DataDir &dir, const ForwardTarget &target)
{
    std::error_code none;
    const auto spool = forwardFolder(dir, target) / "spool";
    return std::filesystem::exists(spool, none) && !std::filesystem::is_empty(spool, none);
}

} // namespace

class TestForwarder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherSluiceHoldsTheSame();
    void goesOnWhileTheSessionRuns();
    void sendsReplacedEventsAgain();
    void holdsAnnouncedEventsBack();
    void inventsNoEnd();
    void leavesOutWhatWasRecordedOrImported();
    void leavesOutSessionsWithoutNews();
    void placesAreFewerThanSessions();
    void refusesItself_data();
    void refusesItself();
    void spansComeThroughTrouble();
    void countsSpansThatWereRejected();
    void waitsForAPersonWhenTheEndpointSaysNo();
    void everythingWaitsWhenNobodyAnswers();
    void goesOnAfterARestart();
    void twoSluicesThatForwardToEachOtherComeToRest();
    void aTestSaysWhetherTheEndpointTakes_data();
    void aTestSaysWhetherTheEndpointTakes();
};

void TestForwarder::anotherSluiceHoldsTheSame()
{
    SourceStore source;
    OtherSluice other;
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    std::vector<SessionId> sessions;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        sessions.push_back(sessionNumber(number));
        source.put(wholeSession(sessions.back(), 1 + number * 500)); // more than a batch
    }
    QVERIFY(forwarder->waitUntilDone(longEnough));
    for (const SessionId &id : sessions)
        QCOMPARE(heldOf(other.reader(), id), heldOf(source.reader(), id));
    const ForwardState state = forwarder->state();
    QVERIFY(state.ledger.balances());
    QCOMPARE(state.ledger.delivered, 3U + 6U * 500U);
    QCOMPARE(state.ledger.recorded, state.ledger.delivered);
    QCOMPARE(state.waiting, 0U);
    QCOMPARE(state.trouble, std::string());
}

void TestForwarder::goesOnWhileTheSessionRuns()
{
    SourceStore source;
    OtherSluice other;
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    const SessionId id = sessionNumber(1);
    StoreBatch first = eventsOf(id, 1, 2);
    first.sessions = {received(id)};
    source.put(std::move(first));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(other.reader().eventIds(id).value().size(), std::size_t{2});
    QCOMPARE(forwarder->state().live.size(), std::size_t{1});
    source.put(eventsOf(id, 3, 5));
    SessionChange tagged = received(id);
    tagged.tags = std::vector<std::string>{"late"};
    source.put(batchOf(std::move(tagged)));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QTRY_VERIFY(contains(heldOf(other.reader(), id), "late"));
    source.put(batchOf(ended(id)));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(heldOf(other.reader(), id), heldOf(source.reader(), id));
}

void TestForwarder::sendsReplacedEventsAgain()
{
    SourceStore source;
    OtherSluice other;
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    const SessionId id = sessionNumber(1);
    source.put(wholeSession(id, 20));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    std::string changed = eventJson(5);
    changed.replace(changed.find("search"), 6, "lookup");
    source.put(batchOf(decoded(id, {changed})));
    source.put(batchOf(decoded(id, {eventJson(9)}))); // the same again is no news
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QVERIFY(contains(heldOf(other.reader(), id), "lookup"));
    QCOMPARE(heldOf(other.reader(), id), heldOf(source.reader(), id));
    QCOMPARE(forwarder->state().ledger.delivered, 21U);
}

void TestForwarder::holdsAnnouncedEventsBack()
{
    SourceStore source;
    SpanSink sink;
    const auto forwarder = source.forward(optionsTo(sink.url(), ForwardWire::Otlp));
    const SessionId id = sessionNumber(1);
    StoreBatch batch = eventsOf(id, 1, 3);
    batch.sessions = {received(id)};
    batch.events[0].facts.isOpen = batch.events[1].facts.isOpen = true;
    source.put(std::move(batch));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.spans().size(), std::size_t{1});
    QCOMPARE(forwarder->state().announced, 2U);
    QCOMPARE(forwarder->state().waiting, 0U);

    std::string endedText = eventJson(1);
    endedText.replace(endedText.find("search"), 6, "lookup");
    source.put(batchOf(decoded(id, {endedText})));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.spans().size(), std::size_t{2});
    QCOMPARE(forwarder->state().announced, 1U);

    source.put(batchOf(ended(id))); // nobody will end the other one
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.spans().size(), std::size_t{4}); // and the session's own
    for (const auto &[span, taken] : sink.spans())
        QCOMPARE(taken.times, std::size_t{1});
}

void TestForwarder::inventsNoEnd()
{
    SourceStore source;
    OtherSluice other;
    ForwardOptions options = optionsTo(other.url(), ForwardWire::AgentOps);
    options.idle = Millis(0); // each is let go as soon as it is quiet
    auto forwarder = source.forward(options);
    const SessionId id = sessionNumber(1);
    StoreBatch batch = eventsOf(id, 1, 2);
    batch.sessions = {received(id)};
    source.put(std::move(batch));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QTRY_COMPARE(forwarder->state().live.size(), std::size_t{0});
    source.put(eventsOf(id, 3, 4));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    forwarder.reset();
    QCOMPARE(heldOf(other.reader(), id), heldOf(source.reader(), id));
    QVERIFY(contains(heldOf(other.reader(), id), " to open "));
}

void TestForwarder::leavesOutWhatWasRecordedOrImported()
{
    SourceStore source;
    OtherSluice other;
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    for (const Origin origin : {Origin::Recorded, Origin::Imported, Origin::Received}) {
        const SessionId id = sessionNumber(static_cast<std::uint64_t>(origin));
        StoreBatch batch = wholeSession(id, 3);
        for (SessionChange &change : batch.sessions)
            change.origin = origin;
        source.put(std::move(batch));
    }
    QVERIFY(forwarder->waitUntilDone(longEnough));
    const auto sessions = other.reader().sessionsChangedSince(0).value();
    QCOMPARE(sessions.size(), std::size_t{1});
    QCOMPARE(sessions.front().id, sessionNumber(static_cast<std::uint64_t>(Origin::Received)));
}

void TestForwarder::leavesOutSessionsWithoutNews()
{
    SourceStore source;
    OtherSluice other;
    source.put(wholeSession(sessionNumber(1), 3));
    source.put(wholeSession(sessionNumber(2), 3));
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    source.put(eventsOf(sessionNumber(2), 4, 4));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(other.reader().sessionsChangedSince(0).value().size(), std::size_t{1});
    QCOMPARE(heldOf(other.reader(), sessionNumber(2)), heldOf(source.reader(), sessionNumber(2)));
}

void TestForwarder::placesAreFewerThanSessions()
{
    SourceStore source;
    OtherSluice other;
    const auto forwarder = source.forward(optionsTo(other.url(), ForwardWire::AgentOps));
    const std::uint64_t sessions = Forwarder::mostLive + 6;
    StoreBatch all;
    for (std::uint64_t number = 1; number <= sessions; ++number) {
        StoreBatch one = eventsOf(sessionNumber(number), number * 10, number * 10 + 3);
        std::ranges::move(one.events, std::back_inserter(all.events));
        all.sessions.push_back(received(sessionNumber(number)));
    }
    source.put(std::move(all));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QVERIFY(forwarder->state().live.size() <= Forwarder::mostLive);
    for (std::uint64_t number = 1; number <= sessions; ++number)
        QCOMPARE(
            heldOf(other.reader(), sessionNumber(number)), heldOf(source.reader(), sessionNumber(number)));
    QCOMPARE(forwarder->state().ledger.delivered, sessions * 4);
}

void TestForwarder::refusesItself_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("words");
    QTest::newRow("itself") << "http://127.0.0.1:4318"
                            << "is the own collector";
    QTest::newRow("by another name") << "http://localhost:4318/"
                                     << "is the own collector";
    QTest::newRow("on IPv6") << "http://[::1]:4318"
                             << "is the own collector";
    QTest::newRow("no URL") << "collector"
                            << "expected http://";
    QTest::newRow("password") << "http://a:b@example.org"
                              << "password in the URL";
    QTest::newRow("no key") << "https://api.agentops.ai"
                            << "needs an API key";
    QTest::newRow("another port") << "http://127.0.0.1:4319"
                                  << "";
}

void TestForwarder::refusesItself()
{
    QFETCH(const QString, endpoint);
    QFETCH(const QString, words);
    const ForwardOptions options = optionsTo(endpoint.toStdString(), ForwardWire::AgentOps);
    const std::string message = messageOf(options.target.validate("http://127.0.0.1:4318"));
    QCOMPARE(message.empty(), words.isEmpty());
    QVERIFY2(contains(message, words.toStdString()), message.c_str());
}

void TestForwarder::spansComeThroughTrouble()
{
    SourceStore source;
    SpanSink sink([](std::size_t number) {
        switch (number % 5) {
        case 1:
            return withRetryAfter(503, "0");
        case 2:
            return onTheWire(FaultAnswer::Wire::Close);
        case 3:
            return withRetryAfter(429, "0");
        default:
            return FaultAnswer{.body = "{}"};
        }
    });
    const auto forwarder = source.forward(optionsTo(sink.url(), ForwardWire::Otlp));
    const SessionId id = sessionNumber(1);
    source.put(wholeSession(id, 1'200));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    const auto spans = sink.spans();
    QCOMPARE(spans.size(), std::size_t{1'201}); // and the session's own
    std::size_t llms = 0;
    for (const auto &[span, taken] : spans) {
        QCOMPARE(taken.span["traceId"].get<std::string>().size(), std::size_t{32});
        llms += attributeOf(taken.span, "gen_ai.request.model") == "gpt-4o" ? 1 : 0;
        const std::string body = attributeOf(taken.span, "sluice.event.body");
        QVERIFY(body.empty() || contains(body, attributeOf(taken.span, "sluice.event.id")));
    }
    QCOMPARE(llms, std::size_t{300});
    const ForwardState state = forwarder->state();
    QVERIFY(state.ledger.balances());
    QCOMPARE(state.ledger.delivered, 1'200U);
    QCOMPARE(state.ledger.recorded, 1'200U);
    QCOMPARE(state.trouble, std::string());
}

void TestForwarder::countsSpansThatWereRejected()
{
    SourceStore source;
    SpanSink sink([](std::size_t number) {
        return FaultAnswer{.body = number == 1
                ? R"({"partialSuccess":{"rejectedSpans":"2","errorMessage":"attribute too long"}})"
                : "{}"};
    });
    const auto forwarder = source.forward(optionsTo(sink.url(), ForwardWire::Otlp));
    source.put(wholeSession(sessionNumber(1), 10));
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(forwarder->state().rejectedSpans, 2U);
    QCOMPARE(forwarder->state().rejection, std::string("attribute too long"));
    QCOMPARE(forwarder->state().ledger.delivered, 10U);
}

void TestForwarder::waitsForAPersonWhenTheEndpointSaysNo()
{
    SourceStore source;
    std::atomic<int> status{403};
    SpanSink sink([&status](std::size_t) {
        FaultAnswer answer = statusOf(status);
        answer.body = R"({"message":"no such project"})";
        return answer;
    });
    const auto forwarder = source.forward(optionsTo(sink.url(), ForwardWire::Otlp));
    source.put(wholeSession(sessionNumber(1), 10));
    QTRY_VERIFY(contains(forwarder->state().trouble, "HTTP 403: no such project"));
    QCOMPARE(forwarder->state().ledger.refused, 0U);
    status = 200;
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.spans().size(), std::size_t{11});
}

void TestForwarder::everythingWaitsWhenNobodyAnswers()
{
    SourceStore source;
    ForwardOptions options
        = optionsTo("http://127.0.0.1:" + std::to_string(refusingPort()), ForwardWire::Otlp);
    options.endDeadline = Millis(100);
    auto forwarder = source.forward(options);
    constexpr std::uint64_t events = 6'000;
    source.put(wholeSession(sessionNumber(1), events));
    QTRY_VERIFY(!forwarder->state().trouble.empty());
    QTRY_VERIFY(forwarder->state().ledger.spooled > 0); // after some failures memory is given free
    const ForwardState state = forwarder->state();
    QVERIFY(state.ledger.balances());
    QCOMPARE(state.ledger.droppedInAll() + state.ledger.delivered + state.ledger.refused, 0U);
    QVERIFY(state.ledger.recorded <= ForwardBatch::mostEvents);
    QCOMPARE(state.ledger.recorded + state.waiting, events);
    QVERIFY(!forwarder->waitUntilDone(Millis(0)));
    forwarder.reset();
    QVERIFY(hasSpool(source.dir(), options.target));
}

void TestForwarder::goesOnAfterARestart()
{
    SourceStore source;
    std::atomic<bool> isDown{false};
    SpanSink sink([&isDown](std::size_t number) {
        return isDown || number % 3 == 0 ? withRetryAfter(503, "0") : FaultAnswer{.body = "{}"};
    });
    ForwardOptions options = optionsTo(sink.url(), ForwardWire::Otlp);
    options.endDeadline = Millis(100);
    constexpr std::uint64_t rounds = 3;
    constexpr std::uint64_t each = 1'020;
    const SessionId id = sessionNumber(1);
    source.forward(options); // the book begins here
    for (std::uint64_t round = 0; round < rounds; ++round) {
        isDown = round % 2 == 1;
        auto forwarder = source.forward(options);
        StoreBatch batch = eventsOf(id, round * each + 1, (round + 1) * each);
        batch.sessions = {received(id)};
        source.put(std::move(batch));
        if (isDown)
            QTRY_VERIFY(!forwarder->state().trouble.empty());
        else
            QTRY_VERIFY(!sink.spans().empty());
    } // in the middle
    isDown = false;
    source.put(batchOf(ended(id)));
    const auto forwarder = source.forward(options);
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QCOMPARE(sink.spans().size(), std::size_t{rounds * each + 1});
    QVERIFY(!hasSpool(source.dir(), options.target) || forwarder->state().earlier.events == 0);
    std::size_t twice = 0;
    for (const auto &[span, taken] : sink.spans())
        twice += taken.times > 1 ? 1 : 0;
    QVERIFY2(twice <= rounds * ForwardBatch::mostEvents, qPrintable(QString::number(twice)));
}

void TestForwarder::twoSluicesThatForwardToEachOtherComeToRest()
{
    SourceStore one;
    SourceStore two;
    const SystemClock clock;
    const auto collectorOne = Collector::start({"127.0.0.1", 0}, one.store(), clock).value();
    const auto collectorTwo = Collector::start({"127.0.0.1", 0}, two.store(), clock).value();
    const auto there = one.forward(optionsTo(collectorTwo->address().toUrl(), ForwardWire::AgentOps));
    const auto back = two.forward(optionsTo(collectorOne->address().toUrl(), ForwardWire::AgentOps));
    const SessionId id = sessionNumber(1);
    one.put(wholeSession(id, 50));
    QTRY_COMPARE(two.reader().eventIds(id).value().size(), std::size_t{50});
    // At rest: neither has anything to say, twice in a row, with the same store in between.
    const auto isAtRest = [&] {
        const auto before = one.reader().revision().value() + two.reader().revision().value();
        const bool areDone = there->waitUntilDone(longEnough) && back->waitUntilDone(longEnough)
            && there->waitUntilDone(longEnough);
        return areDone && before == one.reader().revision().value() + two.reader().revision().value();
    };
    QTRY_VERIFY(isAtRest());
    QCOMPARE(heldOf(two.reader(), id), heldOf(one.reader(), id));
}

void TestForwarder::aTestSaysWhetherTheEndpointTakes_data()
{
    QTest::addColumn<bool>("isOtlp");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("AgentOps") << false << 200 << "took a session called \"connection test\"";
    QTest::newRow("OTLP") << true << 200 << "takes spans (HTTP 200)";
    QTest::newRow("OTLP, wrong key") << true << 401 << "HTTP 401";
    QTest::newRow("OTLP, nobody") << true << 0 << "Cannot connect";
}

void TestForwarder::aTestSaysWhetherTheEndpointTakes()
{
    QFETCH(const bool, isOtlp);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    OtherSluice other;
    SpanSink sink([status](std::size_t) {
        FaultAnswer answer = statusOf(status);
        answer.body = "{}";
        return answer;
    });
    ForwardTarget target;
    target.wire = isOtlp ? ForwardWire::Otlp : ForwardWire::AgentOps;
    target.endpoint = isOtlp ? sink.url() : other.url();
    if (status == 0)
        target.endpoint = "http://127.0.0.1:" + std::to_string(refusingPort());
    const Result<std::string> said = testForwardTarget(target, {}, *forwardWire(target), at(0));
    QCOMPARE(said.ok(), status == 200);
    const std::string text = said ? *said : said.error().message;
    QVERIFY2(contains(text, words.toStdString()), text.c_str());
}

QTEST_GUILESS_MAIN(TestForwarder)

#include "tst_forwarder.moc"
