// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the attributes of each convention become: rows as instrumentations send them.

#include "core/agentops/chat_messages.h"
#include "core/agentops/facts.h"
#include "core/otlp/export_request.h"
#include "core/otlp/log_event.h"
#include "core/otlp/session_span.h"
#include "core/otlp/span_event.h"
#include "tests/core/otlp/genai_rows.h"
#include "tests/core/otlp/otlp_bodies.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <string>

using namespace sluice;

namespace {

using Json = nlohmann::json;

/// Attributes in short: a JSON object of texts, numbers and truths; lists and maps as they are.
Json anyValue(const Json &value)
{
    if (value.is_string())
        return {{"stringValue", value}};
    if (value.is_boolean())
        return {{"boolValue", value}};
    if (value.is_number_integer())
        return {{"intValue", std::to_string(value.get<std::int64_t>())}};
    if (value.is_number())
        return {{"doubleValue", value}};
    Json values = Json::array();
    for (const Json &item : value)
        values.push_back(anyValue(item));
    return {{"arrayValue", {{"values", values}}}};
}

Json attributesOf(const std::string &members)
{
    Json list = Json::array();
    const auto object = nlohmann::ordered_json::parse('{' + members + '}');
    for (const auto &[key, value] : object.items())
        list.push_back({{"key", key}, {"value", anyValue(value)}});
    return list;
}

SpanEvents made(const std::string &attributes, const std::string &more = "")
{
    SpanEvents events;
    const std::string span
        = spanJson(R"(,"attributes":)" + attributesOf(attributes).dump() + (more.empty() ? "" : "," + more));
    const auto read = readTraces(traceRequest(span), OtlpEncoding::Json,
        [&events](const SpanSource &source, Span &&one) { events = eventsOf(one, source); });
    if (!read || events.events.empty())
        qFatal("%s", read ? "no event" : read.error().message.c_str());
    return events;
}

std::string member(const StoredEvent &event, const char *name)
{
    const auto body = nlohmann::ordered_json::parse(event.body);
    return body.contains(name) ? body[name].dump() : std::string();
}

std::string chatText(const StoredEvent &event)
{
    std::string text;
    for (const ChatMessage &message : messagesOf(event.type, event.body).messages) {
        text += std::to_string(static_cast<int>(message.role)) + ':';
        for (const ChatPart &part : message.parts) {
            text += ' ' + std::to_string(static_cast<int>(part.kind));
            for (const std::string &word : {part.name, part.id, part.text})
                text += word.empty() ? "" : '|' + word;
        }
        text += '\n';
    }
    return text;
}

} // namespace

class TestGenaiConventions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void becomesWhatItIs_data();
    void becomesWhatItIs();
    void losesNoAttribute_data();
    void losesNoAttribute();
    void readsAsAChat();
    void readsMessagesOfSpanEvents();
    void readsContentOfSpanEvents();
    void makesErrorsOnce();
    void tagsASession();
    void readsOpenSpans();
    void makesEventsOfLogs();
    void makesMessagesOfLogs();
};

void TestGenaiConventions::becomesWhatItIs_data()
{
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(genAiRows)); ++i)
        QTest::newRow(genAiRows[i].name) << i;
}

void TestGenaiConventions::becomesWhatItIs()
{
    QFETCH(const int, row);
    const GenAiRow &want = genAiRows[row];
    const StoredEvent event = made(want.attributes).events.front();
    QCOMPARE(std::string(wireName(event.type)), std::string(want.type));
    QCOMPARE(event.name, std::string(want.event));
    const auto count = [](int tokens) {
        return tokens < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(tokens));
    };
    QCOMPARE(event.facts.promptTokens, count(want.promptTokens));
    QCOMPARE(event.facts.completionTokens, count(want.completionTokens));
    QCOMPARE(event.facts.cost ? event.facts.cost->text() : std::string(), std::string(want.cost));
    for (const Wanted &wanted : want.members)
        QCOMPARE(member(event, wanted.name), std::string(wanted.json));
    // What is stored is what is read again.
    QCOMPARE(factsOf(event), event.facts);
}

void TestGenaiConventions::losesNoAttribute_data()
{
    becomesWhatItIs_data();
}

/// Every value that a row sends stands somewhere in its body.
void TestGenaiConventions::losesNoAttribute()
{
    QFETCH(const int, row);
    const std::string body = made(genAiRows[row].attributes).events.front().body;
    const Json sent = Json::parse('{' + std::string(genAiRows[row].attributes) + '}');
    for (const auto &[key, value] : sent.items()) {
        std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        if (text.starts_with('[')) // instructions may stand before a list's items
            text = text.substr(1, text.size() - 2);
        const std::string quoted = Json(text).dump();
        const bool isThere = body.find(text) != std::string::npos
            || body.find(quoted.substr(1, quoted.size() - 2)) != std::string::npos;
        QVERIFY2(isThere, key.c_str());
    }
}

