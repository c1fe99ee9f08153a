// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "core/transport/retry_policy.h"
#include "tests/core/transport/with_environment.h"
#include "tests/support/fault_server.h"
#include "tests/support/posting.h"
#include "tests/support/test_authority.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;
using Wire = FaultAnswer::Wire;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;
constexpr const char *loopback = "IP:127.0.0.1";

std::map<Ticket, HttpAnswer> postFour(Transport &transport, const std::string &url)
{
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(url));
    return answersOf(transport);
}

} // namespace

/// Whom the transport trusts, and through whom it goes.
class TestCurlTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsItsOwnAuthority();
    void keepsItsConnectionsOverTls();
    void survivesFaultsOverTls_data();
    void survivesFaultsOverTls();
    void sendsNothingToWhomItDoesNotTrust_data();
    void sendsNothingToWhomItDoesNotTrust();
    void trustsNobodyElseWithAnOwnAuthority();
    void sendsNothingWithoutItsFileOfCertificates();
    void sendsNothingToAPlainServerThatShouldBeSecure();
    void reachesLoopbackWithoutTheProxy();
    void reachesOthersThroughTheProxy();
    void goesThroughTheProxyThatIsSet();
    void prefersTheProxyThatIsSet();
    void neverReachesLoopbackThroughAProxy();
    void saysThatTheProxyWantsALogin_data();
    void saysThatTheProxyWantsALogin();
    void saysThatTheProxyIsNotThere();
    void takes407FromLoopbackForTheServers();

private:
    CurlSettings trusting(const TestAuthority &authority);
    std::unique_ptr<FaultServer> secure(const TlsIdentity &identity)
    {
        return std::make_unique<FaultServer>(always(success()), std::uint16_t(0), identity);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    TestAuthority m_ours;
    TestAuthority m_another;
};

void TestCurlTrust::initTestCase()
{
    QVERIFY(m_dir.isValid());
}

CurlSettings TestCurlTrust::trusting(const TestAuthority &authority)
{
    QFile file(m_dir.filePath(QString::number(++m_files)));
    const std::string pem = authority.pem();
    if (!file.open(QIODevice::WriteOnly) || file.write(pem.data(), qint64(pem.size())) != qint64(pem.size()))
        qFatal("no file for the certificates");
    return {.caFile = file.fileName().toStdString()};
}

void TestCurlTrust::trustsItsOwnAuthority()
{
    const auto server = secure(m_ours.identityFor(loopback));
    CurlTransport transport(trusting(m_ours));
    const HttpAnswer answer = transport.post(requestTo(server->url("/v2/create_events")));
    QVERIFY2(answer.error.empty(), answer.error.c_str());
    QCOMPARE(answer.status, 200);
    QCOMPARE(server->requests().at(0).path, std::string("/v2/create_events"));
}

void TestCurlTrust::keepsItsConnectionsOverTls()
{
    const auto server = secure(m_ours.identityFor(loopback));
    CurlTransport transport(trusting(m_ours));
    const std::string body(300'000, 'x');
    for (int round = 0; round < 5; ++round) {
        for (Ticket ticket = 0; ticket < atOnce; ++ticket)
            transport.begin(ticket, requestTo(server->url("/"), body));
        for (const auto &[ticket, answer] : answersOf(transport))
            QCOMPARE(answer.status, 200);
    }
    QCOMPARE(server->requestCount(), 5 * atOnce);
    QVERIFY(server->connectionCount() <= atOnce);
    for (const ReceivedRequest &request : server->requests())
        QVERIFY(request.body == body);
}

void TestCurlTrust::survivesFaultsOverTls_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    QTest::newRow("no answer") << onTheWire(Wire::Nothing);
    QTest::newRow("closed without a byte") << onTheWire(Wire::Close);
    QTest::newRow("reset without a byte") << onTheWire(Wire::Reset);
    QTest::newRow("half a body") << onTheWire(Wire::HalfBody);
    QTest::newRow("garbage") << onTheWire(Wire::Garbage);
    QTest::newRow("endless headers") << onTheWire(Wire::EndlessHeaders);
    QTest::newRow("endless body") << onTheWire(Wire::EndlessBody);
}

