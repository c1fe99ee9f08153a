// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy.h"
#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/core/lab/fault_texts.h"
#include "tests/support/fault_server.h"
#include "tests/support/gunzip.h"
#include "tests/support/raw_client.h"
#include "tests/support/scripted_transport.h"

#include <QElapsedTimer>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

using namespace sluice;
using Kind = FaultKind;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;
using Wire = FaultAnswer::Wire;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;

std::unique_ptr<FaultProxy> proxyTo(const FaultServer &server)
{
    return FaultProxy::start(server.url()).value();
}

std::string through(const FaultProxy &proxy, std::string_view path = "/")
{
    return proxy.url() + std::string(path);
}

int threadsNamed(const char *name)
{
    int found = 0;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream comm(task.path() / "comm");
        std::string line;
        std::getline(comm, line);
        found += line == name ? 1 : 0;
    }
    return found;
}

/// Four POSTs under way, held by the proxy.
void beginFour(Transport &transport, const FaultProxy &proxy)
{
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(through(proxy)));
    const SteadyTime end = in(Millis(10'000));
    while (proxy.stats().requests < atOnce && std::chrono::steady_clock::now() < end)
        QVERIFY(transport.wait(in(Millis(1))).empty());
    QCOMPARE(proxy.stats().requests, std::uint64_t(atOnce));
}

} // namespace

class TestFaultProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesRequestsAndAnswersOn();
    void keepsConnectionsOpenBothWays();
    void passesLargeBodiesOn_data();
    void passesLargeBodiesOn();
    void passesCompressedBodiesOnAsTheyAre();
    void asksForABodyThatWaitsToBeAskedFor();
    void passesAChunkedBodyOn();
    void passesFourAtOnce();
    void answersWhatWasSentAtOnceOneByOne();
    void whatTheEndpointDoesWrongComesThrough_data();
    void whatTheEndpointDoesWrongComesThrough();
    void anEndpointThatRefusesIsABrokenConnection();
    void outlivesTheEndpointsIdleConnections();
    void outlivesARecorderThatGivesUp();
    void doesAnEndpointsHostName();
    void takesOnlyHttpEndpoints();
    void sendsOnlyTheEndpointsRequestsThroughItself();
    void endsAtOnceWithRequestsHeld_data();
    void endsAtOnceWithRequestsHeld();
    void closesForGood();
    void closesAtOnceWithRequestsHeld();
    void isClosedAndSwitchedFromManyThreads();
};

void TestFaultProxy::passesRequestsAndAnswersOn()
{
    FaultAnswer good = success();
    good.headers.emplace_back("Sluice-Idempotent", "events");
    good.headers.emplace_back("X-Own", "a  b");
    FaultServer server(always(good));
    const auto proxy = proxyTo(server);
    CurlTransport transport;
    HttpRequest request = requestTo(through(*proxy, "/v2/create_events?x=1"), R"({"events":[1]})");
    request.headers.emplace_back("X-Agentops-Api-Key", "key");
    request.headers.emplace_back("Authorization", "Bearer token");
    const HttpAnswer answer = transport.post(request);
    QCOMPARE(answer.reach, Reach::Answered);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, good.body);
    QVERIFY(answer.idempotentEvents);
    const ReceivedRequest received = server.requests().at(0);
    QCOMPARE(received.method, std::string("POST"));
    QCOMPARE(received.path, std::string("/v2/create_events?x=1"));
    QCOMPARE(received.body, std::string(R"({"events":[1]})"));
    QCOMPARE(received.header("Host"), server.url().substr(std::string("http://").size()));
    QCOMPARE(received.header("X-Agentops-Api-Key"), std::string("key"));
    QCOMPARE(received.header("Authorization"), std::string("Bearer token"));
    QCOMPARE(toText(proxy->stats()), std::string("1 requests: 1 passed, 0 faulted, 0 failed, 0 held"));
}

void TestFaultProxy::keepsConnectionsOpenBothWays()
{
    FaultServer server(always(success()));
    const auto proxy = proxyTo(server);
    RawClient client(portOf(*proxy));
    const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    std::size_t answerBytes = 0;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(request));
        const RawClient::Answer answer = client.answer();
        QCOMPARE(answer.status, 200);
        answerBytes += answer.head.size() + 2 + answer.body.size();
    }
    QCOMPARE(server.connectionCount(), std::uint64_t(1));
    QCOMPARE(proxy->stats().connections, std::uint64_t(1));
    QCOMPARE(proxy->stats().bytesIn, std::uint64_t(3 * request.size()));
    QTRY_COMPARE(proxy->stats().bytesOut, std::uint64_t(answerBytes));
    QCOMPARE(toText(proxy->stats()), std::string("3 requests: 3 passed, 0 faulted, 0 failed, 0 held"));
}

