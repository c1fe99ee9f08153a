// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/format.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

class TestFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsNumbers_data();
    void groupsNumbers();
    void saysBytes_data();
    void saysBytes();
    void saysDurations_data();
    void saysDurations();
    void saysRates_data();
    void saysRates();
    void keepsMarkupInToolTipsAsText();
};

void TestFormat::groupsNumbers_data()
{
    QTest::addColumn<quint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << quint64{0} << QStringLiteral("0");
    QTest::newRow("three digits") << quint64{999} << QStringLiteral("999");
    QTest::newRow("four digits") << quint64{1'000} << QStringLiteral("1,000");
    QTest::newRow("seven digits") << quint64{1'204'331} << QStringLiteral("1,204,331");
    QTest::newRow("most") << quint64{UINT64_MAX} << QStringLiteral("18,446,744,073,709,551,615");
}

void TestFormat::groupsNumbers()
{
    QFETCH(quint64, number);
    QTEST(numberText(number), "text");
}

void TestFormat::saysBytes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64{0} << QStringLiteral("0 B");
    QTest::newRow("below a KiB") << quint64{1'023} << QStringLiteral("1023 B");
    QTest::newRow("a KiB") << quint64{1'024} << QStringLiteral("1.00 KiB");
    QTest::newRow("rounds up to the next unit") << quint64{1'048'575} << QStringLiteral("1.00 MiB");
    QTest::newRow("64 MiB") << quint64{64U << 20U} << QStringLiteral("64.0 MiB");
}

void TestFormat::saysBytes()
{
    QFETCH(quint64, bytes);
    QTEST(bytesText(bytes), "text");
}

void TestFormat::saysDurations_data()
{
    QTest::addColumn<qint64>("nanos");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << QStringLiteral("0 ns");
    QTest::newRow("nanoseconds") << qint64{850} << QStringLiteral("850 ns");
    QTest::newRow("microseconds") << qint64{12'340} << QStringLiteral("12.3 µs");
    QTest::newRow("rounds up to milliseconds") << qint64{999'900} << QStringLiteral("1.00 ms");
    QTest::newRow("milliseconds") << qint64{4'560'000} << QStringLiteral("4.56 ms");
    QTest::newRow("seconds") << qint64{1'230'000'000} << QStringLiteral("1.23 s");
    QTest::newRow("rounds up to a minute") << qint64{59'990'000'000} << QStringLiteral("1 min 00 s");
    QTest::newRow("minutes") << qint64{125'000'000'000} << QStringLiteral("2 min 05 s");
    QTest::newRow("hours") << qint64{3'720'000'000'000} << QStringLiteral("1 h 02 min");
    QTest::newRow("days") << qint64{273'600'000'000'000} << QStringLiteral("3 d 04 h");
    QTest::newRow("negative") << qint64{-2'000'000} << QStringLiteral("−2.00 ms");
}

void TestFormat::saysDurations()
{
    QFETCH(qint64, nanos);
    QTEST(durationText(Nanos(nanos)), "text");
}

void TestFormat::saysRates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0/s");
    QTest::newRow("below ten") << 0.5 << QStringLiteral("0.5/s");
    QTest::newRow("ten") << 9.96 << QStringLiteral("10/s");
    QTest::newRow("many") << 12'480.4 << QStringLiteral("12,480/s");
    QTest::newRow("negative is none") << -3.0 << QStringLiteral("0/s");
}

void TestFormat::saysRates()
{
    QFETCH(double, rate);
    QTEST(rateText(rate), "text");
}

void TestFormat::keepsMarkupInToolTipsAsText()
{
    QCOMPARE(plainToolTip(QStringLiteral("<img src=x>\nb")),
        QStringLiteral("<span>&lt;img src=x&gt;<br>b</span>"));
    QCOMPARE(plainToolTip(QString()), QString());
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
