// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/files.h"
#include "core/transport/gzip.h"
#include "tests/core/collector/running.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <thread>

using namespace sluice;

namespace {

Nanos processorTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Micros(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

} // namespace

class TestCollectorLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowHeadsAreClosedAtTheirDeadline();
    void slowBodiesAreClosedAtTheirDeadline();
    void idleConnectionsAreClosedAtTheirDeadline();
    void clientsThatDoNotReadAreClosed();
    void fullHouseClosesTheLongestIdle();
    void fullHouseAtWorkClosesTheNewcomer();
    void bytesInFlightAreBounded();
    void refusesALargeBodyBeforeItIsSent();
    void refusesALargeBodyWhileItIsSent();
    void takesGzip();
    void gzipIsRefused_data();
    void gzipIsRefused();
    void inflatedBytesAreInFlightToo();
    void listensOnBothLoopbackAddresses();
    void strangersAreRefusedWithATokenSet();
    void pagesThatMaySendAreToldSo();
    void otherNamesThatMayBeUsed();
    void stoppingFinishesWhatIsBeingCommitted();
    void stoppingWaitsNotForever();
    void withoutDescriptorsItWaitsInsteadOfSpinning();
};

void TestCollectorLimits::slowHeadsAreClosedAtTheirDeadline()
{
    CollectorLimits limits;
    limits.headerDeadline = Millis(150);
    Running running(limits);
    RawClient client(running.port);
    QVERIFY(client.send("GET /health HTTP/1.1\r\nX: "));
    int drops = 0; // a byte each 20 ms: never silent, never done
    while (!client.hearsWithin(20) && ++drops < 500)
        client.send("x");
    QVERIFY(drops >= 1);
    QVERIFY(drops < 500);
    QVERIFY(client.seesTheEnd());
}

void TestCollectorLimits::slowBodiesAreClosedAtTheirDeadline()
{
    CollectorLimits limits;
    limits.bodyDeadline = Millis(150);
    Running running(limits);
    RawClient client(running.port);
    QVERIFY(client.send(running.head("POST", "/v2/create_events",
        "Content-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: 1000\r\n\r\n")));
    int drops = 0;
    while (!client.hearsWithin(20) && ++drops < 500)
        client.send("x");
    QVERIFY(drops >= 1);
    QVERIFY(drops < 500);
    QVERIFY(client.seesTheEnd());
}

void TestCollectorLimits::idleConnectionsAreClosedAtTheirDeadline()
{
    CollectorLimits limits;
    limits.idleDeadline = Millis(100);
    Running running(limits);
    RawClient client(running.port);
    QVERIFY(client.send(running.health()));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(client.seesTheEnd());
}

void TestCollectorLimits::clientsThatDoNotReadAreClosed()
{
    CollectorLimits limits;
    limits.writeDeadline = Millis(200);
    Running running(limits);
    RawClient client(running.port);
    std::string requests;
    for (int i = 0; i < 1000; ++i)
        requests += running.health();
    int rounds = 0;
    while (client.send(requests) && rounds < 5000)
        ++rounds;
    QVERIFY(rounds < 5000);
    RawClient other(running.port);
    QVERIFY(other.send(running.health()));
    QCOMPARE(other.answer().status, 200);
    QCOMPARE(running.collector->stats().connections, 1U);
}

void TestCollectorLimits::fullHouseClosesTheLongestIdle()
{
    CollectorLimits limits;
    limits.connections = 2;
    Running running(limits);
    RawClient first(running.port);
    QVERIFY(first.send(running.health()));
    QCOMPARE(first.answer().status, 200);
    RawClient second(running.port);
    QVERIFY(second.send(running.health()));
    QCOMPARE(second.answer().status, 200);
    RawClient third(running.port);
    QVERIFY(third.send(running.health()));
    QCOMPARE(third.answer().status, 200);
    QVERIFY(first.seesTheEnd());
    QVERIFY(second.send(running.health()));
    QCOMPARE(second.answer().status, 200);
    QCOMPARE(running.collector->stats().connections, 2U);
}

void TestCollectorLimits::fullHouseAtWorkClosesTheNewcomer()
{
    CollectorLimits limits;
    limits.connections = 1;
    Running running(limits);
    running.store.setMode(MemoryStore::Mode::Hold);
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    QVERIFY(running.store.waitForHeld(1));
    RawClient newcomer(running.port);
    QVERIFY(newcomer.seesTheEnd());
    running.store.release();
    QCOMPARE(client.answer().status, 200);
}

