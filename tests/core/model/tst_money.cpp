// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/event_facts.h"
#include "core/model/money.h"

#include <QTest>

#include <array>
#include <limits>
#include <optional>
#include <vector>

using namespace sluice;

Q_DECLARE_METATYPE(std::optional<qint64>)

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

EventFacts call(std::optional<std::uint64_t> prompt, std::optional<std::uint64_t> completion,
    std::optional<Money> cost = {})
{
    EventFacts facts;
    facts.promptTokens = prompt;
    facts.completionTokens = completion;
    facts.cost = cost;
    return facts;
}

} // namespace

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadToTheLastPlace_data();
    void isReadToTheLastPlace();
    void isWrittenWithThePlacesThatThereAre_data();
    void isWrittenWithThePlacesThatThereAre();
    void addsUpAsWithPencilAndPaper();
    void staysAtTheMost();
    void usageCountsWhatIsKnown_data();
    void usageCountsWhatIsKnown();
    void usageTakesBackWhatItAdded();
};

void TestMoney::isReadToTheLastPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<qint64>>("pico");
    const auto row = [](const char *text, std::optional<qint64> pico) {
        QTest::newRow(*text == '\0' ? "nothing" : text) << QByteArray(text) << pico;
    };
    row("0", 0);
    row("-0", 0);
    row("3", 3'000'000'000'000);
    row("+3", 3'000'000'000'000);
    row("-3", -3'000'000'000'000);
    row("0.0125", 12'500'000'000);
    row(".5", 500'000'000'000);
    row("5.", 5'000'000'000'000);
    row("0.000000000001", 1);
    row("1.5e-7", 150'000);
    row("1.5E-7", 150'000);
    row("1.5e+2", 150'000'000'000'000);
    row("15e1", 150'000'000'000'000);
    row("0.00015e4", 1'500'000'000'000);
    row("000000000000000000000000001", 1'000'000'000'000);
    row("1.000000000000000000000000000", 1'000'000'000'000);
    // Half to even, by the digit before.
    row("0.0000000000005", 0);
    row("0.0000000000015", 2);
    row("0.0000000000025", 2);
    row("0.00000000000250000000000000001", 3);
    row("0.0000000000024999999999", 2);
    row("-0.0000000000015", -2);
    row("-0.0000000000025", -2);
    row("0.9999999999995", 1'000'000'000'000);
    row("0.9999999999994", 999'999'999'999);
    row("5e-13", 0);
    row("51e-14", 1);
    row("9e-13", 1);
    row("9e-400", 0);
    row("0e400", 0);
    // The most, and what is more.
    row("9223372.036854775807", most);
    row("-9223372.036854775807", -most);
    row("9223372.0368547758074", most);
    row("9223372.0368547758075", std::nullopt);
    row("9223372.036854775808", std::nullopt);
    row("-9223372.036854775808", std::nullopt);
    row("1e7", std::nullopt);
    row("1e400", std::nullopt);
    row("1e401", std::nullopt);
    row("99999999999999999999999999", std::nullopt);
    for (const char *text : {"", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e+-2", "1e1.5", "1.2.3", "1,5",
             " 1", "1 ", "--1", "-+1", "+-1", "0x10", "NaN", "Infinity", "$1", "1f", "1e99999999999"})
        row(text, std::nullopt);
}

void TestMoney::isReadToTheLastPlace()
{
    QFETCH(const QByteArray, text);
    QFETCH(const std::optional<qint64>, pico);
    const std::optional<Money> money = Money::fromDecimal(text.toStdString());
    QCOMPARE(money.has_value(), pico.has_value());
    if (money)
        QCOMPARE(money->pico(), static_cast<std::int64_t>(*pico));
}

void TestMoney::isWrittenWithThePlacesThatThereAre_data()
{
    QTest::addColumn<qint64>("pico");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qint64 pico, const char *text) { QTest::newRow(text) << pico << QByteArray(text); };
    row(0, "0");
    row(1, "0.000000000001");
    row(-1, "-0.000000000001");
    row(-150'000, "-0.00000015");
    row(12'500'000'000, "0.0125");
    row(3'000'000'000'000, "3");
    row(-3'500'000'000'000, "-3.5");
    row(10'000'000'000'000, "10");
    row(most, "9223372.036854775807");
    row(-most, "-9223372.036854775807");
    row(std::numeric_limits<qint64>::min(), "-9223372.036854775808");
}

void TestMoney::isWrittenWithThePlacesThatThereAre()
{
    QFETCH(const qint64, pico);
    QFETCH(const QByteArray, text);
    const Money money = Money::fromPico(pico);
    QCOMPARE(money.text(), text.toStdString());
    if (pico >= -most)
        QVERIFY(Money::fromDecimal(money.text()) == money);
}

void TestMoney::addsUpAsWithPencilAndPaper()
{
    Money sum;
    for (int i = 0; i < 1'000; ++i)
        sum += *Money::fromDecimal("0.1");
    QCOMPARE(sum.text(), std::string("100"));
    sum -= *Money::fromDecimal("0.000000000001");
    QCOMPARE(sum.text(), std::string("99.999999999999"));
    QCOMPARE((Money() - *Money::fromDecimal("2.5")).text(), std::string("-2.5"));
    QCOMPARE(Money::fromDecimal("0.00000015")->times(1'234'567).text(), std::string("0.18518505"));
    QCOMPARE(Money::fromDecimal("-0.5")->times(3).text(), std::string("-1.5"));
    QVERIFY(Money::fromDecimal("5")->times(0) == Money());
    QVERIFY(*Money::fromDecimal("-1") < Money() && Money() < *Money::fromDecimal("1e-12"));
}

void TestMoney::staysAtTheMost()
{
    const Money all = Money::fromPico(most);
    const Money none = Money::fromPico(-most);
    const Money one = Money::fromPico(1);
    QVERIFY(all + one == all);
    QVERIFY(none - one == Money::fromPico(-most - 1));
    QVERIFY(none - all == none);
    QVERIFY(all - none == all);
    QVERIFY(none + none == none);
    QVERIFY(all.times(2) == all);
    QVERIFY(none.times(2) == none);
    QVERIFY(one.times(std::numeric_limits<std::uint64_t>::max()) == all);
    QVERIFY(Money::fromPico(-1).times(std::numeric_limits<std::uint64_t>::max()) == none);
    QVERIFY(one.times(static_cast<std::uint64_t>(most)) == all);
}

void TestMoney::usageCountsWhatIsKnown_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("all is told") << 0;
    QTest::newRow("no cost") << 1;
    QTest::newRow("a cost of nothing is a cost") << 2;
    QTest::newRow("one number of tokens") << 3;
    QTest::newRow("nothing is told") << 4;
}

void TestMoney::usageCountsWhatIsKnown()
{
    QFETCH(const int, which);
    static const std::array<EventFacts, 5> facts{
        call(12, 5, Money::fromPico(7)), call(12, 5), call(12, 5, Money()), call({}, 5), EventFacts{}};
    static const std::array<Usage, 5> expected{
        Usage{1, 12, 5, 0, Money::fromPico(7), 0, 0, 0},
        Usage{1, 12, 5, 0, Money(), 1, 12, 5},
        Usage{1, 12, 5, 0, Money(), 0, 0, 0},
        Usage{1, 0, 5, 0, Money(), 1, 0, 5},
        Usage{1, 0, 0, 1, Money(), 1, 0, 0},
    };
    Usage usage;
    usage.add(facts.at(static_cast<std::size_t>(which)));
    QVERIFY(usage == expected.at(static_cast<std::size_t>(which)));
}

void TestMoney::usageTakesBackWhatItAdded()
{
    const std::vector<EventFacts> all{call(12, 5, Money::fromPico(7)), call(1, {}), call({}, 9, Money()),
        EventFacts{}, call(0, 0), call(1'000'000, 2, Money::fromPico(-3))};
    Usage sum;
    Usage others;
    for (const EventFacts &facts : all) {
        sum.add(facts);
        Usage one;
        one.add(facts);
        others += one;
    }
    QVERIFY(sum == others);
    QCOMPARE(sum.calls, std::uint64_t{6});
    for (const EventFacts &facts : all)
        sum.remove(facts);
    QVERIFY(sum == Usage{});
}

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
