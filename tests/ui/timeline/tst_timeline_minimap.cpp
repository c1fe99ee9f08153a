// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/timeline/timeline_bench.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/theme.h"
#include "ui/timeline/minimap_geometry.h"
#include "ui/timeline/timeline_minimap.h"

#include <QAccessible>
#include <QImage>
#include <QSignalSpy>

#include <cmath>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using sluice::ui::EventPalette;
using sluice::ui::MinimapGeometry;
using sluice::ui::MinimapPart;
using sluice::ui::TimelineMinimap;
using sluice::ui::TimelineView;

namespace {

MinimapGeometry geometryOf(Micros begin, Micros end, int width = 1100)
{
    ui::MinimapFrame frame;
    frame.size = QSize(width, 40);
    frame.gutterWidth = 100;
    frame.bounds = {sessionStart, sessionStart + 100s};
    frame.begin = toViewTime(sessionStart + begin);
    frame.end = toViewTime(sessionStart + end);
    return ui::minimapGeometry(frame);
}

/// A timeline of 100 s and its overview, both zoomed to the seconds from 40 to 60.
struct Shown
{
    Shown()
    {
        std::vector<EventHead> heads;
        for (int i = 0; i < 100; ++i)
            heads.push_back(headOf(i + 1, i == 70 ? EventType::Error : EventType::Action, Millis{1000 * i},
                Millis{1000 * i + 500}));
        bench.show(heads, 100s);
        Q_EMIT map().rangeAsked({sessionStart + 40s, sessionStart + 60s});
    }

    TimelineMinimap &map() { return *bench.view.findChild<TimelineMinimap *>(); }
    MinimapGeometry geometry() { return map().geometryShown(); }
    double begin() const { return seconds(bench.view.scale().begin()); }
    double end() const { return seconds(bench.view.scale().end()); }
    static double seconds(ViewTime time)
    {
        return std::chrono::duration<double>(time - toViewTime(sessionStart)).count();
    }
    int xOf(Micros since)
    {
        return geometry().plot.left() + qRound(geometry().scale.toX(sessionStart + since));
    }

    TimelineBench bench;
};

bool isNear(double a, double b, double by = 0.3)
{
    return std::abs(a - b) <= by;
}

} // namespace

