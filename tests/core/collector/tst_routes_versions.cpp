// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The documentation's dialect, version 1, what is beside the events in version 2, versions 3 and 4, and who
// may send.

#include "core/collector/token_text.h"
#include "tests/core/collector/served_routes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sluice;

class TestRoutesVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentedPathsAreServed();
    void oldSdksNeedNoToken();
    void oldEventsWithoutSessionGoToQuarantine();
    void oldRequestsShowAKey_data();
    void oldRequestsShowAKey();
    void threadsAreChecked();
    void appendedLogsAreEventsInTheirOrder();
    void sdkFailuresAreKept();
    void anyKeySignsIn_data();
    void anyKeySignsIn();
    void uploadedLogsAreTheTracesLast();
    void uploadedLogsNameTheirTrace_data();
    void uploadedLogsNameTheirTrace();
    void objectsAreKept();
    void tooManyEventsAreTooLarge();
    void withAnAccessTokenStrangersAreRefused_data();
    void withAnAccessTokenStrangersAreRefused();
    void base64IsStrict_data();
    void base64IsStrict();
    void accessTokenSignsIn();
    void secretsAreMasked();
    void fixedTextsTellNothing();
    void theDescriptionNamesEachPathOnce();
};

void TestRoutesVersions::documentedPathsAreServed()
{
    Routes routes({});
    const Exchange created
        = routes.serve(post("/create_session", {}, goodKey), R"({"id":"s","tags":"doc"})", now);
    const QJsonObject answer = jsonOf(routes.settle(created, {}));
    const std::string bearer = "Bearer " + answer.value(QStringLiteral("jwt")).toString().toStdString();
    const Exchange events = routes.serve(post("/create_events", bearer),
        R"({"events":[{"type":"tool","name":"t","input":1,"output":2}]})", now);
    QCOMPARE(events.batch.events.size(), 1U);
    QVERIFY(events.batch.events[0].session == SessionId("s"));
    QVERIFY(events.batch.events[0].type == EventType::Tool);
    const Exchange ended = routes.serve(post("/update_session", bearer),
        R"({"session":{"id":"s","end_timestamp":"2026-01-02T00:00:00Z","end_state":"completed"}})", now);
    QVERIFY(ended.batch.sessions[0].endState == EndState::Success);
    QCOMPARE(ended.batch.sessions[0].endStateText.value_or(""), std::string("completed"));
}

void TestRoutesVersions::oldSdksNeedNoToken()
{
    Routes routes({});
    for (const std::string prefix : {"", "/v1"}) {
        RequestHead head = post("");
        head.oldKey = "any text";
        const std::string paths[] = {prefix + "/sessions", prefix + "/events", prefix + "/agents"};
        head.target = paths[0];
        const Exchange session = routes.serve(head,
            R"({"session":{"session_id":"old","init_timestamp":"2024-01-01T00:00:00.000Z","tags":["t"]}})",
            now);
        QCOMPARE(session.answer.status, 200U);
        QVERIFY(session.batch.sessions.at(0).id == SessionId("old"));
        QVERIFY(session.batch.tokens.empty());
        head.target = paths[1];
        const Exchange events = routes.serve(head,
            R"({"session_id":"old","events":[{"event_type":"llms","id":"a"},{"id":"b","session_id":"x"}]})",
            now);
        QVERIFY(!events.unknownToken);
        QCOMPARE(events.events, 2U);
        QVERIFY(events.batch.events.at(0).session == SessionId("old"));
        QVERIFY(events.batch.events.at(1).session == SessionId("x"));
        QCOMPARE(events.batch.sessions.size(), 2U);
        head.target = paths[2];
        const Exchange agent = routes.serve(head, R"({"session_id":"old","id":"a","name":"n"})", now);
        QVERIFY(agent.batch.agents.at(0).session == SessionId("old"));
        head.target = paths[0];
        const Exchange ended = routes.serve(head,
            R"({"session":{"session_id":"old","end_timestamp":"2024-01-01T00:00:09Z","end_state":"Fail"}})",
            now);
        QVERIFY(ended.batch.sessions.at(0).endState == EndState::Fail);
    }
}

