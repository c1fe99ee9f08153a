// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy.h"
#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/core/lab/fault_texts.h"
#include "tests/support/agentops_server.h"
#include "tests/support/fault_server.h"
#include "tests/support/raw_client.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sluice;
using Kind = FaultKind;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;

} // namespace

/// What each fault is for a recorder's transport, that it ends when the fault ends, and what is counted.
class TestFaultKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FaultServer>(always(success()));
        m_proxy = FaultProxy::start(m_server->url()).value();
    }
    void cleanup()
    {
        m_proxy.reset();
        m_server.reset();
    }

    void isWhatTheTransportMeets_data();
    void isWhatTheTransportMeets();
    void meetsFourAtOnce_data() { isWhatTheTransportMeets_data(); }
    void meetsFourAtOnce();
    void answersAsAgentOpsDoes_data();
    void answersAsAgentOpsDoes();
    void keepsTheConnectionAfterAnErrorsAnswer();
    void refusesOnlyLargerBodies();
    void expiresTheTokensGivenBefore();
    void halfAnAnswerIsInDoubtAndWasDelivered_data();
    void halfAnAnswerIsInDoubtAndWasDelivered();
    void aBlackHoleCutsWhenItEnds();
    void aBlackHoleCountsWhatGivesUp();
    void aLatencyHoldsAndLetsGo();
    void aLatencyTakesItsTime();
    void aDelayComesOnTopOfAnotherFault();
    void theBandwidthBoundsBothWays_data();
    void theBandwidthBoundsBothWays();
    void theBandwidthsEndLetsGo();
    void refusingCutsWhatIsConnected();
    void refusingKeepsThePort();

private:
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
};

void TestFaultKinds::isWhatTheTransportMeets_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<std::string>("answer");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<int>("reached"); // requests that came to the endpoint, of one
    QTest::addColumn<int>("faulted");
    const auto row = [](const Fault &fault, const char *answer, Verdict verdict, int reached, int faulted) {
        QTest::newRow(std::string(wireName(fault.kind)).c_str())
            << fault << std::string(answer) << verdict << reached << faulted;
    };
    row({.kind = Kind::None}, "answered 200", Verdict::Delivered, 1, 0);
    row({.kind = Kind::Latency, .delay = Millis(20)}, "answered 200", Verdict::Delivered, 1, 0);
    row({.kind = Kind::Bandwidth, .bytesPerSecond = 100'000}, "answered 200", Verdict::Delivered, 1, 0);
    row({.kind = Kind::Status500}, "answered 500", Verdict::InDoubt, 0, 1);
    row({.kind = Kind::Status503, .retryAfter = 7}, "answered 503, retry after 7000 ms",
        Verdict::NotDelivered, 0, 1);
    row({.kind = Kind::Status429, .retryAfter = 0}, "answered 429, retry after 0 ms", Verdict::NotDelivered,
        0, 1);
    row({.kind = Kind::TooLarge413, .bodyLimit = 1}, "answered 413", Verdict::TooLarge, 0, 1);
    row({.kind = Kind::Expired401}, "answered 401", Verdict::Unauthorised, 0, 1);
    row({.kind = Kind::Reset}, "unknown", Verdict::InDoubt, 0, 1);
    row({.kind = Kind::HalfAnswer}, "unknown 200", Verdict::InDoubt, 1, 1);
    row({.kind = Kind::Garbage}, "unknown", Verdict::InDoubt, 0, 1);
    row({.kind = Kind::Refused}, "not sent", Verdict::NotDelivered, 0, 0);
}

void TestFaultKinds::isWhatTheTransportMeets()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, answer);
    QFETCH(Verdict, verdict);
    QFETCH(int, reached);
    QFETCH(int, faulted);
    CurlTransport transport;
    HttpRequest request = requestThrough(*m_proxy);
    request.headers.emplace_back("Authorization", "Bearer token");
    QCOMPARE(toText(transport.post(request)), std::string("answered 200"));

    m_proxy->set(fault);
    QCOMPARE(m_proxy->stats().now, fault);
    const HttpAnswer met = transport.post(request);
    QCOMPARE(toText(met), answer);
    QCOMPARE(verdictOf(met), verdict);
    QCOMPARE(m_server->requestCount(), std::size_t(1 + reached));

    m_proxy->set({});
    QCOMPARE(toText(transport.post(request)), std::string("answered 200"));
    const int passed = reached - (reached == 1 ? faulted : 0) + 2;
    QCOMPARE(toText(m_proxy->stats()),
        std::to_string(passed + faulted) + " requests: " + std::to_string(passed) + " passed, "
            + std::to_string(faulted) + " faulted, 0 failed, 0 held");
}

