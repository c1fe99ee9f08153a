// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/core/transport/posting.h"
#include "tests/core/transport/with_environment.h"
#include "tests/support/fault_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Wire = FaultAnswer::Wire;

namespace {

/// A port that answers no SYN: its queue of connections that nobody accepts is full.
class DeafPort
{
public:
    DeafPort()
    {
        m_listener = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        m_good = bind(m_listener, any, size) == 0 && listen(m_listener, 0) == 0
            && getsockname(m_listener, any, &size) == 0;
        m_port = ntohs(address.sin_port);
        for (int &client : m_clients) {
            client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            static_cast<void>(connect(client, any, size));
        }
    }
    ~DeafPort()
    {
        for (const int client : m_clients)
            close(client);
        close(m_listener);
    }
    DeafPort(const DeafPort &) = delete;
    DeafPort &operator=(const DeafPort &) = delete;

    bool isGood() const { return m_good; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/"; }

private:
    int m_listener = -1;
    bool m_good = false;
    std::uint16_t m_port = 0;
    std::array<int, 4> m_clients{};
};

} // namespace

class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItIsGiven();
    void readsAnAnswerWhole();
    void saysHowFarAPostWent_data();
    void saysHowFarAPostWent();
    void saysThatNothingWasSent_data();
    void saysThatNothingWasSent();
    void givesUpConnectingInTime();
    void givesUpWaitingInTime();
    void survivesConnectionsResetAtOnce();
    void keepsItsConnection();
    void replacesAConnectionThatDiedWhileIdle();
    void neverSendsTwiceByItself_data();
    void neverSendsTwiceByItself();
    void recoversAfterEachFault_data();
    void recoversAfterEachFault();
    void abortEndsAHangingPost();
    void abortEndsAHangingConnect();
    void abortEndsEveryLaterPost();
    void abortIsNeverMissed();
    void doesNotFollowARedirect_data();
    void doesNotFollowARedirect();
    void boundsTheAnswer_data();
    void boundsTheAnswer();
    void sendsLargeBodiesAtOnce();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void knowsAnIdempotentServer_data();
    void knowsAnIdempotentServer();
    void keepsLineBreaksOutOfHeaders_data();
    void keepsLineBreaksOutOfHeaders();
    void reachesLoopbackWithoutTheProxy();
    void reachesOthersThroughTheProxy();
    void namesTheServerAndNoSecretInErrors();
    void worksOnManyThreadsAtOnce();
};

void TestCurlTransport::sendsWhatItIsGiven()
{
    FaultServer server(always(success()));
    CurlTransport transport({.userAgent = "sluice/test"});
    HttpRequest request = requestTo(server.url("/v2/create_events"), "{\"a\":\"\0b\"}");
    request.body = std::string_view("{\"a\":\"\0b\"}", 10);
    request.headers.emplace_back("Authorization", "Bearer token");
    request.headers.emplace_back("X-Empty", "");
    transport.post(request);

    const std::vector<ReceivedRequest> got = server.requests();
    QCOMPARE(got.size(), std::size_t(1));
    QCOMPARE(got[0].method, std::string("POST"));
    QCOMPARE(got[0].path, std::string("/v2/create_events"));
    QCOMPARE(got[0].body, std::string(request.body));
    QCOMPARE(got[0].header("Content-Type"), std::string("application/json"));
    QCOMPARE(got[0].header("Authorization"), std::string("Bearer token"));
    QCOMPARE(got[0].header("User-Agent"), std::string("sluice/test"));
    QCOMPARE(got[0].header("Content-Length"), std::string("10"));
    QVERIFY(got[0].header("Expect").empty());
    QVERIFY(std::ranges::count(got[0].headers, std::pair<std::string, std::string>("X-Empty", "")) == 1);
}

void TestCurlTransport::readsAnAnswerWhole()
{
    FaultAnswer scripted = success();
    scripted.body = std::string("{\"jwt\":\"x\0y\"}", 13);
    FaultServer server(always(scripted));
    CurlTransport transport;
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    QCOMPARE(answer.reach, Reach::Answered);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, scripted.body);
    QCOMPARE(answer.error, std::string());
    QVERIFY(!answer.aborted);
    QVERIFY(!answer.retryAfter);
    QVERIFY(!answer.idempotentEvents);
}

