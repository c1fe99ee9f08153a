// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/cell_grid.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;

class TestCellGrid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryCellInTheArea_data();
    void keepsEveryCellInTheArea();
    void putsTheOldestAtTheRight();
    void findsTheCellAtAPoint();
    void hasNoCellWithoutRoom();
    void fillsACellAsFarAsItIsFull_data();
    void fillsACellAsFarAsItIsFull();
    void dividesACellByType();
    void findsTheCellOfAPlace();
};

void TestCellGrid::keepsEveryCellInTheArea_data()
{
    QTest::addColumn<std::size_t>("count");
    QTest::addColumn<QRectF>("area");
    QTest::newRow("one") << std::size_t{1} << QRectF(10, 20, 300, 100);
    QTest::newRow("a hundred") << std::size_t{100} << QRectF(0, 0, 600, 120);
    QTest::newRow("a hundred and one") << std::size_t{101} << QRectF(0, 0, 600, 120);
    QTest::newRow("the most") << std::size_t{400} << QRectF(5, 5, 800, 300);
    QTest::newRow("the most in little room") << std::size_t{400} << QRectF(5, 5, 90, 60);
}

void TestCellGrid::keepsEveryCellInTheArea()
{
    QFETCH(std::size_t, count);
    QFETCH(QRectF, area);
    const CellGrid grid(count, area);
    QCOMPARE(grid.count(), count);
    for (std::size_t i = 0; i < count; ++i) {
        QVERIFY(area.contains(grid.cell(i)));
        if (i > 0)
            QVERIFY(!grid.cell(i).intersects(grid.cell(i - 1)));
    }
}

void TestCellGrid::putsTheOldestAtTheRight()
{
    const CellGrid grid(100, QRectF(0, 0, 600, 120));
    QVERIFY(grid.cell(0).right() > 590);
    QVERIFY(grid.cell(99).x() < grid.cell(0).x());
    QVERIFY(grid.cell(1).y() > grid.cell(0).y()); // down its column first
}

void TestCellGrid::findsTheCellAtAPoint()
{
    const CellGrid grid(101, QRectF(30, 40, 500, 90));
    for (std::size_t i = 0; i < grid.count(); ++i)
        QCOMPARE(grid.at(grid.cell(i).center()), std::optional(i));
    QVERIFY(!grid.at({0, 0}));
    QVERIFY(!grid.at({1'000, 60}));
    QVERIFY(!CellGrid().at({0, 0}));
}

void TestCellGrid::hasNoCellWithoutRoom()
{
    QCOMPARE(CellGrid(400, QRectF(0, 0, 20, 20)).count(), std::size_t{0});
    QCOMPARE(CellGrid(0, QRectF(0, 0, 200, 200)).count(), std::size_t{0});
}

void TestCellGrid::fillsACellAsFarAsItIsFull_data()
{
    QTest::addColumn<int>("places");
    QTest::addColumn<int>("filled");
    QTest::addColumn<double>("top");
    QTest::newRow("empty") << 10 << 0 << 0.0;
    QTest::newRow("one of ten") << 10 << 1 << 0.1;
    QTest::newRow("full") << 10 << 10 << 1.0;
    QTest::newRow("a place of its own") << 1 << 1 << 1.0;
    QTest::newRow("no place at all") << 0 << 0 << 0.0;
}

void TestCellGrid::fillsACellAsFarAsItIsFull()
{
    QFETCH(int, places);
    QFETCH(int, filled);
    QueueCell cell;
    cell.places = static_cast<std::uint32_t>(places);
    cell.filled = static_cast<std::uint32_t>(filled);
    QTEST(bandsOf(cell).unknownTo, "top"); // nothing was looked at
    cell.byType[1] = cell.filled;
    const CellBands bands = bandsOf(cell);
    QTEST(bands.count == 0 ? 0.0 : bands.bands[bands.count - 1].to, "top");
    QCOMPARE(bands.unknownTo, 0.0);
}

void TestCellGrid::dividesACellByType()
{
    const CellBands bands = bandsOf({100, 50, {1, 0, 3, 0, 0}}); // four were looked at
    QCOMPARE(bands.count, std::size_t{2});
    QCOMPARE(bands.bands[0].type, EventType::Action);
    QCOMPARE(bands.bands[0].from, 0.0);
    QCOMPARE(bands.bands[0].to, 0.125);
    QCOMPARE(bands.bands[1].type, EventType::Tool);
    QCOMPARE(bands.bands[1].from, 0.125);
    QCOMPARE(bands.bands[1].to, 0.5);
}

void TestCellGrid::findsTheCellOfAPlace()
{
    const std::vector<QueueCell> cells{{3, 0, {}}, {3, 0, {}}, {4, 0, {}}};
    QCOMPARE(cellOfPlace(cells, 0), std::optional<std::size_t>(0));
    QCOMPARE(cellOfPlace(cells, 2), std::optional<std::size_t>(0));
    QCOMPARE(cellOfPlace(cells, 3), std::optional<std::size_t>(1));
    QCOMPARE(cellOfPlace(cells, 9), std::optional<std::size_t>(2));
    QVERIFY(!cellOfPlace(cells, 10));
    QCOMPARE(placesBefore(cells, 2), std::size_t{6});
}

QTEST_GUILESS_MAIN(TestCellGrid)
#include "tst_cell_grid.moc"