void TestCollectorLimits::bytesInFlightAreBounded()
{
    CollectorLimits limits;
    limits.bytesInFlight = 1000;
    Running running(limits);
    running.store.setMode(MemoryStore::Mode::Hold);
    const std::string body = R"({"events":[{"id":"a"}],"x":")" + std::string(600, 'x') + "\"}";
    RawClient first(running.port);
    QVERIFY(first.send(running.events(body)));
    QVERIFY(running.store.waitForHeld(1));
    RawClient second(running.port);
    QVERIFY(second.send(running.events(body)));
    const auto refusal = second.answer();
    QCOMPARE(refusal.status, 503);
    QVERIFY(refusal.hasHeader("Retry-After: 1"));
    running.store.setMode(MemoryStore::Mode::Commit);
    running.store.release();
    QCOMPARE(first.answer().status, 200);
    RawClient third(running.port);
    QVERIFY(third.send(running.events(body)));
    QCOMPARE(third.answer().status, 200);
    QCOMPARE(running.collector->stats().failed, 1U);
    QCOMPARE(running.collector->stats().noRoom, 1U);
}

void TestCollectorLimits::refusesALargeBodyBeforeItIsSent()
{
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(running.head("POST", "/v2/create_events",
        "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")));
    QCOMPARE(client.answer().status, 413);
}

