// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/agentops/json_writer.h"
#include "core/base/random.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace sluice;
using nlohmann::json;

namespace {

constexpr Timestamp noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours(12)};

Uuid idOf(std::uint8_t last)
{
    Uuid uuid;
    uuid.bytes[0] = 0x11;
    uuid.bytes[15] = last;
    return uuid;
}

template <typename ApiEvent>
Event stamped(ApiEvent event)
{
    Event made(std::move(event));
    made.id = idOf(1);
    made.start = noon;
    made.end = noon + Micros(1'500);
    return made;
}

std::string encoded(const Event &event)
{
    std::string out;
    const Result<void> done = appendEvent(out, event);
    return done ? out : "error: " + done.error().message;
}

json nested(int levels)
{
    json value = 1;
    for (int i = 0; i < levels; ++i)
        value = json::array({std::move(value)});
    return value;
}

std::string nestedText(int levels)
{
    const auto n = static_cast<std::size_t>(levels);
    return std::string(n, '[') + "1" + std::string(n, ']');
}

} // namespace

class TestEncode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAnAction()
    {
        ActionEvent action;
        action.actionType = "browse";
        action.params = json{{"url", "http://x"}};
        action.returns = JsonText{"[\"a\",null]"};
        action.screenshot = "https://example.com/a.png";
        action.agent = idOf(9);
        const QByteArray expected
            = "{'event_type':'actions','id':'11000000-0000-0000-0000-000000000001',"
              "'init_timestamp':'2026-11-23T12:00:00.000000+00:00',"
              "'end_timestamp':'2026-11-23T12:00:00.001500+00:00','action_type':'browse',"
              "'agent_id':'11000000-0000-0000-0000-000000000009','params':{'url':'http://x'},"
              "'returns':['a',null],'screenshot':'https://example.com/a.png'}";
        QCOMPARE(QByteArray::fromStdString(encoded(stamped(std::move(action)))),
            QByteArray(expected).replace('\'', '"'));
    }

    void writesAnLlmCall()
    {
        LlmEvent llm;
        llm.model = "gpt-4o";
        llm.prompt = json::array({{{"role", "user"}, {"content", "u"}}});
        llm.completion = json{{"role", "assistant"}, {"content", "c"}};
        llm.promptTokens = 12;
        llm.completionTokens = 5;
        llm.cost = "0.00123";
        const json event = json::parse(encoded(stamped(std::move(llm))));
        QCOMPARE(event["event_type"], "llms");
        QCOMPARE(event["model"], "gpt-4o");
        QCOMPARE(event["prompt"][0]["content"], "u");
        QCOMPARE(event["completion"]["content"], "c");
        QCOMPARE(event["prompt_tokens"], 12);
        QCOMPARE(event["completion_tokens"], 5);
        QCOMPARE(event["cost"].dump(), std::string("0.00123"));
    }

    void writesAToolCall()
    {
        ToolEvent tool;
        tool.name = "searchWeb";
        tool.logs = json{{"ms", 12}};
        const json event = json::parse(encoded(stamped(std::move(tool))));
        QCOMPARE(event["event_type"], "tools");
        QCOMPARE(event["name"], "searchWeb");
        QCOMPARE(event["logs"]["ms"], 12);
        QVERIFY2(!event.contains("params"), "absent is not null");
    }

    void writesAnErrorWithItsTrigger()
    {
        ErrorEvent error;
        error.errorType = "ZeroDivisionError";
        error.code = "E42";
        error.details = json("division by zero");
        error.trigger = idOf(7);
        error.triggerType = EventType::Tool;
        const json event = json::parse(encoded(stamped(std::move(error))));
        QCOMPARE(event["event_type"], "errors");
        QCOMPARE(event["error_type"], "ZeroDivisionError");
        QCOMPARE(event["code"], "E42");
        QCOMPARE(event["details"], "division by zero");
        QCOMPARE(event["trigger_event_id"], "11000000-0000-0000-0000-000000000007");
        QCOMPARE(event["trigger_event_type"], "tools");
        QCOMPARE(event["timestamp"], event["init_timestamp"]);
    }

    void keepsAnyText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("plain") << QByteArray("\"plain\"");
        QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
        QTest::newRow("quotes") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
        QTest::newRow("controls") << QByteArray("\n\x01", 2) << QByteArray("\"\\n\\u0001\"");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("\"a\\u0000b\"");
        QTest::newRow("UTF-8") << QByteArray("\xc3\xa9\xf0\x9f\x98\x80")
                               << QByteArray("\"\xc3\xa9\xf0\x9f\x98\x80\"");
        QTest::newRow("invalid UTF-8") << QByteArray("a\xff") << QByteArray("\"a\xef\xbf\xbd\"");
        QTest::newRow("half a character") << QByteArray("\xc3") << QByteArray("\"\xef\xbf\xbd\"");
    }

    void keepsAnyText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        std::string out;
        appendJsonString(out, text.toStdString());
        QCOMPARE(QByteArray::fromStdString(out), expected);
    }

    void readsBackWhatItWroteForAnyBytes()
    {
        SeededRandom random(2026);
        for (int round = 0; round < 2'000; ++round) {
            std::string text;
            for (std::uint64_t length = random.below(40); length > 0; --length)
                text += static_cast<char>(random.below(128));
            std::string out;
            appendJsonString(out, text);
            QCOMPARE(json::parse(out).get<std::string>(), text);
        }
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("open") << QByteArray("{");
        QTest::newRow("two values") << QByteArray("1 2");
        QTest::newRow("NaN") << QByteArray("NaN");
        QTest::newRow("bad UTF-8") << QByteArray("\"\xff\"");
        QTest::newRow("65 levels") << QByteArray::fromStdString(nestedText(65));
        QTest::newRow("a million levels") << QByteArray::fromStdString(nestedText(1'000'000));
    }

    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        ActionEvent action;
        action.params = JsonText{text.toStdString()};
        const std::string result = encoded(stamped(std::move(action)));
        QCOMPARE(result,
            std::string("error: event 11000000-0000-0000-0000-000000000001: 'params' is not JSON of at most "
                        "64 levels"));
    }

    void takes64Levels_data()
    {
        QTest::addColumn<int>("levels");
        QTest::addColumn<bool>("good");
        QTest::newRow("63") << 63 << true;
        QTest::newRow("64") << 64 << true;
        QTest::newRow("65") << 65 << false;
    }

    void takes64Levels()
    {
        QFETCH(int, levels);
        QFETCH(bool, good);
        std::string out;
        QCOMPARE(appendPayload(out, Payload(nested(levels))), good);
        QCOMPARE(appendPayload(out, Payload(JsonText{nestedText(levels)})), good);
        QCOMPARE(out.empty(), !good);
    }

    void writesNotANumberAsNull()
    {
        ActionEvent action;
        action.params = json{{"x", std::nan("")}, {"y", INFINITY}};
        QCOMPARE(json::parse(encoded(stamped(std::move(action))))["params"].dump(),
            std::string("{\"x\":null,\"y\":null}"));
    }

    void readsGrants_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("ours") << QByteArray("{\"status\":\"Success\",\"jwt\":\"t\",\"session_url\":\"u\"}")
                              << QByteArray("t");
        QTest::newRow("no url") << QByteArray("{\"jwt\":\"t\"}") << QByteArray("t");
        QTest::newRow("null") << QByteArray("{\"jwt\":null}") << QByteArray();
        QTest::newRow("a number") << QByteArray("{\"jwt\":5}") << QByteArray();
        QTest::newRow("no object") << QByteArray("\"Success\"") << QByteArray();
        QTest::newRow("HTML") << QByteArray("<html>") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("a bomb") << QByteArray(1'000'000, '[') << QByteArray();
        QTest::newRow("a header behind it") << QByteArray("{\"jwt\":\"t\\r\\nHost: b\"}") << QByteArray();
        QTest::newRow("not ASCII") << QByteArray("{\"jwt\":\"t\xc3\xa9\"}") << QByteArray();
    }

    void readsGrants()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, token);
        const Result<SessionGrant> grant = parseGrant(answer.toStdString());
        QCOMPARE(grant.ok(), !token.isEmpty());
        if (grant)
            QCOMPARE(QByteArray::fromStdString(grant->token), token);
    }

    void knowsSuccess_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("good");
        QTest::newRow("events") << QByteArray("\"Success\"") << true;
        QTest::newRow("session") << QByteArray("{\"status\":\"success\",\"token_cost\":\"0.00\"}") << true;
        QTest::newRow("status Success") << QByteArray("{\"status\":\"Success\"}") << true;
        QTest::newRow("failure") << QByteArray("\"Failure\"") << false;
        QTest::newRow("no status") << QByteArray("{}") << false;
        QTest::newRow("HTML") << QByteArray("<html>Success</html>") << false;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("a zero, and more") << QByteArray("\"Success\"\0<html>", 16) << false;
    }

    void knowsSuccess()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, good);
        QCOMPARE(isSuccess(answer.toStdString()), good);
    }

    void quotesTheServer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("message") << QByteArray("{\"path\":\"/v2\",\"message\":\"no\"}") << QByteArray("no");
        QTest::newRow("error") << QByteArray("{\"error\":\"Internal Server Error\"}")
                               << QByteArray("Internal Server Error");
        QTest::newRow("detail") << QByteArray("{\"detail\":\"Not Found\"}") << QByteArray("Not Found");
        QTest::newRow("text") << QByteArray("plain words") << QByteArray("plain words");
        QTest::newRow("long") << QByteArray(500, 'x') << QByteArray(200, 'x');
        QTest::newRow("cut between characters") << QByteArray("x" + QByteArray("\xc3\xa9").repeated(150))
                                                << QByteArray("x" + QByteArray("\xc3\xa9").repeated(99));
        QTest::newRow("not UTF-8") << QByteArray("fa\xe7"
                                                 "ade")
                                   << QByteArray("fa\xef\xbf\xbd"
                                                 "ade");
        QTest::newRow("made longer by mending")
            << QByteArray(200, '\xff') << QByteArray("\xef\xbf\xbd").repeated(66);
        QTest::newRow("nothing but tails of characters")
            << QByteArray(300, '\x80') << QByteArray("\xef\xbf\xbd").repeated(66);
        QTest::newRow("control characters")
            << QByteArray("{\"message\":\"no\\n\\u001b[31mway\"}") << QByteArray("no  [31mway");
    }

    void quotesTheServer()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, words);
        QCOMPARE(QByteArray::fromStdString(serverWords(answer.toStdString())), words);
    }

    void writesSessions()
    {
        SessionBody session;
        session.id = SessionId("s1");
        session.started = noon;
        session.tags = {"a", "b"};
        session.hostEnv = "{\"OS\":{\"OS\":\"Linux\"}}";
        const json running = json::parse(sessionBody(session))["session"];
        QCOMPARE(running["session_id"], "s1");
        QVERIFY(running["end_timestamp"].is_null());
        QCOMPARE(running["is_running"], true);
        QCOMPARE(running["tags"].dump(), std::string("[\"a\",\"b\"]"));
        QCOMPARE(running["host_env"]["OS"]["OS"], "Linux");
        session.ended = noon;
        session.endState = EndState::Fail;
        const json ended = json::parse(sessionBody(session))["session"];
        QCOMPARE(ended["end_state"], "Fail");
        QCOMPARE(ended["is_running"], false);
        QCOMPARE(agentBody(AgentId("a1"), "writer"), std::string("{\"id\":\"a1\",\"name\":\"writer\"}"));
        QCOMPARE(reauthorizeBody(SessionId("s1")), std::string("{\"session_id\":\"s1\"}"));
    }
};

QTEST_APPLESS_MAIN(TestEncode)
#include "tst_encode.moc"
