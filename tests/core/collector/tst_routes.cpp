// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/collector/served_routes.h"

#include <QTest>

using namespace sluice;

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsAreRefused_data();
    void headsAreRefused();
    void methodsThatWouldDoAreNamed();
    void healthIsFixedText();
    void createSessionGrantsAToken();
    void createSessionChecksTheKeysFormat_data();
    void createSessionChecksTheKeysFormat();
    void createSessionJoinsUnderAForeignToken();
    void createSessionWithoutStartLeavesItToTheStore();
    void sessionUrlsAreEncoded();
    void eventsGoToTheTokensSession();
    void updateEventsIsTheSameAsCreate();
    void updateEventsKeepsWhatItDoesNotName();
    void announcedEventsAreOpenUntilTheyEnd();
    void eventsOwnSessionWinsAndIsCounted();
    void unknownTokensGoToQuarantine_data();
    void unknownTokensGoToQuarantine();
    void missingTokensAreRefused_data();
    void missingTokensAreRefused();
    void updateSessionReplacesTags();
    void updateSessionAnswersWhatOldSdksNeed();
    void updateSessionWithoutIdFollowsTheToken();
    void agentsGoToTheTokensSession();
    void reauthorizeGrantsAnotherToken();
    void sessionLabStoresARunsPlan();
    void badBodiesAreRefusedWithThePlace_data();
    void badBodiesAreRefusedWithThePlace();
    void tokensAreGoodOnlyOnceCommitted();
    void tokensOfTheStoreAreGood();
    void tokensAreStoredHashed();
    void failedCommitsAskToTryAgain();
    void eventAnswersSayThatTheyAreIdempotent();
    void mendedPiecesAreCounted();
};

void TestRoutes::headsAreRefused_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("contentEncoding");
    QTest::addColumn<QString>("expect");
    QTest::addColumn<int>("status"); // 0: let in
    const auto row = [](const char *name, const char *method, const char *target, const char *type,
                         const char *encoding, const char *expect, int status) {
        QTest::newRow(name) << QString::fromLatin1(method) << QString::fromLatin1(target)
                            << QString::fromLatin1(type) << QString::fromLatin1(encoding)
                            << QString::fromLatin1(expect) << status;
    };
    constexpr const char *json = "application/json";
    row("plain", "POST", "/v2/create_events", json, "", "", 0);
    row("doubled slash", "POST", "//v2//create_events", json, "", "", 0);
    row("slash at the end", "POST", "/v2/create_events/", json, "", "", 0);
    row("query", "POST", "/v2/create_events?x=/y", json, "", "", 0);
    row("alias", "POST", "/v2/sessions", json, "", "", 0);
    row("charset", "POST", "/v2/create_events", "Application/JSON ; charset=UTF-8", "", "", 0);
    row("identity", "POST", "/v2/create_events", json, "identity", "", 0);
    row("expect", "POST", "/v2/create_events", json, "", "100-Continue", 0);
    row("health", "GET", "/health", "", "", "", 0);
    row("unknown path", "POST", "/v2/nothing", json, "", "", 404);
    row("root", "GET", "/", "", "", "", 404);
    row("unknown path before the type", "POST", "/v2/nothing", "text/plain", "", "", 404);
    row("another case", "POST", "/V2/create_events", json, "", "", 404);
    row("get events", "GET", "/v2/create_events", "", "", "", 405);
    row("post health", "POST", "/health", json, "", "", 405);
    row("stats", "GET", "/v2/sessions/638552b9/stats", "", "", "", 403);
    row("export", "GET", "//v2/sessions/638552b9/export/", "", "", "", 403);
    row("no id in stats", "GET", "/v2/sessions//stats", "", "", "", 404);
    row("no type", "POST", "/v2/create_events", "", "", "", 415);
    row("text", "POST", "/v2/create_events", "text/plain;application/json", "", "", 415);
    row("nearly json", "POST", "/v2/create_events", "application/jsonp", "", "", 415);
    row("gzip", "POST", "/v2/create_events", json, "gzip", "", 0);
    row("gzip twice", "POST", "/v2/create_events", json, "gzip, gzip", "", 415);
    row("another coding", "POST", "/v2/create_events", json, "br", "", 415);
    row("without /v2", "POST", "/create_events", json, "", "", 0);
    row("without /v1", "POST", "//events/", json, "", "", 0);
    row("0.1.x", "POST", "/v1/sessions", json, "", "", 0);
    row("logs", "PUT", "/v2/update_logs", json, "", "", 0);
    row("posted logs", "POST", "/v2/update_logs", json, "", "", 405);
    row("logs of another type", "PUT", "/v2/update_logs", "text/plain", "", "", 415);
    row("uploaded logs", "POST", "/v4/logs/upload/", json, "", "", 0);
    row("signing in", "POST", "/v3/auth/token", json, "", "", 0);
    row("being signed in", "GET", "/v3/auth/token", "", "", "", 0);
    row("description", "GET", "/v2/openapi.yaml", "", "", "", 0);
    row("time travel", "GET", "/v2/ttd/638552b9", "", "", "", 0);
    row("time travel further", "GET", "/v2/ttd/638552b9/more", "", "", "", 404);
    row("time travel nowhere", "GET", "/v2/ttd/", "", "", "", 404);
    row("strange expectation", "POST", "/v2/create_events", json, "", "200-ok", 417);
    row("absolute target", "POST", "http://127.0.0.1:4318/v2/create_events", json, "", "", 400);
    row("asterisk", "POST", "*", json, "", "", 400);
}

