// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/support/agentops_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

#include <atomic>
#include <optional>
#include <thread>

using namespace sluice;
using nlohmann::json;
using Reach = HttpAnswer::Reach;
using Wire = FaultAnswer::Wire;
using Storing = AgentOpsServer::Storing;
using Ids = std::vector<std::string>;

namespace {

json eventsOf(const char *type, const Ids &ids)
{
    json events = json::array();
    for (const std::string &id : ids)
        events.push_back({{"event_type", type}, {"id", id}});
    return {{"events", events}};
}

/// What an SDK would say to the server, one session long.
class Client
{
public:
    explicit Client(const AgentOpsServer &server, CurlSettings settings = {})
        : m_url(server.url())
        , m_transport(std::move(settings))
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

    void useToken(std::string token) { m_token = std::move(token); }
    const std::string &token() const { return m_token; }

    HttpAnswer sendActions(const Ids &ids)
    {
        return withToken("/v2/create_events", eventsOf("actions", ids));
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
    void asTheHostedServerNamesTheTable();
    void asTheHostedServerStoresARepeatedErrorAgain();
    void asTheHostedServerCountsWhatItRefused();
    void asTheHostedServerTakesATokenThatItNeverGave();
    void asTheHostedServerRefusesARepeatedSession();
    void failsTheNextRequestsInOrder();
    void failsOnePathUntilTold();
    void losesTheAnswerAfterStoring();
    void losesTheAnswersThatItsSeedSays();
    void losesAnswersOnOnePath();
    void expiresATokenAfterItsUses();
    void refusesBodiesOverItsBound_data();
    void refusesBodiesOverItsBound();
    void asksToComeBackLater();
    void answersAfterItsDelay();
    void readsCompressedBodies();
    void notesWhoSaidWhatForWhom();
    void waitsForEndedSessions();
    void serves256SessionsAtOnce();
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

void TestAgentopsServer::asTheHostedServerNamesTheTable()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    client.startSession("s");
    for (const char *table : {"llms", "tools"}) {
        QCOMPARE(client.withToken("/v2/create_events", eventsOf(table, {table})).status, 200);
        const HttpAnswer answer = client.withToken("/v2/create_events", eventsOf(table, {table}));
        QVERIFY(answer.body.find(std::string(table) + "_pkey") != std::string::npos);
        QVERIFY(saysDuplicateKey(answer.body));
    }
}

void TestAgentopsServer::asTheHostedServerStoresARepeatedErrorAgain()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    client.startSession("s");
    QCOMPARE(client.withToken("/v2/create_events", eventsOf("errors", {"e"})).status, 200);
    QCOMPARE(client.withToken("/v2/create_events", eventsOf("errors", {"e"})).status, 200);
    QCOMPARE(server.timesStored("e"), std::size_t(2));
    QCOMPARE(server.timesStored("never"), std::size_t(0));
}

void TestAgentopsServer::asTheHostedServerCountsWhatItRefused()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    client.startSession("s");
    QCOMPARE(client.sendActions({"a", "b"}).status, 200);
    QCOMPARE(client.sendActions({"b", "c"}).status, 400);
    QCOMPARE(server.eventCount(), std::size_t(2));
    QCOMPARE(server.countedEventsOf("s"), std::size_t(4));
}

