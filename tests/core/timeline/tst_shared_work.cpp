// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/shared_work.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace sluice;

class TestSharedWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesEachPartOnce_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 33, 1000})
            QTest::addRow("%d parts", count) << count;
    }
    void doesEachPartOnce()
    {
        QFETCH(int, count);
        SharedWork work;
        for (int round = 0; round < 200; ++round) {
            std::vector<int> done(static_cast<std::size_t>(count)); // no atomics: each is one thread's
            work.run(done.size(), [&done](std::size_t index) { ++done[index]; });
            QVERIFY(std::ranges::all_of(done, [](int times) { return times == 1; }));
        }
    }

    void endsWithoutWork()
    {
        for (int round = 0; round < 100; ++round)
            const SharedWork work;
    }
};

QTEST_APPLESS_MAIN(TestSharedWork)
#include "tst_shared_work.moc"
