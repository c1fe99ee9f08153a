// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/ledger.h"

#include <QTest>

#include <array>

using namespace sluice;

namespace {

/// Every place an event can be in, by its name.
struct Place
{
    const char *name;
    std::uint64_t &(*in)(Ledger &);
};

constexpr std::array places = {
    Place{"delivered", [](Ledger &l) -> std::uint64_t & { return l.delivered; }},
    Place{"queued", [](Ledger &l) -> std::uint64_t & { return l.queued; }},
    Place{"in flight", [](Ledger &l) -> std::uint64_t & { return l.inFlight; }},
    Place{"in doubt", [](Ledger &l) -> std::uint64_t & { return l.inDoubt; }},
    Place{"spooled", [](Ledger &l) -> std::uint64_t & { return l.spooled; }},
    Place{"refused", [](Ledger &l) -> std::uint64_t & { return l.refused; }},
    Place{"rejected", [](Ledger &l) -> std::uint64_t & { return l.rejected; }},
    Place{"queue_full", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::QueueFull); }},
    Place{"block_timeout", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::BlockTimeout); }},
    Place{"too_large", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::TooLarge); }},
    Place{"encode_error", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::EncodeError); }},
    Place{"spool_full", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::SpoolFull); }},
    Place{"reentrant", [](Ledger &l) -> std::uint64_t & { return l.dropsFor(DropReason::Reentrant); }},
};

/// A different number in each place, and as many recorded.
Ledger filled()
{
    Ledger ledger;
    std::uint64_t next = 1;
    for (const Place &place : places) {
        place.in(ledger) = next;
        ledger.recorded += next;
        next *= 2;
    }
    return ledger;
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void balancesWhenEmpty();
    void countsEveryPlace_data();
    void countsEveryPlace();
    void balancesOnlyToTheEvent();
    void addsDropsUp();
    void knowsWhatIsUndecided();
    void addsUpFieldByField();
    void isEqualOnlyInEveryField();
};

void TestLedger::balancesWhenEmpty()
{
    QVERIFY(Ledger{}.balances());
    QCOMPARE(Ledger{}.accountedFor(), std::uint64_t(0));
}

void TestLedger::countsEveryPlace_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < places.size(); ++i)
        QTest::newRow(places[i].name) << i;
}

void TestLedger::countsEveryPlace()
{
    QFETCH(std::size_t, index);
    Ledger ledger;
    places[index].in(ledger) = 7;
    QCOMPARE(ledger.accountedFor(), std::uint64_t(7));
    QVERIFY(!ledger.balances());
    ledger.recorded = 7;
    QVERIFY(ledger.balances());
}

void TestLedger::balancesOnlyToTheEvent()
{
    Ledger ledger = filled();
    QVERIFY(ledger.balances());
    ledger.recorded += 1;
    QVERIFY(!ledger.balances());
    ledger.recorded -= 2;
    QVERIFY(!ledger.balances());
}

void TestLedger::addsDropsUp()
{
    Ledger ledger;
    for (const DropReason reason : allDropReasons)
        ledger.dropsFor(reason) = 10 + static_cast<std::uint64_t>(reason);
    QCOMPARE(ledger.droppedInAll(), std::uint64_t(10 + 11 + 12 + 13 + 14 + 15));
    QCOMPARE(std::as_const(ledger).dropsFor(DropReason::SpoolFull), std::uint64_t(14));
}

void TestLedger::knowsWhatIsUndecided()
{
    const Ledger ledger{
        .recorded = 115, .delivered = 100, .queued = 1, .inFlight = 2, .inDoubt = 4, .spooled = 8};
    QCOMPARE(ledger.undecided(), std::uint64_t(7));
}

void TestLedger::addsUpFieldByField()
{
    Ledger sum = filled();
    sum += filled();
    Ledger expected = filled();
    expected.recorded *= 2;
    for (const Place &place : places)
        place.in(expected) *= 2;
    QVERIFY(sum == expected);
    QVERIFY(sum.balances());
}

void TestLedger::isEqualOnlyInEveryField()
{
    for (const Place &place : places) {
        Ledger other = filled();
        ++place.in(other);
        QVERIFY2(!(other == filled()), place.name);
    }
    QVERIFY(filled() == filled());
}

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
