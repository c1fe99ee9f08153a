// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/sqlite_store.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <atomic>
#include <future>
#include <set>
#include <thread>

using namespace sluice;

namespace {

const SessionId sessionA(uuidText(0xa));
const SessionId sessionB("session-b");

SessionChange changeOf(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    return change;
}

/// Keeps the writer busy in a `done`, so that what is submitted meanwhile waits together.
class WriterHeldUp
{
public:
    explicit WriterHeldUp(Store &store)
    {
        std::promise<void> inside;
        const Result<void> taken = store.submit(batchOf(changeOf(SessionId("hold"))),
            [&inside, gate = m_open.get_future().share()](const Result<void> &) {
                inside.set_value();
                gate.wait();
            });
        if (taken)
            inside.get_future().wait();
    }
    void letGo() { m_open.set_value(); }

private:
    std::promise<void> m_open;
};

} // namespace

class TestSqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void numbersCommits();
    void commitsWhatWaitsTogetherAtOnce();
    void takesBackOnlyTheBatchThatFails();
    void tellsAfterTheCommitInOrder();
    void refusesWhenItCannotKeepUp();
    void drainsBeforeItReturns();
    void showsThatItWorks();
    void commitsEverythingBeforeItCloses();
    void remembersTokensAcrossRestarts();
    void keepsEveryEventOfManyThreads();

private:
    SessionSummary summaryOf(const SessionId &id) { return m_data->openReader()->session(id)->value(); }
    void put(StoreBatch batch) { QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string()); }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
};

void TestSqliteStore::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
}

void TestSqliteStore::cleanup()
{
    m_store.reset();
    m_data.reset();
}

void TestSqliteStore::numbersCommits()
{
    QCOMPARE(m_store->revision(), std::uint64_t{0});
    put(batchOf(changeOf(sessionA)));
    put(batchOf(changeOf(sessionB)));
    QCOMPARE(m_store->revision(), std::uint64_t{2});
    m_store.reset();
    m_store = m_data->openStore();
    QCOMPARE(m_store->revision(), std::uint64_t{2});
    put(batchOf(changeOf(sessionA)));
    QCOMPARE(m_data->openReader()->revision().value(), std::uint64_t{3});
}

void TestSqliteStore::commitsWhatWaitsTogetherAtOnce()
{
    WriterHeldUp held(*m_store);
    const std::uint64_t before = m_store->revision();
    for (int i = 0; i < 50; ++i)
        QVERIFY(m_store->submit(batchOf({makeEvent(sessionA, std::to_string(i))}), {}).ok());
    held.letGo();
    m_store->drain();
    QCOMPARE(m_store->revision(), before + 1);
    QCOMPARE(summaryOf(sessionA).counts.total(), std::uint64_t{50});
}

void TestSqliteStore::takesBackOnlyTheBatchThatFails()
{
    WriterHeldUp held(*m_store);
    std::vector<std::string> fates;
    const auto note = [&fates](const Result<void> &fate) { fates.push_back(messageOf(fate)); };
    QVERIFY(m_store->submit(batchOf({makeEvent(sessionA, "1"), makeEvent(sessionA, "2")}), note).ok());
    // Its first events are written, and a new session made, before the last is refused.
    QVERIFY(m_store
                ->submit(batchOf({makeEvent(sessionA, "1", EventType::Error), makeEvent(sessionA, "3"),
                             makeEvent(sessionB, "4"), makeEvent(sessionB, "")}),
                    note)
                .ok());
    QVERIFY(m_store->submit(batchOf({makeEvent(sessionA, "5")}), note).ok());
    held.letGo();
    m_store->drain();

    QCOMPARE(fates.size(), std::size_t{3});
    QCOMPARE(fates[0], std::string());
    QCOMPARE(fates[1], std::string("an event of session session-b has no id and cannot be stored"));
    QCOMPARE(fates[2], std::string());
    const auto reader = m_data->openReader();
    QCOMPARE(
        reader->eventIds(sessionA).value(), (std::vector<EventId>{EventId("1"), EventId("2"), EventId("5")}));
    QCOMPARE(summaryOf(sessionA).counts.byType, (std::array<std::uint64_t, 5>{3, 0, 0, 0, 0}));
    QVERIFY(!reader->session(sessionB)->has_value());
}

