// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the timeline answers to mouse, wheel and keys.

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace sluice::ui {

namespace {

constexpr double wheelZoomStep = 1.25; ///< of one notch
constexpr double unitsOfANotch = 120; ///< QWheelEvent: eighths of a degree, 15 degrees a notch
constexpr double wheelPanPart = 0.1; ///< of the view's width, a notch
constexpr double keyPanPart = 0.1;
constexpr double fastKeyPanPart = 0.5; ///< with Shift

/// Most wheels turn one way; with Alt some platforms give the other one.
double notchesOf(const QWheelEvent &event)
{
    const QPoint delta = event.angleDelta();
    return (delta.y() != 0 ? delta.y() : delta.x()) / unitsOfANotch;
}

} // namespace

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const double notches = notchesOf(*event);
    const double width = m_axis.scale().width();
    const bool sideways = event->angleDelta().y() == 0;
    event->accept();
    if (event->modifiers() & Qt::ControlModifier) {
        const double x = event->position().x() - m_layout.plotLeft();
        navigate([&] { m_axis.zoomAt(x, std::pow(wheelZoomStep, notches)); });
    } else if (event->modifiers() & Qt::ShiftModifier || sideways) {
        navigate([&] { m_axis.panBy(-notches * wheelPanPart * width); });
    } else {
        QScrollBar *bar = verticalScrollBar();
        const double lines = notches * QApplication::wheelScrollLines();
        bar->setValue(bar->value() - static_cast<int>(std::lround(lines * bar->singleStep())));
    }
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const double pan
        = (event->modifiers() & Qt::ShiftModifier ? fastKeyPanPart : keyPanPart) * m_axis.scale().width();
    QScrollBar *bar = verticalScrollBar();
    switch (timelineKey(*event)) {
    case TimelineKey::ZoomIn:
        return zoomIn();
    case TimelineKey::ZoomOut:
        return zoomOut();
    case TimelineKey::PanEarlier:
        return navigate([&] { m_axis.panBy(-pan); });
    case TimelineKey::PanLater:
        return navigate([&] { m_axis.panBy(pan); });
    case TimelineKey::ScrollUp:
        return bar->setValue(bar->value() - bar->singleStep());
    case TimelineKey::ScrollDown:
        return bar->setValue(bar->value() + bar->singleStep());
    case TimelineKey::FitSelection:
        return fitSelection();
    case TimelineKey::FitAll:
        return fitAll();
    case TimelineKey::Follow:
        return setFollow(true);
    case TimelineKey::NextEvent:
        return selectNext();
    case TimelineKey::PreviousEvent:
        return selectPrevious();
    case TimelineKey::NextError:
        return selectNextError();
    case TimelineKey::PreviousError:
        return selectPreviousError();
    case TimelineKey::NextFlush:
        return selectNextFlush();
    case TimelineKey::PreviousFlush:
        return selectPreviousFlush();
    case TimelineKey::Clear:
        return clearSelection();
    case TimelineKey::None:
        event->ignore();
    }
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const bool shiftDrag = event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier;
    if (event->button() == Qt::MiddleButton || shiftDrag) {
        m_tip.hide();
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    refresh();
    m_tip.hide();
    const auto hit = hitAt(m_geometry, event->pos());
    if (hit && hit->kind == TimelineHit::Kind::Event)
        select(hit->item.event);
    else if (hit && hit->kind == TimelineHit::Kind::Flush)
        selectFlush(m_model.flushes()[hit->mark.worst].sequence);
    else if (hit && hit->kind == TimelineHit::Kind::Drop)
        selectDrops(m_model.drops()[hit->mark.worst]);
    else if (m_layout.lanes.contains(event->pos()))
        clearSelection();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->pos();
    if (m_panFrom) {
        const double by = m_panFrom->x() - event->pos().x();
        const int down = m_panFrom->y() - event->pos().y();
        m_panFrom = event->pos();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + down);
        if (by != 0)
            navigate([&] { m_axis.panBy(by); });
        return;
    }
    hover(event->pos());
}

void TimelineView::mouseReleaseEvent(QMouseEvent *)
{
    if (m_panFrom)
        viewport()->unsetCursor();
    m_panFrom.reset();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    refresh();
    const auto hit = hitAt(m_geometry, event->pos());
    if (hit && hit->kind != TimelineHit::Kind::Depth)
        fitHit(*hit);
    else
        fitAll();
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        leave();
    return QAbstractScrollArea::viewportEvent(event);
}

/// A bar or a flush fills the view; so does the stretch of a column, to see what it holds.
void TimelineView::fitHit(const TimelineHit &hit)
{
    const EventColumns &columns = m_model.events().columns();
    if (hit.kind == TimelineHit::Kind::Event && hit.item.kind == DetailItem::Kind::Bar) {
        navigate([&] { m_axis.fit({columns.start(hit.item.event), columns.end(hit.item.event)}); });
        return;
    }
    const double left = hit.rect.left() - m_layout.plotLeft();
    const TimeScale scale = m_axis.scale();
    const TimeRange range{
        toTimestamp(scale.toTime(left)), toTimestamp(scale.toTime(left + hit.rect.width())) + Micros{1}};
    navigate([&] { m_axis.fit(range); });
}

void TimelineView::hover(QPoint position)
{
    refresh();
    m_hover = hitAt(m_geometry, position);
    m_tip.show(position, m_hover ? tooltipFor(m_model, *m_hover) : QString());
    viewport()->update();
}

void TimelineView::leave()
{
    m_pointer.reset();
    m_hover.reset();
    m_tip.hide();
    viewport()->update();
}

} // namespace sluice::ui
