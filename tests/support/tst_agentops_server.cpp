// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "tests/support/agentops_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

#include <optional>
#include <thread>

using namespace sluice;
using nlohmann::json;
using Reach = HttpAnswer::Reach;
using Wire = FaultAnswer::Wire;
using Storing = AgentOpsServer::Storing;
using Ids = std::vector<std::string>;

namespace {

/// What an SDK would say to the server, one session long.
class Client
{
public:
    explicit Client(const AgentOpsServer &server)
        : m_url(server.url())
    { }

    HttpAnswer post(const std::string &path, const json &body, HeaderFields headers)
    {
        const std::string text = body.dump();
        return m_transport.post({m_url + path, std::move(headers), text, Millis(20'000)});
    }

    HttpAnswer startSession(const std::string &id)
    {
        HttpAnswer answer = post("/v2/create_session", {{"session", {{"session_id", id}}}}, keyHeaders());
        takeToken(answer);
        return answer;
    }

    HttpAnswer reauthorize(const std::string &id)
    {
        HttpAnswer answer = post("/v2/reauthorize_jwt", {{"session_id", id}}, keyHeaders());
        takeToken(answer);
        return answer;
    }

    HttpAnswer withToken(const std::string &path, const json &body)
    {
        return post(path, body, {{"Authorization", "Bearer " + m_token}});
    }

    HttpAnswer sendActions(const Ids &ids)
    {
        json events = json::array();
        for (const std::string &id : ids)
            events.push_back({{"event_type", "actions"}, {"id", id}});
        return withToken("/v2/create_events", {{"events", events}});
    }

private:
    static HeaderFields keyHeaders()
    {
        return {{"X-Agentops-Api-Key", "11111111-1111-4111-8111-111111111111"}};
    }

    void takeToken(const HttpAnswer &answer)
    {
        const json body = json::parse(answer.body, nullptr, false);
        if (body.is_object() && body.contains("jwt"))
            m_token = body["jwt"].get<std::string>();
    }

    std::string m_url;
    std::string m_token;
    CurlTransport m_transport;
};

FaultAnswer onTheWire(Wire wire)
{
    FaultAnswer answer;
    answer.wire = wire;
    answer.body = R"("Success")";
    return answer;
}

} // namespace

class TestAgentopsServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatASessionSends();
    void asksForKeysAndTokens();
    void gives401UntilReauthorized();
    void storesARepeatedEventAgain();
    void asAnIdempotentServerKeepsARepeatedEventOnce();
    void asTheHostedServerRefusesTheTableOfARepeatedEvent();
    void asTheHostedServerRefusesARepeatedSession();
    void failsTheNextRequestsInOrder();
    void failsOnePathUntilTold();
    void losesTheAnswerAfterStoring();
    void endsAtOnceWhileClientsHang_data();
    void endsAtOnceWhileClientsHang();
    void canComeBackOnItsPort();
};

void TestAgentopsServer::keepsWhatASessionSends()
{
    AgentOpsServer server;
    Client client(server);
    QCOMPARE(client.startSession("s1").status, 200);
    const HttpAnswer answer = client.sendActions({"a", "b"});
    QCOMPARE(answer.body, std::string(R"("Success")"));
    QVERIFY(!answer.idempotentEvents);
    QCOMPARE(client.withToken("/v2/create_agent", {{"id", "g"}, {"name", "Planner"}}).status, 200);
    client.withToken("/v2/update_session", {{"session", {{"session_id", "s1"}, {"tags", {"x"}}}}});
    QVERIFY(server.sessionsEnded().empty());
    client.withToken("/v2/update_session",
        {{"session",
            {{"session_id", "s1"}, {"end_timestamp", "2026-01-01T00:00:00Z"}, {"end_state", "Fail"}}}});

    QCOMPARE(server.sessionsStarted(), Ids{"s1"});
    QCOMPARE(server.eventIds(), (Ids{"a", "b"}));
    QCOMPARE(server.eventIdsOf("s1"), (Ids{"a", "b"}));
    QCOMPARE(server.eventIdsOf("s2"), Ids{});
    QCOMPARE(server.agents().at("g"), std::string("Planner"));
    QCOMPARE(server.sessionsEnded().at("s1"), std::string("Fail"));
    QCOMPARE(server.requestCount(), std::size_t(5));
    QCOMPARE(server.requestCount("/v2/update_session"), std::size_t(2));
    QVERIFY(server.waitForEvents(2));
    QVERIFY(!server.waitForEvents(3, Millis(1)));
}

void TestAgentopsServer::asksForKeysAndTokens()
{
    AgentOpsServer server;
    Client client(server);
    const HttpAnswer keyless = client.post("/v2/create_session", {{"session", {{"session_id", "s"}}}}, {});
    QCOMPARE(keyless.status, 400);
    QVERIFY(keyless.body.find("Invalid API key format") != std::string::npos);
    const HttpAnswer tokenless = client.post("/v2/create_events", {{"events", json::array()}}, {});
    QCOMPARE(tokenless.status, 400);
    QVERIFY(tokenless.body.find("Bearer Token is Missing") != std::string::npos);
    QCOMPARE(client.withToken("/v2/create_events", {{"events", json::array()}}).status, 401);
    QVERIFY(server.sessionsStarted().empty());
}

void TestAgentopsServer::gives401UntilReauthorized()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    server.expireTokens();
    const HttpAnswer expired = client.sendActions({"a"});
    QCOMPARE(expired.status, 401);
    QVERIFY(expired.body.find("Expired Token") != std::string::npos);
    QCOMPARE(client.reauthorize("never started").status, 400);
    QCOMPARE(client.reauthorize("s").status, 200);
    QCOMPARE(client.sendActions({"a"}).status, 200);
    QCOMPARE(server.eventIds(), Ids{"a"});
}

void TestAgentopsServer::storesARepeatedEventAgain()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    client.sendActions({"a"});
    QCOMPARE(client.sendActions({"a", "b"}).status, 200);
    QCOMPARE(server.eventIds(), (Ids{"a", "a", "b"}));
}

