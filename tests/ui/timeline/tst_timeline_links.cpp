// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/manual_clock.h"
#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;
using sluice::ui::DeliveryLinks;
using sluice::ui::TimelineModel;
using sluice::ui::TimelineView;

namespace {

EventHead headOf(std::int64_t row, Millis start, Millis end)
{
    EventHead head;
    head.row = row;
    head.name = "step";
    head.start = sessionStart + start;
    head.end = sessionStart + end;
    return head;
}

FlushRecord flushOf(std::uint64_t sequence, Millis start, Millis end, FlushOutcome outcome, int status)
{
    FlushRecord flush;
    flush.session = SessionId("s");
    flush.sequence = sequence;
    flush.outcome = outcome;
    flush.started = sessionStart + start;
    flush.ended = sessionStart + end;
    flush.events = 2;
    flush.bytes = 2'048;
    flush.attempts = 1;
    flush.httpStatus = status;
    return flush;
}

} // namespace

class TestTimelineLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }
    void init();
    void cleanup() { m_view.reset(); }

    void asksWhichFlushCarriedTheEventUnderThePointer();
    void drawsTheThreadToTheFlush();
    void tellsTheFlushInTheTipOfItsEvent();
    void keepsTheThreadOfTheSelectedEvent();
    void showsTheRangeOfTheFlushUnderThePointer();
    void selectsAFlushOrDropsByAClick();
    void selectsAFlushInsteadOfAnEvent();
    void bringsASelectedFlushIntoSight();
    void goesThroughTheFlushesByKeys();
    void labelsAFlushAsLongAsItFits();
    void tellsEachAttempt();

private:
    void hover(QPoint at) { QTest::mouseMove(m_view->viewport(), at); }
    void answer(qint64 row, QList<quint64> sequences)
    {
        m_model->links().takeFlushes(SessionId("s"), row, sequences);
    }
    QRect barOf(qint64 row);
    QRect flushAt(std::size_t index) { return m_view->visibleFlushes().at(index).rect; }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineLinks::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_model = std::make_unique<TimelineModel>();
    SessionSummary session = summaryOf("s", Origin::Recorded);
    session.ended = sessionStart + 1s;
    m_model->reset(session);
    m_model->appendEvents({headOf(1, 0ms, 100ms), headOf(2, 200ms, 300ms), headOf(3, 400ms, 500ms)});
    m_model->appendFlushes({flushOf(1, 350ms, 550ms, FlushOutcome::Delivered, 200),
        flushOf(2, 600ms, 900ms, FlushOutcome::Refused, 400)});
    m_model->appendDrops(
        {{SessionId("s"), DropReason::QueueFull, sessionStart + 700ms, sessionStart + 720ms, 4}});
    m_view = std::make_unique<TimelineView>(*m_model, *m_clock);
    m_view->resize(1'200, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QApplication::processEvents();
}

QRect TestTimelineLinks::barOf(qint64 row)
{
    for (const auto &bar : m_view->visibleBars()) {
        if (bar.row == row)
            return bar.rect;
    }
    return {};
}

void TestTimelineLinks::asksWhichFlushCarriedTheEventUnderThePointer()
{
    QSignalSpy wanted(&m_model->links(), &DeliveryLinks::flushesWanted);
    hover(barOf(2).center());
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][1].toLongLong(), qint64{2});
    QVERIFY(m_view->linkedFlushes().empty());
    answer(2, {1});
    QCOMPARE(m_view->linkedFlushes(), std::vector<quint64>{1});
    hover(QPoint(barOf(2).center().x(), 200)); // nothing there
    QTRY_VERIFY(m_view->linkedFlushes().empty());
}

void TestTimelineLinks::drawsTheThreadToTheFlush()
{
    m_view->selectRow(2);
    QApplication::processEvents();
    const QImage before = m_view->viewport()->grab().toImage();
    answer(2, {2});
    QApplication::processEvents();
    const QImage after = m_view->viewport()->grab().toImage();
    const int middle = (barOf(2).bottom() + flushAt(1).top()) / 2;
    int changed = 0;
    for (int x = barOf(2).left(); x < flushAt(1).right(); ++x)
        changed += before.pixel(x, middle) != after.pixel(x, middle);
    QVERIFY2(changed > 0 && changed < 60, qPrintable(QString::number(changed))); // a line crosses there
}

void TestTimelineLinks::tellsTheFlushInTheTipOfItsEvent()
{
    hover(barOf(2).center());
    QTRY_VERIFY(!m_view->shownToolTip().isEmpty());
    QVERIFY(!m_view->shownToolTip().contains(QStringLiteral("Flush")));
    (void)m_view->linkedFlushes();
    answer(2, {1});
    QVERIFY2(
        m_view->shownToolTip().endsWith(QStringLiteral("Flush 1: delivered, HTTP 200, 2 events, 200 ms")),
        qPrintable(m_view->shownToolTip()));
}

