// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <new>

using namespace sluice;

namespace {

/// So many processes are killed one after the other before somebody looks: each takes over what those before
/// it left, and may be killed while it does.
constexpr std::size_t processesInARow = 5;

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t processes = 200; // a fork costs several times as much
#else
constexpr std::size_t processes = 1'000;
#endif

SessionId sessionOf(std::size_t process)
{
    return SessionId("session-" + std::to_string(process));
}

/// What a process tells, in memory that outlives it. Numbers of events: the n-th that was recorded is n.
struct Told
{
    std::atomic<std::uint64_t> filled{0}; ///< fill() returned for all below it
    std::atomic<std::uint64_t> settling{0}; ///< settle() may have been called for all below it
};

std::string eventText(std::uint64_t number)
{
    return "{\"n\":" + std::to_string(number) + ",\"x\":\"" + std::string(number * 37 % 900, 'x') + "\"}";
}

/// Records for ever, and settles what is a while old, so that segments are used again and again.
[[noreturn]] void recordForEver(WriteAhead &writeAhead, Told &told, std::uint64_t behind)
{
    std::vector<WriteAhead::Place> places(1024);
    for (std::uint64_t number = 0;; ++number) {
        const std::string text = eventText(number);
        WriteAhead::Place place;
        while (place.bytes == 0) {
            if (writeAhead.wantsRoom() && !writeAhead.makeRoom())
                _exit(2);
            place = writeAhead.reserve(text.size());
        }
        places[number % places.size()] = place;
        writeAhead.fill(place, text);
        told.filled = number + 1;
        if (number >= behind) {
            told.settling = number - behind + 1;
            writeAhead.settle(places[(number - behind) % places.size()]);
        }
    }
}

/// Closes `ready` before its first event.
[[noreturn]] void runProcess(
    const std::filesystem::path &root, std::size_t process, Told &told, std::uint64_t behind, int ready)
{
    auto spool = Spool::open(root);
    if (!spool)
        _exit(1);
    auto writeAhead = (*spool)->writeAhead(makeSession(sessionOf(process).text()));
    if (!writeAhead)
        _exit(1);
    close(ready);
    recordForEver(**writeAhead, told, behind);
}

/// When a process is killed: so long after its start, or after its first event.
struct Death
{
    bool waitsForReady = true;
    std::chrono::nanoseconds life;
};

/// False: it ended by itself, which it must not.
bool runAndKill(
    const std::filesystem::path &root, std::size_t process, Told &told, std::uint64_t behind, Death death)
{
    int ready[2] = {};
    if (pipe(ready) != 0)
        return false;
    const pid_t child = fork();
    if (child == 0)
        runProcess(root, process, told, behind, ready[1]);
    close(ready[1]);
    char nothing = 0;
    const bool isAlive = child > 0 && (!death.waitsForReady || read(ready[0], &nothing, 1) == 0);
    close(ready[0]);
    const auto end = std::chrono::steady_clock::now() + death.life;
    while (isAlive && std::chrono::steady_clock::now() < end) { }
    int status = 0;
    return isAlive && kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

Death randomDeath(Random &random)
{
    if (random.below(4) == 0)
        return {false, std::chrono::nanoseconds(random.below(4'000'000))};
    return {true,
        std::chrono::nanoseconds(random.below(8) == 0 ? random.below(2'000'000) : random.below(300'000))};
}

} // namespace

class TestWriteAheadKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void losesNothingThatItReturnedFor();

private:
    void killSome(const TemporaryRoot &root, Random &random);
    void compare(const std::vector<std::string> &recovered, const Told &told);

    std::array<Told, processesInARow> *m_told = nullptr;
    std::uint64_t m_filled = 0;
    std::uint64_t m_settled = 0;
};

void TestWriteAheadKill::initTestCase()
{
    void *memory = mmap(nullptr, sizeof *m_told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    QVERIFY(memory != MAP_FAILED);
    m_told = static_cast<decltype(m_told)>(memory);
}

void TestWriteAheadKill::losesNothingThatItReturnedFor()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("SLUICE_KILL_ROUNDS", &given);
    const std::size_t rounds = given ? static_cast<std::size_t>(asked) : processes / processesInARow;
    const std::uint64_t seed = systemEntropy();
    SeededRandom random(seed);
    const TemporaryRoot onDisk(TemporaryRoot::Place::Disk);
    const TemporaryRoot inMemory;
    for (std::size_t round = 0; round < rounds; ++round) {
        killSome(round % 20 == 0 ? onDisk : inMemory, random);
        if (QTest::currentTestFailed())
            qFatal("seed %llu, round %zu", static_cast<unsigned long long>(seed), round);
    }
    qInfo("%llu events recorded and %llu of them settled by %zu killed processes (seed %llu), none lost",
        static_cast<unsigned long long>(m_filled), static_cast<unsigned long long>(m_settled),
        rounds * processesInARow, static_cast<unsigned long long>(seed));
}

void TestWriteAheadKill::killSome(const TemporaryRoot &root, Random &random)
{
    new (m_told) std::array<Told, processesInARow>;
    for (std::size_t process = 0; process < processesInARow; ++process) {
        const std::uint64_t behind = random.below(1000);
        QVERIFY(runAndKill(root.path(), process, m_told->at(process), behind, randomDeath(random)));
    }
    const auto spool = root.open();
    QVERIFY(spool != nullptr);
    for (const SpoolFinding &finding : spool->findings())
        QTest::qFail(finding.words.c_str(), __FILE__, __LINE__);
    for (std::size_t process = 0; process < processesInARow; ++process) {
        const Told &told = m_told->at(process);
        compare(drain(*spool, sessionOf(process)), told);
        QVERIFY(spool->removeSession(sessionOf(process)).ok());
        m_filled += told.filled;
        m_settled += told.settling;
    }
    QCOMPARE(root.folders().size(), std::size_t{1});
}

/// From the first that is not settled to the last that fill() returned for, without a gap and each once; at
/// most one more at either end, with which the process was busy.
void TestWriteAheadKill::compare(const std::vector<std::string> &recovered, const Told &told)
{
    const std::uint64_t filled = told.filled;
    const std::uint64_t settling = told.settling;
    std::uint64_t next = settling;
    auto event = recovered.begin();
    if (settling > 0 && event != recovered.end() && *event == eventText(settling - 1))
        ++event;
    for (; event != recovered.end(); ++event, ++next)
        QCOMPARE(*event, eventText(next));
    QVERIFY2(next == filled || next == filled + 1,
        ("recovered up to " + std::to_string(next) + " of " + std::to_string(filled)).c_str());
}

QTEST_APPLESS_MAIN(TestWriteAheadKill)
#include "tst_write_ahead_kill.moc"