void TestAgentopsServer::asTheHostedServerTakesATokenThatItNeverGave()
{
    AgentOpsServer server({.strict = true});
    Client client(server);
    client.startSession("s");
    client.useToken("made up");
    QCOMPARE(client.sendActions({"a"}).status, 200);
    QCOMPARE(server.timesStored("a"), std::size_t(1));
    QCOMPARE(server.eventIdsOf("s"), Ids{});
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

void TestAgentopsServer::losesTheAnswersThatItsSeedSays()
{
    constexpr int posts = 200;
    std::vector<std::string> lost;
    for (int round = 0; round < 2; ++round) {
        AgentOpsServer server;
        Client client(server);
        client.startSession("s");
        server.setTroubles({.lostAnswers = 0.3, .seed = 5});
        std::string which;
        for (int i = 0; i < posts; ++i)
            which += client.sendActions({std::to_string(i)}).reach == Reach::Unknown ? 'x' : '.';
        QCOMPARE(server.eventCount(), std::size_t(posts));
        QCOMPARE(server.lostAnswers(), static_cast<std::size_t>(std::ranges::count(which, 'x')));
        lost.push_back(which);
    }
    QCOMPARE(lost[0], lost[1]);
    QVERIFY(std::ranges::count(lost[0], 'x') > posts / 5);
    QVERIFY(std::ranges::count(lost[0], 'x') < posts * 2 / 5);
}

void TestAgentopsServer::losesAnswersOnOnePath()
{
    AgentOpsServer server;
    server.setTroubles({.lostAnswers = 1.0, .lostOn = "/v2/create_events"});
    Client client(server);
    QCOMPARE(client.startSession("s").status, 200);
    QCOMPARE(client.sendActions({"a"}).reach, Reach::Unknown);
    server.setTroubles({});
    QCOMPARE(client.sendActions({"b"}).status, 200);
    QCOMPARE(server.eventIds(), (Ids{"a", "b"}));
}

void TestAgentopsServer::expiresATokenAfterItsUses()
{
    AgentOpsServer server({.strict = true});
    server.setTroubles({.tokenUses = 2});
    Client client(server);
    client.startSession("s");
    for (const int status : {200, 200, 401, 401})
        QCOMPARE(client.sendActions({std::to_string(server.requestCount())}).status, status);
    client.reauthorize("s");
    for (const int status : {200, 200, 401})
        QCOMPARE(client.sendActions({std::to_string(server.requestCount())}).status, status);
    QCOMPARE(server.eventCount(), std::size_t(4));
}

void TestAgentopsServer::refusesBodiesOverItsBound_data()
{
    QTest::addColumn<int>("over");
    QTest::addColumn<int>("status");
    QTest::newRow("bound - 1") << -1 << 200;
    QTest::newRow("bound") << 0 << 200;
    QTest::newRow("bound + 1") << 1 << 413;
}

void TestAgentopsServer::refusesBodiesOverItsBound()
{
    QFETCH(int, over);
    QFETCH(int, status);
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    const std::size_t size = eventsOf("actions", {"a"}).dump().size();
    server.setTroubles({.mostBody = static_cast<std::size_t>(static_cast<int>(size) - over)});
    QCOMPARE(client.sendActions({"a"}).status, status);
    QCOMPARE(server.eventCount(), std::size_t(status == 200 ? 1 : 0));
}

void TestAgentopsServer::asksToComeBackLater()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    server.failNext(1, busy(429, "7"));
    server.failNext(1, busy(503, "Fri, 31 Dec 9999 23:59:59 GMT"));
    const HttpAnswer first = client.sendActions({"a"});
    QCOMPARE(first.status, 429);
    QCOMPARE(first.retryAfter->count(), 7'000);
    QVERIFY(client.sendActions({"a"}).retryAfter > Millis(7'000));
    QCOMPARE(server.eventCount(), std::size_t(0));
}

void TestAgentopsServer::answersAfterItsDelay()
{
    AgentOpsServer server;
    server.setTroubles({.delay = Millis(50)});
    Client client(server);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.startSession("s").status, 200);
    QVERIFY(timer.elapsed() >= 50);
}

void TestAgentopsServer::readsCompressedBodies()
{
    AgentOpsServer server;
    Client client(server, {.gzip = true});
    client.startSession("s");
    Ids ids;
    for (int i = 0; i < 100; ++i)
        ids.push_back(std::to_string(i));
    QCOMPARE(client.sendActions(ids).status, 200);
    QCOMPARE(server.requests().back().header("Content-Encoding"), std::string("gzip"));
    QCOMPARE(server.eventIds(), ids);
}

void TestAgentopsServer::notesWhoSaidWhatForWhom()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s1");
    Client other(server);
    other.startSession("s2");
    other.useToken(client.token());
    other.sendActions({"a"});
    other.useToken("made up");
    other.sendActions({"b"});

    const std::vector<ReceivedCredentials> all = server.credentials();
    QCOMPARE(all.size(), std::size_t(4));
    QCOMPARE(all[1].path, std::string("/v2/create_session"));
    QCOMPARE(all[1].session, std::string("s2"));
    QCOMPARE(all[1].apiKey, std::string("11111111-1111-4111-8111-111111111111"));
    QVERIFY(all[1].token.empty());
    QCOMPARE(all[2].session, std::string("s1"));
    QCOMPARE(all[2].token, client.token());
    QCOMPARE(all[2].connection, all[1].connection);
    QCOMPARE(all[3].session, std::string());
    QCOMPARE(all[3].token, std::string("made up"));
}

void TestAgentopsServer::waitsForEndedSessions()
{
    AgentOpsServer server;
    Client client(server);
    client.startSession("s");
    QVERIFY(!server.waitForEndedSessions(1, Millis(1)));
    std::jthread other([&client] {
        client.withToken("/v2/update_session",
            {{"session", {{"session_id", "s"}, {"end_timestamp", "2026-01-01T00:00:00Z"}}}});
    });
    QVERIFY(server.waitForEndedSessions(1));
}

void TestAgentopsServer::serves256SessionsAtOnce()
{
    constexpr int sessions = 256;
    constexpr int posts = 4;
    AgentOpsServer server({.strict = true});
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> all;
        for (int i = 0; i < sessions; ++i)
            all.emplace_back([&server, &good, name = std::to_string(i)] {
                Client client(server);
                client.startSession(name);
                for (int post = 0; post < posts; ++post)
                    good += client.sendActions({name + "." + std::to_string(post)}).status == 200 ? 1 : 0;
            });
    }
    QCOMPARE(good.load(), sessions * posts);
    QCOMPARE(server.wire().connectionCount(), std::uint64_t(sessions));
    for (int i = 0; i < sessions; ++i)
        QCOMPARE(server.eventIdsOf(std::to_string(i)).size(), std::size_t(posts));
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
