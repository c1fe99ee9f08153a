// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/support/fault_server.h"
#include "tests/support/posting.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <thread>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Wire = FaultAnswer::Wire;

namespace { } // namespace

class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItIsGiven();
    void readsAnAnswerWhole();
    void saysWhatTheServerSaid_data();
    void saysWhatTheServerSaid();
    void saysThatNothingWasSent_data();
    void saysThatNothingWasSent();
    void survivesConnectionsResetAtOnce();
    void keepsItsConnection();
    void replacesAConnectionThatDiedWhileIdle();
    void neverSendsTwiceByItself_data();
    void neverSendsTwiceByItself();
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

void TestCurlTransport::saysWhatTheServerSaid_data()
{
    QTest::addColumn<FaultAnswer>("scripted");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, const FaultAnswer &scripted, Verdict verdict) {
        QTest::newRow(name) << scripted << verdict;
    };
    row("200", statusOf(200), Verdict::Delivered);
    row("400", statusOf(400), Verdict::Refused);
    row("401", statusOf(401), Verdict::Unauthorised);
    row("408", statusOf(408), Verdict::NotDelivered);
    row("413", statusOf(413), Verdict::TooLarge);
    row("425", statusOf(425), Verdict::NotDelivered);
    row("429", statusOf(429), Verdict::NotDelivered);
    row("500", statusOf(500), Verdict::InDoubt);
    row("502", statusOf(502), Verdict::InDoubt);
    row("503", statusOf(503), Verdict::NotDelivered);
    row("504", statusOf(504), Verdict::InDoubt);
    row("302", statusOf(302), Verdict::Redirected);
    row("late answer", {.body = "1", .delay = Millis(50)}, Verdict::Delivered);
}

void TestCurlTransport::saysWhatTheServerSaid()
{
    QFETCH(FaultAnswer, scripted);
    QFETCH(Verdict, verdict);
    FaultServer server(always(scripted));
    CurlTransport transport;
    const HttpAnswer answer = transport.post(requestTo(server.url("/")));
    QCOMPARE(answer.reach, Reach::Answered);
    QCOMPARE(answer.status, scripted.status);
    QCOMPARE(verdictOf(answer), verdict);
    QVERIFY(answer.error.empty());
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