void TestCurlTransport::saysHowFarAPostWent_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    QTest::addColumn<Reach>("reach");
    QTest::addColumn<int>("status");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, const FaultAnswer &fault, Reach reach, int status,
                         Verdict verdict) { QTest::newRow(name) << fault << reach << status << verdict; };
    row("200", statusOf(200), Reach::Answered, 200, Verdict::Delivered);
    row("400", statusOf(400), Reach::Answered, 400, Verdict::Refused);
    row("401", statusOf(401), Reach::Answered, 401, Verdict::Unauthorised);
    row("408", statusOf(408), Reach::Answered, 408, Verdict::NotDelivered);
    row("413", statusOf(413), Reach::Answered, 413, Verdict::TooLarge);
    row("425", statusOf(425), Reach::Answered, 425, Verdict::NotDelivered);
    row("429", statusOf(429), Reach::Answered, 429, Verdict::NotDelivered);
    row("500", statusOf(500), Reach::Answered, 500, Verdict::InDoubt);
    row("502", statusOf(502), Reach::Answered, 502, Verdict::InDoubt);
    row("503", statusOf(503), Reach::Answered, 503, Verdict::NotDelivered);
    row("504", statusOf(504), Reach::Answered, 504, Verdict::InDoubt);
    row("302", statusOf(302), Reach::Answered, 302, Verdict::Redirected);
    row("1,000 interim answers", {.body = "1", .continues = 1'000}, Reach::Answered, 200, Verdict::Delivered);
    row("late answer", {.body = "1", .delay = Millis(50)}, Reach::Answered, 200, Verdict::Delivered);
    row("black hole", onTheWire(Wire::Nothing), Reach::Unknown, 0, Verdict::InDoubt);
    row("closed without a byte", onTheWire(Wire::Close), Reach::Unknown, 0, Verdict::InDoubt);
    row("reset without a byte", onTheWire(Wire::Reset), Reach::Unknown, 0, Verdict::InDoubt);
    row("half a body", onTheWire(Wire::HalfBody), Reach::Unknown, 200, Verdict::InDoubt);
    row("stalled body", onTheWire(Wire::StalledBody), Reach::Unknown, 200, Verdict::InDoubt);
    row("garbage", onTheWire(Wire::Garbage), Reach::Unknown, 0, Verdict::InDoubt);
    row("endless headers", onTheWire(Wire::EndlessHeaders), Reach::Unknown, 200, Verdict::InDoubt);
    row("endless body", onTheWire(Wire::EndlessBody), Reach::Unknown, 200, Verdict::InDoubt);
}

void TestCurlTransport::saysHowFarAPostWent()
{
    QFETCH(FaultAnswer, fault);
    QFETCH(Reach, reach);
    QFETCH(int, status);
    QFETCH(Verdict, verdict);
    FaultServer server(always(fault));
    CurlTransport transport;
    const bool hangs = fault.wire == Wire::Nothing || fault.wire == Wire::StalledBody;
    const HttpAnswer answer
        = transport.post(requestTo(server.url("/"), "{}", hangs ? Millis(300) : Millis(20'000)));
    QCOMPARE(answer.reach, reach);
    QCOMPARE(answer.status, status);
    QCOMPARE(verdictOf(answer), verdict);
    QCOMPARE(answer.error.empty(), reach == Reach::Answered);
    QVERIFY(!answer.aborted);
    QCOMPARE(server.requestCount(), std::size_t(1));
}

void TestCurlTransport::saysThatNothingWasSent_data()
{
    QTest::addColumn<std::string>("url");
    QTest::newRow("nobody listens") << "http://127.0.0.1:" + std::to_string(refusingPort()) + "/";
    QTest::newRow("no such host") << std::string("http://sluice-test.invalid/");
    QTest::newRow("another protocol") << std::string("ftp://127.0.0.1/");
    QTest::newRow("a file") << std::string("file:///etc/passwd");
    QTest::newRow("no URL") << std::string("http://");
    QTest::newRow("empty") << std::string();
    QTest::newRow("port out of range") << std::string("http://127.0.0.1:65536/");
}

void TestCurlTransport::saysThatNothingWasSent()
{
    QFETCH(std::string, url);
    CurlTransport transport;
    const HttpAnswer answer = transport.post(requestTo(url));
    QCOMPARE(answer.reach, Reach::NotSent);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.error.empty());
    QCOMPARE(verdictOf(answer), Verdict::NotDelivered);
}

void TestCurlTransport::givesUpConnectingInTime()
{
    const DeafPort deaf;
    QVERIFY(deaf.isGood());
    CurlTransport transport({.connectTimeout = Millis(200)});
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer = transport.post(requestTo(deaf.url()));
    QVERIFY(timer.elapsed() >= 190);
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(answer.reach, Reach::NotSent);
}

void TestCurlTransport::givesUpWaitingInTime()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer = transport.post(requestTo(server.url("/"), "{}", Millis(300)));
    QVERIFY(timer.elapsed() >= 290);
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(answer.reach, Reach::Unknown);
}

void TestCurlTransport::survivesConnectionsResetAtOnce()
{
    FaultServer server(always(success()));
    server.resetConnections(3);
    CurlTransport transport;
    for (int i = 0; i < 3; ++i)
        QVERIFY(transport.post(requestTo(server.url("/"))).reach != Reach::Answered);
    QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
    QCOMPARE(server.requestCount(), std::size_t(1));
}

void TestCurlTransport::keepsItsConnection()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    for (int i = 0; i < 10; ++i)
        QCOMPARE(transport.post(requestTo(server.url("/"))).status, 200);
    QCOMPARE(server.requestCount(), std::size_t(10));
    QCOMPARE(server.connectionCount(), std::uint64_t(1));
}

void TestCurlTransport::replacesAConnectionThatDiedWhileIdle()
{
    FaultAnswer thenClosed = success();
    thenClosed.closeAfter = true;
    FaultServer server(always(thenClosed));
    CurlTransport transport;
    for (std::uint64_t i = 1; i <= 5; ++i) {
        QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
        QVERIFY(server.waitForClosed(i));
    }
    QCOMPARE(server.connectionCount(), std::uint64_t(5));
    QCOMPARE(server.requestCount(), std::size_t(5));
}

void TestCurlTransport::neverSendsTwiceByItself_data()
{
    QTest::addColumn<FaultAnswer>("death");
    QTest::newRow("closed") << onTheWire(Wire::Close);
    QTest::newRow("reset") << onTheWire(Wire::Reset);
}

// libcurl sends again by itself when a kept-alive connection dies before an answer; the server may have
// stored the first sending.
void TestCurlTransport::neverSendsTwiceByItself()
{
    QFETCH(FaultAnswer, death);
    FaultServer server(always(success()));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
    server.setHandler(always(death));
    const HttpAnswer answer = transport.post(requestTo(server.url("/"), "{\"second\":1}"));
    QCOMPARE(answer.reach, Reach::Unknown);
    QCOMPARE(server.requestCount(), std::size_t(2));
}

void TestCurlTransport::recoversAfterEachFault_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    QTest::newRow("black hole") << onTheWire(Wire::Nothing);
    QTest::newRow("closed") << onTheWire(Wire::Close);
    QTest::newRow("reset") << onTheWire(Wire::Reset);
    QTest::newRow("half a body") << onTheWire(Wire::HalfBody);
    QTest::newRow("garbage") << onTheWire(Wire::Garbage);
    QTest::newRow("endless headers") << onTheWire(Wire::EndlessHeaders);
    QTest::newRow("endless body") << onTheWire(Wire::EndlessBody);
}

