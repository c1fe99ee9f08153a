// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"
#include "tests/support/fault_server.h"
#include "tests/support/posting.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <atomic>
#include <map>
#include <thread>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;
using Wire = FaultAnswer::Wire;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;

/// Begins `count` POSTs to `url`, tickets 0, 1, ...
void beginSome(Transport &transport, const std::string &url, std::size_t count = atOnce)
{
    for (Ticket ticket = 0; ticket < count; ++ticket)
        transport.begin(ticket, requestTo(url));
}

/// Answers when `count` requests have come, so that nobody is answered who waits for another's answer.
FaultServer::Handler togetherWith(FaultServer *&server, std::size_t count)
{
    return [&server, count](const ReceivedRequest &) {
        return server->waitForRequests(count) ? success() : statusOf(500);
    };
}

} // namespace

class TestCurlInFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsSideBySide();
    void keepsAConnectionForEach();
    void goesOutBeforeTheWait();
    void givesEachTicketItsOwnAnswer();
    void aHangingOneHoldsNobodyUp();
    void aFailingOneHarmsNobody();
    void refusesOneAndSendsTheOthers();
    void onlyLooksWhenTheTimeHasPassed();
    void waitsUntilItsTime();
    void waitsWithNothingUnderWay();
    void aWakeEndsTheWait();
    void aWakeIsKeptForTheNextWait();
    void oneWakeEndsOneWait();
    void noWakeIsLost();
    void abortEndsAllThatAreUnderWay();
    void abortEndsWhatIsBegunLater();
    void canGoWhileAllAreUnderWay();
};

void TestCurlInFlight::sendsSideBySide()
{
    FaultServer *which = nullptr;
    FaultServer server(togetherWith(which, atOnce));
    which = &server;
    CurlTransport transport;
    beginSome(transport, server.url("/"));
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers)
        QCOMPARE(answer.status, 200);
}

void TestCurlInFlight::keepsAConnectionForEach()
{
    FaultServer *which = nullptr;
    FaultServer server(always(success()));
    which = &server;
    CurlTransport transport;
    for (std::size_t round = 1; round <= 10; ++round) {
        server.setHandler(togetherWith(which, round * atOnce));
        beginSome(transport, server.url("/"));
        QCOMPARE(answersOf(transport).size(), atOnce);
    }
    QCOMPARE(server.requestCount(), 10 * atOnce);
    QCOMPARE(server.connectionCount(), std::uint64_t(atOnce));
}

void TestCurlInFlight::goesOutBeforeTheWait()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    QCOMPARE(transport.post(requestTo(server.url("/"))).status, 200); // a connection stands ready
    transport.begin(1, requestTo(server.url("/")));
    QVERIFY(server.waitForRequests(2));
    QCOMPARE(answersOf(transport, 1).at(1).status, 200);
}

void TestCurlInFlight::givesEachTicketItsOwnAnswer()
{
    FaultServer server([](const ReceivedRequest &request) {
        FaultAnswer answer = success();
        answer.body = request.path + request.body + request.header("X-Number");
        return answer;
    });
    CurlTransport transport;
    const std::array<std::string, atOnce> bodies{"one", "two", "three", "four"};
    for (int round = 0; round < 20; ++round) {
        for (Ticket ticket = 0; ticket < atOnce; ++ticket) {
            const std::string number = std::to_string(ticket);
            HttpRequest request = requestTo(server.url("/" + number), bodies.at(ticket));
            request.headers.emplace_back("X-Number", number);
            transport.begin(ticket, std::move(request));
        }
        const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
        QCOMPARE(answers.size(), atOnce);
        for (const auto &[ticket, answer] : answers) {
            const std::string number = std::to_string(ticket);
            QCOMPARE(answer.body, "/" + number + bodies.at(ticket) + number);
        }
    }
}

void TestCurlInFlight::aHangingOneHoldsNobodyUp()
{
    FaultServer server([](const ReceivedRequest &request) {
        return request.path == "/hang" ? onTheWire(Wire::Nothing) : success();
    });
    CurlTransport transport;
    transport.begin(99, requestTo(server.url("/hang")));
    for (int round = 0; round < 10; ++round) {
        beginSome(transport, server.url("/"), atOnce - 1);
        const std::map<Ticket, HttpAnswer> answers = answersOf(transport, atOnce - 1);
        QCOMPARE(answers.size(), atOnce - 1);
        QVERIFY(!answers.contains(99));
    }
}

void TestCurlInFlight::aFailingOneHarmsNobody()
{
    FaultServer server([](const ReceivedRequest &request) {
        return request.path == "/reset" ? onTheWire(Wire::Reset) : success();
    });
    CurlTransport transport;
    for (int round = 0; round < 10; ++round) {
        beginSome(transport, server.url("/"), atOnce - 1);
        transport.begin(99, requestTo(server.url("/reset")));
        const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
        QCOMPARE(answers.size(), atOnce);
        for (const auto &[ticket, answer] : answers)
            QCOMPARE(answer.reach, ticket == 99 ? Reach::Unknown : Reach::Answered);
    }
    QCOMPARE(server.requestCount(), 10 * atOnce);
}