void TestGenaiConventions::readsAsAChat()
{
    const auto chat = [](const char *name) {
        for (const GenAiRow &row : genAiRows) {
            if (std::string_view(row.name) == name)
                return chatText(made(row.attributes).events.front());
        }
        return std::string("no such row");
    };
    QCOMPARE(chat("AgentOps: an LLM call"), std::string("1: 0|hi\n2: 0|hello\n"));
    QCOMPARE(chat("GenAI: chat"), std::string("0: 0|be kind\n1: 0|hi\n2: 0|yo\n"));
    QCOMPARE(
        chat("OpenInference: an LLM call"), std::string("1: 0|what? 4|image|u\n2: 2|add|c1|{\"a\":1}\n"));
    QCOMPARE(chat("Langfuse: a generation"), std::string("1: 0|hi\n2: 0|yo\n"));
    QCOMPARE(chat("Traceloop: an LLM call"), std::string("2: 2|add|{}\n"));
    QCOMPARE(chat("Vercel: the call of a step"), std::string("1: 0|hi\n2: 0|yo 2|add|c|{}\n"));
}

void TestGenaiConventions::readsMessagesOfSpanEvents()
{
    const StoredEvent event = made(R"("gen_ai.operation.name":"chat")", messageEvents).events.front();
    QCOMPARE(chatText(event), std::string("0: 0|be kind\n1: 0|hi\n2: 0|yo\n"));
    const Json events = Json::parse(event.body)["events"];
    QCOMPARE(events.size(), std::size_t{4}); // with their times
    QVERIFY(!events[0].contains("attributes"));
}

void TestGenaiConventions::readsContentOfSpanEvents()
{
    const StoredEvent old = made(R"("gen_ai.operation.name":"chat")", contentEvents).events.front();
    QCOMPARE(chatText(old), std::string("1: 0|hi\n2: 0|yo\n"));
    const StoredEvent details = made(R"("gen_ai.operation.name":"chat")", detailsEvents).events.front();
    QCOMPARE(chatText(details), std::string("0: 0|s\n1: 0|q\n"));
}

void TestGenaiConventions::makesErrorsOnce()
{
    const auto exception = [](const char *stack) {
        return std::string(R"({"name":"exception","attributes":[{"key":"exception.type","value":)"
                           R"({"stringValue":"E"}},{"key":"exception.message","value":{"stringValue":"m"}},)"
                           R"({"key":"exception.stacktrace","value":{"stringValue":")")
            + stack + R"("}},{"key":"exception.escaped","value":{"boolValue":true}}]})";
    };
    const SpanEvents twice = made("",
        R"("status":{"code":2,"message":"E: m"},"events":[)" + exception("one") + "," + exception("two")
            + "]");
    QCOMPARE(twice.events.size(), std::size_t{2});
    const StoredEvent &error = twice.events[1];
    QCOMPARE(error.type, EventType::Error);
    QCOMPARE(error.name, std::string("E"));
    QCOMPARE(error.trigger, twice.events[0].id);
    QCOMPARE(member(error, "details") + member(error, "logs"), std::string(R"("m""one")"));
    QCOMPARE(member(error, "attributes"), std::string(R"({"exception.escaped":true})"));
    QVERIFY(member(twice.events[0], "events").find("\"two\"") != std::string::npos);

    const StoredEvent status
        = made(R"("error.type":"timeout")", R"("status":{"code":2,"message":"late"})").events.at(1);
    QCOMPARE(status.name, std::string("timeout"));
    QCOMPARE(member(status, "details"), std::string(R"("late")"));
    const StoredEvent level
        = made(R"("langfuse.observation.level":"ERROR","langfuse.observation.status_message":"why")")
              .events.at(1);
    QCOMPARE(member(level, "details"), std::string(R"("why")"));
}