void TestCurlTransport::recoversAfterEachFault()
{
    QFETCH(FaultAnswer, fault);
    FaultServer server(always(fault));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"), "{}", Millis(300))).reach, Reach::Unknown);
    server.setHandler(always(success()));
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    QCOMPARE(answer.reach, Reach::Answered);
    QCOMPARE(answer.body, success().body);
    QCOMPARE(answer.error, std::string());
}

void TestCurlTransport::abortEndsAHangingPost()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    QElapsedTimer sinceAbort;
    std::jthread other([&] {
        server.waitForRequests(1);
        sinceAbort.start();
        transport.abort();
    });
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    other.join();
    QVERIFY(sinceAbort.elapsed() < 1'000);
    QVERIFY(answer.aborted);
    QCOMPARE(answer.reach, Reach::Unknown);
}

void TestCurlTransport::abortEndsAHangingConnect()
{
    const DeafPort deaf;
    QVERIFY(deaf.isGood());
    CurlTransport transport;
    QElapsedTimer timer;
    timer.start();
    std::jthread other([&] { transport.abort(); });
    const HttpAnswer answer = transport.post(requestTo(deaf.url()));
    QVERIFY(timer.elapsed() < 1'000);
    QVERIFY(answer.aborted);
    QCOMPARE(answer.reach, Reach::NotSent);
}

void TestCurlTransport::abortEndsEveryLaterPost()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
    transport.abort();
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer answer = transport.post(requestTo(server.url("/")));
        QVERIFY(answer.aborted);
        QCOMPARE(answer.reach, Reach::NotSent);
        QCOMPARE(answer.status, 0);
    }
    QCOMPARE(server.requestCount(), std::size_t(1));
}

