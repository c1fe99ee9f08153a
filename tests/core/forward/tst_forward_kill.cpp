// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A program that forwards is killed in the middle, again and again; every event of its store arrives.

#include "tests/core/forward/forward_fixture.h"
#include "tests/support/posting.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <string_view>

using namespace sluice;

namespace {

constexpr std::string_view forwardMode = "--forward-for-ever";
constexpr std::uint64_t eventsPerRound = 400;

/// What the killed program does: adds events of this round to the session and sends them on.
[[noreturn]] void forwardForEver(const char *folder, const char *url, const char *wire, const char *round)
{
    const DataDir dir{folder};
    const SystemClock clock;
    const auto store = SqliteStore::open(dir);
    if (!store)
        _exit(1);
    const auto forwarder = Forwarder::start(optionsTo(url, *forwardWireFromText(wire)), dir, **store, clock);
    if (!forwarder)
        _exit(2);
    const auto first = std::strtoull(round, nullptr, 10) * eventsPerRound + 1;
    for (std::uint64_t number = first; number < first + eventsPerRound; number += 100) {
        StoreBatch batch = eventsOf(sessionNumber(1), number, number + 99);
        batch.sessions = {received(sessionNumber(1))};
        if (!commit(**store, std::move(batch)))
            _exit(3);
    }
    while (true)
        pause();
}

/// This program again, as a forwarder; killed with this object.
class Victim
{
public:
    Victim(const DataDir &dir, const std::string &url, ForwardWire wire, std::uint64_t round)
    {
        std::string arguments[] = {std::string(forwardMode), dir.path.string(), url,
            std::string(wireName(wire)), std::to_string(round)};
        char program[] = "/proc/self/exe";
        char *argv[] = {program, arguments[0].data(), arguments[1].data(), arguments[2].data(),
            arguments[3].data(), arguments[4].data(), nullptr};
        if (posix_spawn(&m_pid, program, nullptr, nullptr, argv, environ) != 0)
            qFatal("cannot start the program again");
    }
    ~Victim()
    {
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    Victim(const Victim &) = delete;
    Victim &operator=(const Victim &) = delete;

private:
    pid_t m_pid = 0;
};

std::uint64_t storedEvents(const DataDir &dir)
{
    const auto reader = StoreReader::open(dir);
    if (!reader)
        return 0;
    const auto session = (*reader)->session(sessionNumber(1));
    return session && *session ? (*session)->counts.total() : 0;
}

} // namespace

class TestForwardKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventArrives_data();
    void everyEventArrives();
};

void TestForwardKill::everyEventArrives_data()
{
    QTest::addColumn<bool>("isOtlp");
    QTest::newRow("AgentOps") << false;
    QTest::newRow("OTLP, which fails at times") << true;
}

void TestForwardKill::everyEventArrives()
{
    QFETCH(const bool, isOtlp);
    const TemporaryDataDir data;
    OtherSluice other;
    SpanSink sink(
        [](std::size_t number) { return number % 4 == 0 ? statusOf(503) : FaultAnswer{.body = "{}"}; });
    const ForwardWire wire = isOtlp ? ForwardWire::Otlp : ForwardWire::AgentOps;
    const std::string url = isOtlp ? sink.url() : other.url();
    const auto arrived = [&] {
        return isOtlp ? sink.spans().size() : other.reader().eventIds(sessionNumber(1)).value().size();
    };
    constexpr std::uint64_t rounds = 4;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        const std::size_t before = arrived();
        const Victim victim(data.dir(), url, wire, round);
        // Killed when something of this round is there, and mostly not all.
        QTRY_VERIFY_WITH_TIMEOUT(arrived() > before, 20'000);
    }
    const std::uint64_t stored = storedEvents(data.dir());
    QVERIFY(stored >= rounds * 100);

    const SystemClock clock;
    const auto store = SqliteStore::open(data.dir()).value();
    auto forwarder = Forwarder::start(optionsTo(url, wire), data.dir(), *store, clock).value();
    QVERIFY(commit(*store, batchOf(ended(sessionNumber(1)))).ok());
    QVERIFY(forwarder->waitUntilDone(longEnough));
    QTRY_COMPARE(forwarder->state().earlier.events, 0U);
    QVERIFY(forwarder->state().ledger.balances());
    QCOMPARE(arrived(), stored + (isOtlp ? 1 : 0)); // and the session's own span
    if (!isOtlp) {
        const auto reader = StoreReader::open(data.dir()).value();
        QCOMPARE(heldOf(other.reader(), sessionNumber(1)), heldOf(*reader, sessionNumber(1)));
    }
}

int main(int argc, char **argv)
{
    if (argc == 6 && std::string_view(argv[1]) == forwardMode)
        forwardForEver(argv[2], argv[3], argv[4], argv[5]);
    const QCoreApplication application(argc, argv); // QTRY_* pump its loop
    TestForwardKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_forward_kill.moc"
