// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/chat_messages.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

using namespace sluice;

namespace {

const char *roleName(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
        return "system";
    case ChatRole::User:
        return "user";
    case ChatRole::Assistant:
        return "assistant";
    case ChatRole::Tool:
        return "tool";
    case ChatRole::Other:
        break;
    }
    return "other";
}

std::string printed(const ChatPart &part)
{
    const std::string id = part.id.empty() ? "" : "#" + part.id;
    switch (part.kind) {
    case ChatPart::Kind::Text:
        return part.text;
    case ChatPart::Kind::Thinking:
        return "thinks " + part.text;
    case ChatPart::Kind::ToolCall:
        return "calls " + part.name + id + " " + part.text;
    case ChatPart::Kind::ToolResult:
        return std::string(part.isError ? "fails " : "gives ") + part.name + id + " " + part.text;
    case ChatPart::Kind::Media:
        return "media " + part.name + " " + part.text;
    case ChatPart::Kind::Other:
        break;
    }
    return "other " + part.name + " " + part.text;
}

/// "user: hello | assistant(writer)! hi": '!' = of the completion, '+' between parts.
std::string printed(const ChatMessages &chat)
{
    std::string all = chat.problem.empty() ? "" : "problem";
    for (const ChatMessage &message : chat.messages) {
        all += all.empty() ? "" : " | ";
        all += roleName(message.role);
        if (message.role == ChatRole::Other)
            all += "=" + message.roleText;
        if (!message.speaker.empty())
            all += "(" + message.speaker + ")";
        all += message.isAnswer ? "!" : ":";
        for (std::size_t i = 0; i < message.parts.size(); ++i)
            all += (i == 0 ? " " : " + ") + printed(message.parts[i]);
    }
    return all;
}

void row(const char *name, EventType type, const char *body, const char *chat)
{
    QTest::newRow(name) << static_cast<int>(type) << QByteArray(body) << QByteArray(chat);
}

void llm(const char *name, const char *body, const char *chat)
{
    row(name, EventType::Llm, body, chat);
}

} // namespace

class TestChatMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheFormsOfAgentOps_data();
    void readsTheFormsOfAgentOps() { compare(); }
    void readsOpenAiParts_data();
    void readsOpenAiParts() { compare(); }
    void readsAnthropicParts_data();
    void readsAnthropicParts() { compare(); }
    void readsGenAiAttributes_data();
    void readsGenAiAttributes() { compare(); }
    void readsToolEvents_data();
    void readsToolEvents() { compare(); }
    void readsWhatTheSdkSent();
    void knowsCheaplyWhetherThereMayBeMessages_data();
    void knowsCheaplyWhetherThereMayBeMessages();
    void readsManyMessagesAtOnce();

private:
    static void columns();
    static void compare();
};

void TestChatMessages::columns()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("chat");
}

void TestChatMessages::compare()
{
    QFETCH(int, type);
    QFETCH(QByteArray, body);
    QTEST(QByteArray::fromStdString(printed(messagesOf(static_cast<EventType>(type), body.toStdString()))),
        "chat");
}

void TestChatMessages::readsTheFormsOfAgentOps_data()
{
    columns();
    llm("two texts", R"({"prompt":"hello","completion":"hi"})", "user: hello | assistant! hi");
    llm("ChatML", R"({"prompt":[{"role":"system","content":"s"},{"role":"user","content":"u"}],
        "completion":{"role":"assistant","content":"c","tool_calls":null,"function_call":null}})",
        "system: s | user: u | assistant! c");
    llm("a prompt only", R"({"prompt":"hello","completion":null})", "user: hello");
    llm("one message that is no list", R"({"prompt":{"role":"user","content":"u"}})", "user: u");
    llm("a list of texts", R"({"prompt":["a","b"]})", "user: a | user: b");
    llm("the server's wrapping", R"({"prompt":{"type":"chatml","messages":[{"role":"user","content":"u"}]},
        "completion":{"type":"string","string":"c"}})",
        "user: u | assistant! c");
    llm("an unknown role and a speaker", R"({"prompt":[{"role":"critic","name":"Ada","content":"no"}]})",
        "other=critic(Ada): no");
    llm("a developer is the system", R"({"prompt":[{"role":"developer","content":"s"}]})", "system: s");
    llm("no content", R"({"prompt":[{"role":"user","content":null}]})", "user:");
    llm("what is no chat stays JSON", R"({"prompt":{"a":1},"completion":7})",
        R"(user: other  {"a":1} | assistant! other  7)");
    llm("markup is text", R"({"prompt":"<b>x</b>"})", "user: <b>x</b>");
    llm("nothing said", R"({"model":"gpt-4o"})", "");
    llm("not JSON", R"({"prompt":)", "problem");
    llm("no object", "[1]", "");
    row("an action says nothing", EventType::Action, R"({"params":{"a":1}})", "");
    row("an action that has a prompt", EventType::Action, R"({"prompt":"p"})", "user: p");
}

