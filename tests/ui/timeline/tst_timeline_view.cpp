// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/manual_clock.h"
#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using sluice::ui::EventPalette;
using sluice::ui::Theme;
using sluice::ui::TimelineModel;
using sluice::ui::TimelineView;

namespace {

/// `count` actions of 10 ms, one each 20 ms; rows from 1 on.
std::vector<EventHead> actions(int count)
{
    std::vector<EventHead> heads;
    for (int i = 0; i < count; ++i) {
        EventHead head;
        head.row = i + 1;
        head.name = "step";
        head.start = sessionStart + i * 20ms;
        head.end = head.start + 10ms;
        heads.push_back(head);
    }
    return heads;
}

EventHead headOf(std::int64_t row, EventType type, Millis begin, Millis end, const char *name = "name")
{
    EventHead head;
    head.row = row;
    head.type = type;
    head.name = name;
    head.start = sessionStart + begin;
    head.end = sessionStart + end;
    return head;
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, Theme::Light); }

    void init()
    {
        m_clock = std::make_unique<ManualClock>();
        m_model = std::make_unique<TimelineModel>();
        m_view = std::make_unique<TimelineView>(*m_model, *m_clock);
        m_view->resize(1200, 500);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void showsABarForEachOfAHundredEvents()
    {
        show(actions(100));
        const auto bars = m_view->visibleBars();
        QCOMPARE(bars.size(), std::size_t{100});
        QVERIFY(m_view->visibleColumns().empty());
        for (std::size_t i = 0; i < bars.size(); ++i)
            QCOMPARE(bars[i].row, static_cast<qint64>(i) + 1);
    }
    void showsABurstOfInstantsWhenZoomedIn()
    {
        auto burst = actions(100);
        for (std::size_t i = 0; i < burst.size(); ++i)
            burst[i].start = burst[i].end = sessionStart + 5ms + Micros(static_cast<std::int64_t>(i) / 2);
        show(burst, 10s);
        QVERIFY(m_view->visibleBars().size() + m_view->visibleColumns().size() < 10);
        const auto columns = m_view->visibleColumns();
        QVERIFY(!columns.empty());
        doubleClick(columns.front().rect.center());
        for (int i = 0; i < 40 && m_view->visibleBars().size() < 100; ++i)
            m_view->zoomIn();
        m_view->selectRow(50);
        m_view->fitSelection();
        QCOMPARE(m_view->visibleBars().size(), std::size_t{100});
    }

    void selectsTheClickedEvent()
    {
        show(actions(100));
        QSignalSpy selected(m_view.get(), &TimelineView::eventSelected);
        for (const std::size_t index : {0U, 41U, 99U}) {
            const auto bar = m_view->visibleBars()[index];
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, bar.rect.center());
            QCOMPARE(selected.takeLast().front().toLongLong(), qint64(index) + 1);
            QCOMPARE(m_view->selectedRow(), std::optional<qint64>(qint64(index) + 1));
        }
    }
    void clearsTheSelection_data()
    {
        QTest::addColumn<QString>("by");
        for (const char *by : {"escape", "click on nothing", "another session"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void clearsTheSelection()
    {
        QFETCH(QString, by);
        show(actions(3));
        m_view->selectRow(2);
        QSignalSpy cleared(m_view.get(), &TimelineView::selectionCleared);
        if (by == u"escape")
            QTest::keyClick(m_view.get(), Qt::Key_Escape);
        else if (by == u"another session")
            m_model->reset(summaryOf("other"));
        else
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(600, 300));
        QCOMPARE(cleared.size(), 1);
        QVERIFY(!m_view->selectedRow());
    }

    void keepsTheTimeUnderThePointerWithCtrlWheel_data()
    {
        QTest::addColumn<int>("x");
        QTest::addColumn<int>("notches");
        for (const int x : {200, 640, 1100}) {
            QTest::addRow("closer at %d", x) << x << 3;
            QTest::addRow("farther at %d", x) << x << -1;
        }
    }
    void keepsTheTimeUnderThePointerWithCtrlWheel()
    {
        QFETCH(int, x);
        QFETCH(int, notches);
        show(actions(100));
        const double plotLeft = m_view->xOf(sessionStart) - m_view->scale().toX(sessionStart);
        const ViewTime under = m_view->scale().toTime(x - plotLeft);
        const double before = m_view->scale().nanosPerPixel();
        wheel(QPoint(x, 100), notches, Qt::ControlModifier);
        QVERIFY(notches > 0 ? m_view->scale().nanosPerPixel() < before
                            : m_view->scale().nanosPerPixel() > before);
        QVERIFY(std::abs(m_view->scale().toX(under) - (x - plotLeft)) < 0.01);
    }
    void scrollsWithThePlainWheel()
    {
        std::vector<EventHead> heads;
        for (int i = 0; i < 40; ++i) // 40 that overlap, in two lanes: 18 rows
            heads.push_back(headOf(i + 1, i % 2 == 0 ? EventType::Llm : EventType::Tool, 0ms, 100ms));
        m_view->resize(1200, 200);
        show(heads);
        QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
        const TimeScale before = m_view->scale();
        wheel(QPoint(600, 100), -1, {});
        QVERIFY(m_view->verticalScrollBar()->value() > 0);
        QCOMPARE(m_view->scale(), before);
        QVERIFY(m_view->isFollowing());
    }

    void stopsFollowingWhenPanned_data()
    {
        QTest::addColumn<QString>("by");
        for (const char *by : {"shift wheel", "middle drag", "shift drag", "A", "right arrow"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void stopsFollowingWhenPanned()
    {
        QFETCH(QString, by);
        show(actions(100));
        QVERIFY(m_view->isFollowing());
        QSignalSpy follow(m_view.get(), &TimelineView::followChanged);
        const TimeScale before = m_view->scale();
        if (by == u"shift wheel")
            wheel(QPoint(600, 100), 1, Qt::ShiftModifier);
        else if (by == u"middle drag")
            drag(Qt::MiddleButton, {});
        else if (by == u"shift drag")
            drag(Qt::LeftButton, Qt::ShiftModifier);
        else
            QTest::keyClick(m_view.get(), by == u"A" ? Qt::Key_A : Qt::Key_Right);
        QVERIFY(m_view->scale().begin() != before.begin());
        QCOMPARE(m_view->scale().nanosPerPixel(), before.nanosPerPixel());
        QCOMPARE(follow.size(), 1);
        QCOMPARE(follow.front().front().toBool(), false);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(follow.size(), 2);
        QVERIFY(m_view->isFollowing());
    }
    void movesByTheDraggedDistance()
    {
        show(actions(100));
        const double before = m_view->xOf(sessionStart);
        drag(Qt::MiddleButton, {});
        QCOMPARE(qRound(m_view->xOf(sessionStart) - before), 80);
    }

    void zoomsAndFitsByKeys()
    {
        show(actions(100));
        const TimeScale whole = m_view->scale();
        QTest::keyClick(m_view.get(), Qt::Key_W);
        QVERIFY(m_view->scale().nanosPerPixel() < whole.nanosPerPixel());
        QTest::keyClick(m_view.get(), Qt::Key_S);
        QVERIFY(std::abs(m_view->scale().nanosPerPixel() / whole.nanosPerPixel() - 1) < 1e-9);
        QTest::keyClick(m_view.get(), Qt::Key_D);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->scale(), whole);
        m_view->selectRow(30);
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QCOMPARE(m_view->visibleBars().size(), std::size_t{1});
        QCOMPARE(m_view->visibleBars().front().row, qint64(30));
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->visibleBars().size(), std::size_t{100});
    }
    void fitsADoubleClickedBar()
    {
        show(actions(100));
        doubleClick(m_view->visibleBars()[7].rect.center());
        QCOMPARE(m_view->visibleBars().size(), std::size_t{1});
        QCOMPARE(m_view->visibleBars().front().row, qint64(8));
    }

    void stepsThroughEventsAndErrorsByKeys()
    {
        show({headOf(1, EventType::Action, 0ms, 10ms), headOf(2, EventType::Llm, 20ms, 30ms),
            headOf(3, EventType::Action, 40ms, 50ms), headOf(4, EventType::Error, 15ms, 15ms),
            headOf(5, EventType::Error, 45ms, 45ms)});
        m_view->selectRow(1);
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        QCOMPARE(*m_view->selectedRow(), qint64(3));
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        QCOMPARE(*m_view->selectedRow(), qint64(3));
        QTest::keyClick(m_view.get(), Qt::Key_Comma);
        QCOMPARE(*m_view->selectedRow(), qint64(1));
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QCOMPARE(*m_view->selectedRow(), qint64(4));
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QCOMPARE(*m_view->selectedRow(), qint64(5));
        QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(*m_view->selectedRow(), qint64(4));
    }
    void bringsASelectedEventIntoSight()
    {
        show(actions(100));
        m_view->selectRow(1);
        m_view->fitSelection();
        m_view->selectRow(90);
        const auto bars = m_view->visibleBars();
        QVERIFY(std::any_of(bars.begin(), bars.end(), [](const auto &bar) { return bar.row == 90; }));
    }
    void clearsTheSelectionForAnUnknownRow()
    {
        show(actions(3));
        m_view->selectRow(2);
        m_view->selectRow(77);
        QVERIFY(!m_view->selectedRow());
    }

    void keepsAnErrorRedAmongAHundredThousandEvents_data()
    {
        QTest::addColumn<int>("laneBy");
        QTest::newRow("by type") << static_cast<int>(LaneBy::Type);
        QTest::newRow("by agent, between the others") << static_cast<int>(LaneBy::Agent);
    }
    void keepsAnErrorRedAmongAHundredThousandEvents()
    {
        QFETCH(int, laneBy);
        auto heads = actions(100'000);
        EventHead &error = heads[54'321];
        error.type = EventType::Error;
        m_view->setLaneBy(static_cast<LaneBy>(laneBy));
        show(heads);
        QVERIFY(m_view->visibleColumns().size() > 500);
        const int x = static_cast<int>(std::floor(m_view->xOf(error.start)));
        const QColor red = EventPalette::of(Theme::Light).event(EventType::Error).fill;
        const QImage image = m_view->grab().toImage();
        int redPixels = 0;
        for (int y = 24; y < image.height(); ++y)
            redPixels += image.pixelColor(x, y) == red ? 1 : 0;
        QVERIFY2(redPixels >= 12, qPrintable(QString::number(redPixels)));
        QTest::keyClick(m_view.get(), Qt::Key_N);
        QCOMPARE(*m_view->selectedRow(), error.row);
    }

    void saysWhatIsUnderThePointer()
    {
        show({headOf(1, EventType::Llm, 0ms, 1204ms, "gpt-4o"),
            headOf(2, EventType::Error, 2s, 2s, "<b>bold</b>")});
        const auto bars = m_view->visibleBars();
        QTest::mouseMove(m_view->viewport(), bars[0].rect.center());
        QTRY_COMPARE(
            m_view->shownToolTip(), QStringLiteral("LLM call\ngpt-4o\nStart: 0 s\nDuration: 1.204 s"));
        QTest::mouseMove(m_view->viewport(), bars[1].rect.center());
        QTRY_VERIFY(m_view->shownToolTip().contains(QStringLiteral("<b>bold</b>")));
        const auto *label = m_view->findChild<QLabel *>();
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QTest::mouseMove(m_view->viewport(), QPoint(600, 400));
        QTRY_COMPARE(m_view->shownToolTip(), QString());
        QCOMPARE(m_view->toolTipAt(QPoint(3, 3)), QString());
    }
    void countsWhatAColumnHolds()
    {
        auto heads = actions(100'000);
        heads[200].type = EventType::Error;
        m_view->setLaneBy(LaneBy::Agent);
        show(heads);
        const auto columns = m_view->visibleColumns();
        quint64 events = 0;
        for (const auto &column : columns) {
            events += column.count;
            const QString text = m_view->toolTipAt(column.rect.center());
            QVERIFY2(text.startsWith(QStringLiteral("%1 events").arg(column.count)), qPrintable(text));
            QCOMPARE(text.contains(QStringLiteral("1 error\nFirst error:")), column.errors == 1);
        }
        QCOMPARE(events, 100'000U);
    }
    void showsTheDeliveryOfARecordedSession()
    {
        const DemoSession demo = demoSession();
        m_model->reset(demo.session);
        m_model->appendEvents(demo.events);
        QVERIFY(m_view->visibleFlushes().empty());
        m_model->setFlushes(demo.flushes);
        m_model->setDrops(demo.drops);
        m_model->setDepths(demo.depths);

        quint64 flushes = 0;
        for (const auto &mark : m_view->visibleFlushes())
            flushes += mark.count;
        QCOMPARE(flushes, demo.flushes.size());
        const auto first = m_view->visibleFlushes().front();
        const QString flushText = m_view->toolTipAt(first.rect.center());
        QVERIFY2(
            flushText.startsWith(QStringLiteral("Flush 1: delivered\nCause: size\n")), qPrintable(flushText));
        QVERIFY(flushText.contains(QStringLiteral("HTTP status: 200, attempts: 1")));

        const auto drops = m_view->visibleDrops();
        QVERIFY(!drops.empty());
        QVERIFY(
            m_view->toolTipAt(drops.front().rect.center()).contains(QStringLiteral("Reason: queue full")));
        const QString depth = m_view->toolTipAt(first.rect.center() - QPoint(0, 40));
        QVERIFY2(depth.startsWith(QStringLiteral("Queue depth: ")), qPrintable(depth));
        QVERIFY(depth.contains(QStringLiteral("Capacity: 100")));
    }

    void growsWithTimeOnlyWhileItFollows()
    {
        m_clock->advance(5s);
        auto session = summaryOf("live");
        session.started = session.lastNews = ManualClock::startTime;
        m_model->reset(session);
        const auto end = [&] { return toTimestamp(m_view->scale().end()); };
        QVERIFY(end() >= ManualClock::startTime + 5s);
        m_clock->advance(20s);
        QTRY_VERIFY(end() >= ManualClock::startTime + 25s);
        QTest::keyClick(m_view.get(), Qt::Key_A);
        const TimeScale before = m_view->scale();
        m_clock->advance(20s);
        m_model->appendEvents({});
        QCOMPARE(m_view->scale(), before);
        m_clock->advance(60s); // no news for so long: silent
        m_view->fitAll();
        QVERIFY(end() < ManualClock::startTime + 60s);
    }
    void doesNotRebuildForTheHover()
    {
        show(actions(100));
        QVector<bool> rebuilt;
        connect(m_view.get(), &TimelineView::painted, m_view.get(),
            [&rebuilt](std::chrono::nanoseconds, bool withGeometry) { rebuilt << withGeometry; });
        m_view->grab();
        rebuilt.clear();
        QTest::mouseMove(m_view->viewport(), m_view->visibleBars()[3].rect.center());
        m_view->selectRow(5);
        m_view->viewport()->repaint();
        QVERIFY(!rebuilt.isEmpty());
        QVERIFY(!rebuilt.contains(true));
    }
    void rebuildsForAnotherTheme()
    {
        show(actions(10));
        const QImage light = m_view->grab().toImage();
        m_view->setPalette(ui::paletteOf(Theme::Dark));
        const QImage dark = m_view->grab().toImage();
        QVERIFY(light.pixelColor(600, 300).lightness() > 200);
        QVERIFY(dark.pixelColor(600, 300).lightness() < 60);
    }

    void describesItselfToScreenReaders()
    {
        show({headOf(1, EventType::Llm, 0ms, 2300ms, "gpt-4o"),
            headOf(2, EventType::Error, 2s, 2s, "timeout")});
        QCOMPARE(m_view->accessibleName(), QStringLiteral("Timeline"));
        m_view->grab();
        QVERIFY2(m_view->accessibleDescription().startsWith(QStringLiteral("2 events, 1 error, ")),
            qPrintable(m_view->accessibleDescription()));
    }

    void survivesStrangeEvents()
    {
        EventHead wild = headOf(1, EventType::Action, 0ms, 1ms);
        wild.start = Timestamp::min();
        wild.end = Timestamp::max();
        EventHead backwards = headOf(2, EventType::Tool, 9ms, 3ms);
        backwards.name = std::string(1'000'000, 'x') + "\n\t\xff\xfe";
        show({wild, backwards});
        m_view->grab();
        for (int i = 0; i < 100; ++i)
            m_view->zoomIn();
        m_view->grab();
        QTest::keyClick(m_view.get(), Qt::Key_N);
        m_view->selectRow(2);
        m_view->fitSelection();
        QVERIFY(m_view->visibleBars().size() >= 1);
        QVERIFY(m_view->toolTipAt(m_view->visibleBars().front().rect.center()).size() < 1000);
        m_view->resize(10, 10);
        m_view->grab();
        QVERIFY(m_view->visibleBars().size() < 3);
    }

    void takesEveryKeyThatItLists()
    {
        for (const ui::KeyMeaning &line : ui::timelineKeyMeanings()) {
            const QKeySequence keys(line.keys.split(QStringLiteral("; ")).join(QStringLiteral(", ")));
            QCOMPARE(keys.count(), line.keys.split(QStringLiteral("; ")).size());
            for (int i = 0; i < keys.count(); ++i) {
                const QKeyCombination key = keys[static_cast<uint>(i)];
                const QKeyEvent press(QEvent::KeyPress, key.key(), key.keyboardModifiers());
                QVERIFY2(ui::timelineKey(press) != ui::TimelineKey::None, qPrintable(line.keys));
            }
        }
    }

private:
    void show(const std::vector<EventHead> &heads, Micros length = Micros{0})
    {
        auto session = summaryOf("s");
        session.ended = sessionStart + length;
        m_model->reset(session);
        m_model->appendEvents(heads);
    }

    void wheel(QPoint position, int notches, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(position, m_view->viewport()->mapToGlobal(position), {}, QPoint(0, 120 * notches),
            Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->viewport(), &event);
    }

    /// With the release that QTest leaves out: without it the next widget gets no moves.
    void doubleClick(QPoint position)
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, position);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, position);
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, position);
    }

    void drag(Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
    {
        QTest::mousePress(m_view->viewport(), button, modifiers, QPoint(500, 100));
        QTest::mouseMove(m_view->viewport(), QPoint(540, 100));
        QTest::mouseMove(m_view->viewport(), QPoint(580, 100));
        QTest::mouseRelease(m_view->viewport(), button, modifiers, QPoint(580, 100));
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;
};

QTEST_MAIN(TestTimelineView)
#include "tst_timeline_view.moc"
