// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/stored.h"

#include <QTest>

#include <array>

using namespace sluice;

class TestStored : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBatchIsEmptyOnlyWithNothingInIt();
};

void TestStored::aBatchIsEmptyOnlyWithNothingInIt()
{
    QVERIFY(StoreBatch{}.isEmpty());
    std::array<StoreBatch, 8> each;
    each[0].sessions.resize(1);
    each[1].agents.resize(1);
    each[2].events.resize(1);
    each[3].flushes.resize(1);
    each[4].drops.resize(1);
    each[5].depths.resize(1);
    each[6].tokens.resize(1);
    each[7].contents.resize(1);
    for (const StoreBatch &batch : each)
        QVERIFY(!batch.isEmpty());
}

QTEST_APPLESS_MAIN(TestStored)
#include "tst_stored.moc"
