// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/otlp_answer.h"
#include "core/collector/otlp_routes.h"
#include "core/collector/trace_book.h"
#include "tests/core/collector/served_routes.h"
#include "tests/support/otlp_bodies.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace sluice;

namespace {

const std::string traceOne = "0af7651916cd43dd8448eb211c80319c";
const std::string traceTwo = "1bf7651916cd43dd8448eb211c80319c";

std::string spanId(int number)
{
    std::string id = std::to_string(number);
    return std::string(16 - id.size(), '0') + id;
}

WrittenSpan span(const std::string &trace, int id, int parent, std::uint64_t start, std::uint64_t end)
{
    WrittenSpan written;
    written.trace = trace;
    written.id = spanId(id);
    written.parent = parent == 0 ? std::string() : spanId(parent);
    written.name = "span " + std::to_string(id);
    written.start = start;
    written.end = end;
    return written;
}

RequestHead otlp(std::string_view target, std::string_view type = "application/json")
{
    RequestHead head;
    head.method = "POST";
    head.target = target;
    head.contentType = type;
    return head;
}

Timestamp second(std::uint64_t seconds)
{
    return Timestamp(std::chrono::seconds(seconds));
}

/// Each request's batch, as a store would see it that takes everything.
class Served
{
public:
    Exchange traces(const std::vector<WrittenSpan> &spans, const TextAttributes &resource = {})
    {
        Exchange exchange = m_routes.serve(otlp("/v1/traces"), jsonTraces(spans, resource), now);
        if (m_routes.settle(exchange, {}).status != 200)
            qFatal("not served: %s", exchange.answer.body.c_str());
        return exchange;
    }

private:
    OtlpRoutes m_routes;
};

const SessionChange *changeOf(const Exchange &exchange, const std::string &trace)
{
    const auto found = std::ranges::find(exchange.batch.sessions, SessionId(trace), &SessionChange::id);
    return found == exchange.batch.sessions.end() ? nullptr : &*found;
}

std::string logsOf(const std::string &trace, int count)
{
    std::string list;
    for (int i = 0; i < count; ++i) {
        list += list.empty() ? "" : ",";
        list += R"({"timeUnixNano":"1700000000000000000","traceId":")" + trace + R"(","spanId":")"
            + (trace.empty() ? std::string() : spanId(1))
            + R"(","severityText":"INFO","body":{"stringValue":"line )" + std::to_string(i) + R"("}})";
    }
    return R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + list + "]}]}]}";
}

constexpr const char *twoPoints = R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"tokens",)"
                                  R"("sum":{"dataPoints":[{"asInt":"1"},{"asInt":"2"}]}}]}]}]})";

} // namespace

class TestOtlpRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAreKnownByTheirEnd_data();
    void pathsAreKnownByTheirEnd();
    void headsAreRefused_data();
    void headsAreRefused();
    void bothEncodingsGiveTheSame();
    void answersAreInTheRequestsEncoding();
    void badBodiesAreStatuses_data();
    void badBodiesAreStatuses();
    void aTraceIsASession();
    void spansMayComeInAnyOrder_data();
    void spansMayComeInAnyOrder();
    void parentsAreStoredBeforeTheirChildren();
    void whatLiesUnderAnAgentIsItsDoing();
    void openSpansAreAnnouncedAndReplaced();
    void manyRootsGiveOneName();
    void onlyNewsAreTold();
    void aFailedCommitIsToldAgain();
    void aBadBodyLeavesNothingBehind();
    void spansThatAreNoneArePartialSuccess();
    void logsOfATraceAreItsEvents();
    void logsSentTwiceAreTheSame();
    void whatDoesNotSayWhenIsNow();
    void logsWithoutATraceArePartialSuccess();
    void metricsArePartialSuccess();
    void emptyRequestsSucceed_data();
    void emptyRequestsSucceed();
    void secretsAreMasked();
    void clientsAreNamedByTheirResource_data();
    void clientsAreNamedByTheirResource();
    void theBookForgetsTheTraceWithoutNews();
    void theBookIsBoundedInBytes();
};

