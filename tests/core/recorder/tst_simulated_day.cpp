// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/recorder/live_session.h"
#include "core/spool/spool.h"
#include "tests/core/recorder/simulated_server.h"
#include "tests/core/recorder/unsynced_disk.h"
#include "tests/support/manual_clock.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <string>

using namespace sluice;
using Kind = SimulatedServer::Kind;

namespace {

/// SLUICE_SEED repeats a run; without it every run is another one.
std::uint64_t seedOfRun()
{
    bool given = false;
    const std::uint64_t seed = qEnvironmentVariable("SLUICE_SEED").toULongLong(&given);
    return given ? seed : systemEntropy() % 1'000'000'000;
}

/// Events a second: 10, and 1,000 in ./test.sh long.
std::uint64_t rateOfRun()
{
    bool given = false;
    const std::uint64_t rate = qEnvironmentVariable("SLUICE_RATE").toULongLong(&given);
    return given ? rate : 10;
}

/// What this process has in memory, in bytes.
std::uint64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages >> pages;
    return pages * 4096;
}

RecorderConfig configOf(OverflowPolicy policy)
{
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1";
    config.queue.policy = policy;
    config.endpointStoresEvents = true;
    return config;
}

SpoolOptions onUnsyncedDisk()
{
    SpoolOptions options;
    options.vfs = unsyncedDisk();
    return options;
}

/// A session, its server and a spool in simulated time: nothing waits, the clock is moved to what comes next.
class World
{
public:
    World(std::uint64_t seed, Kind kind, OverflowPolicy policy, std::uint64_t events, Nanos every,
        SpoolOptions options = onUnsyncedDisk())
        : m_events(events)
        , m_every(every)
        , m_server(kind, seed, events, m_clock)
        , m_spool(Spool::open(m_dir.path().toStdString(), options).value())
        , m_transport(new SimulatedTransport(m_server, m_clock))
        , m_session(configOf(policy), {},
              {std::unique_ptr<Transport>(m_transport), m_clock, nullptr, m_spool.get(), nullptr}, seed + 1,
              LiveSession::Drive::ByHand)
        , m_nextEvent(m_clock.steadyNow() + every)
    { }

    SimulatedServer &server() { return m_server; }
    Ledger ledger() const { return m_session.ledger(); }
    QueueSnapshot snapshot() const { return m_session.snapshot(); }
    std::uint64_t unbalanced() const { return m_unbalanced; }
    std::uint64_t accepted() const { return m_accepted; }
    std::uint64_t spoolPeak() const { return m_spoolPeak; }
    std::uint64_t memoryPeak() const { return m_memoryPeak; }
    std::size_t mostUnderWay() const { return m_transport->mostUnderWay(); }

    /// Records all events, each at its time.
    void runTheDay()
    {
        while (m_recorded < m_events && rests())
            turn(m_nextEvent);
    }

    /// False: the flusher wanted to be woken at once again and again, with nothing to do.
    bool rests() const { return m_turnsInAMoment < 1'000; }

    /// Calm from here on: until the end is known. False: it never was.
    bool runToTheEnd()
    {
        m_server.calm();
        m_session.beginEnd(EndState::Success, "the day is over");
        const SteadyTime latest = m_clock.steadyNow() + std::chrono::hours(2);
        while (!m_session.isFinished() && m_clock.steadyNow() < latest && rests())
            turn(latest);
        return m_session.isFinished();
    }

private:
    /// One step, and the clock moved to what comes next.
    void turn(SteadyTime latest)
    {
        const Flusher::Next next = m_session.step();
        note();
        if (next.kind == Flusher::Next::Kind::Again || next.kind == Flusher::Next::Kind::Finished)
            return;
        SteadyTime until = std::min(latest, next.until.value_or(latest));
        if (const std::optional<SteadyTime> answer = m_transport->nextAnswer())
            until = std::min(until, *answer);
        const Nanos rest = std::max(Nanos(0), Nanos(until - m_clock.steadyNow()));
        m_turnsInAMoment = rest > Nanos(0) ? 0 : m_turnsInAMoment + 1;
        m_clock.advance(rest);
        if (m_recorded < m_events && m_clock.steadyNow() >= m_nextEvent)
            record();
    }

    void record()
    {
        ActionEvent event;
        event.id = numberedId(m_recorded);
        event.actionType = "tick";
        event.params = JsonText{R"({"text":"what an agent does in a tenth of a second"})"};
        ++m_recorded;
        m_nextEvent += m_every;
        m_accepted += wasAccepted(m_session.record(std::move(event))) ? 1 : 0;
    }

    void note()
    {
        if (!m_session.ledger().balances())
            ++m_unbalanced;
        if (++m_turns % 1'000 != 0)
            return;
        m_spoolPeak = std::max(m_spoolPeak, m_spool->bytes());
        m_memoryPeak = std::max(m_memoryPeak, residentBytes());
    }

    const std::uint64_t m_events;
    const Nanos m_every;
    ManualClock m_clock;
    SimulatedServer m_server;
    QTemporaryDir m_dir;
    std::unique_ptr<Spool> m_spool;
    SimulatedTransport *m_transport; ///< the session's
    LiveSession m_session;
    SteadyTime m_nextEvent;
    std::uint64_t m_recorded = 0;
    std::uint64_t m_accepted = 0;
    std::uint64_t m_unbalanced = 0;
    std::uint64_t m_turns = 0;
    int m_turnsInAMoment = 0;
    std::uint64_t m_spoolPeak = 0;
    std::uint64_t m_memoryPeak = 0;
};

constexpr auto day = std::chrono::hours(24);

} // namespace

/// A day of an agent that records all the time, while its server has good and bad hours: in seconds.
class TestSimulatedDay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThroughADayOfOutages_data();
    void losesNothingThroughADayOfOutages();
    void countsWhatADayWithoutAServerDrops_data();
    void countsWhatADayWithoutAServerDrops();
    void repeatsARunFromItsSeed();
    void staysSmallWhileTheServerIsAwayForADay();
};

