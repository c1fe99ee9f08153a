// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What SDKs really sent is compared as text with traced.txt beside it: SLUICE_WRITE_EXPECTED=1 writes the
// files anew; read the difference before it is committed.

#include "core/otlp/export_request.h"
#include "core/otlp/session_span.h"
#include "core/otlp/span_event.h"
#include "tests/core/otlp/otlp_bodies.h"
#include "tests/core/otlp/recorded_requests.h"
#include "tests/core/otlp/span_text.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace sluice;

namespace {

constexpr auto protobuf = OtlpEncoding::Protobuf;
constexpr auto json = OtlpEncoding::Json;

std::string sessionText(const SessionChange &change)
{
    std::string tags;
    for (const std::string &tag : change.tags.value_or(std::vector<std::string>()))
        tags += (tags.empty() ? "" : ", ") + tag;
    const auto time = [](const std::optional<Timestamp> &at) { return at ? toIsoText(*at) : "-"; };
    return "session " + change.id.text() + ' ' + std::string(wireName(change.origin)) + "\n  "
        + time(change.started) + " to " + time(change.ended) + ", "
        + (change.endState ? std::string(wireName(*change.endState)) : "-") + " \""
        + change.endStateText.value_or("") + "\" \"" + change.endReason.value_or("") + "\"\n  tags [" + tags
        + "]\n  " + change.hostEnv.value_or("-") + '\n';
}

std::string eventText(const StoredEvent &event)
{
    return "  " + std::string(wireName(event.type)) + " \"" + event.name + "\" " + event.id.text() + " under "
        + event.facts.parent.text() + (event.facts.isOpen ? " open" : "") + "\n    " + toIsoText(event.start)
        + " to " + toIsoText(event.end) + ", agent " + event.agent.text() + ", tokens "
        + std::to_string(event.facts.promptTokens.value_or(0)) + ' '
        + std::to_string(event.facts.completionTokens.value_or(0)) + ", cost "
        + (event.facts.cost ? event.facts.cost->text() : "-") + "\n    " + event.body + '\n';
}

/// As the collector takes them: request by request.
std::string heldText(const std::vector<RecordedRequest> &requests)
{
    struct Held
    {
        TraceFacts facts;
        Attributes resource;
        std::string events;
    };
    std::map<std::string, Held> traces;
    for (const RecordedRequest &request : requests) {
        const auto read
            = readTraces(request.body, request.encoding, [&traces](const SpanSource &source, Span &&span) {
                  Held &held = traces[span.traceId];
                  held.facts.add(span);
                  held.resource = source.resource;
                  for (const StoredEvent &event : eventsOf(span, source).events)
                      held.events += eventText(event);
              });
        if (!read || read->count > 0)
            return read ? read->reason : read.error().message;
    }
    std::string text;
    for (const auto &[id, held] : traces)
        text += sessionText(held.facts.change(id, held.resource, Origin::Received)) + held.events;
    return text;
}

std::string deepValue(int levels)
{
    std::string value = R"({"stringValue":"x"})";
    for (int i = 0; i < levels; ++i)
        value = R"({"arrayValue":{"values":[)" + value + "]}}";
    return value;
}

std::string attribute(const std::string &value)
{
    return R"(,"attributes":[{"key":"a","value":)" + value + "}]";
}

std::uint64_t spansIn(std::string_view body, OtlpEncoding encoding)
{
    std::uint64_t count = 0;
    const auto read = readTraces(body, encoding, [&count](const SpanSource &, Span &&) { ++count; });
    return read ? count : 0;
}

} // namespace

class TestExportRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatSdksSent_data();
    void readsWhatSdksSent();
    void readsBothEncodingsAlike_data();
    void readsBothEncodingsAlike();
    void keepsWhatASpanSays();
    void mergesWhatProtobufSaysTwice();
    void mendsTextThatIsNoUtf8();
    void takesAResourceBehindItsScopes();
    void refusesSpansThatCanBeNone_data();
    void refusesSpansThatCanBeNone();
    void namesThePlaceOfWhatIsWrong_data();
    void namesThePlaceOfWhatIsWrong();
    void survivesEveryCut_data();
    void survivesEveryCut();
    void boundsDepth();
    void boundsCounts();
    void readsLogs();
    void countsDataPoints();
    void answers();
    void endsASessionWithItsRoot();
};

