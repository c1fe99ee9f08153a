// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/decode.h"

#include <QTest>

using namespace sluice;

namespace {

constexpr Timestamp arrival{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

std::vector<StoredEvent> eventsOf(const std::string &body)
{
    auto events = V2Decoder().events(body, arrival);
    if (!events)
        qFatal("%s", events.error().message.c_str());
    return std::move(events->events);
}

StoredEvent eventOf(const std::string &object)
{
    return eventsOf("{\"events\":[" + object + "]}").at(0);
}

SessionChange sessionOf(const std::string &body)
{
    auto session = V2Decoder().session(body);
    if (!session)
        qFatal("%s", session.error().message.c_str());
    return std::move(session->change);
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

class TestDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tooManyEventsAreRefused();
    void tooManyValuesAreRefused();
    void readsOneText();
    void givesTheBodyStrict();
    void labelsAndTypes_data();
    void labelsAndTypes();
    void bodyIsTheObjectAsReceived_data();
    void bodyIsTheObjectAsReceived();
    void bodyIsTheMendedObject();
    void timesFollowWhatIsThere_data();
    void timesFollowWhatIsThere();
    void readsIdsAndLinks();
    void bodySessionIsForEventsWithoutTheirOwn();
    void sameEventGetsTheSameMadeId();
    void errorsWithoutIdAreKnownByTheirContent();
    void timelessTwinsOfOneBodyStayTwo();
    void firstOfTwoMembersCounts();
    void sessionIsOverWhenTheWireSaysSo_data();
    void sessionIsOverWhenTheWireSaysSo();
    void endStatesAreMappedAndKept_data();
    void endStatesAreMappedAndKept();
    void absentSessionFieldsStayAbsent();
    void wrapperMayBeMissing();
    void hostEnvIsKeptAsReceived();
    void readsAgents();
    void readsTheSessionToReauthorize();
    void readsWhatTheLabStores();
    void takesLabsUpToTheirLimit();
    void refusesWrongShapesWithThePlace_data();
    void refusesWrongShapesWithThePlace();
    void depthBombsAreRefused_data();
    void depthBombsAreRefused();
    void valuesMayHave64Levels();
    void decoderIsGoodForTheNextBody();
};

void TestDecode::labelsAndTypes_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const char *json, EventType type, const char *label) {
        QTest::newRow(name) << QString::fromLatin1(json) << static_cast<int>(type)
                            << QString::fromLatin1(label);
    };
    row("action", R"({"event_type":"actions","action_type":"browse"})", EventType::Action, "browse");
    row("llm", R"({"event_type":"llms","model":"gpt-4o"})", EventType::Llm, "gpt-4o");
    row("tool", R"({"event_type":"tools","name":"search"})", EventType::Tool, "search");
    row("error", R"({"event_type":"errors","error_type":"ValueError"})", EventType::Error, "ValueError");
    row("api", R"({"event_type":"apis","action_type":"GET /"})", EventType::Api, "GET /");
    row("documentation's llm", R"({"type":"llm","model":"m","input":1,"output":2})", EventType::Llm, "m");
    row("documentation's tool", R"({"type":"tool","name":"t","input":1})", EventType::Tool, "t");
    row("documentation's error", R"({"type":"error","error_type":"E"})", EventType::Error, "E");
    row("free text is an action", R"({"event_type":"my step"})", EventType::Action, "my step");
    row("action_type wins over free text", R"({"event_type":"x","action_type":"y"})", EventType::Action, "y");
    row("tool_name of 0.3.26", R"({"event_type":"tools","name":null,"tool_name":"t"})", EventType::Tool, "t");
    row("no type at all", R"({"name":"n"})", EventType::Action, "n");
    row("no name at all", R"({"event_type":"llms"})", EventType::Llm, "");
    row("escaped name", R"({"event_type":"actions","action_type":"a\n\u00e9"})", EventType::Action,
        "a\n\xe9");
}

void TestDecode::labelsAndTypes()
{
    QFETCH(const QString, json);
    QFETCH(const int, type);
    QFETCH(const QString, name);
    const StoredEvent event = eventOf(json.toStdString());
    QCOMPARE(static_cast<int>(event.type), type);
    QCOMPARE(text(event.name), name);
}