void TestCurlTransport::abortIsNeverMissed()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < 100; ++round) {
        CurlTransport transport;
        std::jthread other([&] {
            for (int spin = 0; spin < round * 20; ++spin)
                std::this_thread::yield();
            transport.abort();
        });
        QVERIFY(transport.post(requestTo(server.url("/"))).aborted);
    }
    QVERIFY(timer.elapsed() < 10'000); // a missed one lasts 10 s by itself
}

void TestCurlTransport::doesNotFollowARedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestCurlTransport::doesNotFollowARedirect()
{
    QFETCH(int, status);
    FaultServer elsewhere(always(success()));
    FaultAnswer redirect = statusOf(status);
    redirect.headers.emplace_back("Location", elsewhere.url("/v2/create_events"));
    FaultServer server(always(redirect));
    CurlTransport transport;
    HttpRequest request = requestTo(server.url("/"));
    request.headers.emplace_back("X-Agentops-Api-Key", "secret");
    const HttpAnswer answer = transport.post(request);
    QCOMPARE(answer.status, status);
    QCOMPARE(verdictOf(answer), Verdict::Redirected);
    QCOMPARE(elsewhere.connectionCount(), std::uint64_t(0));
}

void TestCurlTransport::boundsTheAnswer_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<Reach>("reach");
    QTest::newRow("limit - 1") << 99'999 << Reach::Answered;
    QTest::newRow("limit") << 100'000 << Reach::Answered;
    QTest::newRow("limit + 1") << 100'001 << Reach::Unknown;
    QTest::newRow("huge") << 50'000'000 << Reach::Unknown;
}

void TestCurlTransport::boundsTheAnswer()
{
    QFETCH(int, size);
    QFETCH(Reach, reach);
    FaultServer server(always({.body = std::string(static_cast<std::size_t>(size), 'x')}));
    CurlTransport transport({.answerLimit = 100'000});
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    QCOMPARE(answer.reach, reach);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.size(), reach == Reach::Answered ? static_cast<std::size_t>(size) : 0);
}

void TestCurlTransport::sendsLargeBodiesAtOnce()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    std::string body(5U << 20U, 'a');
    body.back() = 'z';
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer = transport.post(requestTo(server.url("/"), body));
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(answer.reach, Reach::Answered);
    QVERIFY(server.requests().at(0).body == body);
    QVERIFY(server.requests().at(0).header("Expect").empty());
}

void TestCurlTransport::readsRetryAfter_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<qint64>("leastMs");
    QTest::addColumn<qint64>("mostMs");
    const std::time_t soon = std::time(nullptr) + 100;
    std::tm calendar{};
    gmtime_r(&soon, &calendar);
    std::array<char, 64> date{};
    QVERIFY(std::strftime(date.data(), date.size(), "%a, %d %b %Y %H:%M:%S GMT", &calendar) > 0);
    QTest::newRow("seconds") << std::string("7") << qint64(7'000) << qint64(7'000);
    QTest::newRow("date") << std::string(date.data()) << qint64(50'000) << qint64(100'000);
    QTest::newRow("negative") << std::string("-7") << qint64(-1) << qint64(-1);
}

void TestCurlTransport::readsRetryAfter()
{
    QFETCH(std::string, value);
    QFETCH(qint64, leastMs);
    QFETCH(qint64, mostMs);
    FaultServer server(always({.status = 429, .headers = {{"retry-after", value}}}));
    CurlTransport transport;
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    QCOMPARE(answer.status, 429);
    const qint64 wait = answer.retryAfter ? qint64(answer.retryAfter->count()) : qint64(-1);
    QVERIFY(wait >= leastMs);
    QVERIFY(wait <= mostMs);
}

