// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/held_lock.h"
#include "ui/models/queue_picture_text.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

class TestQueuePictureText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatAProducerDoes_data();
    void saysWhatAProducerDoes();
    void saysThatNobodyRecordsToAnEndedSession();
    void saysDropsInLessRoom();
    void givesTheLastLineToTheRest_data();
    void givesTheLastLineToTheRest();
    void saysWhatTheFlusherDoes_data();
    void saysWhatTheFlusherDoes();
    void countsWhatIsInFlight_data();
    void countsWhatIsInFlight();
    void saysWhatACellHolds_data();
    void saysWhatACellHolds();
    void knowsHowLongALockIsHeldAtLeast();
};

void TestQueuePictureText::saysWhatAProducerDoes_data()
{
    QTest::addColumn<ProducerPicture>("producer");
    QTest::addColumn<QString>("sentence");
    const Nanos none{0};
    QTest::newRow("records") << ProducerPicture{1, 12'345, false, none, none,
        10us} << QStringLiteral("Producer 1: recording, 12,345 record() calls, never waited for room");
    QTest::newRow("just before idle")
        << ProducerPicture{1, 1, false, none, none, recordingFor - 1ns}
        << QStringLiteral("Producer 1: recording, 1 record() calls, never waited for room");
    QTest::newRow("idle")
        << ProducerPicture{2, 5, false, none, 3ms, recordingFor}
        << QStringLiteral("Producer 2: idle 200 ms, 5 record() calls, its longest wait for room 3.00 ms");
    QTest::newRow("waits")
        << ProducerPicture{3, 5, true, 1'200ms, 2s, 1'200ms}
        << QStringLiteral(
               "Producer 3: waits for room 1.20 s, 5 record() calls, its longest wait for room 2.00 s");
    QTest::newRow("without a place") << ProducerPicture{0, 9, false, none, none,
        1s} << QStringLiteral("Others: idle 1.00 s, 9 record() calls, never waited for room");
}

void TestQueuePictureText::saysWhatAProducerDoes()
{
    QFETCH(ProducerPicture, producer);
    QTEST(producerLine(producer, SessionPhase::Recorded).sentence, "sentence");
}

void TestQueuePictureText::saysThatNobodyRecordsToAnEndedSession()
{
    const ProducerPicture producer{1, 12, true, 5ms, 5ms, 10us}; // as it was when the session ended
    const ProducerLine line = producerLine(producer, SessionPhase::Ended);
    QCOMPARE(line.state, ProducerState::Ended);
    QCOMPARE(line.doing, QStringLiteral("ended"));
    QVERIFY(line.sentence.startsWith(QStringLiteral("Producer 1: ended, 12 record() calls")));
    QueueSnapshot queue;
    QCOMPARE(phaseOf(queue), SessionPhase::Recorded);
    queue.flusher = FlusherState::Ended;
    QCOMPARE(phaseOf(queue), SessionPhase::Ended);
}

void TestQueuePictureText::saysDropsInLessRoom()
{
    QueueSnapshot queue;
    queue.policy = OverflowPolicy::DropNewest;
    QCOMPARE(policyLineTexts(queue), QStringList{QStringLiteral("drop newest")});
    queue.ledger.dropsFor(DropReason::QueueFull) = 1'712;
    QCOMPARE(policyLineTexts(queue),
        (QStringList{QStringLiteral("drop newest · dropped 1,712 (queue full)"),
            QStringLiteral("drop newest · dropped 1,712"), QStringLiteral("dropped 1,712")}));
}

void TestQueuePictureText::givesTheLastLineToTheRest_data()
{
    QTest::addColumn<std::size_t>("producers");
    QTest::addColumn<std::size_t>("lines");
    QTest::addColumn<QString>("others");
    QTest::newRow("none") << std::size_t{0} << std::size_t{0} << QString();
    QTest::newRow("one less") << std::size_t{3} << std::size_t{3} << QString();
    QTest::newRow("as many as fit") << std::size_t{4} << std::size_t{4} << QString();
    QTest::newRow("one more") << std::size_t{5} << std::size_t{3}
                              << QStringLiteral("2 more: 1 wait for room");
}

void TestQueuePictureText::givesTheLastLineToTheRest()
{
    QFETCH(std::size_t, producers);
    std::vector<ProducerPicture> pictures(producers);
    if (!pictures.empty())
        pictures.back().waitsForRoom = true;
    const ProducerLines lines = producerLines(pictures, 4, SessionPhase::Recorded);
    QTEST(lines.lines.size(), "lines");
    QTEST(lines.others, "others");
}

