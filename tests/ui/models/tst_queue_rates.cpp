// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/queue_rates.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp base{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

QueueSnapshot at(Millis time, std::uint64_t recorded, std::uint64_t queued)
{
    QueueSnapshot snapshot;
    snapshot.session = SessionId("s");
    snapshot.time = base + time;
    snapshot.ledger.recorded = recorded;
    snapshot.ledger.queued = queued;
    snapshot.ledger.delivered = recorded - queued;
    return snapshot;
}

} // namespace

class TestQueueRates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsNothingFromOneSnapshot();
    void countsWhatWentInAndOut();
    void forgetsWhatIsOlderThanTheWindow();
    void fallsToZeroWhenNothingMoves();
    void startsAnewWithAnotherSession();
    void leavesOutWhatWasTurnedAway();
};

void TestQueueRates::knowsNothingFromOneSnapshot()
{
    QueueRates rates;
    rates.add(at(0ms, 100, 100));
    QCOMPARE(rates.at(base).in, 0.0);
}

void TestQueueRates::countsWhatWentInAndOut()
{
    QueueRates rates;
    rates.add(at(0ms, 0, 0));
    rates.add(at(500ms, 100, 40));
    QCOMPARE(rates.at(base + 500ms).in, 200.0);
    QCOMPARE(rates.at(base + 500ms).out, 120.0);
}

void TestQueueRates::forgetsWhatIsOlderThanTheWindow()
{
    QueueRates rates;
    rates.add(at(0ms, 0, 0));
    rates.add(at(1'000ms, 10'000, 0));
    rates.add(at(2'000ms, 10'100, 0));
    QCOMPARE(rates.at(base + 2'000ms).in, 100.0);
}

void TestQueueRates::fallsToZeroWhenNothingMoves()
{
    QueueRates rates;
    rates.add(at(0ms, 0, 0));
    rates.add(at(500ms, 100, 0));
    QVERIFY(rates.at(base + 1'400ms).in > 0);
    QCOMPARE(rates.at(base + 1'500ms).in, 0.0);
}

void TestQueueRates::startsAnewWithAnotherSession()
{
    QueueRates rates;
    rates.add(at(0ms, 0, 0));
    QueueSnapshot other = at(500ms, 100, 0);
    other.session = SessionId("other");
    rates.add(other);
    QCOMPARE(rates.at(base + 500ms).in, 0.0);
}

void TestQueueRates::leavesOutWhatWasTurnedAway()
{
    QueueRates rates;
    rates.add(at(0ms, 0, 0));
    QueueSnapshot full = at(1'000ms, 100, 0);
    full.ledger.dropsFor(DropReason::QueueFull) = 90;
    full.ledger.delivered = 10;
    rates.add(full);
    QCOMPARE(rates.at(base + 1'000ms).in, 10.0);
    QCOMPARE(rates.at(base + 1'000ms).out, 10.0);
}

QTEST_GUILESS_MAIN(TestQueueRates)
#include "tst_queue_rates.moc"
