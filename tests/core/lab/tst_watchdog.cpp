// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/alarm_book.h"
#include "core/lab/watchdog.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr SteadyTime start{1h};
constexpr Timestamp wallStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
const SessionId session{"638552b9-1111-4222-8333-444455556666"};

/// Looks each 100 ms at what does not change, as the watch does, and last at `until`.
class Looker
{
public:
    std::vector<Alarm> lookUntil(
        Millis until, const std::vector<WorkerSign> &workers, const std::vector<QueuePicture> &queues)
    {
        for (m_at += 100ms; m_at < until; m_at += 100ms)
            m_dog.look(start + m_at, workers, queues);
        m_at = until;
        return m_dog.look(start + until, workers, queues);
    }
    std::vector<Alarm> lookUntil(Millis until, const QueuePicture &queue)
    {
        return lookUntil(until, {}, {queue});
    }
    std::vector<Alarm> lookUntil(Millis until, const WorkerSign &worker)
    {
        return lookUntil(until, {worker}, {});
    }
    /// As the process sees it that was stopped in between.
    std::vector<Alarm> jumpTo(Millis at, const WorkerSign &worker)
    {
        m_at = at;
        return m_dog.look(start + at, {worker}, {});
    }

private:
    Watchdog m_dog;
    Millis m_at{-100}; ///< of the last look
};

WorkerSign busyWorker()
{
    return {"store writer", "commits a batch", 7, true};
}

QueuePicture emptyQueue()
{
    QueuePicture picture;
    picture.queue.session = session;
    picture.queue.capacity = 1'000;
    picture.queue.time = wallStart;
    return picture;
}

/// One whose flusher waits for an answer.
QueuePicture sendingQueue()
{
    QueuePicture picture = emptyQueue();
    picture.queue.flusher = FlusherState::Sending;
    picture.queue.attempt = 1;
    picture.queue.ledger.recorded = 512;
    picture.queue.ledger.inFlight = 512;
    picture.flusher.hasWork = true;
    return picture;
}

/// One whose events wait for max_wait_time: nothing is due.
QueuePicture waitingQueue()
{
    QueuePicture picture = emptyQueue();
    picture.queue.flusher = FlusherState::Idle;
    picture.queue.depth = 3;
    picture.queue.ledger.recorded = 3;
    picture.queue.ledger.queued = 3;
    return picture;
}

QueuePicture lockedQueue(std::uint64_t turn = 41)
{
    QueuePicture picture = emptyQueue();
    picture.lock.holder = LockPicture::Holder::Producer;
    picture.lock.turn = turn;
    picture.lock.waiters = 3;
    return picture;
}

} // namespace

