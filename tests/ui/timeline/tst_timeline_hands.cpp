// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Every gesture and key of the timeline, by real mouse and key events.

#include "tests/ui/timeline/timeline_bench.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/widgets/message_banner.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <cmath>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using sluice::ui::MessageBanner;
using sluice::ui::TimelineKey;
using sluice::ui::TimelineView;

namespace {

constexpr int rulerY = 8; ///< in the ruler, above the marks' flags
constexpr int emptyY = 250; ///< below the lanes of the small sessions here

/// Two seconds of work, an hour of nothing, two seconds of work.
std::vector<EventHead> mostlyIdle()
{
    std::vector<EventHead> heads;
    for (int i = 0; i < 20; ++i) {
        const Millis at = Millis{100 * i} + (i < 10 ? 0ms : 3'600'000ms);
        heads.push_back(headOf(i + 1, EventType::Tool, at, at + 80ms));
    }
    return heads;
}

DropRun dropsAt(Millis at, std::uint64_t count)
{
    DropRun run;
    run.session = summaryOf("s").id;
    run.first = sessionStart + at;
    run.last = run.first + 5ms;
    run.count = count;
    return run;
}

} // namespace

class TestTimelineHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }

    void takesWasdByPlace_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<quint32>("scanCode");
        QTest::addColumn<int>("meaning");
        const auto row = [](const char *platform, quint32 code, TimelineKey key) {
            QTest::addRow("%s %u", platform, code) << QString::fromLatin1(platform) << code << int(key);
        };
        row("xcb", 25, TimelineKey::ZoomIn);
        row("xcb", 38, TimelineKey::PanEarlier);
        row("xcb", 39, TimelineKey::ZoomOut);
        row("xcb", 40, TimelineKey::PanLater);
        row("xcb", 41, TimelineKey::None);
        row("wayland", 25, TimelineKey::ZoomIn);
        row("wayland-egl", 40, TimelineKey::PanLater);
        row("windows", 17, TimelineKey::ZoomIn);
        row("windows", 25, TimelineKey::None);
        row("offscreen", 25, TimelineKey::None);
        row("xcb", 0, TimelineKey::None);
    }
    void takesWasdByPlace()
    {
        QFETCH(QString, platform);
        QFETCH(quint32, scanCode);
        QFETCH(int, meaning);
        QCOMPARE(int(ui::timelineKeyAt(platform, scanCode)), meaning);
    }
    void leavesTheWindowItsKeys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("Ctrl+W") << int(Qt::Key_W) << int(Qt::ControlModifier);
        QTest::newRow("Ctrl+Space") << int(Qt::Key_Space) << int(Qt::ControlModifier);
        QTest::newRow("Alt+F") << int(Qt::Key_F) << int(Qt::AltModifier);
        QTest::newRow("Alt+Shift+Left") << int(Qt::Key_Left) << int(Qt::AltModifier | Qt::ShiftModifier);
        QTest::newRow("Meta+D") << int(Qt::Key_D) << int(Qt::MetaModifier);
        QTest::newRow("Tab") << int(Qt::Key_Tab) << 0;
        QTest::newRow("?") << int(Qt::Key_Question) << int(Qt::ShiftModifier);
    }
    void leavesTheWindowItsKeys()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        const QKeyEvent press(QEvent::KeyPress, key, Qt::KeyboardModifiers(modifiers));
        QCOMPARE(ui::timelineKey(press), TimelineKey::None);
    }
    void listsNoKeyTwice()
    {
        QStringList keys;
        for (const ui::KeyMeaning &line : ui::timelineKeyMeanings()) {
            for (const QString &key : line.keys.split(QStringLiteral("; "))) {
                QVERIFY2(!keys.contains(key), qPrintable(key));
                keys << key;
            }
        }
        QVERIFY(keys.size() > 30);
    }

    void measuresByDragging_data()
    {
        QTest::addColumn<int>("y");
        QTest::addColumn<bool>("backwards");
        QTest::newRow("on the ruler") << rulerY << false;
        QTest::newRow("on the ruler, backwards") << rulerY << true;
        QTest::newRow("on an empty place") << emptyY << false;
    }
    void measuresByDragging()
    {
        QFETCH(int, y);
        QFETCH(bool, backwards);
        TimelineBench bench;
        auto heads = actions(100);
        heads[10].type = EventType::Error;
        bench.show(heads);
        QSignalSpy measured(&bench.view, &TimelineView::measured);
        const QPoint from(bench.xOf(195ms), y);
        const QPoint to(bench.xOf(395ms), y);
        bench.drag(backwards ? to : from, backwards ? from : to);
        const auto range = bench.view.measuredRange();
        QVERIFY(range && measured.size() >= 1);
        const Micros pixel(qRound64(bench.view.scale().nanosPerPixel() / 1000));
        QVERIFY(std::chrono::abs(range->begin - (sessionStart + 195ms)) <= pixel);
        QVERIFY(std::chrono::abs(range->end - (sessionStart + 395ms)) <= pixel);
        const QStringList lines = bench.view.measuredLines();
        QCOMPARE(lines.size(), 6);
        QVERIFY2(lines[1].startsWith(QStringLiteral("Events: 10 (")), qPrintable(lines[1]));
        QCOMPARE(lines[2], QStringLiteral("Tokens: —"));
        QCOMPARE(lines[3], QStringLiteral("Cost: —"));
        QCOMPARE(lines[4], QStringLiteral("Errors: 1"));
        QCOMPARE(lines[5], QStringLiteral("Drops: —"));
        QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("measured: Duration: ")));
    }
    void sumsUpTokensCostAndDrops()
    {
        TimelineBench bench;
        auto session = summaryOf("s", Origin::Recorded);
        bench.model.reset(session);
        auto heads
            = std::vector{headOf(1, EventType::Llm, 0ms, 10ms), headOf(2, EventType::Llm, 100ms, 110ms),
                headOf(3, EventType::Llm, 200ms, 210ms), headOf(4, EventType::Tool, 300ms, 310ms)};
        heads[0].promptTokens = 1000;
        heads[0].completionTokens = 240;
        heads[0].cost = Money::fromDecimal("0.0125");
        heads[1].promptTokens = 60;
        heads[2].promptTokens = 5000; // outside
        bench.model.appendEvents(heads);
        bench.model.appendDrops({dropsAt(20ms, 12), dropsAt(150ms, 2), dropsAt(290ms, 100)});
        bench.view.measure(TimeRange{sessionStart, sessionStart + 200ms});
        QCOMPARE(bench.view.measuredLines(),
            QStringList({QStringLiteral("Duration: 200 ms"), QStringLiteral("Events: 2 (10/s)"),
                QStringLiteral("Tokens: 1,300"), QStringLiteral("Cost: $0.0125"), QStringLiteral("Errors: 0"),
                QStringLiteral("Drops: 14")}));
    }
    void keepsAClickAClick()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.drag(QPoint(500, emptyY), QPoint(502, emptyY));
        QVERIFY(!bench.view.measuredRange());
    }
    void doesNotMeasureFromABar()
    {
        TimelineBench bench;
        bench.show(actions(10));
        const QPoint bar = bench.view.visibleBars()[2].rect.center();
        bench.drag(bar, bar + QPoint(200, 0));
        QVERIFY(!bench.view.measuredRange());
        QCOMPARE(bench.view.selectedRow(), std::optional<qint64>(3));
    }
    void measuresTheSelectionByKey()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.selectRow(3);
        bench.key(Qt::Key_R);
        QCOMPARE(*bench.view.measuredRange(), (TimeRange{sessionStart + 40ms, sessionStart + 50ms}));
        bench.view.selectRow(9);
        bench.key(Qt::Key_R);
        QCOMPARE(*bench.view.measuredRange(), (TimeRange{sessionStart + 40ms, sessionStart + 170ms}));
    }
    void keepsTheBoxInTheViewBesideTheRange_data()
    {
        QTest::addColumn<QRect>("range");
        QTest::addColumn<QRect>("expected");
        QTest::newRow("right of it") << QRect(100, 24, 50, 300) << QRect(158, 32, 140, 110);
        QTest::newRow("left of it") << QRect(800, 24, 150, 300) << QRect(652, 32, 140, 110);
        QTest::newRow("within a range over all") << QRect(0, 24, 1000, 300) << QRect(851, 32, 140, 110);
        QTest::newRow("higher up in a low view") << QRect(100, 320, 50, 10) << QRect(158, 214, 140, 110);
    }
    void keepsTheBoxInTheViewBesideTheRange()
    {
        QFETCH(QRect, range);
        QFETCH(QRect, expected);
        QCOMPARE(ui::boxBeside(QSize(140, 110), range, QRect(0, 24, 1000, 300)), expected);
    }

    void goesBackOneStepWithEscape()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.selectRow(5);
        bench.key(Qt::Key_M);
        bench.drag(QPoint(400, rulerY), QPoint(600, rulerY));
        QVERIFY(bench.view.measuredRange() && bench.view.chosenMark() && bench.view.selectedRow());
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.view.measuredRange() && bench.view.chosenMark() && bench.view.selectedRow());
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.view.chosenMark() && bench.view.selectedRow());
        QCOMPARE(bench.view.marks().all().size(), std::size_t{1});
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.view.selectedRow());
        QVERIFY(!bench.view.clearOneStep());
    }
    void endsADragWithEscape()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.drag(QPoint(400, rulerY), QPoint(600, rulerY), Qt::LeftButton, {}, false);
        QVERIFY(bench.view.measuredRange());
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.view.measuredRange());
        QTest::mouseMove(bench.plot(), QPoint(700, rulerY));
        QVERIFY(!bench.view.measuredRange());
        QTest::mouseRelease(bench.plot(), Qt::LeftButton, {}, QPoint(700, rulerY));
    }

    void fitsTheRangeByDoubleClickAndKey_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("double click") << false;
        QTest::newRow("F") << true;
    }
    void fitsTheRangeByDoubleClickAndKey()
    {
        QFETCH(bool, byKey);
        TimelineBench bench;
        bench.show(actions(100));
        const TimeRange range{sessionStart + 500ms, sessionStart + 900ms};
        bench.view.measure(range);
        if (byKey)
            bench.key(Qt::Key_F);
        else
            bench.doubleClick(QPoint(bench.xOf(700ms), rulerY));
        QVERIFY(bench.view.measuredRange());
        const TimeScale scale = bench.view.scale();
        QVERIFY(scale.toX(range.begin) > 0 && scale.toX(range.end) < scale.width());
        QVERIFY(scale.toX(range.end) - scale.toX(range.begin) > scale.width() * 0.45);
    }
    void fitsTighterTheSecondTime()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.selectRow(30);
        bench.key(Qt::Key_F);
        const auto part = [&] {
            const TimeScale scale = bench.view.scale();
            return (scale.toX(sessionStart + 590ms) - scale.toX(sessionStart + 580ms)) / scale.width();
        };
        QVERIFY(std::abs(part() - 0.5) < 0.01);
        bench.key(Qt::Key_F);
        QVERIFY(std::abs(part() - 1) < 0.01);
    }

    void marksTheSelectionOrThePointer()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.selectRow(5);
        bench.key(Qt::Key_M);
        QCOMPARE(bench.view.marks().all()[0].range, (TimeRange{sessionStart + 80ms, sessionStart + 80ms}));
        bench.key(Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(bench.view.marks().all()[1].range, (TimeRange{sessionStart + 80ms, sessionStart + 90ms}));
        bench.view.clearSelection();
        QTest::mouseMove(bench.plot(), QPoint(700, emptyY));
        bench.key(Qt::Key_M);
        const auto flags = bench.view.visibleMarks();
        QCOMPARE(flags.size(), std::size_t{3});
        QVERIFY2(
            std::abs(flags[2].flag.left() - 700) <= 1, qPrintable(QString::number(flags[2].flag.left())));
        QVERIFY(flags[2].isChosen);
        QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("Mark 3, at ")));
    }
    void marksTheMeasuredRange()
    {
        TimelineBench bench;
        bench.show(actions(100));
        const TimeRange range{sessionStart + 100ms, sessionStart + 300ms};
        bench.view.measure(range);
        bench.key(Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(bench.view.marks().all()[0].range, range);
        const auto flag = bench.view.visibleMarks()[0];
        QVERIFY(std::abs(flag.stretch.left() - bench.xOf(100ms)) <= 1);
        QVERIFY(std::abs(flag.stretch.right() - bench.xOf(300ms)) <= 2);
        const QString text = bench.view.toolTipAt(flag.flag.center());
        QVERIFY2(text.startsWith(QStringLiteral("Mark 1, 200 ms long, at 100 ms")), qPrintable(text));
    }
    void choosesAndRemovesMarks()
    {
        TimelineBench bench;
        bench.show(actions(100));
        for (const qint64 row : {80, 10, 40}) {
            bench.view.selectRow(row);
            bench.key(Qt::Key_M);
        }
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_B);
        QCOMPARE(*bench.view.chosenMark(), 2U); // the earliest
        bench.key(Qt::Key_B);
        QCOMPARE(*bench.view.chosenMark(), 3U);
        bench.key(Qt::Key_B, Qt::ShiftModifier);
        QCOMPARE(*bench.view.chosenMark(), 2U);
        const auto flags = bench.view.visibleMarks();
        QTest::mouseClick(bench.plot(), Qt::LeftButton, {}, flags[2].flag.center());
        QCOMPARE(*bench.view.chosenMark(), 1U);
        bench.key(Qt::Key_Delete);
        QVERIFY(!bench.view.chosenMark());
        QCOMPARE(bench.view.marks().all().size(), std::size_t{2});
        bench.key(Qt::Key_Delete);
        QCOMPARE(bench.view.marks().all().size(), std::size_t{2});
    }
    void fitsADoubleClickedMark()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.measure(TimeRange{sessionStart + 500ms, sessionStart + 900ms});
        bench.view.addRangeMark();
        bench.view.measure(std::nullopt);
        bench.doubleClick(bench.view.visibleMarks()[0].flag.center());
        QCOMPARE(qRound(bench.view.scale().width() * 0.8),
            qRound(bench.view.xOf(sessionStart + 900ms) - bench.view.xOf(sessionStart + 500ms)));
    }
    void bringsAChosenMarkIntoSight()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.selectRow(90);
        bench.key(Qt::Key_M);
        bench.view.selectRow(2);
        bench.view.fitSelection();
        QVERIFY(bench.view.visibleMarks().empty());
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_B);
        QCOMPARE(bench.view.visibleMarks().size(), std::size_t{1});
    }
    void keepsTheMarksOfEachSession()
    {
        TimelineBench bench;
        bench.show(actions(10));
        bench.view.selectRow(5);
        bench.key(Qt::Key_M);
        bench.show(actions(10), 0ms, "other");
        QVERIFY(bench.view.marks().all().empty());
        bench.show(actions(10));
        QCOMPARE(bench.view.marks().all().size(), std::size_t{1});
    }

    void stepsThroughDropsByKeys()
    {
        TimelineBench bench;
        bench.model.reset(summaryOf("s", Origin::Recorded));
        bench.model.appendEvents(actions(100));
        bench.model.appendDrops({dropsAt(100ms, 1), dropsAt(600ms, 2), dropsAt(1500ms, 3)});
        QSignalSpy selected(&bench.view, &TimelineView::dropsSelected);
        const auto pressed = [&](Qt::KeyboardModifiers modifiers) {
            bench.key(Qt::Key_X, modifiers);
            return selected.isEmpty() ? 0 : selected.last().front().value<DropRun>().count;
        };
        QCOMPARE(pressed({}), 1U);
        QCOMPARE(pressed({}), 2U);
        QCOMPARE(pressed({}), 3U);
        QCOMPARE(pressed({}), 3U);
        QCOMPARE(pressed(Qt::ShiftModifier), 2U);
        QCOMPARE(selected.size(), 4);
    }
    void stepsThroughALaneByLetters()
    {
        TimelineBench bench;
        bench.show(actions(10));
        bench.view.selectRow(4);
        bench.key(Qt::Key_J);
        QCOMPARE(*bench.view.selectedRow(), qint64(5));
        bench.key(Qt::Key_K);
        QCOMPARE(*bench.view.selectedRow(), qint64(4));
    }

    void freezesWhileTheSessionGoesOn_data()
    {
        QTest::addColumn<QString>("by");
        for (const char *by : {"Space", "the button", "the close button", "End"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void freezesWhileTheSessionGoesOn()
    {
        QFETCH(QString, by);
        TimelineBench bench;
        auto session = summaryOf("live");
        session.started = session.lastNews = ManualClock::startTime;
        bench.model.reset(session);
        bench.clock.advance(5s);
        const auto newEvent = [&](int row) {
            EventHead head;
            head.row = row;
            head.start = head.end = bench.clock.wallNow();
            bench.model.appendEvents({head});
        };
        newEvent(1);
        QSignalSpy frozen(&bench.view, &TimelineView::frozenChanged);
        bench.key(Qt::Key_Space);
        auto *banner = bench.view.findChild<MessageBanner *>(QStringLiteral("freezeBanner"));
        QVERIFY(bench.view.isFrozen() && banner->isVisible());
        QCOMPARE(frozen.size(), 1);
        QCOMPARE(banner->text(), QStringLiteral("View frozen: no new events."));
        QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("frozen")));
        const TimeScale before = bench.view.scale();
        const auto barsBefore = bench.view.visibleBars().size();
        for (int row = 2; row <= 1285; ++row) {
            bench.clock.advance(1ms);
            newEvent(row);
        }
        QCOMPARE(bench.view.scale(), before);
        QCOMPARE(bench.view.visibleBars().size(), barsBefore);
        QCOMPARE(banner->text(), QStringLiteral("View frozen: 1,284 new events."));

        if (by == u"Space")
            bench.key(Qt::Key_Space);
        else if (by == u"End")
            bench.key(Qt::Key_End);
        else if (by == u"the button")
            QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
        else
            QTest::mouseClick(banner->findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!bench.view.isFrozen() && !banner->isVisible());
        QVERIFY(bench.view.isFollowing());
        QVERIFY(toTimestamp(bench.view.scale().end()) >= bench.clock.wallNow());
    }
    void looksAroundWhileFrozen()
    {
        TimelineBench bench;
        bench.show(actions(50), 10s);
        bench.key(Qt::Key_Space);
        EventHead late = headOf(99, EventType::Tool, 60s, 61s);
        bench.model.appendEvents({late});
        bench.key(Qt::Key_0);
        bench.key(Qt::Key_S);
        QVERIFY(bench.view.isFrozen());
        QVERIFY(bench.view.scale().toX(late.start) > bench.view.scale().width());
        const QPoint veiled(bench.xOf(10s) + 20, 100);
        QCOMPARE(bench.view.toolTipAt(veiled), QStringLiteral("Not shown while the view is frozen"));
        QTest::mouseClick(bench.plot(), Qt::LeftButton, {}, veiled);
        QVERIFY(!bench.view.measuredRange() && !bench.view.selectedRow());
        bench.key(Qt::Key_W);
        bench.view.selectRow(99); // what is asked for by name is shown
        QVERIFY(!bench.view.isFrozen());
        QCOMPARE(*bench.view.selectedRow(), qint64(99));
    }
    void thawsForAnotherSession()
    {
        TimelineBench bench;
        bench.show(actions(5));
        bench.key(Qt::Key_Space);
        bench.show(actions(7), 0ms, "other");
        QVERIFY(!bench.view.isFrozen());
        QCOMPARE(bench.view.visibleBars().size(), std::size_t{7});
    }

    void zoomsAndScrollsByTheWheel_data()
    {
        QTest::addColumn<bool>("setting");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("does");
        QTest::newRow("wheel") << false << 0 << "scroll";
        QTest::newRow("Ctrl+wheel") << false << int(Qt::ControlModifier) << "zoom";
        QTest::newRow("Shift+wheel") << false << int(Qt::ShiftModifier) << "pan";
        QTest::newRow("wheel, when it zooms") << true << 0 << "zoom";
        QTest::newRow("Ctrl+wheel, when the wheel zooms") << true << int(Qt::ControlModifier) << "scroll";
        QTest::newRow("Shift+wheel, when the wheel zooms") << true << int(Qt::ShiftModifier) << "pan";
    }
    void zoomsAndScrollsByTheWheel()
    {
        QFETCH(bool, setting);
        QFETCH(int, modifiers);
        QFETCH(QString, does);
        TimelineBench bench(QSize(1200, 240));
        std::vector<EventHead> heads;
        for (int i = 0; i < 40; ++i) // 40 that overlap, in two lanes: more than there is room for
            heads.push_back(headOf(i + 1, i % 2 == 0 ? EventType::Llm : EventType::Tool, 0ms, 100ms));
        bench.show(heads);
        bench.view.setWheelZooms(setting);
        const TimeScale before = bench.view.scale();
        TimelineBench::wheel(bench.plot(), QPoint(600, 100), -1, Qt::KeyboardModifiers(modifiers));
        const TimeScale after = bench.view.scale();
        const bool zoomed = after.nanosPerPixel() != before.nanosPerPixel();
        const bool panned = !zoomed && after.begin() != before.begin();
        const bool scrolled = bench.view.verticalScrollBar()->value() > 0;
        QCOMPARE(zoomed, does == u"zoom");
        QCOMPARE(panned, does == u"pan");
        QCOMPARE(scrolled, does == u"scroll");
    }
    void followsAgainWhenPannedToTheEnd()
    {
        TimelineBench bench;
        bench.show(actions(100));
        for (int i = 0; i < 5; ++i)
            TimelineBench::wheel(bench.plot(), QPoint(300, 100), 1, Qt::ControlModifier);
        QVERIFY(!bench.view.isFollowing());
        for (int i = 0; i < 60 && !bench.view.isFollowing(); ++i)
            TimelineBench::wheel(bench.plot(), QPoint(300, 100), -1, Qt::ShiftModifier);
        QVERIFY(bench.view.isFollowing());
        const double right = bench.view.scale().toX(sessionStart + 1990ms);
        QVERIFY(right > bench.view.scale().width() * 0.9 && right <= bench.view.scale().width());
        TimelineBench::wheel(bench.plot(), QPoint(300, 100), 1, Qt::ShiftModifier);
        QVERIFY(!bench.view.isFollowing());
        bench.key(Qt::Key_G);
        QVERIFY(bench.view.isFollowing());
        bench.key(Qt::Key_G);
        QVERIFY(!bench.view.isFollowing());
    }

    void goesThroughTheViewsThatWereShown_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("Alt+Left and Alt+Right") << false;
        QTest::newRow("mouse buttons") << true;
    }
    void goesThroughTheViewsThatWereShown()
    {
        QFETCH(bool, byMouse);
        TimelineBench bench;
        bench.show(actions(100));
        const auto back = [&] {
            byMouse ? QTest::mouseClick(bench.plot(), Qt::BackButton, {}, QPoint(500, emptyY))
                    : bench.key(Qt::Key_Left, Qt::AltModifier);
        };
        const auto forward = [&] {
            byMouse ? QTest::mouseClick(bench.plot(), Qt::ForwardButton, {}, QPoint(500, emptyY))
                    : bench.key(Qt::Key_Right, Qt::AltModifier);
        };
        const TimeScale whole = bench.view.scale();
        bench.clock.advance(1s);
        bench.view.selectRow(30);
        bench.clock.advance(1s);
        bench.key(Qt::Key_F);
        const TimeScale fitted = bench.view.scale();
        bench.clock.advance(1s);
        for (int i = 0; i < 5; ++i) // one step: nobody wants each notch back
            TimelineBench::wheel(bench.plot(), QPoint(600, 100), -1, Qt::ControlModifier);
        const TimeScale wheeled = bench.view.scale();
        back();
        QCOMPARE(bench.view.scale(), fitted);
        QCOMPARE(*bench.view.selectedRow(), qint64(30));
        back();
        QCOMPARE(bench.view.scale(), whole);
        back();
        QVERIFY(!bench.view.selectedRow());
        QVERIFY(bench.view.isFollowing());
        back();
        forward();
        QCOMPARE(*bench.view.selectedRow(), qint64(30));
        forward();
        forward();
        QCOMPARE(bench.view.scale(), wheeled);
        forward();
        QCOMPARE(bench.view.scale(), wheeled);
    }

    void offersToCompressIdleTime_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("by the button") << false;
        QTest::newRow("by key") << true;
    }
    void offersToCompressIdleTime()
    {
        QFETCH(bool, byKey);
        TimelineBench bench;
        auto *button = bench.view.findChild<QToolButton *>(QStringLiteral("foldButton"));
        bench.show(actions(100));
        QVERIFY(!bench.view.isFoldOffered() && !button->isVisible());
        QSignalSpy folded(&bench.view, &TimelineView::foldedChanged);
        bench.show(mostlyIdle(), 0ms, "idle");
        QVERIFY(bench.view.isFoldOffered() && button->isVisible() && !bench.view.isFolded());
        QVERIFY2(button->text().startsWith(QStringLiteral("99 % idle")), qPrintable(button->text()));
        QVERIFY(bench.view.visibleBreaks().empty());
        QVERIFY(bench.view.visibleBars().size() < 20);

        byKey ? bench.key(Qt::Key_I) : QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(bench.view.isFolded());
        QCOMPARE(folded.size(), 1);
        QCOMPARE(bench.view.visibleBars().size(), std::size_t{20});
        const auto breaks = bench.view.visibleBreaks();
        QCOMPARE(breaks.size(), std::size_t{1});
        QVERIFY(breaks[0].band.width() > 20 && breaks[0].band.width() < 200);
        const QString text = bench.view.toolTipAt(QPoint(breaks[0].band.center().x(), emptyY));
        QVERIFY2(text.contains(QStringLiteral("for 1 h 0 min 0.02 s")), qPrintable(text));
        QVERIFY(bench.view.accessibleDescription().contains(QStringLiteral("idle time compressed")));

        byKey ? bench.key(Qt::Key_I) : QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!bench.view.isFolded() && bench.view.visibleBreaks().empty());
    }
    void measuresTrueTimeOverABreak()
    {
        TimelineBench bench;
        bench.show(mostlyIdle());
        bench.key(Qt::Key_I);
        bench.drag(QPoint(bench.xOf(500ms), rulerY), QPoint(bench.xOf(3'601'500ms), rulerY));
        const auto range = bench.view.measuredRange();
        QVERIFY(range);
        const Micros pixel(qRound64(bench.view.scale().nanosPerPixel() / 1000) + 1);
        QVERIFY(std::chrono::abs(range->duration() - Micros(3'601'000ms)) <= 2 * pixel);
        QVERIFY(bench.view.measuredLines()[0].startsWith(QStringLiteral("Duration: 1 h 0 min ")));
    }
    void zoomsAndPansOverABreak()
    {
        TimelineBench bench;
        bench.show(mostlyIdle());
        bench.key(Qt::Key_I);
        const int x = bench.view.visibleBreaks()[0].band.left() - 30;
        const ViewTime under = bench.view.scale().toTime(
            x - (bench.view.xOf(sessionStart) - bench.view.scale().toX(sessionStart)));
        TimelineBench::wheel(bench.plot(), QPoint(x, 100), 2, Qt::ControlModifier);
        const double now = bench.view.xOf(sessionStart) - bench.view.scale().toX(sessionStart)
            + bench.view.scale().toX(under);
        QVERIFY(std::abs(now - x) < 0.1);
        const int before = bench.view.visibleBreaks()[0].band.left();
        bench.drag(QPoint(600, 200), QPoint(640, 200), Qt::MiddleButton);
        QVERIFY(std::abs(bench.view.visibleBreaks()[0].band.left() - before - 40) <= 1);
    }
    void keepsTheMiddleWhenItCompresses()
    {
        TimelineBench bench;
        bench.show(mostlyIdle());
        bench.view.selectRow(15);
        bench.view.fitSelection();
        const double before = bench.view.xOf(sessionStart + 3'601'440ms);
        bench.key(Qt::Key_I);
        QVERIFY(std::abs(bench.view.xOf(sessionStart + 3'601'440ms) - before) < 0.5);
    }
    void foldsAgainWhenSomethingHappensInAGap()
    {
        TimelineBench bench;
        bench.show(mostlyIdle());
        bench.key(Qt::Key_I);
        bench.model.appendEvents({headOf(50, EventType::Llm, 1'800'000ms, 1'801'000ms)});
        QCOMPARE(bench.view.visibleBreaks().size(), std::size_t{2});
        QCOMPARE(bench.view.visibleBars().size(), std::size_t{21});
    }
};

QTEST_MAIN(TestTimelineHands)
#include "tst_timeline_hands.moc"
