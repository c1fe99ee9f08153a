// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_text.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

Q_DECLARE_METATYPE(sluice::Ledger)
Q_DECLARE_METATYPE(sluice::ui::Alarm)

class TestLedgerText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysTheBalanceInOneLine_data();
    void saysTheBalanceInOneLine();
    void explainsEachTermThatIsShown();
    void warnsFromEightyPercent_data();
    void warnsFromEightyPercent();
    void imbalanceOutranksAFullQueue();
};

void TestLedgerText::saysTheBalanceInOneLine_data()
{
    QTest::addColumn<Ledger>("ledger");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Alarm>("alarm");

    QTest::newRow("nothing yet") << Ledger{}
                                 << QStringLiteral("recorded 0 = delivered 0 + queued 0 + in flight 0")
                                 << Alarm::None;
    Ledger all;
    all.recorded = 100;
    all.delivered = 100;
    QTest::newRow("all delivered") << all
                                   << QStringLiteral("recorded 100 = delivered 100 + queued 0 + in flight 0")
                                   << Alarm::None;

    Ledger rare;
    rare.recorded = 12'021;
    rare.delivered = 12'000;
    rare.inDoubt = 1;
    rare.spooled = 2;
    rare.refused = 3;
    rare.rejected = 4;
    rare.dropsFor(DropReason::QueueFull) = 5;
    rare.dropsFor(DropReason::TooLarge) = 6;
    QTest::newRow("every term") << rare
                                << QStringLiteral(
                                       "recorded 12,021 = delivered 12,000 + queued 0 + in flight 0"
                                       " + in doubt 1 + spooled 2 + refused 3"
                                       " + dropped 11 (queue full 5, too large 6) + rejected 4")
                                << Alarm::None;

    Ledger lost = all;
    lost.delivered = 98;
    QTest::newRow("two are missing")
        << lost << QStringLiteral("recorded 100 ≠ delivered 98 + queued 0 + in flight 0: 2 unaccounted for")
        << Alarm::Red;
    Ledger twice = all;
    twice.queued = 1;
    QTest::newRow("one counted twice")
        << twice << QStringLiteral("recorded 100 ≠ delivered 100 + queued 1 + in flight 0: 1 too many")
        << Alarm::Red;
}

void TestLedgerText::saysTheBalanceInOneLine()
{
    QFETCH(Ledger, ledger);
    QTEST(ledgerText(ledger).text, "text");
    QTEST(ledgerText(ledger).alarm, "alarm");
}

void TestLedgerText::explainsEachTermThatIsShown()
{
    Ledger ledger;
    ledger.recorded = ledger.inDoubt = 1;
    const QString meaning = ledgerText(ledger).meaning;
    for (const char *term : {"recorded:", "delivered:", "queued:", "in flight:", "in doubt:"})
        QVERIFY2(meaning.contains(QLatin1String(term)), term);
    QVERIFY(!meaning.contains(QLatin1String("refused:")));
}

void TestLedgerText::warnsFromEightyPercent_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("capacity");
    QTest::addColumn<Alarm>("queue");
    QTest::addColumn<Alarm>("line");
    QTest::newRow("79 of 100") << 79 << 100 << Alarm::None << Alarm::None;
    QTest::newRow("80 of 100") << 80 << 100 << Alarm::Amber << Alarm::Amber;
    QTest::newRow("99 of 100") << 99 << 100 << Alarm::Amber << Alarm::Amber;
    QTest::newRow("full") << 100 << 100 << Alarm::Red << Alarm::Amber;
    QTest::newRow("one of one") << 1 << 1 << Alarm::Red << Alarm::Amber;
    QTest::newRow("no queue") << 0 << 0 << Alarm::None << Alarm::None;
}

void TestLedgerText::warnsFromEightyPercent()
{
    QFETCH(int, depth);
    QFETCH(int, capacity);
    const auto d = static_cast<std::size_t>(depth);
    const auto c = static_cast<std::size_t>(capacity);
    QTEST(queueAlarm(d, c), "queue");
    QTEST(ledgerText(Ledger{}, d, c).alarm, "line");
}

void TestLedgerText::imbalanceOutranksAFullQueue()
{
    Ledger ledger;
    ledger.recorded = 1;
    QCOMPARE(ledgerText(ledger, 90, 100).alarm, Alarm::Red);
}

QTEST_GUILESS_MAIN(TestLedgerText)
#include "tst_ledger_text.moc"