class TestWatchdog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void alarmsWhenAWorkerMakesNoProgressForTwoSeconds_data() { limitRows(Watchdog::noProgressAfter, true); }
    void alarmsWhenAWorkerMakesNoProgressForTwoSeconds()
    {
        QFETCH(int, milliseconds);
        Looker looker;
        const auto alarms = looker.lookUntil(Millis(milliseconds), busyWorker());
        QTEST(!alarms.empty(), "alarms");
    }

    void alarmsWhenAFlusherMakesNoProgressForTwoSeconds_data() { limitRows(Watchdog::noProgressAfter, true); }
    void alarmsWhenAFlusherMakesNoProgressForTwoSeconds()
    {
        QFETCH(int, milliseconds);
        Looker looker;
        const auto alarms = looker.lookUntil(Millis(milliseconds), sendingQueue());
        QTEST(!alarms.empty(), "alarms");
    }

    void alarmsWhenALockIsHeldLongerThan250Ms_data() { limitRows(Watchdog::lockHeldAfter, false); }
    void alarmsWhenALockIsHeldLongerThan250Ms()
    {
        QFETCH(int, milliseconds);
        Looker looker;
        const auto alarms = looker.lookUntil(Millis(milliseconds), lockedQueue());
        QTEST(!alarms.empty(), "alarms");
    }

    void saysWhoWaitsForWhat()
    {
        Looker looker;
        const auto alarms = looker.lookUntil(2'400ms, {busyWorker()}, {sendingQueue()});
        QCOMPARE(alarms.size(), 2U);
        QCOMPARE(alarms[0],
            (Alarm{Alarm::Kind::NoProgress, "store writer", 2'400ms,
                "the store writer has made no progress for 2.4 s: it commits a batch"}));
        QCOMPARE(alarms[1],
            (Alarm{Alarm::Kind::NoProgress, "session " + session.text(), 2'400ms,
                "session 638552b9: the flusher has waited 2.4 s for the server's answer, attempt 1, 512 "
                "events"}));
    }

    void saysWhoHoldsTheLock()
    {
        Looker looker;
        const auto alarms = looker.lookUntil(312ms, lockedQueue());
        QCOMPARE(alarms.size(), 1U);
        QCOMPARE(alarms[0],
            (Alarm{Alarm::Kind::LockHeld, "session " + session.text(), 312ms,
                "session 638552b9: a producer has held the queue's lock for 312 ms, 3 threads wait for it"}));
    }

    void leavesAWorkerWithoutWorkAlone()
    {
        Looker looker;
        WorkerSign idle = busyWorker();
        idle.hasWork = false;
        QVERIFY(looker.lookUntil(60s, idle).empty());
    }

    void countsAWorkersWaitFromItsWork()
    {
        Looker looker;
        WorkerSign worker = busyWorker();
        worker.hasWork = false;
        QVERIFY(looker.lookUntil(10s, worker).empty());
        worker.hasWork = true;
        QVERIFY(looker.lookUntil(10'100ms, worker).empty());
        QVERIFY(looker.lookUntil(12'099ms, worker).empty());
        QCOMPARE(looker.lookUntil(12'100ms, worker).size(), 1U);
    }

    void leavesAWorkerThatTurnsAlone()
    {
        Looker looker;
        WorkerSign worker = busyWorker();
        for (Millis at = 1'900ms; at < 20s; at += 1'900ms) {
            QVERIFY(looker.lookUntil(at, worker).empty());
            ++worker.turns;
        }
    }

    void endsAnAlarmWhenProgressComesBack()
    {
        Looker looker;
        WorkerSign worker = busyWorker();
        QCOMPARE(looker.lookUntil(3s, worker).size(), 1U);
        ++worker.turns;
        QVERIFY(looker.lookUntil(3'100ms, worker).empty());
        QueuePicture queue = lockedQueue(1);
        QCOMPARE(looker.lookUntil(4s, queue).size(), 1U);
        queue.lock.holder = LockPicture::Holder::Nobody;
        QVERIFY(looker.lookUntil(4'100ms, queue).empty());
    }

    void neverAlarmsForAnEmptyQueue()
    {
        Looker looker;
        QueuePicture queue = emptyQueue();
        queue.flusher.hasWork = true;
        for (const FlusherState state : {FlusherState::Idle, FlusherState::Napping, FlusherState::Sending}) {
            queue.queue.flusher = state;
            QVERIFY(looker.lookUntil(60s, queue).empty());
        }
    }

    void countsFromTheEndOfMaxWaitTime()
    {
        Looker looker;
        QueuePicture queue = waitingQueue();
        QVERIFY2(looker.lookUntil(5s, queue).empty(), "max_wait_time is 5 s by default");
        queue.flusher.hasWork = true;
        QVERIFY(looker.lookUntil(5'100ms, queue).empty());
        QVERIFY(looker.lookUntil(7'099ms, queue).empty());
        const auto alarms = looker.lookUntil(7'100ms, queue);
        QCOMPARE(alarms.size(), 1U);
        QCOMPARE(alarms[0].text,
            std::string("session 638552b9: the flusher has taken nothing for 2.0 s, 3 queued"));
    }

    void leavesAStatedBackOffAlone()
    {
        Looker looker;
        QueuePicture queue = sendingQueue();
        queue.queue.flusher = FlusherState::BackingOff;
        queue.queue.attempt = 4;
        queue.queue.backOffUntil = wallStart + 30s;
        queue.flusher.hasWork = false;
        QVERIFY(looker.lookUntil(29s, queue).empty());
    }

    void countsFromTheEndOfABackOff_data() { limitRows(Watchdog::noProgressAfter, true); }
    void countsFromTheEndOfABackOff()
    {
        QFETCH(int, milliseconds);
        Looker looker;
        QueuePicture queue = sendingQueue();
        queue.queue.flusher = FlusherState::BackingOff;
        queue.queue.backOffUntil = wallStart + 30s;
        queue.flusher.hasWork = false;
        QVERIFY(looker.lookUntil(30s, queue).empty());
        for (Millis at = 30s; at <= 30s + Millis(milliseconds - milliseconds % 100); at += 100ms) {
            queue.queue.time = wallStart + at;
            looker.lookUntil(at, queue);
        }
        queue.queue.time = wallStart + 30s + Millis(milliseconds);
        const auto alarms = looker.lookUntil(30s + Millis(milliseconds), queue);
        QTEST(!alarms.empty(), "alarms");
    }

    void takesEachThingThatTheFlusherChangesForProgress_data()
    {
        QTest::addColumn<int>("what");
        const char *names[]
            = {"delivered", "in flight", "in doubt", "spooled", "refused", "flushes", "attempt", "turns"};
        int number = 0;
        for (const char *name : names)
            QTest::addRow("%s", name) << number++;
    }
    void takesEachThingThatTheFlusherChangesForProgress()
    {
        QFETCH(int, what);
        Looker looker;
        QueuePicture queue = sendingQueue();
        QVERIFY(looker.lookUntil(1'900ms, queue).empty());
        change(queue, what);
        QVERIFY(looker.lookUntil(2'100ms, queue).empty());
        QVERIFY(looker.lookUntil(3'900ms, queue).empty());
        QCOMPARE(looker.lookUntil(4'100ms, queue).size(), 1U);
    }

    void takesNothingThatProducersChangeForProgress()
    {
        Looker looker;
        QueuePicture queue = sendingQueue();
        std::vector<Alarm> alarms;
        for (Millis at = 0ms; at <= 2s; at += 100ms) {
            ++queue.queue.ledger.recorded;
            ++queue.queue.ledger.dropsFor(DropReason::QueueFull);
            ++queue.queue.depth;
            alarms = looker.lookUntil(at, queue);
        }
        QCOMPARE(alarms.size(), 1U);
    }

    void leavesALockAloneThatIsTakenAgainAndAgain()
    {
        Looker looker;
        for (std::uint64_t turn = 1; turn < 100; ++turn)
            QVERIFY(looker.lookUntil(Millis(100 * turn), lockedQueue(turn)).empty());
    }

    void leavesAnEndedSessionAlone()
    {
        Looker looker;
        QueuePicture queue = sendingQueue();
        queue.queue.flusher = FlusherState::Ended;
        QVERIFY(looker.lookUntil(60s, queue).empty());
    }

    void tellsSessionsApart()
    {
        Looker looker;
        QueuePicture one = sendingQueue();
        QueuePicture other = sendingQueue();
        other.queue.session = SessionId("638552b9-1111-4222-8333-000000000000");
        for (Millis at = 0ms; at <= 2s; at += 100ms) {
            ++other.flusher.turns;
            looker.lookUntil(at, {}, {one, other});
        }
        const auto alarms = looker.lookUntil(2'100ms, {}, {one, other});
        QCOMPARE(alarms.size(), 1U);
        QCOMPARE(alarms[0].worker, "session " + session.text());
    }

    void blamesNobodyWhenTheWholeProcessStoodStill()
    {
        Looker looker;
        QVERIFY(looker.lookUntil(1s, busyWorker()).empty());
        QVERIFY(looker.jumpTo(1h, busyWorker()).empty());
        QVERIFY(looker.lookUntil(1h + 900ms, busyWorker()).empty());
        QCOMPARE(looker.lookUntil(1h + 1s, busyWorker()).size(), 1U);
    }

    void numbersAlarmsFromBeginningToEnd()
    {
        AlarmBook book;
        const Alarm one{Alarm::Kind::NoProgress, "store writer", 2s, "it stands"};
        const Alarm two{Alarm::Kind::LockHeld, "session x", 300ms, "it is held"};
        book.take(wallStart, {one});
        book.take(wallStart + 100ms, {one, two});
        QCOMPARE(book.current().size(), 2U);
        QCOMPARE(book.current()[0].number, 1U);
        QCOMPARE(book.current()[0].raised, wallStart);
        QCOMPARE(book.current()[1].number, 2U);
        book.take(wallStart + 200ms, {two});
        QCOMPARE(book.current().size(), 1U);
        QCOMPARE(book.past().size(), 1U);
        QCOMPARE(book.past()[0].number, 1U);
        QCOMPARE(*book.past()[0].ended, wallStart + 200ms);
    }

    void keepsTheNumberOfAnAlarmThatComesBackSoon_data()
    {
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<bool>("alarms"); ///< the same
        const int limit = static_cast<int>(AlarmBook::comesBackWithin.count());
        QTest::newRow("limit - 1") << limit - 1 << true;
        QTest::newRow("limit") << limit << true;
        QTest::newRow("limit + 1") << limit + 1 << false;
    }
    void keepsTheNumberOfAnAlarmThatComesBackSoon()
    {
        QFETCH(int, milliseconds);
        AlarmBook book;
        const Alarm alarm{Alarm::Kind::NoProgress, "store writer", 2s, "it stands"};
        book.take(wallStart, {alarm});
        book.take(wallStart + 1s, {});
        book.take(wallStart + 1s + Millis(milliseconds), {alarm});
        QCOMPARE(book.current().size(), 1U);
        QTEST(book.current()[0].number == 1U, "alarms");
        QVERIFY(!book.current()[0].ended);
    }

    void forgetsTheOldestOfManyAlarms()
    {
        AlarmBook book;
        for (std::size_t i = 0; i < AlarmBook::mostPast + 1; ++i) {
            book.take(wallStart, {{Alarm::Kind::NoProgress, "w" + std::to_string(i), 2s, ""}});
            book.take(wallStart, {});
        }
        QCOMPARE(book.past().size(), AlarmBook::mostPast);
        QCOMPARE(book.past().front().number, 2U);
    }

private:
    static void limitRows(Millis limit, bool atTheLimit)
    {
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<bool>("alarms");
        const int at = static_cast<int>(limit.count());
        QTest::newRow("limit - 1") << at - 1 << false;
        QTest::newRow("limit") << at << atTheLimit;
        QTest::newRow("limit + 1") << at + 1 << true;
    }

    static void change(QueuePicture &picture, int what)
    {
        Ledger &ledger = picture.queue.ledger;
        std::uint64_t *counters[]
            = {&ledger.delivered, &ledger.inFlight, &ledger.inDoubt, &ledger.spooled, &ledger.refused};
        if (what < 5)
            ++*counters[what];
        else if (what == 5)
            ++picture.queue.flushes;
        else if (what == 6)
            ++picture.queue.attempt;
        else
            ++picture.flusher.turns;
    }
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
