// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "tests/support/fault_server.h"
#include "tests/support/posting.h"

#include <QElapsedTimer>
#include <QTest>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <optional>
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

/// The process can open nothing for a scope.
class NoDescriptors
{
public:
    NoDescriptors()
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit none{3, m_before.rlim_max};
        setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &m_before); }
    NoDescriptors(const NoDescriptors &) = delete;
    NoDescriptors &operator=(const NoDescriptors &) = delete;

private:
    rlimit m_before{};
};

} // namespace

/// When a POST is given up: time-outs and abort().
class TestCurlGivingUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesUpConnectingInTime();
    void givesUpWaitingInTime();
    void abortEndsAHangingPost();
    void abortEndsAHangingConnect();
    void abortEndsEveryLaterPost();
    void abortIsNeverMissed();
    void abortWorksWithoutDescriptors();
};

void TestCurlGivingUp::givesUpConnectingInTime()
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

void TestCurlGivingUp::givesUpWaitingInTime()
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

void TestCurlGivingUp::abortEndsAHangingPost()
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

void TestCurlGivingUp::abortEndsAHangingConnect()
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

void TestCurlGivingUp::abortEndsEveryLaterPost()
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

void TestCurlGivingUp::abortIsNeverMissed()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    for (int round = 0; round < 100; ++round) {
        CurlTransport transport;
        QElapsedTimer timer;
        timer.start();
        std::jthread other([&] {
            for (std::atomic<int> spin{0}; spin < round * 200; ++spin) { }
            transport.abort();
        });
        QVERIFY(transport.post(requestTo(server.url("/"))).aborted);
        QVERIFY(timer.elapsed() < 5'000); // a missed one lasts 10 s by itself
    }
}

// libcurl makes a multi handle without its pipe for wake-ups then.
void TestCurlGivingUp::abortWorksWithoutDescriptors()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    std::optional<CurlTransport> transport;
    {
        const NoDescriptors none;
        transport.emplace();
        QCOMPARE(transport->post(requestTo(server.url("/"))).reach, Reach::NotSent);
    }
    QElapsedTimer sinceAbort;
    std::jthread other([&] {
        server.waitForRequests(1);
        sinceAbort.start();
        transport->abort();
    });
    const HttpAnswer answer = transport->post(requestTo(server.url("/")));
    other.join();
    QVERIFY(answer.aborted);
    QVERIFY(sinceAbort.elapsed() < 1'000);
}

QTEST_APPLESS_MAIN(TestCurlGivingUp)
#include "tst_curl_giving_up.moc"
