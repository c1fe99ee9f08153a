// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/proof.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp news{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

enum class Is { Running, Ended };

SessionSummary recorded(const Ledger &ledger, Is state = Is::Ended)
{
    SessionSummary session;
    session.origin = Origin::Recorded;
    session.lastNews = news;
    session.ledger = ledger;
    session.drops = ledger.droppedInAll();
    if (state == Is::Ended)
        session.ended = news;
    return session;
}

SessionSummary received(std::uint64_t events, std::optional<std::uint64_t> counted, Is state = Is::Ended)
{
    SessionSummary session;
    session.lastNews = news;
    session.counts.of(EventType::Llm) = events;
    session.sdkEvents = counted;
    if (state == Is::Ended)
        session.ended = news;
    return session;
}

Ledger dropped(Ledger ledger, DropReason reason, std::uint64_t count)
{
    ledger.dropsFor(reason) += count;
    ledger.recorded += count;
    return ledger;
}

/// One event, of which the ledger says `term`.
Ledger oneIn(std::uint64_t Ledger::*term)
{
    Ledger ledger{.recorded = 1};
    ledger.*term = 1;
    return ledger;
}

} // namespace

class TestProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSaidOfTheSmallestExample_data();
    void isSaidOfTheSmallestExample();
    void isSilentOnlyAfterTheWholeTime_data();
    void isSilentOnlyAfterTheWholeTime();
    void isBeatenByALedgerThatDoesNotAddUp_data();
    void isBeatenByALedgerThatDoesNotAddUp();
    void givesItsNumbersAsAReason_data();
    void givesItsNumbersAsAReason();

private:
    static void row(const char *name, const SessionSummary &session, Proof proof)
    {
        QTest::newRow(name) << session << proof;
    }
    static void reason(const char *name, const SessionSummary &session, Micros later, const char *words)
    {
        QTest::newRow(name) << session << later << QString::fromLatin1(words);
    }
};

void TestProof::isSaidOfTheSmallestExample_data()
{
    QTest::addColumn<SessionSummary>("session");
    QTest::addColumn<Proof>("proof");
    row("ended with nothing recorded", recorded({}), Proof::Complete);
    row("ended, one delivered", recorded(oneIn(&Ledger::delivered)), Proof::Complete);
    row("ended, one queued", recorded(oneIn(&Ledger::queued)), Proof::InDoubt);
    row("ended, one in flight", recorded(oneIn(&Ledger::inFlight)), Proof::InDoubt);
    row("ended, one in doubt", recorded(oneIn(&Ledger::inDoubt)), Proof::InDoubt);
    row("ended, one spooled", recorded(oneIn(&Ledger::spooled)), Proof::InDoubt);
    row("ended, one refused", recorded(oneIn(&Ledger::refused)), Proof::CompleteWithDrops);
    row("ended, one rejected", recorded(oneIn(&Ledger::rejected)), Proof::CompleteWithDrops);
    for (const DropReason why : allDropReasons) {
        QTest::addRow("ended, one dropped as %s", wireName(why).data())
            << recorded(dropped({}, why, 1)) << Proof::CompleteWithDrops;
    }
    row("ended, one dropped and one spooled",
        recorded(dropped(oneIn(&Ledger::spooled), DropReason::QueueFull, 1)), Proof::InDoubt);
    SessionSummary again = recorded(oneIn(&Ledger::delivered));
    again.drops = 1;
    row("a drop of a recorder before this one", again, Proof::CompleteWithDrops);
    row("running", recorded(oneIn(&Ledger::delivered), Is::Running), Proof::Running);
    row("running with a drop", recorded(dropped({}, DropReason::QueueFull, 1), Is::Running), Proof::Running);

    row("received as many as counted", received(1, 1), Proof::Complete);
    row("received and counted none", received(0, 0), Proof::Complete);
    row("received one less", received(1, 2), Proof::InDoubt);
    row("received one more", received(2, 1), Proof::InDoubt);
    row("received, no counts", received(1, std::nullopt), Proof::NotTold);
    row("received, running, other counts", received(1, 0, Is::Running), Proof::Running);

    SessionSummary imported = received(1, 1);
    imported.origin = Origin::Imported;
    row("imported", imported, Proof::Imported);
    imported.ended.reset();
    row("imported without an end", imported, Proof::Imported);
}

void TestProof::isSaidOfTheSmallestExample()
{
    QFETCH(const SessionSummary, session);
    QFETCH(const Proof, proof);
    QCOMPARE(proofOf(session, news), proof);
}

void TestProof::isSilentOnlyAfterTheWholeTime_data()
{
    QTest::addColumn<Micros>("later");
    QTest::addColumn<Proof>("proof");
    QTest::newRow("one before the border") << Micros(silentAfter - 1us) << Proof::Running;
    QTest::newRow("at the border") << Micros(silentAfter) << Proof::Running;
    QTest::newRow("one after the border") << Micros(silentAfter + 1us) << Proof::NoEndSignal;
}