void TestDecode::bodyIsTheObjectAsReceived_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::newRow("space kept") << QByteArray("{ \"id\" : \"1\" ,\n\t\"params\":{ } }");
    QTest::newRow("numbers kept") << QByteArray(R"({"id":"1","a":1.0,"b":1e2,"c":-0,"d":0.10})");
    QTest::newRow("escapes kept") << QByteArray(R"({"id":"1","s":"\u0041\/\"]}{[\\"})");
    QTest::newRow("double members kept") << QByteArray(R"({"id":"1","id":"2"})");
    QTest::newRow("every field kept") << QByteArray(R"({"id":"1","x":[1,"two",{"three":[]}],"jwt":"mine"})");
}

void TestDecode::bodyIsTheObjectAsReceived()
{
    QFETCH(const QByteArray, object);
    const std::string one = object.toStdString();
    const auto events = eventsOf("\n{\"x\":[{}], \"events\" : [ " + one + " ,{},\t" + one + "]} ");
    QCOMPARE(events.size(), 3U);
    QCOMPARE(text(events[0].body), text(one));
    QCOMPARE(text(events[1].body), text("{}"));
    QCOMPARE(text(events[2].body), text(one));
    QCOMPARE(text(events[0].id.text()), text("1"));
}

void TestDecode::bodyIsTheMendedObject()
{
    const auto events = V2Decoder().events("\xef\xbb\xbf{\"events\":[{\"id\":\"1\",\"returns\":NaN},{\"id\":"
                                           "\"2\",\"cost\":1e999,\"s\":\"\\ud800\"}]}",
        arrival);
    QVERIFY(events.ok());
    QCOMPARE(events->mended, 3U);
    QCOMPARE(text(events->events[0].body), text(R"({"id":"1","returns":"NaN"})"));
    QCOMPARE(text(events->events[1].body), text("{\"id\":\"2\",\"cost\":\"1e999\",\"s\":\"\xef\xbf\xbd\"}"));
}

void TestDecode::timesFollowWhatIsThere_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<int>("startSecond");
    QTest::addColumn<int>("endSecond");
    const auto row = [](const char *name, const char *json, int start, int end) {
        QTest::newRow(name) << QString::fromLatin1(json) << start << end;
    };
    row("both", R"({"init_timestamp":"2026-01-02T00:00:10Z","end_timestamp":"2026-01-02T00:00:12+00:00"})",
        10, 12);
    row("start only", R"({"init_timestamp":"2026-01-02T00:00:10Z"})", 10, 10);
    row("end only", R"({"end_timestamp":"2026-01-02T00:00:12Z","init_timestamp":null})", 12, 12);
    row("an error's timestamp", R"({"event_type":"errors","timestamp":"2026-01-02T00:00:11.000000+00:00"})",
        11, 11);
    row("end before start",
        R"({"init_timestamp":"2026-01-02T00:00:10Z","end_timestamp":"2026-01-02T00:00:05Z"})", 10, 10);
    row("none: the arrival", "{}", 0, 0);
}

void TestDecode::timesFollowWhatIsThere()
{
    QFETCH(const QString, json);
    QFETCH(const int, startSecond);
    QFETCH(const int, endSecond);
    const StoredEvent event = eventOf(json.toStdString());
    QCOMPARE((event.start - arrival) / std::chrono::seconds(1), startSecond);
    QCOMPARE((event.end - arrival) / std::chrono::seconds(1), endSecond);
}

void TestDecode::readsIdsAndLinks()
{
    const StoredEvent event = eventOf(R"({"id":"8848eb6f","agent_id":"agent-123","session_id":"s",)"
                                      R"("trigger_event_id":"t"})");
    QCOMPARE(text(event.id.text()), text("8848eb6f"));
    QCOMPARE(text(event.agent.text()), text("agent-123"));
    QCOMPARE(text(event.session.text()), text("s"));
    QCOMPARE(text(event.trigger.text()), text("t"));
    QCOMPARE(text(eventOf(R"({"event_id":"e"})").id.text()), text("e"));
    QCOMPARE(text(eventOf(R"({"id":12345678901})").id.text()), text("12345678901"));
    QVERIFY(eventOf(R"({"id":"e"})").session.isEmpty());
}

