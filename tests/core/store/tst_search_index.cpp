// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_index.h"
#include "core/store/search_reader.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>

using namespace sluice;

namespace {

const SessionId session(uuidText(1));
constexpr const char *writerMode = "--write-for-ever";
constexpr std::uint64_t eventsPerBatch = 50;

StoredEvent saying(const std::string &id, const std::string &words)
{
    StoredEvent event = makeEvent(session, id, EventType::Llm);
    event.body = "{\"prompt\":\"" + words + "\"}";
    return event;
}

StoreBatch batchOfNumber(std::uint64_t number, std::uint64_t events = eventsPerBatch)
{
    StoreBatch batch;
    for (std::uint64_t i = 0; i < events; ++i) {
        const std::uint64_t event = number * events + i;
        batch.events.push_back(saying(uuidText(event + 1), "fox number" + std::to_string(event)));
        // Each batch but the first also replaces an event of the one before.
        if (i == 0 && number > 0)
            batch.events.push_back(saying(uuidText((number - 1) * events + 2), "a renewed fox"));
    }
    return batch;
}

/// Stores and indexes for ever; says a byte for every commit.
[[noreturn]] void writeForEver(const DataDir &dir, std::uint64_t firstNumber, int words)
{
    const auto store = SqliteStore::open(dir);
    if (!store)
        _exit(1);
    const SearchIndex index(dir, **store);
    for (std::uint64_t number = firstNumber;; ++number) {
        if (!commit(**store, batchOfNumber(number)) || write(words, "x", 1) != 1)
            _exit(2);
    }
}

/// Runs such a process until it said `commits` bytes, and kills it `life` later. Gives the bytes in all.
std::size_t killedAfter(
    const DataDir &dir, std::uint64_t firstNumber, std::size_t commits, std::chrono::microseconds life)
{
    int pipeEnds[2] = {};
    if (pipe(pipeEnds) != 0)
        return 0;
    fcntl(pipeEnds[0], F_SETFD, FD_CLOEXEC);
    std::string arguments[]
        = {writerMode, dir.path.string(), std::to_string(firstNumber), std::to_string(pipeEnds[1])};
    char program[] = "/proc/self/exe";
    char *argv[] = {
        program, arguments[0].data(), arguments[1].data(), arguments[2].data(), arguments[3].data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, program, nullptr, nullptr, argv, environ) != 0)
        return 0;
    close(pipeEnds[1]);
    std::size_t said = 0;
    char word = 0;
    const auto readOne = [&] { return read(pipeEnds[0], &word, 1) == 1; };
    while (said < commits && readOne())
        ++said;
    const auto killAt = std::chrono::steady_clock::now() + life;
    while (std::chrono::steady_clock::now() < killAt && readOne())
        ++said;
    kill(child, SIGKILL);
    while (readOne())
        ++said;
    close(pipeEnds[0]);
    waitpid(child, nullptr, 0);
    return said;
}

} // namespace

class TestSearchIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsTheStore();
    void endsAtOnceAndGoesOnTheNextTime();
    void comesBackByItselfWhenItsFileIsDamaged();
    void saysWhatKeepsItFromIndexing();
    void takesNothingFromACommit();
    void survivesBeingKilled();

private:
    std::uint64_t matches(const std::string &query) const
    {
        const auto reader = SearchReader::open(m_data->dir());
        if (!reader)
            return 0;
        const auto answer = (*reader)->find(query, {}, [] { return true; });
        return answer ? answer->matches : 0;
    }
    bool isUpToDate(const SearchIndex &index) const { return index.state().revision == m_store->revision(); }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
};

void TestSearchIndex::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
}

void TestSearchIndex::cleanup()
{
    m_store.reset();
    m_data.reset();
}

void TestSearchIndex::followsTheStore()
{
    QVERIFY(commit(*m_store, batchOfNumber(0)).ok());
    const SearchIndex index(m_data->dir(), *m_store);
    QTRY_VERIFY(isUpToDate(index));
    QCOMPARE(matches("fox"), eventsPerBatch);
    QVERIFY(commit(*m_store, batchOfNumber(1)).ok());
    QTRY_VERIFY(isUpToDate(index));
    QCOMPARE(matches("fox"), 2 * eventsPerBatch);
    QCOMPARE(matches("renewed"), std::uint64_t{1});
    QCOMPARE(matches("number1"), std::uint64_t{0});
    QCOMPARE(index.state().events, 2 * eventsPerBatch);
    QVERIFY(index.state().trouble.empty());
    QVERIFY(index.pulse().turns() >= 2);
}