void TestRoutes::headsAreRefused()
{
    QFETCH(const QString, method);
    QFETCH(const QString, target);
    QFETCH(const QString, contentType);
    QFETCH(const QString, contentEncoding);
    QFETCH(const QString, expect);
    QFETCH(const int, status);
    const std::string parts[] = {method.toStdString(), target.toStdString(), contentType.toStdString(),
        contentEncoding.toStdString(), expect.toStdString()};
    RequestHead head;
    head.method = parts[0];
    head.target = parts[1];
    head.contentType = parts[2];
    head.contentEncoding = parts[3];
    head.expect = parts[4];
    const auto refusal = Routes::refusal(head);
    QCOMPARE(refusal ? static_cast<int>(refusal->status) : 0, status);
    QVERIFY(!refusal || !jsonOf(*refusal).isEmpty());
    if (status == 404)
        QCOMPARE(text(refusal->body), QStringLiteral(R"({"detail":"Not Found"})"));
}

void TestRoutes::methodsThatWouldDoAreNamed()
{
    RequestHead head = post("/health");
    QCOMPARE(text(Routes::refusal(head)->allow), QStringLiteral("GET"));
    head.method = "PUT";
    head.target = "/v2/create_events";
    QCOMPARE(text(Routes::refusal(head)->allow), QStringLiteral("POST"));
}

void TestRoutes::healthIsFixedText()
{
    RequestHead head;
    head.method = "GET";
    head.target = "/health";
    Routes routes({});
    const Exchange exchange = routes.serve(head, "", now);
    QVERIFY(exchange.batch.isEmpty());
    QCOMPARE(text(exchange.answer.body), QStringLiteral(R"({"message":"Server Up"})"));
    QVERIFY(wireText(exchange.answer, KeepAlive::Yes).find("\r\nServer: Sluice\r\n") != std::string::npos);
}

void TestRoutes::createSessionGrantsAToken()
{
    Routes routes({});
    const Exchange exchange = routes.serve(post("/v2/create_session", {}, goodKey),
        R"({"session":{"session_id":"s-1","init_timestamp":"2026-01-01T00:00:00Z","tags":["t"]}})", now);
    QCOMPARE(exchange.batch.sessions.size(), 1U);
    QCOMPARE(text(exchange.batch.sessions[0].id.text()), text("s-1"));
    QVERIFY(exchange.batch.sessions[0].origin == Origin::Received);
    QVERIFY(exchange.batch.sessions[0].tagsMode == SessionChange::Tags::Unite);
    QCOMPARE(exchange.batch.tokens.size(), 1U);
    QVERIFY(exchange.batch.tokens[0].session == SessionId("s-1"));

    const QJsonObject answer = jsonOf(routes.settle(exchange, {}));
    QCOMPARE(answer.value(QStringLiteral("status")).toString(), QStringLiteral("Success"));
    QCOMPARE(answer.value(QStringLiteral("session_url")).toString(), QStringLiteral("sluice://session/s-1"));
    QCOMPARE(answer.value(QStringLiteral("jwt")).toString().size(), 43);
}

