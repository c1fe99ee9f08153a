// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the overview is painted: a strip that is kept, and the window over it.

#include "core/timeline/delivery_marks.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/gap_painter.h"
#include "ui/timeline/timeline_minimap.h"

#include <QPainter>
#include <QPolygon>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int padding = 4; ///< above and below the density
constexpr int errorHeight = 9; ///< from the strip's top down
constexpr int dropMark = 7;
constexpr int leastErrorWidth = 2;
constexpr int shadeAlpha = 110;
constexpr int gripHeight = 14;
constexpr int gripWidth = 3;

const EventPalette &colours(const QWidget &widget)
{
    return EventPalette::of(themeOf(widget.palette()));
}

/// By the logarithm: one event is seen beside a burst of a thousand.
int heightOf(double density, double most, int room)
{
    if (density <= 0)
        return 0;
    const double part = std::log1p(density) / std::log1p(std::max(density, most));
    return std::max(1, static_cast<int>(std::lround(part * room)));
}

void paintDensity(QPainter &painter, const std::vector<EventDensity::Column> &columns, const QRect &plot,
    const QColor &colour)
{
    double most = 0;
    for (const EventDensity::Column &column : columns)
        most = std::max(most, column.density);
    const int room = plot.height() - 2 * padding;
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const int height = heightOf(columns[x].density, most, room);
        painter.fillRect(
            plot.left() + static_cast<int>(x), plot.bottom() - padding - height + 1, 1, height, colour);
    }
}

/// From the top, over all else: an error wins its pixels.
void paintErrors(QPainter &painter, const std::vector<EventDensity::Column> &columns, const QRect &plot,
    const QColor &colour)
{
    for (std::size_t x = 0; x < columns.size(); ++x) {
        if (columns[x].errors > 0)
            painter.fillRect(
                plot.left() + static_cast<int>(x), plot.top() + 1, leastErrorWidth, errorHeight, colour);
    }
}

/// Hollow marks at the foot, as in the lane of drops.
void paintDrops(QPainter &painter, const TimelineModel &model, const MinimapGeometry &geometry,
    const EventPalette &palette)
{
    painter.setPen(palette.dropped);
    painter.setBrush(palette.background);
    int lastRight = geometry.plot.left() - dropMark;
    for (const DropRun &run : model.drops()) {
        const DeliveryMark mark = markOf(run, geometry.scale);
        const int x = geometry.plot.left() + mark.left;
        if (x < lastRight)
            continue;
        painter.drawRect(x, geometry.plot.bottom() - dropMark - 1, dropMark, dropMark);
        painter.drawLine(x, geometry.plot.bottom() - dropMark - 1, x + dropMark, geometry.plot.bottom() - 1);
        lastRight = x + dropMark;
    }
    painter.setBrush(Qt::NoBrush);
}

void paintGrip(QPainter &painter, int x, const QRect &window, const QColor &colour)
{
    painter.fillRect(x, window.center().y() - gripHeight / 2, gripWidth, gripHeight, colour);
}

} // namespace

void TimelineMinimap::refresh()
{
    const QSize wanted = size() * devicePixelRatioF();
    if (!m_stripIsOld && m_strip.size() == wanted)
        return;
    m_strip = QPixmap(wanted);
    m_strip.setDevicePixelRatio(devicePixelRatioF());
    m_stripIsOld = false;
    ++m_rebuilds;
    const MinimapGeometry geometry = geometryShown();
    m_columns = m_density.columns(geometry.scale);
    if (m_strip.isNull())
        return;
    QPainter painter(&m_strip);
    painter.setFont(font());
    paintStrip(painter, geometry, colours(*this));
}

void TimelineMinimap::paintStrip(
    QPainter &painter, const MinimapGeometry &geometry, const EventPalette &palette)
{
    painter.fillRect(rect(), palette.gutter);
    painter.fillRect(geometry.plot, palette.background);
    painter.setPen(palette.faintText);
    const QRect label
        = QRect(0, 0, geometry.plot.left(), height()).adjusted(3 * metrics::grid, 0, -metrics::grid, 0);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, tr("Overview"));
    painter.save();
    painter.setClipRect(geometry.plot);
    paintDensity(painter, m_columns, geometry.plot, palette.depthLine);
    paintBreaks(painter, axisBreaks(geometry.scale, geometry.plot), 1, palette);
    paintDrops(painter, m_model, geometry, palette);
    paintErrors(painter, m_columns, geometry.plot, palette.event(EventType::Error).fill);
    painter.restore();
    painter.fillRect(0, height() - 1, width(), 1, palette.hairline);
    painter.fillRect(geometry.plot.left() - 1, 0, 1, height(), palette.hairline);
}

void TimelineMinimap::paintEvent(QPaintEvent *)
{
    refresh();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_strip);
    paintWindow(painter, geometryShown(), colours(*this));
}

void TimelineMinimap::paintWindow(
    QPainter &painter, const MinimapGeometry &geometry, const EventPalette &palette)
{
    QColor shade = palette.gutter;
    shade.setAlpha(shadeAlpha);
    const QRect &window = geometry.window;
    const QRect &plot = geometry.plot;
    painter.fillRect(QRect(QPoint(plot.left(), 0), QPoint(window.left() - 1, plot.bottom())), shade);
    painter.fillRect(QRect(QPoint(window.right() + 1, 0), plot.bottomRight()), shade);
    const QColor edge = hasFocus() ? this->palette().color(QPalette::Highlight) : palette.faintText;
    painter.setPen(
        QPen(edge, hasFocus() ? metrics::outlineWidth : 1, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(window.adjusted(0, 0, -1, -1).adjusted(1, 1, -1, -1));
    paintGrip(painter, window.left(), window, edge);
    paintGrip(painter, window.right() - gripWidth + 1, window, edge);
}

} // namespace sluice::ui