void TestOtlpRoutes::pathsAreKnownByTheirEnd_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("served");
    const auto row = [](const char *target, bool served) {
        QTest::newRow(target) << QString::fromLatin1(target) << served;
    };
    row("/v1/traces", true);
    row("/v1/logs", true);
    row("/v1/metrics", true);
    row("//v1//traces/", true);
    row("/v1/traces?x=y", true);
    row("/api/public/otel/v1/traces", true);
    row("/v1/traces/v1/traces", true);
    row("/v1/profiles", false);
    row("/v1/traces/x", false);
    row("/V1/traces", false);
    row("/traces", false);
    row("/v1/events", false);
    row("/", false);
    row("", false);
}

void TestOtlpRoutes::pathsAreKnownByTheirEnd()
{
    QFETCH(const QString, target);
    QFETCH(const bool, served);
    const std::string bytes = target.toStdString();
    QCOMPARE(OtlpRoutes::serves(otlp(bytes)), served);
}

void TestOtlpRoutes::headsAreRefused_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("coding");
    QTest::addColumn<int>("status"); // 0: served
    const auto row
        = [](const char *name, const char *method, const char *type, const char *coding, int status) {
              QTest::newRow(name) << QString::fromLatin1(method) << QString::fromLatin1(type)
                                  << QString::fromLatin1(coding) << status;
          };
    row("protobuf", "POST", "application/x-protobuf", "", 0);
    row("json", "POST", "application/json", "identity", 0);
    row("with parameters", "POST", "Application/JSON; charset=utf-8", "gzip", 0);
    row("protobuf with parameters", "POST", "application/x-protobuf;v=1", "", 0);
    row("get", "GET", "application/json", "", 405);
    row("put", "PUT", "application/json", "", 405);
    row("text", "POST", "text/plain", "", 415);
    row("no type", "POST", "", "", 415);
    row("nearly protobuf", "POST", "application/x-protobuffer", "", 415);
    row("brotli", "POST", "application/json", "br", 415);
}

void TestOtlpRoutes::headsAreRefused()
{
    QFETCH(const QString, method);
    QFETCH(const QString, type);
    QFETCH(const QString, coding);
    QFETCH(const int, status);
    const std::array texts{method.toStdString(), type.toStdString(), coding.toStdString()};
    RequestHead head = otlp("/v1/traces", texts[1]);
    head.method = texts[0];
    head.contentEncoding = texts[2];
    const auto refusal = OtlpRoutes::refusal(head);
    QCOMPARE(refusal ? static_cast<int>(refusal->status) : 0, status);
    QVERIFY(!refusal || !refusal->reason.empty());
    if (status == 405)
        QCOMPARE(text(refusal->allow), QStringLiteral("POST"));
}

void TestOtlpRoutes::bothEncodingsGiveTheSame()
{
    const std::vector spans{span(traceOne, 1, 0, 100, 110), span(traceOne, 2, 1, 101, 105)};
    const TextAttributes resource{{"service.name", "shop"}};
    OtlpRoutes json;
    OtlpRoutes protobuf;
    const Exchange a = json.serve(otlp("/v1/traces"), jsonTraces(spans, resource), now);
    const Exchange b = protobuf.serve(otlp("/v1/traces", protobufType), protobufTraces(spans, resource), now);
    QCOMPARE(a.events, 2U);
    QCOMPARE(b.events, 2U);
    QCOMPARE(a.batch.events.size(), b.batch.events.size());
    for (std::size_t i = 0; i < a.batch.events.size(); ++i) {
        QVERIFY(a.batch.events[i].id == b.batch.events[i].id);
        QCOMPARE(text(a.batch.events[i].body), text(b.batch.events[i].body));
        QVERIFY(a.batch.events[i].facts == b.batch.events[i].facts);
    }
    QVERIFY(changeOf(a, traceOne)->hostEnv == changeOf(b, traceOne)->hostEnv);
    QVERIFY(changeOf(a, traceOne)->ended == changeOf(b, traceOne)->ended);
}

