// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// kill -9 of a process that collects, at random moments under load: whatever it answered 200 for is in the
// store.

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/collector/collector.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/support/raw_client.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <optional>
#include <random>
#include <set>
#include <vector>

using namespace sluice;

namespace {

using Steady = std::chrono::steady_clock;

constexpr const char *collectMode = "--collect-for-ever";
constexpr int eventsPerRequest = 5;
constexpr int pipelined = 8;
const SessionId session("unknown-token");

/// Serves until it is killed; tells its port through `told`.
[[noreturn]] void collectForEver(const std::string &folder, int told)
{
    const DataDir dir{folder};
    const SystemClock clock;
    const auto store = SqliteStore::open(dir);
    if (!store)
        _exit(1);
    const auto collector = Collector::start(ListenAddress{"127.0.0.1", 0}, **store, clock);
    if (!collector)
        _exit(2);
    const std::uint16_t port = (*collector)->address().port;
    if (write(told, &port, sizeof port) != sizeof port)
        _exit(3);
    while (true)
        pause();
}

/// This program again, as a collector.
class Victim
{
public:
    explicit Victim(const DataDir &dir)
    {
        int ends[2] = {};
        if (pipe(ends) != 0)
            return;
        const FileDescriptor hears(ends[0]);
        std::optional<FileDescriptor> tells(std::in_place, ends[1]);
        fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        std::string arguments[] = {collectMode, dir.path.string(), std::to_string(ends[1])};
        char program[] = "/proc/self/exe";
        char *argv[] = {program, arguments[0].data(), arguments[1].data(), arguments[2].data(), nullptr};
        if (posix_spawn(&m_pid, program, nullptr, nullptr, argv, environ) != 0)
            return;
        tells.reset(); // its end is then the victim's
        waitForPort(hears.get());
    }
    ~Victim() { kill(); }
    Victim(const Victim &) = delete;
    Victim &operator=(const Victim &) = delete;

    std::uint16_t port() const { return m_port; }

    void kill()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
        m_pid = 0;
    }

private:
    void waitForPort(int hears)
    {
        pollfd wait{hears, POLLIN, 0};
        std::uint16_t port = 0;
        if (::poll(&wait, 1, 10'000) > 0 && read(hears, &port, sizeof port) == sizeof port)
            m_port = port;
    }

    pid_t m_pid = 0;
    std::uint16_t m_port = 0;
};

std::string eventId(int round, int request, int event)
{
    return std::to_string(round) + '-' + std::to_string(request) + '-' + std::to_string(event);
}

std::string requestOf(std::uint16_t port, int round, int request)
{
    std::string body = R"({"events":[)";
    for (int i = 0; i < eventsPerRequest; ++i) {
        body += i == 0 ? "" : ",";
        body += R"({"id":")" + eventId(round, request, i) + R"(","params":")"
            + std::string(static_cast<std::size_t>(request * 37 % 900), 'x') + "\"}";
    }
    body += "]}";
    return "POST /v2/create_events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// False: `until` came first.
bool hearsBefore(const RawClient &client, Steady::time_point until)
{
    const auto left = std::max(Nanos(0), std::chrono::duration_cast<Nanos>(until - Steady::now()));
    const timespec limit{left.count() / 1'000'000'000, left.count() % 1'000'000'000};
    pollfd wait{client.descriptor(), POLLIN, 0};
    return ::ppoll(&wait, 1, &limit, nullptr) > 0;
}

/// Sends without pause, kills `life` after the first answer; gives how many requests were answered with 200.
int acknowledgedBeforeTheKill(Victim &victim, int round, std::chrono::microseconds life)
{
    RawClient client(victim.port());
    int sent = 0;
    int acknowledged = 0;
    while (sent < pipelined)
        client.send(requestOf(victim.port(), round, sent++));
    acknowledged += client.answer().status == 200 ? 1 : 0;
    const auto killAt = Steady::now() + life;
    while (hearsBefore(client, killAt) && Steady::now() < killAt) {
        if (client.answer().status != 200)
            break;
        ++acknowledged;
        client.send(requestOf(victim.port(), round, sent++));
    }
    victim.kill();
    while (client.answer().status == 200)
        ++acknowledged;
    return acknowledged;
}

} // namespace

class TestCollectorKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatItAnsweredFor();

private:
    void compare(const DataDir &dir, int round, int acknowledged);
};

void TestCollectorKill::losesNothingThatItAnsweredFor()
{
    const auto seed = static_cast<unsigned>(std::time(nullptr));
    std::mt19937 random(seed);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("SLUICE_KILL_ROUNDS", &given);
    const int rounds = given ? asked : 60;
    int events = 0;
    std::unique_ptr<QTemporaryDir> folder;
    for (int round = 0; round < rounds; ++round) {
        // Some rounds on each store, so that one recovers again and again; small ones are looked at quickly.
        if (round % 5 == 0)
            folder = std::make_unique<QTemporaryDir>();
        const DataDir dir{folder->path().toStdString()};
        Victim victim(dir);
        QVERIFY(victim.port() != 0);
        const std::chrono::microseconds life(random() % 30'000);
        const int acknowledged = acknowledgedBeforeTheKill(victim, round, life);
        QVERIFY(acknowledged > 0);
        events += acknowledged * eventsPerRequest;
        compare(dir, round, acknowledged);
        if (QTest::currentTestFailed())
            qFatal("seed %u, round %d", seed, round);
    }
    qInfo("%d events answered for in %d rounds (seed %u), none lost", events, rounds, seed);
}

/// Every request that was answered is there, and of the others nothing or all.
void TestCollectorKill::compare(const DataDir &dir, int round, int acknowledged)
{
    const auto reader = StoreReader::open(dir);
    QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().message.c_str());
    const std::vector<EventId> ids = (*reader)->eventIds(session).value();
    const std::set<EventId> stored(ids.begin(), ids.end());
    QCOMPARE(stored.size(), ids.size());
    QCOMPARE(stored.size() % eventsPerRequest, std::size_t{0});
    for (int request = 0; request < acknowledged; ++request) {
        for (int event = 0; event < eventsPerRequest; ++event)
            QVERIFY(stored.contains(EventId(eventId(round, request, event))));
    }
    QCOMPARE(sqlOn(dir.database(), "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == collectMode)
        collectForEver(argv[2], std::atoi(argv[3]));
    TestCollectorKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_collector_kill.moc"
