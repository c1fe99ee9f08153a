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

constexpr int measuredAlpha = 46; ///< the bars below keep their colours

const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
}

} // namespace

/// The same layers for another size, and the marks.
void TimelineView::renderTo(QPainter &painter, QSize size)
{
    refresh();
    const TimelineLayout layout = layoutFor(size, m_layout.gutter.width(), m_model.hasDelivery());
    TimeScale scale = m_axis.scale();
    const double part = layout.lanes.width() / std::max(1.0, scale.width());
    scale = scale.zoomedAt(0, part).resized(layout.lanes.width());
    TimelineGeometry geometry = geometryFor(m_model, frameFor(layout, scale));
    // Qt's SVG is not clipped: what a screen cuts off must not be there.
    std::erase_if(
        geometry.ticks, [&](const TickMark &tick) { return tick.x < 0 || tick.x >= scale.width(); });
    painter.save();
    painter.setClipRect(QRect(QPoint(), size));
    painter.fillRect(QRect(QPoint(), size), colours(*this).background);
    paintLayers(painter, geometry);
    paintMarks(painter, markFlags(marks(), scale, layout.ruler, m_chosenMark), layout.ruler, size.height(),
        colours(*this));
    painter.restore();
}

void TimelineView::paintOverlay(QPainter &painter)
{
    const EventPalette &palette = colours(*this);
    if (m_model.events().eventCount() == 0)
        paintPlaceholder(painter);
    if (isDimming())
        paintFilterNote(painter);
    paintVeil(painter);
    paintMeasured(painter);
    paintMarks(painter, visibleMarks(), m_layout.ruler, viewport()->height(), palette);
    paintTimeCursor(painter);
    paintLinks(painter);
    if (m_hover)
        paintOutline(painter, m_hover->rect, palette.hoverOutline);
    paintSelection(painter);
    if (hasFocus())
        paintFocusRing(painter);
}

/// In the corner above the lanes' names, so that nobody takes pale bars for another kind of event.
void TimelineView::paintFilterNote(QPainter &painter)
{
    const QRect corner(
        m_layout.gutter.left(), m_layout.ruler.top(), m_layout.gutter.width(), m_layout.ruler.height());
    painter.setPen(colours(*this).text);
    painter.drawText(corner.adjusted(3 * metrics::grid, 0, -metrics::grid, 0),
        Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(tr("Filtered"), Qt::ElideRight, corner.width()));
}

/// Of a frozen view: what lies behind the moment of freezing is not shown.
void TimelineView::paintVeil(QPainter &painter)
{
    const double edge = xOf(m_axis.bounds().end);
    const QRect plot = plotFromRuler();
    if (!isFrozen() || edge > plot.right())
        return;
    const EventPalette &palette = colours(*this);
    const int left = std::max(plot.left(), static_cast<int>(edge) + 1);
    const QRect veil(QPoint(left, m_layout.ruler.bottom() + 1), plot.bottomRight());
    painter.fillRect(veil, palette.background);
    painter.fillRect(veil, QBrush(palette.gridMajor, Qt::BDiagPattern));
    painter.fillRect(left, veil.top(), 1, veil.height(), palette.severity(Severity::Notice));
}

void TimelineView::paintMeasured(QPainter &painter)
{
    if (!m_measured)
        return;
    const QRect plot = plotFromRuler();
    const auto held
        = [&](double x) { return static_cast<int>(std::clamp(x, plot.left() - 2.0, plot.right() + 2.0)); };
    const int left = held(xOf(m_measured->begin));
    const int right = std::max(left + 1, held(xOf(m_measured->end)));
    QColor band = palette().color(QPalette::Highlight);
    const QColor edge = band;
    band.setAlpha(measuredAlpha);
    painter.save();
    painter.setClipRect(plot);
    painter.fillRect(left, plot.top(), right - left, plot.height(), band);
    painter.fillRect(left, plot.top(), 1, plot.height(), edge);
    painter.fillRect(right - 1, plot.top(), 1, plot.height(), edge);
    painter.restore();
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
    else if (m_selectedPlaceholder)
        rect = rectOf(*m_selectedPlaceholder);
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
