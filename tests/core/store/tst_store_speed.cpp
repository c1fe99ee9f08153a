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

QTEST_APPLESS_MAIN(TestStoreSpeed)
#include "tst_store_speed.moc"
