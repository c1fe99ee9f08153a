// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/export_json.h"
#include "core/store/schema.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace sluice;

namespace {

const SessionId recorded("0190abcd-1234-7000-8000-0000000000ef");
const SessionId received("a session of words");

std::string firstStore()
{
    QFile file(QDir(qEnvironmentVariable("SLUICE_FIXTURES")).filePath(QStringLiteral("store-v1/store.sql")));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// All that a reader can tell of a session, for comparing as text; the clock stands still.
std::string everythingOf(StoreReader &reader, const SessionId &session)
{
    std::string text;
    const Result<void> done = exportSessionJson(reader, session, at(0), [&text](std::string_view piece) {
        text += piece;
        return true;
    });
    return done ? text : done.error().message;
}

} // namespace

class TestStoreUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_data.reset(); }

    void keepsEverything();
    void sumsUpWhatSdksHadCounted();
    void endsWithTheTablesOfANewStore();
    void happensOnce();
    void goesOnWithNewEvents();
    void leavesAFileThatCannotBeUpgraded();
    void readsAnOlderStoreAsItIs();
    void readsAlongWhileTheStoreIsUpgraded();

private:
    std::filesystem::path file() const { return m_data->dir().database(); }
    std::vector<std::string> sql(const std::string &text) const { return sqlOn(file(), text); }

    std::unique_ptr<TemporaryDataDir> m_data;
};

void TestStoreUpgrade::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    QCOMPARE(sql(firstStore()), std::vector<std::string>{"wal"});
    QCOMPARE(sql("PRAGMA user_version"), std::vector<std::string>{"1"});
}