void TestCurlTransport::knowsAnIdempotentServer_data()
{
    QTest::addColumn<std::string>("value");
    QTest::addColumn<bool>("idempotent");
    QTest::newRow("events") << std::string("events") << true;
    QTest::newRow("something else") << std::string("sessions") << false;
    QTest::newRow("empty") << std::string() << false;
}

void TestCurlTransport::knowsAnIdempotentServer()
{
    QFETCH(std::string, value);
    QFETCH(bool, idempotent);
    FaultServer server(always({.headers = {{"sluice-idempotent", value}}}));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).idempotentEvents, idempotent);
    server.setHandler(always(success()));
    QVERIFY(!transport.post(requestTo(server.url("/"))).idempotentEvents);
}

void TestCurlTransport::keepsLineBreaksOutOfHeaders_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("value");
    QTest::newRow("CR LF in a value") << std::string("Authorization") << std::string("secret\r\nX-Evil: 1");
    QTest::newRow("LF in a value") << std::string("Authorization") << std::string("secret\n");
    QTest::newRow("NUL in a value") << std::string("Authorization") << std::string("secret\0", 7);
    QTest::newRow("LF in a name") << std::string("A\nB") << std::string("secret");
}

void TestCurlTransport::keepsLineBreaksOutOfHeaders()
{
    QFETCH(std::string, name);
    QFETCH(std::string, value);
    FaultServer server(always(success()));
    CurlTransport transport;
    HttpRequest request = requestTo(server.url("/"));
    request.headers.emplace_back(name, value);
    const HttpAnswer answer = transport.post(request);
    QCOMPARE(answer.reach, Reach::NotSent);
    QVERIFY(answer.error.starts_with("The header " + name.substr(0, name.find('\n')) + " "));
    QVERIFY(answer.error.find("secret") == std::string::npos);
    QCOMPARE(server.connectionCount(), std::uint64_t(0));
}

void TestCurlTransport::reachesLoopbackWithoutTheProxy()
{
    const WithEnvironment proxy("http_proxy", "http://127.0.0.1:" + std::to_string(refusingPort()));
    FaultServer server(always(success()));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
    const std::string port = std::to_string(server.port());
    QCOMPARE(transport.post(requestTo("http://localhost:" + port + "/")).reach, Reach::Answered);
    QCOMPARE(transport.post(requestTo("http://127.1:" + port + "/")).reach, Reach::Answered);
}

void TestCurlTransport::reachesOthersThroughTheProxy()
{
    FaultServer proxy(always(success()));
    const WithEnvironment environment("http_proxy", proxy.url());
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo("http://sluice-test.invalid/v2/x")).reach, Reach::Answered);
    QCOMPARE(proxy.requests().at(0).path, std::string("http://sluice-test.invalid/v2/x"));
}

void TestCurlTransport::namesTheServerAndNoSecretInErrors()
{
    const std::string port = std::to_string(refusingPort());
    CurlTransport transport;
    HttpRequest request = requestTo("http://user:pa55word@127.0.0.1:" + port + "/path?key=qu3ry");
    request.headers.emplace_back("X-Agentops-Api-Key", "hush");
    const std::string error = transport.post(request).error;
    QVERIFY(error.find("http://127.0.0.1:" + port) != std::string::npos);
    for (const char *secret : {"user", "pa55word", "qu3ry", "hush"})
        QVERIFY2(error.find(secret) == std::string::npos, error.c_str());
}

void TestCurlTransport::worksOnManyThreadsAtOnce()
{
    constexpr int threads = 8;
    constexpr int posts = 20;
    FaultServer server(always(success()));
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> all;
        for (int i = 0; i < threads; ++i)
            all.emplace_back([&] {
                CurlTransport transport;
                for (int n = 0; n < posts; ++n)
                    good += transport.post(requestTo(server.url("/"))).status == 200 ? 1 : 0;
            });
    }
    QCOMPARE(good.load(), threads * posts);
    QCOMPARE(server.connectionCount(), std::uint64_t(threads));
}

QTEST_APPLESS_MAIN(TestCurlTransport)
#include "tst_curl_transport.moc"