void TestRoutes::createSessionChecksTheKeysFormat_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("status");
    QTest::newRow("uuid") << QString::fromLatin1(goodKey) << 200;
    QTest::newRow("uuid without dashes") << QStringLiteral("11111111222243338444555555555555") << 200;
    QTest::newRow("none") << QString() << 400;
    QTest::newRow("text") << QStringLiteral("my-key") << 400;
    QTest::newRow("one short") << QStringLiteral("11111111-2222-4333-8444-55555555555") << 400;
}

void TestRoutes::createSessionChecksTheKeysFormat()
{
    QFETCH(const QString, key);
    QFETCH(const int, status);
    const std::string sent = key.toStdString();
    Routes routes({});
    for (const std::string_view target : {"/v2/create_session", "/v2/reauthorize_jwt"}) {
        const Exchange exchange
            = routes.serve(post(target, {}, sent), R"({"session":{"session_id":"s"},"session_id":"s"})", now);
        QCOMPARE(static_cast<int>(exchange.answer.status), status);
        if (status == 200)
            continue;
        QVERIFY(exchange.batch.isEmpty());
        QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("message")).toString(),
            QStringLiteral("Invalid API key format"));
        QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("path")).toString(), text(target));
    }
}

void TestRoutes::createSessionJoinsUnderAForeignToken()
{
    WithSession first;
    const Exchange joined = first.routes.serve(post("/v2/create_session", first.bearer, goodKey),
        R"({"session":{"session_id":"another","tags":["mine"]}})", now);
    QCOMPARE(joined.answer.status, 200U);
    QVERIFY(joined.batch.sessions[0].id == SessionId("another"));
    const Exchange again = first.routes.serve(
        post("/v2/create_session", "Bearer junk", goodKey), R"({"session":{"session_id":"another"}})", now);
    QCOMPARE(again.answer.status, 200U);
    QVERIFY(again.batch.tokens[0].hash != joined.batch.tokens[0].hash);
}

void TestRoutes::createSessionWithoutStartLeavesItToTheStore()
{
    Routes routes({});
    const Exchange exchange = routes.serve(post("/v2/sessions", {}, goodKey), R"({"id":"s"})", now);
    QCOMPARE(exchange.batch.sessions.size(), std::size_t(1));
    QVERIFY(!exchange.batch.sessions[0].started);
}

void TestRoutes::sessionUrlsAreEncoded()
{
    Routes routes({});
    const Exchange exchange = routes.serve(
        post("/v2/create_session", {}, goodKey), R"({"session":{"session_id":"a\"b/c\u00e9"}})", now);
    QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("session_url")).toString(),
        QStringLiteral("sluice://session/a%22b%2Fc%C3%A9"));
}

void TestRoutes::eventsGoToTheTokensSession()
{
    WithSession with;
    const Exchange exchange
        = with.serve("/v2/create_events", R"({"events":[{"id":"a","event_type":"llms"},{"id":"b"}]})");
    QCOMPARE(exchange.events, 2U);
    QCOMPARE(exchange.misrouted, 0U);
    QVERIFY(!exchange.unknownToken);
    QVERIFY(exchange.batch.sessions.empty());
    for (const StoredEvent &event : exchange.batch.events)
        QVERIFY(event.session == with.session);
    const ServedAnswer answer = with.routes.settle(exchange, {});
    QCOMPARE(answer.status, 200U);
    QCOMPARE(text(answer.body), QStringLiteral("\"Success\""));
}

void TestRoutes::updateEventsIsTheSameAsCreate()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/update_events", R"({"events":[{"event_id":"a","x":1}]})");
    QCOMPARE(exchange.batch.events.size(), 1U);
    QVERIFY(exchange.batch.events[0].id == EventId("a"));
}

