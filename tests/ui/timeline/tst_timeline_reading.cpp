// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a reader writes and asks: a filter's shade, texts at marks, parents that have not arrived, the names'
// width.

#include "tests/ui/timeline/timeline_bench.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/timeline/mark_editor.h"

#include <QAccessible>
#include <QSignalSpy>

#include <memory>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

/// Calls and tools in turn, one each 20 ms; the last one is an error.
std::vector<EventHead> callsAndTools(int count)
{
    std::vector<EventHead> heads;
    for (int i = 0; i < count; ++i)
        heads.push_back(headOf(i + 1, i % 2 == 0 ? EventType::Llm : EventType::Tool, Millis{20 * i},
            Millis{20 * i + 10}, i % 2 == 0 ? "gpt-4o" : "search"));
    heads.back().type = EventType::Error;
    return heads;
}

/// Two events that wait for parents that were never told.
std::vector<EventHead> orphans()
{
    auto first = headOf(10, EventType::Tool, 100ms, 200ms);
    first.parent = 3;
    auto second = headOf(11, EventType::Tool, 600ms, 700ms);
    second.parent = 4;
    return {headOf(1, EventType::Action, 0ms, 50ms), first, second, headOf(12, EventType::Action, 900ms, 1s)};
}

std::shared_ptr<const EventSet> matching(std::size_t total, const std::vector<EventIndex> &events)
{
    return std::make_shared<const EventSet>(total, events);
}

bool isDimmed(TimelineBench &bench, const QRect &bar)
{
    for (const QRect &rect : bench.view.dimmedRects()) {
        if (rect.contains(bar.center()))
            return true;
    }
    return false;
}

QStringList namesOf(QWidget &view)
{
    QStringList names;
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&view);
    for (int i = 0; i < accessible->childCount(); ++i)
        names << accessible->child(i)->text(QAccessible::Name);
    return names;
}

ui::MarkEditor *editorOf(TimelineBench &bench)
{
    return bench.view.findChild<ui::MarkEditor *>(QStringLiteral("markEditor"));
}

} // namespace

class TestTimelineReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }

    // The filter's shade

    void dimsBarsThatDoNotMatch()
    {
        TimelineBench bench;
        bench.show(callsAndTools(9));
        QVERIFY(bench.view.dimmedRects().empty());
        bench.view.setMatching(matching(9, {0, 2, 4, 6}));
        QVERIFY(bench.view.isDimming());
        for (const auto &bar : bench.view.visibleBars()) {
            const bool isCall = bar.type == EventType::Llm;
            const bool isError = bar.type == EventType::Error;
            QCOMPARE(isDimmed(bench, bar.rect), !isCall && !isError);
        }
        bench.view.setMatching(nullptr);
        QVERIFY(bench.view.dimmedRects().empty());
    }

    void dimsAColumnWithoutAnyMatch_data()
    {
        QTest::addColumn<QList<quint32>>("events");
        QTest::addColumn<bool>("left");
        QTest::addColumn<bool>("right");
        QTest::newRow("none") << QList<quint32>{} << true << true;
        QTest::newRow("one at the left") << QList<quint32>{3} << false << true;
        QTest::newRow("one at the right") << QList<quint32>{99'990} << true << false;
    }
    void dimsAColumnWithoutAnyMatch()
    {
        QFETCH(QList<quint32>, events);
        QFETCH(bool, left);
        QFETCH(bool, right);
        TimelineBench bench;
        bench.show(actions(100'000));
        bench.view.setMatching(matching(100'000, {events.begin(), events.end()}));
        const auto columns = bench.view.visibleColumns();
        QVERIFY(columns.size() > 500);
        QCOMPARE(isDimmed(bench, columns.front().rect), left);
        QVERIFY(isDimmed(bench, columns[columns.size() / 2].rect));
        QCOMPARE(isDimmed(bench, columns.back().rect), right);
    }

    void dimsWhileMoreIsRead()
    {
        TimelineBench bench;
        auto heads = actions(20'000);
        const std::vector<EventHead> rest(heads.begin() + 10'000, heads.end());
        heads.resize(10'000);
        bench.show(heads, std::chrono::seconds(400));
        bench.view.setMatching(matching(10'000, {}));
        QVERIFY(!bench.view.dimmedRects().empty());
        const QSignalBlocker untold(bench.model); // as between two signals of a long row of pieces
        bench.model.appendEvents(rest);
        bench.view.zoomIn();
        QVERIFY(!bench.view.viewport()->grab().isNull());
        bench.view.fitAll();
        const auto columns = bench.view.visibleColumns();
        QVERIFY(isDimmed(bench, columns.front().rect));
        QVERIFY(!isDimmed(bench, columns.back().rect));
    }

    void neverDimsAnError()
    {
        TimelineBench bench;
        bench.view.setLaneBy(LaneBy::Agent);
        auto heads = actions(100'000);
        heads[50'000].type = EventType::Error;
        bench.show(heads);
        bench.view.setMatching(matching(heads.size(), {}));
        int errors = 0;
        for (const auto &column : bench.view.visibleColumns()) {
            errors += column.errors > 0 ? 1 : 0;
            QCOMPARE(isDimmed(bench, column.rect), column.errors == 0);
        }
        QCOMPARE(errors, 1);
    }

    void doesNotDimWhatNobodyHasAskedOf()
    {
        TimelineBench bench;
        bench.show(actions(5));
        bench.view.setMatching(matching(5, {}));
        QCOMPARE(bench.view.dimmedRects().size(), std::size_t{5});
        bench.model.appendEvents({headOf(6, EventType::Action, 200ms, 210ms)});
        bench.view.fitAll();
        QCOMPARE(bench.view.visibleBars().size(), std::size_t{6});
        QCOMPARE(bench.view.dimmedRects().size(), std::size_t{5});
        bench.show(actions(5), Micros{0}, "another");
        QVERIFY(!bench.view.isDimming());
    }

    void paintsTheShadeAndSaysIt()
    {
        TimelineBench bench;
        bench.show(actions(5));
        const auto bar = bench.view.visibleBars()[2].rect;
        const auto colour = [&] { return bench.view.viewport()->grab().toImage().pixelColor(bar.center()); };
        const QColor before = colour();
        bench.view.setMatching(matching(5, {0}));
        const QColor after = colour();
        const QColor ground = ui::EventPalette::of(ui::Theme::Light).background;
        const auto away = [&](const QColor &c) { return std::abs(c.lightness() - ground.lightness()); };
        QVERIFY2(away(after) < away(before) / 2 && after != ground, qPrintable(before.name() + after.name()));
        QVERIFY(bench.view.toolTipAt(bar.center()).endsWith(QStringLiteral("Not in the filter")));
        QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("dimmed")));
    }

    // Texts at marks

    void writesAtANewMark()
    {
        TimelineBench bench;
        bench.show(actions(20));
        bench.view.selectRow(7);
        bench.key(Qt::Key_M);
        auto *editor = editorOf(bench);
        QVERIFY(editor->isVisible() && editor->hasFocus());
        QTest::keyClicks(editor, QStringLiteral("first retry"));
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(!editor->isVisible() && bench.view.hasFocus());
        QCOMPARE(bench.view.marks().all()[0].text, std::string("first retry"));
        const ui::MarkFlag flag = bench.view.visibleMarks()[0];
        QCOMPARE(flag.text, QStringLiteral("first retry"));
        QVERIFY(flag.textRect.left() > flag.flag.right());
        QCOMPARE(bench.view.toolTipAt(flag.flag.center()), QStringLiteral("Mark 1: first retry, at 120 ms"));
        QVERIFY(namesOf(bench.view).contains(QStringLiteral("Mark 1: first retry, at 120 ms")));
    }

    void keepsOrLeavesAMarksText_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("Return keeps") << int(Qt::Key_Return) << QStringLiteral("other");
        QTest::newRow("Tab keeps") << int(Qt::Key_Tab) << QStringLiteral("other");
        QTest::newRow("Escape leaves") << int(Qt::Key_Escape) << QStringLiteral("one");
    }
    void keepsOrLeavesAMarksText()
    {
        QFETCH(int, key);
        QFETCH(QString, text);
        TimelineBench bench;
        bench.show(actions(20));
        bench.key(Qt::Key_M);
        QTest::keyClicks(editorOf(bench), QStringLiteral("one"));
        QTest::keyClick(editorOf(bench), Qt::Key_Return);
        bench.key(Qt::Key_Return); // at the chosen mark
        QCOMPARE(editorOf(bench)->text(), QStringLiteral("one"));
        QTest::keyClicks(editorOf(bench), QStringLiteral("other"));
        QTest::keyClick(editorOf(bench), Qt::Key(key));
        QTRY_VERIFY(!editorOf(bench)->isVisible());
        QCOMPARE(QString::fromStdString(bench.view.marks().all()[0].text), text);
    }

    void keepsTextsOfMarksWithTheirSession()
    {
        TimelineBench bench;
        bench.show(actions(20), Micros{0}, "one");
        bench.key(Qt::Key_M);
        QTest::keyClicks(editorOf(bench), QStringLiteral("here"));
        QTest::keyClick(editorOf(bench), Qt::Key_Return);
        bench.key(Qt::Key_M);
        QTest::keyClicks(editorOf(bench), QStringLiteral("half"));
        bench.show(
            actions(20), Micros{0}, "two"); // what is not finished is gone, and never another session's
        QVERIFY(bench.view.marks().all().empty());
        QVERIFY(!editorOf(bench)->isVisible());
        bench.show(actions(20), Micros{0}, "one");
        QCOMPARE(bench.view.marks().all()[0].text, std::string("here"));
    }

    // Parents that have not arrived

    void saysWhatHasNotArrived()
    {
        TimelineBench bench;
        bench.view.setLaneBy(LaneBy::Agent);
        bench.show(orphans());
        const auto places = bench.view.visiblePlaceholders();
        QCOMPARE(places.size(), std::size_t{2});
        QCOMPARE(bench.view.toolTipAt(places[0].rect.center()),
            QStringLiteral("The parent of these events has not arrived\n1 event waits for it\n"
                           "It reaches from the first to the last of them."));
        QCOMPARE(namesOf(bench.view).filter(QStringLiteral("has not arrived")).size(), 2);
    }

    void stepsThroughMissingParents()
    {
        TimelineBench bench;
        bench.view.setLaneBy(LaneBy::Agent);
        bench.show(orphans());
        bench.view.selectRow(1);
        bench.key(Qt::Key_P);
        QVERIFY(!bench.view.selectedRow());
        QCOMPARE(bench.view.selectedPlaceholder()->range.begin, sessionStart + 100ms);
        QVERIFY(bench.view.accessibleDescription().contains(
            QStringLiteral("has not arrived, 1 event waits for it, from 100 ms")));
        bench.key(Qt::Key_P);
        QCOMPARE(bench.view.selectedPlaceholder()->range.begin, sessionStart + 600ms);
        bench.key(Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(bench.view.selectedPlaceholder()->range.begin, sessionStart + 100ms);
        bench.key(Qt::Key_R);
        QCOMPARE(bench.view.measuredRange()->begin, sessionStart + 100ms);
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.view.selectedPlaceholder());
    }

    void leavesAParentThatHasArrived()
    {
        TimelineBench bench;
        bench.view.setLaneBy(LaneBy::Agent);
        bench.show(orphans());
        const auto places = bench.view.visiblePlaceholders();
        QTest::mouseClick(bench.plot(), Qt::LeftButton, {}, places[1].rect.center());
        QCOMPARE(bench.view.selectedPlaceholder()->range.begin, sessionStart + 600ms);
        bench.model.appendEvents({headOf(4, EventType::Action, 550ms, 800ms)});
        QTRY_VERIFY(!bench.view.selectedPlaceholder());
        QCOMPARE(bench.view.visiblePlaceholders().size(), std::size_t{1});
    }

    // The names' width

    void widensTheNamesByMouse()
    {
        TimelineBench bench;
        bench.show(actions(20));
        QSignalSpy chosen(&bench.view, &ui::TimelineView::gutterWidthChanged);
        const int edge = bench.xOf(Micros{0}) - bench.xOf(Micros{0}) % 2;
        const int before = bench.view.visibleLanes()[0].rect.width();
        const int gutter = bench.plot()->width() - qRound(bench.view.scale().width());
        QVERIFY(edge >= gutter);
        TimelineBench::drag(bench.plot(), {gutter - 1, 100}, {gutter + 79, 100});
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(bench.view.gutterWidth(), gutter + 80);
        QCOMPARE(bench.plot()->width() - qRound(bench.view.scale().width()), gutter + 80);
        QCOMPARE(bench.view.visibleLanes()[0].rect.width(), before);
        bench.doubleClick({gutter + 79, 100});
        QCOMPARE(chosen.last()[0].toInt(), 0);
        QCOMPARE(bench.plot()->width() - qRound(bench.view.scale().width()), gutter);
    }

    void holdsTheNamesWidthWithinBounds()
    {
        TimelineBench bench;
        bench.show(actions(20));
        bench.view.setGutterWidth(1);
        QCOMPARE(bench.view.gutterWidth(), ui::metrics::leastGutterWidth);
        bench.view.setGutterWidth(5'000);
        QVERIFY(bench.view.scale().width() >= bench.plot()->width() / 2.0);
    }
};

QTEST_MAIN(TestTimelineReading)
#include "tst_timeline_reading.moc"