void TestSqliteStore::tellsAfterTheCommitInOrder()
{
    const auto reader = m_data->openReader();
    std::vector<std::size_t> seen;
    std::vector<std::thread::id> threads;
    for (std::size_t i = 0; i < 20; ++i) {
        const auto done = [&, i](const Result<void> &) {
            const std::size_t visible = reader->eventIds(sessionA)->size();
            seen.push_back(visible > i ? i : 1000 + visible);
            threads.push_back(std::this_thread::get_id());
        };
        QVERIFY(m_store->submit(batchOf({makeEvent(sessionA, std::to_string(i))}), done).ok());
    }
    m_store->drain();
    QCOMPARE(seen.size(), std::size_t{20});
    for (std::size_t i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen[i], i);
        QVERIFY(threads[i] == threads[0] && threads[i] != std::this_thread::get_id());
    }
}

void TestSqliteStore::refusesWhenItCannotKeepUp()
{
    WriterHeldUp held(*m_store);
    int taken = 0;
    Result<void> last;
    while (taken < 100'000
        && (last = m_store->submit(batchOf({makeEvent(sessionA, std::to_string(taken))}), {})))
        ++taken;
    QVERIFY(!last.ok());
    QCOMPARE(last.error().kind, ErrorKind::Limit);
    held.letGo();
    m_store->drain();
    QCOMPARE(summaryOf(sessionA).counts.total(), static_cast<std::uint64_t>(taken));
}

void TestSqliteStore::showsThatItWorks()
{
    const Pulse &pulse = m_store->pulse();
    QTRY_COMPARE(std::string_view(pulse.doing()), "waits for batches");
    QVERIFY(!pulse.hasWork());
    const std::uint64_t before = pulse.turns();
    {
        WriterHeldUp held(*m_store);
        QCOMPARE(pulse.doing(), "commits batches");
        QVERIFY(pulse.hasWork());
        QVERIFY2(pulse.turns() == before, "who waits for this one is not answered yet");
        held.letGo();
    }
    m_store->drain();
    QCOMPARE(pulse.turns(), before + 1);
    QTRY_VERIFY(!pulse.hasWork());
}

void TestSqliteStore::drainsBeforeItReturns()
{
    std::atomic<int> told{0};
    for (int i = 0; i < 30; ++i) {
        QVERIFY(
            m_store->submit(batchOf({makeEvent(sessionA, std::to_string(i))}), [&told](auto &) { ++told; })
                .ok());
        if (i % 10 == 9) {
            m_store->drain();
            QCOMPARE(told.load(), i + 1);
        }
    }
}

void TestSqliteStore::commitsEverythingBeforeItCloses()
{
    for (int i = 0; i < 200; ++i)
        QVERIFY(m_store->submit(batchOf({makeEvent(sessionA, std::to_string(i))}), {}).ok());
    m_store.reset();
    QCOMPARE(summaryOf(sessionA).counts.total(), std::uint64_t{200});
}

void TestSqliteStore::remembersTokensAcrossRestarts()
{
    StoreBatch batch;
    for (std::uint8_t i = 0; i < 3; ++i) {
        TokenGrant token;
        token.hash.fill(i);
        token.session = i == 2 ? sessionB : sessionA;
        token.granted = at(i);
        batch.tokens.push_back(token);
    }
    put(batch);
    StoreBatch again;
    again.tokens.push_back(batch.tokens[1]);
    again.tokens.front().granted = at(77);
    put(again);

    const auto check = [&] {
        const std::vector<TokenGrant> tokens = m_store->tokens();
        QCOMPARE(tokens.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(tokens[i].hash, batch.tokens[i].hash);
            QCOMPARE(tokens[i].session, batch.tokens[i].session);
            QCOMPARE(tokens[i].granted, at(i == 1 ? 77 : static_cast<std::int64_t>(i)));
        }
    };
    check();
    m_store.reset();
    m_store = m_data->openStore();
    check();
}

void TestSqliteStore::keepsEveryEventOfManyThreads()
{
    constexpr int threadCount = 4;
    constexpr int batchCount = 50;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < threadCount; ++t) {
            threads.emplace_back([this, t] {
                for (int i = 0; i < batchCount; ++i) {
                    const std::string id = std::to_string(t) + "-" + std::to_string(i);
                    static_cast<void>(
                        commit(*m_store, batchOf({makeEvent(sessionA, id), makeEvent(sessionB, id)})));
                }
            });
        }
    }
    for (const SessionId &session : {sessionA, sessionB}) {
        const auto ids = m_data->openReader()->eventIds(session).value();
        QCOMPARE(std::set<EventId>(ids.begin(), ids.end()).size(), std::size_t{threadCount * batchCount});
        QCOMPARE(summaryOf(session).counts.total(), std::uint64_t{threadCount * batchCount});
    }
}

QTEST_APPLESS_MAIN(TestSqliteStore)
#include "tst_sqlite_store.moc"
