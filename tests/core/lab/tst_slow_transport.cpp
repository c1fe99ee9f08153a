// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/slow_transport.h"
#include "core/transport/curl_transport.h"
#include "tests/support/fault_server.h"
#include "tests/support/scripted_transport.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>
#include <thread>

using namespace sluice;
using Reach = HttpAnswer::Reach;
using Ticket = Transport::Ticket;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;
constexpr Millis forEver = std::chrono::minutes(5);

SteadyTime in(Millis time)
{
    return std::chrono::steady_clock::now() + time;
}

HttpRequest requestTo(std::string url)
{
    return {std::move(url), {}, "{}", Millis(20'000)};
}

void beginSome(Transport &transport, const std::string &url)
{
    for (Ticket ticket = 0; ticket < atOnce; ++ticket)
        transport.begin(ticket, requestTo(url));
}

std::vector<Transport::Finished> answersOf(Transport &transport)
{
    std::vector<Transport::Finished> answers;
    const SteadyTime end = in(Millis(10'000));
    while (answers.size() < atOnce && std::chrono::steady_clock::now() < end)
        std::ranges::move(transport.wait(end), std::back_inserter(answers));
    return answers;
}

} // namespace

class TestSlowTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsRequestsBackSideBySide();
    void aHangingOneHoldsNobodyUp();
    void slowsABlockingTransport();
    void onlyLooksWhenTheTimeHasPassed();
    void waitsUntilItsTime();
    void aWakeEndsTheWait();
    void aWakeIsKeptForTheNextWait();
    void abortGivesUpWhatIsHeldBack();
    void abortGivesUpWhatIsSent();

private:
    FaultServer m_server{[](const ReceivedRequest &) { return FaultAnswer{.body = "1"}; }};
};

void TestSlowTransport::holdsRequestsBackSideBySide()
{
    constexpr Millis delay{100};
    SlowTransport slow(std::make_unique<CurlTransport>(), delay);
    const SteadyTime due = in(delay);
    beginSome(slow, m_server.url("/"));
    std::set<Ticket> tickets;
    for (const Transport::Finished &finished : answersOf(slow)) {
        QCOMPARE(finished.answer.status, 200);
        tickets.insert(finished.ticket);
    }
    QVERIFY(std::chrono::steady_clock::now() >= due);
    QCOMPARE(tickets.size(), atOnce);
}

void TestSlowTransport::aHangingOneHoldsNobodyUp()
{
    FaultServer hanging([](const ReceivedRequest &) {
        FaultAnswer nothing;
        nothing.wire = FaultAnswer::Wire::Nothing;
        return nothing;
    });
    SlowTransport slow(std::make_unique<CurlTransport>(), Millis(50));
    slow.begin(1, requestTo(hanging.url("/")));
    QVERIFY(slow.wait(in(Millis(100))).empty());
    slow.begin(2, requestTo(m_server.url("/")));
    const std::vector<Transport::Finished> answers = slow.wait(in(Millis(10'000)));
    QCOMPARE(answers.size(), std::size_t(1));
    QCOMPARE(answers[0].ticket, Ticket(2));
}

void TestSlowTransport::slowsABlockingTransport()
{
    const auto script = std::make_shared<TransportScript>();
    SlowTransport slow(std::make_unique<ScriptedTransport>(script), Millis(20));
    const SteadyTime due = in(Millis(20));
    beginSome(slow, "http://127.0.0.1:1/v2/create_events");
    QCOMPARE(answersOf(slow).size(), atOnce);
    QVERIFY(std::chrono::steady_clock::now() >= due);
}

void TestSlowTransport::onlyLooksWhenTheTimeHasPassed()
{
    SlowTransport slow(std::make_unique<CurlTransport>(), forEver);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(slow.wait(in(Millis(-1))).empty());
    beginSome(slow, m_server.url("/"));
    QVERIFY(slow.wait(in(Millis(-1))).empty());
    QVERIFY(timer.elapsed() < 5'000);
}

void TestSlowTransport::waitsUntilItsTime()
{
    SlowTransport slow(std::make_unique<CurlTransport>(), forEver);
    beginSome(slow, m_server.url("/"));
    const SteadyTime until = in(Millis(50));
    QVERIFY(slow.wait(until).empty());
    QVERIFY(std::chrono::steady_clock::now() >= until);
}

void TestSlowTransport::aWakeEndsTheWait()
{
    SlowTransport slow(std::make_unique<CurlTransport>(), forEver);
    beginSome(slow, m_server.url("/"));
    std::jthread other([&slow] { slow.wake(); });
    QElapsedTimer timer;
    timer.start();
    QVERIFY(slow.wait(std::nullopt).empty());
    QVERIFY(timer.elapsed() < 5'000);
}

void TestSlowTransport::aWakeIsKeptForTheNextWait()
{
    SlowTransport slow(std::make_unique<CurlTransport>(), forEver);
    slow.wake();
    QVERIFY(slow.wait(std::nullopt).empty());
    const SteadyTime until = in(Millis(20));
    QVERIFY(slow.wait(until).empty());
    QVERIFY(std::chrono::steady_clock::now() >= until);
}

void TestSlowTransport::abortGivesUpWhatIsHeldBack()
{
    FaultServer server([](const ReceivedRequest &) { return FaultAnswer{}; });
    SlowTransport slow(std::make_unique<CurlTransport>(), forEver);
    beginSome(slow, server.url("/"));
    std::jthread other([&slow] { slow.abort(); });
    const std::vector<Transport::Finished> answers = answersOf(slow);
    QCOMPARE(answers.size(), atOnce);
    for (const Transport::Finished &finished : answers) {
        QVERIFY(finished.answer.aborted);
        QCOMPARE(finished.answer.reach, Reach::NotSent);
    }
    QCOMPARE(server.connectionCount(), std::uint64_t(0));
}

void TestSlowTransport::abortGivesUpWhatIsSent()
{
    FaultServer server([](const ReceivedRequest &) {
        FaultAnswer nothing;
        nothing.wire = FaultAnswer::Wire::Nothing;
        return nothing;
    });
    SlowTransport slow(std::make_unique<CurlTransport>(), Millis(1));
    beginSome(slow, server.url("/"));
    std::jthread other([&] {
        server.waitForRequests(atOnce);
        slow.abort();
    });
    const std::vector<Transport::Finished> answers = answersOf(slow);
    QCOMPARE(answers.size(), atOnce);
    for (const Transport::Finished &finished : answers) {
        QVERIFY(finished.answer.aborted);
        QCOMPARE(finished.answer.reach, Reach::Unknown);
    }
}

QTEST_APPLESS_MAIN(TestSlowTransport)
#include "tst_slow_transport.moc"