void TestStoreUpgrade::keepsEverything()
{
    const auto store = m_data->openStore();
    QVERIFY(store != nullptr);
    QCOMPARE(store->revision(), std::uint64_t{7});
    QCOMPARE(store->tokens().size(), std::size_t{1});
    QCOMPARE(store->tokens()[0].session, recorded);

    const auto reader = m_data->openReader();
    QCOMPARE(reader->sessionsChangedSince(0)->size(), std::size_t{3});
    const SessionSummary session = reader->session(recorded)->value();
    QCOMPARE(session.origin, Origin::Recorded);
    QCOMPARE(session.tags, (std::vector<std::string>{"night", "eu"}));
    QCOMPARE(session.ended, std::optional(at(9'000'000)));
    QCOMPARE(session.endState, std::optional(EndState::Success));
    QCOMPARE(session.counts.total(), std::uint64_t{2});
    QCOMPARE(session.drops, std::uint64_t{7});
    QCOMPARE(session.ledger->delivered, std::uint64_t{2});
    QVERIFY(!session.hasLab);
    QCOMPARE(reader->extras(recorded)->hostEnv, std::string(R"({"OS":"Linux"})"));
    QCOMPARE(reader->agents(recorded).value(), (std::vector<Agent>{{AgentId("agent-1"), "planner"}}));
    QCOMPARE(reader->drops(recorded)->size(), std::size_t{1});
    QCOMPARE(reader->depths(recorded)->size(), std::size_t{1});
    const std::vector<FlushRecord> flushes = reader->flushes(recorded).value();
    QCOMPARE(flushes.size(), std::size_t{1});
    QVERIFY((flushes[0]
        == FlushRecord{recorded, 1, FlushCause::End, FlushOutcome::Delivered, at(4'000'000), at(5'000'000), 2,
            345, 2, 200, "slow"}));
    const auto heads = reader->eventHeads(recorded, 0, 10).value();
    QCOMPARE(heads.size(), std::size_t{2});
    QCOMPARE(reader->event(recorded, heads[1].row)->value().body, std::string(R"({"n":2})"));
    const LifeLine life = reader->lifeLine(recorded, heads[0].row).value();
    QCOMPARE(life.created, at(1'000));
    QVERIFY(!life.enqueued && !life.taken && life.flushes.empty());
}

void TestStoreUpgrade::sumsUpWhatSdksHadCounted()
{
    QVERIFY(m_data->openStore() != nullptr);
    const auto reader = m_data->openReader();
    QCOMPARE(reader->session(recorded)->value().sdkEvents, std::optional<std::uint64_t>(4));
    QVERIFY(!reader->session(received)->value().sdkEvents);
    QVERIFY(!reader->session(SessionId("empty"))->value().sdkEvents);
}

void TestStoreUpgrade::endsWithTheTablesOfANewStore()
{
    QVERIFY(m_data->openStore() != nullptr);
    const TemporaryDataDir fresh;
    QVERIFY(fresh.openStore() != nullptr);
    const std::string schema = "SELECT sql FROM sqlite_schema ORDER BY name";
    QCOMPARE(sql(schema), sqlOn(fresh.dir().database(), schema));
    QCOMPARE(sql("PRAGMA user_version"), std::vector<std::string>{std::to_string(schemaVersion)});
    QCOMPARE(sql("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

void TestStoreUpgrade::happensOnce()
{
    QVERIFY(m_data->openStore() != nullptr);
    sql("UPDATE sessions SET sdk_events = 99");
    QVERIFY(m_data->openStore() != nullptr);
    QCOMPARE(m_data->openReader()->session(recorded)->value().sdkEvents, std::optional<std::uint64_t>(99));
}

void TestStoreUpgrade::goesOnWithNewEvents()
{
    const auto store = m_data->openStore();
    const Uuid id = *Uuid::parse(uuidText(5));
    StoreBatch batch = batchOf({makeEvent(recorded, id.toText())});
    batch.contents = {{recorded, 2, at(9), {{id, at(8)}}}};
    QCOMPARE(messageOf(commit(*store, std::move(batch))), std::string());
    const auto reader = m_data->openReader();
    const auto heads = reader->eventHeads(recorded, 0, 10).value();
    QCOMPARE(heads.size(), std::size_t{3});
    QCOMPARE(reader->lifeLine(recorded, heads[2].row)->enqueued, std::optional(at(8)));
    QCOMPARE(reader->eventsOfFlush(recorded, 2, 10)->size(), std::size_t{1});
}

void TestStoreUpgrade::leavesAFileThatCannotBeUpgraded()
{
    // A column that version 2 adds is there already: the second of its changes fails.
    sql("ALTER TABLE flushes ADD COLUMN tries TEXT");
    const std::string schema = "SELECT sql FROM sqlite_schema ORDER BY name";
    const std::vector<std::string> before = sql(schema);
    const auto store = SqliteStore::open(m_data->dir());
    QVERIFY(!store.ok());
    QVERIFY2(contains(store.error().message, file().string()), store.error().message.c_str());
    QCOMPARE(sql(schema), before);
    QCOMPARE(sql("PRAGMA user_version"), std::vector<std::string>{"1"});
}

void TestStoreUpgrade::readsAnOlderStoreAsItIs()
{
    std::string asItWas;
    {
        const auto reader = m_data->openReader();
        QVERIFY(reader != nullptr);
        QCOMPARE(reader->sessionsChangedSince(0)->size(), std::size_t{3});
        QVERIFY(!reader->session(recorded)->value().sdkEvents);
        QCOMPARE(reader->flushes(recorded)->at(0).message, std::string("slow"));
        QVERIFY(reader->flushContents(recorded)->empty());
        QVERIFY(!reader->lab(recorded)->has_value());
        const auto heads = reader->eventHeads(recorded, 0, 10).value();
        QVERIFY(reader->lifeLine(recorded, heads[0].row)->flushes.empty());
        asItWas = everythingOf(*reader, recorded);
    }
    QCOMPARE(sql("PRAGMA user_version"), std::vector<std::string>{"1"});
    QVERIFY(m_data->openStore() != nullptr);
    QCOMPARE(everythingOf(*m_data->openReader(), recorded), asItWas);
}

void TestStoreUpgrade::readsAlongWhileTheStoreIsUpgraded()
{
    const auto reader = m_data->openReader();
    QVERIFY(!reader->session(recorded)->value().sdkEvents);
    const auto store = m_data->openStore();
    QVERIFY(store != nullptr);
    QCOMPARE(reader->session(recorded)->value().sdkEvents, std::optional<std::uint64_t>(4));
    SessionChange change;
    change.id = received;
    change.lab = "{}";
    QCOMPARE(messageOf(commit(*store, batchOf(change))), std::string());
    QVERIFY(reader->session(received)->value().hasLab);
}

QTEST_APPLESS_MAIN(TestStoreUpgrade)
#include "tst_store_upgrade.moc"
