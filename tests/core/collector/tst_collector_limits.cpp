// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

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