void TestSimulatedDay::losesNothingThroughADayOfOutages_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("a server that keeps an id once") << Kind::Idempotent;
    QTest::newRow("a server that refuses a second sending") << Kind::Hosted;
}

void TestSimulatedDay::losesNothingThroughADayOfOutages()
{
    QFETCH(const Kind, kind);
    const std::uint64_t seed = seedOfRun();
    qInfo("SLUICE_SEED=%llu", static_cast<unsigned long long>(seed));
    const std::uint64_t events = rateOfRun() * 24 * 3600;
    World world(seed, kind, OverflowPolicy::Spill, events, Nanos(day) / static_cast<std::int64_t>(events));
    world.runTheDay();
    QVERIFY(world.runToTheEnd());

    const Ledger ledger = world.ledger();
    QCOMPARE(world.unbalanced(), 0U);
    QCOMPARE(ledger.recorded, events);
    QCOMPARE(world.accepted(), events);
    QCOMPARE(ledger.delivered, events);
    QCOMPARE(world.server().stored(), events);
    QCOMPARE(world.server().storedAgain(), 0U);
    QVERIFY(world.server().isEnded());
    QVERIFY2(world.server().outages() >= 10, "a day has many outages");
    QVERIFY2(world.spoolPeak() > 0, "an outage goes to the spool");
    QCOMPARE(world.server().requestsTooEarly(), 0U);
    QVERIFY(world.snapshot().highWater <= 100);
    QVERIFY(world.mostUnderWay() <= Transport::mostInFlight);
}

void TestSimulatedDay::countsWhatADayWithoutAServerDrops_data()
{
    QTest::addColumn<OverflowPolicy>("policy");
    QTest::newRow("drop the newest") << OverflowPolicy::DropNewest;
    QTest::newRow("drop the oldest") << OverflowPolicy::DropOldest;
}

void TestSimulatedDay::countsWhatADayWithoutAServerDrops()
{
    QFETCH(const OverflowPolicy, policy);
    const std::uint64_t seed = seedOfRun();
    qInfo("SLUICE_SEED=%llu", static_cast<unsigned long long>(seed));
    constexpr std::uint64_t events = 10 * 24 * 3600;
    World world(seed, Kind::Idempotent, policy, events, Millis(100));
    world.server().fail();
    world.runTheDay();
    QVERIFY(world.runToTheEnd());

    const Ledger ledger = world.ledger();
    QCOMPARE(world.unbalanced(), 0U);
    QCOMPARE(ledger.recorded, events);
    QCOMPARE(ledger.delivered + ledger.dropsFor(DropReason::QueueFull), events);
    QCOMPARE(world.server().stored(), ledger.delivered);
    QVERIFY2(ledger.delivered >= 100, "what the queue held at the end");
}

void TestSimulatedDay::repeatsARunFromItsSeed()
{
    const std::uint64_t seed = seedOfRun();
    qInfo("SLUICE_SEED=%llu", static_cast<unsigned long long>(seed));
    const auto run = [seed] {
        World world(seed, Kind::Hosted, OverflowPolicy::Spill, 36'000, Millis(100));
        world.runTheDay();
        world.runToTheEnd();
        return std::tuple(world.snapshot().flushes, world.server().outages(), world.ledger());
    };
    QVERIFY(run() == run());
}

void TestSimulatedDay::staysSmallWhileTheServerIsAwayForADay()
{
    const std::uint64_t seed = seedOfRun();
    qInfo("SLUICE_SEED=%llu", static_cast<unsigned long long>(seed));
    constexpr std::uint64_t events = 10 * 24 * 3600;
    SpoolOptions options = onUnsyncedDisk();
    options.mostBytes = 16U << 20U; // full after some hours
    World world(seed, Kind::Idempotent, OverflowPolicy::Spill, events, Millis(100), options);
    const std::uint64_t before = residentBytes();
    world.server().fail();
    world.runTheDay();
    const std::uint64_t peak = world.memoryPeak();
    const Ledger full = world.ledger();
    QVERIFY(world.spoolPeak() <= options.mostBytes);
    QVERIFY2(world.spoolPeak() > options.mostBytes / 2, "the spool was full");
    QVERIFY2(full.dropsFor(DropReason::SpoolFull) > 0, "the oldest went, counted");
    QVERIFY2(peak <= before + (64U << 20U), qPrintable(QString::number(peak - before)));

    QVERIFY(world.runToTheEnd());
    const Ledger ledger = world.ledger();
    QCOMPARE(world.unbalanced(), 0U);
    QCOMPARE(ledger.recorded, events);
    QCOMPARE(ledger.delivered + ledger.dropsFor(DropReason::SpoolFull), events);
    QCOMPARE(world.server().stored(), ledger.delivered);
    QVERIFY2(world.server().has(events - 1), "the newest were kept");
}

QTEST_GUILESS_MAIN(TestSimulatedDay)
#include "tst_simulated_day.moc"
