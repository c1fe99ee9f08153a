// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/latest.h"

#include <QTest>

#include <string>
#include <thread>
#include <vector>

using namespace sluice;

class TestLatest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNullBeforeTheFirstValue();
    void holdsTheNewestValue();
    void leavesAReaderItsOldValue();
    void keepsOneValueAlive();
    void isNeverTornOrOlderOnManyThreads();
};

void TestLatest::isNullBeforeTheFirstValue()
{
    QVERIFY(!Latest<int>().get());
}

void TestLatest::holdsTheNewestValue()
{
    Latest<int> latest;
    latest.put(1);
    latest.put(2);
    QCOMPARE(*latest.get(), 2);
    QCOMPARE(*latest.get(), 2);
}

void TestLatest::leavesAReaderItsOldValue()
{
    Latest<std::string> latest;
    latest.put("old");
    const std::shared_ptr<const std::string> held = latest.get();
    latest.put("new");
    QCOMPARE(*held, std::string("old"));
    QCOMPARE(*latest.get(), std::string("new"));
}

void TestLatest::keepsOneValueAlive()
{
    Latest<std::shared_ptr<int>> latest;
    const auto counted = std::make_shared<int>(1);
    latest.put(counted);
    QCOMPARE(counted.use_count(), 2L);
    latest.put(nullptr);
    QCOMPARE(counted.use_count(), 1L);
}

void TestLatest::isNeverTornOrOlderOnManyThreads()
{
    constexpr int newest = 20'000;
    Latest<std::vector<int>> latest;
    latest.put({0, 0});
    std::jthread writer([&latest] {
        for (int i = 1; i <= newest; ++i)
            latest.put({i, i});
    });
    int seen = 0;
    while (seen < newest) {
        const std::shared_ptr<const std::vector<int>> value = latest.get();
        QCOMPARE(value->at(0), value->at(1));
        QVERIFY(value->at(0) >= seen);
        seen = value->at(0);
    }
}

QTEST_APPLESS_MAIN(TestLatest)
#include "tst_latest.moc"