void TestQueuePictureText::saysWhatTheFlusherDoes_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("again");
    QTest::addColumn<QString>("text");
    QTest::newRow("idle") << int(FlusherState::Idle) << 0 << 0 << QStringLiteral("idle");
    QTest::newRow("first attempt") << int(FlusherState::Sending) << 1 << 0
                                   << QStringLiteral("sending, attempt 1");
    QTest::newRow("backs off") << int(FlusherState::BackingOff) << 3 << 1'200
                               << QStringLiteral("backing off, attempt 3, again in 1.20 s");
    QTest::newRow("its time is over")
        << int(FlusherState::BackingOff) << 3 << -5 << QStringLiteral("backing off, attempt 3");
}

void TestQueuePictureText::saysWhatTheFlusherDoes()
{
    QFETCH(int, state);
    QFETCH(int, attempt);
    QFETCH(int, again);
    QueueSnapshot queue;
    queue.time = Timestamp(10s);
    queue.flusher = static_cast<FlusherState>(state);
    queue.attempt = static_cast<std::uint32_t>(attempt);
    if (again != 0)
        queue.backOffUntil = queue.time + Millis(again);
    QTEST(flusherText(queue), "text");
}

void TestQueuePictureText::countsWhatIsInFlight_data()
{
    QTest::addColumn<int>("inFlight");
    QTest::addColumn<int>("inDoubt");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0 << 0 << QStringLiteral("nothing");
    QTest::newRow("one") << 1 << 0 << QStringLiteral("1 event");
    QTest::newRow("both") << 50 << 12 << QStringLiteral("50 events · 12 in doubt");
    QTest::newRow("in doubt alone") << 0 << 12 << QStringLiteral("12 in doubt");
}

void TestQueuePictureText::countsWhatIsInFlight()
{
    QFETCH(int, inFlight);
    QFETCH(int, inDoubt);
    Ledger ledger;
    ledger.inFlight = static_cast<std::uint64_t>(inFlight);
    ledger.inDoubt = static_cast<std::uint64_t>(inDoubt);
    QTEST(batchText(ledger), "text");
}

void TestQueuePictureText::saysWhatACellHolds_data()
{
    QTest::addColumn<QueueCell>("cell");
    QTest::addColumn<QString>("text");
    QTest::newRow("free place") << QueueCell{1, 0, {}} << QStringLiteral("Place 11 of 400: free");
    QTest::newRow("one event") << QueueCell{1, 1, {0, 1, 0, 0, 0}}
                               << QStringLiteral("Place 11 of 400: LLM call 1");
    QTest::newRow("all looked at") << QueueCell{
        10, 3, {1, 2, 0, 0, 0}} << QStringLiteral("Places 11 to 20 of 400: 3 filled\nAction 1, LLM call 2");
    QTest::newRow("some looked at")
        << QueueCell{10, 9, {1, 2, 0, 0, 0}}
        << QStringLiteral("Places 11 to 20 of 400: 9 filled\nof 3 that were looked at: Action 1, LLM call 2");
}

void TestQueuePictureText::saysWhatACellHolds()
{
    QFETCH(QueueCell, cell);
    QTEST(cellText(cell, 10, 400), "text");
}

void TestQueuePictureText::knowsHowLongALockIsHeldAtLeast()
{
    const SteadyTime begin{};
    QueuePicture picture;
    HeldLock held;
    picture.lock = {LockPicture::Holder::Flusher, 5, 0, 0, Nanos{0}};
    held.add(picture, begin);
    QCOMPARE(held.atLeast(), Nanos{0}); // seen once
    held.add(picture, begin + 33ms);
    held.add(picture, begin + 66ms);
    QCOMPARE(held.atLeast(), Nanos(66ms));
    picture.lock.turn = 6; // let go in between
    held.add(picture, begin + 99ms);
    QCOMPARE(held.atLeast(), Nanos{0});
    picture.lock.holder = LockPicture::Holder::Nobody;
    held.add(picture, begin + 132ms);
    held.add(picture, begin + 165ms);
    QCOMPARE(held.atLeast(), Nanos{0}); // free
    picture.lock.holder = LockPicture::Holder::Flusher;
    held.add(picture, begin + 198ms);
    picture.queue.session = SessionId("other");
    held.add(picture, begin + 231ms);
    QCOMPARE(held.atLeast(), Nanos{0});
}

QTEST_GUILESS_MAIN(TestQueuePictureText)
#include "tst_queue_picture_text.moc"