void TestFaultKinds::meetsFourAtOnce()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, answer);
    m_proxy->set(fault);
    CurlTransport transport;
    HttpRequest request = requestThrough(*m_proxy);
    request.headers.emplace_back("Authorization", "Bearer token");
    for (int round = 0; round < 3; ++round) {
        for (Ticket ticket = 0; ticket < atOnce; ++ticket)
            transport.begin(ticket, request);
        const auto answers = answersOf(transport);
        QCOMPARE(answers.size(), atOnce);
        for (const auto &[ticket, met] : answers)
            QCOMPARE(toText(met), answer);
    }
    const FaultStats stats = m_proxy->stats();
    QCOMPARE(stats.passed + stats.faulted, std::uint64_t(fault.kind == Kind::Refused ? 0 : 3 * atOnce));
    QCOMPARE(stats.failed + stats.held, std::uint64_t(0));
}

void TestFaultKinds::answersAsAgentOpsDoes_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<std::string>("body");
    const auto row = [](const char *name, const Fault &fault, const char *body) {
        QTest::newRow(name) << fault << std::string(body);
    };
    row("500", {.kind = Kind::Status500}, R"({"error":"Internal Server Error"})");
    row("503", {.kind = Kind::Status503}, R"({"path":"/v2/create_events","message":"Service Unavailable"})");
    row("429", {.kind = Kind::Status429}, R"({"path":"/v2/create_events","message":"Too Many Requests"})");
    row("413", {.kind = Kind::TooLarge413, .bodyLimit = 0},
        R"({"path":"/v2/create_events","message":"Request Entity Too Large"})");
    row("401", {.kind = Kind::Expired401}, R"({"path":"/v2/create_events","message":"Expired Token"})");
}

void TestFaultKinds::answersAsAgentOpsDoes()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, body);
    m_proxy->set(fault);
    HttpRequest request = requestThrough(*m_proxy);
    request.url += "?a=1";
    request.headers.emplace_back("Authorization", "Bearer token");
    QCOMPARE(CurlTransport().post(request).body, body);
}

void TestFaultKinds::keepsTheConnectionAfterAnErrorsAnswer()
{
    m_proxy->set({.kind = Kind::Status503});
    const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    RawClient client(portOf(*m_proxy));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(request));
        const RawClient::Answer answer = client.answer();
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.hasHeader("Retry-After: 1"));
        QVERIFY(answer.hasHeader("Content-Type: application/json"));
    }
    m_proxy->set({});
    QVERIFY(client.send(request));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(m_proxy->stats().connections, std::uint64_t(1));

    m_proxy->set({.kind = Kind::Status503});
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"));
    QVERIFY(client.answer().hasHeader("Connection: close"));
    QVERIFY(client.seesTheEnd());
}

void TestFaultKinds::refusesOnlyLargerBodies()
{
    m_proxy->set({.kind = Kind::TooLarge413, .bodyLimit = 100});
    CurlTransport transport;
    QCOMPARE(transport.post(requestThrough(*m_proxy, std::string(99, 'x'))).status, 200);
    QCOMPARE(transport.post(requestThrough(*m_proxy, std::string(100, 'x'))).status, 200);
    QCOMPARE(transport.post(requestThrough(*m_proxy, std::string(101, 'x'))).status, 413);
    QCOMPARE(toText(m_proxy->stats()), std::string("3 requests: 2 passed, 1 faulted, 0 failed, 0 held"));
}