void TestRoutes::updateEventsKeepsWhatItDoesNotName()
{
    StoredEvent stored;
    Routes routes({}, {}, [&](const SessionId &session, const EventId &id) {
        return session == stored.session && id == stored.id ? std::optional(stored) : std::nullopt;
    });
    stored = routes
                 .serve(post("/v2/create_events", "Bearer x"),
                     R"({"events":[{"id":"a","event_type":"llms","model":"m","init_timestamp":)"
                     R"("2026-01-01T00:00:01Z","prompt":"p","completion": 1e2}]})",
                     now)
                 .batch.events.at(0);
    const Exchange update = routes.serve(post("/v2/update_events", "Bearer x"),
        R"({"events":[{"event_id":"a","completion":"c","end_timestamp":"2026-01-01T00:00:03Z","prompt":null},)"
        R"({"event_id":"new","x":1}]})",
        now);
    const StoredEvent &amended = update.batch.events.at(0);
    QVERIFY(amended.id == stored.id && amended.session == stored.session);
    QVERIFY(amended.type == EventType::Llm);
    QCOMPARE(text(amended.name), QStringLiteral("m"));
    QVERIFY(amended.start == stored.start);
    QVERIFY(amended.end == stored.start + std::chrono::seconds(2));
    QCOMPARE(text(amended.body),
        text(R"({"id":"a","event_type":"llms","model":"m","init_timestamp":"2026-01-01T00:00:01Z",)"
             R"("prompt":"p","completion":"c","event_id":"a","end_timestamp":"2026-01-01T00:00:03Z"})"));
    QCOMPARE(text(update.batch.events.at(1).body), QStringLiteral(R"({"event_id":"new","x":1})"));
}

/// By create_events, whole, or by update_events, which names its end alone.
void TestRoutes::announcedEventsAreOpenUntilTheyEnd()
{
    WithSession with;
    const Exchange announced = with.serve("/v2/create_events",
        R"({"events":[{"id":"a","event_type":"tools","name":"search","init_timestamp":"2026-01-02T00:00:10Z"}]})");
    QCOMPARE(announced.batch.events.size(), 1U);
    const StoredEvent open = announced.batch.events.front();
    QVERIFY(open.facts.isOpen);
    QVERIFY(open.end == open.start);
    const Exchange ended = with.serve("/v2/create_events",
        R"({"events":[{"id":"a","event_type":"tools","name":"search","init_timestamp":"2026-01-02T00:00:10Z",)"
        R"("end_timestamp":"2026-01-02T00:00:12Z"}]})");
    QVERIFY(ended.batch.events.front().id == open.id);
    QVERIFY(!ended.batch.events.front().facts.isOpen);

    Routes routes({}, {}, [&open](const SessionId &, const EventId &) { return std::optional(open); });
    const Exchange updated = routes.serve(post("/v2/update_events", "Bearer x"),
        R"({"events":[{"id":"a","end_timestamp":"2026-01-02T00:00:12Z"}]})", now);
    const StoredEvent &merged = updated.batch.events.front();
    QVERIFY(!merged.facts.isOpen);
    QVERIFY(merged.start == open.start);
    QVERIFY(merged.end == open.start + std::chrono::seconds(2));
    QVERIFY(merged.type == EventType::Tool);
}

void TestRoutes::eventsOwnSessionWinsAndIsCounted()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/create_events",
        R"({"events":[{"id":"a"},)"
        R"({"id":"b","session_id":"other","init_timestamp":"2026-01-01T00:00:09Z"},)"
        R"({"id":"c","session_id":"other","init_timestamp":"2026-01-01T00:00:05Z"},)"
        R"({"id":"d","session_id":")"
            + with.session.text() + "\"}]}");
    QCOMPARE(exchange.misrouted, 2U);
    QVERIFY(exchange.batch.events[0].session == with.session);
    QVERIFY(exchange.batch.events[1].session == SessionId("other"));
    QVERIFY(exchange.batch.events[3].session == with.session);
    QCOMPARE(exchange.batch.sessions.size(), 1U);
    QVERIFY(exchange.batch.sessions[0].id == SessionId("other"));
    QVERIFY(!exchange.batch.sessions[0].started); // the store knows it or guesses it
}

