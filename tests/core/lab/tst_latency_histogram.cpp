// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/lab/latency_histogram.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <vector>

using namespace sluice;

class TestLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isZeroWithoutDurations()
    {
        const LatencyHistogram empty;
        QCOMPARE(empty.quantile(0.5), 0U);
        QCOMPARE(empty.max(), 0U);
    }

    void isExactBelow32()
    {
        LatencyHistogram histogram;
        for (std::uint64_t i = 1; i <= 31; ++i)
            histogram.add(i);
        QCOMPARE(histogram.quantile(0), 1U);
        QCOMPARE(histogram.quantile(0.5), 16U);
        QCOMPARE(histogram.quantile(1), 31U);
    }

    void isRightTo7PerCentAbove()
    {
        SeededRandom random(7);
        std::vector<std::uint64_t> values;
        LatencyHistogram histogram;
        for (int i = 0; i < 20'000; ++i) {
            values.push_back(32 + random.below(std::uint64_t{1} << random.below(40)));
            histogram.add(values.back());
        }
        std::ranges::sort(values);
        for (const double q : {0.1, 0.5, 0.9, 0.99, 0.999}) {
            const auto index = static_cast<std::size_t>(q * static_cast<double>(values.size())) - 1;
            const auto exact = static_cast<double>(values[index]);
            const auto found = static_cast<double>(histogram.quantile(q));
            QVERIFY2(found >= exact && found <= exact * 1.07, qPrintable(QString::number(q)));
        }
        QCOMPARE(histogram.quantile(1), values.back());
    }

    void takesTheLargestNumber()
    {
        LatencyHistogram histogram;
        histogram.add(std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(histogram.quantile(0.5), std::numeric_limits<std::uint64_t>::max());
    }

    void mergesAsIfAddedToOne()
    {
        LatencyHistogram a;
        LatencyHistogram b;
        LatencyHistogram both;
        for (std::uint64_t i = 0; i < 1'000; ++i) {
            (i % 2 == 0 ? a : b).add(i * i);
            both.add(i * i);
        }
        a.merge(b);
        QCOMPARE(a.count(), both.count());
        QCOMPARE(a.max(), both.max());
        for (const double q : {0.1, 0.5, 0.99})
            QCOMPARE(a.quantile(q), both.quantile(q));
    }
};

QTEST_APPLESS_MAIN(TestLatencyHistogram)
#include "tst_latency_histogram.moc"