void TestExportRequest::readsWhatSdksSent_data()
{
    QTest::addColumn<QByteArray>("folder");
    for (const char *folder : recordedFolders)
        QTest::newRow(folder) << QByteArray(folder);
}

void TestExportRequest::readsWhatSdksSent()
{
    QFETCH(const QByteArray, folder);
    const std::vector<RecordedRequest> requests = recordedRequests(folder.constData());
    QVERIFY(!requests.empty());
    const std::string held = heldText(requests);
    QFile expected(recordedFolder(folder.constData()).filePath(QStringLiteral("traced.txt")));
    if (qEnvironmentVariableIsSet("SLUICE_WRITE_EXPECTED")) {
        QVERIFY(expected.open(QFile::WriteOnly));
        QCOMPARE(
            expected.write(held.data(), static_cast<qint64>(held.size())), static_cast<qint64>(held.size()));
        return;
    }
    QVERIFY2(expected.open(QFile::ReadOnly), qPrintable(expected.fileName()));
    const QStringList wanted = QString::fromUtf8(expected.readAll()).split(QLatin1Char('\n'));
    const QStringList got = QString::fromStdString(held).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::min(wanted.size(), got.size()); ++i)
        QCOMPARE(got.at(i), wanted.at(i));
    QCOMPARE(got.size(), wanted.size());
}

void TestExportRequest::readsBothEncodingsAlike_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const std::string &more) {
        QTest::newRow(name) << QByteArray::fromStdString(traceRequest(spanJson(more)));
    };
    row("bare", "");
    row("text", attribute(R"({"stringValue":"a\"\u00e9\ud83d\ude00"})"));
    row("integers", attribute(R"({"intValue":"-9223372036854775808"})"));
    row("an integer as a number", attribute(R"({"intValue":12})"));
    row("reals", attribute(R"({"doubleValue":0.1})"));
    row("a whole real", attribute(R"({"doubleValue":3.0})"));
    row("a large real", attribute(R"({"doubleValue":1.5e300})"));
    row("truth", attribute(R"({"boolValue":true})"));
    row("bytes", attribute(R"({"bytesValue":"AAEC/+8="})"));
    row("bytes for URLs, unpadded", attribute(R"({"bytesValue":"AAEC_-8"})"));
    row("a list", attribute(R"({"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"x"},{}]}})"));
    row("an empty list", attribute(R"({"arrayValue":{"values":[]}})"));
    row("a map",
        attribute(R"({"kvlistValue":{"values":[{"key":"k","value":{"boolValue":false}},)"
                  R"({"key":"n"},{"key":"m","value":{"kvlistValue":{}}}]}})"));
    row("no value", attribute("{}"));
    row("open", R"(,"endTimeUnixNano":"0")");
    row("everything",
        R"(,"parentSpanId":"b7ad6b7169203332","kind":3,"traceState":"a=b","flags":257,)"
        R"("droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3,)"
        R"("status":{"code":2,"message":"broken"},)"
        R"("events":[{"timeUnixNano":"1790000000000001500","name":"e","droppedAttributesCount":4,)"
        R"("attributes":[{"key":"k","value":{"stringValue":"v"}}]},{"name":"without a time"}],)"
        R"("links":[{"traceId":"1af7651916cd43dd8448eb211c80319c","spanId":"c7ad6b7169203331",)"
        R"("traceState":"c=d","flags":1,"droppedAttributesCount":5,)"
        R"("attributes":[{"key":"l","value":{"intValue":"1"}}]}])");
    for (const RecordedRequest &request : recordedRequests("agentops-npm-0.1.0/agents"))
        QTest::addRow("of npm agentops, %zu bytes", request.body.size())
            << QByteArray::fromStdString(request.body);
}

void TestExportRequest::readsBothEncodingsAlike()
{
    QFETCH(const QByteArray, body);
    const std::string text = body.toStdString();
    const std::string spans = tracesText(text, json);
    QVERIFY2(spans.starts_with("span "), spans.c_str());
    QVERIFY2(spans.ends_with("refused 0 \n"), spans.c_str());
    QCOMPARE(tracesText(asProto(text, "traces"), protobuf), spans);
}