void TestFaultKinds::expiresTheTokensGivenBefore()
{
    AgentOpsServer server;
    const auto proxy = FaultProxy::start(server.url()).value();
    CurlTransport transport;
    const auto post = [&](const char *path, std::string_view body, const std::string &token) {
        HttpRequest request = requestTo(proxy->url() + path, body);
        request.headers.emplace_back("X-Agentops-Api-Key", "key");
        if (!token.empty())
            request.headers.emplace_back("Authorization", "Bearer " + token);
        return transport.post(request);
    };
    const char *session = R"({"session":{"session_id":"s"}})";
    const char *renewal = R"({"session_id":"s"})";
    const char *events = R"({"events":[]})";
    const char *other = R"({"session":{"session_id":"t"}})";
    QCOMPARE(post("/v2/create_session", session, {}).status, 200); // token-1
    QCOMPARE(post("/v2/create_events", events, "token-1").status, 200);

    proxy->set({.kind = Kind::Expired401});
    QCOMPARE(post("/v2/create_events", events, "token-1").status, 401);
    QCOMPARE(post("/v2/update_session", session, "token-1").status, 401);
    QCOMPARE(post("/v2/reauthorize_jwt", renewal, "token-1").status, 200); // token-2
    QCOMPARE(post("/v2/create_events", events, "token-2").status, 200);
    QCOMPARE(post("/v2/create_events", events, "token-1").status, 401);
    QCOMPARE(post("/v2/create_session", other, "token-1").status, 200); // token-3; 0.3.13 sends a foreign one
    QCOMPARE(post("/v2/create_events", events, "token-3").status, 200);

    proxy->set({.kind = Kind::Expired401});
    QCOMPARE(post("/v2/create_events", events, "token-2").status, 401);
    proxy->set({});
    QCOMPARE(post("/v2/create_events", events, "token-2").status, 200);
    QCOMPARE(proxy->stats().faulted, std::uint64_t(4));
}

void TestFaultKinds::halfAnAnswerIsInDoubtAndWasDelivered_data()
{
    QTest::addColumn<FaultAnswer>("whole");
    QTest::newRow("of a length") << success();
    QTest::newRow("without a body") << FaultAnswer{};
    QTest::newRow("large") << FaultAnswer{.status = 200, .body = std::string(1'000'000, 'x')};
    const auto raw = [](const char *name, const char *text) {
        FaultAnswer answer = onTheWire(FaultAnswer::Wire::Raw);
        answer.body = text;
        QTest::newRow(name) << answer;
    };
    raw("in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n\"Success\"\r\n0\r\n\r\n");
    raw("up to the connection's end", "HTTP/1.1 200 OK\r\n\r\n\"Success\"");
}

void TestFaultKinds::halfAnAnswerIsInDoubtAndWasDelivered()
{
    QFETCH(FaultAnswer, whole);
    m_server->setHandler(always(whole));
    m_proxy->set({.kind = Kind::HalfAnswer});
    const HttpAnswer answer = CurlTransport().post(requestThrough(*m_proxy));
    QCOMPARE(answer.reach, Reach::Unknown);
    QCOMPARE(verdictOf(answer), Verdict::InDoubt);
    QCOMPARE(m_server->requestCount(), std::size_t(1));
    QCOMPARE(toText(m_proxy->stats()), std::string("1 requests: 0 passed, 1 faulted, 0 failed, 0 held"));
}

void TestFaultKinds::aBlackHoleCutsWhenItEnds()
{
    m_proxy->set({.kind = Kind::BlackHole});
    CurlTransport transport;
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestThrough(*m_proxy));
    while (m_proxy->stats().faulted < atOnce)
        QVERIFY(transport.wait(in(Millis(5))).empty());
    m_proxy->set({.kind = Kind::BlackHole, .delay = Millis(1)});
    QVERIFY2(transport.wait(in(Millis(20))).empty(), "it is one still");
    m_proxy->set({});
    const auto answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        QCOMPARE(toText(answer), std::string("unknown"));
    QCOMPARE(m_server->requestCount(), std::size_t(0));
    QCOMPARE(toText(m_proxy->stats()), std::string("4 requests: 0 passed, 4 faulted, 0 failed, 0 held"));
    QCOMPARE(transport.post(requestThrough(*m_proxy)).status, 200);
}

void TestFaultKinds::aBlackHoleCountsWhatGivesUp()
{
    m_proxy->set({.kind = Kind::BlackHole});
    HttpRequest request = requestThrough(*m_proxy);
    request.timeout = Millis(50);
    QCOMPARE(toText(CurlTransport().post(request)), std::string("unknown"));
    QCOMPARE(toText(m_proxy->stats()), std::string("1 requests: 0 passed, 1 faulted, 0 failed, 0 held"));
}