void TestOtlpRoutes::answersAreInTheRequestsEncoding()
{
    OtlpRoutes routes;
    const Exchange json = routes.serve(otlp("/v1/traces"), jsonTraces({span(traceOne, 1, 0, 1, 2)}), now);
    const ServedAnswer answer = routes.settle(json, {});
    QCOMPARE(answer.status, 200U);
    QCOMPARE(text(answer.body), QStringLiteral("{}"));
    QCOMPARE(text(answer.contentType), QStringLiteral("application/json"));

    const Exchange protobuf
        = routes.serve(otlp("/v1/traces", protobufType), protobufTraces({span(traceOne, 1, 0, 1, 2)}), now);
    const ServedAnswer empty = routes.settle(protobuf, {});
    QCOMPARE(empty.status, 200U);
    QVERIFY(empty.body.empty());
    QCOMPARE(text(empty.contentType), QStringLiteral("application/x-protobuf"));

    const Result<void> failure = Error{ErrorKind::Io, "disk full"};
    const ServedAnswer refused = routes.settle(protobuf, failure);
    QCOMPARE(refused.status, 503U);
    QVERIFY(refused.retryLater);
    QCOMPARE(text(refused.contentType), QStringLiteral("application/x-protobuf"));
    // google.rpc.Status: code = 1 (UNAVAILABLE is 14), message = 2.
    QCOMPARE(QByteArray::fromStdString(refused.body),
        QByteArray::fromStdString(proto::number(1, 14) + proto::bytes(2, "not stored: disk full")));
    QCOMPARE(jsonOf(routes.settle(json, failure)).value(QStringLiteral("message")).toString(),
        QStringLiteral("not stored: disk full"));
}

void TestOtlpRoutes::badBodiesAreStatuses_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray json("application/json");
    const QByteArray protobuf("application/x-protobuf");
    const auto bytes = [](const std::string &text) { return QByteArray::fromStdString(text); };
    std::string deep = proto::bytes(1, "x");
    for (int i = 0; i < 10'000; ++i) // an AnyValue's array_value (5) of values (1)
        deep = proto::bytes(5, proto::bytes(1, deep));
    const std::string bomb = proto::bytes(9, proto::bytes(1, "key") + proto::bytes(2, deep));
    QTest::newRow("not JSON") << json << QByteArray("hello") << 400;
    QTest::newRow("JSON that is cut off") << json << QByteArray(R"({"resourceSpans":[{)") << 400;
    QTest::newRow("JSON of another shape") << json << QByteArray("[]") << 400;
    QTest::newRow("NaN") << json << QByteArray(R"({"resourceSpans":[],"x":NaN})") << 400;
    QTest::newRow("nothing as JSON") << json << QByteArray() << 400;
    QTest::newRow("JSON as protobuf") << protobuf << QByteArray(R"({"resourceSpans":[]})") << 400;
    QTest::newRow("a length beyond the end") << protobuf << bytes(std::string("\x0a\x7f", 2) + "ab") << 400;
    QTest::newRow("a length beyond 64 bits")
        << protobuf << bytes('\x0a' + std::string(10, '\xff') + '\x7f') << 400;
    QTest::newRow("cut off in a number") << protobuf << bytes("\x0a\x80") << 400;
    QTest::newRow("depth") << protobuf
                           << bytes(proto::bytes(1,
                                  proto::bytes(
                                      2, proto::bytes(2, protobufOf(span(traceOne, 1, 0, 1, 2)) + bomb))))
                           << 413;
}

void TestOtlpRoutes::badBodiesAreStatuses()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    OtlpRoutes routes;
    const std::string typeText = type.toStdString();
    const Exchange exchange = routes.serve(otlp("/v1/traces", typeText), body.toStdString(), now);
    QCOMPARE(static_cast<int>(exchange.answer.status), status);
    QCOMPARE(text(exchange.answer.contentType), QString::fromLatin1(type));
    QVERIFY(!exchange.answer.reason.empty());
    QVERIFY(exchange.batch.isEmpty());
    QCOMPARE(QByteArray::fromStdString(exchange.answer.body),
        QByteArray::fromStdString(
            exportFailure(type == "application/json" ? OtlpEncoding::Json : OtlpEncoding::Protobuf, 3,
                exchange.answer.reason)));
}

