// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/decode.h"
#include "core/agentops/facts.h"

#include <QTest>

#include <array>

using namespace sluice;

namespace {

EventFacts facts(
    std::optional<std::uint64_t> prompt, std::optional<std::uint64_t> completion = {}, const char *cost = "")
{
    EventFacts facts;
    facts.promptTokens = prompt;
    facts.completionTokens = completion;
    facts.cost = Money::fromDecimal(cost);
    return facts;
}

StoredEvent eventOf(EventType type, const std::string &body)
{
    StoredEvent event;
    event.type = type;
    event.body = body;
    return event;
}

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadOutOfACall_data();
    void areReadOutOfACall();
    void areOfCallsAlone();
    void knowTheParent_data();
    void knowTheParent();
    void knowTheThread_data();
    void knowTheThread();
    void knowWhatIsOpen_data();
    void knowWhatIsOpen();
    void areEmptyForABodyThatIsNoObject_data();
    void areEmptyForABodyThatIsNoObject();
    void comeWithADecodedEvent();
};

void TestFacts::areReadOutOfACall_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("expected");
    QTest::newRow("as 0.3.13 sends it") << QByteArray(R"({"prompt_tokens":12,"completion_tokens":5})") << 0;
    QTest::newRow("as 0.3.26 sends it")
        << QByteArray(R"({"prompt_tokens":12,"completion_tokens":5,"cost":0.000125})") << 1;
    QTest::newRow("in quotes") << QByteArray(
        R"({"prompt_tokens":"12","completion_tokens":"5","cost":"0.000125"})")
                               << 1;
    QTest::newRow("a number with a power")
        << QByteArray(R"({"prompt_tokens":12,"completion_tokens":5,"cost":1.25e-4})") << 1;
    QTest::newRow("more digits than a double keeps") << QByteArray(R"({"cost":1234567.123456789012})") << 2;
    QTest::newRow("null") << QByteArray(R"({"prompt_tokens":null,"completion_tokens":null,"cost":null})")
                          << 3;
    QTest::newRow("nothing") << QByteArray("{}") << 3;
    QTest::newRow("negative") << QByteArray(R"({"prompt_tokens":-1,"completion_tokens":-5,"cost":-0.5})")
                              << 3;
    QTest::newRow("a fraction of a token") << QByteArray(R"({"prompt_tokens":1.5})") << 3;
    QTest::newRow("other shapes") << QByteArray(
        R"({"prompt_tokens":[1],"completion_tokens":true,"cost":{"usd":1}})")
                                  << 3;
    QTest::newRow("words") << QByteArray(R"({"prompt_tokens":"12 or so","cost":"free"})") << 3;
    QTest::newRow("too many") << QByteArray(R"({"prompt_tokens":1000000000001,"cost":1e300})") << 3;
    QTest::newRow("as many as may be") << QByteArray(R"({"prompt_tokens":1000000000000})") << 4;
    QTest::newRow("none, and free") << QByteArray(R"({"prompt_tokens":0,"completion_tokens":0,"cost":0})")
                                    << 5;
    QTest::newRow("beside larger members")
        << QByteArray(R"({"prompt":[{"cost":9}],"cost":1234567.123456789012,"z":"\"cost\":3"})") << 2;
}

void TestFacts::areReadOutOfACall()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, expected);
    static const std::array<EventFacts, 6> all{facts(12, 5), facts(12, 5, "0.000125"),
        facts({}, {}, "1234567.123456789012"), EventFacts{}, facts(1'000'000'000'000), facts(0, 0, "0")};
    QVERIFY(
        factsOf(eventOf(EventType::Llm, body.toStdString())) == all.at(static_cast<std::size_t>(expected)));
}

void TestFacts::areOfCallsAlone()
{
    for (const EventType type : {EventType::Action, EventType::Tool, EventType::Error, EventType::Api})
        QVERIFY(factsOf(eventOf(type, R"({"prompt_tokens":12,"cost":1})")) == EventFacts{});
}