void TestProof::isSilentOnlyAfterTheWholeTime()
{
    QFETCH(const Micros, later);
    QFETCH(const Proof, proof);
    QCOMPARE(proofOf(recorded(oneIn(&Ledger::queued), Is::Running), news + later), proof);
    QCOMPARE(proofOf(received(1, 1, Is::Running), news + later), proof);
    QCOMPARE(proofOf(recorded(oneIn(&Ledger::queued)), news + later), Proof::InDoubt);
}

void TestProof::isBeatenByALedgerThatDoesNotAddUp_data()
{
    QTest::addColumn<SessionSummary>("session");
    QTest::addColumn<Micros>("later");
    const Ledger odd{.recorded = 2, .delivered = 1};
    QTest::newRow("ended") << recorded(odd) << Micros(0);
    QTest::newRow("running") << recorded(odd, Is::Running) << Micros(0);
    QTest::newRow("silent") << recorded(odd, Is::Running) << Micros(1h);
    SessionSummary imported = recorded(odd);
    imported.origin = Origin::Imported;
    QTest::newRow("imported") << imported << Micros(0);
    QTest::newRow("more than recorded") << recorded({.recorded = 1, .delivered = 2}) << Micros(0);
}

void TestProof::isBeatenByALedgerThatDoesNotAddUp()
{
    QFETCH(const SessionSummary, session);
    QFETCH(const Micros, later);
    QCOMPARE(proofOf(session, news + later), Proof::Unbalanced);
}

void TestProof::givesItsNumbersAsAReason_data()
{
    QTest::addColumn<SessionSummary>("session");
    QTest::addColumn<Micros>("later");
    QTest::addColumn<QString>("words");
    const Ledger thousand{.recorded = 1'000, .delivered = 1'000};
    Ledger lossy = dropped({.recorded = 958, .delivered = 958}, DropReason::QueueFull, 42);
    reason("complete", recorded(thousand), 0s, "1,000 recorded = 1,000 delivered");
    reason("nothing at all", recorded({}), 0s, "0 recorded = 0 delivered");
    reason("one reason", recorded(lossy), 0s, "1,000 recorded = 958 delivered + 42 dropped (queue_full)");
    lossy = dropped(lossy, DropReason::BlockTimeout, 1'000'000);
    reason("two reasons", recorded(lossy), 0s,
        "1,001,000 recorded = 958 delivered + 1,000,042 dropped (42 queue_full, 1,000,000 block_timeout)");
    SessionSummary again = recorded(thousand);
    again.drops = 42;
    reason("drops that the ledger does not have", again, 0s,
        "1,000 recorded = 1,000 delivered, and 42 more dropped");
    reason("every term",
        recorded({.recorded = 28,
            .delivered = 1,
            .queued = 2,
            .inFlight = 3,
            .inDoubt = 4,
            .spooled = 5,
            .refused = 6,
            .rejected = 7}),
        0s,
        "28 recorded = 1 delivered + 2 queued + 3 in flight + 4 in doubt + 5 spooled + 6 refused"
        " + 0 dropped + 7 rejected after the end: 14 undecided");
    reason("rejected alone", recorded({.recorded = 112, .delivered = 100, .rejected = 12}), 0s,
        "112 recorded = 100 delivered + 0 dropped + 12 rejected after the end");
    reason("running", recorded(oneIn(&Ledger::queued), Is::Running), 0s,
        "1 recorded = 0 delivered + 1 queued, so far");
    reason("silent", recorded(thousand, Is::Running), 61s,
        "no end was told, and no news came for 61 s; 1,000 recorded = 1,000 delivered");
    reason("silent for minutes", received(7, std::nullopt, Is::Running), 119min,
        "no end was told, and no news came for 119 min; 7 received");
    reason("silent for hours", received(7, std::nullopt, Is::Running), 47h,
        "no end was told, and no news came for 47 h; 7 received");
    reason("silent for days", received(7, std::nullopt, Is::Running), 48h,
        "no end was told, and no news came for 2 days; 7 received");
    reason("unbalanced", recorded({.recorded = 1'000, .delivered = 999}), 0s,
        "1,000 recorded, but its terms add up to 999: 999 delivered");
    reason("received all", received(1'234, 1'234), 0s, "1,234 received = 1,234 counted by its SDK");
    reason(
        "received less", received(998, 1'000), 0s, "998 received, 1,000 counted by its SDK: 2 are missing");
    reason("received more", received(1'002, 1'000), 0s,
        "1,002 received, 1,000 counted by its SDK: 2 more than that");
    reason(
        "not told", received(998, std::nullopt), 0s, "998 received; its SDK told no counts to compare with");
    reason("received, running", received(998, std::nullopt, Is::Running), 0s, "998 received, so far");
    SessionSummary imported = received(1, 1);
    imported.origin = Origin::Imported;
    reason("imported", imported, 0s, "read from a file: its counters are not ours");
}

void TestProof::givesItsNumbersAsAReason()
{
    QFETCH(const SessionSummary, session);
    QFETCH(const Micros, later);
    QFETCH(const QString, words);
    QCOMPARE(QString::fromStdString(proofReason(session, news + later)), words);
}

QTEST_APPLESS_MAIN(TestProof)
#include "tst_proof.moc"