void TestRoutesVersions::oldEventsWithoutSessionGoToQuarantine()
{
    Routes routes({});
    RequestHead head = post("/events");
    head.oldKey = "k";
    const Exchange events = routes.serve(head, R"({"events":[{"id":"a"}]})", now);
    QVERIFY(events.unknownToken);
    QVERIFY(events.batch.events.at(0).session == quarantineSession());
    QVERIFY(events.batch.sessions.at(0).id == quarantineSession());
}

void TestRoutesVersions::oldRequestsShowAKey_data()
{
    QTest::addColumn<QString>("target");
    for (const char *target : {"/v1/sessions", "/v1/events", "/v1/agents", "/v1/threads"})
        QTest::newRow(target) << QString::fromLatin1(target);
}

void TestRoutesVersions::oldRequestsShowAKey()
{
    QFETCH(const QString, target);
    const std::string path = target.toStdString();
    Routes routes({});
    RequestHead head = post(path);
    const std::string body = R"({"session":{"session_id":"s"},"events":[],"id":"i","session_id":"s"})";
    QCOMPARE(routes.serve(head, body, now).answer.status, 401U);
    head.oldKey = "k";
    QCOMPARE(routes.serve(head, body, now).answer.status, 200U);
}

void TestRoutesVersions::threadsAreChecked()
{
    WithSession with;
    const Exchange good = with.serve("/v2/create_thread", R"({"id":"t","agent_id":"a"})");
    QCOMPARE(text(good.answer.body), QStringLiteral("\"Success\""));
    QVERIFY(good.batch.isEmpty());
    QCOMPARE(with.serve("/v2/create_thread", R"({"agent_id":"a"})").answer.status, 400U);
    QCOMPARE(with.routes.serve(post("/v2/create_thread"), R"({"id":"t"})", now).answer.status, 400U);
}

void TestRoutesVersions::appendedLogsAreEventsInTheirOrder()
{
    WithSession with("s");
    RequestHead head = post("/v2/update_logs", with.bearer);
    head.method = "PUT";
    const Exchange logs = with.routes.serve(head, R"({"logs":"one\n"})", now);
    QCOMPARE(logs.batch.events.size(), 1U);
    QVERIFY(logs.batch.events[0].session == SessionId("s"));
    QCOMPARE(text(logs.batch.events[0].body), QStringLiteral(R"({"logs":"one\n"})"));
    QCOMPARE(text(logs.batch.events[0].name), QStringLiteral("logs"));
    QVERIFY(logs.batch.events[0].start == now);
    QCOMPARE(jsonOf(logs.answer).value(QStringLiteral("logs_url")).toString(),
        QStringLiteral("sluice://session/s"));
    const Exchange later = with.routes.serve(head, R"({"logs":"one\n"})", now + std::chrono::seconds(1));
    QVERIFY(later.batch.events.at(0).id != logs.batch.events[0].id);
}

void TestRoutesVersions::sdkFailuresAreKept()
{
    Routes routes({});
    const Exchange told = routes.serve(post("/v2/developer_errors", {}, goodKey),
        R"({"sdk_version":"0.3.1","type":"KeyError","message":"m","stack_trace":"t"})", now);
    QCOMPARE(told.answer.status, 204U);
    QCOMPARE(text(wireText(told.answer, KeepAlive::Yes)),
        QStringLiteral("HTTP/1.1 204 No Content\r\nServer: Sluice\r\n\r\n"));
    QVERIFY(told.batch.events.at(0).type == EventType::Error);
    QCOMPARE(text(told.batch.events[0].name), QStringLiteral("KeyError"));
    QVERIFY(told.batch.events[0].session == SessionId("sdk-errors"));
}

void TestRoutesVersions::anyKeySignsIn_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("uuid") << QStringLiteral(R"({"api_key":"11111111-2222-4333-8444-555555555555"})") << 200;
    QTest::newRow("text") << QStringLiteral(R"({"api_key":"k"})") << 200;
    QTest::newRow("empty") << QStringLiteral(R"({"api_key":""})") << 400;
    QTest::newRow("null") << QStringLiteral(R"({"api_key":null})") << 400;
    QTest::newRow("none") << QStringLiteral("{}") << 400;
    QTest::newRow("not JSON") << QStringLiteral("key") << 400;
}

