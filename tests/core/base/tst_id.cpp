// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/id.h"

#include <QTest>

#include <unordered_set>

using namespace sluice;

using CatId = Id<struct CatTag>;
using DogId = Id<struct DogTag>;

static_assert(!std::is_convertible_v<std::string, CatId>, "an id is made on purpose only");
static_assert(!std::is_convertible_v<CatId, DogId> && !std::is_constructible_v<CatId, DogId>);
static_assert(!std::is_convertible_v<CatId, bool>);

class TestId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsTextAsReceived();
    void isEmptyByDefault();
    void ordersAndHashesByItsText();
};

void TestId::keepsItsTextAsReceived()
{
    QCOMPARE(CatId("Agent-123 ").text(), std::string("Agent-123 "));
    QVERIFY(CatId("a") != CatId("A"));
}

void TestId::isEmptyByDefault()
{
    QVERIFY(CatId().isEmpty());
    QVERIFY(!CatId());
    QVERIFY(static_cast<bool>(CatId("a")));
}

void TestId::ordersAndHashesByItsText()
{
    QVERIFY(CatId("a") < CatId("b"));
    const std::unordered_set<CatId> all{CatId("a"), CatId("b"), CatId("a")};
    QCOMPARE(all.size(), std::size_t(2));
    QVERIFY(all.contains(CatId("b")));
}

QTEST_APPLESS_MAIN(TestId)
#include "tst_id.moc"
