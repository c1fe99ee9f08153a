// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace sluice;

namespace {

const SessionId session(uuidText(0x5e));

CarriedEvent carried(std::uint64_t id, Timestamp enqueued = {})
{
    return {*Uuid::parse(uuidText(id)), enqueued};
}

FlushRecord flushOf(std::uint64_t sequence, FlushOutcome outcome, std::uint64_t events)
{
    FlushRecord flush;
    flush.session = session;
    flush.sequence = sequence;
    flush.outcome = outcome;
    flush.started = at(3'000);
    flush.ended = at(4'000);
    flush.events = events;
    flush.attempts = 1;
    flush.tries = {{at(3'000), at(4'000), 200, outcome, ""}};
    return flush;
}

using Contents = std::vector<FlushContents>;

} // namespace

class TestStoredFlushes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keepTheirTries();
    void keepWhatTheyCarried();
    void takeContentsToldAgain();
    void makeNoRowOfEmptyContents();
    void knowTheFlushesThatCarriedAnEvent();
    void findAnEventWhoseIdIsOutOfOrder();
    void tellTheLifeOfAnEventThatNoFlushCarried_data();
    void tellTheLifeOfAnEventThatNoFlushCarried();
    void leaveOutAFlushOfWhichNothingCame();
    void haveNoLifeLineOfARowThatIsNotThere();
    void leadToTheirEvents();
    void keepSessionsApart();
    void findRowsByIds();
    void keepTheLab();

private:
    void put(StoreBatch batch) { QCOMPARE(messageOf(commit(*m_store, std::move(batch))), std::string()); }
    StoreReader &reader() { return *m_reader; }

    /// Events 1 to 4, flush 1 with all of them split into flush 2 and 3.
    void putSplit()
    {
        StoreBatch batch;
        for (std::uint64_t id = 1; id <= 4; ++id)
            batch.events.push_back(makeEvent(session, uuidText(id)));
        batch.contents = {
            {session, 1, at(2'500),
                {carried(1, at(2'001)), carried(2, at(2'002)), carried(3, at(2'003)), carried(4, at(2'004))}},
            {session, 2, at(2'500), {carried(1, at(2'001)), carried(2, at(2'002))}},
            {session, 3, at(2'500), {carried(3, at(2'003)), carried(4, at(2'004))}}};
        batch.flushes = {flushOf(3, FlushOutcome::Delivered, 2), flushOf(1, FlushOutcome::Split, 4),
            flushOf(2, FlushOutcome::Refused, 2)};
        put(std::move(batch));
    }

    std::int64_t rowOf(std::uint64_t id)
    {
        return reader().rowOf(session, EventId(uuidText(id)))->value_or(-1);
    }

    static std::string sequences(const LifeLine &life)
    {
        std::string all;
        for (const FlushRecord &flush : life.flushes)
            all += std::to_string(flush.sequence) + " ";
        return all;
    }

    std::unique_ptr<TemporaryDataDir> m_data;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StoreReader> m_reader;
};

void TestStoredFlushes::init()
{
    m_data = std::make_unique<TemporaryDataDir>();
    m_store = m_data->openStore();
    m_reader = m_data->openReader();
    QVERIFY(m_store != nullptr && m_reader != nullptr);
}

void TestStoredFlushes::cleanup()
{
    m_reader.reset();
    m_store.reset();
    m_data.reset();
}

void TestStoredFlushes::keepTheirTries()
{
    FlushRecord flush = flushOf(1, FlushOutcome::Delivered, 2);
    flush.tries = {{at(1), at(2), 503, FlushOutcome::Retrying, "HTTP 503: busy"},
        {at(3), at(4), 0, FlushOutcome::InDoubt, "no answer"},
        {at(5), at(6), 200, FlushOutcome::Delivered, ""}};
    flush.attempts = 40;
    StoreBatch batch;
    batch.flushes = {flush, flushOf(2, FlushOutcome::Abandoned, 1)};
    batch.flushes[1].tries.clear();
    const std::vector<FlushRecord> told = batch.flushes;
    put(std::move(batch));
    QVERIFY(reader().flushes(session).value() == told);
}

void TestStoredFlushes::keepWhatTheyCarried()
{
    const Contents told{{session, 1, at(9), {carried(2, at(1)), carried(1, at(2))}},
        {session, 7'000'000'000, {}, {carried(3), carried(4)}}};
    StoreBatch batch;
    batch.contents = {told[1], told[0]};
    put(std::move(batch));
    QCOMPARE(reader().flushContents(session).value(), told);
    QCOMPARE(reader().contentsOf(session, 1).value(), std::optional(told[0]));
    QCOMPARE(reader().contentsOf(session, 7'000'000'000).value(), std::optional(told[1]));
    QVERIFY(!reader().contentsOf(session, 2)->has_value());
}

void TestStoredFlushes::takeContentsToldAgain()
{
    StoreBatch batch;
    batch.contents = {{session, 1, at(9), {carried(1)}}, {session, 1, at(9), {carried(2)}}};
    put(std::move(batch));
    QCOMPARE(reader().flushContents(session).value(), (Contents{{session, 1, at(9), {carried(2)}}}));
}

void TestStoredFlushes::makeNoRowOfEmptyContents()
{
    StoreBatch batch;
    batch.contents = {{session, 1, at(9), {}}};
    put(std::move(batch));
    QVERIFY(reader().flushContents(session)->empty());
}

void TestStoredFlushes::knowTheFlushesThatCarriedAnEvent()
{
    putSplit();
    const LifeLine third = reader().lifeLine(session, rowOf(3)).value();
    QCOMPARE(third.event, EventId(uuidText(3)));
    QCOMPARE(third.created, at(1'000));
    QCOMPARE(third.enqueued, std::optional(at(2'003)));
    QCOMPARE(third.taken, std::optional(at(2'500)));
    QCOMPARE(sequences(third), std::string("1 3 "));
    QCOMPARE(third.acknowledged(), std::optional(at(4'000)));
    QCOMPARE(third.flushes[0].tries.at(0).outcome, FlushOutcome::Split);

    const LifeLine second = reader().lifeLine(session, rowOf(2)).value();
    QCOMPARE(sequences(second), std::string("1 2 "));
    QVERIFY(!second.acknowledged());
}

void TestStoredFlushes::findAnEventWhoseIdIsOutOfOrder()
{
    StoreBatch batch;
    std::vector<CarriedEvent> mixed;
    for (const std::uint64_t id : {500U, 3U, 900U, 42U}) {
        batch.events.push_back(makeEvent(session, uuidText(id)));
        mixed.push_back(carried(id, at(static_cast<std::int64_t>(id))));
    }
    batch.contents = {{session, 1, at(1'000), {carried(40), carried(44)}}, {session, 2, at(1'000), mixed}};
    batch.flushes = {flushOf(1, FlushOutcome::Delivered, 2), flushOf(2, FlushOutcome::Delivered, 4)};
    put(std::move(batch));
    for (const std::uint64_t id : {500U, 3U, 900U, 42U}) {
        const LifeLine life = reader().lifeLine(session, rowOf(id)).value();
        QCOMPARE(sequences(life), std::string("2 "));
        QCOMPARE(life.enqueued, std::optional(at(static_cast<std::int64_t>(id))));
    }
}

void TestStoredFlushes::tellTheLifeOfAnEventThatNoFlushCarried_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("of another recorder") << QByteArray::fromStdString(uuidText(77));
    QTest::newRow("no UUID") << QByteArray("event-1");
    QTest::newRow("a UUID without dashes") << QByteArray("00000000000070008000000000000003");
}

void TestStoredFlushes::tellTheLifeOfAnEventThatNoFlushCarried()
{
    QFETCH(const QByteArray, id);
    putSplit();
    put(batchOf({makeEvent(session, id.toStdString())}));
    const std::int64_t row = reader().rowOf(session, EventId(id.toStdString()))->value_or(-1);
    const LifeLine life = reader().lifeLine(session, row).value();
    QCOMPARE(life.event, EventId(id.toStdString()));
    QCOMPARE(life.created, at(1'000));
    QVERIFY(!life.enqueued && !life.taken && !life.acknowledged());
    QVERIFY(life.flushes.empty());
}

void TestStoredFlushes::leaveOutAFlushOfWhichNothingCame()
{
    StoreBatch batch = batchOf({makeEvent(session, uuidText(1))});
    batch.contents = {{session, 1, at(9), {carried(1, at(8))}}};
    put(std::move(batch));
    const LifeLine life = reader().lifeLine(session, rowOf(1)).value();
    QCOMPARE(life.enqueued, std::optional(at(8)));
    QCOMPARE(life.taken, std::optional(at(9)));
    QVERIFY(life.flushes.empty());
}

void TestStoredFlushes::haveNoLifeLineOfARowThatIsNotThere()
{
    putSplit();
    for (const std::int64_t row : {std::int64_t{-1}, std::int64_t{0}, rowOf(4) + 1}) {
        const Result<LifeLine> life = reader().lifeLine(session, row);
        QVERIFY(!life.ok());
        QCOMPARE(life.error().kind, ErrorKind::NotFound);
        QVERIFY(contains(life.error().message, session.text()));
    }
    QCOMPARE(reader().lifeLine(SessionId("nobody"), rowOf(1)).error().kind, ErrorKind::NotFound);
}

void TestStoredFlushes::leadToTheirEvents()
{
    putSplit();
    StoreBatch batch;
    batch.contents = {{session, 4, at(9), {carried(4), carried(99), carried(1)}}};
    put(std::move(batch));
    const auto rows = [this](std::uint64_t flush, std::size_t limit) {
        std::vector<std::int64_t> all;
        for (const EventHead &head : reader().eventsOfFlush(session, flush, limit).value())
            all.push_back(head.row);
        return all;
    };
    using Numbers = std::vector<std::int64_t>;
    QCOMPARE(rows(1, 100), (Numbers{rowOf(1), rowOf(2), rowOf(3), rowOf(4)}));
    QCOMPARE(rows(3, 100), (Numbers{rowOf(3), rowOf(4)}));
    QCOMPARE(rows(1, 3), (Numbers{rowOf(1), rowOf(2), rowOf(3)}));
    QCOMPARE(rows(1, 0), Numbers{});
    QCOMPARE(rows(4, 2), (Numbers{rowOf(4), rowOf(1)}));
    QCOMPARE(rows(5, 100), Numbers{});
    QVERIFY(reader().eventsOfFlush(SessionId("nobody"), 1, 100)->empty());
}

void TestStoredFlushes::keepSessionsApart()
{
    putSplit();
    const SessionId other("other");
    StoreBatch batch = batchOf({makeEvent(other, uuidText(3))});
    batch.contents = {{other, 1, at(1), {carried(3, at(7))}}};
    put(std::move(batch));
    const std::int64_t row = reader().rowOf(other, EventId(uuidText(3)))->value();
    QCOMPARE(reader().lifeLine(other, row)->enqueued, std::optional(at(7)));
    QCOMPARE(reader().lifeLine(other, row)->flushes.size(), std::size_t{0});
    QCOMPARE(reader().lifeLine(session, row).error().kind, ErrorKind::NotFound);
    QCOMPARE(reader().lifeLine(session, rowOf(3))->flushes.size(), std::size_t{2});
}

void TestStoredFlushes::findRowsByIds()
{
    putSplit();
    put(batchOf({makeEvent(session, "a word")}));
    const auto heads = reader().eventHeads(session, 0, 10).value();
    QCOMPARE(rowOf(1), heads[0].row);
    QCOMPARE(reader().rowOf(session, EventId("a word")).value(), std::optional(heads[4].row));
    QVERIFY(!reader().rowOf(session, EventId("another"))->has_value());
    QVERIFY(!reader().rowOf(session, EventId())->has_value());
    QVERIFY(!reader().rowOf(SessionId("nobody"), EventId(uuidText(1)))->has_value());
}

void TestStoredFlushes::keepTheLab()
{
    SessionChange change;
    change.id = session;
    put(batchOf(change));
    QVERIFY(!reader().lab(session)->has_value());
    QVERIFY(!reader().session(session)->value().hasLab);
    change.lab = R"({"plan":{"events":100}})";
    put(batchOf(change));
    change.lab.reset();
    put(batchOf(change));
    QCOMPARE(reader().lab(session).value(), std::optional<std::string>(R"({"plan":{"events":100}})"));
    QVERIFY(reader().session(session)->value().hasLab);
    QVERIFY(!reader().lab(SessionId("nobody"))->has_value());
}

QTEST_APPLESS_MAIN(TestStoredFlushes)
#include "tst_stored_flushes.moc"
