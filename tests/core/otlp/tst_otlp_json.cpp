// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_document.h"
#include "core/otlp/message_attributes.h"
#include "core/otlp/numbered_values.h"
#include "core/otlp/otlp_ids.h"
#include "core/otlp/read_span.h"
#include "core/otlp/span_event.h"
#include "core/otlp/write_span.h"

#include <QTest>

#include <cstdint>
#include <optional>
#include <string>

using namespace sluice;

namespace {

const std::string ids = R"("traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331")";

Result<Span> read(const std::string &members)
{
    JsonDocument document;
    const std::string text = '{' + ids + members + '}';
    if (const auto parsed = document.read(text); !parsed)
        return parsed.error();
    return readSpan(document.root(), "span");
}

Span withAttribute(const char *key, const char *value)
{
    Span span;
    span.traceId = "0af7651916cd43dd8448eb211c80319c";
    span.spanId = "b7ad6b7169203331";
    span.parentSpanId = "b7ad6b7169203332";
    span.name = "search.tool";
    if (key[0] != '\0')
        span.attributes.add(key, value);
    return span;
}

} // namespace

class TestOtlpJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsValuesOfEveryKind_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *value, const char *json) {
            QTest::newRow(value) << QByteArray(value) << QByteArray(json);
        };
        row("{\"stringValue\":\"a\\\"b\"}", "\"a\\\"b\"");
        row(R"({"intValue":"-12"})", "-12");
        row(R"({"intValue":12})", "12"); // as npm's exporter writes it
        row(R"({"intValue":"no"})", R"("no")");
        row(R"({"doubleValue":0.5})", "0.5");
        row(R"({"doubleValue":"NaN"})", R"("NaN")");
        row(R"({"boolValue":true})", "true");
        row(R"({"bytesValue":"aGk="})", R"("aGk=")");
        row(R"({"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"x"}]}})", R"([1,"x"])");
        row(R"({"arrayValue":{}})", "[]");
        row(R"({"kvlistValue":{"values":[{"key":"k","value":{"boolValue":false}},{"key":"n"}]}})",
            R"({"k":false,"n":null})");
        row("{}", "null");
        row("7", "null");
    }

    void readsValuesOfEveryKind()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, json);
        const Result<Span> span = read(R"(,"attributes":[{"key":"a","value":)" + value.toStdString() + "}]");
        QVERIFY2(span.ok(), span ? "" : span.error().message.c_str());
        std::string text;
        appendAttributeJson(text, span->attributes.all().front());
        QCOMPARE(text, json.toStdString());
    }

    void writesWhatItReads()
    {
        const std::string members
            = R"(,"parentSpanId":"b7ad6b7169203332","name":"n","kind":3,"startTimeUnixNano":"1790000000000001000",)"
              R"("endTimeUnixNano":"1790000000000002000","attributes":[{"key":"s","value":{"stringValue":"x"}},)"
              R"({"key":"i","value":{"intValue":"5"}},{"key":"d","value":{"doubleValue":0.5}},)"
              R"({"key":"b","value":{"boolValue":true}},{"key":"l","value":{"arrayValue":{"values":[)"
              R"({"intValue":"1"},{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}]}}}],)"
              R"("events":[{"name":"e","timeUnixNano":"1790000000000001000"}],"status":{"code":2,"message":"m"})";
        const Result<Span> span = read(members);
        QVERIFY(span.ok());
        std::string text;
        appendSpan(text, *span);
        QCOMPARE(text,
            std::string(R"({"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331")")
                + members + '}');
    }

    void takesWhatSendersVary()
    {
        QVERIFY(read(R"(,"parentSpanId":"")")->isRoot());
        QVERIFY(read(R"(,"parentSpanId":"0000000000000000")")->isRoot());
        QCOMPARE(read(R"(,"kind":"SPAN_KIND_CLIENT")")->kind, Span::Kind::Client);
        QCOMPARE(read(R"(,"kind":77)")->kind, Span::Kind::Unspecified);
        QCOMPARE(read(R"(,"status":{"code":"STATUS_CODE_ERROR"})")->status, Span::Status::Error);
        QCOMPARE(read(R"(,"startTimeUnixNano":1790000000000001999)")->start,
            Timestamp(Micros(1'790'000'000'000'001)));
        const Result<Span> backwards = read(R"(,"startTimeUnixNano":"5000","endTimeUnixNano":"4000")");
        QCOMPARE(backwards->end, backwards->start);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("parent") << QByteArray(R"(,"parentSpanId":"xyz")")
                                << QByteArray("span.parentSpanId: expected 16 hexadecimal digits");
        QTest::newRow("time") << QByteArray(R"(,"startTimeUnixNano":"soon")")
                              << QByteArray("span.startTimeUnixNano: expected nanoseconds since 1970");
        QTest::newRow("attributes") << QByteArray(R"(,"attributes":{})")
                                    << QByteArray("span.attributes: expected an array");
        QTest::newRow("key") << QByteArray(R"(,"attributes":[{}])")
                             << QByteArray("span.attributes[0].key: expected a string");
    }

    void namesWhatIsWrong()
    {
        QFETCH(const QByteArray, members);
        QFETCH(const QByteArray, message);
        const Result<Span> span = read(members.toStdString());
        QVERIFY(!span.ok());
        QVERIFY2(span.error().message.starts_with(message.toStdString()), span.error().message.c_str());
    }

    void infersTheKind_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *key, const char *value, const char *type) {
            QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value) << QByteArray(type);
        };
        row("agentops.span.kind", "llm", "llms");
        row("agentops.span.kind", "tool", "tools");
        row("agentops.span.kind", "tool.usage", "tools");
        row("agentops.span.kind", "agent", "actions");
        row("agentops.span.kind", "http", "apis");
        row("span.kind", "llm", "llms"); // as the dashboard nests it
        row("gen_ai.request.model", "gpt-4o", "llms");
        row("function.name", "f", "tools");
        row("agent.name", "writer", "actions");
        row("", "", "actions");
    }

    void infersTheKind()
    {
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, type);
        const SpanEvents made = eventsOf(withAttribute(key.constData(), value.constData()));
        QCOMPARE(made.events.size(), std::size_t{1});
        QCOMPARE(std::string(wireName(made.events.front().type)), type.toStdString());
        QCOMPARE(made.events.front().facts.parent, EventId("b7ad6b7169203332"));
    }

    void leavesTheKindOutOfAName()
    {
        QCOMPARE(
            eventsOf(withAttribute("agentops.span.kind", "tool")).events.front().name, std::string("search"));
        QCOMPARE(eventsOf(withAttribute("", "")).events.front().name, std::string("search.tool"));
        QCOMPARE(eventsOf(withAttribute("tool.name", "find")).events.front().name, std::string("find"));
    }

    void makesOneIdOfOneSession()
    {
        QCOMPARE(traceIdOf(SessionId("0AF76519-16cd-43dd-8448-eb211c80319c")),
            std::string("0af7651916cd43dd8448eb211c80319c"));
        QCOMPARE(sessionOfTrace("0af7651916cd43dd8448eb211c80319c"),
            SessionId("0af76519-16cd-43dd-8448-eb211c80319c"));
        QCOMPARE(traceIdOf(SessionId("odd")).size(), std::size_t{32});
        QCOMPARE(traceIdOf(SessionId("odd")), traceIdOf(SessionId("odd")));
        QVERIFY(spanIdOf(EventId("a")) != spanIdOf(EventId("b")));
        QCOMPARE(hexId("ABCDEF0123456789", 16), std::optional(std::string("abcdef0123456789")));
        QCOMPARE(hexId("0000000000000000", 16), std::nullopt);
        QCOMPARE(hexId("ABCDEF012345678", 16), std::nullopt);
    }

    void readsNumbersFromTexts()
    {
        Attributes attributes;
        attributes.add("text", "12");
        attributes.add("real", Attribute::Kind::Real, "12.0");
        attributes.add("half", Attribute::Kind::Real, "12.5");
        attributes.add("minus", Attribute::Kind::Integer, "-1");
        QCOMPARE(attributes.firstCount({"text"}), std::optional<std::uint64_t>(12));
        QCOMPARE(attributes.firstCount({"minus", "half", "real"}), std::optional<std::uint64_t>(12));
        QCOMPARE(attributes.firstCount({"half"}), std::nullopt);
        QCOMPARE(attributes.firstCount({"none"}), std::nullopt);
    }

    void numbersMessagesBothWays()
    {
        const std::string prompt = R"([{"role":"system","content":"s"},{"role":"user","content":"u"}])";
        JsonDocument document;
        QVERIFY(document.read(prompt).ok());
        Attributes attributes;
        addMessages(attributes, "gen_ai.prompt", "user", document.root());
        QCOMPARE(std::string(attributes.firstText({"gen_ai.prompt.1.content"})), std::string("u"));
        QCOMPARE(numberedJson(attributes, AttributeFamily::Prompt), prompt);
        QCOMPARE(numberedJson(attributes, AttributeFamily::Completion), std::string());
    }
};

QTEST_APPLESS_MAIN(TestOtlpJson)
#include "tst_otlp_json.moc"
