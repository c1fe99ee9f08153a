// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/store/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <random>
#include <set>

using namespace sluice;

namespace {

const SessionId session(uuidText(1));

/// Commits batches for ever and writes each batch's number to `acknowledged`, from `done` alone.
[[noreturn]] void writeForEver(const DataDir &dir, std::uint32_t first, int acknowledged)
{
    const auto store = SqliteStore::open(dir);
    if (!store)
        _exit(1);
    for (std::uint32_t number = first;; ++number) {
        StoreBatch batch;
        for (int i = 0; i < 20; ++i) {
            batch.events.push_back(
                makeEvent(session, uuidText(std::uint64_t{number} * 100 + static_cast<unsigned>(i))));
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

/// Starts a writer, kills it after about `life`, and gives the numbers it acknowledged.
std::vector<std::uint32_t> acknowledgedBeforeTheKill(
    const DataDir &dir, std::uint32_t first, std::chrono::microseconds life)
{
    int pipeEnds[2] = {};
    if (pipe(pipeEnds) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        close(pipeEnds[0]);
        writeForEver(dir, first, pipeEnds[1]);
    }
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
};

void TestStoreKill::losesNothingThatItAcknowledged()
{
    const TemporaryDataDir data;
    const auto seed = static_cast<unsigned>(std::time(nullptr));
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("SLUICE_KILL_ROUNDS", &given);
    const int rounds = given ? asked : 25;
    std::size_t acknowledged = 0;
    std::uint32_t first = 1;
    for (int round = 0; round < rounds; ++round) {
        const auto numbers
            = acknowledgedBeforeTheKill(data.dir(), first, std::chrono::microseconds(random() % 60'000));
        QVERIFY(!numbers.empty());
        acknowledged += numbers.size();
        first += 1'000'000;

        // The reader recovers the log by itself, without a writer.
        const auto reader = data.openReader();
        QVERIFY(reader != nullptr);
        const auto ids = reader->eventIds(session).value();
        const std::set<EventId> stored(ids.begin(), ids.end());
        QCOMPARE(stored.size(), ids.size());
        QCOMPARE(stored.size() % 20, std::size_t{0}); // whole batches only
        for (const std::uint32_t number : numbers) {
            for (unsigned i = 0; i < 20; ++i)
                QVERIFY(stored.contains(EventId(uuidText(std::uint64_t{number} * 100 + i))));
        }
        QCOMPARE(reader->session(session)->value().counts.total(), std::uint64_t{ids.size()});
        if (round % 5 == 4 || round + 1 == rounds)
            QCOMPARE(sqlOn(data.dir().database(), "PRAGMA quick_check"), std::vector<std::string>{"ok"});
    }
    qInfo("%zu batches acknowledged in %d rounds, none lost", acknowledged, rounds);
}

QTEST_APPLESS_MAIN(TestStoreKill)
#include "tst_store_kill.moc"