void TestExportRequest::keepsWhatASpanSays()
{
    const std::string body = traceRequest(spanJson(
        R"(,"parentSpanId":"b7ad6b7169203332","kind":3,"traceState":"a=b","flags":257,)"
        R"("droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3,)"
        R"("attributes":[{"key":"k","value":{"arrayValue":{"values":[{"doubleValue":1}]}}}],)"
        R"("status":{"code":1,"message":"m"},"events":[{"name":"e","timeUnixNano":"1790000000000001500",)"
        R"("droppedAttributesCount":4,"attributes":[{"key":"x","value":{"stringValue":"v"}}]}],)"
        R"("links":[{"traceId":"1af7651916cd43dd8448eb211c80319c","spanId":"c7ad6b7169203331",)"
        R"("traceState":"c=d","flags":1}])"));
    std::string written;
    const auto read = readTraces(body, json,
        [&](const SpanSource &source, Span &&span) { written = eventsOf(span, source).events.front().body; });
    QVERIFY(read.ok());
    QCOMPARE(written,
        std::string(
            R"({"event_type":"actions","id":"b7ad6b7169203331","init_timestamp":"2026-09-21T14:13:20.000001+00:00",)"
            R"("end_timestamp":"2026-09-21T14:13:20.000002+00:00","parent_id":"b7ad6b7169203332","action_type":"n",)"
            R"("span_kind":"client","status":{"code":"ok","message":"m"},"scope":{"name":"scope","version":"1"},)"
            R"("events":[{"name":"e","time":"2026-09-21T14:13:20.000001+00:00","attributes":{"x":"v"},)"
            R"("dropped_attributes":4}],"links":[{"trace_id":"1af7651916cd43dd8448eb211c80319c",)"
            R"("span_id":"c7ad6b7169203331","trace_state":"c=d","flags":1}],"trace_state":"a=b","flags":257,)"
            R"("dropped_attributes":1,"dropped_events":2,"dropped_links":3,"attributes":{"k":[1]}})"));
}

void TestExportRequest::mergesWhatProtobufSaysTwice()
{
    const auto spans = [](const std::string &values) {
        return tracesText(asProto(traceRequest(spanJson(R"(,"attributes":[{"key":"a","value":[)" + values
                                      + R"(]}],"status":[{"code":2},{"message":"m"}])")),
                              "traces"),
            protobuf);
    };
    const auto list = [](const char *item) {
        return std::string(R"({"arrayValue":{"values":[{"intValue":")") + item + R"("}]}})";
    };
    const std::string none = R"({"arrayValue":{}})";
    const std::string map = R"({"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}}]}})";
    const std::string text = R"({"stringValue":"[x"})";
    QVERIFY(spans(list("1") + "," + list("2")).find("a = [1,2] 4\n") != std::string::npos);
    QVERIFY(spans(none + "," + list("2") + ",{}," + none).find("a = [2] 4\n") != std::string::npos);
    QVERIFY(spans(map + "," + map).find(R"(a = {"k":true,"k":true} 4)") != std::string::npos);
    QVERIFY(spans(list("1") + "," + map).find(R"(a = {"k":true} 4)") != std::string::npos);
    QVERIFY(spans(text + "," + list("1")).find("a = [1] 4\n") != std::string::npos);
    QVERIFY(spans(list("1") + "," + text).find("a = \"[x\" 0\n") != std::string::npos);
    QVERIFY(spans(text).find("status 2 \"m\"") != std::string::npos);
}

void TestExportRequest::mendsTextThatIsNoUtf8()
{
    std::string body = asProto(traceRequest(spanJson(attribute(R"({"stringValue":"cut?"})"))), "traces");
    body[body.find("cut?") + 3] = '\xc3'; // the first half of a character
    QVERIFY(tracesText(body, protobuf).find("a = \"cut\xef\xbf\xbd\"") != std::string::npos);
}

void TestExportRequest::takesAResourceBehindItsScopes()
{
    const std::string scopes
        = asProto(R"({"scopeSpans":[{"spans":[)" + spanJson("") + "]}]}", "resourceSpans");
    const std::string resource = asProto(
        R"({"resource":{"attributes":[{"key":"r","value":{"stringValue":"late"}}]}})", "resourceSpans");
    const std::string body = delimited('\x0a', scopes + resource);
    QVERIFY(tracesText(body, protobuf).find("resource r = \"late\"") != std::string::npos);
}

