// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/batch_queue.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <chrono>
#include <thread>

using namespace sluice;

namespace {

CommitRequest requestOf(std::size_t bodyBytes = 10)
{
    StoredEvent event = makeEvent(SessionId("s"), "e");
    event.body.assign(bodyBytes, 'x');
    return {batchOf({std::move(event)}), {}};
}

constexpr BatchQueue::Bounds threeBatches{3, std::size_t{1} << 20U, Millis(250)};
constexpr BatchQueue::Bounds oneMebibyte{1000, std::size_t{1} << 20U, Millis(1)};

} // namespace

class TestBatchQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBatchesInTheirOrder();
    void refusesTheBatchBeyondTheBound();
    void refusesBytesBeyondTheBound();
    void takesABatchLargerThanTheBoundAlone();
    void makesRoomForOneWhoWaits();
    void saysWhenTheTimeIsUp();
    void givesWhatIsInsideAfterClosing();
    void drainsUntilFinished();
    void offersAreTakenOrLeftAsTheyWere();
    void roomIsToldOnce();
    void closingTellsWhoWaits();
};

void TestBatchQueue::givesBatchesInTheirOrder()
{
    BatchQueue queue;
    for (const char *id : {"1", "2", "3"})
        QVERIFY(queue.submit({batchOf({makeEvent(SessionId("s"), id)}), {}}).ok());
    const auto taken = queue.takeAll(std::nullopt);
    QVERIFY(taken.has_value());
    std::string order;
    for (const CommitRequest &request : *taken)
        order += request.batch.events.front().id.text();
    QCOMPARE(order, std::string("123"));
}

void TestBatchQueue::refusesTheBatchBeyondTheBound()
{
    BatchQueue queue(threeBatches);
    for (int i = 0; i < 3; ++i)
        QVERIFY(queue.submit(requestOf()).ok());
    const auto before = std::chrono::steady_clock::now();
    const Result<void> fourth = queue.submit(requestOf());
    const auto waited = std::chrono::steady_clock::now() - before;
    QVERIFY(!fourth.ok());
    QCOMPARE(fourth.error().kind, ErrorKind::Limit);
    QVERIFY(contains(fourth.error().message, "3 batches"));
    QVERIFY(waited >= Millis(250));
    QVERIFY(waited < Millis(10'000));
}

void TestBatchQueue::refusesBytesBeyondTheBound()
{
    BatchQueue queue(oneMebibyte);
    QVERIFY(queue.submit(requestOf(600'000)).ok());
    QCOMPARE(queue.submit(requestOf(600'000)).error().kind, ErrorKind::Limit);
    QVERIFY(queue.submit(requestOf(400'000)).ok());
}

void TestBatchQueue::takesABatchLargerThanTheBoundAlone()
{
    BatchQueue queue(oneMebibyte);
    QVERIFY(queue.submit(requestOf(5'000'000)).ok());
    QCOMPARE(queue.submit(requestOf()).error().kind, ErrorKind::Limit);
    QCOMPARE(queue.takeAll(std::nullopt)->size(), std::size_t{1});
    QVERIFY(queue.submit(requestOf()).ok());
}

void TestBatchQueue::makesRoomForOneWhoWaits()
{
    BatchQueue queue({1, 1000, Millis(60'000)});
    QVERIFY(queue.submit(requestOf()).ok());
    std::jthread taker([&queue] { static_cast<void>(queue.takeAll(std::nullopt)); });
    QVERIFY(queue.submit(requestOf()).ok());
}

void TestBatchQueue::saysWhenTheTimeIsUp()
{
    BatchQueue queue;
    const auto taken = queue.takeAll(std::chrono::steady_clock::now());
    QVERIFY(taken.has_value());
    QVERIFY(taken->empty());
}

void TestBatchQueue::givesWhatIsInsideAfterClosing()
{
    BatchQueue queue;
    QVERIFY(queue.submit(requestOf()).ok());
    queue.close();
    QCOMPARE(queue.submit(requestOf()).error().kind, ErrorKind::Cancelled);
    QCOMPARE(queue.takeAll(std::nullopt)->size(), std::size_t{1});
    QVERIFY(!queue.takeAll(std::nullopt).has_value());
}

void TestBatchQueue::drainsUntilFinished()
{
    BatchQueue queue;
    QVERIFY(queue.submit(requestOf()).ok());
    std::atomic<bool> finished{false};
    std::jthread writer([&] {
        static_cast<void>(queue.takeAll(std::nullopt));
        finished = true;
        queue.finishTaken();
    });
    queue.drain();
    QVERIFY(finished);
    queue.drain(); // nothing to wait for
}

void TestBatchQueue::offersAreTakenOrLeftAsTheyWere()
{
    BatchQueue queue(oneMebibyte);
    CommitRequest first = requestOf(1'000'000);
    QVERIFY(queue.offer(first.batch, {}, [] {}).ok());
    CommitRequest second = requestOf(1'000'000);
    const auto refused = queue.offer(second.batch, {}, [] {});
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().kind == ErrorKind::Limit);
    QCOMPARE(second.batch.events.size(), 1U);
    QCOMPARE(second.batch.events.front().body.size(), 1'000'000U);
    QCOMPARE(queue.takeAll(std::nullopt)->size(), 1U);
    QVERIFY(queue.offer(second.batch, {}, [] {}).ok());
    QCOMPARE(queue.takeAll(std::nullopt)->size(), 1U);
}

void TestBatchQueue::roomIsToldOnce()
{
    BatchQueue queue(threeBatches);
    for (int i = 0; i < 3; ++i)
        QVERIFY(queue.submit(requestOf()).ok());
    int told = 0;
    CommitRequest request = requestOf();
    QVERIFY(!queue.offer(request.batch, {}, [&told] { ++told; }).ok());
    QCOMPARE(told, 0);
    QCOMPARE(queue.takeAll(std::nullopt)->size(), 3U);
    QCOMPARE(told, 1);
    QVERIFY(queue.offer(request.batch, {}, [&told] { ++told; }).ok());
    QCOMPARE(queue.takeAll(std::nullopt)->size(), 1U);
    QCOMPARE(told, 1);
}

void TestBatchQueue::closingTellsWhoWaits()
{
    BatchQueue queue(threeBatches);
    for (int i = 0; i < 3; ++i)
        QVERIFY(queue.submit(requestOf()).ok());
    int told = 0;
    CommitRequest request = requestOf();
    QVERIFY(!queue.offer(request.batch, {}, [&told] { ++told; }).ok());
    queue.close();
    QCOMPARE(told, 1);
    const auto closed = queue.offer(request.batch, {}, [&told] { ++told; });
    QVERIFY(closed.error().kind == ErrorKind::Cancelled);
    QCOMPARE(told, 1);
}

QTEST_APPLESS_MAIN(TestBatchQueue)
#include "tst_batch_queue.moc"