void TestGenaiConventions::tagsASession()
{
    const auto tags = [](const std::string &attributes) {
        TraceFacts facts;
        const auto read
            = readTraces(traceRequest(spanJson(R"(,"attributes":)" + attributesOf(attributes).dump())),
                OtlpEncoding::Json, [&facts](const SpanSource &, Span &&span) { facts.add(span); });
        std::string list;
        const SessionChange change = facts.change("t", {}, Origin::Received);
        for (const std::string &tag : *change.tags)
            list += (list.empty() ? "" : ", ") + tag;
        return read ? list : read.error().message;
    };
    QCOMPARE(tags(""), std::string("n"));
    QCOMPARE(tags(R"("agentops.tags":["a","b","a"])"), std::string("a, b"));
    QCOMPARE(tags(R"("langfuse.trace.name":"chat","langfuse.user.id":"u","session.id":"s")"),
        std::string("chat, user:u, session:s"));
    QCOMPARE(tags(R"("langfuse.trace.tags":["x"],"user.id":"u")"), std::string("x, user:u"));
    QCOMPARE(tags(R"("langfuse.trace.tags":"[\"x\",\"y\"]")"), std::string("x, y"));
    QCOMPARE(tags(R"("tag.tags":"one")"), std::string("one"));
    QCOMPARE(tags(R"("traceloop.workflow.name":"w","traceloop.association.properties.chat":"7")"),
        std::string("w, chat:7"));
    std::string many;
    for (int i = 0; i < 70; ++i)
        many += (many.empty() ? "\"" : ",\"") + std::to_string(i) + '"';
    const std::string list = tags(R"("agentops.tags":[)" + many + "]");
    QVERIFY(list.ends_with(", 63"));
}

void TestGenaiConventions::readsOpenSpans()
{
    const StoredEvent event = made("", R"("endTimeUnixNano":"0")").events.front();
    QVERIFY(event.facts.isOpen);
    QCOMPARE(event.end, event.start);
    QCOMPARE(member(event, "end_timestamp"), std::string());
}

void TestGenaiConventions::makesEventsOfLogs()
{
    OtlpLog log;
    log.traceId = "0af7651916cd43dd8448eb211c80319c";
    log.spanId = "b7ad6b7169203331";
    log.time = Timestamp(Micros(1'790'000'000'000'001));
    log.severityNumber = 9;
    log.severity = "INFO";
    log.body = {{}, Attribute::Kind::Text, "listening"};
    log.attributes.add("k", "v");
    const StoredEvent plain = *eventOf(log);
    QCOMPARE(plain.type, EventType::Action);
    QCOMPARE(plain.name, std::string("log"));
    QCOMPARE(plain.facts.parent, EventId("b7ad6b7169203331"));
    QCOMPARE(member(plain, "logs"), std::string(R"("listening")"));
    QCOMPARE(member(plain, "attributes"), std::string(R"({"k":"v"})"));
    QCOMPARE(eventOf(log)->id, plain.id);
    QCOMPARE(factsOf(plain), plain.facts);

    log.severityNumber = 17;
    log.attributes.add("exception.type", "OSError");
    const StoredEvent error = *eventOf(log);
    QCOMPARE(error.type, EventType::Error);
    QCOMPARE(error.name, std::string("OSError"));
    QCOMPARE(error.trigger, EventId("b7ad6b7169203331"));
    QCOMPARE(member(error, "details"), std::string(R"("listening")"));
    QVERIFY(error.id != plain.id);

    log.traceId.clear();
    QVERIFY(!eventOf(log));
}

void TestGenaiConventions::makesMessagesOfLogs()
{
    OtlpLog log;
    log.traceId = "0af7651916cd43dd8448eb211c80319c";
    log.spanId = "b7ad6b7169203331";
    const auto chat = [&log](const char *name, Attribute::Kind kind, const char *body) {
        log.eventName = name;
        log.body = {{}, kind, body};
        const StoredEvent event = *eventOf(log);
        return event.name + '\n' + chatText(event);
    };
    using Kind = Attribute::Kind;
    QCOMPARE(chat("gen_ai.user.message", Kind::Json, R"({"content":"hi"})"),
        std::string("gen_ai.user.message\n1: 0|hi\n"));
    QCOMPARE(chat("gen_ai.system.message", Kind::Text, "be kind"),
        std::string("gen_ai.system.message\n0: 0|be kind\n"));
    QCOMPARE(chat("gen_ai.tool.message", Kind::Json, R"({"content":"2","id":"c1"})"),
        std::string("gen_ai.tool.message\n3: 3|c1|2\n"));
    QCOMPARE(chat("gen_ai.choice", Kind::Json, choiceBody), std::string("gen_ai.choice\n2: 0|yo\n"));
    log.attributes.add("gen_ai.input.messages", inputMessages);
    log.attributes.add("gen_ai.output.messages", outputMessages);
    QCOMPARE(chat("gen_ai.client.inference.operation.details", Kind::Json, "null"),
        std::string("gen_ai.client.inference.operation.details\n1: 0|q\n2: 0|a\n"));
}

QTEST_APPLESS_MAIN(TestGenaiConventions)
#include "tst_genai_conventions.moc"