void TestRoutes::unknownTokensGoToQuarantine_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("body");
    QTest::newRow("events") << QStringLiteral("/v2/create_events")
                            << QStringLiteral(R"({"events":[{"id":"a"}]})");
    QTest::newRow("events with their own session") << QStringLiteral(
        "/v2/create_events") << QStringLiteral(R"({"events":[{"id":"a","session_id":"s"}]})");
    QTest::newRow("agent") << QStringLiteral("/v2/create_agent")
                           << QStringLiteral(R"({"id":"a","name":"n"})");
    QTest::newRow("a session without a name")
        << QStringLiteral("/v2/update_session") << QStringLiteral(R"({"session":{}})");
}

void TestRoutes::unknownTokensGoToQuarantine()
{
    QFETCH(const QString, target);
    QFETCH(const QString, body);
    Routes routes({});
    const std::string path = target.toStdString();
    const Exchange exchange
        = routes.serve(post(path, "Bearer eyJhbGciOiJIUzI1NiJ9.x.y"), body.toStdString(), now);
    QCOMPARE(exchange.answer.status, 200U);
    QVERIFY(exchange.unknownToken);
    QCOMPARE(exchange.misrouted, 0U);
    QCOMPARE(exchange.batch.sessions.size(), 1U);
    QVERIFY(exchange.batch.sessions[0].id == quarantineSession());
    QVERIFY(exchange.batch.sessions[0].tags == std::vector<std::string>{"unknown token"});
    for (const StoredEvent &event : exchange.batch.events)
        QVERIFY(event.session == quarantineSession());
    for (const StoredAgent &agent : exchange.batch.agents)
        QVERIFY(agent.session == quarantineSession());
}

void TestRoutes::missingTokensAreRefused_data()
{
    QTest::addColumn<QString>("authorization");
    QTest::newRow("none") << QString();
    QTest::newRow("the scheme alone") << QStringLiteral("Bearer");
    QTest::newRow("the scheme and a blank") << QStringLiteral("Bearer ");
    QTest::newRow("the token alone") << QStringLiteral("eyJhbGciOiJIUzI1NiJ9.x.y");
    QTest::newRow("another scheme") << QStringLiteral("Basic dXNlcjpwYXNz");
}

void TestRoutes::missingTokensAreRefused()
{
    QFETCH(const QString, authorization);
    const std::string sent = authorization.toStdString();
    Routes routes({});
    for (const std::string_view target :
        {"/v2/create_events", "/v2/update_events", "/v2/create_agent", "/v2/update_session"}) {
        const Exchange exchange = routes.serve(post(target, sent), R"({"events":[{}],"id":"a"})", now);
        QCOMPARE(exchange.answer.status, 400U);
        QVERIFY(exchange.batch.isEmpty());
        QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("message")).toString(),
            QStringLiteral("Bearer Token is Missing"));
    }
}

void TestRoutes::updateSessionReplacesTags()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/update_session",
        R"({"session":{"session_id":")" + with.session.text() + R"(","tags":["only"],"jwt":"secret"}})");
    QCOMPARE(exchange.batch.sessions.size(), 1U);
    QVERIFY(exchange.batch.sessions[0].tagsMode == SessionChange::Tags::Replace);
    QVERIFY(exchange.batch.sessions[0].tags == std::vector<std::string>{"only"});
    QVERIFY(!exchange.batch.sessions[0].started);
}

void TestRoutes::updateSessionAnswersWhatOldSdksNeed()
{
    WithSession with("s");
    const QJsonObject answer = jsonOf(with.serve("/v2/update_session", R"({"session":{}})").answer);
    QCOMPARE(answer.value(QStringLiteral("status")).toString(), QStringLiteral("success"));
    QCOMPARE(answer.value(QStringLiteral("token_cost")).toString(), QStringLiteral("0.00"));
    QCOMPARE(answer.value(QStringLiteral("session_url")).toString(), QStringLiteral("sluice://session/s"));
}

void TestRoutes::updateSessionWithoutIdFollowsTheToken()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/update_session", R"({"session":{"tags":[]}})");
    QVERIFY(exchange.batch.sessions[0].id == with.session);
    const Exchange named = with.serve("/v2/update_session", R"({"session":{"session_id":"named"}})");
    QVERIFY(named.batch.sessions[0].id == SessionId("named"));
    QVERIFY(!named.batch.sessions[0].started);
}