void TestFacts::knowTheParent_data()
{
    QTest::addColumn<bool>("isError");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("parent");
    QTest::newRow("none") << false << QByteArray("{}") << QByteArray();
    QTest::newRow("parent_id") << false << QByteArray(R"({"parent_id":"p"})") << QByteArray("p");
    QTest::newRow("parent_event_id") << true << QByteArray(R"({"parent_event_id":"p"})") << QByteArray("p");
    QTest::newRow("an error's trigger") << true << QByteArray("{}") << QByteArray("trigger");
    QTest::newRow("only an error's trigger") << false << QByteArray("{}") << QByteArray();
    QTest::newRow("of another shape") << true << QByteArray(R"({"parent_id":[1]})") << QByteArray("trigger");
}

void TestFacts::knowTheParent()
{
    QFETCH(const bool, isError);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, parent);
    StoredEvent given = eventOf(isError ? EventType::Error : EventType::Tool, body.toStdString());
    given.trigger = EventId(isError ? "trigger" : "");
    QCOMPARE(factsOf(given).parent.text(), parent.toStdString());
}

void TestFacts::knowTheThread_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("thread");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
    QTest::newRow("null") << QByteArray(R"({"thread_id":null})") << QByteArray();
    QTest::newRow("an id") << QByteArray(R"({"thread_id":"t-1"})") << QByteArray("t-1");
    QTest::newRow("a number") << QByteArray(R"({"thread_id":7})") << QByteArray("7");
    QTest::newRow("a name") << QByteArray(R"({"thread_name":"main"})") << QByteArray("main");
}

void TestFacts::knowTheThread()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, thread);
    QCOMPARE(factsOf(eventOf(EventType::Llm, body.toStdString())).thread, thread.toStdString());
}

void TestFacts::knowWhatIsOpen_data()
{
    QTest::addColumn<bool>("isError");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isOpen");
    const auto row = [](const char *name, bool isError, const char *body, bool isOpen) {
        QTest::newRow(name) << isError << QByteArray(body) << isOpen;
    };
    row("announced", false, R"({"init_timestamp":"2026-01-02T00:00:10Z"})", true);
    row("no end yet", false, R"({"init_timestamp":"2026-01-02T00:00:10Z","end_timestamp":null})", true);
    row("ended", false, R"({"init_timestamp":"2026-01-02T00:00:10Z","end_timestamp":"2026-01-02T00:00:10Z"})",
        false);
    row("an error", true, R"({"init_timestamp":"2026-01-02T00:00:10Z"})", false);
    row("one time, no start", false, R"({"timestamp":"2026-01-02T00:00:10Z"})", false);
    row("an end alone", false, R"({"end_timestamp":"2026-01-02T00:00:10Z"})", false);
    row("no times", false, "{}", false);
}

void TestFacts::knowWhatIsOpen()
{
    QFETCH(const bool, isError);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isOpen);
    const StoredEvent event = eventOf(isError ? EventType::Error : EventType::Tool, body.toStdString());
    QCOMPARE(factsOf(event).isOpen, isOpen);
}

void TestFacts::areEmptyForABodyThatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "null", "[]", "12", R"({"cost":)", R"("cost")"})
        QTest::newRow(*body == '\0' ? "nothing" : body) << QByteArray(body);
}

void TestFacts::areEmptyForABodyThatIsNoObject()
{
    QFETCH(const QByteArray, body);
    FactsReader reader;
    QVERIFY(reader.of(eventOf(EventType::Llm, body.toStdString())) == EventFacts{});
    QVERIFY(reader.of(eventOf(EventType::Llm, R"({"prompt_tokens":3})")) == facts(3));
}

void TestFacts::comeWithADecodedEvent()
{
    const auto decoded = V2Decoder().events(R"({"events":[
        {"event_type":"llms","id":"a","prompt_tokens":12,"cost":0.5,"logs":NaN,"thread_id":"t"},
        {"event_type":"errors","id":"b","trigger_event_id":"a","cost":1}]})",
        Timestamp{});
    QVERIFY(decoded.ok());
    EventFacts call = facts(12, {}, "0.5");
    call.thread = "t";
    QVERIFY(decoded->events.at(0).facts == call);
    EventFacts error;
    error.parent = EventId("a");
    QVERIFY(decoded->events.at(1).facts == error);
    for (const StoredEvent &event : decoded->events)
        QVERIFY(factsOf(event) == event.facts);
}

QTEST_APPLESS_MAIN(TestFacts)
#include "tst_facts.moc"