void TestExportRequest::refusesSpansThatCanBeNone_data()
{
    QTest::addColumn<QByteArray>("span");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *name, const char *ids, const char *reason) {
        QTest::newRow(name) << QByteArray(ids) << QByteArray(reason);
    };
    const char *const trace = "traceId: expected 32 hexadecimal digits, not all 0";
    const char *const span = "spanId: expected 16 hexadecimal digits, not all 0";
    row("no ids", R"("name":"n")", trace);
    row("short trace", R"("traceId":"0af7","spanId":"b7ad6b7169203331")", trace);
    row("trace of zeros", R"("traceId":"00000000000000000000000000000000","spanId":"b7ad6b7169203331")",
        trace);
    row("no span", R"("traceId":"0af7651916cd43dd8448eb211c80319c")", span);
    row("span of zeros", R"("traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"0000000000000000")", span);
    row("long span", R"("traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331ff")", span);
    row("short parent",
        R"("traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","parentSpanId":"ff")",
        "parentSpanId: expected 16 hexadecimal digits");
}

void TestExportRequest::refusesSpansThatCanBeNone()
{
    QFETCH(const QByteArray, span);
    QFETCH(const QByteArray, reason);
    const std::string body
        = traceRequest(spanJson("") + ",{" + span.toStdString() + "},{}," + spanJson("", "c7ad6b7169203331"));
    const std::string spans = tracesText(body, json);
    QVERIFY2(
        spans.ends_with("refused 2 resourceSpans[0].scopeSpans[0].spans[1]." + reason.toStdString() + '\n'),
        spans.c_str());
    QCOMPARE(spansIn(body, json), 2U);
    QCOMPARE(tracesText(asProto(body, "traces"), protobuf), spans);
}

void TestExportRequest::namesThePlaceOfWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const std::string &body, const char *message) {
        QTest::newRow(name) << QByteArray::fromStdString(body) << QByteArray(message);
    };
    row("empty", "", "body: not JSON");
    row("no object", "[]", "body: expected an object, found an array");
    row("NaN", traceRequest(spanJson(attribute(R"({"doubleValue":NaN})"))), "body: byte ");
    row("half a surrogate", R"({"x":"\ud800"})", "body: byte 6: not strict JSON");
    row("too large", R"({"x":1e999})", "body: byte 5: not strict JSON");
    row("no list", R"({"resourceSpans":{}})", "body: resourceSpans: expected an array, found an object");
    row("no resource", R"({"resourceSpans":[7]})", "resourceSpans[0]: expected an object, found a number");
    row("no scopes", R"({"resourceSpans":[{},{"scopeSpans":""}]})",
        "resourceSpans[1]: scopeSpans: expected an array");
    row("no span", R"({"resourceSpans":[{"scopeSpans":[{"spans":[null]}]}]})",
        "resourceSpans[0].scopeSpans[0].spans[0]: expected an object");
    row("no time", traceRequest(spanJson("") + "," + spanJson(R"(,"events":[{"timeUnixNano":"soon"}])")),
        "resourceSpans[0].scopeSpans[0].spans[1]: events[0].timeUnixNano: expected nanoseconds");
    row("no key", traceRequest(spanJson(R"(,"links":[{"attributes":[{}]}])")),
        "resourceSpans[0].scopeSpans[0].spans[0]: links[0].attributes[0].key: expected a string");
    row("a resource's", R"({"resourceSpans":[{"resource":{"attributes":7}}]})",
        "resourceSpans[0]: resource.attributes: expected an array");
}

void TestExportRequest::namesThePlaceOfWhatIsWrong()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, message);
    const auto read = readTraces(body.toStdString(), json, [](const SpanSource &, Span &&) {});
    QVERIFY(!read.ok());
    QCOMPARE(read.error().kind, ErrorKind::Invalid);
    QVERIFY2(read.error().message.starts_with(message.toStdString()), read.error().message.c_str());
}

void TestExportRequest::survivesEveryCut_data()
{
    readsWhatSdksSent_data();
}