void TestFaultKinds::aLatencyHoldsAndLetsGo()
{
    m_proxy->set({.kind = Kind::Latency, .delay = Fault::mostDelay});
    CurlTransport transport;
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestThrough(*m_proxy));
    while (m_proxy->stats().held < atOnce)
        QVERIFY(transport.wait(in(Millis(5))).empty());
    QCOMPARE(m_server->requestCount(), std::size_t(0));
    m_proxy->set({});
    for (const auto &[ticket, answer] : answersOf(transport))
        QCOMPARE(toText(answer), std::string("answered 200"));
    QCOMPARE(toText(m_proxy->stats()), std::string("4 requests: 4 passed, 0 faulted, 0 failed, 0 held"));
    QCOMPARE(m_proxy->stats().delayed, std::uint64_t(atOnce));
}

void TestFaultKinds::aLatencyTakesItsTime()
{
    m_proxy->set({.kind = Kind::Latency, .delay = Millis(60)});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 200);
    QVERIFY(timer.elapsed() >= 60);
    QCOMPARE(m_proxy->stats().delayed, std::uint64_t(1));
    m_proxy->set({});
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 200);
    QCOMPARE(m_proxy->stats().delayed, std::uint64_t(1));
}

void TestFaultKinds::aDelayComesOnTopOfAnotherFault()
{
    m_proxy->set({.kind = Kind::Status503, .delay = Millis(60)});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 503);
    QVERIFY(timer.elapsed() >= 60);
}

void TestFaultKinds::theBandwidthBoundsBothWays_data()
{
    QTest::addColumn<std::size_t>("there");
    QTest::addColumn<std::size_t>("back");
    QTest::newRow("there") << std::size_t(100'000) << std::size_t(1);
    QTest::newRow("back") << std::size_t(1) << std::size_t(100'000);
}

void TestFaultKinds::theBandwidthBoundsBothWays()
{
    QFETCH(std::size_t, there);
    QFETCH(std::size_t, back);
    m_server->setHandler(always({.status = 200, .body = std::string(back, 'x')}));
    m_proxy->set({.kind = Kind::Bandwidth, .bytesPerSecond = 400'000});
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer = CurlTransport().post(requestThrough(*m_proxy, std::string(there, 'x')));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.size(), back);
    QVERIFY2(timer.elapsed() >= 150, "100,000 bytes, a tenth of a second's worth of which goes at once");
    QCOMPARE(m_proxy->stats().delayed, std::uint64_t(1));
}

void TestFaultKinds::theBandwidthsEndLetsGo()
{
    m_proxy->set({.kind = Kind::Bandwidth, .bytesPerSecond = 1});
    CurlTransport transport;
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestThrough(*m_proxy));
    while (m_proxy->stats().bytesIn < 1)
        QVERIFY(transport.wait(in(Millis(5))).empty());
    m_proxy->set({});
    const auto answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        QCOMPARE(toText(answer), std::string("answered 200"));
}

void TestFaultKinds::refusingCutsWhatIsConnected()
{
    m_server->setHandler(always(onTheWire(FaultAnswer::Wire::Nothing)));
    RawClient idle(portOf(*m_proxy));
    CurlTransport transport;
    transport.begin(1, requestThrough(*m_proxy));
    while (m_server->requestCount() < 1)
        QVERIFY(transport.wait(in(Millis(5))).empty());
    QTRY_COMPARE(m_proxy->stats().connections, std::uint64_t(2));
    m_proxy->set({.kind = Kind::Refused});
    QCOMPARE(toText(answersOf(transport, 1).at(1)), std::string("unknown"));
    QVERIFY(idle.seesTheEnd());
    QCOMPARE(toText(transport.post(requestThrough(*m_proxy))), std::string("not sent"));
    QCOMPARE(toText(m_proxy->stats()), std::string("1 requests: 0 passed, 1 faulted, 0 failed, 0 held"));
}

void TestFaultKinds::refusingKeepsThePort()
{
    const std::string url = m_proxy->url();
    for (int i = 0; i < 20; ++i) {
        m_proxy->set({.kind = Kind::Refused});
        QVERIFY(!RawClient().connect(portOf(*m_proxy)));
        // Who asks for any port does not get this one.
        QVERIFY(FaultServer(always(success())).port() != portOf(*m_proxy));
        m_proxy->set({.kind = i % 2 == 0 ? Kind::None : Kind::Status500});
        const int status = CurlTransport().post(requestThrough(*m_proxy)).status;
        QCOMPARE(status, i % 2 == 0 ? 200 : 500);
    }
    QCOMPARE(m_proxy->url(), url);
}

QTEST_APPLESS_MAIN(TestFaultKinds)
#include "tst_fault_kinds.moc"
