// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/store/store_fixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sluice;

// The bounds are wide: a busy machine and a slow disk must not fail them, a missing index or a commit for
// each event must. What was measured stands in the output.

namespace {

const SessionId session(uuidText(0x5e));
constexpr std::uint64_t eventCount = 102'400;
constexpr std::uint64_t batchSize = 512;

StoreBatch batchFrom(std::uint64_t first)
{
    StoreBatch batch;
    for (std::uint64_t i = first; i < first + batchSize; ++i) {
        batch.events.push_back(makeEvent(session, uuidText(i)));
        batch.events.back().agent = AgentId(uuidText(1));
        batch.events.back().body.append(350, ' ');
    }
    return batch;
}

} // namespace

class TestStoreSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void commitsBatchesOneAfterTheOther();
    void readsAHundredThousandHeads();
    void tellsALifeLineAmongAMillionEvents_data();
    void tellsALifeLineAmongAMillionEvents();

private:
    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
};

void TestStoreSpeed::initTestCase()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
}

void TestStoreSpeed::cleanupTestCase()
{
    m_store.reset();
    m_data.reset();
}

void TestStoreSpeed::commitsBatchesOneAfterTheOther()
{
    std::vector<StoreBatch> batches;
    for (std::uint64_t first = 1; first <= eventCount; first += batchSize)
        batches.push_back(batchFrom(first));
    QElapsedTimer timer;
    timer.start();
    for (StoreBatch &batch : batches)
        QVERIFY(commit(*m_store, std::move(batch)).ok());
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    qInfo("%.0f events/s, each batch of %d committed before the next", eventCount / seconds, int{batchSize});
    QVERIFY(eventCount / seconds > 10'000);
}

void TestStoreSpeed::readsAHundredThousandHeads()
{
    const auto reader = m_data->openReader();
    QVERIFY(reader != nullptr);
    QElapsedTimer timer;
    timer.start();
    const auto heads = reader->eventHeads(session, 0, 100'000).value();
    const qint64 elapsed = timer.elapsed();
    qInfo("100,000 heads in %lld ms", elapsed);
    QCOMPARE(heads.size(), std::size_t{100'000});
    QVERIFY(elapsed < 300);
}

void TestStoreSpeed::tellsALifeLineAmongAMillionEvents_data()
{
    QTest::addColumn<bool>("inOrder");
    QTest::newRow("ids in order, as the recorder makes them") << true;
    QTest::newRow("ids in no order, as a program may give them") << false;
}

// 20,000 flushes of 50: the default capacity, and so the most flushes that a million events make.
void TestStoreSpeed::tellsALifeLineAmongAMillionEvents()
{
    QFETCH(const bool, inOrder);
    constexpr std::uint64_t flushes = 20'000;
    constexpr std::uint64_t events = 50;
    const SessionId large(uuidText(inOrder ? 0xa1 : 0xa2));
    const auto idOf = [inOrder](std::uint64_t number) {
        // 12 digits; an odd factor, so that no two numbers have the same product.
        const std::uint64_t mixed = number * 0x9e37'79b9'7f4a'7c15U & 0xffff'ffff'ffffU;
        return uuidText(inOrder ? number : mixed);
    };
    StoreBatch batch;
    for (std::uint64_t flush = 1; flush <= flushes; ++flush) {
        FlushContents contents{large, flush, at(0), {}};
        for (std::uint64_t i = 0; i < events; ++i)
            contents.events.push_back({*Uuid::parse(idOf(flush * events + i)), at(1)});
        batch.contents.push_back(std::move(contents));
        FlushRecord record;
        record.session = large;
        record.sequence = flush;
        record.tries = {{at(0), at(1), 200, FlushOutcome::Delivered, ""}};
        batch.flushes.push_back(std::move(record));
    }
    for (const std::uint64_t flush : {std::uint64_t{1}, flushes / 2, flushes})
        batch.events.push_back(makeEvent(large, idOf(flush * events + 7)));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(commit(*m_store, std::move(batch)).ok());
    qInfo("20,000 flushes and what they carried committed in %lld ms", timer.elapsed());

    const auto reader = m_data->openReader();
    for (const EventHead &head : reader->eventHeads(large, 0, 10).value()) {
        timer.start();
        const LifeLine life = reader->lifeLine(large, head.row).value();
        const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        qInfo("a life line among 1,000,000 events in %.2f ms", elapsed);
        QCOMPARE(life.flushes.size(), std::size_t{1});
        QCOMPARE(life.enqueued, std::optional(at(1)));
        QVERIFY(elapsed < 500);
    }
}

QTEST_APPLESS_MAIN(TestStoreSpeed)
#include "tst_store_speed.moc"