class TestTimelineMinimap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }

    void laysOutTheWindow_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::addColumn<QRect>("window");
        QTest::newRow("the whole session and its padding") << -10 << 110 << QRect(100, 0, 1000, 40);
        QTest::newRow("a part") << 40 << 60 << QRect(503, 0, 194, 40);
        QTest::newRow("too small to be held") << 50 << 50 << QRect(595, 0, 10, 40);
        QTest::newRow("at the end") << 200 << 300 << QRect(1090, 0, 10, 40);
        QTest::newRow("at the beginning") << -200 << -100 << QRect(100, 0, 10, 40);
    }
    void laysOutTheWindow()
    {
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(QRect, window);
        const QRect laidOut = geometryOf(begin * 1s, end * 1s).window;
        QVERIFY2(
            std::abs(laidOut.left() - window.left()) <= 2 && std::abs(laidOut.width() - window.width()) <= 2,
            qPrintable(QStringLiteral("%1 + %2").arg(laidOut.left()).arg(laidOut.width())));
    }
    void tellsThePartsApart_data()
    {
        QTest::addColumn<int>("x");
        QTest::addColumn<int>("part");
        QTest::newRow("the gutter") << 50 << int(MinimapPart::None);
        QTest::newRow("before the window") << 300 << int(MinimapPart::Before);
        QTest::newRow("just outside the begin") << 500 << int(MinimapPart::BeginHandle);
        QTest::newRow("just inside the begin") << 504 << int(MinimapPart::BeginHandle);
        QTest::newRow("within") << 600 << int(MinimapPart::Window);
        QTest::newRow("just outside the end") << 699 << int(MinimapPart::EndHandle);
        QTest::newRow("behind") << 900 << int(MinimapPart::After);
        QTest::newRow("outside") << 1200 << int(MinimapPart::None);
    }
    void tellsThePartsApart()
    {
        QFETCH(int, x);
        QFETCH(int, part);
        QCOMPARE(int(geometryOf(40s, 60s).partAt(QPoint(x, 20))), part);
    }
    void survivesNoWidth()
    {
        QVERIFY(geometryOf(40s, 60s, 60).window.isEmpty());
        QCOMPARE(geometryOf(40s, 60s, 60).partAt(QPoint(30, 20)), MinimapPart::None);
    }
    void neverTurnsAWindowAround_data()
    {
        QTest::addColumn<int>("handle");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::newRow("begin earlier") << int(MinimapPart::BeginHandle) << 10 << 10 << 60;
        QTest::newRow("begin behind the end") << int(MinimapPart::BeginHandle) << 90 << 59 << 60;
        QTest::newRow("end later") << int(MinimapPart::EndHandle) << 90 << 40 << 90;
        QTest::newRow("end before the begin") << int(MinimapPart::EndHandle) << 5 << 40 << 41;
    }
    void neverTurnsAWindowAround()
    {
        QFETCH(int, handle);
        QFETCH(int, to);
        QFETCH(int, begin);
        QFETCH(int, end);
        const TimeRange window{sessionStart + 40s, sessionStart + 60s};
        QCOMPARE(ui::draggedWindow(window, MinimapPart(handle), sessionStart + to * 1s, 1s),
            (TimeRange{sessionStart + begin * 1s, sessionStart + end * 1s}));
    }

    void showsWhatTheTimelineShows()
    {
        Shown shown;
        QVERIFY(isNear(shown.begin(), 40) && isNear(shown.end(), 60));
        const QRect window = shown.geometry().window;
        QVERIFY(std::abs(window.left() - shown.xOf(40s)) <= 2);
        QVERIFY(std::abs(window.right() - shown.xOf(60s)) <= 2);
        QCOMPARE(shown.geometry().plot.left(),
            qRound(shown.bench.view.xOf(toTimestamp(shown.bench.view.scale().begin()))));
    }
    void pansByDraggingTheWindow()
    {
        Shown shown;
        TimelineBench::drag(&shown.map(), QPoint(shown.xOf(50s), 20), QPoint(shown.xOf(70s), 20));
        QVERIFY2(
            isNear(shown.begin(), 60) && isNear(shown.end(), 80), qPrintable(QString::number(shown.begin())));
        QVERIFY(!shown.bench.view.isFollowing());
    }
    void changesItsLengthByDraggingAHandle()
    {
        Shown shown;
        TimelineBench::drag(&shown.map(), shown.geometry().endHandle.center(), QPoint(shown.xOf(90s), 20));
        QVERIFY2(
            isNear(shown.begin(), 40) && isNear(shown.end(), 90), qPrintable(QString::number(shown.end())));
        TimelineBench::drag(&shown.map(), shown.geometry().beginHandle.center(), QPoint(shown.xOf(20s), 20));
        QVERIFY2(
            isNear(shown.begin(), 20) && isNear(shown.end(), 90), qPrintable(QString::number(shown.begin())));
        TimelineBench::drag(&shown.map(), shown.geometry().beginHandle.center(), QPoint(shown.xOf(99s), 20));
        QVERIFY(shown.end() > shown.begin());
    }
    void goesWhereItIsClicked()
    {
        Shown shown;
        QTest::mouseClick(&shown.map(), Qt::LeftButton, {}, QPoint(shown.xOf(20s), 20));
        QVERIFY2(
            isNear(shown.begin(), 10) && isNear(shown.end(), 30), qPrintable(QString::number(shown.begin())));
        TimelineBench::doubleClick(&shown.map(), QPoint(shown.xOf(20s), 20));
        QVERIFY(shown.begin() < 0 && shown.end() > 100);
    }
    void zoomsAndPansByTheWheel()
    {
        Shown shown;
        TimelineBench::wheel(&shown.map(), QPoint(shown.xOf(50s), 20), 2);
        QVERIFY(isNear(shown.end() - shown.begin(), 20 / 1.25 / 1.25));
        QVERIFY(isNear((shown.end() + shown.begin()) / 2, 50));
        const double before = shown.begin();
        TimelineBench::wheel(&shown.map(), QPoint(shown.xOf(50s), 20), 1, Qt::ShiftModifier);
        QVERIFY(shown.begin() < before);
        QVERIFY(isNear(shown.end() - shown.begin(), 12.8));
    }
    void goesByKeys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        const int shift = Qt::ShiftModifier;
        const int control = Qt::ControlModifier;
        QTest::newRow("Right") << int(Qt::Key_Right) << 0 << 42.0 << 62.0;
        QTest::newRow("Left") << int(Qt::Key_Left) << 0 << 38.0 << 58.0;
        QTest::newRow("Shift+Right") << int(Qt::Key_Right) << shift << 50.0 << 70.0;
        QTest::newRow("Ctrl+Left") << int(Qt::Key_Left) << control << 38.0 << 60.0;
        QTest::newRow("Ctrl+Shift+Right") << int(Qt::Key_Right) << (control | shift) << 40.0 << 62.0;
        QTest::newRow("+") << int(Qt::Key_Plus) << 0 << 50 - 10 / 1.5 << 50 + 10 / 1.5;
        QTest::newRow("-") << int(Qt::Key_Minus) << 0 << 35.0 << 65.0;
        QTest::newRow("Home") << int(Qt::Key_Home) << 0 << -1.6 << 101.6;
    }
    void goesByKeys()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(double, begin);
        QFETCH(double, end);
        Shown shown;
        QTest::keyClick(&shown.map(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QVERIFY2(isNear(shown.begin(), begin) && isNear(shown.end(), end),
            qPrintable(QStringLiteral("%1 to %2").arg(shown.begin()).arg(shown.end())));
    }
    void followsByEnd()
    {
        Shown shown;
        QVERIFY(!shown.bench.view.isFollowing());
        QTest::keyClick(&shown.map(), Qt::Key_End);
        QVERIFY(shown.bench.view.isFollowing());
    }
    void isReachedByTab()
    {
        Shown shown;
        shown.bench.view.setFocus();
        QTest::keyClick(&shown.bench.view, Qt::Key_Tab);
        QTRY_VERIFY(shown.map().hasFocus() || !shown.bench.view.hasFocus());
        QVERIFY(shown.map().focusPolicy() & Qt::TabFocus);
    }

    void neverLosesAnErrorOrADrop()
    {
        TimelineBench bench;
        bench.model.reset(summaryOf("s", Origin::Recorded));
        auto heads = actions(100'000);
        heads[54'321].type = EventType::Error;
        bench.model.appendEvents(heads);
        DropRun run;
        run.session = summaryOf("s").id;
        run.first = run.last = sessionStart + 400s;
        run.count = 1;
        bench.model.appendDrops({run});
        auto &map = *bench.view.findChild<TimelineMinimap *>();
        const QImage image = map.grab().toImage();
        const MinimapGeometry geometry = map.geometryShown();
        const auto redAround = [&](Timestamp time, int from, int to) {
            const QColor red = EventPalette::of(ui::Theme::Light).event(EventType::Error).fill;
            const int x = geometry.plot.left() + static_cast<int>(geometry.scale.toX(time));
            int pixels = 0;
            for (int y = from; y < to; ++y) {
                for (int dx = -2; dx <= 8; ++dx)
                    pixels += x + dx < image.width() && image.pixelColor(x + dx, y) == red ? 1 : 0;
            }
            return pixels;
        };
        QVERIFY(redAround(heads[54'321].start, 0, 12) >= 8);
        QVERIFY(redAround(run.first, 28, 40) >= 8);
        QCOMPARE(redAround(sessionStart + 1500s, 0, 40), 0);
    }
    void paintsTheStripOnlyWhenItChanges()
    {
        Shown shown;
        shown.map().grab();
        const int before = shown.map().rebuilds();
        TimelineBench::drag(&shown.map(), QPoint(shown.xOf(50s), 20), QPoint(shown.xOf(70s), 20));
        shown.bench.key(Qt::Key_D);
        shown.bench.key(Qt::Key_W);
        shown.map().grab();
        const bool moved = shown.map().rebuilds() > before;
        QVERIFY(!moved);
        shown.bench.model.appendEvents({headOf(1000, EventType::Tool, 5s, 6s)});
        shown.map().grab();
        QCOMPARE(shown.map().rebuilds(), before + 1);
    }
    void givesItsRoomToTheLanesOfALowView()
    {
        TimelineBench bench(QSize(800, 150));
        bench.show(actions(10));
        QVERIFY(!bench.view.findChild<TimelineMinimap *>()->isVisible());
        QCOMPARE(bench.plot()->height(), 150);
        bench.view.resize(800, 400);
        QVERIFY(bench.view.findChild<TimelineMinimap *>()->isVisible());
        QCOMPARE(bench.plot()->height(), 400 - ui::minimapHeight);
    }
    void saysWhatIsUnderThePointer()
    {
        Shown shown;
        const QString text = shown.map().textAt(QPoint(shown.xOf(70s), 20));
        QVERIFY2(text.startsWith(QStringLiteral("At 1 min 10 s"))
                || text.startsWith(QStringLiteral("At 1 min 09 s")),
            qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("\nEvents a pixel: about ")));
        QVERIFY(text.contains(QStringLiteral("\nErrors near here: 1")));
        QCOMPARE(shown.map().textAt(QPoint(3, 3)), QString());
    }

    void isAValueToScreenReaders()
    {
        Shown shown;
        QAccessibleInterface *map = QAccessible::queryAccessibleInterface(&shown.map());
        QCOMPARE(map->role(), QAccessible::Slider);
        QCOMPARE(map->text(QAccessible::Name), QStringLiteral("Overview of the session"));
        QVERIFY(map->text(QAccessible::Value).endsWith(QStringLiteral(" of 1 min 40 s")));
        QAccessibleValueInterface *value = map->valueInterface();
        QVERIFY(value != nullptr);
        QVERIFY(isNear(value->currentValue().toDouble(), 40'000, 300));
        QVERIFY(isNear(value->maximumValue().toDouble(), 100'000, 1));
        value->setCurrentValue(10'000.0);
        QVERIFY(isNear(shown.begin(), 10) && isNear(shown.end(), 30));
        QAccessibleActionInterface *actions = map->actionInterface();
        QVERIFY(actions->actionNames().contains(QStringLiteral("End later")));
        actions->doAction(QStringLiteral("End later"));
        QVERIFY(isNear(shown.begin(), 10) && isNear(shown.end(), 32));
        actions->doAction(QAccessibleActionInterface::increaseAction());
        QVERIFY(isNear(shown.begin(), 12.2));
    }
};

QTEST_MAIN(TestTimelineMinimap)
#include "tst_timeline_minimap.moc"
