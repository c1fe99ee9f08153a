// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/forward/forward_book.h"
#include "core/forward/forward_dialect.h"
#include "core/forward/forward_event.h"
#include "core/forward/forward_target.h"
#include "core/forward/otlp_bodies.h"
#include "core/forward/v2_bodies.h"
#include "tests/core/forward/forward_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

#include <fstream>

using namespace sluice;
using nlohmann::json;

namespace {

/// What the recorder makes of the events.
std::string recordedBody(const std::vector<StoredEvent> &events)
{
    std::string body = R"({"events":[)";
    for (const StoredEvent &event : events) {
        if (body.back() != '[')
            body += ',';
        RecordableEvent recordable = packed({event, "planner"});
        const Result<void> written = std::visit(
            [&body](auto &given) { return appendEvent(body, Event(std::move(given))); }, recordable);
        if (!written)
            qFatal("%s", written.error().message.c_str());
    }
    return body + "]}";
}

StoredEvent spanEvent()
{
    StoredEvent event;
    event.session = SessionId("00112233-4455-6677-8899-aabbccddeeff");
    event.id = EventId("00f067aa0ba902b7");
    event.type = EventType::Llm;
    event.name = "gpt-4o";
    event.agent = AgentId("agent-7");
    event.start = at(1'000);
    event.end = at(2'500);
    event.facts.parent = EventId("53995c3f42cd8ad8");
    event.facts.thread = "main";
    event.facts.promptTokens = 12;
    event.facts.cost = Money::fromDecimal("0.0012");
    event.body = R"({"attributes":{"gen_ai.system":"openai"}})";
    return event;
}

bool isUuid(const std::string &text)
{
    return Uuid::parse(text).has_value();
}

} // namespace

class TestForwardWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesThroughTheRecorderWhole_data();
    void comesThroughTheRecorderWhole();
    void bodiesThatAreWholeStayAsTheyAre();
    void addsWhatTheStoreKnowsBesides();
    void idsThatAreNoUuidsAreMapped();
    void whatWasSentTwiceIsTheSame();
    void spansKeepTheirIds();
    void tellsOfASessionWhatTheStoreSays();
    void readsKeys_data();
    void readsKeys();
    void keysAreForNobodyElse();
    void tracesUrls_data();
    void tracesUrls();
    void theBookRemembers();
    void aDamagedBookIsPutAside();
};

void TestForwardWire::comesThroughTheRecorderWhole_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("body");
    for (const EventType type : allEventTypes)
        QTest::addRow("%s", std::string(wireName(type)).c_str())
            << int(type) << R"({"id":"x", "n": 1.50, "a\u00fc": [null, {"b":true}]})";
    QTest::newRow("no body") << 0 << "";
    QTest::newRow("63 levels") << 0
                               << ("{\"a\":" + std::string(62, '[') + std::string(62, ']') + "}").c_str();
    QTest::newRow("80 levels") << 0
                               << ("{\"a\":" + std::string(79, '[') + std::string(79, ']') + "}").c_str();
    QTest::newRow("no JSON") << 2 << "{\"a\": \"\x01 broken";
}

void TestForwardWire::comesThroughTheRecorderWhole()
{
    QFETCH(const int, type);
    QFETCH(const QString, body);
    StoredEvent event = spanEvent();
    event.type = static_cast<EventType>(type);
    event.trigger = EventId("8d1");
    event.facts.completionTokens = 7;
    event.body = body.toStdString();
    const auto events = unpacked(recordedBody({event, event}));
    QVERIFY2(events.ok(), messageOf(events).c_str());
    QCOMPARE(events->size(), std::size_t{2});
    const StoredEvent &back = events->back().stored;
    QCOMPARE(back.session, event.session);
    QCOMPARE(back.id, event.id);
    QCOMPARE(back.type, event.type);
    QCOMPARE(back.name, event.name);
    QCOMPARE(back.agent, event.agent);
    QCOMPARE(back.trigger, event.trigger);
    QCOMPARE(back.start, event.start);
    QCOMPARE(back.end, event.end);
    QCOMPARE(back.body, event.body);
    QVERIFY(back.facts == event.facts);
    QCOMPARE(events->back().agentName, std::string("planner"));
}

void TestForwardWire::bodiesThatAreWholeStayAsTheyAre()
{
    std::vector<std::string> texts;
    for (std::uint64_t number = 4; number < 8; ++number)
        texts.push_back(eventJson(number));
    const auto body = v2EventsBody(recordedBody(decoded(sessionNumber(1), texts)));
    QVERIFY(body.ok());
    std::string expected = R"({"events":[)";
    for (const std::string &text : texts)
        expected += (expected.back() == '[' ? "" : ",") + text;
    // Blanks between members are no part of a member; within a value they are kept.
    QCOMPARE(*body, expected + "]}");
}