void TestCollectorLimits::refusesALargeBodyWhileItIsSent()
{
    CollectorLimits limits;
    limits.bodyBytes = 100'000;
    Running running(limits);
    const std::string large(8'000'000, 'x');
    RawClient whole(running.port);
    QVERIFY(whole.send(running.events(large)));
    QCOMPARE(whole.answer().status, 413);

    RawClient chunked(running.port);
    QVERIFY(chunked.send(running.head("POST", "/v2/create_events",
        "Content-Type: application/json\r\nAuthorization: Bearer x\r\nTransfer-Encoding: chunked\r\n\r\n")));
    const std::string piece = "2710\r\n" + std::string(10'000, 'x') + "\r\n";
    for (int i = 0; i < 200; ++i)
        QVERIFY(chunked.send(piece));
    QCOMPARE(chunked.answer().status, 413);
}

void TestCollectorLimits::takesGzip()
{
    Running running;
    RawClient client(running.port);
    const std::string coded = "Authorization: Bearer x\r\nContent-Encoding: gzip\r\n";
    const std::string body = R"({"events":[{"id":"a","x":")" + std::string(200'000, 'x') + "\"}]}";
    for (int i = 0; i < 2; ++i) {
        QVERIFY(client.send(running.post("/v2/create_events", gzipped(body).value(), coded)));
        QCOMPARE(client.answer().status, 200);
    }
    QCOMPARE(running.store.committed().events.size(), 2U);
    QVERIFY(running.store.committed().events[0].body.size() > 200'000);
}

void TestCollectorLimits::gzipIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray good = QByteArray::fromStdString(gzipped(std::string(100, ' ')).value());
    const QByteArray limit = QByteArray::fromStdString(gzipped(std::string(100'000, ' ')).value());
    const QByteArray bomb = QByteArray::fromStdString(gzipped(std::string(10'000'000, ' ')).value());
    QTest::newRow("cut off") << good.chopped(1) << 400;
    QTest::newRow("followed by more") << good + 'x' << 400;
    QTest::newRow("two members") << good + good << 400;
    QTest::newRow("a wrong sum") << good.chopped(8) + QByteArray(8, 'x') << 400;
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("at the limit: not JSON") << limit << 400;
    QTest::newRow("one over the limit")
        << QByteArray::fromStdString(gzipped(std::string(100'001, ' ')).value()) << 413;
    QTest::newRow("a bomb") << bomb << 413;
}

void TestCollectorLimits::gzipIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    CollectorLimits limits;
    limits.bodyBytes = 100'000;
    Running running(limits);
    RawClient client(running.port);
    QVERIFY(client.send(running.post(
        "/v2/create_events", body.toStdString(), "Authorization: Bearer x\r\nContent-Encoding: gzip\r\n")));
    QCOMPARE(client.answer().status, status);
    QVERIFY(client.send(running.health()));
    QCOMPARE(client.answer().status, 200);
}

void TestCollectorLimits::inflatedBytesAreInFlightToo()
{
    CollectorLimits limits;
    limits.bytesInFlight = 100'000;
    Running running(limits);
    RawClient client(running.port);
    QVERIFY(client.send(running.post("/v2/create_events", gzipped(std::string(100'000, ' ')).value(),
        "Authorization: Bearer x\r\nContent-Encoding: gzip\r\n")));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.hasHeader("Retry-After: 1"));
    QVERIFY(client.send(running.events()));
    QCOMPARE(client.answer().status, 200);
}

void TestCollectorLimits::listensOnBothLoopbackAddresses()
{
    Running running;
    FileDescriptor client(::socket(AF_INET6, SOCK_STREAM, 0));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    address.sin6_port = htons(running.port);
    if (::connect(client.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        && (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT))
        QSKIP("this system has no IPv6");
    const std::string request = "GET /health HTTP/1.1\r\nHost: [::1]:" + std::to_string(running.port)
        + "\r\nConnection: close\r\n\r\n";
    QCOMPARE(::write(client.get(), request.data(), request.size()), static_cast<ssize_t>(request.size()));
    char answer[12];
    QCOMPARE(::recv(client.get(), answer, sizeof answer, MSG_WAITALL), static_cast<ssize_t>(sizeof answer));
    QCOMPARE(std::string(answer, sizeof answer), std::string("HTTP/1.1 200"));
}

void TestCollectorLimits::strangersAreRefusedWithATokenSet()
{
    CollectorAccess access;
    access.token = "11111111-2222-4333-8444-555555555555"; // what Running shows as its key
    Running running({}, access);
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    QCOMPARE(client.answer().status, 401);
    QVERIFY(client.send(running.events(someEvents, running.createSession("s"))));
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(running.store.committed().events.size(), 1U);
}

void TestCollectorLimits::pagesThatMaySendAreToldSo()
{
    CollectorAccess access;
    access.origins = {"http://localhost:3000"};
    Running running({}, access);
    RawClient client(running.port);
    const std::string allowance = "Access-Control-Allow-Origin: http://localhost:3000";
    QVERIFY(
        client.send(running.head("OPTIONS", "/v2/create_events", "Origin: http://localhost:3000\r\n\r\n")));
    const auto preflight = client.answer();
    QCOMPARE(preflight.status, 204);
    QVERIFY(preflight.hasHeader(allowance));
    QVERIFY(client.send(running.post("/v2/create_events", someEvents,
        "Authorization: Bearer x\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: cross-site\r\n")));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.hasHeader(allowance));
    QVERIFY(client.send(running.events())); // no page: no word of pages
    QVERIFY(!client.answer().hasHeader(allowance));
    QVERIFY(
        client.send(running.head("OPTIONS", "/v2/create_events", "Origin: http://localhost:3001\r\n\r\n")));
    const auto other = client.answer();
    QCOMPARE(other.status, 403);
    QVERIFY(other.head.find("Access-Control") == std::string::npos);
}

void TestCollectorLimits::otherNamesThatMayBeUsed()
{
    CollectorAccess access;
    access.hosts = {"host.docker.internal"};
    Running running({}, access);
    RawClient client(running.port);
    const std::string port = std::to_string(running.port);
    QVERIFY(client.send("GET /health HTTP/1.1\r\nHost: host.docker.internal:" + port + "\r\n\r\n"));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(client.send("GET /health HTTP/1.1\r\nHost: evil.test:" + port + "\r\n\r\n"));
    QCOMPARE(client.answer().status, 421);
}

void TestCollectorLimits::stoppingFinishesWhatIsBeingCommitted()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Hold);
    RawClient idle(running.port);
    QVERIFY(idle.send(running.health()));
    QCOMPARE(idle.answer().status, 200);
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    QVERIFY(running.store.waitForHeld(1));
    std::jthread stopper([&running] { running.collector.reset(); });
    QVERIFY(idle.seesTheEnd()); // the stop has begun
    running.store.release();
    const auto answer = client.answer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.hasHeader("Connection: close"));
    QVERIFY(client.seesTheEnd());
    stopper.join();
    RawClient late;
    QVERIFY(!late.connect(running.port));
}

void TestCollectorLimits::stoppingWaitsNotForever()
{
    Running running;
    running.store.setMode(MemoryStore::Mode::Hold);
    RawClient client(running.port);
    QVERIFY(client.send(running.events()));
    QVERIFY(running.store.waitForHeld(1));
    QElapsedTimer time;
    time.start();
    running.collector.reset();
    QVERIFY(time.elapsed() < 8'000);
    QVERIFY(client.seesTheEnd());
    running.store.release(); // the collector is gone: nothing happens
}

void TestCollectorLimits::withoutDescriptorsItWaitsInsteadOfSpinning()
{
    Running running;
    RawClient client; // its socket exists before there are no more
    rlimit before{};
    QVERIFY(getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(client.descriptor()) + 1;
    QVERIFY(setrlimit(RLIMIT_NOFILE, &none) == 0);
    const Nanos used = processorTime();
    const bool connected = client.connect(running.port) && client.send(running.health());
    const bool heard = client.hearsWithin(500);
    const Nanos spent = processorTime() - used;
    QVERIFY(setrlimit(RLIMIT_NOFILE, &before) == 0);
    QVERIFY(connected);
    QVERIFY(!heard);
    QVERIFY(spent < Millis(250));
    QCOMPARE(client.answer().status, 200);
}

QTEST_GUILESS_MAIN(TestCollectorLimits)
#include "tst_collector_limits.moc"
