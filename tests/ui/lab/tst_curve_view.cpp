// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/widgets/columns_box.h"
#include "ui/widgets/curve_view.h"

#include <QLabel>

using namespace sluice::ui;

namespace {

std::vector<Curve> twoCurves()
{
    return {{QStringLiteral("first"), {{0, 0}, {5, 50}, {10, 20}}, Curve::Shape::Line, false},
        {QStringLiteral("second"), {{0, 7}, {10, 9}}, Curve::Shape::Steps, true}};
}

} // namespace

class TestCurveView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheLastValueAtOrBefore_data();
    void givesTheLastValueAtOrBefore();
    void turnsPixelsAndValuesIntoEachOther();
    void ticksByRoundSteps_data();
    void ticksByRoundSteps();
    void saysTheHighestOfEachCurve();
    void movesItsCursorByKeys();
    void movesItsCursorByThePointer();
    void saysThatThereIsNothing();
    void drawsEachCurveInItsOwnColour();
    void putsPartsIntoAsManyColumnsAsFit();
};

void TestCurveView::givesTheLastValueAtOrBefore_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("value");
    QTest::newRow("in front") << -1.0 << -1.0;
    QTest::newRow("first") << 0.0 << 0.0;
    QTest::newRow("between") << 7.0 << 50.0;
    QTest::newRow("last") << 10.0 << 20.0;
    QTest::newRow("beyond") << 99.0 << 20.0;
}

void TestCurveView::givesTheLastValueAtOrBefore()
{
    QFETCH(double, x);
    QFETCH(double, value);
    QCOMPARE(twoCurves()[0].at(x).value_or(-1), value);
}

void TestCurveView::turnsPixelsAndValuesIntoEachOther()
{
    const PlotScale scale(QRectF(10, 20, 200, 100), PlotRange{50, 10});
    QCOMPARE(scale.toPixel({0, 0}), QPointF(10, 120));
    QCOMPARE(scale.toPixel({50, 10}), QPointF(210, 20));
    QCOMPARE(scale.valueAt(scale.toPixel({12.5, 0}).x()), 12.5);
    QCOMPARE(scale.valueAt(-1'000), 0.0);
    QCOMPARE(scale.valueAt(1'000), 50.0);
}

void TestCurveView::ticksByRoundSteps_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<int>("count");
    QTest::addColumn<std::vector<double>>("ticks");
    QTest::newRow("tens") << 100.0 << 5 << std::vector<double>{0, 20, 40, 60, 80, 100};
    QTest::newRow("fives") << 23.0 << 5 << std::vector<double>{0, 5, 10, 15, 20};
    QTest::newRow("less than one") << 0.9 << 2 << std::vector<double>{0, 0.5};
    QTest::newRow("nothing") << 0.0 << 5 << std::vector<double>{0};
    QTest::newRow("no room") << 9.0 << 0 << std::vector<double>{0};
}

void TestCurveView::ticksByRoundSteps()
{
    QFETCH(double, most);
    QFETCH(int, count);
    QFETCH(std::vector<double>, ticks);
    const std::vector<double> found = roundTicks(most, count);
    QCOMPARE(found.size(), ticks.size());
    for (std::size_t i = 0; i < ticks.size(); ++i)
        QVERIFY(qFuzzyCompare(1 + found[i], 1 + ticks[i]));
}

void TestCurveView::saysTheHighestOfEachCurve()
{
    CurveView view(QStringLiteral("Depth"));
    view.setCurves(twoCurves());
    view.setLevel(100, QStringLiteral("capacity"));
    view.setStamp(QStringLiteral("simulation"));
    QCOMPARE(view.accessibleName(), QStringLiteral("Depth"));
    QCOMPARE(view.accessibleDescription(),
        QStringLiteral("first: at most 50\nsecond: at most 9\ncapacity: 100\nsimulation"));
}

void TestCurveView::movesItsCursorByKeys()
{
    CurveView view(QStringLiteral("Depth"));
    view.setCurves(twoCurves());
    view.resize(400, 200);
    view.show();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.words(), QStringLiteral("0\nfirst: 0\nsecond: 7"));
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.words(), QStringLiteral("10\nfirst: 20\nsecond: 9"));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.words(), QStringLiteral("9.8\nfirst: 50\nsecond: 7"));
    QCOMPARE(view.accessibleDescription(), view.words());
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(view.words().startsWith(QStringLiteral("first: at most")));
}

void TestCurveView::movesItsCursorByThePointer()
{
    CurveView view(QStringLiteral("Depth"));
    view.setCurves(twoCurves());
    view.resize(400, 200);
    view.show();
    QTest::mouseMove(&view, QPoint(399, 100));
    QTRY_COMPARE(view.words(), QStringLiteral("10\nfirst: 20\nsecond: 9"));
}

void TestCurveView::saysThatThereIsNothing()
{
    CurveView view(QStringLiteral("Depth"));
    view.setNothing(QStringLiteral("all at once"));
    view.resize(400, 200);
    view.show();
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.accessibleDescription(), QStringLiteral("all at once"));
}

void TestCurveView::drawsEachCurveInItsOwnColour()
{
    CurveView view(QStringLiteral("Depth"));
    view.resize(400, 200);
    const QImage without = view.grab().toImage();
    view.setCurves(twoCurves());
    const QImage with = view.grab().toImage();
    QVERIFY(without != with);
    std::vector<Curve> other = twoCurves();
    std::swap(other[0].points, other[1].points);
    view.setCurves(other);
    QVERIFY(view.grab().toImage() != with);
}

void TestCurveView::putsPartsIntoAsManyColumnsAsFit()
{
    QWidget host;
    ColumnsBox box(100, 3, &host);
    std::vector<QLabel *> parts;
    for (int i = 0; i < 3; ++i) {
        parts.push_back(new QLabel(QStringLiteral("part")));
        parts.back()->setFixedHeight(40 + 10 * i);
        box.add(parts.back());
    }
    host.show();
    box.resize(320, 10);
    QCOMPARE(parts[0]->y(), 0);
    QCOMPARE(parts[2]->y(), 0);
    QVERIFY(parts[2]->x() > parts[1]->x());
    box.resize(220, 10);
    QCOMPARE(parts[2]->x(), parts[0]->x()); // below the shortest
    QVERIFY(parts[2]->y() >= 40);
    box.resize(90, 10);
    QVERIFY(parts[1]->y() > parts[0]->y());
    QCOMPARE(box.sizeHint().height(), parts[2]->geometry().bottom() + 1);
}

QTEST_MAIN(TestCurveView)
#include "tst_curve_view.moc"