void TestRoutes::agentsGoToTheTokensSession()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/create_agent", R"({"id":"agent-123","name":"writer"})");
    QCOMPARE(exchange.batch.agents.size(), 1U);
    QVERIFY(exchange.batch.agents[0].session == with.session);
    QCOMPARE(text(exchange.answer.body), QStringLiteral("\"Success\""));
    const Exchange named
        = with.serve("/v2/create_agent", R"({"id":"a","name":"n","session_id":"0.2's own"})");
    QVERIFY(named.batch.agents[0].session == SessionId("0.2's own"));
    QVERIFY(named.batch.sessions[0].id == SessionId("0.2's own"));
}

void TestRoutes::reauthorizeGrantsAnotherToken()
{
    WithSession with;
    const Exchange exchange = with.routes.serve(
        post("/v2/reauthorize_jwt", {}, goodKey), R"({"session_id":")" + with.session.text() + "\"}", now);
    const QJsonObject answer = jsonOf(with.routes.settle(exchange, {}));
    QCOMPARE(answer.value(QStringLiteral("status")).toString(), QStringLiteral("Success"));
    const std::string second = "Bearer " + answer.value(QStringLiteral("jwt")).toString().toStdString();
    QVERIFY(second != with.bearer);
    for (const std::string &bearer : {with.bearer, second}) {
        const Exchange events
            = with.routes.serve(post("/v2/create_events", bearer), R"({"events":[{"id":"a"}]})", now);
        QVERIFY(events.batch.events[0].session == with.session);
    }
}

void TestRoutes::sessionLabStoresARunsPlan()
{
    Routes routes({});
    const RequestHead head = post("/sluice/session_lab", {}, goodKey);
    QVERIFY(!Routes::refusal(head));
    const Exchange exchange = routes.serve(head, R"({"session_id":"s","lab":{"seed":3}})", now);
    QCOMPARE(exchange.answer.status, 200U);
    QCOMPARE(exchange.batch.sessions.size(), std::size_t(1));
    QVERIFY(exchange.batch.sessions[0].id == SessionId("s"));
    QCOMPARE(text(exchange.batch.sessions[0].lab.value()), text(R"({"seed":3})"));
    QVERIFY(!exchange.granted);
    const Exchange noKey = routes.serve(post("/sluice/session_lab"), R"({"session_id":"s","lab":{}})", now);
    QCOMPARE(noKey.answer.status, 400U);
    QVERIFY(noKey.batch.isEmpty());
}

void TestRoutes::badBodiesAreRefusedWithThePlace_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *target, const char *body, const char *message) {
        QTest::newRow(name) << QString::fromLatin1(target) << QString::fromLatin1(body)
                            << QString::fromLatin1(message);
    };
    row("not JSON", "/v2/create_events", "hello",
        "Error posting event: not JSON: line 1, column 1 (byte 0): expected a value, found 'h'");
    row("nothing", "/v2/create_events", "",
        "Error posting event: not JSON: line 1, column 1 (byte 0): expected a value, found the end of the "
        "text");
    row("wrong shape", "/v2/create_events", R"({"events":[1]})",
        "Error posting event: events[0]: expected an object, found a number");
    row("session", "/v2/update_session", R"({"session":1})",
        "Error posting session: session: expected an object, found a number");
    row("new session", "/v2/create_session", R"({"session":[]})",
        "Error creating session: session: expected an object, found an array");
    row("new session without id", "/v2/create_session", R"({"session":{}})",
        "Error creating session: session.session_id is missing: expected the session's id as a string");
    row("agent", "/v2/create_agent", "{}",
        "Error creating agent: id is missing: expected the agent's id as a string");
    row("reauthorize", "/v2/reauthorize_jwt", "[]",
        " Error reauthorizing Api Key: the body: expected an object, found an array");
    row("lab", "/sluice/session_lab", R"({"session_id":"s","lab":[1]})",
        "Error storing the run: lab: expected an object, found an array");
    row("no lab", "/sluice/session_lab", R"({"session_id":"s"})",
        "Error storing the run: lab is missing: expected what the burst lab stores with a run, as an object");
}

