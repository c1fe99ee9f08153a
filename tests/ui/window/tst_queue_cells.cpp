// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_cells.h"

#include <QTest>

using namespace sluice::ui;

class TestQueueCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAPlaceForEachCell_data();
    void findsAPlaceForEachCell();
    void drawsNoCellsWhenABarSaysMore_data();
    void drawsNoCellsWhenABarSaysMore();
};

void TestQueueCells::findsAPlaceForEachCell_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<QSizeF>("area");
    QTest::newRow("one") << 1 << QSizeF(200, 100);
    QTest::newRow("a hundred") << 100 << QSizeF(260, 120);
    QTest::newRow("as many as there can be") << 400 << QSizeF(260, 120);
    QTest::newRow("a flat strip") << 100 << QSizeF(400, 8);
}

void TestQueueCells::findsAPlaceForEachCell()
{
    QFETCH(int, capacity);
    QFETCH(QSizeF, area);
    const QueueCells cells(static_cast<std::size_t>(capacity), area);
    QCOMPARE(cells.count(), static_cast<std::size_t>(capacity));
    const QRectF whole(QPointF(), area);
    QRectF before;
    for (std::size_t place = 0; place < cells.count(); ++place) {
        const QRectF cell = cells.cell(place);
        QVERIFY(!cell.isEmpty());
        QVERIFY(whole.contains(cell));
        QVERIFY(!cell.intersects(before));
        before = cell;
    }
}

void TestQueueCells::drawsNoCellsWhenABarSaysMore_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<QSizeF>("area");
    QTest::newRow("no queue") << 0 << QSizeF(200, 100);
    QTest::newRow("one cell too many") << 401 << QSizeF(2'000, 1'000);
    QTest::newRow("no room") << 400 << QSizeF(10, 10);
    QTest::newRow("no area") << 10 << QSizeF(0, 0);
}

void TestQueueCells::drawsNoCellsWhenABarSaysMore()
{
    QFETCH(int, capacity);
    QFETCH(QSizeF, area);
    QCOMPARE(QueueCells(static_cast<std::size_t>(capacity), area).count(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestQueueCells)
#include "tst_queue_cells.moc"