void TestTimelineLinks::keepsTheThreadOfTheSelectedEvent()
{
    m_view->selectRow(1);
    hover(barOf(3).center());
    QTRY_VERIFY(!m_view->shownToolTip().isEmpty());
    (void)m_view->linkedFlushes();
    answer(1, {1});
    answer(3, {2});
    QCOMPARE(m_view->linkedFlushes(), (std::vector<quint64>{1, 2}));
}

void TestTimelineLinks::showsTheRangeOfTheFlushUnderThePointer()
{
    QSignalSpy wanted(&m_model->links(), &DeliveryLinks::eventsWanted);
    hover(flushAt(0).center());
    QTRY_COMPARE(wanted.count(), 1);
    QVERIFY(!m_view->carriedRange());
    m_model->links().takeEvents(SessionId("s"), 1, {headOf(1, 0ms, 100ms), headOf(2, 200ms, 300ms)});
    QCOMPARE(m_view->carriedRange(), (std::optional<TimeRange>({sessionStart, sessionStart + 300ms})));
    const int x = static_cast<int>(m_view->xOf(sessionStart + 150ms));
    const QColor inside = m_view->viewport()->grab().toImage().pixelColor(x, 200);
    hover(QPoint(x, 200));
    QTRY_VERIFY(!m_view->carriedRange());
    QVERIFY(m_view->viewport()->grab().toImage().pixelColor(x + 3, 200) != inside);
}

void TestTimelineLinks::selectsAFlushOrDropsByAClick()
{
    QSignalSpy flushes(m_view.get(), &TimelineView::flushSelected);
    QSignalSpy drops(m_view.get(), &TimelineView::dropsSelected);
    QSignalSpy cleared(m_view.get(), &TimelineView::selectionCleared);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, flushAt(1).center());
    QCOMPARE(flushes.takeFirst().front().toULongLong(), quint64{2});
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(2));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visibleDrops().at(0).rect.center());
    QCOMPARE(drops.count(), 1);
    QVERIFY(!m_view->selectedFlush());
    QCOMPARE(cleared.count(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(cleared.count(), 2);
}

void TestTimelineLinks::selectsAFlushInsteadOfAnEvent()
{
    m_view->selectRow(2);
    m_view->selectFlush(1);
    QVERIFY(!m_view->selectedRow());
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(1));
    m_view->selectRow(2);
    QVERIFY(!m_view->selectedFlush());
    m_view->selectFlush(99);
    QVERIFY(!m_view->selectedRow());
    QVERIFY(!m_view->selectedFlush());
}

void TestTimelineLinks::bringsASelectedFlushIntoSight()
{
    m_view->selectRow(1);
    m_view->fitSelection();
    QCOMPARE(m_view->visibleFlushes().size(), std::size_t{0});
    m_view->selectFlush(2);
    QVERIFY(m_view->visibleFlushes().size() > 0);
}

void TestTimelineLinks::goesThroughTheFlushesByKeys()
{
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(1));
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(2));
    QTest::keyClick(m_view.get(), Qt::Key_BracketLeft);
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(1));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QTest::keyClick(m_view.get(), Qt::Key_BracketLeft);
    QCOMPARE(m_view->selectedFlush(), std::optional<quint64>(2));
}

void TestTimelineLinks::labelsAFlushAsLongAsItFits()
{
    const auto marks = flushMarks(m_model->flushes(), m_view->scale(), sessionStart + 1s);
    QCOMPARE(ui::flushLabels(*m_model, marks.at(0)).join(u'|'),
        QStringLiteral("200 · 2 events · 2.00 KiB · 200 ms|200 · 2 events · 2.00 KiB|200 · 2 events|200"));
    const QImage wide = m_view->viewport()->grab(flushAt(0)).toImage();
    m_view->zoomOut();
    m_view->zoomOut();
    QVERIFY(flushAt(0).width() < 200);
    QVERIFY(m_view->viewport()->grab(flushAt(0)).toImage().width() < wide.width());
}

void TestTimelineLinks::tellsEachAttempt()
{
    FlushRecord flush = flushOf(3, 100ms, 320ms, FlushOutcome::Delivered, 200);
    flush.attempts = 5;
    flush.tries = {{flush.started, flush.started + 20ms, 503, FlushOutcome::Retrying, {}},
        {flush.started + 100ms, flush.started + 110ms, 0, FlushOutcome::InDoubt, {}},
        {flush.started + 200ms, flush.ended, 200, FlushOutcome::Delivered, {}}};
    m_model->appendFlushes({flush});
    const QString tip = m_view->toolTipAt(flushAt(0).center());
    for (const char *line : {"Attempt 3: 503, 20.0 ms", "Attempt 4: in doubt, 10.0 ms",
             "Attempt 5: 200, 20.0 ms", "2 events, 2,048 bytes", "HTTP status: 200, attempts: 5"})
        QVERIFY2(tip.contains(QLatin1String(line)), qPrintable(tip));
}

QTEST_MAIN(TestTimelineLinks)
#include "tst_timeline_links.moc"
