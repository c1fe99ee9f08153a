// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/compared_facts_model.h"
#include "ui/models/event_text.h"
#include "ui/models/money_text.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

class TestAnalysisText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesDollars_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("exact");
        const auto row = [](const char *amount, const char *text, const char *exact) {
            QTest::newRow(amount) << amount << QString::fromUtf8(text) << QString::fromUtf8(exact);
        };
        row("0", "$0", "$0");
        row("12", "$12.00", "$12");
        row("12.345", "$12.35", "$12.345");
        row("12.344", "$12.34", "$12.344");
        row("1234567.891", "$1,234,567.89", "$1234567.891");
        row("0.5", "$0.50", "$0.5");
        row("0.0125", "$0.0125", "$0.0125");
        row("0.01234567", "$0.01235", "$0.01234567");
        row("0.00036", "$0.00036", "$0.00036");
        row("0.00000015", "$0.00000015", "$0.00000015");
        row("0.000000000001", "$0.000000000001", "$0.000000000001");
        row("0.99999", "$1.00", "$0.99999");
        row("-0.0125", "−$0.0125", "−$0.0125");
    }
    void writesDollars()
    {
        QFETCH(QString, amount);
        QFETCH(QString, text);
        QFETCH(QString, exact);
        const Money money = *Money::fromDecimal(amount.toStdString());
        QCOMPARE(dollarsText(money), text);
        QCOMPARE(exactDollarsText(money), exact);
    }

    void neverCallsTheUnknownZero()
    {
        CostSum sum;
        QCOMPARE(costText(sum), QStringLiteral("$0")); // no calls
        sum.unknownCalls = 3;
        QCOMPARE(costText(sum), QStringLiteral("—"));
        sum.reckonedCalls = 1;
        sum.reckoned = *Money::fromDecimal("0.026");
        QCOMPARE(costText(sum), QStringLiteral("$0.026 + 3 unknown"));
        QVERIFY(costMeaning(sum, QStringLiteral("2026-11-01")).contains(QStringLiteral("3 calls: no price")));
    }

    void writesTimesSinceTheStart_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64{0} << "0:00.000";
        QTest::newRow("below a millisecond") << qint64{999} << "0:00.000";
        QTest::newRow("seconds") << qint64{12'345'678} << "0:12.345";
        QTest::newRow("minutes") << qint64{754'000'000} << "12:34.000";
        QTest::newRow("hours") << qint64{3'723'456'000} << "1:02:03.456";
        QTest::newRow("before it") << qint64{-100'000} << QStringLiteral("−0:00.100");
    }
    void writesTimesSinceTheStart()
    {
        QFETCH(qint64, micros);
        QFETCH(QString, text);
        QCOMPARE(sinceStartText(Micros(micros)), text);
    }

    void tellsDifferences()
    {
        QCOMPARE(countDifference(1'000, 2'500), QStringLiteral("+1,500"));
        QCOMPARE(countDifference(2'500, 1'000), QStringLiteral("−1,500"));
        QCOMPARE(countDifference(7, 7), QStringLiteral("same"));
        QCOMPARE(countDifference(7, std::nullopt), QStringLiteral("—"));
        QCOMPARE(timeDifference(Millis(1'500), Millis(1'200)), QStringLiteral("−300 ms"));
        QCOMPARE(costDifference(*Money::fromDecimal("0.01"), *Money::fromDecimal("0.0125")),
            QStringLiteral("+$0.0025"));
        QCOMPARE(costDifference(std::nullopt, Money()), QStringLiteral("—"));
    }
};

QTEST_APPLESS_MAIN(TestAnalysisText)
#include "tst_analysis_text.moc"