void TestChatMessages::readsOpenAiParts_data()
{
    columns();
    llm("tool calls", R"({"completion":{"role":"assistant","content":null,"tool_calls":[
        {"id":"c1","type":"function","function":{"name":"find","arguments":"{\"q\":1}"}},
        {"id":"c2","type":"function","function":{"name":"open","arguments":"{}"}}]}})",
        R"(assistant! calls find#c1 {"q":1} + calls open#c2 {})");
    llm("a function call of old", R"({"completion":{"role":"assistant","function_call":
        {"name":"f","arguments":"{}"}}})",
        "assistant! calls f {}");
    llm("a call without a role", R"({"completion":{"tool_calls":[{"id":"c","function":{"name":"f"}}]}})",
        "assistant! calls f#c ");
    llm("arguments as an object",
        R"({"completion":{"tool_calls":[{"function":{"name":"f","arguments":{"a":1}}}]}})",
        R"(assistant! calls f {"a":1})");
    llm("calls that are no list", R"({"completion":{"role":"assistant","tool_calls":"x"}})",
        "assistant! other tool_calls x");
    llm("a tool's answer", R"({"prompt":[{"role":"tool","tool_call_id":"c1","content":"42"}]})",
        "tool: gives #c1 42");
    llm("a function's answer", R"({"prompt":[{"role":"function","name":"f","content":"42"}]})",
        "tool: gives f 42");
    llm("text and a picture", R"({"prompt":[{"role":"user","content":[{"type":"text","text":"see"},
        {"type":"image_url","image_url":{"url":"https://x/a.png"}}]}]})",
        "user: see + media image_url https://x/a.png");
    llm("sound", R"({"prompt":[{"role":"user","content":[{"type":"input_audio",
        "input_audio":{"data":"AAAA","format":"wav"}}]}]})",
        "user: media wav 4 characters of base64");
    llm("a refusal", R"({"completion":{"role":"assistant","content":null,"refusal":"no"}})", "assistant! no");
    llm("a whole answer", R"({"completion":{"id":"x","choices":[
        {"index":0,"message":{"role":"assistant","content":"c"}}]}})",
        "assistant! c");
    llm("items of the Responses API", R"({"prompt":[{"type":"message","role":"user","content":
        [{"type":"input_text","text":"u"}]},{"type":"function_call_output","call_id":"c","output":"42"}],
        "completion":{"object":"response","output":[{"type":"reasoning","summary":
        [{"type":"summary_text","text":"hm"}]},
        {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"c"}]}]}})",
        "user: u | tool: gives #c 42 | assistant! thinks hm | assistant! calls f#c {} | assistant! c");
    llm("an unknown part", R"({"prompt":[{"role":"user","content":[{"type":"smell","x":1}]}]})",
        R"(user: other smell {"type":"smell","x":1})");
}

void TestChatMessages::readsAnthropicParts_data()
{
    columns();
    llm("a tool used", R"({"completion":{"role":"assistant","content":[{"type":"thinking","thinking":"hm"},
        {"type":"text","text":"I look"},{"type":"tool_use","id":"t1","name":"find","input":{"q":"x"}}]}})",
        R"(assistant! thinks hm + I look + calls find#t1 {"q":"x"})");
    llm("its result", R"({"prompt":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1",
        "content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}]})",
        "user: gives #t1 a\nb");
    llm("a result that is an error", R"({"prompt":[{"role":"user","content":[{"type":"tool_result",
        "tool_use_id":"t1","content":"no","is_error":true}]}]})",
        "user: fails #t1 no");
    llm("a picture in it", R"({"prompt":[{"role":"user","content":[{"type":"image","source":
        {"type":"base64","media_type":"image/png","data":"AAAAAAAA"}}]}]})",
        "user: media image/png 8 characters of base64");
}