void TestForwardWire::addsWhatTheStoreKnowsBesides()
{
    const auto body = v2EventsBody(recordedBody({spanEvent()}));
    QVERIFY(body.ok());
    const std::vector<StoredEvent> there = V2Decoder().events(*body, at(77)).value().events;
    const StoredEvent here = spanEvent();
    QCOMPARE(there.size(), std::size_t{1});
    const StoredEvent &event = there.front();
    QCOMPARE(event.type, here.type);
    QCOMPARE(event.name, here.name);
    QCOMPARE(event.start, here.start);
    QCOMPARE(event.end, here.end);
    QCOMPARE(event.facts.thread, here.facts.thread);
    QCOMPARE(event.facts.promptTokens, here.facts.promptTokens);
    QVERIFY(event.facts.cost == here.facts.cost);
    QCOMPARE(json::parse(event.body)["attributes"], json::parse(here.body)["attributes"]);
}

void TestForwardWire::idsThatAreNoUuidsAreMapped()
{
    StoredEvent child = spanEvent();
    StoredEvent parent = spanEvent();
    parent.id = child.facts.parent;
    parent.facts.parent = {};
    const auto body = json::parse(*v2EventsBody(recordedBody({parent, child})));
    const json &first = body["events"][0];
    const json &second = body["events"][1];
    QVERIFY(isUuid(first["id"].get<std::string>()));
    QVERIFY(isUuid(second["agent_id"].get<std::string>()));
    QCOMPARE(second["parent_id"], first["id"]);
    QVERIFY(first["id"] != second["id"]);
    const std::string uuid = uuidText(9);
    QCOMPARE(forwardUuid("event", child.session, uuid), uuid);
    QVERIFY(forwardUuid("event", child.session, "a") != forwardUuid("event", SessionId("b"), "a"));
    QVERIFY(isUuid(forwardSessionId(SessionId("unknown token")).text()));
    QVERIFY(isUuid(forwardUuid("event", child.session, Uuid().toText())));
    QVERIFY(forwardUuid("event", child.session, Uuid().toText()) != Uuid().toText());
}

void TestForwardWire::whatWasSentTwiceIsTheSame()
{
    const std::string once = *v2EventsBody(recordedBody({spanEvent()}));
    std::vector<StoredEvent> events = V2Decoder().events(once, at(0)).value().events;
    for (StoredEvent &event : events)
        event.session = spanEvent().session;
    QCOMPARE(*v2EventsBody(recordedBody(events)), once);
}

void TestForwardWire::spansKeepTheirIds()
{
    StoredEvent own = decoded(spanEvent().session, {eventJson(4)}).front();
    const auto body = json::parse(*otlpEventsBody(recordedBody({spanEvent(), own})));
    const json &spans = body["resourceSpans"][0]["scopeSpans"][0]["spans"];
    QCOMPARE(spans.size(), std::size_t{2});
    QCOMPARE(spans[0]["traceId"].get<std::string>(), std::string("00112233445566778899aabbccddeeff"));
    QCOMPARE(spans[0]["spanId"].get<std::string>(), std::string("00f067aa0ba902b7"));
    QCOMPARE(spans[0]["parentSpanId"].get<std::string>(), std::string("53995c3f42cd8ad8"));
    QCOMPARE(attributeOf(spans[0], "agent.name"), std::string("planner"));
    QCOMPARE(attributeOf(spans[1], "sluice.event.body"), own.body);
    QVERIFY(!otlpEventsBody("{}").ok());
}

void TestForwardWire::tellsOfASessionWhatTheStoreSays()
{
    SourceStore source;
    const SessionId id("trace 7");
    StoreBatch batch;
    batch.sessions = {received(id), ended(id)};
    batch.sessions.back().endState.reset();
    batch.sessions.back().endStateText = "cancelled";
    source.put(std::move(batch));
    const SessionFacts facts = SessionFactsSource(source.dir()).read(id).value();
    json told = json::parse(v2SessionBody(facts, TellEnd::No))["session"];
    QCOMPARE(told["session_id"].get<std::string>(), forwardSessionId(id).text());
    QCOMPARE(told["init_timestamp"].get<std::string>(), toIsoText(at(0)));
    QVERIFY(told["end_timestamp"].is_null() && told["end_state"].is_null());
    QCOMPARE(told["tags"], json({"night", "paid"}));
    QCOMPARE(told["host_env"], json::parse(R"({"OS":{"Hostname":"vm"}})"));
    QCOMPARE(told["event_counts"]["llms"].get<int>(), 7);
    told = json::parse(v2SessionBody(facts, TellEnd::Yes))["session"];
    QCOMPARE(told["end_timestamp"].get<std::string>(), toIsoText(at(9'000'000)));
    QCOMPARE(told["end_state"].get<std::string>(), std::string("cancelled"));
    QCOMPARE(told["is_running"].get<bool>(), false);
    QVERIFY(contains(otlpSessionBody(facts), "cancelled"));
    QVERIFY(!SessionFactsSource(source.dir()).read(SessionId("another")).ok());
    QVERIFY(!markedSession("[]").ok());
}