void TestRoutesVersions::anyKeySignsIn()
{
    QFETCH(const QString, body);
    QFETCH(const int, status);
    Routes routes({});
    const Exchange exchange = routes.serve(post("/v3/auth/token"), body.toStdString(), now);
    QCOMPARE(static_cast<int>(exchange.answer.status), status);
    const QJsonObject answer = jsonOf(exchange.answer);
    if (status != 200) {
        QCOMPARE(answer.value(QStringLiteral("error")).toString(), QStringLiteral("Invalid API key format"));
        return;
    }
    QCOMPARE(answer.value(QStringLiteral("token")).toString().size(), 43);
    QVERIFY(!answer.value(QStringLiteral("project_id")).toString().isEmpty());
    QCOMPARE(answer.value(QStringLiteral("project_prem_status")).toString(), QStringLiteral("pro"));
    QVERIFY(exchange.batch.isEmpty());
}

void TestRoutesVersions::uploadedLogsAreTheTracesLast()
{
    Routes routes({});
    RequestHead head = post("/v4/logs/upload/");
    head.traceId = "309912573486341801970672167405073545201";
    const Exchange first = routes.serve(head, R"({"body":"one"})", now);
    QCOMPARE(first.answer.status, 200U);
    const QJsonObject answer = jsonOf(first.answer);
    QCOMPARE(answer.value(QStringLiteral("size")).toInt(), 3);
    QCOMPARE(answer.value(QStringLiteral("url")).toString(),
        QStringLiteral("sluice://session/e926fd94282d6a52a9ef44f0898937f1"));
    const StoredEvent &event = first.batch.events.at(0);
    QVERIFY(event.session == SessionId("e926fd94282d6a52a9ef44f0898937f1"));
    QCOMPARE(text(event.body), QStringLiteral(R"({"logs":"one"})"));
    const Exchange second = routes.serve(head, R"({"body":"one two"})", now + std::chrono::seconds(1));
    QVERIFY(second.batch.events.at(0).id == event.id); // the store replaces what has the same id
}

void TestRoutesVersions::uploadedLogsNameTheirTrace_data()
{
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("session");
    QTest::newRow("one") << QStringLiteral("1") << QStringLiteral("00000000000000000000000000000001");
    QTest::newRow("the last") << QStringLiteral("340282366920938463463374607431768211455")
                              << QStringLiteral("ffffffffffffffffffffffffffffffff");
    QTest::newRow("one more") << QStringLiteral("340282366920938463463374607431768211456") << QString();
    QTest::newRow("far more") << QString(200, QLatin1Char('9')) << QString();
    QTest::newRow("zero") << QStringLiteral("0") << QString();
    QTest::newRow("negative") << QStringLiteral("-1") << QString();
    QTest::newRow("hexadecimal") << QStringLiteral("e926fd94282d6a52a9ef44f0898937f1") << QString();
    QTest::newRow("none") << QString() << QString();
}

void TestRoutesVersions::uploadedLogsNameTheirTrace()
{
    QFETCH(const QString, trace);
    QFETCH(const QString, session);
    const std::string sent = trace.toStdString();
    Routes routes({});
    RequestHead head = post("/v4/logs/upload");
    head.traceId = sent;
    const Exchange exchange = routes.serve(head, R"({"body":"x"})", now);
    QCOMPARE(exchange.answer.status, session.isEmpty() ? 400U : 200U);
    if (!session.isEmpty())
        QCOMPARE(text(exchange.batch.events.at(0).session.text()), session);
}

void TestRoutesVersions::objectsAreKept()
{
    Routes routes({});
    const Exchange loose = routes.serve(post("/v4/objects/upload/"), R"({"body":"AAAA"})", now);
    QCOMPARE(jsonOf(loose.answer).value(QStringLiteral("size")).toInt(), 4);
    QVERIFY(loose.batch.events.at(0).session == SessionId("uploads"));
    QCOMPARE(text(loose.batch.events[0].body), QStringLiteral(R"({"returns":"AAAA"})"));
    QCOMPARE(routes.serve(post("/v4/objects/upload/"), R"({"body":[]})", now).answer.status, 400U);
}

void TestRoutesVersions::tooManyEventsAreTooLarge()
{
    WithSession with;
    std::string body = R"({"events":[{})";
    for (std::size_t i = 0; i < V2Decoder::mostEvents; ++i)
        body += ",{}";
    QCOMPARE(with.serve("/v2/create_events", body + "]}").answer.status, 413U);
}