void TestCurlTrust::survivesFaultsOverTls()
{
    QFETCH(FaultAnswer, fault);
    const auto server = secure(m_ours.identityFor(loopback));
    CurlTransport transport(trusting(m_ours));
    QCOMPARE(transport.post(requestTo(server->url("/"))).status, 200);
    server->setHandler(always(fault));
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(server->url("/"), "{}", Millis(1'000)));
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        QCOMPARE(answer.reach, Reach::Unknown);
    QCOMPARE(server->requestCount(), 1 + atOnce);
    server->setHandler(always(success()));
    QCOMPARE(transport.post(requestTo(server->url("/"))).body, success().body);
}

void TestCurlTrust::sendsNothingToWhomItDoesNotTrust_data()
{
    QTest::addColumn<TlsIdentity>("identity");
    QTest::newRow("expired") << m_ours.identityFor(loopback, std::chrono::seconds(-60));
    QTest::newRow("another host") << m_ours.identityFor("DNS:elsewhere.test");
    QTest::newRow("another address") << m_ours.identityFor("IP:127.0.0.2");
    QTest::newRow("unknown authority") << m_another.identityFor(loopback);
}

void TestCurlTrust::sendsNothingToWhomItDoesNotTrust()
{
    QFETCH(TlsIdentity, identity);
    const auto server = secure(identity);
    CurlTransport transport(trusting(m_ours));
    const std::map<Ticket, HttpAnswer> answers = postFour(transport, server->url("/"));
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers) {
        QCOMPARE(answer.reach, Reach::NotSent);
        QCOMPARE(answer.status, 0);
        QCOMPARE(verdictOf(answer), Verdict::NotDelivered);
        QVERIFY2(answer.error.starts_with("The certificate of https://127.0.0.1:"), answer.error.c_str());
    }
    QCOMPARE(server->requestCount(), std::size_t(0));
}

void TestCurlTrust::trustsNobodyElseWithAnOwnAuthority()
{
    const auto server = secure(m_ours.identityFor(loopback));
    QCOMPARE(CurlTransport(trusting(m_another)).post(requestTo(server->url("/"))).reach, Reach::NotSent);
    QCOMPARE(CurlTransport().post(requestTo(server->url("/"))).reach, Reach::NotSent);
    QCOMPARE(server->requestCount(), std::size_t(0));
}

void TestCurlTrust::sendsNothingWithoutItsFileOfCertificates()
{
    const auto server = secure(m_ours.identityFor(loopback));
    CurlTransport transport({.caFile = m_dir.filePath(QStringLiteral("none")).toStdString()});
    const HttpAnswer answer = transport.post(requestTo(server->url("/")));
    QCOMPARE(answer.reach, Reach::NotSent);
    QVERIFY2(answer.error.starts_with("The file of certificates to trust"), answer.error.c_str());
}

void TestCurlTrust::sendsNothingToAPlainServerThatShouldBeSecure()
{
    FaultServer server(always(success()));
    CurlTransport transport(trusting(m_ours));
    const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
    const HttpAnswer answer = transport.post(requestTo(url, "{}", Millis(1'000)));
    QCOMPARE(answer.reach, Reach::NotSent);
    QCOMPARE(server.requestCount(), std::size_t(0));
}

void TestCurlTrust::reachesLoopbackWithoutTheProxy()
{
    const WithEnvironment proxy("http_proxy", "http://127.0.0.1:" + std::to_string(refusingPort()));
    FaultServer server(always(success()));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).reach, Reach::Answered);
    const std::string port = std::to_string(server.port());
    QCOMPARE(transport.post(requestTo("http://localhost:" + port + "/")).reach, Reach::Answered);
    QCOMPARE(transport.post(requestTo("http://127.1:" + port + "/")).reach, Reach::Answered);
}

void TestCurlTrust::reachesOthersThroughTheProxy()
{
    FaultServer proxy(always(success()));
    const WithEnvironment environment("http_proxy", proxy.url());
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo("http://sluice-test.invalid/v2/x")).reach, Reach::Answered);
    QCOMPARE(proxy.requests().at(0).path, std::string("http://sluice-test.invalid/v2/x"));
}