void TestRoutes::badBodiesAreRefusedWithThePlace()
{
    QFETCH(const QString, target);
    QFETCH(const QString, body);
    QFETCH(const QString, message);
    Routes routes({});
    const std::string path = target.toStdString();
    const Exchange exchange = routes.serve(post(path, "Bearer x", goodKey), body.toStdString(), now);
    QCOMPARE(exchange.answer.status, 400U);
    QVERIFY(exchange.batch.isEmpty());
    QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("message")).toString(), message);
    QCOMPARE(jsonOf(exchange.answer).value(QStringLiteral("path")).toString(), target);
}

void TestRoutes::tokensAreGoodOnlyOnceCommitted()
{
    Routes routes({});
    const Exchange exchange
        = routes.serve(post("/v2/create_session", {}, goodKey), R"({"session":{"session_id":"s"}})", now);
    const std::string bearer
        = "Bearer " + jsonOf(exchange.answer).value(QStringLiteral("jwt")).toString().toStdString();
    const std::string events = R"({"events":[{"id":"a"}]})";
    QVERIFY(routes.serve(post("/v2/create_events", bearer), events, now).unknownToken);
    QCOMPARE(routes.settle(exchange, Error{ErrorKind::Io, "disk full"}).status, 503U);
    QVERIFY(routes.serve(post("/v2/create_events", bearer), events, now).unknownToken);
    QCOMPARE(routes.settle(exchange, {}).status, 200U);
    QVERIFY(!routes.serve(post("/v2/create_events", bearer), events, now).unknownToken);
}

void TestRoutes::tokensOfTheStoreAreGood()
{
    WithSession first;
    const Exchange granted = first.routes.serve(
        post("/v2/create_session", {}, goodKey), R"({"session":{"session_id":"s"}})", now);
    Routes second(granted.batch.tokens);
    const std::string bearer
        = "Bearer " + jsonOf(granted.answer).value(QStringLiteral("jwt")).toString().toStdString();
    const Exchange events
        = second.serve(post("/v2/create_events", bearer), R"({"events":[{"id":"a"}]})", now);
    QVERIFY(events.batch.events[0].session == SessionId("s"));
    QVERIFY(second.serve(post("/v2/create_events", first.bearer), R"({"events":[{"id":"a"}]})", now)
                .unknownToken);
}

void TestRoutes::tokensAreStoredHashed()
{
    // The SHA-256 of "abc" (FIPS 180-4, its first example) is found; its text is nowhere.
    const TokenGrant grant{
        {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0,
            0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad},
        SessionId("s"), now};
    const TokenBook book({grant});
    QVERIFY(book.sessionOf("abc") == SessionId("s"));
    QVERIFY(!book.sessionOf("abd"));
    QVERIFY(!book.sessionOf(""));
}

void TestRoutes::failedCommitsAskToTryAgain()
{
    WithSession with;
    const Exchange exchange = with.serve("/v2/create_events", R"({"events":[{"id":"a"}]})");
    const ServedAnswer answer = with.routes.settle(exchange, Error{ErrorKind::Io, "disk full"});
    QCOMPARE(answer.status, 503U);
    QVERIFY(wireText(answer, KeepAlive::Yes).find("\r\nRetry-After: 1\r\n") != std::string::npos);
    QVERIFY(answer.body.find("disk full") != std::string::npos);
}

void TestRoutes::eventAnswersSayThatTheyAreIdempotent()
{
    WithSession with;
    const std::string header = "\r\nSluice-Idempotent: events\r\n";
    const Exchange good = with.serve("/v2/create_events", R"({"events":[{"id":"a"}]})");
    QVERIFY(wireText(with.routes.settle(good, {}), KeepAlive::Yes).find(header) != std::string::npos);
    const auto failed = with.routes.settle(good, Error{ErrorKind::Io, "x"});
    QVERIFY(wireText(failed, KeepAlive::Yes).find(header) != std::string::npos);
    const Exchange agent = with.serve("/v2/create_agent", R"({"id":"a"})");
    QVERIFY(wireText(agent.answer, KeepAlive::Yes).find(header) == std::string::npos);
}

void TestRoutes::mendedPiecesAreCounted()
{
    WithSession with;
    QCOMPARE(with.serve("/v2/create_events", R"({"events":[{"x":NaN,"y":Infinity}]})").mended, 2U);
    QCOMPARE(with.serve("/v2/update_session", R"({"session":{"x":NaN}})").mended, 1U);
}

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