void TestForwardWire::readsKeys_data()
{
    QTest::addColumn<QString>("wire");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    QTest::newRow("UUID") << "agentops" << (uuidText(7) + "\r\n").c_str() << uuidText(7).c_str();
    QTest::newRow("no UUID") << "agentops"
                             << "secret"
                             << "key is not a UUID";
    QTest::newRow("nothing") << "agentops"
                             << "\n"
                             << "";
    QTest::newRow("token") << "otlp"
                           << "abc.def\n"
                           << "Authorization=Bearer abc.def;";
    QTest::newRow("basic") << "otlp"
                           << "Basic cGs6c2s="
                           << "Authorization=Basic cGs6c2s=;";
    QTest::newRow("headers") << "otlp"
                             << "x-api-key: a:b\nx-project:  night \n"
                             << "x-api-key=a:b;x-project=night;";
    QTest::newRow("control") << "otlp"
                             << "good\nx-key: a\x01"
                                "b"
                             << "key, line 2: expected a token";
}

void TestForwardWire::readsKeys()
{
    QFETCH(const QString, wire);
    QFETCH(const QString, text);
    QFETCH(const QString, read);
    const auto key = ForwardKey::parse(text.toStdString(), *forwardWireFromText(wire.toStdString()), "key");
    std::string found = messageOf(key);
    if (key) {
        found = key->apiKey().secret();
        for (const auto &[name, value] : key->headers())
            found += name + '=' + value + ';';
    }
    QVERIFY2(key ? found == read.toStdString() : contains(found, read.toStdString()), found.c_str());
    QVERIFY(key || !contains(found, "secret"));
}

void TestForwardWire::keysAreForNobodyElse()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/deep/key";
    QVERIFY(keepKeyText(file, "x-api-key: abc").ok());
    QVERIFY(keepKeyText(file, "x-api-key: abcd").ok());
    struct stat seen = {};
    QCOMPARE(::stat(file.c_str(), &seen), 0);
    QCOMPARE(seen.st_mode & 0777U, mode_t{0600});
    QCOMPARE(ForwardKey::read(file, ForwardWire::Otlp)->headers().front().second, std::string("abcd"));
    QVERIFY(keepKeyText(file, {}).ok());
    QVERIFY(!std::filesystem::exists(file));
    QCOMPARE(ForwardKey::read(file, ForwardWire::Otlp).error().kind, ErrorKind::Io);
}

void TestForwardWire::tracesUrls_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("url");
    QTest::newRow("base") << "http://h:4318"
                          << "http://h:4318/v1/traces";
    QTest::newRow("slash") << "http://h:4318/"
                           << "http://h:4318/v1/traces";
    QTest::newRow("path") << "https://h/api/public/otel"
                          << "https://h/api/public/otel/v1/traces";
    QTest::newRow("whole") << "https://h/v1/traces"
                           << "https://h/v1/traces";
}

void TestForwardWire::tracesUrls()
{
    QFETCH(const QString, endpoint);
    QFETCH(const QString, url);
    QCOMPARE(tracesUrl(endpoint.toStdString()), url.toStdString());
}

void TestForwardWire::theBookRemembers()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/forward/book.db";
    ForwardMark mark;
    mark.session = SessionId(uuidText(5));
    mark.row = (std::int64_t{3} << 32U) + 17;
    mark.replaced = {41, 12};
    mark.passed = 17;
    mark.told = "digest";
    {
        const auto book = ForwardBook::open(file, 40).value();
        QCOMPARE(book->seen(), 40U);
        ForwardMark done = mark;
        done.session = SessionId("trace");
        done.isPending = false;
        QVERIFY(book->keep({mark, done}, 42).ok());
    }
    {
        const auto book = ForwardBook::open(file, 99).value();
        QCOMPARE(book->seen(), 42U);
        QCOMPARE(book->pending().size(), std::size_t{1});
        const ForwardMark found = book->find(mark.session).value().value();
        QCOMPARE(found.row, mark.row);
        QCOMPARE(found.replaced.revision, 41U);
        QCOMPARE(found.replaced.row, 12);
        QCOMPARE(found.passed, 17U);
        QCOMPARE(found.told, mark.told);
        QVERIFY(!book->find(SessionId("trace")).value()->isPending);
        QVERIFY(!book->find(SessionId("none")).value());
    }
    const auto other = ForwardBook::open(file, 7).value(); // of a store that has seen less
    QCOMPARE(other->seen(), 7U);
    QCOMPARE(other->pending().size(), std::size_t{2});
    QCOMPARE(other->find(mark.session).value()->row, 0);
}

void TestForwardWire::aDamagedBookIsPutAside()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/book.db";
    std::ofstream(file) << std::string(8'192, 'x');
    const auto book = ForwardBook::open(file, 3);
    QVERIFY2(book.ok(), messageOf(book).c_str());
    QCOMPARE((*book)->seen(), 3U);
    QVERIFY(std::filesystem::exists(file.string() + ".damaged"));
}

QTEST_GUILESS_MAIN(TestForwardWire)

#include "tst_forward_wire.moc"