void TestDecode::bodySessionIsForEventsWithoutTheirOwn()
{
    const auto events = eventsOf(R"({"session_id":"body's","events":[{"session_id":"own"},{}]})");
    QCOMPARE(text(events[0].session.text()), text("own"));
    QCOMPARE(text(events[1].session.text()), text("body's"));
}

void TestDecode::sameEventGetsTheSameMadeId()
{
    const std::string object = R"({"event_type":"actions","init_timestamp":"2026-01-02T00:00:10Z"})";
    const StoredEvent event = eventOf(object);
    QCOMPARE(event.id.text().size(), 36U);
    QCOMPARE(event.id.text()[14], '8');
    QVERIFY(event.id == eventOf(object).id);
    QVERIFY(event.id != eventOf(R"({"event_type":"actions","init_timestamp":"2026-01-02T00:00:11Z"})").id);
    QVERIFY(eventOf(R"({"id":""})").id.text().size() == 36);
}

void TestDecode::errorsWithoutIdAreKnownByTheirContent()
{
    const std::string common = R"("event_type":"errors","error_type":"E","timestamp":"2026-01-02T00:00:10Z")";
    const StoredEvent error = eventOf("{" + common + R"(,"details":"d"})");
    QVERIFY(error.id == eventOf("{" + common + R"(,"details":"d","logs":"sent again with more"})").id);
    QVERIFY(error.id != eventOf("{" + common + R"(,"details":"other"})").id);
    QVERIFY(error.id != eventOf("{" + common + R"(,"details":"d","session_id":"s"})").id);
}

void TestDecode::timelessTwinsOfOneBodyStayTwo()
{
    const std::string body = R"({"events":[{"event_type":"click"},{"event_type":"click"}]})";
    const auto first = eventsOf(body);
    QVERIFY(first[0].id != first[1].id);
    const auto again = eventsOf(body);
    QVERIFY(first[0].id == again[0].id);
    QVERIFY(first[1].id == again[1].id);
}

void TestDecode::firstOfTwoMembersCounts()
{
    const auto events = eventsOf(R"({"events":[{"id":"first","id":"second"}],"events":[{"id":"third"}]})");
    QCOMPARE(events.size(), 1U);
    QCOMPARE(text(events[0].id.text()), text("first"));
    QCOMPARE(text(events[0].body), text(R"({"id":"first","id":"second"})"));
}

void TestDecode::sessionIsOverWhenTheWireSaysSo_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<bool>("ended");
    const auto row = [](const char *name, const char *fields, bool ended) {
        QTest::newRow(name) << QString::fromLatin1(fields) << ended;
    };
    row("no end", R"("end_timestamp":null,"end_state":"Indeterminate","is_running":true)", false);
    row("end without is_running", R"("end_timestamp":"2026-01-02T00:00:10Z","end_state":"Success")", true);
    row("0.3.26: not running", R"("end_timestamp":"2026-01-02T00:00:10Z","is_running":false)", true);
    row("0.3.26: analytics while running", R"("end_timestamp":"2026-01-02T00:00:10Z","is_running":true)",
        false);
    row("0.3.13: running in its last word, queue",
        R"("end_timestamp":"2026-01-02T00:00:10Z","is_running":true,"queue":[])", true);
    row("0.3.13: running in its last word, thread",
        R"("end_timestamp":"2026-01-02T00:00:10Z","is_running":true,"thread":"")", true);
}

void TestDecode::sessionIsOverWhenTheWireSaysSo()
{
    QFETCH(const QString, fields);
    QFETCH(const bool, ended);
    const SessionChange change
        = sessionOf("{\"session\":{\"session_id\":\"s\"," + fields.toStdString() + "}}");
    QCOMPARE(change.ended.has_value(), ended);
    QVERIFY(ended || !change.endState);
}