void TestFaultProxy::passesLargeBodiesOn_data()
{
    QTest::addColumn<std::size_t>("bytes");
    QTest::addColumn<Reach>("reach");
    QTest::newRow("none") << std::size_t(0) << Reach::Answered;
    QTest::newRow("1 MiB") << (std::size_t(1) << 20U) << Reach::Answered;
    QTest::newRow("64 MiB") << (std::size_t(64) << 20U) << Reach::Answered;
    QTest::newRow("one more") << (std::size_t(64) << 20U) + 1 << Reach::Unknown;
}

void TestFaultProxy::passesLargeBodiesOn()
{
    QFETCH(std::size_t, bytes);
    QFETCH(Reach, reach);
    FaultServer server(always(success()));
    const auto proxy = proxyTo(server);
    std::string body(bytes, 'x');
    if (bytes > 0)
        body.back() = 'y';
    CurlTransport transport;
    const HttpAnswer answer = transport.post(requestTo(through(*proxy), body, Millis(60'000)));
    QCOMPARE(answer.reach, reach);
    QCOMPARE(server.requestCount(), std::size_t(reach == Reach::Answered ? 1 : 0));
    if (reach == Reach::Answered)
        QVERIFY(server.requests().at(0).body == body);
}

void TestFaultProxy::passesCompressedBodiesOnAsTheyAre()
{
    FaultServer server(always(success()));
    const auto proxy = proxyTo(server);
    CurlTransport transport({.gzip = true});
    const std::string body(10'000, 'x');
    QCOMPARE(transport.post(requestTo(through(*proxy), body)).status, 200);
    const ReceivedRequest received = server.requests().at(0);
    QCOMPARE(received.header("Content-Encoding"), std::string("gzip"));
    QVERIFY(received.body.size() < body.size());
    QVERIFY(gunzipped(received.body) == body);
}

void TestFaultProxy::asksForABodyThatWaitsToBeAskedFor()
{
    FaultServer server(always(success()));
    const auto proxy = proxyTo(server);
    RawClient client(portOf(*proxy));
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    QCOMPARE(client.answer().status, 100);
    QVERIFY(client.send("{}"));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(server.requests().at(0).body, std::string("{}"));
    QCOMPARE(server.requests().at(0).header("Expect"), std::string());
}

void TestFaultProxy::passesAChunkedBodyOn()
{
    FaultAnswer chunked = onTheWire(Wire::Raw);
    chunked.body
        = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\"Suc\r\n5\r\ncess\"\r\n0\r\n\r\n";
    FaultServer server(always(chunked));
    const auto proxy = proxyTo(server);
    RawClient client(portOf(*proxy));
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
    QVERIFY(client.send("2\r\nde\r\n0\r\n\r\n"));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(server.requests().at(0).body, std::string("abcde"));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(through(*proxy))).body, std::string("\"Success\""));
}

void TestFaultProxy::passesFourAtOnce()
{
    // Each is answered when all four are there.
    FaultServer server(always(success()));
    server.setHandler([&server](const ReceivedRequest &request) {
        server.waitForRequests(atOnce);
        FaultAnswer answer = success();
        answer.body = request.body;
        return answer;
    });
    const auto proxy = proxyTo(server);
    CurlTransport transport;
    const std::array<std::string, atOnce> bodies = {"a", "b", "c", "d"};
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(through(*proxy), bodies[ticket]));
    const auto answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        QCOMPARE(answer.body, bodies[ticket]);
    QCOMPARE(proxy->stats().connections, std::uint64_t(atOnce));
    QCOMPARE(proxy->stats().passed, std::uint64_t(atOnce));
}

void TestFaultProxy::answersWhatWasSentAtOnceOneByOne()
{
    FaultServer server([](const ReceivedRequest &request) {
        FaultAnswer answer = success();
        answer.body = request.path;
        return answer;
    });
    const auto proxy = proxyTo(server);
    RawClient client(portOf(*proxy));
    std::string all;
    for (const char *path : {"/1", "/2", "/3"})
        all += std::string("POST ") + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx";
    QVERIFY(client.send(all));
    for (const char *path : {"/1", "/2", "/3"})
        QCOMPARE(client.answer().body, std::string(path));
}

void TestFaultProxy::whatTheEndpointDoesWrongComesThrough_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    QTest::newRow("500") << statusOf(500);
    QTest::newRow("an interim answer") << FaultAnswer{.body = "1", .continues = 3};
    QTest::newRow("closed after the answer") << FaultAnswer{.body = "1", .closeAfter = true};
    QTest::newRow("closed without a byte") << onTheWire(Wire::Close);
    QTest::newRow("reset without a byte") << onTheWire(Wire::Reset);
    QTest::newRow("half a body") << onTheWire(Wire::HalfBody);
    QTest::newRow("stalled body") << onTheWire(Wire::StalledBody);
    QTest::newRow("garbage") << onTheWire(Wire::Garbage);
    FaultAnswer untilTheEnd = onTheWire(Wire::Raw);
    untilTheEnd.body = "HTTP/1.1 200 OK\r\n\r\n\"Success\"";
    QTest::newRow("a body up to the connection's end") << untilTheEnd;
    QTest::newRow("a larger answer than is read")
        << FaultAnswer{.status = 200, .body = std::string((4U << 20U) + 1, ' ')};
    QTest::newRow("endless body") << onTheWire(Wire::EndlessBody);
}