void TestCurlTrust::goesThroughTheProxyThatIsSet()
{
    FaultServer proxy(always(success()));
    CurlTransport transport({.proxy = proxy.url()});
    for (const auto &[ticket, answer] : postFour(transport, "http://sluice-test.invalid/v2/x"))
        QCOMPARE(answer.status, 200);
    QCOMPARE(proxy.requestCount(), atOnce);
    QCOMPARE(proxy.requests()[0].path, std::string("http://sluice-test.invalid/v2/x"));
}

void TestCurlTrust::prefersTheProxyThatIsSet()
{
    FaultServer other(always(success()));
    const WithEnvironment environment("http_proxy", other.url());
    FaultServer proxy(always(success()));
    CurlTransport transport({.proxy = proxy.url()});
    QCOMPARE(transport.post(requestTo("http://sluice-test.invalid/")).status, 200);
    QCOMPARE(proxy.requestCount(), std::size_t(1));
    QCOMPARE(other.connectionCount(), std::uint64_t(0));
}

void TestCurlTrust::neverReachesLoopbackThroughAProxy()
{
    FaultServer proxy(always(success()));
    FaultServer server(always(success()));
    CurlTransport transport({.proxy = proxy.url()});
    const std::string port = std::to_string(server.port());
    for (const char *host : {"127.0.0.1", "localhost", "127.1", "127.200.1.1"}) {
        const HttpAnswer answer = transport.post(requestTo("http://" + std::string(host) + ":" + port + "/"));
        static_cast<void>(answer); // nobody listens at 127.200.1.1
    }
    QVERIFY(server.requestCount() >= 3);
    QCOMPARE(proxy.connectionCount(), std::uint64_t(0));
}

void TestCurlTrust::saysThatTheProxyWantsALogin_data()
{
    QTest::addColumn<std::string>("url");
    QTest::newRow("http") << std::string("http://sluice-test.invalid/");
    QTest::newRow("https") << std::string("https://sluice-test.invalid/");
}

void TestCurlTrust::saysThatTheProxyWantsALogin()
{
    QFETCH(std::string, url);
    FaultAnswer login = statusOf(407);
    login.headers.emplace_back("Proxy-Authenticate", "Basic realm=\"x\"");
    FaultServer proxy(always(login));
    CurlTransport transport({.proxy = proxy.url()});
    const std::map<Ticket, HttpAnswer> answers = postFour(transport, url);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers) {
        QCOMPARE(answer.reach, Reach::NotSent);
        QCOMPARE(answer.status, 407);
        QCOMPARE(verdictOf(answer), Verdict::NotDelivered);
        QVERIFY2(answer.error.find("proxy") != std::string::npos, answer.error.c_str());
    }
}

void TestCurlTrust::saysThatTheProxyIsNotThere()
{
    CurlTransport refusing({.proxy = "http://127.0.0.1:" + std::to_string(refusingPort())});
    QCOMPARE(refusing.post(requestTo("http://sluice-test.invalid/")).reach, Reach::NotSent);
    CurlTransport unknown({.proxy = "http://user:pa55word@sluice-test.invalid:1"});
    const HttpAnswer answer = unknown.post(requestTo("http://sluice-other.invalid/"));
    QCOMPARE(answer.reach, Reach::NotSent);
    QVERIFY2(answer.error.find("proxy") != std::string::npos, answer.error.c_str());
    QVERIFY2(answer.error.find("pa55word") == std::string::npos, answer.error.c_str());
}

void TestCurlTrust::takes407FromLoopbackForTheServers()
{
    FaultServer server(always(statusOf(407)));
    const HttpAnswer answer = CurlTransport().post(requestTo(server.url("/")));
    QCOMPARE(answer.reach, Reach::Answered);
    QCOMPARE(verdictOf(answer), Verdict::Refused);
}

QTEST_APPLESS_MAIN(TestCurlTrust)
#include "tst_curl_trust.moc"