void TestExportRequest::survivesEveryCut()
{
    QFETCH(const QByteArray, folder);
    for (const RecordedRequest &request : recordedRequests(folder.constData())) {
        const std::uint64_t whole = spansIn(request.body, request.encoding);
        QVERIFY(whole > 0);
        for (std::size_t size = 0; size < request.body.size(); ++size) {
            const std::string cut = request.body.substr(0, size); // ends where memory does
            std::uint64_t count = 0;
            const auto read
                = readTraces(cut, request.encoding, [&count](const SpanSource &, Span &&) { ++count; });
            QVERIFY(count <= whole);
            // Protobuf that ends between two resources is a smaller request.
            QVERIFY(!read || (request.encoding == protobuf && count < whole));
            QVERIFY(read || !read.error().message.empty());
        }
    }
}

void TestExportRequest::boundsDepth()
{
    const auto read = [](int levels, OtlpEncoding encoding) {
        const std::string body = traceRequest(spanJson(attribute(deepValue(levels))));
        return readTraces(
            encoding == json ? body : asProto(body, "traces"), encoding, [](const SpanSource &, Span &&) {});
    };
    QVERIFY(read(mostExportedLevels - 1, protobuf).ok());
    QVERIFY(read(mostExportedLevels, protobuf).ok());
    const auto deeper = read(mostExportedLevels + 1, protobuf);
    QVERIFY(!deeper);
    QCOMPARE(deeper.error().kind, ErrorKind::Limit);
    QVERIFY2(deeper.error().message.starts_with("resourceSpans[0].scopeSpans[0].spans[0]: "),
        deeper.error().message.c_str());
    QVERIFY(read(15, json).ok());
    QVERIFY(!read(40, json)); // too deep for JSON before
}

void TestExportRequest::boundsCounts()
{
    const auto request = [](std::uint64_t spans) {
        std::string scope;
        for (std::uint64_t i = 0; i < spans; ++i)
            scope += std::string_view("\x12\x00", 2); // an empty span
        return delimited('\x0a', delimited('\x12', scope));
    };
    for (const std::uint64_t spans : {mostExported - 1, mostExported}) {
        const auto read = readTraces(request(spans), protobuf, [](const SpanSource &, Span &&) {});
        QVERIFY(read.ok());
        QCOMPARE(read->count, spans); // refused: they have no ids
    }
    const auto more = readTraces(request(mostExported + 1), protobuf, [](const SpanSource &, Span &&) {});
    QVERIFY(!more);
    QCOMPARE(more.error().kind, ErrorKind::Limit);

    std::string values;
    for (int i = 0; i < (1 << 17); ++i)
        values += values.empty() ? "{}" : ",{}";
    const std::string list = R"({"arrayValue":{"values":[)" + values + "]}}";
    const auto many = readTraces(asProto(traceRequest(spanJson(attribute(list))), "traces"), protobuf,
        [](const SpanSource &, Span &&) {});
    QVERIFY(!many);
    QCOMPARE(many.error().kind, ErrorKind::Limit);
}

void TestExportRequest::readsLogs()
{
    const std::string body
        = R"({"resourceLogs":[{"resource":{"attributes":[{"key":"r","value":{"stringValue":"v"}}]},)"
          R"("scopeLogs":[{"scope":{"name":"s"},"logRecords":[)"
          R"({"timeUnixNano":"1790000000000001000","severityNumber":17,"severityText":"ERROR",)"
          R"("eventName":"gen_ai.choice","flags":1,"droppedAttributesCount":2,)"
          R"("traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331",)"
          R"("body":{"kvlistValue":{"values":[{"key":"index","value":{"intValue":"0"}}]}},)"
          R"("attributes":[{"key":"a","value":{"boolValue":true}}]},)"
          R"({"observedTimeUnixNano":"1790000000000002000","body":{"stringValue":"plain"},"traceId":"0a"},{}]}]}]})";
    const std::string logs = logsText(body, json);
    QCOMPARE(logsText(asProto(body, "logs"), protobuf), logs);
    QVERIFY2(logs.starts_with("log of \"0af7651916cd43dd8448eb211c80319c\" \"b7ad6b7169203331\" "
                              "\"gen_ai.choice\"\n  scope s \n  resource r = \"v\" 0\n"),
        logs.c_str());
    QVERIFY(logs.find("body  = {\"index\":0} 4\n") != std::string::npos);
    QVERIFY(logs.find("log of \"\" \"\" \"\"\n") != std::string::npos);
    QVERIFY(logs.find("20.000002+00:00 severity 0") != std::string::npos);
    const auto wrong = readLogs("{", json, [](const SpanSource &, OtlpLog &&) {});
    QVERIFY(!wrong);
}

