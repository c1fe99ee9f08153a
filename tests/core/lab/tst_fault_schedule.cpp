// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/lab/fault_proxy.h"
#include "core/transport/curl_transport.h"
#include "tests/core/lab/fault_texts.h"
#include "tests/support/fault_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace sluice;
using Kind = FaultKind;
using Ticket = Transport::Ticket;

namespace {

constexpr std::size_t atOnce = Transport::mostInFlight;

FaultPhase phase(int begin, int length, const Fault &fault)
{
    return {Millis(begin), Millis(length), fault};
}

/// Each kind of fault for 15 ms, again and again, and as long nothing between two.
FaultPlan everyFault()
{
    FaultPlan plan;
    int begin = 0;
    for (const Kind kind : allFaultKinds) {
        Fault fault{.kind = kind, .bytesPerSecond = 1U << 20U, .bodyLimit = 10'000};
        fault.delay = Millis(kind == Kind::Latency ? 5 : 0);
        plan.phases.push_back(phase(begin, 15, fault));
        begin += 30;
    }
    plan.repeatsAfter = Millis(begin);
    return plan;
}

/// How long the stress goes on: SLUICE_SECONDS, else less than one.
Millis stressTime()
{
    const int seconds = qEnvironmentVariableIntValue("SLUICE_SECONDS");
    return Millis(seconds > 0 ? seconds * 1'000 : 900);
}

bool addsUp(const FaultStats &stats)
{
    return stats.requests == stats.passed + stats.faulted + stats.failed + stats.held;
}

} // namespace

class TestFaultSchedule : public QObject
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

    void followsItsPhasesAndNoneTooEarly();
    void aRepeatedScheduleGoesRound();
    void settingEndsASchedule();
    void aScheduleWithoutPhasesIsNoFault();
    void countsEveryRequestUnderChangingFaults();

private:
    void record(SteadyTime until);

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::atomic<std::size_t> m_asked{0};
    std::atomic<std::size_t> m_answers{0};
};

void TestFaultSchedule::followsItsPhasesAndNoneTooEarly()
{
    const FaultPlan plan{
        .phases = {phase(0, 100, {.kind = Kind::Status503}), phase(100, 100, {.kind = Kind::Refused}),
            phase(250, 50, {.kind = Kind::Garbage})}};
    const SteadyTime before = std::chrono::steady_clock::now();
    m_proxy->follow(plan);
    const SteadyTime after = std::chrono::steady_clock::now();
    QVERIFY2(m_proxy->stats().now.kind == Kind::Status503 || after > before + Millis(100), "at once");
    std::optional<Millis> expected = Millis(0);
    while (expected && std::chrono::steady_clock::now() < before + Millis(10'000)) {
        const Fault seen = m_proxy->stats().now;
        const SteadyTime now = std::chrono::steady_clock::now();
        // A busy machine may be late, and so miss a phase; the order stays.
        while (expected && plan.faultAt(*expected) != seen)
            expected = plan.nextChange(*expected);
        QVERIFY2(expected.has_value(), "a fault out of its order");
        QVERIFY2(now >= before + *expected, "a fault before its time");
        if (!plan.nextChange(*expected))
            break;
    }
    QCOMPARE(expected, std::optional(Millis(300)));
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 200);
}

void TestFaultSchedule::aRepeatedScheduleGoesRound()
{
    m_proxy->follow({.phases = {phase(0, 20, {.kind = Kind::Status500})}, .repeatsAfter = Millis(40)});
    CurlTransport transport;
    int changes = 0;
    int last = 0;
    QElapsedTimer timer;
    timer.start();
    while (changes < 6 && timer.elapsed() < 10'000) {
        const int status = transport.post(requestThrough(*m_proxy)).status;
        changes += status != std::exchange(last, status) ? 1 : 0;
    }
    QCOMPARE(changes, 6);
}

void TestFaultSchedule::settingEndsASchedule()
{
    m_proxy->follow({.phases = {phase(0, 5, {.kind = Kind::Status500}), phase(5, 5, {.kind = Kind::Reset})},
        .repeatsAfter = Millis(10)});
    m_proxy->set({});
    FaultAnswer late = success();
    late.delay = Millis(3);
    m_server->setHandler(always(late));
    CurlTransport transport;
    for (int i = 0; i < 20; ++i) // six rounds of the schedule
        QCOMPARE(transport.post(requestThrough(*m_proxy)).status, 200);
}

void TestFaultSchedule::aScheduleWithoutPhasesIsNoFault()
{
    m_proxy->set({.kind = Kind::Refused});
    m_proxy->follow({});
    QVERIFY(m_proxy->stats().now.isNone());
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 200);
}

// thread: a recorder's
void TestFaultSchedule::record(SteadyTime until)
{
    CurlTransport transport;
    const std::string body(20'000, 'x');
    while (std::chrono::steady_clock::now() < until) {
        for (Ticket ticket = 0; ticket < atOnce; ++ticket)
            transport.begin(ticket, requestThrough(*m_proxy, body));
        m_answers += answersOf(transport).size();
        m_asked += atOnce;
    }
}

void TestFaultSchedule::countsEveryRequestUnderChangingFaults()
{
    const SteadyTime half = in(stressTime() / 2);
    const SteadyTime end = in(stressTime());
    m_proxy->follow(everyFault());
    {
        std::vector<std::jthread> recorders;
        for (int i = 0; i < 4; ++i)
            recorders.emplace_back([this, end] { record(end); });
        while (std::chrono::steady_clock::now() < half)
            QVERIFY(addsUp(m_proxy->stats()));
        SeededRandom random(5);
        const std::vector<FaultPhase> all = everyFault().phases;
        while (std::chrono::steady_clock::now() < end) {
            m_proxy->set(all[random.below(all.size())].fault);
            QVERIFY(addsUp(m_proxy->stats()));
        }
        m_proxy->set({});
    }
    QCOMPARE(m_answers.load(), m_asked.load());
    const FaultStats stats = m_proxy->stats();
    QVERIFY(addsUp(stats));
    QCOMPARE(stats.held, std::uint64_t(0));
    QCOMPARE(stats.failed, std::uint64_t(0));
    QVERIFY(stats.passed > 0);
    QVERIFY(stats.faulted > 0);
    QVERIFY(m_server->requestCount() >= stats.passed);
    QCOMPARE(CurlTransport().post(requestThrough(*m_proxy)).status, 200);
}

QTEST_APPLESS_MAIN(TestFaultSchedule)
#include "tst_fault_schedule.moc"