void TestRoutesVersions::withAnAccessTokenStrangersAreRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("authorization");
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("isRefused");
    const QString events = QStringLiteral("/v2/create_events");
    const QString good = QString::fromLatin1(goodKey);
    QTest::newRow("nothing") << events << QString() << QString() << true;
    QTest::newRow("another key") << events << QString() << QString(good).replace(0, 1, QLatin1Char('2'))
                                 << true;
    QTest::newRow("a beginning") << events << QString() << good.left(35) << true;
    QTest::newRow("any bearer") << events << QStringLiteral("Bearer x") << QString() << true;
    QTest::newRow("the key") << events << QStringLiteral("Bearer x") << good << false;
    QTest::newRow("the key as a bearer") << events << QStringLiteral("Bearer ") + good << QString() << false;
    const auto basic = [](const QString &pair) -> QString {
        return QStringLiteral("Basic ") + QString::fromLatin1(pair.toLatin1().toBase64());
    };
    const QString traces = QStringLiteral("/api/public/otel/v1/traces");
    QTest::newRow("Basic, the password")
        << traces << basic(QStringLiteral("pk-lf-x:") + good) << QString() << false;
    QTest::newRow("Basic, the user") << traces << basic(good + QLatin1Char(':')) << QString() << false;
    QTest::newRow("Basic in small letters")
        << traces << basic(QStringLiteral("x:") + good).replace(0, 1, QLatin1Char('b')) << QString() << false;
    QTest::newRow("Basic, another password")
        << traces << basic(QStringLiteral("pk-lf-x:sk-lf-x")) << QString() << true;
    QTest::newRow("Basic, the key and more")
        << traces << basic(QStringLiteral("x:") + good + QLatin1Char('0')) << QString() << true;
    QTest::newRow("Basic, a second colon")
        << traces << basic(QStringLiteral("x:y:") + good) << QString() << true;
    QTest::newRow("Basic without a colon") << traces << basic(good) << QString() << true;
    QTest::newRow("Basic, the key as it is")
        << traces << QString(QStringLiteral("Basic ") + good) << QString() << true;
    QTest::newRow("Basic, nothing") << traces << QStringLiteral("Basic ") << QString() << true;
    QTest::newRow("Basic without its padding")
        << traces << basic(QStringLiteral("pk-l:") + good).remove(QLatin1Char('=')) << QString() << true;
    QTest::newRow("Basic, too long") << traces
                                     << basic(QString(2'000, QLatin1Char('x')) + QLatin1Char(':') + good)
                                     << QString() << true;
    QTest::newRow("a new session") << QStringLiteral("/v2/create_session") << QString() << QString() << true;
    QTest::newRow("health") << QStringLiteral("/health") << QString() << QString() << false;
    QTest::newRow("signing in") << QStringLiteral("/v3/auth/token") << QString() << QString() << false;
}

void TestRoutesVersions::withAnAccessTokenStrangersAreRefused()
{
    QFETCH(const QString, target);
    QFETCH(const QString, authorization);
    QFETCH(const QString, key);
    QFETCH(const bool, isRefused);
    const std::string parts[] = {target.toStdString(), authorization.toStdString(), key.toStdString()};
    const RequestHead head = post(parts[0], parts[1], parts[2]);
    const auto refusal = Routes({}, goodKey).stranger(head);
    QCOMPARE(refusal.has_value(), isRefused);
    if (refusal)
        QCOMPARE(refusal->status, 401U);
    QVERIFY(!Routes({}).stranger(head));
}

void TestRoutesVersions::base64IsStrict_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QByteArray>("bytes"); // null: none
    QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    QTest::newRow("three") << QByteArray("YTpi") << QByteArray("a:b");
    QTest::newRow("two") << QByteArray("YTo=") << QByteArray("a:");
    QTest::newRow("one") << QByteArray("YQ==") << QByteArray("a");
    QTest::newRow("any byte") << QByteArray("AP/+") << QByteArray("\0\xff\xfe", 3);
    QTest::newRow("no padding") << QByteArray("YQ") << QByteArray();
    QTest::newRow("half a padding") << QByteArray("YQ=") << QByteArray();
    QTest::newRow("too much padding") << QByteArray("Y===") << QByteArray();
    QTest::newRow("padding alone") << QByteArray("====") << QByteArray();
    QTest::newRow("padding within") << QByteArray("YQ==YTpi") << QByteArray();
    QTest::newRow("bits left over") << QByteArray("YR==") << QByteArray();
    QTest::newRow("the URL's alphabet") << QByteArray("AP_-") << QByteArray();
    QTest::newRow("a blank") << QByteArray("YT i") << QByteArray();
    QTest::newRow("too long") << QByteArray("YTpiYTpiYTpi") << QByteArray();
}