void TestExportRequest::countsDataPoints()
{
    const std::string body
        = R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[)"
          R"({"name":"a","gauge":{"dataPoints":[{},{}]}},{"name":"b","sum":{"dataPoints":[{}]}},)"
          R"({"name":"c","histogram":{"dataPoints":[{"timeUnixNano":"1"}]}},{"name":"d"},)"
          R"({"name":"e","exponentialHistogram":{"dataPoints":[{}]}},{"summary":{"dataPoints":[{}]}}]}]}]})";
    QCOMPARE(countDataPoints(body, json).value(), 6U);
    QCOMPARE(countDataPoints(asProto(body, "metrics"), protobuf).value(), 6U);
    QCOMPARE(countDataPoints("", protobuf).value(), 0U);
    QVERIFY(!countDataPoints("", json));
    QVERIFY(!countDataPoints("\x0a\x7f", protobuf));
}

void TestExportRequest::answers()
{
    const ExportRefusals none;
    const ExportRefusals some{3, "no \"id\""};
    QCOMPARE(exportAnswer(OtlpSignal::Traces, json, none), std::string("{}"));
    QCOMPARE(exportAnswer(OtlpSignal::Traces, protobuf, none), std::string());
    QCOMPARE(exportAnswer(OtlpSignal::Traces, json, some),
        std::string(R"({"partialSuccess":{"rejectedSpans":"3","errorMessage":"no \"id\""}})"));
    QCOMPARE(exportAnswer(OtlpSignal::Logs, json, some).substr(0, 44),
        std::string(R"({"partialSuccess":{"rejectedLogRecords":"3",)"));
    QCOMPARE(exportAnswer(OtlpSignal::Metrics, json, some).substr(0, 44),
        std::string(R"({"partialSuccess":{"rejectedDataPoints":"3",)"));
    QCOMPARE(
        exportAnswer(OtlpSignal::Traces, protobuf, some), std::string("\x0a\x0b\x08\x03\x12\x07no \"id\""));
    QCOMPARE(exportFailure(json, 3, "no\nid"), std::string(R"({"code":3,"message":"no\nid"})"));
    QCOMPARE(exportFailure(protobuf, 3, "no"), std::string("\x08\x03\x12\x02no"));
}

void TestExportRequest::endsASessionWithItsRoot()
{
    const auto with = [](TraceFacts facts, const std::string &more) {
        const auto read = readTraces(traceRequest(spanJson(more)), json,
            [&facts](const SpanSource &, Span &&span) { facts.add(span); });
        return read ? facts : TraceFacts();
    };
    const auto change = [](const TraceFacts &facts) {
        return facts.change("0af7651916cd43dd8448eb211c80319c", {}, Origin::Received);
    };
    const std::string child = R"(,"parentSpanId":"b7ad6b7169203332")";
    const std::string open = R"(,"endTimeUnixNano":"0")";
    TraceFacts facts = with({}, child);
    QCOMPARE(change(facts).origin, Origin::Received);
    QVERIFY(!change(facts).ended && !change(facts).endState);
    QVERIFY(change(facts).started);
    facts = with(facts, open); // announced
    QVERIFY(!change(facts).ended && !change(facts).endState);
    facts = with(facts, R"(,"status":{"code":2,"message":"why"})");
    QCOMPARE(change(facts).ended, std::optional(Timestamp(Micros(1'790'000'000'000'002))));
    QCOMPARE(change(facts).endState, std::optional(EndState::Fail));
    QCOMPARE(change(facts).endReason, std::optional(std::string("why")));
    const TraceFacts shutDown = with(
        {}, R"(,"attributes":[{"key":"agentops.session.end_state","value":{"stringValue":"Shutdown"}}])");
    QVERIFY(!change(shutDown).endState);
    QCOMPARE(change(shutDown).endStateText, std::optional(std::string("Shutdown")));
    QCOMPARE(change(with({}, R"(,"status":{"code":1})")).endState, std::optional(EndState::Success));
    QCOMPARE(change(with({}, "")).endState, std::optional(EndState::Indeterminate));
}

QTEST_APPLESS_MAIN(TestExportRequest)
#include "tst_export_request.moc"