void TestOtlpRoutes::aTraceIsASession()
{
    Served served;
    const Exchange exchange = served.traces(
        {span(traceOne, 1, 0, 100, 110), span(traceOne, 2, 1, 101, 105), span(traceTwo, 1, 0, 200, 210)},
        {{"service.name", "shop"}});
    QCOMPARE(exchange.spans, 3U);
    QCOMPARE(exchange.batch.sessions.size(), 2U);
    const SessionChange *one = changeOf(exchange, traceOne);
    QVERIFY(one);
    QVERIFY(one->origin == Origin::Received);
    QVERIFY(one->started == second(100));
    QVERIFY(one->ended == second(110));
    QCOMPARE(text(*one->hostEnv), QStringLiteral(R"({"service.name":"shop"})"));
    QCOMPARE(exchange.batch.events.size(), 3U);
    QVERIFY(exchange.batch.events[1].session == SessionId(traceOne));
    QVERIFY(exchange.batch.events[1].facts.parent == EventId(spanId(1)));
    QVERIFY(exchange.batch.events[2].session == SessionId(traceTwo));
}

/// A root of 100 to 130, its child of 90 to 120, and the child's of 95 to 140, in requests by their order.
void TestOtlpRoutes::spansMayComeInAnyOrder_data()
{
    QTest::addColumn<QList<int>>("order");
    QTest::addColumn<bool>("ended");
    QTest::newRow("the root first") << QList<int>{1, 2, 3} << true;
    QTest::newRow("the root last") << QList<int>{3, 2, 1} << true;
    QTest::newRow("the root between") << QList<int>{3, 1, 2} << true;
    QTest::newRow("each twice") << QList<int>{2, 2, 1, 3, 1, 3} << true;
    QTest::newRow("the root never") << QList<int>{3, 2} << false;
}

void TestOtlpRoutes::spansMayComeInAnyOrder()
{
    QFETCH(const QList<int>, order);
    QFETCH(const bool, ended);
    const std::array spans{
        span(traceOne, 1, 0, 100, 130), span(traceOne, 2, 1, 90, 120), span(traceOne, 3, 2, 95, 140)};
    Served served;
    std::optional<Timestamp> start;
    std::optional<Timestamp> end;
    for (const int number : order) {
        const Exchange exchange = served.traces({spans.at(static_cast<std::size_t>(number) - 1)});
        QCOMPARE(exchange.batch.events.size(), 1U);
        if (const SessionChange *change = changeOf(exchange, traceOne)) {
            start = change->started;
            end = change->ended;
        }
    }
    QVERIFY(start == second(90));
    QCOMPARE(end.has_value(), ended);
    if (ended)
        QVERIFY(end == second(140));
}

void TestOtlpRoutes::parentsAreStoredBeforeTheirChildren()
{
    Served served;
    WrittenSpan failed = span(traceOne, 3, 2, 102, 103);
    failed.status = 2;
    const Exchange exchange
        = served.traces({failed, span(traceOne, 2, 1, 101, 104), span(traceOne, 1, 0, 100, 110)});
    std::string order;
    for (const StoredEvent &event : exchange.batch.events)
        order += event.type == EventType::Error ? 'E' : event.id.text().back();
    QCOMPARE(text(order), QStringLiteral("123E"));
}

void TestOtlpRoutes::whatLiesUnderAnAgentIsItsDoing()
{
    Served served;
    WrittenSpan planner = span(traceOne, 2, 1, 101, 109);
    planner.attributes = {{"gen_ai.agent.name", "planner"}};
    WrittenSpan writer = span(traceOne, 3, 2, 102, 108);
    writer.attributes = {{"gen_ai.agent.name", "writer"}};
    const Exchange exchange = served.traces({span(traceOne, 5, 3, 102, 104), span(traceOne, 4, 2, 105, 106),
        writer, planner, span(traceOne, 1, 0, 100, 110), span(traceTwo, 6, 2, 101, 102)});
    QStringList agents;
    for (const StoredEvent &event : exchange.batch.events)
        agents += text(event.id.text().substr(15) + event.agent.text());
    agents.sort();
    QCOMPARE(agents.join(u' '), QStringLiteral("1 2planner 3writer 4planner 5writer 6"));
}

void TestOtlpRoutes::openSpansAreAnnouncedAndReplaced()
{
    Served served;
    const Exchange announced = served.traces({span(traceOne, 1, 0, 100, 0)});
    QCOMPARE(announced.batch.events.size(), 1U);
    QVERIFY(announced.batch.events[0].facts.isOpen);
    QVERIFY(!changeOf(announced, traceOne)->ended);
    const Exchange ended = served.traces({span(traceOne, 1, 0, 100, 107)});
    QVERIFY(ended.batch.events[0].id == announced.batch.events[0].id);
    QVERIFY(!ended.batch.events[0].facts.isOpen);
    QVERIFY(changeOf(ended, traceOne)->ended == second(107));
}