void TestDecode::endStatesAreMappedAndKept_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("kept");
    QTest::newRow("ours") << QStringLiteral("Fail") << QStringLiteral("Fail") << QString();
    QTest::newRow("another case") << QStringLiteral("success") << QStringLiteral("Success")
                                  << QStringLiteral("success");
    QTest::newRow("documentation's") << QStringLiteral("completed") << QStringLiteral("Success")
                                     << QStringLiteral("completed");
    QTest::newRow("unknown") << QStringLiteral("gave up") << QString() << QStringLiteral("gave up");
}

void TestDecode::endStatesAreMappedAndKept()
{
    QFETCH(const QString, sent);
    QFETCH(const QString, state);
    QFETCH(const QString, kept);
    const SessionChange change
        = sessionOf(R"({"session":{"session_id":"s","end_timestamp":"2026-01-02T00:00:10Z","end_state":")"
            + sent.toStdString() + R"(","end_state_reason":"because"}})");
    QCOMPARE(change.endState ? text(wireName(*change.endState)) : QString(), state);
    QCOMPARE(text(change.endStateText.value_or("absent")), kept);
    QCOMPARE(text(change.endReason.value_or("absent")), text("because"));
}

void TestDecode::absentSessionFieldsStayAbsent()
{
    const SessionChange change = sessionOf(R"({"session":{"session_id":"s","tags":null}})");
    QVERIFY(!change.started && !change.ended && !change.endState && !change.endStateText);
    QVERIFY(!change.endReason && !change.tags && !change.hostEnv && !change.sdkCounts);
    QCOMPARE(sessionOf(R"({"session":{"tags":[]}})").tags->size(), 0U);
    QVERIFY(sessionOf(R"({"session":{"tags":[]}})").id.isEmpty());
}

void TestDecode::wrapperMayBeMissing()
{
    const SessionChange change
        = sessionOf(R"({"id":"s","tags":["a",null,7],"init_timestamp":"2026-01-02T00:00:00Z"})");
    QCOMPARE(text(change.id.text()), text("s"));
    QCOMPARE(text(change.tags->at(1)), text("7"));
    QCOMPARE(sessionOf(R"({"session":{"tags":"alone"}})").tags->at(0), std::string("alone"));
    QVERIFY(change.started == arrival);
}

void TestDecode::hostEnvIsKeptAsReceived()
{
    const SessionChange change = sessionOf(
        R"({"x":1,"session":{"host_env": { "OS":"\u0041", "n":1.0 } ,"event_counts":{"llms": 1}}})");
    QCOMPARE(text(*change.hostEnv), text(R"({ "OS":"\u0041", "n":1.0 })"));
    QCOMPARE(text(*change.sdkCounts), text(R"({"llms": 1})"));
}

void TestDecode::readsAgents()
{
    V2Decoder decoder;
    const auto agent = decoder.agent(R"({"id":"agent-123","name":"researcher","session_id":"s"})");
    QVERIFY(agent.ok());
    QCOMPARE(text(agent->agent.id.text()), text("agent-123"));
    QCOMPARE(text(agent->agent.name), text("researcher"));
    QCOMPARE(text(agent->session.text()), text("s"));
    QVERIFY(decoder.agent(R"({"id":"a","name":null})").ok());
}

void TestDecode::readsTheSessionToReauthorize()
{
    V2Decoder decoder;
    const auto id = decoder.sessionIdOf(R"({"session_id":"s"})");
    QVERIFY(id.ok());
    QCOMPARE(text(id->text()), text("s"));
}

void TestDecode::readsWhatTheLabStores()
{
    V2Decoder decoder;
    const auto change = decoder.lab(R"({"session_id":"s","lab":{"plan":{"n":1.50},"seed":3}})");
    QVERIFY(change.ok());
    QCOMPARE(text(change->id.text()), text("s"));
    QCOMPARE(text(change->lab.value()), text(R"({"plan":{"n":1.50},"seed":3})"));
    QVERIFY(!change->started && !change->tags && !change->ended);
}

