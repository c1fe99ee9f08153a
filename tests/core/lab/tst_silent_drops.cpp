// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab.h"
#include "core/lab/silent_drops.h"

#include <QtTest>

#include <cmath>

using namespace sluice;

class TestSilentDrops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesWithinATenthOfWhatWasMeasured()
    {
        QStringList servers;
        for (const SilentDropCase &drops : silentDropCases()) {
            servers << QString::fromStdString(drops.server);
            const double away
                = std::abs(static_cast<double>(drops.simulated) - static_cast<double>(drops.measured));
            QVERIFY2(away <= 0.1 * static_cast<double>(drops.measured),
                qPrintable(QString::number(drops.simulated)));
            QCOMPARE(drops.claimed, 3'000U);
        }
        QCOMPARE(servers.join(QLatin1String(", ")),
            QStringLiteral("answers at once, answers after 4 s, answers 503"));
    }

    void deliversAllOfASmallBurst_data()
    {
        QTest::addColumn<int>("events");
        for (const int events : {0, 1, 24, 25, 26, 99, 100, 511, 512, 513, 600})
            QTest::addRow("%d", events) << events;
    }

    void deliversAllOfASmallBurst()
    {
        QFETCH(int, events);
        QCOMPARE(silentDropCases(static_cast<std::uint64_t>(events)).front().simulated,
            static_cast<std::uint64_t>(events));
    }

    void neverDeliversMoreThanThereWas()
    {
        for (std::uint64_t events = 0; events <= 5'000; events += 7) {
            for (const SilentDropCase &drops : silentDropCases(events)) {
                QVERIFY(drops.simulated <= events);
                QCOMPARE(drops.claimed, events);
            }
        }
    }

    void losesNothingWhenTheServerKeepsUp()
    {
        BatchProcessor processor;
        processor.exportTime = processor.recordTime * 25;
        QCOMPARE(arriving(processor, 3'000), 3'000U);
        processor.exportTime = processor.recordTime * 50;
        QVERIFY(arriving(processor, 3'000) < 3'000U);
    }
};

QTEST_GUILESS_MAIN(TestSilentDrops)
#include "tst_silent_drops.moc"