void TestSearchIndex::endsAtOnceAndGoesOnTheNextTime()
{
    QVERIFY(commit(*m_store, batchOfNumber(0, 4'000)).ok());
    {
        const SearchIndex index(m_data->dir(), *m_store);
    }
    const SearchIndex index(m_data->dir(), *m_store);
    QTRY_VERIFY(isUpToDate(index));
    QCOMPARE(matches("fox"), std::uint64_t{4'000});
    QCOMPARE(index.state().madeAnew, std::uint64_t{0});
}

void TestSearchIndex::comesBackByItselfWhenItsFileIsDamaged()
{
    std::ofstream(m_data->dir().searchIndex()) << std::string(5'000, 'x');
    QVERIFY(commit(*m_store, batchOfNumber(0)).ok());
    const SearchIndex index(m_data->dir(), *m_store);
    QTRY_VERIFY(isUpToDate(index));
    QCOMPARE(matches("fox"), eventsPerBatch);
    QCOMPARE(index.state().madeAnew, std::uint64_t{1});
    QVERIFY(std::filesystem::exists(m_data->dir().searchIndex().string() + ".damaged"));
}

void TestSearchIndex::saysWhatKeepsItFromIndexing()
{
    // A folder that is not empty stands where the file should be: it can neither be opened nor removed.
    std::filesystem::create_directories(m_data->dir().searchIndex() / "in the way");
    std::filesystem::create_directories(m_data->dir().searchIndex().string() + ".damaged/also");
    const SearchIndex index(m_data->dir(), *m_store);
    QTRY_VERIFY(contains(index.state().trouble, m_data->dir().searchIndex().string()));
    QVERIFY(commit(*m_store, batchOfNumber(0)).ok());
}

void TestSearchIndex::takesNothingFromACommit()
{
    // Counts, not times: what the writer does for a batch is the same with and without an index behind it.
    const SearchIndex index(m_data->dir(), *m_store);
    const std::uint64_t before = m_store->revision();
    const std::uint64_t turns = m_store->pulse().turns();
    for (std::uint64_t number = 0; number < 40; ++number)
        QVERIFY(commit(*m_store, batchOfNumber(number)).ok());
    QCOMPARE(m_store->revision(), before + 40);
    QTRY_COMPARE(m_store->pulse().turns(), turns + 40);
    QTRY_VERIFY(isUpToDate(index));
    QCOMPARE(m_store->revision(), before + 40);
    // And the log of the store is free to go: no read of the index holds it.
    const auto log = m_data->dir().database().string() + "-wal";
    QVERIFY(std::filesystem::file_size(log) > 0);
    m_store->setBell(nullptr);
    QCOMPARE(
        sqlOn(m_data->dir().database(), "PRAGMA wal_checkpoint(TRUNCATE)"), std::vector<std::string>{"0"});
    QCOMPARE(std::filesystem::file_size(log), std::uintmax_t{0});
}

void TestSearchIndex::survivesBeingKilled()
{
    m_store.reset();
    const auto seed = static_cast<unsigned>(std::time(nullptr));
    std::mt19937 random(seed);
    std::uint64_t number = 0;
    for (int round = 0; round < 8; ++round) {
        const std::size_t said
            = killedAfter(m_data->dir(), number, 3, std::chrono::microseconds(random() % 60'000));
        QVERIFY(said >= 3);
        // What was committed and not told any more may be there too.
        m_store = m_data->openStore();
        QVERIFY(m_store != nullptr);
        const std::uint64_t stored = m_data->openReader()->session(session)->value().counts.total();
        QCOMPARE(stored % eventsPerBatch, std::uint64_t{0});
        QVERIFY(stored / eventsPerBatch >= number + said);
        number = stored / eventsPerBatch;
        m_store.reset();
    }
    m_store = m_data->openStore();
    const SearchIndex index(m_data->dir(), *m_store);
    QTRY_VERIFY(isUpToDate(index));
    if (matches("fox") != number * eventsPerBatch || matches("renewed") != number - 1)
        qFatal("seed %u", seed);
    QCOMPARE(index.state().events, number * eventsPerBatch);
    QCOMPARE(index.state().madeAnew, std::uint64_t{0});
    qInfo("%llu batches in 8 killed processes (seed %u), each event found once",
        static_cast<unsigned long long>(number), seed);
    for (std::uint64_t event = 2; event < number * eventsPerBatch; event += 997) {
        const bool isRenewed = event % eventsPerBatch == 1 && event / eventsPerBatch + 1 < number;
        QCOMPARE(matches("number" + std::to_string(event)), std::uint64_t{isRenewed ? 0U : 1U});
    }
}

int main(int argc, char **argv)
{
    if (argc == 5 && std::string_view(argv[1]) == writerMode)
        writeForEver(DataDir{argv[2]}, std::stoull(argv[3]), std::stoi(argv[4]));
    TestSearchIndex test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_search_index.moc"