void TestDecode::takesLabsUpToTheirLimit()
{
    V2Decoder decoder;
    const auto sized = [&decoder](std::size_t bytes) {
        const std::string frame = R"({"a":""})";
        const std::string lab = R"({"a":")" + std::string(bytes - frame.size(), 'x') + "\"}";
        return decoder.lab(R"({"session_id":"s","lab":)" + lab + "}");
    };
    QVERIFY(sized(V2Decoder::mostLabBytes).ok());
    const auto more = sized(V2Decoder::mostLabBytes + 1);
    QVERIFY(!more.ok());
    QCOMPARE(more.error().kind, ErrorKind::Limit);
}

void TestDecode::refusesWrongShapesWithThePlace_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *kind, const char *json, const char *message) {
        QTest::newRow(name) << QString::fromLatin1(kind) << QString::fromLatin1(json)
                            << QString::fromLatin1(message);
    };
    row("not JSON", "events", "{\"events\":[}",
        "not JSON: line 1, column 12 (byte 11): expected a value, found '}'");
    row("events: root", "events", "[]", "the body: expected an object, found an array");
    row("events: missing", "events", "{}", "events is missing: expected {\"events\": [...]}");
    row("events: null", "events", R"({"events":null})", "events: expected an array, found null");
    row("events: object", "events", R"({"events":{}})", "events: expected an array, found an object");
    row("event: number", "events", R"({"events":[{},7]})", "events[1]: expected an object, found a number");
    row("event: id", "events", R"({"events":[{"id":{}}]})",
        "events[0].id: expected a string, found an object");
    row("event: type", "events", R"({"events":[{},{},{"event_type":true}]})",
        "events[2].event_type: expected a string, found true or false");
    row("event: time", "events", R"({"events":[{"init_timestamp":"yesterday"}]})",
        "events[0].init_timestamp: expected a time in ISO 8601, found \"yesterday\"");
    row("event: time as number", "events", R"({"events":[{"end_timestamp":17}]})",
        "events[0].end_timestamp: expected a time in ISO 8601, found a number");
    row("session: root", "session", "\"x\"", "the body: expected an object, found a string");
    row("session: null", "session", R"({"session":null})", "session: expected an object, found null");
    row("session: array", "session", R"({"session":[]})", "session: expected an object, found an array");
    row("session: tags", "session", R"({"session":{"tags":true}})",
        "session.tags: expected an array of strings, found true or false");
    row("session: a tag", "session", R"({"session":{"tags":["a",{}]}})",
        "session.tags[1]: expected a string, found an object");
    row("session: host_env", "session", R"({"session":{"host_env":[]}})",
        "session.host_env: expected an object, found an array");
    row("session: counts", "session", R"({"session":{"event_counts":1}})",
        "session.event_counts: expected an object, found a number");
    row("session: time", "session", R"({"session":{"end_timestamp":"2026-13-01T00:00:00Z"}})",
        "session.end_timestamp: expected a time in ISO 8601, found \"2026-13-01T00:00:00Z\"");
    row("agent: no id", "agent", R"({"name":"n"})", "id is missing: expected the agent's id as a string");
    row("agent: name", "agent", R"({"id":"a","name":[]})", "name: expected a string, found an array");
    row("reauthorize: no id", "reauthorize", "{}",
        "session_id is missing: expected the session's id as a string");
}

void TestDecode::refusesWrongShapesWithThePlace()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, json);
    QFETCH(const QString, message);
    V2Decoder decoder;
    const std::string body = json.toStdString();
    const auto errorOf = [](const auto &result) {
        return result ? QStringLiteral("no error") : QString::fromStdString(result.error().message);
    };
    const QString got = kind == QLatin1String("events") ? errorOf(decoder.events(body, arrival))
        : kind == QLatin1String("session")              ? errorOf(decoder.session(body))
        : kind == QLatin1String("agent")                ? errorOf(decoder.agent(body))
        : kind == QLatin1String("lab")                  ? errorOf(decoder.lab(body))
                                                        : errorOf(decoder.sessionIdOf(body));
    QCOMPARE(got, message);
}