void TestAgentopsServer::asAnIdempotentServerKeepsARepeatedEventOnce()
{
    AgentOpsServer server({.idempotent = true});
    Client client(server);
    client.startSession("s");
    client.sendActions({"a"});
    const HttpAnswer answer = client.sendActions({"a", "b"});
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.idempotentEvents);
    QCOMPARE(server.eventIds(), (Ids{"a", "b"}));
}

void TestAgentopsServer::asTheHostedServerRefusesTheTableOfARepeatedEvent()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    client.startSession("s");
    client.sendActions({"a"});
    const json events = {{{"event_type", "actions"}, {"id", "a"}}, {{"event_type", "actions"}, {"id", "b"}},
        {{"event_type", "llms"}, {"id", "c"}}, {{"event_type", "errors"}}, {{"event_type", "errors"}}};
    const HttpAnswer answer = client.withToken("/v2/create_events", {{"events", events}});
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.find("duplicate key") != std::string::npos);
    QCOMPARE(server.eventIds(), (Ids{"a", "c"}));
    QCOMPARE(server.eventCount(), std::size_t(4)); // the errors have no id
    QCOMPARE(client.sendActions({"d", "d"}).status, 400);
}

void TestAgentopsServer::asTheHostedServerRefusesARepeatedSession()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    QCOMPARE(client.startSession("s").status, 200);
    QCOMPARE(client.startSession("s").status, 500);
    AgentOpsServer lenient;
    Client other(lenient);
    QCOMPARE(other.startSession("s").status, 200);
    QCOMPARE(other.startSession("s").status, 200);
    QCOMPARE(lenient.sessionsStarted(), Ids{"s"});
}

void TestAgentopsServer::failsTheNextRequestsInOrder()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    server.failNext(2, {.status = 503});
    server.failNext(1, {.status = 500});
    for (const int status : {503, 503, 500, 200})
        QCOMPARE(client.sendActions({"a"}).status, status);
    QCOMPARE(server.eventIds(), Ids{"a"});
}

void TestAgentopsServer::failsOnePathUntilTold()
{
    AgentOpsServer server;
    Client client(server);
    server.failAlways({.status = 503}, "/v2/create_events");
    QCOMPARE(client.startSession("s").status, 200);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.sendActions({"a"}).status, 503);
    server.clearFaults();
    QCOMPARE(client.sendActions({"a"}).status, 200);
}

void TestAgentopsServer::losesTheAnswerAfterStoring()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    server.failNext(1, onTheWire(Wire::HalfBody), "/v2/create_events", Storing::Yes);
    server.failNext(1, onTheWire(Wire::HalfBody), "/v2/create_events", Storing::No);
    QCOMPARE(client.sendActions({"a"}).reach, Reach::Unknown);
    QCOMPARE(client.sendActions({"b"}).reach, Reach::Unknown);
    QCOMPARE(server.eventIds(), Ids{"a"});
}

void TestAgentopsServer::endsAtOnceWhileClientsHang_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    FaultAnswer late;
    late.delay = std::chrono::hours(1);
    QTest::newRow("black hole") << onTheWire(Wire::Nothing);
    QTest::newRow("stalled body") << onTheWire(Wire::StalledBody);
    QTest::newRow("an hour's delay") << late;
}

void TestAgentopsServer::endsAtOnceWhileClientsHang()
{
    QFETCH(FaultAnswer, fault);
    std::optional<AgentOpsServer> server(std::in_place);
    server->failAlways(fault);
    const std::string url = server->url();
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([url] { CurlTransport().post({url, {}, "{}", Millis(20'000)}); });
    QVERIFY(server->wire().waitForRequests(8));
    QElapsedTimer timer;
    timer.start();
    server.reset();
    QVERIFY(timer.elapsed() < 2'000);
    clients.clear();
    QVERIFY(timer.elapsed() < 5'000);
}

void TestAgentopsServer::canComeBackOnItsPort()
{
    std::optional<AgentOpsServer> server(std::in_place);
    const std::uint16_t port = server->port();
    Client client(*server);
    QCOMPARE(client.startSession("s").status, 200);
    server.reset();
    QVERIFY(client.startSession("s").reach != Reach::Answered);
    server.emplace(AgentOpsManners{}, port);
    QCOMPARE(client.startSession("s").status, 200);
}

QTEST_APPLESS_MAIN(TestAgentopsServer)
#include "tst_agentops_server.moc"