void TestChatMessages::readsGenAiAttributes_data()
{
    columns();
    llm("numbered, in any order", R"({"attributes":{"gen_ai.completion.0.content":"c",
        "gen_ai.prompt.10.role":"user","gen_ai.prompt.10.content":"last","gen_ai.prompt.2.role":"user",
        "gen_ai.prompt.2.content":"second","gen_ai.prompt.0.role":"system","gen_ai.prompt.0.content":"s",
        "gen_ai.completion.0.role":"assistant","gen_ai.completion.0.finish_reason":"stop"}})",
        "system: s | user: second | user: last | assistant! c");
    llm("tool calls", R"({"attributes":{"gen_ai.completion.0.role":"assistant",
        "gen_ai.completion.0.tool_calls.0.id":"c","gen_ai.completion.0.tool_calls.0.name":"f",
        "gen_ai.completion.0.tool_calls.0.arguments":"{\"a\":1}"}})",
        R"(assistant! calls f#c {"a":1})");
    llm("at the top of the body", R"({"gen_ai.prompt.0.role":"user","gen_ai.prompt.0.content":"u"})",
        "user: u");
    llm("lists as text",
        R"({"attributes":{"gen_ai.system_instructions":"[{\"type\":\"text\",\"content\":\"s\"}]",
        "gen_ai.input.messages":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"u\"}]}]",
        "gen_ai.output.messages":"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c\",\"name\":\"f\",\"arguments\":{}}]}]"}})",
        "system: s | user: u | assistant! calls f#c {}");
    llm("lists as lists", R"({"attributes":{"gen_ai.input.messages":[{"role":"tool","parts":
        [{"type":"tool_call_response","id":"c","response":"42"}]}]}})",
        "tool: gives #c 42");
    llm("a list that is no JSON", R"({"attributes":{"gen_ai.input.messages":"[oops"}})", "user: [oops");
    llm("not the same twice", R"({"prompt":"u","attributes":{"gen_ai.prompt.0.content":"u"}})", "user: u");
    llm("no number", R"({"attributes":{"gen_ai.prompt.x.content":"u","gen_ai.prompt.1":"v"}})", "");
}

void TestChatMessages::readsToolEvents_data()
{
    columns();
    row("call and result", EventType::Tool, R"({"name":"calc","params":{"a":3},"returns":[5,6]})",
        R"(assistant: calls calc {"a":3} | tool! gives calc [5,6])");
    row("no result yet", EventType::Tool, R"({"tool_name":"calc","params":null,"returns":null})",
        "assistant: calls calc ");
    row("the documentation's names", EventType::Tool, R"({"name":"calc","input":"3","output":"4"})",
        "assistant: calls calc 3 | tool! gives calc 4");
}

void TestChatMessages::readsWhatTheSdkSent()
{
    const std::string path = qEnvironmentVariable("SLUICE_FIXTURES").toStdString()
        + "/agentops-0.3.26/all-event-kinds/0005-POST-v2_create_events.json";
    std::ifstream file(path);
    QVERIFY2(file, path.c_str());
    const auto events = nlohmann::json::parse(file).at("body_json").at("events");
    std::string all;
    for (const auto &event : events) {
        const auto type = eventTypeFromWire(event.at("event_type").get<std::string>()).value();
        const std::string chat = printed(messagesOf(type, event.dump()));
        if (!chat.empty())
            all += chat + "\n";
    }
    QCOMPARE(QByteArray::fromStdString(all),
        QByteArray(
            "assistant: calls calc#c84c106d-28ef-452d-847b-9a5550191d3a {\"a\":3,\"b\":2,\"self\":\"\"} | "
            "tool! "
            "gives calc [5,6]\n"
            "user: hello | assistant! hi\n"
            "system: s | user: u | assistant! c\n"
            "assistant: calls searchWeb#8eb05080-2080-4c34-9b5e-f7720aac9d07 {\"q\":\"x\"} | tool! gives "
            "searchWeb {\"hits\":[1,2]}\n"));
}

void TestChatMessages::knowsCheaplyWhetherThereMayBeMessages_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("may");
    QTest::newRow("an LLM call") << int(EventType::Llm) << QByteArray("{}") << true;
    QTest::newRow("a tool call") << int(EventType::Tool) << QByteArray("{}") << true;
    QTest::newRow("an action") << int(EventType::Action) << QByteArray(R"({"params":1})") << false;
    QTest::newRow("an action with a prompt")
        << int(EventType::Action) << QByteArray(R"({"prompt":1})") << true;
    QTest::newRow("a span") << int(EventType::Action) << QByteArray(R"({"a":{"gen_ai.prompt.0.role":1}})")
                            << true;
}

void TestChatMessages::knowsCheaplyWhetherThereMayBeMessages()
{
    QFETCH(int, type);
    QFETCH(QByteArray, body);
    QTEST(mayHaveMessages(static_cast<EventType>(type), body.toStdString()), "may");
}

void TestChatMessages::readsManyMessagesAtOnce()
{
    std::string body = R"({"prompt":[{"role":"user","content":"0"})";
    for (int i = 1; i < 10'000; ++i)
        body += R"(,{"role":"user","content":")" + std::to_string(i) + "\"}";
    const ChatMessages chat = messagesOf(EventType::Llm, body + "]}");
    QCOMPARE(chat.messages.size(), std::size_t{10'000});
    QCOMPARE(chat.messages.back().parts.at(0).text, std::string("9999"));
}

QTEST_GUILESS_MAIN(TestChatMessages)
#include "tst_chat_messages.moc"
