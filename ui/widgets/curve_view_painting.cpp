// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the plot looks. What it shows and how it is asked is in curve_view.cpp.

#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_view.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr int legendSample = 24; ///< the length of a curve's sample
constexpr double lineWidth = 1.6;
constexpr int fillAlpha = 48;
constexpr int pixelsPerXTick = 90;
constexpr int pixelsPerYTick = 32;

constexpr std::array curveTypes
    = {EventType::Llm, EventType::Error, EventType::Action, EventType::Tool, EventType::Api};
constexpr std::array dashes = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

QPen penOf(std::size_t index, const QPalette &palette)
{
    const EventPalette &colours = EventPalette::of(themeOf(palette));
    return {colours.stroke(curveTypes[index % curveTypes.size()]), lineWidth, dashes[index % dashes.size()],
        Qt::FlatCap};
}

} // namespace

/// From left to right below the title, in as many lines as it takes; a single curve needs none.
std::vector<CurveView::LegendEntry> CurveView::legend() const
{
    std::vector<LegendEntry> entries;
    if (m_curves.size() < 2)
        return entries;
    const int left = metrics::grid + legendSample + metrics::halfGrid;
    QPoint place(left, metrics::halfGrid + fontMetrics().height() + fontMetrics().ascent());
    for (const Curve &curve : m_curves) {
        const QString name = fontMetrics().elidedText(curve.name, Qt::ElideRight, width() / 2);
        const int length = fontMetrics().horizontalAdvance(name);
        if (place.x() > left && place.x() + length > width() - metrics::grid)
            place = {left, place.y() + fontMetrics().height()};
        entries.push_back({place, name});
        place.rx() += length + 2 * metrics::grid + legendSample + metrics::halfGrid;
    }
    return entries;
}

int CurveView::headingHeight() const
{
    const std::vector<LegendEntry> entries = legend();
    const int text = entries.empty() ? metrics::halfGrid + fontMetrics().height()
                                     : entries.back().place.y() + fontMetrics().descent();
    return text + metrics::halfGrid;
}

QRectF CurveView::plotArea() const
{
    int gutter = 0;
    const PlotRange axes = range();
    for (const double tick : roundTicks(axes.mostY, 3))
        gutter = std::max(gutter, fontMetrics().horizontalAdvance(m_yWords(tick)));
    const QRectF inner(contentsRect());
    const int below = fontMetrics().height() + metrics::halfGrid;
    return inner.adjusted(gutter + 2.0 * metrics::grid, headingHeight(), -2.0 * metrics::grid, -below);
}

void CurveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    paintHeading(painter);
    if (isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(plotArea(), Qt::AlignCenter | Qt::TextWordWrap, m_nothing);
        return;
    }
    paintAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_curves.size(); ++i)
        paintCurve(painter, i);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintLevel(painter);
    paintCursor(painter);
}

void CurveView::paintHeading(QPainter &painter) const
{
    QString title = m_title;
    if (!m_stamp.isEmpty())
        title += QStringLiteral(" \u00b7 ") + m_stamp;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(metrics::grid, metrics::halfGrid + fontMetrics().ascent(),
        fontMetrics().elidedText(title, Qt::ElideRight, width() - 2 * metrics::grid));
    const std::vector<LegendEntry> entries = legend();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QPoint place = entries[i].place;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(place, entries[i].name);
        painter.setPen(penOf(i, palette()));
        const int middle = place.y() - fontMetrics().ascent() / 3;
        const int sample = place.x() - metrics::halfGrid - legendSample;
        painter.drawLine(sample, middle, sample + legendSample, middle);
    }
}

void CurveView::paintAxes(QPainter &painter) const
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const QRectF area = plotArea();
    const PlotRange axes = range();
    const PlotScale scale(area, axes);
    const int textHeight = fontMetrics().height();
    for (const double tick : roundTicks(axes.mostY, std::max(1, int(area.height()) / pixelsPerYTick))) {
        const double y = scale.toPixel({0, tick}).y();
        painter.setPen(colours.gridMajor);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - textHeight / 2.0, area.left() - metrics::halfGrid, textHeight),
            Qt::AlignRight | Qt::AlignVCenter, m_yWords(tick));
    }
    for (const double tick : roundTicks(axes.mostX, std::max(1, int(area.width()) / pixelsPerXTick))) {
        const double x = scale.toPixel({tick, 0}).x();
        painter.setPen(colours.hairline);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + metrics::halfGrid));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const QString words = m_xWords(tick);
        const double length = fontMetrics().horizontalAdvance(words);
        const double left = std::clamp(x - length / 2, 0.0, std::max(width() - length - 2, 0.0));
        painter.drawText(QPointF(left, area.bottom() + metrics::halfGrid + fontMetrics().ascent()), words);
    }
}

void CurveView::paintCurve(QPainter &painter, std::size_t index) const
{
    const Curve &curve = m_curves[index];
    if (curve.points.empty())
        return;
    const PlotScale scale(plotArea(), range());
    QPainterPath path(scale.toPixel(curve.points.front()));
    QPointF last = path.currentPosition();
    for (const QPointF &point : curve.points) {
        const QPointF here = scale.toPixel(point);
        if (curve.shape == Curve::Shape::Steps)
            path.lineTo(here.x(), last.y());
        path.lineTo(here);
        last = here;
    }
    const QPen pen = penOf(index, palette());
    painter.setClipRect(plotArea().adjusted(-1, -1, 1, 1));
    if (curve.filled) {
        QPainterPath ground = path;
        ground.lineTo(last.x(), plotArea().bottom());
        ground.lineTo(scale.toPixel(curve.points.front()).x(), plotArea().bottom());
        QColor fill = pen.color();
        fill.setAlpha(fillAlpha);
        painter.fillPath(ground, fill);
    }
    painter.strokePath(path, pen);
    painter.setClipping(false);
}

void CurveView::paintLevel(QPainter &painter) const
{
    if (!m_level || *m_level > range().mostY)
        return;
    const QRectF area = plotArea();
    const double y = PlotScale(area, range()).toPixel({0, *m_level}).y();
    painter.setPen({EventPalette::of(themeOf(palette())).capacityLine, 1, Qt::DashLine});
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.drawText(QRectF(area.left(), y + 1, area.width() - metrics::halfGrid, fontMetrics().height()),
        Qt::AlignRight | Qt::AlignTop, m_levelName);
}

void CurveView::paintCursor(QPainter &painter) const
{
    if (!m_cursor)
        return;
    const QRectF area = plotArea();
    const double x = PlotScale(area, range()).toPixel({*m_cursor, 0}).x();
    painter.setPen(EventPalette::of(themeOf(palette())).timeCursor);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

} // namespace sluice::ui