void TestCurlInFlight::refusesOneAndSendsTheOthers()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    HttpRequest broken = requestTo(server.url("/"));
    broken.headers.emplace_back("X-Broken", "a\nb");
    transport.begin(7, std::move(broken));
    transport.begin(8, requestTo(server.url("/")));
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport, 2);
    QCOMPARE(answers.at(7).reach, Reach::NotSent);
    QCOMPARE(answers.at(8).reach, Reach::Answered);
}

void TestCurlInFlight::onlyLooksWhenTheTimeHasPassed()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    QVERIFY(transport.wait(in(Millis(-1))).empty());
    beginSome(transport, server.url("/"));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        QVERIFY(transport.wait(in(Millis(-1))).empty());
    QVERIFY(timer.elapsed() < 5'000);
}

void TestCurlInFlight::waitsUntilItsTime()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    beginSome(transport, server.url("/"));
    const SteadyTime until = in(Millis(100));
    QVERIFY(transport.wait(until).empty());
    QVERIFY(std::chrono::steady_clock::now() >= until);
    QVERIFY(std::chrono::steady_clock::now() < until + std::chrono::seconds(5));
}

void TestCurlInFlight::waitsWithNothingUnderWay()
{
    CurlTransport transport;
    const SteadyTime until = in(Millis(50));
    QVERIFY(transport.wait(until).empty());
    QVERIFY(std::chrono::steady_clock::now() >= until);
}

void TestCurlInFlight::aWakeEndsTheWait()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    beginSome(transport, server.url("/"));
    std::jthread other([&] {
        server.waitForRequests(atOnce);
        transport.wake();
    });
    QVERIFY(transport.wait(in(Millis(10'000))).empty());
    QCOMPARE(server.requestCount(), atOnce);
}

void TestCurlInFlight::aWakeIsKeptForTheNextWait()
{
    CurlTransport transport;
    QElapsedTimer timer;
    timer.start();
    transport.wake();
    QVERIFY(transport.wait(in(Millis(10'000))).empty());
    QVERIFY(timer.elapsed() < 5'000);
}

void TestCurlInFlight::oneWakeEndsOneWait()
{
    CurlTransport transport;
    transport.wake();
    transport.wake();
    transport.wait(in(Millis(10'000)));
    const SteadyTime until = in(Millis(50));
    transport.wait(until);
    QVERIFY(std::chrono::steady_clock::now() >= until);
}

void TestCurlInFlight::noWakeIsLost()
{
    constexpr int rounds = 1'000;
    CurlTransport transport;
    std::atomic<int> asked{0};
    std::atomic<int> seen{0};
    std::jthread other([&] {
        for (int round = 1; round <= rounds; ++round) {
            asked = round;
            transport.wake();
            seen.wait(round - 1);
        }
    });
    bool inTime = true;
    while (seen != rounds) {
        const SteadyTime late = in(Millis(10'000)); // when a lost one would end
        transport.wait(late);
        inTime = inTime && std::chrono::steady_clock::now() < late;
        seen = asked.load();
        seen.notify_one();
    }
    QVERIFY(inTime);
}

void TestCurlInFlight::abortEndsAllThatAreUnderWay()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    CurlTransport transport;
    beginSome(transport, server.url("/"));
    QElapsedTimer sinceAbort;
    std::jthread other([&] {
        server.waitForRequests(atOnce);
        sinceAbort.start();
        transport.abort();
    });
    const std::map<Ticket, HttpAnswer> answers = answersOf(transport);
    other.join();
    QVERIFY(sinceAbort.elapsed() < 1'000);
    QCOMPARE(answers.size(), atOnce);
    for (const auto &[ticket, answer] : answers) {
        QVERIFY(answer.aborted);
        QCOMPARE(answer.reach, Reach::Unknown);
    }
}

void TestCurlInFlight::abortEndsWhatIsBegunLater()
{
    FaultServer server(always(success()));
    CurlTransport transport;
    transport.abort();
    beginSome(transport, server.url("/"));
    for (const auto &[ticket, answer] : answersOf(transport)) {
        QVERIFY(answer.aborted);
        QCOMPARE(answer.reach, Reach::NotSent);
    }
    QCOMPARE(server.connectionCount(), std::uint64_t(0));
}

void TestCurlInFlight::canGoWhileAllAreUnderWay()
{
    FaultServer server(always(onTheWire(Wire::Nothing)));
    QElapsedTimer timer;
    {
        CurlTransport transport;
        beginSome(transport, server.url("/"));
        transport.wait(in(Millis(-1)));
        timer.start();
    }
    QVERIFY(timer.elapsed() < 1'000);
}

QTEST_APPLESS_MAIN(TestCurlInFlight)
#include "tst_curl_in_flight.moc"
