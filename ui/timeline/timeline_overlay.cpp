// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What lies on top of the painted timeline and moves without it: pointer, hover, selection, focus.

#include "ui/models/timeline_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_text.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
}

} // namespace

void TimelineView::paintOverlay(QPainter &painter)
{
    const EventPalette &palette = colours(*this);
    if (m_model.events().eventCount() == 0)
        paintPlaceholder(painter);
    paintTimeCursor(painter);
    paintLinks(painter);
    if (m_hover)
        paintOutline(painter, m_hover->rect, palette.hoverOutline);
    paintSelection(painter);
    if (hasFocus())
        paintFocusRing(painter);
}

void TimelineView::paintSelection(QPainter &painter)
{
    std::optional<QRect> rect;
    if (const EventIndex event = selectedEvent(); event != noEvent)
        rect = rectOfEvent(m_geometry, m_model, event);
    else if (const FlushRecord *flush = m_selectedFlush ? m_model.flushOf(*m_selectedFlush) : nullptr)
        rect = placeOf(*flush);
    else if (m_selectedDrops)
        rect = dropRect(m_layout.drops, markOf(*m_selectedDrops, m_axis.scale()));
    if (!rect)
        return;
    const EventPalette &palette = colours(*this);
    const int halo = metrics::outlineWidth;
    paintOutline(painter, rect->adjusted(-halo, -halo, halo, halo), palette.selectionHalo);
    paintOutline(painter, *rect, palette.selectionOutline);
}

void TimelineView::paintPlaceholder(QPainter &painter)
{
    painter.setPen(colours(*this).faintText);
    const QString text = m_model.hasSession() ? tr("No events yet") : tr("No session is shown");
    painter.drawText(m_layout.lanes, Qt::AlignCenter, text);
}

/// Around `rect`, cut to the part of the view that it lies in.
void TimelineView::paintOutline(QPainter &painter, const QRect &rect, const QColor &colour)
{
    if (rect.isEmpty())
        return;
    painter.save();
    const QRect &lanes = m_layout.lanes;
    painter.setClipRect(lanes.intersects(rect) ? lanes : viewport()->rect().adjusted(lanes.left(), 0, 0, 0));
    painter.setPen(QPen(colour, metrics::outlineWidth, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect);
    painter.restore();
}

/// A line through all lanes, and on the ruler the time that it stands for.
void TimelineView::paintTimeCursor(QPainter &painter)
{
    const TimelineLayout &layout = m_layout;
    if (!m_pointer || m_pointer->x() < layout.lanes.left() || m_pointer->x() > layout.lanes.right())
        return;
    const int x = m_pointer->x();
    const EventPalette &palette = colours(*this);
    painter.fillRect(x, layout.ruler.bottom(), 1, viewport()->height(), palette.timeCursor);
    const QString text = cursorText(m_model, m_axis.scale(), x - layout.plotLeft());
    const int width = painter.fontMetrics().horizontalAdvance(text) + metrics::grid;
    const int left = std::clamp(
        x - width / 2, layout.ruler.left(), std::max(layout.ruler.left(), layout.ruler.right() - width));
    const QRect box(
        left, layout.ruler.top() + metrics::halfGrid, width, layout.ruler.height() - metrics::grid);
    painter.fillRect(box, palette.text);
    painter.setPen(palette.background);
    painter.drawText(box, Qt::AlignCenter, text);
}

void TimelineView::paintFocusRing(QPainter &painter)
{
    const QRect inner = viewport()->rect().marginsRemoved(
        {metrics::outlineWidth, metrics::outlineWidth, metrics::outlineWidth, metrics::outlineWidth});
    painter.setClipRegion(QRegion(viewport()->rect()).subtracted(inner));
    painter.fillRect(viewport()->rect(), palette().highlight());
    painter.setClipping(false);
}

} // namespace sluice::ui
