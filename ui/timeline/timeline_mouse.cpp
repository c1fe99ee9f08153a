// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the timeline answers to the mouse: select, pan, measure, fit, and what is under the pointer.

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/range_sums.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace sluice::ui {

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const bool shiftDrag = event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier;
    m_tip.hide();
    if (event->button() == Qt::MiddleButton || shiftDrag) {
        m_drag.pan(event->pos());
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        pressAt(event->pos());
    } else if (event->button() == Qt::BackButton) {
        goBack();
    } else if (event->button() == Qt::ForwardButton) {
        goForward();
    } else {
        event->ignore();
    }
}

void TimelineView::pressAt(QPoint position)
{
    refresh();
    if (isGutterEdge(position))
        return m_drag.widenGutter();
    if (const auto mark = markAt(visibleMarks(), position))
        return chooseMark(*mark);
    if (isVeiled(position))
        return;
    const auto hit = hitAt(m_geometry, m_model, position);
    if (hit && hit->kind == TimelineHit::Kind::Event)
        select(hit->item.event);
    else if (hit && hit->kind == TimelineHit::Kind::Placeholder)
        selectPlaceholderAt(*hit);
    else if (hit && hit->kind == TimelineHit::Kind::Flush)
        selectFlush(m_model.flushes()[hit->mark.worst].sequence);
    else if (hit && hit->kind == TimelineHit::Kind::Drop)
        selectDrops(m_model.drops()[hit->mark.worst]);
    else if (isMeasurable(position))
        m_drag.mayMeasure(position, timeAt(position.x()));
}

/// On the ruler, and where the plot is empty.
bool TimelineView::isMeasurable(QPoint position) const
{
    return m_model.hasSession() && plotFromRuler().contains(position);
}

/// Behind the moment of freezing: nothing is shown there.
bool TimelineView::isVeiled(QPoint position) const
{
    return isFrozen() && position.x() > m_layout.gutter.right() && position.y() > m_layout.ruler.bottom()
        && position.x() > xOf(m_axis.bounds().end);
}

bool TimelineView::isMeasured(QPoint position) const
{
    const Timestamp time = timeAt(position.x());
    return m_measured && plotFromRuler().contains(position) && time >= m_measured->begin
        && time < m_measured->end;
}

/// Held within the plot: a drag may leave it.
Timestamp TimelineView::timeAt(int x) const
{
    const double inPlot = std::clamp(x - m_layout.plotLeft(), 0, std::max(0, m_layout.lanes.width()));
    return toTimestamp(m_axis.scale().toTime(inPlot));
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->pos();
    if (m_drag.kind() == TimelineDrag::Kind::Pan)
        return panTo(event->pos());
    if (m_drag.kind() == TimelineDrag::Kind::Gutter)
        return dragGutter(event->pos().x());
    if (!m_drag.isActive())
        return hover(event->pos());
    if (!m_drag.measuresAt(event->pos()))
        return;
    const TimeRange range = m_drag.rangeTo(timeAt(event->pos().x()));
    measure(TimeRange{range.begin, std::max(range.end, range.begin + Micros{1})});
}

void TimelineView::panTo(QPoint position)
{
    const QPoint by = m_drag.movedTo(position);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + by.y());
    if (by.x() != 0)
        navigate([&] { m_axis.panBy(by.x()); });
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_drag.kind() == TimelineDrag::Kind::MayMeasure)
        clickEmpty(event->pos());
    else if (m_drag.kind() == TimelineDrag::Kind::Gutter)
        Q_EMIT gutterWidthChanged(m_gutterWidth);
    endDrag();
}

/// A click into the measured range leaves it: a second one fits it.
void TimelineView::clickEmpty(QPoint position)
{
    if (isMeasured(position))
        return;
    measure(std::nullopt);
    if (m_layout.lanes.contains(position))
        clearSelection();
}

void TimelineView::endDrag()
{
    if (m_drag.kind() == TimelineDrag::Kind::Pan)
        viewport()->unsetCursor();
    m_drag.end();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    refresh();
    if (isGutterEdge(event->pos())) {
        setGutterWidth(0);
        Q_EMIT gutterWidthChanged(0);
        return;
    }
    const auto hit = isVeiled(event->pos()) ? std::nullopt : hitAt(m_geometry, m_model, event->pos());
    if (const auto mark = markAt(visibleMarks(), event->pos()))
        navigate([&] { m_axis.fit(marks().find(*mark)->range); });
    else if (hit && hit->kind != TimelineHit::Kind::Depth)
        fitHit(*hit);
    else if (isMeasured(event->pos()))
        navigate([this] { m_axis.fit(*m_measured); });
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
    const Qt::CursorShape shape = isGutterEdge(position) ? Qt::SplitHCursor : Qt::ArrowCursor;
    if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
    m_hover = isVeiled(position) ? std::nullopt : hitAt(m_geometry, m_model, position);
    m_tip.show(position, textAt(position));
    viewport()->update();
}

/// Of a mark, of what was drawn there, of a break, of the measured range's numbers: the uppermost.
QString TimelineView::textAt(QPoint position) const
{
    const auto flags = markFlags(marks(), m_axis.scale(), m_layout.ruler, m_chosenMark);
    if (const auto number = markAt(flags, position))
        return markLine(*marks().find(*number), m_model.zero());
    if (isVeiled(position))
        return tr("Not shown while the view is frozen");
    if (const auto hit = hitAt(m_geometry, m_model, position)) {
        const bool isDimmed = hit->kind == TimelineHit::Kind::Event && !m_shade.holdsFor(hit->item.event);
        return tooltipFor(m_model, *hit) + (isDimmed ? tr("\nNot in the filter") : QString());
    }
    const auto breaks = axisBreaks(m_axis.scale(), plotFromRuler());
    if (const AxisBreak *gap = breakAt(breaks, position))
        return breakText(gap->gap, m_model.zero());
    return isMeasured(position) && m_layout.ruler.contains(position) ? rangeRules() : QString();
}

void TimelineView::leave()
{
    m_pointer.reset();
    m_hover.reset();
    m_tip.hide();
    viewport()->update();
}

} // namespace sluice::ui