void TestDecode::depthBombsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray open(2'000'000, '[');
    QTest::newRow("arrays, closed") << QByteArray(open + QByteArray(2'000'000, ']'));
    QTest::newRow("arrays, open") << open;
    QTest::newRow("objects") << QByteArray("{\"a\":").repeated(500'000);
    QTest::newRow("in an event") << QByteArray("{\"events\":[{\"params\":" + open + "}]}");
    QTest::newRow("after a mending") << QByteArray("{\"a\":NaN,\"events\":[{\"params\":" + open + "}]}");
}

void TestDecode::depthBombsAreRefused()
{
    QFETCH(const QByteArray, body);
    const std::string text = body.toStdString();
    V2Decoder decoder;
    const auto events = decoder.events(text, arrival);
    QVERIFY(!events.ok());
    QVERIFY(events.error().message.find("at most 67 levels") != std::string::npos);
    QVERIFY(!decoder.session(text).ok());
    QVERIFY(!decoder.agent(text).ok());
    QVERIFY(!decoder.sessionIdOf(text).ok());
    QVERIFY(!decoder.lab(text).ok());
}

void TestDecode::valuesMayHave64Levels()
{
    const auto body = [](std::size_t depth) { return R"({"events":[{"params":)" + nested(depth) + "}]}"; };
    QVERIFY(V2Decoder().events(body(63), arrival).ok());
    QVERIFY(V2Decoder().events(body(64), arrival).ok());
    QVERIFY(!V2Decoder().events(body(65), arrival).ok());
}

void TestDecode::decoderIsGoodForTheNextBody()
{
    V2Decoder decoder;
    QVERIFY(!decoder.events("{\"events\":[", arrival).ok());
    QVERIFY(decoder.events(R"({"events":[{"returns":NaN}]})", arrival).ok());
    const std::string large = R"({"events":[{"id":"x","params":")" + std::string(3'000'000, 'x') + R"("}]})";
    QVERIFY(decoder.events(large, arrival).ok());
    const auto last = decoder.events(R"({"events":[{"id":"y"}]})", arrival);
    QVERIFY(last.ok());
    QCOMPARE(last->mended, 0U);
    QCOMPARE(text(last->events[0].body), text(R"({"id":"y"})"));
}

void TestDecode::tooManyEventsAreRefused()
{
    const auto body = [](std::size_t events) {
        std::string text = R"({"events":[{})";
        for (std::size_t i = 1; i < events; ++i)
            text += ",{}";
        return text + "]}";
    };
    QCOMPARE(eventsOf(body(V2Decoder::mostEvents)).size(), V2Decoder::mostEvents);
    const auto refused = V2Decoder().events(body(V2Decoder::mostEvents + 1), arrival);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().kind == ErrorKind::Limit);
    QCOMPARE(text(refused.error().message),
        text("events: expected at most 250000 events, found more: send them in parts"));
}

void TestDecode::tooManyValuesAreRefused()
{
    std::string body = R"({"events":[{"params":[0)";
    for (int i = 0; i < (8 << 20); ++i)
        body += ",0";
    body += "]}]}";
    const auto refused = V2Decoder().events(body, arrival);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().kind == ErrorKind::Limit);
    QVERIFY(refused.error().message.find("at most 8388608 values") != std::string::npos);
}

void TestDecode::readsOneText()
{
    V2Decoder decoder;
    QCOMPARE(text(decoder.text(R"({"body":"a\u0000b"})", "body").value()), text({"a\0b", 3}));
    QCOMPARE(decoder.text(R"({"api_key":7})", "api_key").value(), std::string("7"));
    QVERIFY(decoder.text(R"({"body":null})", "body")->empty());
    QCOMPARE(text(decoder.text(R"({"body":[]})", "body").error().message),
        text("body: expected a string, found an array"));
}

void TestDecode::givesTheBodyStrict()
{
    V2Decoder decoder;
    QCOMPARE(text(decoder.object(R"( {"x":NaN})").value()), text(R"( {"x":"NaN"})"));
    QVERIFY(!decoder.object("[]").ok());
}

QTEST_APPLESS_MAIN(TestDecode)
#include "tst_decode.moc"