void TestOtlpRoutes::manyRootsGiveOneName()
{
    Served served;
    QCOMPARE(*changeOf(served.traces({span(traceOne, 1, 0, 100, 0)}), traceOne)->tags,
        std::vector<std::string>{"span 1"});
    QCOMPARE(*changeOf(served.traces({span(traceOne, 2, 0, 90, 95)}), traceOne)->tags,
        std::vector<std::string>{"span 1"});
    WrittenSpan renamed = span(traceOne, 1, 0, 100, 110); // when it had ended
    renamed.name = "plan";
    QCOMPARE(*changeOf(served.traces({renamed}), traceOne)->tags, std::vector<std::string>{"plan"});
}

void TestOtlpRoutes::onlyNewsAreTold()
{
    Served served;
    const TextAttributes resource{{"service.name", "shop"}};
    QVERIFY(changeOf(served.traces({span(traceOne, 2, 1, 100, 101)}, resource), traceOne));
    QVERIFY(!changeOf(served.traces({span(traceOne, 3, 1, 102, 103)}, resource), traceOne));
    const Exchange other = served.traces({span(traceOne, 4, 1, 99, 103)}, {{"service.name", "cart"}});
    const SessionChange *earlier = changeOf(other, traceOne);
    QVERIFY(earlier);
    QVERIFY(!earlier->hostEnv); // the first one's stays
    QVERIFY(changeOf(served.traces({span(traceOne, 1, 0, 99, 110)}, resource), traceOne)->ended);
    QVERIFY(!changeOf(served.traces({span(traceOne, 1, 0, 99, 110)}, resource), traceOne));
}

void TestOtlpRoutes::aFailedCommitIsToldAgain()
{
    OtlpRoutes routes;
    const std::string body = jsonTraces({span(traceOne, 1, 0, 100, 110)}, {{"service.name", "shop"}});
    const Exchange first = routes.serve(otlp("/v1/traces"), body, now);
    QVERIFY(changeOf(first, traceOne));
    QCOMPARE(routes.settle(first, Error{ErrorKind::Io, "disk full"}).status, 503U);
    const Exchange again = routes.serve(otlp("/v1/traces"), body, now);
    QVERIFY(changeOf(again, traceOne));
    QVERIFY(changeOf(again, traceOne)->ended == second(110));
    QCOMPARE(text(*changeOf(again, traceOne)->hostEnv), QStringLiteral(R"({"service.name":"shop"})"));
}

void TestOtlpRoutes::aBadBodyLeavesNothingBehind()
{
    OtlpRoutes routes;
    // The root's span is read before the body turns out to be cut off.
    const std::string cut = protobufTraces({span(traceOne, 1, 0, 100, 110)}) + '\x0a';
    QCOMPARE(routes.serve(otlp("/v1/traces", protobufType), cut, now).answer.status, 400U);
    const Exchange exchange
        = routes.serve(otlp("/v1/traces"), jsonTraces({span(traceOne, 2, 1, 101, 102)}), now);
    QVERIFY(!changeOf(exchange, traceOne)->ended);
    QVERIFY(changeOf(exchange, traceOne)->started == second(101));
}

void TestOtlpRoutes::spansThatAreNoneArePartialSuccess()
{
    OtlpRoutes routes;
    WrittenSpan zeros = span(traceOne, 1, 0, 1, 2);
    zeros.trace = std::string(32, '0');
    const Exchange exchange
        = routes.serve(otlp("/v1/traces"), jsonTraces({zeros, span(traceOne, 2, 1, 1, 2)}), now);
    QCOMPARE(exchange.spans, 1U);
    QCOMPARE(exchange.refused, 1U);
    QVERIFY(!exchange.refusal.empty());
    const QJsonObject partial
        = jsonOf(routes.settle(exchange, {})).value(QStringLiteral("partialSuccess")).toObject();
    QCOMPARE(partial.value(QStringLiteral("rejectedSpans")).toVariant().toString(), QStringLiteral("1"));
    QCOMPARE(partial.value(QStringLiteral("errorMessage")).toString(), text(exchange.refusal));
}

