// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <random>
#include <set>

using namespace sluice;

namespace {

const SessionId session(uuidText(1));
constexpr const char *writerMode = "--write-for-ever";
constexpr std::uint64_t eventsPerBatch = 20;

EventId idOf(std::uint32_t batch, std::uint64_t event)
{
    return EventId(uuidText(batch * eventsPerBatch + event));
}

/// Commits batches for ever and writes each batch's number to `acknowledged`, from `done` alone.
[[noreturn]] void writeForEver(const DataDir &dir, std::uint32_t first, int acknowledged)
{
    const auto store = SqliteStore::open(dir);
    if (!store)
        _exit(1);
    for (std::uint32_t number = first;; ++number) {
        StoreBatch batch;
        for (std::uint64_t i = 0; i < eventsPerBatch; ++i) {
            batch.events.push_back(makeEvent(session, idOf(number, i).text()));
            batch.events.back().body.append(number % 700, ' ');
        }
        // A refusal (the queue is full) is no acknowledgement.
        static_cast<void>(
            (*store)->submit(std::move(batch), [number, acknowledged](const Result<void> &fate) {
                if (fate && write(acknowledged, &number, sizeof number) != sizeof number)
                    _exit(2);
            }));
    }
}

/// This program again, as a writer: a process of its own, not a copy of one that has threads.
pid_t startWriter(const DataDir &dir, std::uint32_t first, int acknowledged)
{
    std::string arguments[]
        = {writerMode, dir.path.string(), std::to_string(first), std::to_string(acknowledged)};
    char program[] = "/proc/self/exe";
    char *argv[] = {
        program, arguments[0].data(), arguments[1].data(), arguments[2].data(), arguments[3].data(), nullptr};
    pid_t child = 0;
    return posix_spawn(&child, program, nullptr, nullptr, argv, environ) == 0 ? child : -1;
}

/// Starts a writer, kills it `life` after its first word, and gives the numbers it acknowledged.
std::vector<std::uint32_t> acknowledgedBeforeTheKill(
    const DataDir &dir, std::uint32_t first, std::chrono::microseconds life)
{
    int pipeEnds[2] = {};
    if (pipe(pipeEnds) != 0)
        return {};
    fcntl(pipeEnds[0], F_SETFD, FD_CLOEXEC);
    const pid_t child = startWriter(dir, first, pipeEnds[1]);
    if (child < 0)
        return {};
    close(pipeEnds[1]);

    std::vector<std::uint32_t> numbers;
    std::uint32_t number = 0;
    const auto readOne = [&] { return read(pipeEnds[0], &number, sizeof number) == sizeof number; };
    if (readOne())
        numbers.push_back(number);
    const auto killAt = std::chrono::steady_clock::now() + life;
    while (std::chrono::steady_clock::now() < killAt && readOne())
        numbers.push_back(number);
    kill(child, SIGKILL);
    while (readOne())
        numbers.push_back(number);
    close(pipeEnds[0]);
    waitpid(child, nullptr, 0);
    return numbers;
}

} // namespace

class TestStoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatItAcknowledged();

private:
    /// Every acknowledged batch is there, and of the others nothing or all.
    void compareWithStore(const std::vector<std::uint32_t> &acknowledged);

    std::unique_ptr<TemporaryDataDir> m_data;
};

void TestStoreKill::losesNothingThatItAcknowledged()
{
    const auto seed = static_cast<unsigned>(std::time(nullptr));
    std::mt19937 random(seed);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("SLUICE_KILL_ROUNDS", &given);
    const int rounds = given ? asked : 25;
    std::size_t batches = 0;
    for (int round = 0; round < rounds; ++round) {
        // Small stores are killed and read quickly; some rounds on each, so that one recovers again and
        // again.
        if (round % 4 == 0)
            m_data = std::make_unique<TemporaryDataDir>();
        const auto first = static_cast<std::uint32_t>(1 + round % 4 * 1'000'000);
        const std::chrono::microseconds life(random() % 40'000);
        const std::vector<std::uint32_t> acknowledged = acknowledgedBeforeTheKill(m_data->dir(), first, life);
        QVERIFY(!acknowledged.empty());
        batches += acknowledged.size();
        compareWithStore(acknowledged);
        if (QTest::currentTestFailed())
            qFatal("seed %u, round %d", seed, round);
    }
    qInfo("%zu batches acknowledged in %d rounds (seed %u), none lost", batches, rounds, seed);
}

void TestStoreKill::compareWithStore(const std::vector<std::uint32_t> &acknowledged)
{
    // The reader recovers the log by itself, without a writer.
    const auto reader = m_data->openReader();
    QVERIFY(reader != nullptr);
    const std::vector<EventId> ids = reader->eventIds(session).value();
    const std::set<EventId> stored(ids.begin(), ids.end());
    QCOMPARE(stored.size(), ids.size());
    QCOMPARE(stored.size() % eventsPerBatch, std::size_t{0});
    for (const std::uint32_t number : acknowledged) {
        for (std::uint64_t i = 0; i < eventsPerBatch; ++i)
            QVERIFY(stored.contains(idOf(number, i)));
    }
    QCOMPARE(reader->session(session)->value().counts.total(), std::uint64_t{ids.size()});
    QCOMPARE(sqlOn(m_data->dir().database(), "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

int main(int argc, char **argv)
{
    if (argc == 5 && std::string_view(argv[1]) == writerMode) {
        writeForEver(DataDir{argv[2]}, static_cast<std::uint32_t>(std::stoul(argv[3])), std::stoi(argv[4]));
    }
    TestStoreKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_store_kill.moc"