void TestRoutesVersions::base64IsStrict()
{
    QFETCH(const QByteArray, encoded);
    QFETCH(const QByteArray, bytes);
    const auto decoded = fromBase64(encoded.toStdString(), 8);
    QCOMPARE(decoded.has_value(), !bytes.isNull());
    if (decoded)
        QCOMPARE(QByteArray::fromStdString(*decoded), bytes);
}

void TestRoutesVersions::accessTokenSignsIn()
{
    Routes routes({}, goodKey);
    const Exchange wrong = routes.serve(post("/v3/auth/token"), R"({"api_key":"x"})", now);
    QCOMPARE(wrong.answer.status, 403U);
    QCOMPARE(
        jsonOf(wrong.answer).value(QStringLiteral("error")).toString(), QStringLiteral("Invalid API key"));
    const std::string body = std::string(R"({"api_key":")") + goodKey + "\"}";
    const Exchange good = routes.serve(post("/v3/auth/token"), body, now);
    const std::string bearer
        = "Bearer " + jsonOf(good.answer).value(QStringLiteral("token")).toString().toStdString();
    QVERIFY(!routes.stranger(post("/v4/logs/upload", bearer)));
    QVERIFY(!Routes({}, goodKey).stranger(post("/v4/logs/upload", bearer))); // after a restart
    QVERIFY(Routes({}, "another").stranger(post("/v4/logs/upload", bearer)));
    // A session's own token is one that we gave for the key.
    const Exchange created = routes.serve(post("/v2/create_session", {}, goodKey), R"({"id":"s"})", now);
    const std::string token = "Bearer "
        + jsonOf(routes.settle(created, {})).value(QStringLiteral("jwt")).toString().toStdString();
    QVERIFY(!routes.stranger(post("/v2/create_events", token)));
}

void TestRoutesVersions::secretsAreMasked()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/create_events",
        R"({"events":[{"id":"a","params":{"api_key":"very-secret","q":"sk-abcdefghij0123456789"}}]})");
    QCOMPARE(exchange.masked, 2U);
    QCOMPARE(text(exchange.batch.events.at(0).body),
        QStringLiteral(R"({"id":"a","params":{"api_key":"[masked]","q":"sk-[masked]"}})"));
}

void TestRoutesVersions::fixedTextsTellNothing()
{
    WithSession with;
    RequestHead head;
    head.method = "GET";
    for (const std::string_view target : {"/v2/ttd/x", "/v2/openapi.yaml", "/health"}) {
        head.target = target;
        const Exchange exchange = with.routes.serve(head, "", now);
        QCOMPARE(exchange.answer.status, 200U);
        QCOMPARE(text(exchange.answer.body), text(Routes({}).serve(head, "", now).answer.body));
    }
}

void TestRoutesVersions::theDescriptionNamesEachPathOnce()
{
    WithSession with;
    RequestHead head;
    head.method = "GET";
    head.target = "/v2/openapi.yaml";
    const std::string body = with.routes.serve(head, "", now).answer.body;
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(body)).isObject());
    const QString description = text(body);
    QCOMPARE(description.count(QStringLiteral("\"/v3/auth/token\":")), 1);
    const QJsonObject paths = QJsonDocument::fromJson(description.toUtf8())[u"paths"].toObject();
    QCOMPARE(paths[u"/v3/auth/token"].toObject().keys(),
        QStringList({QStringLiteral("get"), QStringLiteral("post")}));
    QVERIFY(paths[u"/v2/update_logs"].toObject().contains(u"put"));
    QVERIFY(paths[u"/v2/developer_errors"][u"post"][u"responses"].toObject().contains(u"204"));
}

QTEST_APPLESS_MAIN(TestRoutesVersions)
#include "tst_routes_versions.moc"
