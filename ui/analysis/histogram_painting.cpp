// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the histogram looks. What it shows and how it is asked is in histogram_view.cpp.

#include "ui/analysis/histogram_view.h"
#include "ui/models/format.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_plot.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int pixelsPerTick = 36;
constexpr int legendSample = 10;

void fillPart(
    QPainter &painter, const QRectF &place, const QColor &colour, bool isHatched, const QColor &ground)
{
    painter.fillRect(place, colour);
    if (isHatched)
        painter.fillRect(place, QBrush(ground, Qt::BDiagPattern));
}

} // namespace

void HistogramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    paintHead(painter);
    if (m_bars.empty() || highest() <= 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(metrics::grid, headHeight(), -metrics::grid, 0),
            Qt::AlignCenter | Qt::TextWordWrap, m_nothing);
        return;
    }
    paintAxes(painter);
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar)
        paintBar(painter, bar);
}

void HistogramView::paintHead(QPainter &painter) const
{
    int y = metrics::halfGrid + fontMetrics().ascent();
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(
        metrics::grid, y, fontMetrics().elidedText(m_title, Qt::ElideRight, width() - 2 * metrics::grid));
    if (m_parts.size() < 2)
        return;
    y += fontMetrics().height() + metrics::halfGrid;
    int x = metrics::grid;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        fillPart(painter, QRectF(x, y - legendSample + 1, legendSample, legendSample), m_parts[i].colour,
            i % 2 == 1, palette().color(QPalette::Base));
        x += legendSample + metrics::halfGrid;
        painter.drawText(x, y, m_parts[i].name);
        x += fontMetrics().horizontalAdvance(m_parts[i].name) + 2 * metrics::grid;
    }
}

void HistogramView::paintAxes(QPainter &painter) const
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const QRectF area = plotArea();
    const double most = highest();
    const int textHeight = fontMetrics().height();
    for (const double tick : roundTicks(most, std::max(1, static_cast<int>(area.height()) / pixelsPerTick))) {
        if (tick != std::floor(tick))
            continue; // things that are counted have no halves
        const double y = area.bottom() - area.height() * tick / most;
        painter.setPen(colours.gridMajor);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - textHeight / 2.0, area.left() - metrics::halfGrid, textHeight),
            Qt::AlignRight | Qt::AlignVCenter, numberText(static_cast<std::uint64_t>(tick)));
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    double free = 0; // where the next label may begin
    const double step = area.width() / static_cast<double>(m_bars.size());
    for (std::size_t i = 0; i <= m_bars.size(); ++i) {
        const QString text = i < m_bars.size() ? m_bars[i].edge : m_lastEdge;
        const double width = fontMetrics().horizontalAdvance(text);
        const double x
            = std::min(area.left() + step * static_cast<double>(i) - width / 2, this->width() - width - 2);
        if (text.isEmpty() || x < free)
            continue;
        painter.drawText(QPointF(x, area.bottom() + metrics::halfGrid + fontMetrics().ascent()), text);
        free = x + width + metrics::grid;
    }
}

void HistogramView::paintBar(QPainter &painter, std::size_t bar) const
{
    const QRectF place = barRect(bar);
    const double sum = m_bars[bar].sum();
    const QColor base = palette().color(QPalette::Base);
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    double bottom = place.bottom();
    for (std::size_t i = 0; sum > 0 && i < m_bars[bar].parts.size(); ++i) {
        const double height = place.height() * m_bars[bar].parts[i] / sum;
        const QColor colour = i < m_parts.size() ? m_parts[i].colour : colours.event(EventType::Llm).fill;
        fillPart(painter, QRectF(place.left(), bottom - height, place.width(), height), colour,
            m_parts.size() > 1 && i % 2 == 1, base);
        bottom -= height;
    }
    if (m_chosen == bar) {
        painter.setPen(QPen(colours.selectionOutline, metrics::outlineWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(place.left(), plotArea().top(), place.width(), plotArea().height()));
    }
}

} // namespace sluice::ui