void TestOtlpRoutes::logsOfATraceAreItsEvents()
{
    OtlpRoutes routes;
    const Exchange exchange = routes.serve(otlp("/v1/logs"), logsOf(traceOne, 2), now);
    QCOMPARE(exchange.events, 2U);
    QCOMPARE(exchange.spans, 0U);
    QCOMPARE(exchange.batch.events.size(), 2U);
    QVERIFY(changeOf(exchange, traceOne));
    const StoredEvent &event = exchange.batch.events.front();
    QVERIFY(event.session == SessionId(traceOne));
    QVERIFY(event.facts.parent == EventId(spanId(1)));
    QVERIFY(event.start == second(1'700'000'000));
    QVERIFY(event.body.find("line 0") != std::string::npos);
    QCOMPARE(text(routes.settle(exchange, {}).body), QStringLiteral("{}"));
}

void TestOtlpRoutes::logsSentTwiceAreTheSame()
{
    OtlpRoutes routes;
    const Exchange first = routes.serve(otlp("/v1/logs"), logsOf(traceOne, 2), now);
    const Exchange second = routes.serve(otlp("/v1/logs"), logsOf(traceOne, 2), now + std::chrono::hours(1));
    for (std::size_t i = 0; i < 2; ++i)
        QVERIFY(first.batch.events[i].id == second.batch.events[i].id);
    QVERIFY(first.batch.events[0].id != first.batch.events[1].id);
}

void TestOtlpRoutes::whatDoesNotSayWhenIsNow()
{
    OtlpRoutes routes;
    std::string timeless = logsOf(traceOne, 1);
    timeless.replace(timeless.find("1700000000000000000"), 19, "0");
    const Exchange logs = routes.serve(otlp("/v1/logs"), timeless, now);
    QVERIFY(logs.batch.events.front().start == now);
    const Exchange again = routes.serve(otlp("/v1/logs"), timeless, now + std::chrono::hours(1));
    QVERIFY(again.batch.events.front().id == logs.batch.events.front().id);
    const Exchange traces = routes.serve(otlp("/v1/traces"), jsonTraces({span(traceOne, 1, 0, 0, 0)}), now);
    QVERIFY(traces.batch.events.front().start == now);
    QVERIFY(traces.batch.events.front().end == now);
}

void TestOtlpRoutes::logsWithoutATraceArePartialSuccess()
{
    OtlpRoutes routes;
    const Exchange exchange = routes.serve(otlp("/v1/logs"), logsOf({}, 3), now);
    QVERIFY(exchange.batch.isEmpty());
    QCOMPARE(exchange.refused, 3U);
    const QJsonObject partial
        = jsonOf(routes.settle(exchange, {})).value(QStringLiteral("partialSuccess")).toObject();
    QCOMPARE(partial.value(QStringLiteral("rejectedLogRecords")).toVariant().toString(), QStringLiteral("3"));
    QCOMPARE(partial.value(QStringLiteral("errorMessage")).toString(),
        QStringLiteral("a log record without a trace id belongs to no session"));
}

void TestOtlpRoutes::metricsArePartialSuccess()
{
    OtlpRoutes routes;
    const Exchange exchange = routes.serve(otlp("/v1/metrics"), twoPoints, now);
    QVERIFY(exchange.batch.isEmpty());
    QCOMPARE(exchange.refused, 2U);
    const QJsonObject partial
        = jsonOf(routes.settle(exchange, {})).value(QStringLiteral("partialSuccess")).toObject();
    QCOMPARE(partial.value(QStringLiteral("rejectedDataPoints")).toVariant().toString(), QStringLiteral("2"));
    QCOMPARE(
        partial.value(QStringLiteral("errorMessage")).toString(), QStringLiteral("Sluice keeps no metrics"));
}

void TestOtlpRoutes::emptyRequestsSucceed_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"/v1/traces", "/v1/logs", "/v1/metrics"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestOtlpRoutes::emptyRequestsSucceed()
{
    QFETCH(const QString, path);
    OtlpRoutes routes;
    const std::string target = path.toStdString();
    const Exchange protobuf = routes.serve(otlp(target, protobufType), {}, now);
    QVERIFY(routes.settle(protobuf, {}).body.empty());
    QCOMPARE(protobuf.answer.status, 200U);
    const Exchange json = routes.serve(otlp(target), "{}", now);
    QCOMPARE(text(routes.settle(json, {}).body), QStringLiteral("{}"));
    QVERIFY(json.batch.isEmpty());
}

void TestOtlpRoutes::secretsAreMasked()
{
    Served served;
    WrittenSpan leaky = span(traceOne, 1, 0, 1, 2);
    leaky.attributes = {{"http.header", "Bearer abcdefghijklmnop123"}, {"api_key", "hunter2"}};
    const Exchange exchange = served.traces({leaky});
    const std::string &body = exchange.batch.events.front().body;
    QVERIFY(body.find("abcdefghijklmnop123") == std::string::npos);
    QVERIFY(body.find("hunter2") == std::string::npos);
    QVERIFY(exchange.masked >= 2);
}

void TestOtlpRoutes::clientsAreNamedByTheirResource_data()
{
    QTest::addColumn<QByteArray>("resource"); // key=value;key=value
    QTest::addColumn<QByteArray>("told"); // sdk|version|service
    const auto row = [](const char *name, const char *resource, const char *told) {
        QTest::newRow(name) << QByteArray(resource) << QByteArray(told);
    };
    row("opentelemetry",
        "telemetry.sdk.name=opentelemetry;telemetry.sdk.language=nodejs;telemetry.sdk.version=1.25.1;"
        "service.name=shop",
        "opentelemetry (nodejs)|1.25.1|shop");
    row("npm agentops",
        "service.name=agentops;telemetry.sdk.name=opentelemetry;telemetry.sdk.version=1.25.1;"
        "service.version=0.1.0",
        "agentops|0.1.0|agentops");
    row("python agentops 0.4", "agentops.project.id=temporary;service.name=mine", "agentops||mine");
    row("a scope alone", "service.name=shop", "tests||shop");
}

void TestOtlpRoutes::clientsAreNamedByTheirResource()
{
    QFETCH(const QByteArray, resource);
    QFETCH(const QByteArray, told);
    TextAttributes attributes;
    for (const QByteArray &pair : resource.split(';')) {
        const QList<QByteArray> parts = pair.split('=');
        attributes.emplace_back(parts.at(0).toStdString(), parts.at(1).toStdString());
    }
    Served served;
    const Exchange exchange = served.traces({span(traceOne, 1, 0, 1, 2)}, attributes);
    QCOMPARE(QByteArray::fromStdString(
                 exchange.client.sdk + '|' + exchange.client.version + '|' + exchange.client.service),
        told);
}

void TestOtlpRoutes::theBookForgetsTheTraceWithoutNews()
{
    TraceBook book(TraceBook::Bounds{2, std::size_t{1} << 20U});
    const auto learn = [&book](const std::string &trace, std::int64_t start) {
        TraceFacts facts = book.factsOf(trace);
        Span news;
        news.traceId = trace;
        news.spanId = spanId(1);
        news.parentSpanId = spanId(2);
        news.start = news.end = Timestamp(std::chrono::seconds(start));
        facts.add(news);
        return book.learn(trace, std::move(facts), {});
    };
    QVERIFY(learn("a", 10));
    QVERIFY(learn("b", 10));
    QVERIFY(!learn("a", 11)); // no news of the session, and yet of the trace
    QVERIFY(learn("c", 10));
    QCOMPARE(book.size(), 2U);
    QVERIFY(!learn("a", 12));
    QVERIFY(learn("b", 12)->started == second(12)); // forgotten: the store knows better
    QCOMPARE(book.size(), 2U);
    book.forgetTold("none");
}

void TestOtlpRoutes::theBookIsBoundedInBytes()
{
    TraceBook book(TraceBook::Bounds{1'000, 10'000});
    for (int i = 0; i < 100; ++i) {
        const std::string trace = std::to_string(i);
        TraceFacts facts;
        Span root;
        root.traceId = trace;
        root.spanId = spanId(1);
        root.name = std::string(1'000, 'x');
        root.start = root.end = second(1);
        facts.add(root);
        QVERIFY(book.learn(trace, std::move(facts), {}));
    }
    QVERIFY(book.size() >= 1);
    QVERIFY(book.size() <= 5);
}

QTEST_GUILESS_MAIN(TestOtlpRoutes)
#include "tst_otlp_routes.moc"