void TestFaultProxy::whatTheEndpointDoesWrongComesThrough()
{
    QFETCH(FaultAnswer, fault);
    FaultServer server(always(fault));
    const auto proxy = proxyTo(server);
    const Millis timeout(fault.wire == Wire::StalledBody ? 300 : 20'000);
    const HttpAnswer direct = CurlTransport().post(requestTo(server.url("/"), "{}", timeout));
    const HttpAnswer proxied = CurlTransport().post(requestTo(through(*proxy), "{}", timeout));
    QCOMPARE(proxied.reach, direct.reach);
    QCOMPARE(proxied.status, direct.status);
    QCOMPARE(proxied.body, direct.body);
    QCOMPARE(verdictOf(proxied), verdictOf(direct));
    QCOMPARE(proxy->stats().faulted, std::uint64_t(0));
    QTRY_COMPARE(proxy->stats().held, std::uint64_t(0));
    server.setHandler(always(success()));
    QCOMPARE(CurlTransport().post(requestTo(through(*proxy))).body, success().body);
}

void TestFaultProxy::anEndpointThatRefusesIsABrokenConnection()
{
    const auto proxy = FaultProxy::start("http://127.0.0.1:" + std::to_string(refusingPort())).value();
    const HttpAnswer answer = CurlTransport().post(requestTo(through(*proxy)));
    QCOMPARE(answer.reach, Reach::Unknown);
    QCOMPARE(answer.status, 0);
    QCOMPARE(toText(proxy->stats()), std::string("1 requests: 0 passed, 0 faulted, 1 failed, 0 held"));
}

void TestFaultProxy::outlivesTheEndpointsIdleConnections()
{
    FaultAnswer closing = success();
    closing.closeAfter = true;
    FaultServer server(always(closing));
    const auto proxy = proxyTo(server);
    for (std::uint64_t i = 1; i <= 5; ++i) {
        RawClient client(portOf(*proxy));
        QVERIFY(client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"));
        QCOMPARE(client.answer().status, 200);
        QVERIFY(client.hearsWithin(10'000));
        QVERIFY2(client.seesTheEnd(), "the recorder's connection ends with the endpoint's");
        QCOMPARE(server.connectionCount(), i);
    }
    QCOMPARE(proxy->stats().passed, std::uint64_t(5));
}

void TestFaultProxy::outlivesARecorderThatGivesUp()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    const auto proxy = proxyTo(server);
    const HttpAnswer answer = CurlTransport().post(requestTo(through(*proxy), "{}", Millis(100)));
    QCOMPARE(answer.reach, Reach::Unknown);
    QVERIFY2(server.waitForClosed(1), "the endpoint's connection ends with the recorder's");
    QTRY_COMPARE(toText(proxy->stats()), std::string("1 requests: 0 passed, 0 faulted, 1 failed, 0 held"));
}

void TestFaultProxy::doesAnEndpointsHostName()
{
    FaultServer server(always(success()));
    const std::string host = "localhost:" + std::to_string(server.port());
    const auto proxy = FaultProxy::start("http://" + host + "/").value();
    QCOMPARE(CurlTransport().post(requestTo(through(*proxy))).status, 200);
    QCOMPARE(server.requests().at(0).header("Host"), host);
}

void TestFaultProxy::takesOnlyHttpEndpoints()
{
    for (const char *url : {"https://127.0.0.1:4318", "127.0.0.1:4318", "http://", "ftp://127.0.0.1", ""}) {
        const auto proxy = FaultProxy::start(url);
        QVERIFY2(!proxy.ok(), url);
        QCOMPARE(proxy.error().kind, ErrorKind::Usage);
        QVERIFY(!proxy.error().message.empty());
    }
    QVERIFY(FaultProxy::start("http://[::1]:4318/base/").ok());
}

void TestFaultProxy::sendsOnlyTheEndpointsRequestsThroughItself()
{
    FaultServer endpoint(always(success()));
    FaultServer other(always(success()));
    const auto proxy = FaultProxy::start(endpoint.url("/base/")).value();
    const auto transport = proxy->throughThis(std::make_unique<CurlTransport>());
    QCOMPARE(transport->post(requestTo(endpoint.url("/base/v2/create_events"))).status, 200);
    QCOMPARE(transport->post(requestTo(other.url("/elsewhere"))).status, 200);
    QCOMPARE(endpoint.requests().at(0).path, std::string("/base/v2/create_events"));
    QCOMPARE(other.requests().at(0).path, std::string("/elsewhere"));
    QCOMPARE(proxy->stats().requests, std::uint64_t(1));
    transport->abort();
    QVERIFY(transport->post(requestTo(endpoint.url("/"))).aborted);
}

void TestFaultProxy::endsAtOnceWithRequestsHeld_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("in a black hole") << Fault{.kind = Kind::BlackHole};
    QTest::newRow("by a latency") << Fault{.kind = Kind::Latency, .delay = Millis(300'000)};
    QTest::newRow("at the endpoint") << Fault{};
}

void TestFaultProxy::endsAtOnceWithRequestsHeld()
{
    QFETCH(Fault, fault);
    FaultServer server(always(onTheWire(Wire::Nothing)));
    auto proxy = proxyTo(server);
    proxy->set(fault);
    CurlTransport transport;
    beginFour(transport, *proxy);
    QElapsedTimer timer;
    timer.start();
    proxy.reset();
    QVERIFY2(timer.elapsed() < 5'000, "the bound, with a wide margin");
    for (const auto &[ticket, answer] : answersOf(transport))
        QCOMPARE(answer.reach, Reach::Unknown);
}

void TestFaultProxy::closesForGood()
{
    FaultServer server(always(success()));
    const auto proxy = proxyTo(server);
    QTRY_COMPARE(threadsNamed("fault proxy"), 1);
    RawClient client(portOf(*proxy));
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"));
    QCOMPARE(client.answer().status, 200);
    proxy->close();
    QVERIFY(client.hearsWithin(10'000));
    QVERIFY2(client.seesTheEnd(), "a connection that is kept alive ends too");
    QCOMPARE(CurlTransport().post(requestTo(through(*proxy))).reach, Reach::NotSent);
    QTRY_COMPARE(threadsNamed("fault proxy"), 0);
    Fault fault;
    fault.kind = Kind::Status503;
    proxy->set(fault);
    proxy->follow({});
    proxy->close();
    QVERIFY(proxy->stats().now.isNone());
    QCOMPARE(toText(proxy->stats()), std::string("1 requests: 1 passed, 0 faulted, 0 failed, 0 held"));
}

void TestFaultProxy::closesAtOnceWithRequestsHeld()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    const auto proxy = proxyTo(server);
    CurlTransport transport;
    beginFour(transport, *proxy);
    proxy->close();
    for (const auto &[ticket, answer] : answersOf(transport))
        QCOMPARE(answer.reach, Reach::Unknown);
    QTRY_COMPARE(threadsNamed("fault proxy"), 0);
    QCOMPARE(proxy->stats().held, 0U);
}

void TestFaultProxy::isClosedAndSwitchedFromManyThreads()
{
    FaultServer server(always(success()));
    for (int round = 0; round < 20; ++round) {
        const auto proxy = proxyTo(server);
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&proxy, i] {
                for (int n = 0; n < 10; ++n) {
                    Fault fault;
                    fault.kind = n % 2 == 0 ? Kind::Refused : Kind::None;
                    proxy->set(fault);
                }
                if (i % 2 == 0)
                    proxy->close();
            });
        }
        threads.clear(); // each comes back
        QCOMPARE(CurlTransport().post(requestTo(through(*proxy))).reach, Reach::NotSent);
    }
    QTRY_COMPARE(threadsNamed("fault proxy"), 0);
}

QTEST_APPLESS_MAIN(TestFaultProxy)
#include "tst_fault_proxy.moc"
